package import Domain

/// The `post` table: who may do what in which unit. A closed post stays, so that what was done in it keeps its name.
package struct PostTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// One open post.
    package struct Held: Hashable, Sendable {
        package let account: Account.ID
        package let unit: Unit
        package let role: Role
    }
    /// One that is closed.
    package struct Former: Hashable, Sendable {
        package let account: Account.ID
        package let login: String, displayName: String
        package let role: Role
        package let closedAt: Instant
    }
    package struct Place: Hashable, Sendable {
        package let unit: Unit.ID
        package let role: Role
        package init(unit: Unit.ID, role: Role) {
            self.unit = unit
            self.role = role
        }
    }

    package func insert(
        _ posts: [(id: Identifier<Role>, account: Account.ID, place: Place)], at instant: Instant
    ) throws {
        guard !posts.isEmpty else { return }
        let rows = posts.map { post -> SQL in
            """
            (\(post.id.text), \(post.account.text), \(post.place.unit.number), \(post.place.role.rawValue),
            \(instant.milliseconds))
            """
        }
        try db.execute("INSERT INTO post (id, account_id, unit_id, role, created_at) VALUES \(SQL.list(rows))")
    }

    /// Open posts of accounts that are not closed, by unit in code order.
    package func held(by accounts: [Account.ID]) throws -> [Held] {
        guard !accounts.isEmpty else { return [] }
        let ids = SQL.list(accounts.map { "\($0.text)" })
        return try db.rows(
            """
            SELECT post.account_id AS account_id, post.role AS role, \(UnitTable.joined)
            FROM post JOIN unit ON unit.id = post.unit_id JOIN account ON account.id = post.account_id
            WHERE post.account_id IN (\(ids)) AND post.closed_at IS NULL AND account.closed_at IS NULL
            ORDER BY unit.code, post.role
            """
        ).map {
            Held(
                account: try Account.ID($0.text("account_id")), unit: try Unit(row: $0),
                role: try $0.required("role", Role(rawValue: $0.text("role"))))
        }
    }

    /// Which roles somebody holds in these units.
    package func taken(in units: [Unit.ID]) throws -> Set<Place> {
        guard !units.isEmpty else { return [] }
        let ids = SQL.list(units.map { "\($0.number)" })
        return Set(
            try db.rows("SELECT DISTINCT unit_id, role FROM post WHERE unit_id IN (\(ids)) AND closed_at IS NULL").map {
                Place(
                    unit: Unit.ID(try $0.int("unit_id")), role: try $0.required("role", Role(rawValue: $0.text("role")))
                )
            })
    }

    /// The accounts with open posts in a unit, by login.
    package func accounts(in unit: Unit.ID) throws -> [AccountTable.Stored] {
        try accounts(
            db.rows(
                """
                SELECT DISTINCT account.id AS id, login, password_hash, display_name
                FROM post JOIN account ON account.id = post.account_id
                WHERE post.unit_id = \(unit.number) AND post.closed_at IS NULL AND account.closed_at IS NULL
                ORDER BY login
                """))
    }

    /// Posts of a unit that are closed, the last one first.
    package func former(in unit: Unit.ID, limit: Int) throws -> [Former] {
        try db.rows(
            """
            SELECT post.account_id AS account_id, login, display_name, role, post.closed_at AS ended_at
            FROM post JOIN account ON account.id = post.account_id
            WHERE post.unit_id = \(unit.number) AND post.closed_at IS NOT NULL
            ORDER BY post.closed_at DESC, login, role LIMIT \(limit)
            """
        ).map {
            Former(
                account: try Account.ID($0.text("account_id")), login: try $0.text("login"),
                displayName: try $0.text("display_name"),
                role: try $0.required("role", Role(rawValue: $0.text("role"))),
                closedAt: Instant(milliseconds: try $0.int("ended_at")))
        }
    }

    package func isFormer(_ account: Account.ID, in unit: Unit.ID) throws -> Bool {
        try db.row(
            """
            SELECT id FROM post
            WHERE unit_id = \(unit.number) AND account_id = \(account.text) AND closed_at IS NOT NULL LIMIT 1
            """) != nil
    }

    /// Accounts with open posts in `top` or below it, by the first of their units in the order of the tree, then by login.
    /// - Parameters:
    ///   - onlyWaiting: those whose slip nobody has used.
    ///   - cursor: path and login of the last one of the page before.
    package func accounts(
        below top: Unit, onlyWaiting: Bool, after cursor: (path: String, login: String)?, limit: Int
    ) throws -> [(account: AccountTable.Stored, path: String)] {
        let waiting: SQL = onlyWaiting ? "AND account.needs_slip" : ""
        let later: SQL =
            if let cursor {
                """
                HAVING MIN(unit.path) > \(cursor.path) OR (MIN(unit.path) = \(cursor.path) AND login > \(cursor.login))
                """
            } else { "" }
        let rows = try db.rows(
            """
            SELECT account.id AS id, login, password_hash, display_name, MIN(unit.path) AS first_path
            FROM unit JOIN post ON post.unit_id = unit.id JOIN account ON account.id = post.account_id
            WHERE unit.path >= \(top.path.text) AND unit.path <= \(top.path.upperBound) AND unit.valid_to IS NULL
                AND post.closed_at IS NULL AND account.closed_at IS NULL \(waiting)
            GROUP BY account.id, login, password_hash, display_name \(later)
            ORDER BY first_path, login LIMIT \(limit)
            """)
        return try zip(accounts(rows), rows).map { ($0, try $1.text("first_path")) }
    }

    /// The units below `top` that report and in which nobody holds a post, in code order.
    /// - Parameters:
    ///   - level: nil takes those that report to `top` itself.
    ///   - code: the last one of the page before.
    package func vacant(below top: Unit, level: Level?, after code: String? = nil, limit: Int) throws -> [Unit] {
        let which: SQL =
            if let level {
                """
                unit.path > \(top.path.text) AND unit.path <= \(top.path.upperBound) AND unit.level = \(level.rawValue)
                """
            } else { "unit.reports_to = \(top.id.number)" }
        let later: SQL = if let code { "AND unit.code > \(code)" } else { "" }
        return try db.rows(
            """
            SELECT \(UnitTable.joined) FROM unit
            WHERE \(which) AND unit.valid_to IS NULL AND unit.kind NOT IN ('placeholder', 'virtual') \(later)
                AND NOT EXISTS (SELECT 1 FROM post WHERE post.unit_id = unit.id AND post.closed_at IS NULL)
            ORDER BY unit.code LIMIT \(limit)
            """
        ).map(Unit.init(row:))
    }

    /// - Returns: the roles that were closed.
    @discardableResult
    package func close(_ account: Account.ID, in unit: Unit.ID, at instant: Instant) throws -> [Role] {
        try db.rows(
            """
            UPDATE post SET closed_at = \(instant.milliseconds)
            WHERE account_id = \(account.text) AND unit_id = \(unit.number) AND closed_at IS NULL RETURNING role
            """
        ).map { try $0.required("role", Role(rawValue: $0.text("role"))) }
    }

    private func accounts(_ rows: [Row]) throws -> [AccountTable.Stored] {
        try rows.map(AccountTable.Stored.init(row:))
    }
}
