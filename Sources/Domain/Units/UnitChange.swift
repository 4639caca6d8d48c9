/// What happened to the tree on a day: 改名、划转、合并、拆分、撤销. What a unit recorded and reported stays with it.
package struct UnitChange: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case rename, move
        /// Closed; another unit takes its place and its units below.
        case merge
        /// A new unit beside it takes some of its units below.
        case split
        case close
    }
    package let number: Int64
    package let kind: Kind
    package let unit: String, unitName: String
    /// The former and the new name, or superior's name.
    package let before: String, after: String
    package let day: CalendarDate
    package let reason: String, by: String

    package init(
        number: Int64, kind: Kind, unit: String, unitName: String, before: String, after: String, day: CalendarDate,
        reason: String, by: String
    ) {
        self.number = number
        self.kind = kind
        self.unit = unit
        self.unitName = unitName
        self.before = before
        self.after = after
        self.day = day
        self.reason = reason
        self.by = by
    }
}

package enum UnitChangeRefused: UserFacingError, Hashable {
    case name, code, codeTaken, unknownUnit, ownSuperior, sameSuperior, below, level(Level), closed, notFound(String)
    case nation, hasUnitsBelow(Int64), reason, outside, noChildren

    package var code: String { "unit_change.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .codeTaken, .closed, .hasUnitsBelow: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .name: "写上新名称，2 到 60 个字"
        case .code: "区划代码只能是数字，最多 15 位"
        case .codeTaken: "这个区划代码已经有单位用了，请核对"
        case .unknownUnit, .notFound: "没有这个单位，请核对区划代码"
        case .ownSuperior: "不能划到它自己或它的下级，请换一个上级"
        case .sameSuperior: "它本来就归这个单位，不用划"
        case .below: "选的下级不归这个单位，刷新看看"
        case .level(let level): "级别对不上，要选一个\(level.name)级的单位"
        case .closed: "这个单位已经撤销了，不能再改"
        case .nation: "全国这一级不能这样改"
        case .hasUnitsBelow(let count): "下面还有 \(count) 个单位，先把它们划走或改用“合并”"
        case .reason: "写一句依据，比如批复文号；最多 200 个字"
        case .outside: "只能在自己管的范围里调整，请找上级的管理员"
        case .noChildren: "选一下哪些下级归新单位"
        }
    }
}
