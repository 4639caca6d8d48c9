package import Domain
package import Storage

/// What is handed back for a record: on paper it would be the stub.
package struct Receipt: Hashable, Sendable {
    package let record: ActivityRecord.ID
    package let number: ReceiptNumber
    package let issuedAt: Instant
    /// False when the same body had been taken before.
    package let isNew: Bool
}

/// Records what was held: permission → rule → one transaction (receipt, record, audit, tally).
package struct RecordActivity: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameters:
    ///   - id: made by the client. The same id and draft again gives the same receipt, however late.
    ///   - unit: the code of the unit that held it.
    /// - Throws: `RecordRefused.differentBody` for the same id with another draft.
    package func callAsFunction(
        _ draft: ActivityDraft, id: ActivityRecord.ID, unit code: String, by officer: Officer
    ) async throws -> Receipt {
        let now = surroundings.now
        return try await surroundings.database.write { db in
            try Self.take(draft, id: id, unit: code, by: officer, at: now, on: db)
        }
    }

    /// The same within the caller's transaction.
    package static func take(
        _ draft: ActivityDraft, id: ActivityRecord.ID, unit code: String, by officer: Officer, at now: Instant,
        on db: any Connection
    ) throws -> Receipt {
        let bodyHash = try Digest.hex(of: draft)
        try db.lock(.tree, shared: true)
        let unit = try db.unit(code, .record, officer)
        // What it held would be in no reported figure.
        guard unit.kind.reports else { throw AccessRefused.missing }
        guard unit.validTo == nil else { throw RecordRefused.closed }
        guard let number = try ReceiptTable(db).issue(for: id, unit: unit.id, bodyHash: bodyHash, at: now) else {
            guard let earlier = try ReceiptTable(db).find(id), earlier.unit == unit.id else {
                throw RecordRefused.foreignKey
            }
            guard earlier.bodyHash == bodyHash else { throw RecordRefused.differentBody(id) }
            return Receipt(record: id, number: earlier.number, issuedAt: earlier.issuedAt, isNew: false)
        }
        let links = try RecordRules(db).links(of: draft, for: unit, by: officer, at: now)
        try ActivityRecordTable(db).insert(id, draft, unit: unit, links: links, receipt: number, by: officer, at: now)
        try AuditTable(db).append("record.create", object: id.text, by: officer, at: now)
        try TallyTable(db).apply(Contribution.of(draft, links, unit))
        return Receipt(record: id, number: number, issuedAt: now, isNew: true)
    }
}

/// Corrects a record; what stood before stays in its history.
package struct CorrectActivity: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameter saysNothingPrivate: somebody has looked that the words of a former visit tell nothing of a family.
    /// - Throws: `RecordRefused.wordsOfVisit` without that, when a visit becomes something whose words every superior reads.
    package func callAsFunction(
        _ id: ActivityRecord.ID, to draft: ActivityDraft, saysNothingPrivate: Bool = false, by officer: Officer
    ) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            let (record, old) = try RecordRules(db).openRecord(id, for: officer)
            guard draft.campaign == record.draft.campaign else { throw RecordRefused.unknownCategory }
            let draft = try draft.keeping(RecordRules(db).undeclared(of: record.draft))
            guard draft != record.draft else { return }
            let links = try RecordRules(db).links(
                of: draft, for: record.unit, by: officer, at: now, after: record.draft)
            // Source: DESIGN.md, principle 6.
            let isOpening = record.kind == Category.visitKind && links.first?.category.kind != Category.visitKind
            guard !isOpening || saysNothingPrivate else { throw RecordRefused.wordsOfVisit }
            try ActivityRecordTable(db).update(record, to: draft, links: links, reason: "", by: officer, at: now)
            try AuditTable(db).append("record.correct", object: id.text, by: officer, at: now)
            try TallyTable(db).apply(old.map { -$0 } + Contribution.of(draft, links, record.unit))
        }
    }
}

