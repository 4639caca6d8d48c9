/// A kind of activity within one campaign. The kind is what tables ask for; finer categories are data.
package struct Category: Hashable, Sendable, Codable {
    /// `publicity`, `visit` or `service` for activities.
    package static let visitKind = "visit"

    package let id: String
    package let name: String
    package let kind: String
    /// Words in an activity's name that point to it; for proposals only.
    package let words: [String]?
    package init(id: String, name: String, kind: String, words: [String]? = nil) {
        self.id = id
        self.name = name
        self.kind = kind
        self.words = words
    }
}

/// What somebody says was held: as typed, with the rules that hold without looking anything up.
package struct ActivityDraft: Hashable, Sendable, Codable {
    package static let longestTitle = 100
    package static let longestVenue = 100
    package static let longestNote = 2000
    package static let mostSessions: Int64 = 10_000

    package let title: String
    package let heldOn: CalendarDate
    package let venue: String
    package let note: String
    package let measures: Measures
    package let campaign: Campaign.ID
    package let category: String
    package let session: PlannedSession.ID?
    /// The level of the association that held it, where that is below the recording unit: a township's 37 场 of its
    /// villages, not told apart. nil is the unit's own level.
    package let level: Level?
    /// Other campaigns in which the same activity counts. nil rather than empty, so that a body without keeps its hash.
    package let also: [AlsoCounted]?

    package struct AlsoCounted: Hashable, Sendable, Codable {
        package let campaign: Campaign.ID
        package let category: String
        package init(campaign: Campaign.ID, category: String) {
            self.campaign = campaign
            self.category = category
        }
    }

    /// Each campaign in which it counts, the first one first.
    package var links: [AlsoCounted] { [AlsoCounted(campaign: campaign, category: category)] + (also ?? []) }

    /// - Parameter needsNumber: somebody who was there knows a number; what is read from a table may only say how often.
    /// - Throws: the first broken rule.
    package init(
        title: String, heldOn: CalendarDate, venue: String, note: String, measures: Measures, campaign: Campaign.ID,
        category: String, session: PlannedSession.ID?, level: Level? = nil, also: [AlsoCounted] = [],
        needsNumber: Bool = true
    ) throws(Invalid) {
        guard !title.isEmpty else { throw .noTitle }
        for text in [title, venue, note, category] where text.unicodeScalars.contains(where: Self.isControl) {
            throw .controlCharacter
        }
        guard title.unicodeScalars.count <= Self.longestTitle else { throw .titleTooLong }
        guard venue.unicodeScalars.count <= Self.longestVenue else { throw .venueTooLong }
        guard note.unicodeScalars.count <= Self.longestNote else { throw .noteTooLong }
        guard measures.sessions >= 1, measures.sessions <= Self.mostSessions else { throw .sessionsOutOfRange }
        guard also.count <= 5, Set(also.map(\.campaign)).union([campaign]).count == also.count + 1 else {
            throw .campaignTwice
        }
        let common = [measures.people, measures.attendances, measures.families, measures.households]
        let counts = common + (measures.others ?? [:]).values.map { $0 }
        guard !needsNumber || counts.contains(where: { $0 != nil }) else { throw .noNumber }
        for count in counts {
            guard let count else { continue }
            guard count >= 0 else { throw .negative }
            guard count <= Measures.most else { throw .tooMany }
        }
        self.title = title
        self.heldOn = heldOn
        self.venue = venue
        self.note = note
        self.measures = measures
        self.campaign = campaign
        self.category = category
        self.session = session
        self.level = level
        self.also = also.isEmpty ? nil : also
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\r" && scalar != "\t") || scalar.value == 0x7F
    }

    package enum Invalid: UserFacingError, Hashable {
        case noTitle, titleTooLong, venueTooLong, noteTooLong, controlCharacter
        case sessionsOutOfRange, noNumber, negative, tooMany, notANumber, campaignTwice

        package var code: String { "record.\(self)" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String {
            switch self {
            case .noTitle: "写上活动叫什么，或者选一个计划里的活动"
            case .titleTooLong: "活动名称最多 \(ActivityDraft.longestTitle) 个字，请写短一点"
            case .venueTooLong: "地点最多 \(ActivityDraft.longestVenue) 个字，请写短一点"
            case .noteTooLong: "补充的话最多 \(ActivityDraft.longestNote) 个字，请写短一点"
            case .controlCharacter: "文字里有看不见的控制符，请删掉后重新填"
            case .sessionsOutOfRange: "场次要填 1 到 \(ActivityDraft.mostSessions)"
            case .noNumber: "填上来了多少人，大概数就行"
            case .negative: "人数不能小于 0"
            case .tooMany: "人数太大了，最多 \(Measures.most)，请看看是不是多按了几个 0"
            case .notANumber: "人数要填数字，比如 80"
            case .campaignTwice: "同一次活动选了两遍，请去掉一个；最多同时算进 6 次活动"
            }
        }
    }
}

/// One record as it stands now.
package struct ActivityRecord: Hashable, Sendable {
    package typealias ID = Identifier<ActivityRecord>

    package let id: ID
    package let unit: Unit
    package let draft: ActivityDraft
    package let categoryName: String
    package let kind: String
    /// 0 for the first version.
    package let revision: Int64
    package let enteredBy: Account.ID
    /// Somebody outside the unit entered it (代录).
    package let enteredForOther: Bool
    package let receivedAt: Instant
    package let withdrawnAt: Instant?
    package let receipt: ReceiptNumber

    package init(
        id: ID, unit: Unit, draft: ActivityDraft, categoryName: String, kind: String, revision: Int64,
        enteredBy: Account.ID, enteredForOther: Bool, receivedAt: Instant, withdrawnAt: Instant?, receipt: ReceiptNumber
    ) {
        self.id = id
        self.unit = unit
        self.draft = draft
        self.categoryName = categoryName
        self.kind = kind
        self.revision = revision
        self.enteredBy = enteredBy
        self.enteredForOther = enteredForOther
        self.receivedAt = receivedAt
        self.withdrawnAt = withdrawnAt
        self.receipt = receipt
    }
}

/// One version of a record: what stood from then on.
package struct ActivityRecordRevision: Hashable, Sendable {
    package let number: Int64
    package let draft: ActivityDraft
    package let reason: String, by: String
    package let at: Instant

    package init(number: Int64, draft: ActivityDraft, reason: String, by: String, at: Instant) {
        self.number = number
        self.draft = draft
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// 回执号: a sequence number and one check digit, so that it can be read out by telephone.
/// Source: ISO/IEC 7064, MOD 11,10 (finds each wrong digit and nearly all swaps).
package struct ReceiptNumber: Hashable, Sendable {
    package let sequence: Int64
    package init(sequence: Int64) { self.sequence = sequence }

    /// - Returns: nil when the check digit does not fit.
    package init?(_ raw: String) {
        let digits = raw.filter { $0 != " " && $0 != "-" }
        guard digits.count >= 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let sequence = Int64(digits.dropLast()), ReceiptNumber(sequence: sequence).digits == digits
        else { return nil }
        self.sequence = sequence
    }

    /// At least eight digits, the last one the check digit.
    package var digits: String {
        let body = String(sequence)
        let padded = String(repeating: "0", count: max(0, 7 - body.count)) + body
        var product = 10
        for byte in padded.utf8 {
            var sum = (Int(byte) - 0x30 + product) % 10
            if sum == 0 { sum = 10 }
            product = sum * 2 % 11
        }
        return padded + String((11 - product) % 10)
    }
    /// In fours, such as `0000 0013`.
    package var grouped: String {
        let digits = Array(digits)
        let head = digits.count % 4
        var groups = head > 0 ? [String(digits[0..<head])] : []
        for start in stride(from: head, to: digits.count, by: 4) { groups.append(String(digits[start..<(start + 4)])) }
        return groups.joined(separator: " ")
    }
}
