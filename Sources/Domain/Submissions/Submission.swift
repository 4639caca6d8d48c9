/// One version of what a unit reported: a snapshot that never changes, and a state that does.
package struct Submission: Hashable, Sendable {
    package typealias ID = Identifier<Submission>

    package enum Kind: String, Sendable {
        /// 上报, 报完了
        case report
        /// 零报告
        case nilReport = "nil"
        /// 补报: what a late child brought after this unit had submitted.
        case supplement
    }
    package enum State: String, Sendable {
        /// Handed to the unit's own signatory; nobody above knows of it.
        case prepared
        /// Given back by the signatory, or taken back by the clerk, before it was signed.
        case unsigned
        case submitted, accepted, returned, recalled
        /// Replaced by a later version before anybody looked at it.
        case superseded

        /// Whether the superior got it.
        package var isHandedUp: Bool { self != .prepared && self != .unsigned }
    }

    /// A unit that had not reported when the snapshot was taken; named, never counted as 0.
    package struct Missing: Hashable, Sendable, Codable {
        package let code: String, name: String
        package init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    package let id: ID
    package let campaign: Campaign.ID
    package let unit: Unit
    package let version: Int64
    package let kind: Kind
    package let state: State
    package let definition: String
    /// The unit's own part, and own + accepted children.
    package let ownCells: CellValues, cells: CellValues
    package let missing: [Missing]
    package let note: String
    /// SHA-256 of the snapshot, hexadecimal.
    package let hash: String
    package let submittedAt: Instant
    package let decidedAt: Instant?
    /// Why it was returned.
    package let reason: String
    /// 核增/核减 that stood when it was frozen; part of `ownCells`.
    package let adjustments: [Adjustment]
    /// What did not look right then, with what the unit said to it.
    package let findings: [Finding]
    /// 更正: the accepted version that it corrects, and why.
    package let corrects: Int64?, why: String
    /// Given when it was handed up.
    package let receipt: ReceiptNumber?

    package init(
        id: ID, campaign: Campaign.ID, unit: Unit, version: Int64, kind: Kind, state: State, definition: String,
        ownCells: CellValues, cells: CellValues, missing: [Missing], note: String, hash: String, submittedAt: Instant,
        decidedAt: Instant?, reason: String, adjustments: [Adjustment] = [], findings: [Finding] = [],
        corrects: Int64? = nil, why: String = "", receipt: ReceiptNumber? = nil
    ) {
        self.id = id
        self.campaign = campaign
        self.unit = unit
        self.version = version
        self.kind = kind
        self.state = state
        self.definition = definition
        self.ownCells = ownCells
        self.cells = cells
        self.missing = missing
        self.note = note
        self.hash = hash
        self.submittedAt = submittedAt
        self.decidedAt = decidedAt
        self.reason = reason
        self.adjustments = adjustments
        self.findings = findings
        self.corrects = corrects
        self.why = why
        self.receipt = receipt
    }
}

extension [Submission] {
    /// What the unit itself last did, of its versions newest first: a supplement that flowed into the accepted version
    /// does not hide that a later one was returned or recalled.
    package var standing: Submission? {
        guard let first, first.kind == .supplement, first.state == .accepted else { return first }
        return self.first { $0.kind != .supplement && $0.state != .superseded } ?? first
    }
    package var accepted: Submission? { first { $0.state == .accepted } }
    package var waiting: Submission? { first { $0.state == .submitted } }
    package var prepared: Submission? { first { $0.state == .prepared } }
}

package enum SubmissionRefused: UserFacingError, Hashable {
    case recordsExist, noRecords, notWaiting, noReason, reasonTooLong, noSuperior, alreadyWaiting, alreadyPrepared,
        sameAsAccepted, noWhy, notAsked, noName, replaced, signedMeanwhile, takenBack, givenBack
    case negative(String)

    package var code: String { if case .negative = self { "submission.negative" } else { "submission.\(self)" } }
    package var kind: UserFacingErrorKind {
        switch self {
        case .notWaiting, .alreadyWaiting, .alreadyPrepared, .sameAsAccepted, .replaced, .signedMeanwhile, .takenBack,
            .givenBack:
            .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .recordsExist: "已经有活动记录了，不用零报告，点“报完了”就行"
        case .noRecords: "还没有活动记录；确实没办活动就点“零报告”"
        case .notWaiting: "这一份已经有人处理过了，刷新看看现在的状态"
        case .noReason: "写一句退回的原因，对方好改"
        case .reasonTooLong: "最多 1000 个字，请写短一点"
        case .noSuperior: "这次活动是本级办的，不用再往上报；要表就到统计表打印或导出"
        case .alreadyWaiting: "已经报上去了，上级还没看；要改先撤回"
        case .alreadyPrepared: "已经交给负责人签字了；要改先拿回来"
        case .replaced: "下面有新的补报进来，这一版换成了新的一版，请看新的再签"
        case .signedMeanwhile: "负责人刚签了字，已经报上去；还要改就撤回，上级会知道"
        case .takenBack: "经办人刚拿回去改了，改好会再送来签"
        case .givenBack: "这一版已经退给经办人了，等改好的再签"
        case .noName: "写上签字人，1 到 20 个字，比如 分管负责人"
        case .notAsked: "这张表不用本级报，记下活动就行，上级的表里会有"
        case .negative(let cell): "“\(cell)”减到 0 以下了，先去“手工调整”里改过来再报"
        case .noWhy: "上级收下的数要变小，写一句为什么更正，上级看得到"
        case .sameAsAccepted: "上级已经收下，数也没有变，不用再报"
        }
    }
}
