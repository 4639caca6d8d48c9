package import Domain

/// The `roster` and `roster_exception` tables. Exceptions are ended, never deleted.
package struct RosterTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Reading

    /// What holds for a unit and for the units directly below it, in two statements however many these are.
    package func roster(around unit: Unit, of campaign: Campaign) throws -> Roster {
        let line = SQL.list(unit.path.ids.map { "\($0.number)" })
        return try roster(of: campaign, holders: "roster.unit_id IN (\(line))") {
            // The units come first: an index each, not all that a superior named.
            try exceptions(
                from: "unit CROSS JOIN roster_exception",
                """
                campaign_id = \(campaign.id.text) AND (unit.id IN (\(line)) OR unit.reports_to = \(unit.id.number))
                """)
        }
    }

    /// The same for everything below a unit.
    package func roster(below unit: Unit, of campaign: Campaign) throws -> Roster {
        let line = SQL.list(unit.path.ids.map { "\($0.number)" })
        let within: SQL =
            "(unit.id IN (\(line)) OR unit.path > \(unit.path.text) AND unit.path <= \(unit.path.upperBound))"
        return try roster(of: campaign, holders: within) {
            try exceptions(
                from: "roster_exception CROSS JOIN unit", "campaign_id = \(campaign.id.text) AND \(within)")
        }
    }

    private func roster(
        of campaign: Campaign, holders: SQL, _ named: () throws -> [Unit.ID: [Roster.Exception]]
    ) throws -> Roster {
        let held = try layers("campaign_id = \(campaign.id.text) AND \(holders)")
        guard !held.isEmpty else { return Roster(lowest: campaign.definition.lowest) }
        let named = try named()
        return Roster(
            lowest: campaign.definition.lowest,
            layers: held.map { Roster.Layer(holder: $0.holder, rule: $0.rule, exceptions: named[$0.holder.id] ?? []) })
    }

    /// What a unit itself set; nil when it set nothing.
    package func layer(of unit: Unit, campaign: Campaign.ID) throws -> Roster.Layer? {
        guard
            let held = try layers("campaign_id = \(campaign.text) AND roster.unit_id = \(unit.id.number)").first
        else { return nil }
        let named = try exceptions(
            from: "roster_exception CROSS JOIN unit",
            "campaign_id = \(campaign.text) AND roster_exception.unit_id = \(unit.id.number)")
        return Roster.Layer(holder: unit, rule: held.rule, exceptions: named[unit.id] ?? [])
    }

    /// What the unit set in a campaign of that year, the newest if there are several.
    package func layer(of unit: Unit, year: Int) throws -> Roster.Layer? {
        guard
            let row = try db.row(
                """
                SELECT campaign.id AS id FROM roster JOIN campaign ON campaign.id = campaign_id
                WHERE roster.unit_id = \(unit.id.number) AND campaign.year = \(year)
                ORDER BY campaign.created_at DESC, campaign.id LIMIT 1
                """)
        else { return nil }
        return try layer(of: unit, campaign: Campaign.ID(row.text("id")))
    }

    private func layers(_ condition: SQL) throws -> [Roster.Layer] {
        try db.rows(
            """
            SELECT roster.lowest AS lowest, kinds, only_named, \(UnitTable.joined)
            FROM roster CROSS JOIN unit WHERE unit.id = roster.unit_id AND \(condition)
            """
        ).map { row in
            let lowest = try row.intOrNil("lowest")
            return Roster.Layer(
                holder: try Unit(row: row),
                rule: try lowest.map { lowest in
                    Roster.Rule(
                        lowest: try row.required("lowest", Level(rawValue: Int(lowest))),
                        kinds: Set(
                            try row.text("kinds").split(separator: ",").compactMap { Unit.Kind(rawValue: "\($0)") }),
                        onlyNamed: try row.bool("only_named"))
                })
        }
    }

    /// Those that stand, by holder.
    private func exceptions(from tables: SQL, _ condition: SQL) throws -> [Unit.ID: [Roster.Exception]] {
        try db.rows(
            """
            SELECT roster_exception.unit_id AS holder_id, reason, set_at, display_name, \(UnitTable.joined)
            FROM \(tables) JOIN account ON account.id = set_by
            WHERE subject_id = unit.id AND ended_at IS NULL AND \(condition)
            """
        ).reduce(into: [:]) { all, row in
            all[Unit.ID(try row.int("holder_id")), default: []].append(
                Roster.Exception(
                    unit: try Unit(row: row), reason: try row.textOrNil("reason"), by: try row.text("display_name"),
                    at: Instant(milliseconds: try row.int("set_at"))))
        }
    }

    /// How many open units report below each of these, by level and kind.
    package func counts(below units: [Unit]) throws -> [Unit.ID: [Roster.Group: Int64]] {
        var counts: [Unit.ID: [Roster.Group: Int64]] = [:]
        for start in stride(from: 0, to: units.count, by: 500) {
            let ids = SQL.list(units[start..<min(start + 500, units.count)].map { "\($0.id.number)" })
            // A range of the index for each level and kind: nothing is sorted, and no unit is read.
            for row in try db.rows(
                """
                WITH levels (level) AS (VALUES (2), (3), (4), (5), (6)),
                    kinds (kind) AS (VALUES ('division'), ('enterprise'), ('group'))
                SELECT top.id AS top_id, levels.level AS level, kinds.kind AS kind,
                    (SELECT COUNT(*) FROM unit WHERE unit.level = levels.level AND unit.kind = kinds.kind
                        AND unit.path > top.path AND unit.path <= top.path || '9999999'
                        AND unit.valid_to IS NULL AND unit.reports_to IS NOT NULL) AS n
                FROM unit top CROSS JOIN levels CROSS JOIN kinds WHERE top.id IN (\(ids))
                """)
            {
                let group = Roster.Group(
                    level: try row.required("level", Level(rawValue: Int(row.int("level")))),
                    kind: try row.required("kind", Unit.Kind(rawValue: row.text("kind"))))
                counts[Unit.ID(try row.int("top_id")), default: [:]][group] = try row.int("n")
            }
        }
        return counts
    }

    // MARK: Writing

    /// The unit's row, so that it can name units; its rule stays.
    package func open(_ unit: Unit.ID, campaign: Campaign.ID, by officer: Officer, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO roster (campaign_id, unit_id, saved_by, saved_at)
            VALUES (\(campaign.text), \(unit.number), \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (campaign_id, unit_id) DO NOTHING
            """)
    }
    package func set(
        _ rule: Roster.Rule, of unit: Unit.ID, campaign: Campaign.ID, by officer: Officer, at instant: Instant
    ) throws {
        let kinds = rule.kinds.map(\.rawValue).sorted().joined(separator: ",")
        try db.execute(
            """
            INSERT INTO roster (campaign_id, unit_id, lowest, kinds, only_named, saved_by, saved_at)
            VALUES (\(campaign.text), \(unit.number), \(rule.lowest.rawValue), \(kinds), \(rule.onlyNamed),
            \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (campaign_id, unit_id) DO UPDATE SET lowest = excluded.lowest, kinds = excluded.kinds,
                only_named = excluded.only_named, saved_by = excluded.saved_by, saved_at = excluded.saved_at
            """)
    }

    /// Ends what stands for the subject. - Returns: false when nothing did.
    @discardableResult
    package func end(
        _ subject: Unit.ID, at unit: Unit.ID, campaign: Campaign.ID, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE roster_exception SET ended_by = \(officer.account.text), ended_at = \(instant.milliseconds)
            WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.number) AND subject_id = \(subject.number)
                AND ended_at IS NULL
            """) == 1
    }
    /// - Parameter reason: why it is exempt; nil names it to report.
    package func name(
        _ subject: Unit.ID, reason: String?, at unit: Unit.ID, campaign: Campaign.ID, by officer: Officer,
        at instant: Instant
    ) throws {
        try end(subject, at: unit, campaign: campaign, by: officer, at: instant)
        try db.execute(
            """
            INSERT INTO roster_exception (campaign_id, unit_id, subject_id, reason, set_by, set_at)
            VALUES (\(campaign.text), \(unit.number), \(subject.number), \(reason), \(officer.account.text),
            \(instant.milliseconds))
            """)
    }

    // MARK: Changes of the tree

    /// Whatever names a unit names the one that was split off from it too.
    package func spread(from unit: Unit.ID, to new: Unit.ID) throws {
        try db.execute(
            """
            INSERT INTO roster_exception (campaign_id, unit_id, subject_id, reason, set_by, set_at)
            SELECT campaign_id, unit_id, CAST(\(new.number) AS BIGINT), reason, set_by, set_at FROM roster_exception
            WHERE subject_id = \(unit.number) AND ended_at IS NULL
            """)
    }
    /// What a unit set for units that report below another one now holds there: its successor stands in for it.
    package func handOver(from unit: Unit.ID, to successor: Unit) throws {
        let within: SQL = """
            subject_id IN (SELECT id FROM unit
                WHERE path > \(successor.path.text) AND path <= \(successor.path.upperBound))
            """
        try db.execute(
            """
            INSERT INTO roster (campaign_id, unit_id, saved_by, saved_at)
            SELECT campaign_id, CAST(\(successor.id.number) AS BIGINT), saved_by, saved_at FROM roster
            WHERE unit_id = \(unit.number)
            ON CONFLICT (campaign_id, unit_id) DO NOTHING
            """)
        try db.execute(
            """
            INSERT INTO roster_exception (campaign_id, unit_id, subject_id, reason, set_by, set_at)
            SELECT campaign_id, CAST(\(successor.id.number) AS BIGINT), subject_id, reason, set_by, set_at
            FROM roster_exception WHERE unit_id = \(unit.number) AND ended_at IS NULL AND \(within)
            ON CONFLICT DO NOTHING
            """)
    }
}
