package import Domain

/// The `account` and `post` tables.
package struct AccountTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Stored: Sendable {
        package let id: Account.ID
        package let login: String
        package let passwordHash: String
        package let displayName: String
    }

    package func isEmpty() throws -> Bool { try db.row("SELECT id FROM account LIMIT 1") == nil }

    package func account(login: String) throws -> Stored? {
        try db.row(
            """
            SELECT id, login, password_hash, display_name FROM account WHERE login = \(login) AND closed_at IS NULL
            """
        ).map {
            Stored(
                id: try Account.ID($0.text("id")), login: try $0.text("login"),
                passwordHash: try $0.text("password_hash"), displayName: try $0.text("display_name"))
        }
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

    package func addPost(
        _ id: Identifier<Role>, account: Account.ID, unit: Unit.ID, role: Role, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO post (id, account_id, unit_id, role, created_at)
            VALUES (\(id.text), \(account.text), \(unit.number), \(role.rawValue), \(instant.milliseconds))
            """)
    }

    /// The units in which an account holds a post, in code order.
    package func units(of account: Account.ID) throws -> [Unit.ID] {
        try db.rows(
            """
            SELECT DISTINCT unit.id, unit.code FROM post JOIN unit ON unit.id = post.unit_id
            WHERE post.account_id = \(account.text) AND post.closed_at IS NULL ORDER BY unit.code
            """
        ).map { Unit.ID(try $0.int("id")) }
    }

    package func officer(_ account: Account.ID, in unit: Unit.ID) throws -> Officer? {
        let rows = try db.rows(
            """
            SELECT account.display_name, post.role FROM post JOIN account ON account.id = post.account_id
            WHERE post.account_id = \(account.text) AND post.unit_id = \(unit.number) AND post.closed_at IS NULL
            AND account.closed_at IS NULL
            """)
        guard let first = rows.first, let unit = try UnitTable(db).unit(unit) else { return nil }
        let roles = Set(try rows.map { try $0.required("role", Role(rawValue: $0.text("role"))) })
        return Officer(account: account, displayName: try first.text("display_name"), unit: unit, roles: roles)
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

    /// - Returns: false when no such account holds a post in the unit.
    package func setPassword(_ hash: String, login: String, in unit: Unit.ID) throws -> Bool {
        try db.execute(
            """
            UPDATE account SET password_hash = \(hash) WHERE login = \(login) AND closed_at IS NULL AND id IN
                (SELECT account_id FROM post WHERE unit_id = \(unit.number) AND closed_at IS NULL)
            """) == 1
    }

    /// Open posts of a unit, by account.
    package func posts(in unit: Unit.ID) throws -> [(name: String, login: String, role: Role)] {
        try db.rows(
            """
            SELECT account.display_name, account.login, post.role FROM post JOIN account ON account.id = post.account_id
            WHERE post.unit_id = \(unit.number) AND post.closed_at IS NULL AND account.closed_at IS NULL
            ORDER BY account.login, post.role
            """
        ).map {
            (
                try $0.text("display_name"), try $0.text("login"),
                try $0.required("role", Role(rawValue: $0.text("role")))
            )
        }
    }
}
