/// A number that a unit's register holds. The raw value is the column.
package enum RegisterCount: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case instructors, staff
    case partTime = "part_time"
    case council, chairs
    case viceChairs = "vice_chairs"
    case secretaries, volunteers, members

    package var name: String {
        switch self {
        case .instructors: "家庭健康指导员"
        case .staff: "专职工作人员"
        case .partTime: "兼职工作人员"
        case .council: "理事"
        case .chairs: "会长"
        case .viceChairs: "副会长"
        case .secretaries: "秘书长"
        case .volunteers: "志愿者"
        case .members: "会员"
        }
    }

    /// Villages have instructors and no staff of their own; above it is the other way round.
    package func isAsked(at level: Level) -> Bool {
        switch self {
        case .instructors: level == .village
        case .staff, .partTime: level != .village
        default: true
        }
    }
}

/// What a unit says of itself for one year: counts, never names. Nil is not entered, which is not 0.
package struct Register: Hashable, Sendable, Codable {
    package static let most: Int64 = 1_000_000
    package static let firstYear = 2000

    /// Each 0 to 1,000,000.
    package let counts: [RegisterCount: Int64]
    /// 换届, the last one and the next.
    package let electedOn: CalendarDate?
    package let dueOn: CalendarDate?

    package init(
        counts: [RegisterCount: Int64] = [:], electedOn: CalendarDate? = nil, dueOn: CalendarDate? = nil
    ) throws(RegisterRefused) {
        for count in RegisterCount.allCases {
            if let value = counts[count], !(0...Self.most).contains(value) { throw .number(count) }
        }
        if let electedOn, let dueOn, dueOn <= electedOn { throw .dueBeforeElected }
        self.counts = counts
        self.electedOn = electedOn
        self.dueOn = dueOn
    }

    package var isEmpty: Bool { counts.isEmpty && electedOn == nil && dueOn == nil }
}

/// A register as it stands, or as it stood.
package struct RegisterVersion: Hashable, Sendable {
    package let year: Int
    /// Counts up from 1.
    package let number: Int64
    package let register: Register
    /// Who entered it, and for which unit that person acted.
    package let by: String, byUnit: String
    package let savedAt: Instant

    package init(year: Int, number: Int64, register: Register, by: String, byUnit: String, savedAt: Instant) {
        self.year = year
        self.number = number
        self.register = register
        self.by = by
        self.byUnit = byUnit
        self.savedAt = savedAt
    }
}

package enum RegisterRefused: UserFacingError, Hashable {
    case number(RegisterCount)
    case notAsked(RegisterCount, Level)
    case dueBeforeElected, electedLater, year, closed, changed, empty

    package var code: String { "register.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .closed, .changed: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .number(let count): "\(count.name)要填 0 到 \(Register.most.grouped) 的数字，比如 12"
        case .notAsked(let count, let level): "\(level.name)不用填\(count.name)"
        case .dueBeforeElected: "下次换届要在上次换届以后，请核对两个日期"
        case .electedLater: "上次换届的日期还没到，请核对"
        case .year: "年份要填 \(Register.firstYear) 到今年"
        case .closed: "这个单位撤销了，原来填的都留着，不能再改"
        case .changed: "刚才有人改过，下面是你填的；对照改动记录核对一下再保存"
        case .empty: "一项也没填，填上知道的再保存"
        }
    }
}
