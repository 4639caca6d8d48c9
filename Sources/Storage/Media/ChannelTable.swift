package import Domain

/// The `channel` and `posting_plan` tables.
package struct ChannelTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func count(campaign: Campaign.ID, unit: Unit.ID) throws -> Int64 {
        try db.row(
            "SELECT COUNT(*) AS n FROM channel WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.number)")?
            .int("n") ?? 0
    }
    package func hasCounted(_ kind: Channel.Kind, campaign: Campaign.ID, unit: Unit) throws -> Bool {
        try db.row(
            """
            SELECT id FROM channel WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.id.number)
                AND kind = \(kind.rawValue) AND counted LIMIT 1
            """) != nil
    }

    /// - Parameter counted: false for a second one where the table only asks 有/无.
    /// - Returns: false when the unit has it already. One that was withdrawn comes back.
    package func insert(
        _ channel: Channel, unit: Unit, counted: Bool, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            INSERT INTO channel (id, campaign_id, unit_id, kind, name, address, counted, picture, entered_by,
                received_at)
            VALUES (\(channel.id.text), \(channel.campaign.text), \(unit.id.number), \(channel.kind.rawValue),
            \(channel.name), \(channel.address), \(counted), \(channel.picture), \(officer.account.text),
            \(instant.milliseconds))
            ON CONFLICT (campaign_id, unit_id, kind, name) DO UPDATE SET withdrawn_at = NULL,
                address = excluded.address, picture = excluded.picture, counted = excluded.counted
            WHERE channel.withdrawn_at IS NOT NULL
            """) == 1
    }
    /// - Returns: false when it was withdrawn before.
    package func withdraw(_ id: Channel.ID, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE channel SET withdrawn_at = \(instant.milliseconds), counted = FALSE
            WHERE id = \(id.text) AND withdrawn_at IS NULL
            """) == 1
    }
    /// Where 有/无 is asked, another one of the kind counts when the counted one goes.
    /// - Returns: true when there was another.
    package func countAnother(_ kind: Channel.Kind, campaign: Campaign.ID, unit: Unit.ID) throws -> Bool {
        try db.execute(
            """
            UPDATE channel SET counted = TRUE WHERE id =
                (SELECT MIN(id) FROM channel WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.number)
                    AND kind = \(kind.rawValue) AND withdrawn_at IS NULL AND NOT counted)
            """) == 1
    }
    package func setPlan(_ plan: PostingPlan) throws {
        try db.execute(
            """
            INSERT INTO posting_plan (channel_id, least, most)
            VALUES (\(plan.channel.text), \(plan.least), \(plan.most))
            ON CONFLICT (channel_id) DO UPDATE SET least = excluded.least, most = excluded.most
            """)
    }

    package func entry(_ id: Channel.ID) throws -> ChannelEntry? {
        try entries("channel.id = \(id.text)", limit: 1).first
    }
    /// The channels of a unit and everything below it, in the order of the tree.
    /// - Parameter cell: only those that it counts.
    package func channels(
        campaign: Campaign.ID, below unit: Unit, behind cell: TableDefinition.Cell? = nil,
        after cursor: ItemCursor? = nil, limit: Int
    ) throws -> [ChannelEntry] {
        let later: SQL =
            if let cursor { "AND (unit.path, channel.id) > (\(cursor.path.text), \(cursor.id))" } else { "" }
        var behind: SQL = "withdrawn_at IS NULL"
        if let cell {
            let levels = SQL.list(cell.levelSet.map { "\($0.rawValue)" })
            behind = "counted AND 'channel.' || channel.kind = \(cell.kind) AND unit.level IN (\(levels))"
        }
        return try entries(
            """
            campaign_id = \(campaign.text) AND \(behind) AND unit.path >= \(unit.path.text)
            AND unit.path <= \(unit.path.upperBound) \(later)
            """, limit: limit)
    }

    private func entries(_ condition: SQL, limit: Int) throws -> [ChannelEntry] {
        try db.rows(
            """
            SELECT channel.id AS channel_id, campaign_id, channel.kind AS channel_kind, channel.name AS channel_name,
                address, picture, counted, least, most, \(UnitTable.joined)
            FROM channel JOIN unit ON unit.id = channel.unit_id
            LEFT JOIN posting_plan ON posting_plan.channel_id = channel.id
            WHERE \(condition) ORDER BY unit.path, channel.id LIMIT \(limit)
            """
        ).map { row in
            let id = try Channel.ID(row.text("channel_id"))
            var plan: PostingPlan?
            if let least = try row.intOrNil("least"), let most = try row.intOrNil("most") {
                plan = PostingPlan(channel: id, least: least, most: most)
            }
            let channel = Channel(
                id: id, campaign: try Campaign.ID(row.text("campaign_id")),
                kind: try row.required("channel_kind", Channel.Kind(rawValue: row.text("channel_kind"))),
                name: try row.text("channel_name"), address: try row.text("address"),
                picture: try row.textOrNil("picture"))
            return ChannelEntry(
                channel: channel, unit: try Unit(row: row), isCounted: try row.bool("counted"), plan: plan)
        }
    }
}
