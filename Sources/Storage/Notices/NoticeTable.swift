package import Domain
internal import FoundationEssentials

/// The `notice` and `delivery` tables.
package struct NoticeTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        notice.id AS notice_id, campaign_id, state, notice.kind AS notice_kind, doc_number, issuer, issue_date, title,
        theme, starts_on, ends_on, file_name, created_at, disclosure, published_at, revises_id,
        \(UnitTable.joined)
        FROM notice JOIN unit ON unit.id = notice.unit_id
        """

    /// What was read and what a person made of it so far, both as JSON, and the text that spans refer to.
    package struct Working: Sendable {
        package let notice: Notice
        package let plainText: String, reading: String, draft: String
    }

    package func insert(
        _ notice: Notice, plainText: String, reading: String, draft: String, file: [UInt8], fileHash: String,
        by officer: Officer
    ) throws {
        try FileTable(db).put(file, hash: fileHash)
        let head = notice.head
        try db.execute(
            """
            INSERT INTO notice (id, unit_id, campaign_id, state, kind, doc_number, issuer, issue_date, title, theme,
                starts_on, ends_on, plain_text, reading, draft, file_name, file_hash, created_by, created_at, revises_id)
            VALUES (\(notice.id.text), \(notice.unit.id.number), \(notice.campaign?.text), \(notice.state.rawValue),
            \(head.kind), \(head.docNumber), \(head.issuer), \(head.issueDate?.text), \(head.title), \(head.theme),
            \(head.startsOn?.text), \(head.endsOn?.text), \(plainText), \(reading), \(draft), \(notice.fileName),
            \(fileHash), \(officer.account.text), \(notice.createdAt.milliseconds), \(notice.revises?.text))
            """)
    }

    package func save(draft: String, title: String, of id: Notice.ID) throws {
        try db.execute("UPDATE notice SET draft = \(draft), title = \(title) WHERE id = \(id.text) AND state = 'draft'")
    }

    /// - Returns: false when it was no draft any more.
    package func discard(_ id: Notice.ID) throws -> Bool {
        try PlanDraftTable(db).discard(id)
        return try db.execute("DELETE FROM notice WHERE id = \(id.text) AND state = 'draft'") == 1
    }
    /// - Returns: false when it was no draft any more.
    package func confirm(_ id: Notice.ID, as head: Notice.Head, campaign: Campaign.ID?) throws -> Bool {
        try db.execute(
            """
            UPDATE notice SET state = 'confirmed', campaign_id = \(campaign?.text), kind = \(head.kind),
                doc_number = \(head.docNumber), issuer = \(head.issuer), issue_date = \(head.issueDate?.text),
                title = \(head.title), theme = \(head.theme), starts_on = \(head.startsOn?.text),
                ends_on = \(head.endsOn?.text), disclosure = \(try head.disclosure.json)
            WHERE id = \(id.text) AND state = 'draft'
            """) == 1
    }
    /// - Returns: false when it was not confirmed, or issued before.
    package func markIssued(_ id: Notice.ID) throws -> Bool {
        try db.execute("UPDATE notice SET state = 'issued' WHERE id = \(id.text) AND state = 'confirmed'") == 1
    }

    /// Gives a notice a public page, or takes it back.
    /// - Returns: false when it was not issued.
    package func publish(_ id: Notice.ID, at instant: Instant?) throws -> Bool {
        try db.execute(
            "UPDATE notice SET published_at = \(instant?.milliseconds) WHERE id = \(id.text) AND state = 'issued'") == 1
    }

    package func notice(_ id: Notice.ID) throws -> Notice? {
        try db.row("SELECT \(Self.columns) WHERE notice.id = \(id.text)").map(Notice.init(row:))
    }
    package func working(_ id: Notice.ID) throws -> Working? {
        guard let notice = try notice(id),
            let row = try db.row("SELECT plain_text, reading, draft FROM notice WHERE id = \(id.text)")
        else { return nil }
        return Working(
            notice: notice, plainText: try row.text("plain_text"), reading: try row.text("reading"),
            draft: try row.text("draft"))
    }

    /// A unit's own notices and those that came to it, newest first.
    package func notices(at unit: Unit.ID, limit: Int) throws -> [Notice] {
        try notices(
            """
            notice.unit_id = \(unit.number)
                OR notice.id IN (SELECT notice_id FROM delivery WHERE delivery.unit_id = \(unit.number))
            ORDER BY created_at DESC, notice.id DESC LIMIT \(limit)
            """)
    }
    func notices(_ condition: SQL) throws -> [Notice] {
        try db.rows("SELECT \(Self.columns) WHERE \(condition)").map(Notice.init(row:))
    }

    /// The file that was uploaded.
    package func file(of id: Notice.ID) throws -> [UInt8]? {
        guard let row = try db.row("SELECT file_hash FROM notice WHERE id = \(id.text)") else { return nil }
        return try FileTable(db).bytes(row.text("file_hash"))
    }

    /// Confirmed notices under these numbers, whoever issued them.
    package func confirmed(docNumbers: [String]) throws -> [Notice] {
        guard !docNumbers.isEmpty else { return [] }
        let numbers = SQL.list(docNumbers.map { "\($0)" })
        return try db.rows("SELECT \(Self.columns) WHERE doc_number IN (\(numbers)) AND state <> 'draft'")
            .map(Notice.init(row:))
    }

    /// Campaigns that have notices, none of them issued yet.
    package func campaignsNotIssued() throws -> Set<Campaign.ID> {
        Set(
            try db.rows(
                """
                SELECT campaign_id FROM notice WHERE campaign_id IS NOT NULL GROUP BY campaign_id
                HAVING SUM(CASE WHEN state = 'issued' THEN 1 ELSE 0 END) = 0
                """
            ).map { try Campaign.ID($0.text("campaign_id")) })
    }

    // MARK: Deliveries

    /// - Returns: who did not have it yet.
    package func deliver(
        _ id: Notice.ID, from: Unit, to units: [Unit], dueOn: CalendarDate?, at instant: Instant
    ) throws -> [Unit.ID] {
        guard !units.isEmpty else { return [] }
        let rows = units.map { unit -> SQL in
            "(\(id.text), \(unit.id.number), \(from.id.number), \(dueOn?.text), \(instant.milliseconds))"
        }
        return try db.rows(
            """
            INSERT INTO delivery (notice_id, unit_id, from_unit_id, due_on, delivered_at) VALUES \(SQL.list(rows))
            ON CONFLICT (notice_id, unit_id) DO NOTHING RETURNING unit_id
            """
        ).map { Unit.ID(try $0.int("unit_id")) }
    }

    /// What a superior sent to the units below in campaigns of this year or later comes to a unit that was not there then.
    package func catchUp(_ unit: Unit.ID, from superior: Unit.ID, year: Int, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO delivery (notice_id, unit_id, from_unit_id, due_on, delivered_at)
            SELECT notice_id, \(unit.number), from_unit_id, MIN(delivery.due_on), \(instant.milliseconds)
            FROM delivery JOIN notice ON notice.id = notice_id JOIN campaign ON campaign.id = notice.campaign_id
            WHERE from_unit_id = \(superior.number) AND campaign.year >= \(Int64(year))
            GROUP BY notice_id, from_unit_id ON CONFLICT (notice_id, unit_id) DO NOTHING
            """)
    }

    /// By when a unit asked those below for what a campaign's notices want, the earliest for each.
    package func dueDates(from unit: Unit.ID, campaign: Campaign.ID) throws -> [Unit.ID: CalendarDate] {
        try db.rows(
            """
            SELECT delivery.unit_id AS unit_id, MIN(delivery.due_on) AS due_on
            FROM delivery JOIN notice ON notice.id = delivery.notice_id
            WHERE delivery.from_unit_id = \(unit.number) AND notice.campaign_id = \(campaign.text)
                AND delivery.due_on IS NOT NULL
            GROUP BY delivery.unit_id
            """
        ).reduce(into: [:]) { $0[Unit.ID(try $1.int("unit_id"))] = try CalendarDate($1.text("due_on")) }
    }

    /// - Returns: false when the unit never got it, or answered before.
    package func respond(_ response: Delivery.Response, to id: Notice.ID, unit: Unit.ID, at instant: Instant) throws
        -> Bool
    {
        try db.execute(
            """
            UPDATE delivery SET response = \(response.rawValue), responded_at = \(instant.milliseconds)
            WHERE notice_id = \(id.text) AND unit_id = \(unit.number) AND response IS NULL
            """) == 1
    }

    package func delivery(_ id: Notice.ID, to unit: Unit.ID) throws -> Delivery? {
        try deliveries("delivery.notice_id = \(id.text) AND delivery.unit_id = \(unit.number)").first
    }
    /// In code order.
    package func deliveries(_ id: Notice.ID, from unit: Unit.ID) throws -> [Delivery] {
        try deliveries("delivery.notice_id = \(id.text) AND delivery.from_unit_id = \(unit.number)")
    }
    package func deliveries(to unit: Unit.ID) throws -> [Delivery] {
        try deliveries("delivery.unit_id = \(unit.number)")
    }
    private func deliveries(_ condition: SQL) throws -> [Delivery] {
        try db.rows(
            """
            SELECT notice_id, from_unit_id, due_on, delivered_at, response, responded_at, plan_id, \(UnitTable.joined)
            FROM delivery JOIN unit ON unit.id = delivery.unit_id WHERE \(condition) ORDER BY unit.code, delivered_at
            """
        ).map { row in
            Delivery(
                notice: try Notice.ID(row.text("notice_id")), unit: try Unit(row: row),
                from: Unit.ID(try row.int("from_unit_id")),
                dueOn: try row.textOrNil("due_on").map { try CalendarDate($0) },
                deliveredAt: Instant(milliseconds: try row.int("delivered_at")),
                response: try row.textOrNil("response").flatMap(Delivery.Response.init(rawValue:)),
                respondedAt: try row.intOrNil("responded_at").map { Instant(milliseconds: $0) },
                plan: try row.textOrNil("plan_id").map { try Notice.ID($0) })
        }
    }
}

