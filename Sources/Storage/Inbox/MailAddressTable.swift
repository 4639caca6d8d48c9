package import Domain

/// The `mail_address` and `mail_token` tables: where somebody wants to be written to, and the links that mails carry.
package struct MailAddressTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Stored: Sendable, Hashable {
        package let address: MailAddress
        package let isConfirmed: Bool
        /// 每天一封
        package let daily: Bool
    }
    package enum Purpose: String, Sendable { case confirm, stop }
    package struct Token: Sendable {
        package let account: Account.ID
        /// The address as it was when the link was made.
        package let address: String
    }
    package struct Due: Sendable {
        package let account: Account.ID
        package let address: MailAddress
        /// The day of the last digest; nil before the first.
        package let before: CalendarDate?
    }

    package func find(_ account: Account.ID) throws -> Stored? {
        try db.row("SELECT address, confirmed_at, daily FROM mail_address WHERE account_id = \(account.text)").map {
            Stored(
                address: try MailAddress($0.text("address")), isConfirmed: try $0.intOrNil("confirmed_at") != nil,
                daily: try $0.bool("daily"))
        }
    }
    /// Another address has to be confirmed again.
    package func set(_ address: MailAddress, daily: Bool, of account: Account.ID) throws {
        try db.execute(
            """
            INSERT INTO mail_address (account_id, address, daily) VALUES (\(account.text), \(address.text), \(daily))
            ON CONFLICT (account_id) DO UPDATE SET daily = excluded.daily, address = excluded.address,
                confirmed_at = CASE WHEN mail_address.address = excluded.address THEN mail_address.confirmed_at END
            """)
    }
    package func remove(of account: Account.ID) throws {
        try db.execute("DELETE FROM mail_address WHERE account_id = \(account.text)")
        try db.execute("DELETE FROM mail_token WHERE account_id = \(account.text)")
    }
    /// - Parameter day: the next digest is that of a later day.
    /// - Returns: false when the address is another one by now.
    package func confirm(_ address: String, of account: Account.ID, digestDay day: CalendarDate, at instant: Instant)
        throws -> Bool
    {
        try db.execute(
            """
            UPDATE mail_address SET confirmed_at = \(instant.milliseconds), digest_day = \(day.text)
            WHERE account_id = \(account.text) AND address = \(address)
            """) == 1
    }
    package func stopDaily(of account: Account.ID) throws {
        try db.execute("UPDATE mail_address SET daily = FALSE WHERE account_id = \(account.text)")
    }

    /// Who has not had the digest of `day` yet.
    package func due(on day: CalendarDate, limit: Int) throws -> [Due] {
        try db.rows(
            """
            SELECT account_id, address, digest_day FROM mail_address JOIN account ON account.id = account_id
            WHERE daily = TRUE AND confirmed_at IS NOT NULL AND closed_at IS NULL
                AND (digest_day IS NULL OR digest_day < \(day.text))
            ORDER BY account_id LIMIT \(limit)
            """
        ).map { row in
            Due(
                account: try Account.ID(row.text("account_id")), address: try MailAddress(row.text("address")),
                before: try row.textOrNil("digest_day").map { try CalendarDate($0) })
        }
    }
    /// - Returns: false when another process took it first, or the person changed something.
    package func takeDigest(_ due: Due, of day: CalendarDate) throws -> Bool {
        try db.execute(
            """
            UPDATE mail_address SET digest_day = \(day.text)
            WHERE account_id = \(due.account.text) AND address = \(due.address.text) AND daily = TRUE
                AND confirmed_at IS NOT NULL AND (digest_day IS NULL OR digest_day < \(day.text))
            """) == 1
    }

    package func addToken(
        hash: String, _ purpose: Purpose, of account: Account.ID, address: MailAddress, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO mail_token (token_hash, account_id, purpose, address, created_at)
            VALUES (\(hash), \(account.text), \(purpose.rawValue), \(address.text), \(instant.milliseconds))
            """)
    }
    package func token(hash: String, _ purpose: Purpose, since: Instant) throws -> Token? {
        try tokens(
            """
            SELECT account_id, address FROM mail_token WHERE token_hash = \(hash) AND purpose = \(purpose.rawValue)
                AND created_at >= \(since.milliseconds)
            """)
    }
    /// - Returns: nil when there is none, or somebody used it before.
    package func useToken(hash: String, _ purpose: Purpose, since: Instant) throws -> Token? {
        try tokens(
            """
            DELETE FROM mail_token WHERE token_hash = \(hash) AND purpose = \(purpose.rawValue)
                AND created_at >= \(since.milliseconds) RETURNING account_id, address
            """)
    }
    package func countTokens(_ purpose: Purpose, of account: Account.ID, since: Instant) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM mail_token WHERE account_id = \(account.text) AND purpose = \(purpose.rawValue)
                AND created_at >= \(since.milliseconds)
            """)?.int("n") ?? 0
    }
    package func forgetTokens(before instant: Instant) throws {
        try db.execute("DELETE FROM mail_token WHERE created_at < \(instant.milliseconds)")
    }

    private func tokens(_ sql: SQL) throws -> Token? {
        try db.row(sql).map {
            Token(account: try Account.ID($0.text("account_id")), address: try $0.text("address"))
        }
    }
}
