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
    }
    package struct Failures: Sendable {
        package let count: Int64
        package let lastAt: Instant
    }

    package func insert(
        tokenHash: String, account: Account.ID, unit: Unit.ID, remembered: Bool, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO sign_in (token_hash, account_id, unit_id, created_at, seen_at, remembered)
            VALUES (\(tokenHash), \(account.text), \(unit.number), \(instant.milliseconds), \(instant.milliseconds),
            \(remembered))
            """)
    }
    package func find(tokenHash: String) throws -> Stored? {
        try db.row(
            "SELECT account_id, unit_id, created_at, seen_at, remembered FROM sign_in WHERE token_hash = \(tokenHash)"
        ).map {
            Stored(
                account: try Account.ID($0.text("account_id")), unit: Unit.ID(try $0.int("unit_id")),
                createdAt: Instant(milliseconds: try $0.int("created_at")),
                seenAt: Instant(milliseconds: try $0.int("seen_at")), remembered: try $0.bool("remembered"))
        }
    }
    package func touch(tokenHash: String, at instant: Instant) throws {
        try db.execute("UPDATE sign_in SET seen_at = \(instant.milliseconds) WHERE token_hash = \(tokenHash)")
    }
    package func delete(tokenHash: String) throws {
        try db.execute("DELETE FROM sign_in WHERE token_hash = \(tokenHash)")
    }

    /// Ends every session of an account.
    package func deleteAll(login: String) throws {
        try db.execute("DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE login = \(login))")
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
