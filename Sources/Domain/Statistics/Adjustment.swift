/// 核增/核减: what a unit adds to or takes from a computed cell of its own, with the reason beside it. It changes the
/// reported figure only; the computed value is never overwritten.
package struct Adjustment: Hashable, Sendable, Codable {
    package typealias ID = Identifier<Adjustment>
    package static let most: Int64 = 100_000_000

    package let id: ID
    package let cell: String
    /// Not 0.
    package let amount: Int64
    package let reason: String
    /// Who, as a display name.
    package let by: String
    package let madeOn: CalendarDate

    package init(id: ID, cell: String, amount: Int64, reason: String, by: String, madeOn: CalendarDate) {
        self.id = id
        self.cell = cell
        self.amount = amount
        self.reason = reason
        self.by = by
        self.madeOn = madeOn
    }
}

extension [Adjustment] {
    /// Their sum for each cell.
    package var values: CellValues { reduce(into: [:]) { $0[$1.cell, default: 0] += $1.amount } }
}

package enum AdjustmentRefused: UserFacingError, Hashable {
    case noReason, amount, unknownCell, below(Int64), notOpen, differentBody

    package var code: String { "adjustment.refused" }
    package var kind: UserFacingErrorKind { self == .notOpen || self == .differentBody ? .conflict : .invalid }
    package var message: String {
        switch self {
        case .noReason: "写一句为什么要调整，上级看得到；最多 1000 个字"
        case .amount: "调整多少要填数字，1 到 \(Adjustment.most)"
        case .unknownCell: "这张表里没有这一格，或不归本级填，请重新选"
        case .below(let computed): "减得太多了：算出来的数只有 \(computed)"
        case .differentBody: "这一页刚才已经保存过别的内容，请重新打开这一页再填"
        case .notOpen: "这一条已经撤掉了，刷新看看"
        }
    }
}
