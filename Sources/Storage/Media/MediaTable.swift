package import Domain

/// The `media_item` and `channel` tables.
package struct MediaTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Returns: false when the key is there already.
    package func insert(_ item: MediaItem, unit: Unit, by officer: Officer, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            INSERT INTO media_item (id, campaign_id, unit_id, title, medium, level, own, form, published_on, link,
                entered_by, received_at)
            VALUES (\(item.id.text), \(item.campaign.text), \(unit.id.number), \(item.title), \(item.medium),
            \(item.level.rawValue), \(item.own), \(item.form.rawValue), \(item.publishedOn.text), \(item.link),
            \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }
    package func hasChannel(_ kind: Channel.Kind, campaign: Campaign.ID, unit: Unit) throws -> Bool {
        try db.row(
            """
            SELECT id FROM channel WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.id.number)
                AND kind = \(kind.rawValue) AND counted LIMIT 1
            """) != nil
    }

    /// - Parameter counted: false for a second one where the table only asks 有/无.
    /// - Returns: false when the unit has it already.
    package func insert(
        _ channel: Channel, unit: Unit, counted: Bool, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            INSERT INTO channel (id, campaign_id, unit_id, kind, name, address, counted, entered_by, received_at)
            VALUES (\(channel.id.text), \(channel.campaign.text), \(unit.id.number), \(channel.kind.rawValue),
            \(channel.name), \(channel.address), \(counted), \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The items of a unit and everything below it, in the order of the tree.
    package func items(
        campaign: Campaign.ID, below unit: Unit, kind: String? = nil, level: Level? = nil, limit: Int
    ) throws -> [(item: MediaItem, unitName: String)] {
        let behind: SQL =
            if let kind, let level {
                "AND 'media.' || form = \(kind) AND media_item.level = \(level.rawValue) AND NOT own"
            } else { "" }
        return try db.rows(
            """
            SELECT media_item.id AS id, campaign_id, title, medium, media_item.level AS level, own, form, published_on,
                link, unit.name AS unit_name
            FROM media_item JOIN unit ON unit.id = media_item.unit_id
            WHERE campaign_id = \(campaign.text) AND unit.path >= \(unit.path.text)
                AND unit.path <= \(unit.path.upperBound) \(behind)
            ORDER BY unit.path, published_on, media_item.id LIMIT \(limit)
            """
        ).map { row in
            let item = MediaItem(
                id: try MediaItem.ID(row.text("id")), campaign: campaign, title: try row.text("title"),
                medium: try row.text("medium"),
                level: try row.required("level", Level(rawValue: Int(row.int("level")))), own: try row.bool("own"),
                form: try row.required("form", MediaItem.Form(rawValue: row.text("form"))),
                publishedOn: try CalendarDate(row.text("published_on")), link: try row.text("link"))
            return (item, try row.text("unit_name"))
        }
    }

    package func channels(
        campaign: Campaign.ID, below unit: Unit, kind: String? = nil, level: Level? = nil, limit: Int
    ) throws -> [(channel: Channel, unitName: String)] {
        let behind: SQL =
            if let kind, let level {
                "AND counted AND 'channel.' || channel.kind = \(kind) AND unit.level = \(level.rawValue)"
            } else { "" }
        return try db.rows(
            """
            SELECT channel.id AS id, channel.kind AS kind, channel.name AS name, address, unit.name AS unit_name
            FROM channel JOIN unit ON unit.id = channel.unit_id
            WHERE campaign_id = \(campaign.text) AND unit.path >= \(unit.path.text)
                AND unit.path <= \(unit.path.upperBound) \(behind)
            ORDER BY unit.path, channel.kind, channel.name LIMIT \(limit)
            """
        ).map { row in
            let channel = Channel(
                id: try Channel.ID(row.text("id")), campaign: campaign,
                kind: try row.required("kind", Channel.Kind(rawValue: row.text("kind"))), name: try row.text("name"),
                address: try row.text("address"))
            return (channel, try row.text("unit_name"))
        }
    }
}
