package import Domain

/// The `tally` table: running sums of a unit and everything below it, kept for the unit and its ancestors up to the
/// prefecture; above, a unit has a row for what it holds itself. Source: DESIGN.md §3, "Tally".
package struct TallyTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private struct RowKey: Hashable, Comparable {
        let campaign: String
        let unit: Unit.ID
        let key: TallyKey
        static func < (a: RowKey, b: RowKey) -> Bool {
            (a.campaign, a.unit.number, a.key) < (b.campaign, b.unit.number, b.key)
        }
    }

    /// Adds all contributions of a transaction in one statement, sorted, so that writers never wait in a circle. Call it last.
    package func apply(_ contributions: [Contribution]) throws {
        try add(merge(contributions))
    }

    private func add(_ merged: [(RowKey, TallySums)]) throws {
        // Bound values of one statement: 15 a row; far below the limit of each engine.
        for start in stride(from: 0, to: merged.count, by: 500) {
            let rows = merged[start..<min(start + 500, merged.count)].map { row, sums -> SQL in
                """
                (\(row.campaign), \(row.unit.number), \(row.key.level.rawValue), \(row.key.kind), \(row.key.category),
                \(sums.records), \(sums.sessions), \(sums.people), \(sums.attendances), \(sums.families),
                \(sums.households), \(sums.withoutPeople), \(sums.withoutAttendances), \(sums.withoutFamilies),
                \(sums.withoutHouseholds))
                """
            }
            try db.execute(
                """
                INSERT INTO tally (campaign_id, unit_id, level, kind, category_id, records, sessions, people,
                    attendances, families, households, without_people, without_attendances, without_families,
                    without_households)
                VALUES \(SQL.list(rows))
                ON CONFLICT (campaign_id, unit_id, level, kind, category_id) DO UPDATE SET
                    records = tally.records + excluded.records, sessions = tally.sessions + excluded.sessions,
                    people = tally.people + excluded.people, attendances = tally.attendances + excluded.attendances,
                    families = tally.families + excluded.families, households = tally.households + excluded.households,
                    without_people = tally.without_people + excluded.without_people,
                    without_attendances = tally.without_attendances + excluded.without_attendances,
                    without_families = tally.without_families + excluded.without_families,
                    without_households = tally.without_households + excluded.without_households
                """)
        }
    }

    private func merge(_ contributions: [Contribution]) throws -> [(RowKey, TallySums)] {
        var merged: [RowKey: TallySums] = [:]
        var holders: [UnitPath: [Unit.ID]] = [:]
        for contribution in contributions {
            let path = contribution.unit.path
            if holders[path] == nil { holders[path] = try holdersOfSums(for: contribution.unit) }
            for unit in holders[path] ?? [] {
                let row = RowKey(campaign: contribution.campaign.text, unit: unit, key: contribution.key)
                merged[row, default: TallySums()] = merged[row, default: TallySums()] + contribution.sums
            }
        }
        return merged.filter { !$0.value.isZero }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The unit, and its ancestors that keep the sums of their subtree.
    private func holdersOfSums(for unit: Unit) throws -> [Unit.ID] {
        guard unit.keepsSubtreeTally else { return [unit.id] }
        let ids = SQL.list(unit.path.ids.map { "\($0.number)" })
        return try db.rows("SELECT id FROM unit WHERE id IN (\(ids)) AND level >= \(Level.prefecture.rawValue)")
            .map { Unit.ID(try $0.int("id")) }
    }

    static let columns: SQL = """
        tally.level AS level, tally.kind AS kind, category_id, records, sessions, people, attendances, families,
        households, without_people, without_attendances, without_families, without_households
        """
    private static let sums: SQL = """
        tally.level AS level, tally.kind AS kind, category_id, SUM(records) AS records, SUM(sessions) AS sessions,
        SUM(people) AS people, SUM(attendances) AS attendances, SUM(families) AS families,
        SUM(households) AS households, SUM(without_people) AS without_people,
        SUM(without_attendances) AS without_attendances, SUM(without_families) AS without_families,
        SUM(without_households) AS without_households
        """

    /// The live sums of a unit and everything below it.
    ///
    /// CROSS JOIN keeps SQLite from starting at the campaign's whole tally: the few units come first.
    package func facts(campaign: Campaign.ID, below unit: Unit) throws -> Facts {
        if unit.keepsSubtreeTally {
            return try Self.facts(
                db.rows(
                    """
                    SELECT \(Self.columns) FROM tally
                    WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.id.number)
                    """))
        }
        // Own rows of the nation and the provinces, and the sums of whatever reports to them directly.
        return try Self.facts(
            db.rows(
                """
                SELECT \(Self.sums)
                FROM unit CROSS JOIN tally
                WHERE tally.unit_id = unit.id AND tally.campaign_id = \(campaign.text)
                    AND unit.tally_top AND unit.path >= \(unit.path.text) AND unit.path <= \(unit.path.upperBound)
                GROUP BY tally.level, tally.kind, category_id
                """))
    }

    /// The live sums of each unit that reports to `unit`, in two statements however many there are.
    package func facts(campaign: Campaign.ID, ofChildren children: [Unit], of unit: Unit) throws -> [Unit.ID: Facts] {
        var facts: [Unit.ID: Facts] = [:]
        let keeping = children.filter(\.keepsSubtreeTally)
        for start in stride(from: 0, to: keeping.count, by: 500) {
            let ids = SQL.list(keeping[start..<min(start + 500, keeping.count)].map { "\($0.id.number)" })
            for row in try db.rows(
                """
                SELECT unit_id, \(Self.columns) FROM tally WHERE campaign_id = \(campaign.text) AND unit_id IN (\(ids))
                """)
            {
                facts[Unit.ID(try row.int("unit_id")), default: [:]][try Self.key(row)] = try Self.sums(row)
            }
        }
        guard keeping.count < children.count else { return facts }
        // A path begins with its superiors': what reports below a child has the child's path at its head.
        let width = unit.path.text.count + UnitPath.width
        let byPath = Dictionary(uniqueKeysWithValues: children.map { ($0.path.text, $0) })
        for row in try db.rows(
            """
            SELECT SUBSTR(unit.path, 1, \(SQL(text: String(width)))) AS head, \(Self.sums)
            FROM unit CROSS JOIN tally
            WHERE tally.unit_id = unit.id AND tally.campaign_id = \(campaign.text)
                AND unit.tally_top AND unit.path > \(unit.path.text) AND unit.path <= \(unit.path.upperBound)
            GROUP BY SUBSTR(unit.path, 1, \(SQL(text: String(width)))), tally.level, tally.kind, category_id
            """)
        {
            guard let child = byPath[try row.text("head")], !child.keepsSubtreeTally else { continue }
            facts[child.id, default: [:]][try Self.key(row)] = try Self.sums(row)
        }
        return facts
    }

    /// What a unit and everything below it adds to the superiors that keep sums goes from the former ones to the new ones.
    /// Call it while `unit.path` is still the former one.
    package func move(_ unit: Unit, to superior: Unit, campaigns: [Campaign.ID]) throws {
        guard unit.keepsSubtreeTally else { return }
        let above = { (holder: Unit) throws in
            holder.keepsSubtreeTally ? try holdersOfSums(for: holder) : []
        }
        guard let former = try unit.reportsTo.flatMap({ try UnitTable(db).unit($0) }) else { return }
        let (losing, gaining) = (try above(former), try above(superior))
        for campaign in campaigns {
            let facts = try facts(campaign: campaign, below: unit)
            let rows = Set(losing).symmetricDifference(gaining).flatMap { holder in
                facts.map { key, sums in
                    (
                        RowKey(campaign: campaign.text, unit: holder, key: key),
                        gaining.contains(holder) ? sums : -sums
                    )
                }
            }
            try add(rows.filter { !$0.1.isZero }.sorted { $0.0 < $1.0 })
        }
    }

    func write(campaign: Campaign.ID, _ sums: [Unit.ID: Facts]) throws {
        let rows = sums.flatMap { unit, facts in
            facts.map { (RowKey(campaign: campaign.text, unit: unit, key: $0), $1) }
        }
        try add(rows.sorted { $0.0 < $1.0 })
    }

    private static func facts(_ rows: [Row]) throws -> Facts {
        try rows.reduce(into: [:]) { facts, row in facts[try key(row)] = try sums(row) }
    }
    static func key(_ row: Row) throws -> TallyKey {
        TallyKey(
            level: try row.required("level", Level(rawValue: Int(row.int("level")))), kind: try row.text("kind"),
            category: try row.text("category_id"))
    }
    static func sums(_ row: Row) throws -> TallySums {
        var sums = TallySums()
        sums.records = try row.int("records")
        sums.sessions = try row.int("sessions")
        sums.people = try row.int("people")
        sums.attendances = try row.int("attendances")
        sums.families = try row.int("families")
        sums.households = try row.int("households")
        sums.withoutPeople = try row.int("without_people")
        sums.withoutAttendances = try row.int("without_attendances")
        sums.withoutFamilies = try row.int("without_families")
        sums.withoutHouseholds = try row.int("without_households")
        return sums
    }
}
