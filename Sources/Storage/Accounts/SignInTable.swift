package import Domain

/// The `sign_in`, `sign_in_failure` and `set_up_link` tables. Tokens are stored as hashes only.
package struct SignInTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Stored: Sendable {
        package let account: Account.ID
        package let unit: Unit.ID
        package let createdAt: Instant, seenAt: Instant
        package let remembered: Bool
        package let tokenHash: String
        /// 安卓手机 微信
        package let device: String
    }
    package struct Failures: Sendable {
        package let count: Int64
        package let lastAt: Instant
    }

    package func insert(
        tokenHash: String, account: Account.ID, unit: Unit.ID, remembered: Bool, device: String, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO sign_in (token_hash, account_id, unit_id, created_at, seen_at, remembered, device)
            VALUES (\(tokenHash), \(account.text), \(unit.number), \(instant.milliseconds), \(instant.milliseconds),
            \(remembered), \(device))
            """)
    }
    package func find(tokenHash: String) throws -> Stored? { try sessions("token_hash = \(tokenHash)").first }
    /// Newest first; also those that ran out.
    package func sessions(of account: Account.ID) throws -> [Stored] {
        try sessions("account_id = \(account.text)")
    }
    private func sessions(_ condition: SQL) throws -> [Stored] {
        try db.rows(
            """
            SELECT token_hash, account_id, unit_id, created_at, seen_at, remembered, device FROM sign_in
            WHERE \(condition) ORDER BY created_at DESC, token_hash
            """
        ).map {
            Stored(
                account: try Account.ID($0.text("account_id")), unit: Unit.ID(try $0.int("unit_id")),
                createdAt: Instant(milliseconds: try $0.int("created_at")),
                seenAt: Instant(milliseconds: try $0.int("seen_at")), remembered: try $0.bool("remembered"),
                tokenHash: try $0.text("token_hash"), device: try $0.text("device"))
        }
    }
    package func setUnit(_ unit: Unit.ID, tokenHash: String) throws {
        try db.execute("UPDATE sign_in SET unit_id = \(unit.number) WHERE token_hash = \(tokenHash)")
    }
    package func touch(tokenHash: String, at instant: Instant) throws {
        try db.execute("UPDATE sign_in SET seen_at = \(instant.milliseconds) WHERE token_hash = \(tokenHash)")
    }
    package func delete(tokenHash: String) throws {
        try db.execute("DELETE FROM sign_in WHERE token_hash = \(tokenHash)")
    }

    /// Ends the sessions of an account: all of them, or those in one unit.
    package func deleteAll(of account: Account.ID, in unit: Unit.ID? = nil) throws {
        let there: SQL = if let unit { "AND unit_id = \(unit.number)" } else { "" }
        try db.execute("DELETE FROM sign_in WHERE account_id = \(account.text) \(there)")
    }

    package func failures(of subject: String) throws -> Failures? {
        try db.row("SELECT failures, last_at FROM sign_in_failure WHERE subject = \(subject)").map {
            Failures(count: try $0.int("failures"), lastAt: Instant(milliseconds: try $0.int("last_at")))
        }
    }
    /// - Parameter since: earlier failures are forgotten.
    package func addFailure(of subject: String, since: Instant, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO sign_in_failure (subject, failures, last_at) VALUES (\(subject), 1, \(instant.milliseconds))
            ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at,
            failures = CASE WHEN sign_in_failure.last_at < \(since.milliseconds) THEN 1
                ELSE sign_in_failure.failures + 1 END
            """)
    }
    package func forgiveOne(of subject: String) throws {
        try db.execute(
            "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = \(subject) AND failures > 0")
    }
    package func clearFailures(of subject: String) throws {
        try db.execute("DELETE FROM sign_in_failure WHERE subject = \(subject)")
    }

    package func addSetUpLink(tokenHash: String, at instant: Instant) throws {
        try db.execute("DELETE FROM set_up_link WHERE used_at IS NULL")
        try db.execute(
            "INSERT INTO set_up_link (token_hash, created_at) VALUES (\(tokenHash), \(instant.milliseconds))")
    }
    package func isOpenSetUpLink(tokenHash: String, since: Instant) throws -> Bool {
        try db.row(
            """
            SELECT token_hash FROM set_up_link
            WHERE token_hash = \(tokenHash) AND used_at IS NULL AND created_at >= \(since.milliseconds)
            """) != nil
    }
    /// - Returns: false when somebody used it before.
    package func useSetUpLink(tokenHash: String, since: Instant, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE set_up_link SET used_at = \(instant.milliseconds)
            WHERE token_hash = \(tokenHash) AND used_at IS NULL AND created_at >= \(since.milliseconds)
            """) == 1
    }
}
