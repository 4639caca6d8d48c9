package import Domain

/// The `message` and `message_read` tables: what the posts of a unit were told, and who has opened it.
package struct MessageTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// How far back an inbox looks for what is new, so that counting stays small whatever the unit gets.
    private static let newest = 200
    private static let rowsAtOnce = 500

    /// Puts a line into the inbox of each unit. Called in the transaction that is the cause.
    /// - Parameters:
    ///   - text: made by the product of names of units, titles of notices and dates; it may go out by mail.
    ///   - reason: what a person wrote; it stays in the product.
    ///   - role: the posts that it is for; nil for everybody who works there (not for who is administrator only).
    package func tell(
        _ kind: Message.Kind, _ text: String, reason: String = "", to units: [Unit.ID], role: Role? = nil,
        campaign: Campaign.ID?, place: Place, at instant: Instant
    ) throws {
        for start in stride(from: 0, to: units.count, by: Self.rowsAtOnce) {
            let rows = units[start..<min(start + Self.rowsAtOnce, units.count)].map { unit -> SQL in
                """
                (\(unit.number), \(role?.rawValue), \(campaign?.text), \(kind.rawValue), \(text), \(reason),
                \(place.text), \(instant.milliseconds))
                """
            }
            try db.execute(
                """
                INSERT INTO message (unit_id, role, campaign_id, kind, body, reason, place, created_at)
                VALUES \(SQL.list(rows))
                """)
        }
    }

    /// Whether a unit was told the same since `instant`, as far as its newest messages go.
    package func hasTold(_ kind: Message.Kind, _ text: String, to unit: Unit.ID, since instant: Instant) throws -> Bool
    {
        try db.row(
            """
            SELECT number FROM
                (SELECT number, kind, body, created_at FROM message WHERE unit_id = \(unit.number)
                    ORDER BY number DESC LIMIT \(Self.newest)) newest
            WHERE created_at >= \(instant.milliseconds) AND kind = \(kind.rawValue) AND body = \(text) LIMIT 1
            """) != nil
    }

    /// Newest first.
    /// - Parameter before: the number of the last one of the page before.
    package func messages(for officer: Officer, before: Int64? = nil, limit: Int) throws -> [Message] {
        let earlier: SQL = if let before { "AND message.number < \(before)" } else { "" }
        return try messages(for: officer, "\(earlier) ORDER BY message.number DESC LIMIT \(limit)")
    }
    package func message(_ number: Int64, for officer: Officer) throws -> Message? {
        try messages(for: officer, "AND message.number = \(number)").first
    }
    /// Not opened yet and told since `instant`, newest first.
    package func unread(for officer: Officer, since instant: Instant, limit: Int) throws -> [Message] {
        try messages(
            for: officer,
            """
            AND message_read.at IS NULL AND message.created_at >= \(instant.milliseconds)
            ORDER BY message.number DESC LIMIT \(limit)
            """)
    }

    /// Among the newest of the unit.
    package func countUnread(for officer: Officer) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM
                (SELECT number FROM message WHERE unit_id = \(officer.unit.id.number) AND \(Self.isFor(officer))
                    ORDER BY number DESC LIMIT \(Self.newest)) newest
                LEFT JOIN message_read ON message_read.message_number = newest.number
                    AND message_read.account_id = \(officer.account.text)
            WHERE message_read.at IS NULL
            """)?.int("n") ?? 0
    }

    package func markRead(_ number: Int64, by officer: Officer, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO message_read (message_number, account_id, at)
            VALUES (\(number), \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (message_number, account_id) DO NOTHING
            """)
    }
    /// Everything that was shown: what came later stays new.
    package func markAllRead(to number: Int64, by officer: Officer, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO message_read (message_number, account_id, at)
            SELECT number, \(officer.account.text), CAST(\(instant.milliseconds) AS BIGINT) FROM message
            WHERE unit_id = \(officer.unit.id.number) AND number <= \(number) AND \(Self.isFor(officer))
            ON CONFLICT (message_number, account_id) DO NOTHING
            """)
    }

    package func forget(before instant: Instant) throws {
        try db.execute("DELETE FROM message WHERE created_at < \(instant.milliseconds)")
    }

    private func messages(for officer: Officer, _ rest: SQL) throws -> [Message] {
        try db.rows(
            """
            SELECT number, kind, body, reason, campaign_id, place, created_at, message_read.at AS read_at
            FROM message LEFT JOIN message_read ON message_read.message_number = message.number
                AND message_read.account_id = \(officer.account.text)
            WHERE unit_id = \(officer.unit.id.number) AND \(Self.isFor(officer)) \(rest)
            """
        ).map { row in
            Message(
                number: try row.int("number"),
                kind: try row.required("kind", Message.Kind(rawValue: row.text("kind"))), text: try row.text("body"),
                reason: try row.text("reason"),
                campaign: try row.textOrNil("campaign_id").map { try Campaign.ID($0) },
                place: try row.required("place", Place(text: row.text("place"))),
                at: Instant(milliseconds: try row.int("created_at")), isRead: try row.intOrNil("read_at") != nil)
        }
    }

    private static func isFor(_ officer: Officer) -> SQL {
        let roles = officer.roles.map(\.rawValue).sorted().map { role -> SQL in "\(role)" }
        let all: SQL = if officer.roles == [.administrator] { "FALSE" } else { "role IS NULL" }
        return "(\(all) OR role IN (\(SQL.list(roles))))"
    }
}
