package import Domain

/// The `sign_in_code` table: one-time codes of slips, as hashes only. An account has at most one that is open; spent ones
/// stay, so that somebody who tries one again is not taken for a guesser.
package struct SignInCodeTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// What was open of these accounts stops working.
    /// - Throws: `StorageError.unique` when a code is in the table already.
    package func replace(_ codes: [(account: Account.ID, hash: String)], at now: Instant, until: Instant) throws {
        guard !codes.isEmpty else { return }
        try spend(codes.map(\.account), at: now)
        let rows = codes.map { code -> SQL in
            "(\(code.hash), \(code.account.text), \(now.milliseconds), \(until.milliseconds))"
        }
        try db.execute(
            "INSERT INTO sign_in_code (code_hash, account_id, created_at, expires_at) VALUES \(SQL.list(rows))")
    }

    package func spend(_ accounts: [Account.ID], at now: Instant) throws {
        guard !accounts.isEmpty else { return }
        let ids = SQL.list(accounts.map { "\($0.text)" })
        try db.execute(
            """
            UPDATE sign_in_code SET spent_at = \(now.milliseconds) WHERE account_id IN (\(ids)) AND spent_at IS NULL
            """)
    }

    /// - Returns: whose it is, to one caller only; nil for a code that is unknown, spent or too old.
    package func use(hash: String, at now: Instant) throws -> Account.ID? {
        try db.row(
            """
            UPDATE sign_in_code SET spent_at = \(now.milliseconds)
            WHERE code_hash = \(hash) AND spent_at IS NULL AND expires_at > \(now.milliseconds) RETURNING account_id
            """
        ).map { try Account.ID($0.text("account_id")) }
    }

    /// Whether there ever was such a code.
    package func isKnown(hash: String) throws -> Bool {
        try db.row("SELECT code_hash FROM sign_in_code WHERE code_hash = \(hash)") != nil
    }
}