/// Takes a record out of every figure; it can still be read.
package struct WithdrawActivity: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func callAsFunction(_ id: ActivityRecord.ID, reason: String, by officer: Officer) async throws {
        let reason = try ShortText.checked(reason)
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            let (record, old) = try RecordRules(db).openRecord(id, for: officer)
            try ActivityRecordTable(db).withdraw(record, reason: reason, by: officer, at: now)
            try AuditTable(db).append("record.withdraw", object: id.text, by: officer, at: now)
            try TallyTable(db).apply(old.map { -$0 })
        }
    }
}

/// What recording and correcting both look up.
private struct RecordRules {
    let db: any Connection
    init(_ db: any Connection) { self.db = db }

    /// Every campaign in which the draft counts, and as what.
    /// - Parameter old: what is corrected; it may state measures that today's form no longer has.
    func links(
        of draft: ActivityDraft, for unit: Unit, by officer: Officer, at now: Instant, after old: ActivityDraft? = nil
    ) throws -> [RecordLink] {
        if draft.heldOn != old?.heldOn { try day(of: draft, for: unit, at: now) }
        if let level = draft.level {
            // Only somebody who answers for the units below enters what they held together.
            guard level > unit.level, officer.roles.contains(.clerk) else { throw RecordRefused.unknownLevel }
        }
        var declared: Set<String> = []
        let links = try draft.links.map { link in
            let campaign = try db.campaign(link.campaign, for: unit)
            guard let category = try CampaignTable(db).category(link.category, of: link.campaign) else {
                throw RecordRefused.unknownCategory
            }
            declared.formUnion((campaign.definition.measures ?? []).map(\.id))
            return RecordLink(campaign: link.campaign, category: category)
        }
        // A visit is a visit in each of them: its figures are never another kind's, and its words stay behind the wall.
        guard Set(links.map(\.category.kind)).count == 1 else { throw RecordRefused.otherKind }
        declared.formUnion((old?.measures.others ?? [:]).keys)
        guard (draft.measures.others ?? [:]).keys.allSatisfy(declared.contains) else {
            throw RecordRefused.unknownMeasure
        }
        if let session = draft.session, try !PlanTable(db).holds(session, campaign: draft.campaign) {
            throw RecordRefused.unknownSession
        }
        return links
    }

    /// What has not been held is no record; a slip in the year is not taken for one. Days just outside of the campaign are
    /// said on the record's page and count all the same.
    private func day(of draft: ActivityDraft, for unit: Unit, at now: Instant) throws {
        guard draft.heldOn <= CalendarDate(now) else { throw RecordRefused.future }
        let campaign = try db.campaign(draft.campaign, for: unit)
        guard draft.heldOn >= campaign.startsOn.adding(days: -Self.mostDaysBefore) else {
            throw RecordRefused.longBefore
        }
    }
    private static let mostDaysBefore = 366

    /// Measures of a record that no form of its campaigns asks for any more: no page shows them, and none may lose them.
    func undeclared(of draft: ActivityDraft) throws -> [String: Int64] {
        let declared = try draft.links.flatMap { link in
            (try CampaignTable(db).campaign(link.campaign)?.definition.measures ?? []).map(\.id)
        }
        return (draft.measures.others ?? [:]).filter { !declared.contains($0.key) }
    }

    /// The record, held until the transaction ends, and what it adds to the sums now.
    func openRecord(_ id: ActivityRecord.ID, for officer: Officer) throws -> (ActivityRecord, [Contribution]) {
        let table = ActivityRecordTable(db)
        try table.lock(id)
        guard let record = try table.record(id) else { throw AccessRefused.missing }
        try officer.requires(.record, on: record.unit)
        guard record.withdrawnAt == nil else { throw RecordRefused.withdrawn }
        let links = try record.draft.links.map { link in
            guard let category = try CampaignTable(db).category(link.category, of: link.campaign) else {
                throw RecordRefused.unknownCategory
            }
            return RecordLink(campaign: link.campaign, category: category)
        }
        return (record, Contribution.of(record.draft, links, record.unit))
    }
}

