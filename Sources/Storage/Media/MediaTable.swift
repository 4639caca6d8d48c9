package import Domain

/// The `media_item` table. Of several reports of the same item, the one with `counted` owns it.
package struct MediaTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Returns: nil when the key is there already; else whether it counts: the first report of an item does.
    package func insert(_ item: MediaItem, unit: Unit, by officer: Officer, at instant: Instant) throws -> Bool? {
        let isNew =
            try db.execute(
                """
                INSERT INTO media_item (id, campaign_id, unit_id, title, medium, level, own, form, published_on, link,
                    entered_by, received_at, pieces, match_key, counted, channel_id)
                VALUES (\(item.id.text), \(item.campaign.text), \(unit.id.number), \(item.title), \(item.medium),
                \(item.level.rawValue), \(item.own), \(item.form.rawValue), \(item.publishedOn.text), \(item.link),
                \(officer.account.text), \(instant.milliseconds), \(item.pieces), \(item.matchKey), FALSE,
                \(item.channel?.text))
                ON CONFLICT (id) DO NOTHING
                """) == 1
        guard isNew else { return nil }
        return item.own ? false : try own(item.id, key: item.matchKey, campaign: item.campaign)
    }

    /// Makes a report the owner unless the item has one; two at once cannot both.
    private func own(_ id: MediaItem.ID, key: String, campaign: Campaign.ID) throws -> Bool {
        try db.execute(
            """
            UPDATE media_item SET counted = TRUE WHERE id = \(id.text) AND NOT EXISTS
                (SELECT other.id FROM media_item other WHERE other.campaign_id = \(campaign.text)
                    AND other.match_key = \(key) AND other.counted)
            """) == 1
    }

    /// - Returns: false when it was withdrawn before.
    package func withdraw(_ id: MediaItem.ID, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE media_item SET withdrawn_at = \(instant.milliseconds), counted = FALSE
            WHERE id = \(id.text) AND withdrawn_at IS NULL
            """) == 1
    }
    /// The next report of the item becomes its owner: the one that came first of those that are left.
    package func passOn(_ key: String, campaign: Campaign.ID) throws -> MediaReport? {
        let next = try entries(
            "campaign_id = \(campaign.text) AND match_key = \(key) AND NOT own AND withdrawn_at IS NULL",
            order: "received_at, media_item.id", limit: 1
        ).first
        guard let next, try own(next.item.id, key: key, campaign: campaign) else { return nil }
        return next
    }

    package func entry(_ id: MediaItem.ID) throws -> MediaReport? {
        try entries("media_item.id = \(id.text)", order: "media_item.id", limit: 1).first
    }

    /// The items of a unit and of those directly below it, in the order of the tree.
    package func items(
        campaign: Campaign.ID, around unit: Unit, after cursor: ItemCursor? = nil, limit: Int
    ) throws -> [MediaReport] {
        try entries(
            """
            campaign_id = \(campaign.text) AND withdrawn_at IS NULL AND media_item.unit_id IN
                (SELECT near.id FROM unit near WHERE near.id = \(unit.id.number) OR near.reports_to = \(unit.id.number))
            AND \(range(unit, cursor))
            """, order: "unit.path, media_item.id", limit: limit)
    }

    /// Those that a cell counts. The running sums say below which units there are any.
    package func items(
        behind cell: TableDefinition.Cell, campaign: Campaign.ID, under unit: Unit, after cursor: ItemCursor?,
        limit: Int
    ) throws -> [MediaReport] {
        guard unit.level < .county else {
            return try items(behind: cell, campaign: campaign, below: unit, after: cursor, limit: limit)
        }
        var found =
            (cursor?.path ?? unit.path) <= unit.path
            ? try items(behind: cell, campaign: campaign, below: unit, after: cursor, alone: true, limit: limit) : []
        let units = UnitTable(db)
        let children = try (units.children(of: unit.id) + units.closedChildren(of: unit.id))
            .filter { child in cursor.map { $0.path.text <= child.path.upperBound } ?? true }
            .sorted { $0.path < $1.path }
        let facts = try TallyTable(db).facts(campaign: campaign, ofChildren: children, of: unit)
        let levels = cell.levelSet
        for child in children where found.count < limit {
            let holds = (facts[child.id] ?? [:]).contains { key, sums in
                key.kind == cell.kind && levels.contains(key.level) && sums.records > 0
            }
            guard holds else { continue }
            found += try items(
                behind: cell, campaign: campaign, under: child, after: cursor, limit: limit - found.count)
        }
        return found
    }
    private func items(
        behind cell: TableDefinition.Cell, campaign: Campaign.ID, below unit: Unit, after cursor: ItemCursor?,
        alone: Bool = false, limit: Int
    ) throws -> [MediaReport] {
        let levels = SQL.list(cell.levelSet.map { "\($0.rawValue)" })
        // Unit by unit, by the index of their items: the campaign's items are not walked through.
        let below: SQL = """
            media_item.unit_id IN (SELECT near.id FROM unit near
                WHERE near.path >= \(unit.path.text) AND near.path <= \(unit.path.upperBound))
            """
        let whose: SQL = alone ? "media_item.unit_id = \(unit.id.number)" : below
        return try entries(
            """
            campaign_id = \(campaign.text) AND CASE WHEN counted THEN 1 ELSE 0 END = 1
            AND 'media.' || form = \(cell.kind) AND \(whose)
            AND media_item.level IN (\(levels)) AND \(range(unit, cursor))
            """, order: "unit.path, media_item.id", limit: limit)
    }
    private func range(_ unit: Unit, _ cursor: ItemCursor?) -> SQL {
        let later: SQL =
            if let cursor { "AND (unit.path, media_item.id) > (\(cursor.path.text), \(cursor.id))" } else { "" }
        return "unit.path >= \(unit.path.text) AND unit.path <= \(unit.path.upperBound) \(later)"
    }

    /// How many items stand on a channel, by the Monday of their week.
    package func weeks(of channel: Channel.ID, from first: CalendarDate) throws -> [CalendarDate: Int64] {
        try db.rows(
            """
            SELECT published_on, COUNT(*) AS n FROM media_item
            WHERE channel_id = \(channel.text) AND withdrawn_at IS NULL AND published_on >= \(first.text)
            GROUP BY published_on
            """
        ).reduce(into: [:]) { weeks, row in
            weeks[try CalendarDate(row.text("published_on")).monday, default: 0] += try row.int("n")
        }
    }

    private func entries(_ condition: SQL, order: SQL, limit: Int) throws -> [MediaReport] {
        try db.rows(
            """
            SELECT media_item.id AS item_id, campaign_id, title, medium, media_item.level AS item_level, own, form,
                published_on, link, pieces, channel_id, counted, withdrawn_at, match_key,
                (SELECT owner.name FROM media_item other JOIN unit owner ON owner.id = other.unit_id
                    WHERE other.campaign_id = media_item.campaign_id AND other.match_key = media_item.match_key
                        AND other.counted AND other.id <> media_item.id) AS owner_name,
                (SELECT owner.level FROM media_item other JOIN unit owner ON owner.id = other.unit_id
                    WHERE other.campaign_id = media_item.campaign_id AND other.match_key = media_item.match_key
                        AND other.counted AND other.id <> media_item.id) AS owner_level,
                \(UnitTable.joined)
            FROM media_item JOIN unit ON unit.id = media_item.unit_id
            WHERE \(condition) ORDER BY \(order) LIMIT \(limit)
            """
        ).map { row in
            let item = MediaItem(
                id: try MediaItem.ID(row.text("item_id")), campaign: try Campaign.ID(row.text("campaign_id")),
                title: try row.text("title"), medium: try row.text("medium"),
                level: try row.required("item_level", Level(rawValue: Int(row.int("item_level")))),
                own: try row.bool("own"),
                form: try row.required("form", MediaItem.Form(rawValue: row.text("form"))),
                publishedOn: try CalendarDate(row.text("published_on")), link: try row.text("link"),
                pieces: try row.int("pieces"),
                channel: try row.textOrNil("channel_id").map { try Channel.ID($0) })
            return MediaReport(
                item: item, unit: try Unit(row: row), isCounted: try row.bool("counted"),
                isWithdrawn: try row.intOrNil("withdrawn_at") != nil,
                ownerName: try row.textOrNil("owner_name").map {
                    Unit.shortName($0, Level(rawValue: Int(try row.int("owner_level"))) ?? .nation)
                })
        }
    }
}
