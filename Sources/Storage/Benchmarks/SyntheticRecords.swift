package import Domain

/// Records made by arithmetic, for benchmarks: as many rows in the same tables as recording them would leave, in minutes
/// instead of hours. What each of them says follows from its unit's id and its number alone.
package struct SyntheticRecords: Sendable {
    package let campaign: Campaign.ID
    package let account: Account.ID
    /// Records of each unit that reports, and how far by id units have one more.
    package let perUnit: Int64, oneMoreUpTo: Int64

    package static let kinds = ["publicity", "visit", "service"]

    package init(campaign: Campaign.ID, account: Account.ID, perUnit: Int64, oneMoreUpTo: Int64) {
        self.campaign = campaign
        self.account = account
        self.perUnit = perUnit
        self.oneMoreUpTo = oneMoreUpTo
    }

    package func count(of unit: Unit.ID) -> Int64 { perUnit + (unit.number <= oneMoreUpTo ? 1 : 0) }

    /// What record `number` of a unit says; the SQL below says the same.
    package static func sums(of unit: Unit.ID, _ number: Int64) -> (kind: String, sums: TallySums) {
        let kind = kinds[Int((unit.number + number) % 3)]
        let lacks = number % 10 == 9
        return (
            kind,
            TallySums(
                Measures(
                    sessions: 1 + (unit.number + number) % 3,
                    people: lacks ? nil : (unit.number * 7 + number * 13) % 200,
                    attendances: lacks ? 50 : nil))
        )
    }

    /// Makes the rows of the units in a range of paths; the running sums are not touched.
    package func insert(_ db: any Connection, in path: UnitPath, single: Bool) throws {
        let range: SQL =
            single
            ? "unit.path = \(path.text)" : "unit.path >= \(path.text) AND unit.path <= \(path.upperBound)"
        let most = SQL(text: String(perUnit))
        // One row for each record to be, in the order of the tree.
        let source: SQL = """
            WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < \(most)),
            made AS (
                SELECT unit.id AS unit_id, unit.path AS path, unit.level AS level, n,
                    SUBSTR(CAST(1000000000000 + unit.id * 64 + n AS TEXT), 2) AS tail
                FROM unit CROSS JOIN number
                WHERE \(range) AND unit.kind NOT IN ('placeholder', 'virtual')
                    AND n < \(perUnit) + CASE WHEN unit.id <= \(oneMoreUpTo) THEN 1 ELSE 0 END
            )
            """
        let id: SQL = "'01970000-0000-7000-8000-' || tail"
        let kind: SQL = "CASE (unit_id + n) % 3 WHEN 0 THEN 'publicity' WHEN 1 THEN 'visit' ELSE 'service' END"
        let people: SQL = "CASE WHEN n % 10 = 9 THEN NULL ELSE (unit_id * 7 + n * 13) % 200 END"
        let attendances: SQL = "CASE WHEN n % 10 = 9 THEN 50 ELSE NULL END"
        let day: SQL = "'2025-05-' || SUBSTR(CAST(101 + n % 28 AS TEXT), 2)"
        let instant: SQL = "1748000000000 + unit_id * 64 + n"
        try db.execute(
            """
            INSERT INTO activity_record (id, unit_id, title, held_on, venue, note, sessions, people, attendances,
                revision, entered_by, entered_for_other, received_at)
            \(source)
            SELECT \(id), unit_id, '会员活动日集中宣传', \(day), '活动广场', '', 1 + (unit_id + n) % 3, \(people),
                \(attendances), 0, \(account.text), FALSE, \(instant)
            FROM made ORDER BY path, n
            """)
        try db.execute(
            """
            INSERT INTO record_campaign (record_id, campaign_id, category_id, kind, level, unit_id, unit_path, receipt,
                counted)
            \(source)
            SELECT \(id), \(campaign.text), \(kind), \(kind), level, unit_id, path, unit_id * 64 + n, TRUE
            FROM made ORDER BY path, n
            """)
        try db.execute(
            """
            INSERT INTO receipt (number, record_id, unit_id, body_hash, issued_at)
            \(source)
            SELECT unit_id * 64 + n, \(id), unit_id,
                '0000000000000000000000000000000000000000000000000000' || tail, \(instant)
            FROM made ORDER BY path, n
            """)
        try db.execute(
            """
            INSERT INTO record_revision (record_id, revision, body, reason, changed_by, changed_at)
            \(source)
            SELECT \(id), 0,
                '{"campaign":"' || \(campaign.text) || '","category":"' || \(kind) || '","heldOn":"' || \(day)
                    || '","measures":{"sessions":1,"people":80},"note":"","title":"会员活动日集中宣传","venue":"活动广场"}',
                '', \(account.text), \(instant)
            FROM made ORDER BY path, n
            """)
    }

    /// New receipts go on behind the made ones. SQLite sees to it by itself.
    package func finish(_ db: any Connection) throws {
        guard db.dialect == .postgres else { return }
        _ = try db.rows(
            "SELECT setval(pg_get_serial_sequence('receipt', 'number'), (SELECT MAX(number) FROM receipt))")
        try db.execute("ANALYZE")
    }

    /// The national totals without the running sums: SQL over all records.
    package static func grouped(
        _ db: any Connection, campaign: Campaign.ID
    ) throws -> [String: (sessions: Int64, people: Int64)] {
        try db.rows(
            """
            SELECT link.kind AS kind, link.level AS level, SUM(record.sessions) AS sessions,
                SUM(COALESCE(record.people, 0)) AS people
            FROM record_campaign link JOIN activity_record record ON record.id = link.record_id
            WHERE link.campaign_id = \(campaign.text) AND link.counted GROUP BY link.kind, link.level
            """
        ).reduce(into: [:]) {
            $0["\(try $1.text("kind"))/\(try $1.int("level"))"] = (try $1.int("sessions"), try $1.int("people"))
        }
    }
}