extension ActivityDraft {
    fileprivate func keeping(_ others: [String: Int64]) throws -> ActivityDraft {
        guard !others.isEmpty else { return self }
        var measures = measures
        for (id, value) in others { measures[Measure(rawValue: id)] = value }
        return try ActivityDraft(
            title: title, heldOn: heldOn, venue: venue, note: note, measures: measures, campaign: campaign,
            category: category, session: session, level: level, also: also ?? [], needsNumber: false)
    }
}

extension Contribution {
    /// What a record adds in each of its campaigns: one row of the common measures, one for each declared measure.
    static func of(_ draft: ActivityDraft, _ links: [RecordLink], _ unit: Unit) -> [Contribution] {
        links.flatMap { link in
            let row = { (kind: String, sums: TallySums) in
                Contribution(
                    campaign: link.campaign, unit: unit,
                    key: TallyKey(level: draft.level ?? unit.level, kind: kind, category: link.category.id), sums: sums)
            }
            return [row(link.category.kind, TallySums(draft.measures))]
                + (draft.measures.others ?? [:]).map { measure, value in
                    row(
                        TallyKey.kind(link.category.kind, of: Measure(rawValue: measure)), TallySums(count: value))
                }
        }
    }
}

/// A reason or remark of at most 1,000 characters.
enum ShortText {
    static let longest = 1000
    static func checked(_ text: String) throws(SubmissionRefused) -> String {
        guard text.unicodeScalars.count <= longest, !text.utf8.contains(0) else { throw .reasonTooLong }
        return text
    }
}

package enum RecordRefused: UserFacingError, Hashable {
    case unknownCategory, otherKind, unknownSession, unknownLevel, unknownMeasure, withdrawn, foreignKey
    /// They were for the unit and its direct superior.
    case wordsOfVisit
    /// The unit is no more.
    case closed
    /// Of the day it was held.
    case future, longBefore
    case differentBody(ActivityRecord.ID)

    package var code: String {
        switch self {
        case .unknownCategory: "record.category.unknown"
        case .unknownSession: "record.session.unknown"
        case .otherKind: "record.category.other_kind"
        case .unknownLevel: "record.level.unknown"
        case .unknownMeasure: "record.measure.unknown"
        case .future: "record.date.future"
        case .longBefore: "record.date.long_before"
        case .wordsOfVisit: "record.visit.words"
        case .closed: "record.unit.closed"
        case .withdrawn: "record.withdrawn"
        case .foreignKey: "record.key.taken"
        case .differentBody: "record.key.different_body"
        }
    }
    package var kind: UserFacingErrorKind {
        switch self {
        case .unknownCategory, .otherKind, .unknownSession, .unknownLevel, .unknownMeasure, .future, .longBefore,
            .wordsOfVisit:
            .invalid
        case .closed, .withdrawn, .foreignKey, .differentBody: .conflict
        }
    }
    package var message: String {
        switch self {
        case .unknownCategory: "这次活动没有这一类，请重新选一类"
        case .unknownSession: "这次活动的计划里没有这一场，请重新选一个"
        case .otherKind: "别的活动的表里没有这一类，去掉“也算进”的勾再保存"
        case .unknownLevel: "只有经办人能替下级合起来记，级别要比本单位低"
        case .unknownMeasure: "这次活动的表里没有这个数，请去掉后再记"
        case .future: "还没到这一天，办了再记"
        case .longBefore: "这一天比这次活动早了一年多，核对年份；真是那时办的，就记到那一年的活动里"
        case .wordsOfVisit: "改成这一类，上级都能看到名称、地点和说明。去掉家庭的情况，再勾上“没有写家庭的情况”"
        case .closed: "这个单位已经撤销了，不能再记；填的还在，请接手的单位或者上级记"
        case .withdrawn: "这一条已经撤掉了，要记就另记一条"
        case .foreignKey: "这个编号不能用，请重新打开“记一条活动”"
        case .differentBody: "这一条已经记好了，内容和现在填的不一样；要改就去改那一条"
        }
    }
}
