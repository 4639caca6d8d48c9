package import Domain

/// The `coverage_sum` table: sums for each unit at which running sums begin (`unit.tally_top`): from the prefecture down over
/// itself and what is below, above it over itself. Below such a unit they are counted when they are asked for: it has few.
///
/// Year 0 holds what belongs to no year: units and sites.
package struct CoverageTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let keepsSubtree = SQL(text: "top.level >= \(Level.prefecture.rawValue)")
    private static let isOfTop: SQL = """
        unit.path >= top.path AND unit.path <= CASE WHEN \(keepsSubtree) THEN top.path || '9999999' ELSE top.path END
        """

    /// Said without an equality: SQLite would make an index of the whole tree for it, for each statement.
    private static let isDivision: SQL = "unit.kind NOT IN ('placeholder', 'virtual', 'enterprise', 'group')"

    // MARK: Reading

    /// The sums over a unit and everything below it.
    package func sums(below unit: Unit, year: Int) throws -> CoverageSums {
        try read(below: unit, year: year, width: unit.path.text.count).values.first ?? CoverageSums()
    }
    /// The same for each unit directly below, by its path, and for the unit alone.
    package func sums(ofChildrenOf unit: Unit, year: Int) throws -> [UnitPath: CoverageSums] {
        try read(below: unit, year: year, width: unit.path.text.count + UnitPath.width)
    }

    private func read(below unit: Unit, year: Int, width: Int) throws -> [UnitPath: CoverageSums] {
        let head = SQL(text: "SUBSTR(unit.path, 1, \(width))")
        let range: SQL = "unit.path >= \(unit.path.text) AND unit.path <= \(unit.path.upperBound)"
        let rows =
            if unit.keepsSubtreeTally {
                try db.rows(Self.counted(by: head, from: "unit", range, year: year))
            } else {
                try db.rows(
                    """
                    SELECT \(head) AS holder, coverage_sum.level AS level, what, SUM(total) AS total,
                        SUM(reached) AS reached
                    FROM unit CROSS JOIN coverage_sum
                    WHERE coverage_sum.top_id = unit.id AND coverage_sum.year IN (0, \(year)) AND unit.tally_top
                        AND \(range)
                    GROUP BY \(head), coverage_sum.level, what
                    """)
            }
        return try rows.reduce(into: [:]) { sums, row in
            let path = UnitPath(text: try row.text("holder"))
            sums[path, default: CoverageSums()].sums[try Self.key(row)] = try Self.sum(row)
        }
    }

    // MARK: Keeping

    /// Takes over what a save of a register changes. A unit above the prefecture has no sums to change.
    package func apply(_ register: Register, instead former: Register?, of unit: Unit, year: Int) throws {
        guard unit.kind == .division, let top = try top(of: unit) else { return }
        for mark in CoverageMark.all where mark.level == unit.level {
            let (new, old) = (register.counts[mark.count], former?.counts[mark.count])
            let total: Int64 = (new == nil ? 0 : 1) - (old == nil ? 0 : 1)
            let reaches = { (count: Int64?) -> Int64 in (count ?? 0) >= mark.least ? 1 : 0 }
            let reached = reaches(new) - reaches(old)
            guard total != 0 || reached != 0 else { continue }
            try db.execute(
                """
                INSERT INTO coverage_sum (top_id, year, level, what, total, reached)
                VALUES (\(top.number), \(year), \(mark.level.rawValue), \(CoverageSums.Key(mark).what), \(total),
                \(reached))
                ON CONFLICT (top_id, year, level, what) DO UPDATE SET
                    total = coverage_sum.total + excluded.total, reached = coverage_sum.reached + excluded.reached
                """)
        }
    }

    /// Counts anew for the units on these lines; call it alone on the tree, after a change of it.
    package func recount(along paths: [UnitPath]) throws {
        let ids = Self.ids(paths)
        try recount("top_id IN (\(ids))", Self.countedByTop("top.id IN (\(ids))"))
    }
    /// Counts the sites anew; call it alone on the tree, after a change of a site of this unit.
    package func recountSites(of unit: Unit) throws {
        let ids = Self.ids([unit.path])
        try recount(
            "top_id IN (\(ids)) AND what LIKE 'site.%'", Self.ofTops("top.id IN (\(ids))", Self.sites(by:from:_:)))
    }
    /// Counts everything anew.
    package func recount() throws { try recount("TRUE", Self.countedByTop("TRUE")) }

    private func recount(_ stored: SQL, _ counted: SQL) throws {
        try db.execute("DELETE FROM coverage_sum WHERE \(stored)")
        try db.execute(
            """
            INSERT INTO coverage_sum (top_id, year, level, what, total, reached)
            SELECT holder, year, level, what, total, reached FROM (\(counted)) counted
            """)
    }
    private static func ids(_ paths: [UnitPath]) -> SQL {
        SQL.list(Set(paths.flatMap(\.ids)).sorted().map { "\($0.number)" })
    }

    /// The units whose sums are not what registers, sites and units say.
    package func differences() throws -> [(unit: Unit.ID, what: String)] {
        struct Place: Hashable { let top: Int64, year: Int64, key: CoverageSums.Key }
        let place = { (row: Row, top: String) throws in
            Place(top: try row.int(top), year: try row.int("year"), key: try Self.key(row))
        }
        var left: [Place: CoverageSums.Sum] = [:]
        for row in try db.rows(Self.countedByTop("TRUE")) { left[try place(row, "holder")] = try Self.sum(row) }
        var wrong: [Place] = []
        for row in try db.rows("SELECT top_id, year, level, what, total, reached FROM coverage_sum") {
            let at = try place(row, "top_id")
            if (left.removeValue(forKey: at) ?? CoverageSums.Sum()) != (try Self.sum(row)) { wrong.append(at) }
        }
        wrong += left.keys
        return wrong.map { (Unit.ID($0.top), "\($0.year) \($0.key.level.key) \($0.key.what)") }
    }

    private func top(of unit: Unit) throws -> Unit.ID? {
        let ids = SQL.list(unit.path.ids.map { "\($0.number)" })
        return try db.row("SELECT id FROM unit top WHERE id IN (\(ids)) AND top.tally_top AND \(Self.keepsSubtree)").map
        {
            Unit.ID(try $0.int("id"))
        }
    }

    // MARK: Counting

    private static func countedByTop(_ tops: SQL) -> SQL {
        ofTops(tops) { holder, units, condition in counted(by: holder, from: units, condition, year: nil) }
    }
    private static func ofTops(_ tops: SQL, _ count: (SQL, SQL, SQL) -> SQL) -> SQL {
        count("top.id", "unit top CROSS JOIN unit", "top.tally_top AND \(tops) AND \(isOfTop)")
    }

    /// Rows of holder, year, level, what, total, reached, straight from registers, sites and units.
    ///
    /// CROSS JOIN keeps SQLite at the order as written: the units of the range first.
    /// - Parameter year: of the registers; nil is all years.
    private static func counted(by holder: SQL, from units: SQL, _ condition: SQL, year: Int?) -> SQL {
        var all: SQL = """
            SELECT \(holder) AS holder, CAST(0 AS BIGINT) AS year, unit.level AS level, 'unit' AS what,
                COUNT(*) AS total, COUNT(*) AS reached
            FROM \(units) WHERE \(condition) AND unit.valid_to IS NULL AND \(isDivision)
            GROUP BY \(holder), unit.level
            UNION ALL \(sites(by: holder, from: units, condition))
            """
        for mark in CoverageMark.all {
            all.append(" UNION ALL \(registers(mark, by: holder, from: units, condition, year: year))")
        }
        return all
    }

    private static func sites(by holder: SQL, from units: SQL, _ condition: SQL) -> SQL {
        """
        SELECT \(holder) AS holder, CAST(0 AS BIGINT) AS year, unit.level AS level, 'site.' || site.kind AS what,
            COUNT(*) AS total, COUNT(DISTINCT unit.id) AS reached
        FROM \(units) CROSS JOIN site
        WHERE \(condition) AND site.unit_id = unit.id AND unit.valid_to IS NULL AND site.closed_on IS NULL
        GROUP BY \(holder), unit.level, site.kind
        """
    }

    private static func registers(
        _ mark: CoverageMark, by holder: SQL, from units: SQL, _ condition: SQL, year: Int?
    ) -> SQL {
        let entered: SQL = if let year { "AND entry.year = \(year)" } else { "" }
        let level = SQL(text: "\(mark.level.rawValue)")
        let (column, what) = (SQL(text: "entry.\(mark.count.rawValue)"), SQL(text: CoverageSums.Key(mark).what))
        return """
            SELECT \(holder), entry.year, unit.level, '\(what)', COUNT(*),
                SUM(CASE WHEN \(column) >= \(mark.least) THEN 1 ELSE 0 END)
            FROM \(units) CROSS JOIN register_entry entry
            WHERE \(condition) AND entry.unit_id = unit.id AND unit.level BETWEEN \(level) AND \(level)
                AND unit.valid_to IS NULL AND \(isDivision) AND \(column) IS NOT NULL \(entered)
            GROUP BY \(holder), entry.year, unit.level
            """
    }

    private static func key(_ row: Row) throws -> CoverageSums.Key {
        CoverageSums.Key(
            try row.required("level", Level(rawValue: Int(row.int("level")))), try row.text("what"))
    }
    private static func sum(_ row: Row) throws -> CoverageSums.Sum {
        CoverageSums.Sum(total: try row.int("total"), reached: try row.int("reached"))
    }
}
