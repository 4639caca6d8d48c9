package import Domain
internal import FoundationEssentials

/// The `activity_record`, `record_campaign` and `record_revision` tables.
package struct ActivityRecordTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        record.id AS record_id, record.session_id AS session_id, record.title AS title, record.held_on AS held_on,
        record.venue AS venue, record.note AS note, record.sessions AS sessions, record.people AS people,
        record.attendances AS attendances, record.families AS families, record.households AS households,
        record.revision AS revision, record.entered_by AS entered_by, record.entered_for_other AS entered_for_other,
        record.received_at AS received_at, record.withdrawn_at AS withdrawn_at, link.level AS held_level,
        link.campaign_id AS campaign_id,
        link.category_id AS category_id, link.kind AS record_kind, link.receipt AS receipt,
        link.unit_path AS unit_path, category.name AS category_name,
        \(UnitTable.joined)
        """
    private static let joins: SQL = """
        JOIN activity_record record ON record.id = link.record_id
        JOIN unit ON unit.id = link.unit_id
        JOIN category ON category.campaign_id = link.campaign_id AND category.id = link.category_id
        """

    package func insert(
        _ id: ActivityRecord.ID, _ draft: ActivityDraft, unit: Unit, links: [RecordLink], receipt: ReceiptNumber,
        by officer: Officer, at instant: Instant
    ) throws {
        let measures = draft.measures
        try db.execute(
            """
            INSERT INTO activity_record (id, unit_id, session_id, title, held_on, venue, note, sessions, people,
                attendances, families, households, revision, entered_by, entered_for_other, received_at)
            VALUES (\(id.text), \(unit.id.number), \(draft.session?.text), \(draft.title), \(draft.heldOn.text),
            \(draft.venue), \(draft.note), \(measures.sessions), \(measures.people), \(measures.attendances),
            \(measures.families), \(measures.households), 0, \(officer.account.text),
            \(officer.unit.id != unit.id), \(instant.milliseconds))
            """)
        try insertParts(id, draft, unit: unit, links: links, receipt: receipt)
        try addRevision(id, 0, draft, reason: "", by: officer, at: instant)
    }

    private func insertParts(
        _ id: ActivityRecord.ID, _ draft: ActivityDraft, unit: Unit, links: [RecordLink], receipt: ReceiptNumber
    ) throws {
        let rows = links.enumerated().map { index, link -> SQL in
            """
            (\(id.text), \(link.campaign.text), \(link.category.id), \(link.category.kind),
            \((draft.level ?? unit.level).rawValue), \(unit.id.number), \(unit.path.text), \(receipt.sequence), TRUE,
            \(index == 0))
            """
        }
        try db.execute(
            """
            INSERT INTO record_campaign (record_id, campaign_id, category_id, kind, level, unit_id, unit_path, receipt,
                counted, main) VALUES \(SQL.list(rows))
            """)
        let extras = (draft.measures.others ?? [:]).sorted { $0.key < $1.key }
        guard !extras.isEmpty else { return }
        let values = extras.map { measure, value -> SQL in "(\(id.text), \(measure), \(value))" }
        try db.execute("INSERT INTO record_measure (record_id, measure, value) VALUES \(SQL.list(values))")
    }

    /// Holds the record until the transaction ends, so that two corrections at once cannot both start from the same one.
    package func lock(_ id: ActivityRecord.ID) throws {
        try db.execute("UPDATE activity_record SET revision = revision WHERE id = \(id.text)")
    }

    package func update(
        _ record: ActivityRecord, to draft: ActivityDraft, links: [RecordLink], reason: String, by officer: Officer,
        at instant: Instant
    ) throws {
        let measures = draft.measures
        try db.execute(
            """
            UPDATE activity_record SET session_id = \(draft.session?.text), title = \(draft.title),
                held_on = \(draft.heldOn.text), venue = \(draft.venue), note = \(draft.note),
                sessions = \(measures.sessions), people = \(measures.people), attendances = \(measures.attendances),
                families = \(measures.families), households = \(measures.households),
                revision = \(record.revision + 1)
            WHERE id = \(record.id.text)
            """)
        try db.execute("DELETE FROM record_campaign WHERE record_id = \(record.id.text)")
        try db.execute("DELETE FROM record_measure WHERE record_id = \(record.id.text)")
        try insertParts(record.id, draft, unit: record.unit, links: links, receipt: record.receipt)
        try addRevision(record.id, record.revision + 1, draft, reason: reason, by: officer, at: instant)
    }

    package func withdraw(_ record: ActivityRecord, reason: String, by officer: Officer, at instant: Instant) throws {
        try db.execute(
            """
            UPDATE activity_record SET withdrawn_at = \(instant.milliseconds), revision = \(record.revision + 1)
            WHERE id = \(record.id.text)
            """)
        try db.execute("UPDATE record_campaign SET counted = FALSE WHERE record_id = \(record.id.text)")
        try addRevision(record.id, record.revision + 1, record.draft, reason: reason, by: officer, at: instant)
    }

    package func revisions(of id: ActivityRecord.ID) throws -> [ActivityRecordRevision] {
        try db.rows(
            """
            SELECT revision, body, reason, display_name, changed_at FROM record_revision
            JOIN account ON account.id = changed_by WHERE record_id = \(id.text) ORDER BY revision
            """
        ).map {
            ActivityRecordRevision(
                number: try $0.int("revision"),
                draft: try JSONDecoder().decode(ActivityDraft.self, from: Data($0.text("body").utf8)),
                reason: try $0.text("reason"), by: try $0.text("display_name"),
                at: Instant(milliseconds: try $0.int("changed_at")))
        }
    }

    /// With every campaign in which it counts.
    package func record(_ id: ActivityRecord.ID) throws -> ActivityRecord? {
        let found = try db.rows(
            """
            SELECT \(Self.columns) FROM record_campaign link \(Self.joins)
            WHERE link.record_id = \(id.text) AND link.main
            """)
        let also = try db.rows(
            """
            SELECT campaign_id, category_id FROM record_campaign WHERE record_id = \(id.text) AND NOT main
            ORDER BY campaign_id
            """
        ).map {
            ActivityDraft.AlsoCounted(
                campaign: try Campaign.ID($0.text("campaign_id")), category: try $0.text("category_id"))
        }
        return try records(found, also: also).first
    }
    private func records(
        _ rows: [Row], also: [ActivityDraft.AlsoCounted] = []
    ) throws -> [ActivityRecord] {
        guard !rows.isEmpty else { return [] }
        let ids = SQL.list(try rows.map { "\(try $0.text("record_id"))" })
        var extras: [String: [String: Int64]] = [:]
        for row in try db.rows("SELECT record_id, measure, value FROM record_measure WHERE record_id IN (\(ids))") {
            extras[try row.text("record_id"), default: [:]][try row.text("measure")] = try row.int("value")
        }
        return try rows.map {
            try ActivityRecord(row: $0, others: extras[$0.text("record_id")] ?? [:], also: also)
        }
    }

    /// The records of one unit, newest first.
    /// - Parameter before: the receipt sequence of the last one of the page before.
    package func records(
        of unit: Unit, campaign: Campaign.ID, before: Int64? = nil, limit: Int
    ) throws -> [ActivityRecord] {
        let earlier: SQL = if let before { "AND link.receipt < \(before)" } else { "" }
        return try records(
            db.rows(
                """
                SELECT \(Self.columns) FROM record_campaign link \(Self.joins)
                WHERE link.campaign_id = \(campaign.text) AND link.unit_id = \(unit.id.number) \(earlier)
                ORDER BY link.receipt DESC LIMIT \(limit)
                """))
    }
    /// Planned sessions of which the unit has a record that counts.
    package func heldSessions(of unit: Unit, campaign: Campaign.ID) throws -> Set<PlannedSession.ID> {
        Set(
            try db.rows(
                """
                SELECT DISTINCT record.session_id AS session_id
                FROM record_campaign link JOIN activity_record record ON record.id = link.record_id
                WHERE link.campaign_id = \(campaign.text) AND link.unit_id = \(unit.id.number) AND link.counted
                    AND record.session_id IS NOT NULL
                """
            ).map { try PlannedSession.ID($0.text("session_id")) })
    }
    package func count(of unit: Unit, campaign: Campaign.ID) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM record_campaign
            WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.id.number) AND counted
            """)?.int("n") ?? 0
    }

    /// The records behind a cell, in the order of the tree, oldest first within a unit.
    /// - Parameters:
    ///   - categories: only these finer categories; nil takes all.
    ///   - lacking: only those that do not state this common measure (未计入).
    ///   - alone: only the unit's own.
    package func records(
        behind kind: String, levels: Set<Level>, categories: [String]? = nil, campaign: Campaign.ID, below unit: Unit,
        after cursor: RecordCursor? = nil, lacking: Measure? = nil, alone: Bool = false, limit: Int
    ) throws -> [ActivityRecord] {
        let later: SQL =
            if let cursor { "AND (link.unit_path, link.receipt) > (\(cursor.path.text), \(cursor.receipt))" } else {
                ""
            }
        let lacking: SQL =
            if let lacking, Measure.common.contains(lacking) {
                SQL(text: "AND record.\(lacking.rawValue) IS NULL")
            } else { "" }
        // The range begins where the page does: left at the subtree's beginning, SQLite would walk up to the page.
        let first = max(cursor?.path.text ?? "", unit.path.text)
        let finer: SQL =
            if let categories { "AND link.category_id IN (\(SQL.list(categories.map { "\($0)" })))" } else { "" }
        // One level at a time is a range of the index; the levels are merged after.
        let pages = try levels.sorted().map { level in
            try db.rows(
                """
                SELECT \(Self.columns) FROM record_campaign link \(Self.joins)
                WHERE link.counted AND link.campaign_id = \(campaign.text) AND link.kind = \(kind)
                    AND link.level = \(level.rawValue) AND link.unit_path >= \(first)
                    AND link.unit_path <= \(alone ? unit.path.text : unit.path.upperBound) \(later) \(lacking) \(finer)
                ORDER BY link.unit_path, link.receipt LIMIT \(limit)
                """)
        }
        let merged = try pages.joined().map { (try $0.text("unit_path"), try $0.int("receipt"), $0) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        return try records(merged.prefix(limit).map(\.2))
    }

    private func addRevision(
        _ id: ActivityRecord.ID, _ revision: Int64, _ draft: ActivityDraft, reason: String, by officer: Officer,
        at instant: Instant
    ) throws {
        let body = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO record_revision (record_id, revision, body, reason, changed_by, changed_at)
            VALUES (\(id.text), \(revision), \(body), \(reason), \(officer.account.text), \(instant.milliseconds))
            """)
    }
}

/// A campaign in which a record counts, and as what.
package struct RecordLink: Sendable {
    package let campaign: Campaign.ID
    package let category: Category
    package init(campaign: Campaign.ID, category: Category) {
        self.campaign = campaign
        self.category = category
    }
}

extension ActivityRecord {
    init(row: Row, others: [String: Int64], also: [ActivityDraft.AlsoCounted]) throws {
        let measures = Measures(
            sessions: try row.int("sessions"), people: try row.intOrNil("people"),
            attendances: try row.intOrNil("attendances"), families: try row.intOrNil("families"),
            households: try row.intOrNil("households"), others: others)
        let unit = try Unit(row: row)
        let level = try row.required("held_level", Level(rawValue: Int(row.int("held_level"))))
        let draft = try ActivityDraft(
            title: row.text("title"), heldOn: CalendarDate(row.text("held_on")), venue: row.text("venue"),
            note: row.text("note"), measures: measures, campaign: Campaign.ID(row.text("campaign_id")),
            category: row.text("category_id"), session: row.textOrNil("session_id").map { try PlannedSession.ID($0) },
            level: level == unit.level ? nil : level, also: also, needsNumber: false)
        self.init(
            id: try ID(row.text("record_id")), unit: unit, draft: draft,
            categoryName: try row.text("category_name"), kind: try row.text("record_kind"),
            revision: try row.int("revision"), enteredBy: try Account.ID(row.text("entered_by")),
            enteredForOther: try row.bool("entered_for_other"),
            receivedAt: Instant(milliseconds: try row.int("received_at")),
            withdrawnAt: try row.intOrNil("withdrawn_at").map { Instant(milliseconds: $0) },
            receipt: ReceiptNumber(sequence: try row.int("receipt")))
    }
}
