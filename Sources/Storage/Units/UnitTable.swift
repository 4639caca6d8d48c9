package import Domain

/// The `unit` table. Each function runs in the caller's transaction.
package struct UnitTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = "id, code, name, level, kind, parent_id, reports_to, path, valid_from, valid_to"

    /// What `Unit(row:)` reads, where the table is joined to another.
    static let joined: SQL = """
        unit.id AS id, unit.code AS code, unit.name AS name, unit.level AS level, unit.kind AS kind,
        unit.parent_id AS parent_id, unit.reports_to AS reports_to, unit.path AS path, unit.valid_from AS valid_from,
        unit.valid_to AS valid_to
        """

    package func unit(code: String) throws -> Unit? {
        guard Self.isCode(code) else { return nil }
        return try db.row("SELECT \(Self.columns) FROM unit WHERE code = \(code)").map(Unit.init(row:))
    }
    package func unit(_ id: Unit.ID) throws -> Unit? {
        try db.row("SELECT \(Self.columns) FROM unit WHERE id = \(id.number)").map(Unit.init(row:))
    }
    package func units(codes: [String]) throws -> [String: Unit] {
        let codes = codes.filter(Self.isCode)
        guard !codes.isEmpty else { return [:] }
        let list = SQL.list(codes.map { "\($0)" })
        return try db.rows("SELECT \(Self.columns) FROM unit WHERE code IN (\(list))").map(Unit.init(row:))
            .reduce(into: [:]) { $0[$1.code] = $1 }
    }
    package func count() throws -> Int64 {
        try db.row("SELECT COUNT(*) AS n FROM unit")?.int("n") ?? 0
    }
    package func nation() throws -> Unit? { try unit(code: ReportingTree.nationCode) }

    /// The units that report to `unit` directly, in code order.
    /// - Parameter cursor: the last code of the page before, or nil for the first page.
    package func children(of unit: Unit.ID, after cursor: String? = nil, limit: Int = .max) throws -> [Unit] {
        let later: SQL = if let cursor, Self.isCode(cursor) { "AND code > \(cursor)" } else { "" }
        return try db.rows(
            """
            SELECT \(Self.columns) FROM unit WHERE reports_to = \(unit.number) AND valid_to IS NULL \(later)
            ORDER BY code LIMIT \(limit)
            """
        ).map(Unit.init(row:))
    }
    package func childCount(of unit: Unit.ID) throws -> Int64 {
        try db.row("SELECT COUNT(*) AS n FROM unit WHERE reports_to = \(unit.number) AND valid_to IS NULL")?.int("n")
            ?? 0
    }
    /// Everybody below, at all levels, that is there today.
    package func countBelow(_ unit: Unit) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS count FROM unit
            WHERE path > \(unit.path.text) AND path <= \(unit.path.upperBound) AND valid_to IS NULL
            """)?.int("count") ?? 0
    }
    package func units(_ ids: Set<Unit.ID>) throws -> [Unit.ID: Unit] {
        guard !ids.isEmpty else { return [:] }
        return try db.rows("SELECT \(Self.columns) FROM unit WHERE id IN (\(SQL.list(ids.map { "\($0.number)" })))")
            .map(Unit.init(row:)).reduce(into: [:]) { $0[$1.id] = $1 }
    }
    package func names(_ units: Set<Unit.ID>) throws -> [Unit.ID: String] {
        guard !units.isEmpty else { return [:] }
        let ids = SQL.list(units.map { "\($0.number)" })
        return try db.rows("SELECT id, name FROM unit WHERE id IN (\(ids))").reduce(into: [:]) {
            $0[Unit.ID(try $1.int("id"))] = try $1.text("name")
        }
    }
    /// A unit that is not there has nothing below it.
    package func childCounts(of units: [Unit.ID]) throws -> [Unit.ID: Int64] {
        guard !units.isEmpty else { return [:] }
        let ids = SQL.list(units.map { "\($0.number)" })
        return try db.rows(
            """
            SELECT reports_to, COUNT(*) AS n FROM unit WHERE reports_to IN (\(ids)) AND valid_to IS NULL
            GROUP BY reports_to
            """
        ).reduce(into: [:]) { $0[Unit.ID(try $1.int("reports_to"))] = try $1.int("n") }
    }

    /// The units from the nation down to `unit`, itself included.
    package func line(to unit: Unit) throws -> [Unit] {
        let ids = SQL.list(unit.path.ids.map { "\($0.number)" })
        return try db.rows("SELECT \(Self.columns) FROM unit WHERE id IN (\(ids)) ORDER BY level, path")
            .map(Unit.init(row:))
    }

    /// By the beginning of a code; otherwise names that start with `text`, and if there are none names that hold it, within the subtree of `top`; in the order of the tree.
    package func search(_ text: String, below top: Unit, limit: Int) throws -> [Unit] {
        let range: SQL = "path >= \(top.path.text) AND path <= \(top.path.upperBound)"
        if Self.isCode(text) {
            return try db.rows(
                """
                SELECT \(Self.columns) FROM unit WHERE \(range) AND code >= \(text) AND code <= \(text + "999999999999")
                ORDER BY path LIMIT \(limit)
                """
            ).map(Unit.init(row:))
        }
        let starts: SQL =
            switch db.dialect {
            case .sqlite: "name >= \(text) AND name < \(text + "\u{10FFFF}")"
            case .postgres: "name LIKE \(Self.pattern(text) + "%")"
            }
        // The names first, by their index; left to itself SQLite walks the whole tree in the order of paths.
        let first = try db.rows(
            """
            WITH found AS MATERIALIZED (SELECT id AS found_id FROM unit WHERE \(starts))
            SELECT \(Self.columns) FROM found CROSS JOIN unit WHERE id = found_id AND \(range)
            ORDER BY path LIMIT \(limit)
            """
        ).map(Unit.init(row:))
        if !first.isEmpty { return first }
        return try db.rows(
            """
            SELECT \(Self.columns) FROM unit WHERE \(range) AND name LIKE \("%" + Self.pattern(text) + "%") ESCAPE '\\'
            ORDER BY path LIMIT \(limit)
            """
        ).map(Unit.init(row:))
    }

    /// Units below `top` that report, are open, and have one of these full names.
    package func units(named names: [String], below top: Unit) throws -> [Unit] {
        guard !names.isEmpty else { return [] }
        let list = SQL.list(Set(names).sorted().map { "\($0)" })
        return try db.rows(
            """
            WITH found AS MATERIALIZED (SELECT id AS found_id FROM unit WHERE name IN (\(list)))
            SELECT \(Self.columns) FROM found CROSS JOIN unit
            WHERE id = found_id AND path > \(top.path.text) AND path <= \(top.path.upperBound) AND valid_to IS NULL
                AND kind NOT IN ('placeholder', 'virtual')
            ORDER BY path
            """
        ).map(Unit.init(row:))
    }

    /// The first ids that are free; ids are never given twice.
    package func nextID() throws -> Int64 {
        (try db.row("SELECT MAX(id) AS last FROM unit")?.intOrNil("last") ?? 0) + 1
    }

    package func insert(_ units: [Unit]) throws {
        guard !units.isEmpty else { return }
        let rows = units.map { unit -> SQL in
            let top = !unit.keepsSubtreeTally
            return """
                (\(unit.id.number), \(unit.code), \(unit.name), \(unit.level.rawValue), \(unit.kind.rawValue),
                \(unit.parent?.number), \(unit.reportsTo?.number), \(unit.path.text), \(top),
                \(unit.validFrom.text), \(unit.validTo?.text))
                """
        }
        try db.execute(
            """
            INSERT INTO unit (id, code, name, level, kind, parent_id, reports_to, path, tally_top, valid_from, valid_to)
            VALUES \(SQL.list(rows))
            """)
    }

    /// Marks the units at which running sums begin: those that keep them and report to one that does not. Call it after
    /// each `insert` or move.
    package func markTallyTops() throws {
        try db.execute(
            """
            UPDATE unit SET tally_top = TRUE WHERE level >= \(Level.prefecture.rawValue) AND NOT tally_top
            AND reports_to IN (SELECT id FROM unit WHERE level < \(Level.prefecture.rawValue))
            """)
    }

    package func rename(_ id: Unit.ID, to name: String) throws {
        try db.execute("UPDATE unit SET name = \(name) WHERE id = \(id.number)")
    }

    /// The unit and everything below it report to another place from now on; their records follow, their history stays.
    /// - Parameter parent: its new place in the tree of codes.
    package func move(_ unit: Unit, to superior: Unit, campaigns: [Campaign.ID]) throws {
        let path = superior.path.appending(unit.id)
        let head = SQL(text: String(unit.path.text.count + 1))
        for campaign in campaigns {
            try db.execute(
                """
                UPDATE record_campaign SET unit_path = \(path.text) || SUBSTR(unit_path, \(head))
                WHERE campaign_id = \(campaign.text) AND unit_id IN
                    (SELECT id FROM unit WHERE path >= \(unit.path.text) AND path <= \(unit.path.upperBound))
                """)
        }
        try db.execute(
            """
            UPDATE site SET unit_path = \(path.text) || SUBSTR(unit_path, \(head))
            WHERE unit_path >= \(unit.path.text) AND unit_path <= \(unit.path.upperBound)
            """)
        try db.execute(
            """
            UPDATE unit SET path = \(path.text) || SUBSTR(path, \(head))
            WHERE path >= \(unit.path.text) AND path <= \(unit.path.upperBound)
            """)
        try db.execute(
            """
            UPDATE unit SET reports_to = \(superior.id.number), parent_id = \(superior.id.number),
                tally_top = \(!unit.keepsSubtreeTally || !superior.keepsSubtreeTally)
            WHERE id = \(unit.id.number)
            """)
    }
    package func close(_ id: Unit.ID, on day: CalendarDate) throws {
        try db.execute("UPDATE unit SET valid_to = \(day.text) WHERE id = \(id.number)")
    }
    /// The closed units that reported to `unit`, in code order: what they recorded still counts.
    package func closedChildren(of unit: Unit.ID) throws -> [Unit] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM unit WHERE reports_to = \(unit.number) AND valid_to IS NOT NULL ORDER BY code
            """
        ).map(Unit.init(row:))
    }

    /// A unit and everything below it, in the order of the tree.
    package func units(in path: UnitPath) throws -> [Unit] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM unit WHERE path >= \(path.text) AND path <= \(path.upperBound) ORDER BY path
            """
        ).map(Unit.init(row:))
    }

    /// Everything, in code order; for an import to compare with.
    package func each(_ body: (Unit) throws -> Void) throws {
        try db.each("SELECT \(Self.columns) FROM unit ORDER BY code") { try body(Unit(row: $0)) }
    }

    private static func isCode(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    private static func pattern(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

extension Unit {
    init(row: Row) throws {
        try self.init(
            id: ID(row.int("id")), code: row.text("code"), name: row.text("name"),
            level: row.required("level", Level.init(rawValue: Int(row.int("level")))),
            kind: row.required("kind", Kind(rawValue: row.text("kind"))),
            parent: row.intOrNil("parent_id").map(ID.init), reportsTo: row.intOrNil("reports_to").map(ID.init),
            path: UnitPath(text: row.text("path")), validFrom: CalendarDate(row.text("valid_from")),
            validTo: row.textOrNil("valid_to").map { try CalendarDate($0) })
    }
}

extension Row {
    /// A stored word must be one that the product knows.
    func required<T>(_ column: String, _ value: T?) throws -> T {
        guard let value else { throw StorageError.column(column, "holds an unknown word") }
        return value
    }
}