extension Notice {
    init(row: Row) throws {
        let day = { (column: String) throws in try row.textOrNil(column).map { try CalendarDate($0) } }
        self.init(
            id: try ID(row.text("notice_id")), unit: try Unit(row: row),
            campaign: try row.textOrNil("campaign_id").map { try Campaign.ID($0) },
            state: try row.required("state", State(rawValue: row.text("state"))),
            head: Head(
                kind: try row.text("notice_kind"), title: try row.text("title"),
                docNumber: try row.textOrNil("doc_number"), issuer: try row.textOrNil("issuer"),
                theme: try row.textOrNil("theme"), issueDate: try day("issue_date"), startsOn: try day("starts_on"),
                endsOn: try day("ends_on"), disclosure: try Disclosure(json: row.text("disclosure"))),
            fileName: try row.text("file_name"), createdAt: Instant(milliseconds: try row.int("created_at")),
            publishedAt: try row.intOrNil("published_at").map { Instant(milliseconds: $0) },
            revises: try row.textOrNil("revises_id").map { try ID($0) })
    }
}

extension Disclosure {
    fileprivate var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
    /// Notices from before it was kept have an empty object.
    fileprivate init(json: String) throws {
        self = json == "{}" ? Disclosure() : try JSONDecoder().decode(Disclosure.self, from: Data(json.utf8))
    }
}
