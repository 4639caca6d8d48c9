package import Domain

/// The `account` table.
package struct AccountTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Stands where a hash would: no password is ever right.
    package static let noPassword = "-"

    package struct Stored: Sendable {
        package let id: Account.ID
        package let login: String
        package let passwordHash: String
        package let displayName: String

        package var hasPassword: Bool { passwordHash != AccountTable.noPassword }
    }

    package func isEmpty() throws -> Bool { try db.row("SELECT id FROM account LIMIT 1") == nil }

    package func account(login: String) throws -> Stored? {
        try db.row(
            """
            SELECT id, login, password_hash, display_name FROM account WHERE login = \(login) AND closed_at IS NULL
            """
        ).map(Stored.init(row:))
    }

    package func insert(
        _ id: Account.ID, login: String, passwordHash: String, displayName: String, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO account (id, login, password_hash, display_name, created_at)
            VALUES (\(id.text), \(login), \(passwordHash), \(displayName), \(instant.milliseconds))
            """)
    }

    package func account(_ id: Account.ID) throws -> Stored? {
        try db.row(
            "SELECT id, login, password_hash, display_name FROM account WHERE id = \(id.text) AND closed_at IS NULL"
        ).map(Stored.init(row:))
    }
    /// Also closed ones: a login is never given twice.
    package func accounts(logins: [String]) throws -> [String: Stored] {
        guard !logins.isEmpty else { return [:] }
        let list = SQL.list(logins.map { "\($0)" })
        return try db.rows("SELECT id, login, password_hash, display_name FROM account WHERE login IN (\(list))")
            .reduce(into: [:]) { $0[try $1.text("login")] = try Stored(row: $1) }
    }

    /// Accounts that nobody can sign in with before a slip was used.
    package func insert(
        withoutPassword accounts: [(id: Account.ID, login: String, displayName: String)], at instant: Instant
    ) throws {
        guard !accounts.isEmpty else { return }
        let rows = accounts.map { account -> SQL in
            """
            (\(account.id.text), \(account.login), \(Self.noPassword), \(account.displayName),
            \(instant.milliseconds), TRUE)
            """
        }
        try db.execute(
            """
            INSERT INTO account (id, login, password_hash, display_name, created_at, needs_slip)
            VALUES \(SQL.list(rows))
            """)
    }

    /// Whether anybody else holds a post of this kind.
    package func holds(_ role: Role, in unit: Unit.ID, except account: Account.ID) throws -> Bool {
        try db.row(
            """
            SELECT post.id FROM post JOIN account ON account.id = post.account_id
            WHERE post.unit_id = \(unit.number) AND post.role = \(role.rawValue) AND post.closed_at IS NULL
                AND account.closed_at IS NULL AND account.id <> \(account.text) LIMIT 1
            """) != nil
    }

    package func setPassword(_ hash: String, of account: Account.ID) throws {
        try db.execute("UPDATE account SET password_hash = \(hash) WHERE id = \(account.text)")
    }
    /// Whether the next slips are also for this account.
    package func setNeedsSlip(_ needsSlip: Bool, _ accounts: [Account.ID]) throws {
        guard !accounts.isEmpty else { return }
        let ids = SQL.list(accounts.map { "\($0.text)" })
        try db.execute("UPDATE account SET needs_slip = \(needsSlip) WHERE id IN (\(ids))")
    }
}

extension AccountTable.Stored {
    init(row: Row) throws {
        id = try Account.ID(row.text("id"))
        login = try row.text("login")
        passwordHash = try row.text("password_hash")
        displayName = try row.text("display_name")
    }
}
