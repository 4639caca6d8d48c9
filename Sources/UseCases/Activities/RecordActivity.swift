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
        guard let number = try ReceiptTable(db).issue(for: id, unit: unit.id, bodyHash: bodyHash, at: now) else {
            guard let earlier = try ReceiptTable(db).find(id), earlier.unit == unit.id else {
                throw RecordRefused.foreignKey
            }
            guard earlier.bodyHash == bodyHash else { throw RecordRefused.differentBody(id) }
            return Receipt(record: id, number: earlier.number, issuedAt: earlier.issuedAt, isNew: false)
        }
        let category = try RecordRules(db).category(of: draft, for: unit)
        try ActivityRecordTable(db).insert(
            id, draft, unit: unit, kind: category.kind, receipt: number, by: officer, at: now)
        try AuditTable(db).append("record.create", object: id.text, by: officer, at: now)
        try TallyTable(db).apply([.of(draft, category, unit)])
        return Receipt(record: id, number: number, issuedAt: now, isNew: true)
    }
}

/// Corrects a record; what stood before stays in its history.
package struct CorrectActivity: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func callAsFunction(_ id: ActivityRecord.ID, to draft: ActivityDraft, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            let (record, old) = try RecordRules(db).openRecord(id, for: officer)
            guard draft.campaign == record.draft.campaign else { throw RecordRefused.unknownCategory }
            guard draft != record.draft else { return }
            let category = try RecordRules(db).category(of: draft, for: record.unit)
            try ActivityRecordTable(db).update(
                record, to: draft, kind: category.kind, reason: "", by: officer, at: now)
            try AuditTable(db).append("record.correct", object: id.text, by: officer, at: now)
            try TallyTable(db).apply([-old, .of(draft, category, record.unit)])
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
            try TallyTable(db).apply([-old])
        }
    }
}

/// What recording and correcting both look up.
private struct RecordRules {
    let db: any Connection
    init(_ db: any Connection) { self.db = db }

    func category(of draft: ActivityDraft, for unit: Unit) throws -> Category {
        _ = try db.campaign(draft.campaign, for: unit)
        guard let category = try CampaignTable(db).category(draft.category, of: draft.campaign) else {
            throw RecordRefused.unknownCategory
        }
        if let session = draft.session, try !PlanTable(db).holds(session, campaign: draft.campaign) {
            throw RecordRefused.unknownSession
        }
        return category
    }

    /// The record, held until the transaction ends, and what it adds to the sums now.
    func openRecord(_ id: ActivityRecord.ID, for officer: Officer) throws -> (ActivityRecord, Contribution) {
        let table = ActivityRecordTable(db)
        try table.lock(id)
        guard let record = try table.record(id) else { throw AccessRefused.missing }
        try officer.requires(.record, on: record.unit)
        guard record.withdrawnAt == nil else { throw RecordRefused.withdrawn }
        let category = Category(id: record.draft.category, name: record.categoryName, kind: record.kind)
        return (record, .of(record.draft, category, record.unit))
    }
}

extension Contribution {
    static func of(_ draft: ActivityDraft, _ category: Category, _ unit: Unit) -> Contribution {
        Contribution(
            campaign: draft.campaign, unit: unit,
            key: TallyKey(level: unit.level, kind: category.kind, category: category.id),
            sums: TallySums(draft.measures))
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
    case unknownCategory, unknownSession, withdrawn, foreignKey
    case differentBody(ActivityRecord.ID)

    package var code: String {
        switch self {
        case .unknownCategory: "record.category.unknown"
        case .unknownSession: "record.session.unknown"
        case .withdrawn: "record.withdrawn"
        case .foreignKey: "record.key.taken"
        case .differentBody: "record.key.different_body"
        }
    }
    package var kind: UserFacingErrorKind {
        switch self {
        case .unknownCategory, .unknownSession: .invalid
        case .withdrawn, .foreignKey, .differentBody: .conflict
        }
    }
    package var message: String {
        switch self {
        case .unknownCategory: "这次活动没有这一类，请重新选一类"
        case .unknownSession: "这次活动的计划里没有这一场，请重新选一个"
        case .withdrawn: "这一条已经撤掉了，要记就另记一条"
        case .foreignKey: "这个编号不能用，请重新打开“记一条活动”"
        case .differentBody: "这一条已经记好了，内容和现在填的不一样；要改就去改那一条"
        }
    }
}
