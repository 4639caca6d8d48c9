package import Domain

/// What the running sums are made of: records with their declared measures, media items and channels.
extension TallyTable {
    /// Sums of one unit under one key.
    package struct Rebuilt: Sendable {
        package let unit: Unit.ID
        package let path: UnitPath
        package let key: TallyKey
        package let sums: TallySums
    }
    /// Which units are meant.
    package enum Range: Sendable {
        case unit(Unit.ID)
        case subtree(UnitPath)
    }

    /// The sums of what the unit holds itself.
    package func ownFacts(campaign: Campaign.ID, of unit: Unit) throws -> Facts {
        try sources(campaign: campaign, in: .unit(unit.id)).reduce(into: [:]) {
            $0[$1.key, default: TallySums()] = $0[$1.key, default: TallySums()] + $1.sums
        }
    }

    /// Each unit's own sums, straight from what was entered.
    package func sources(campaign: Campaign.ID, in range: Range) throws -> [Rebuilt] {
        // CROSS JOIN keeps SQLite from scanning the campaign: the units come first, then what each of them holds.
        let queries: [SQL] = [
            """
            SELECT unit.id AS unit_id, unit.path AS path, link.level AS level, link.kind AS kind,
                link.category_id AS category_id, COUNT(*) AS records, SUM(record.sessions) AS sessions,
                \(Self.sum("people")), \(Self.sum("attendances")), \(Self.sum("families")), \(Self.sum("households"))
            FROM unit CROSS JOIN record_campaign link CROSS JOIN activity_record record
            WHERE \(condition(range)) AND link.unit_id = unit.id AND link.campaign_id = \(campaign.text)
                AND \(Self.counted) AND record.id = link.record_id
            GROUP BY unit.id, unit.path, link.level, link.kind, link.category_id
            """,
            """
            SELECT unit.id AS unit_id, unit.path AS path, link.level AS level,
                link.kind || '/' || extra.measure AS kind, link.category_id AS category_id,
                COUNT(*) AS records, SUM(extra.value) AS sessions, \(Self.noSums)
            FROM unit CROSS JOIN record_campaign link CROSS JOIN record_measure extra
            WHERE \(condition(range)) AND link.unit_id = unit.id AND link.campaign_id = \(campaign.text)
                AND \(Self.counted) AND extra.record_id = link.record_id
            GROUP BY unit.id, unit.path, link.level, link.kind || '/' || extra.measure, link.category_id
            """,
            """
            SELECT unit.id AS unit_id, unit.path AS path, item.level AS level, 'media.' || item.form AS kind,
                'media.' || item.form AS category_id, COUNT(*) AS records, SUM(item.pieces) AS sessions, \(Self.noSums)
            FROM unit CROSS JOIN media_item item
            WHERE \(condition(range)) AND item.unit_id = unit.id AND item.campaign_id = \(campaign.text)
                AND item.counted
            GROUP BY unit.id, unit.path, item.level, item.form
            """,
            """
            SELECT unit.id AS unit_id, unit.path AS path, unit.level AS level, 'channel.' || channel.kind AS kind,
                'channel.' || channel.kind AS category_id, COUNT(*) AS records, COUNT(*) AS sessions, \(Self.noSums)
            FROM unit CROSS JOIN channel
            WHERE \(condition(range)) AND channel.unit_id = unit.id AND channel.campaign_id = \(campaign.text)
                AND channel.counted
            GROUP BY unit.id, unit.path, unit.level, channel.kind
            """,
        ]
        return try queries.flatMap { try db.rows($0).map(Self.rebuilt) }
    }

    /// Stored sums.
    package func stored(campaign: Campaign.ID, in range: Range) throws -> [Rebuilt] {
        try db.rows(
            """
            SELECT unit.id AS unit_id, unit.path AS path, \(Self.columns)
            FROM unit CROSS JOIN tally
            WHERE \(condition(range)) AND tally.unit_id = unit.id AND tally.campaign_id = \(campaign.text)
            """
        ).map(Self.rebuilt)
    }

    /// Replaces the stored sums.
    package func replace(campaign: Campaign.ID, in range: Range, with sums: [Unit.ID: Facts]) throws {
        try db.execute(
            """
            DELETE FROM tally WHERE campaign_id = \(campaign.text)
                AND unit_id IN (SELECT unit.id FROM unit WHERE \(condition(range)))
            """)
        try write(campaign: campaign, sums)
    }

    /// The parts of the tree whose sums do not depend on each other.
    package func parts() throws -> [Range] {
        try db.rows("SELECT id, level, path FROM unit WHERE tally_top ORDER BY path").map { row in
            let keeps = try row.int("level") >= Level.prefecture.rawValue
            return keeps ? .subtree(UnitPath(text: try row.text("path"))) : .unit(Unit.ID(try row.int("id")))
        }
    }

    private func condition(_ range: Range) -> SQL {
        switch range {
        case .unit(let id): "unit.id = \(id.number)"
        case .subtree(let path): "unit.path >= \(path.text) AND unit.path <= \(path.upperBound)"
        }
    }
    /// Said so that SQLite does not take the index of the cells, which would walk the whole campaign for one unit.
    private static let counted: SQL = "CASE WHEN link.counted THEN 1 ELSE 0 END = 1"
    private static func sum(_ name: String) -> SQL {
        SQL(
            text: "SUM(COALESCE(record.\(name), 0)) AS \(name), COUNT(*) - COUNT(record.\(name)) AS without_\(name)")
    }
    private static let noSums: SQL = """
        0 AS people, 0 AS attendances, 0 AS families, 0 AS households, 0 AS without_people, 0 AS without_attendances,
        0 AS without_families, 0 AS without_households
        """
    private static func rebuilt(_ row: Row) throws -> Rebuilt {
        Rebuilt(
            unit: Unit.ID(try row.int("unit_id")), path: UnitPath(text: try row.text("path")), key: try key(row),
            sums: try sums(row))
    }
}
