package import Domain

/// The `campaign` and `category` tables.
package struct CampaignTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        campaign.id AS id, campaign.name AS name, year, campaign.owner_id AS owner_id, theme, starts_on, ends_on,
        definition_id, fingerprint
        FROM campaign JOIN table_definition ON table_definition.id = definition_id
        """

    package func all() throws -> [Campaign] {
        try db.rows("SELECT \(Self.columns) ORDER BY year DESC, campaign.created_at DESC, campaign.id").map(campaign)
    }
    package func campaign(_ id: Campaign.ID) throws -> Campaign? {
        try db.row("SELECT \(Self.columns) WHERE campaign.id = \(id.text)").map(campaign)
    }

    package func insert(_ campaign: Campaign, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO campaign (id, name, year, owner_id, theme, starts_on, ends_on, definition_id, created_at)
            VALUES (\(campaign.id.text), \(campaign.name), \(campaign.year), \(campaign.owner.number), \(campaign.theme),
            \(campaign.startsOn.text), \(campaign.endsOn.text), \(campaign.definition.key),
            \(instant.milliseconds))
            """)
        let rows = campaign.definition.categories.enumerated().map { position, category -> SQL in
            "(\(campaign.id.text), \(category.id), \(category.name), \(category.kind), \(position))"
        }
        try db.execute("INSERT INTO category (campaign_id, id, name, kind, position) VALUES \(SQL.list(rows))")
    }

    /// From now on the campaign's tables are printed by this definition. Categories that it does not have stay with the
    /// records that carry them.
    package func use(_ definition: TableDefinition, for campaign: Campaign.ID) throws {
        try db.execute(
            """
            UPDATE campaign SET definition_id = \(definition.key) WHERE id = \(campaign.text)
            """)
        for (position, category) in definition.categories.enumerated() {
            try db.execute(
                """
                INSERT INTO category (campaign_id, id, name, kind, position)
                VALUES (\(campaign.text), \(category.id), \(category.name), \(category.kind), \(position))
                ON CONFLICT (campaign_id, id) DO UPDATE SET name = excluded.name, position = excluded.position
                """)
        }
    }
    /// Holds the campaign's row until the transaction ends.
    package func lock(_ id: Campaign.ID) throws {
        try db.execute("UPDATE campaign SET definition_id = definition_id WHERE id = \(id.text)")
    }

    package func categories(of campaign: Campaign.ID) throws -> [Category] {
        try db.rows("SELECT id, name, kind FROM category WHERE campaign_id = \(campaign.text) ORDER BY position").map {
            Category(id: try $0.text("id"), name: try $0.text("name"), kind: try $0.text("kind"))
        }
    }
    package func category(_ id: String, of campaign: Campaign.ID) throws -> Category? {
        try db.row("SELECT id, name, kind FROM category WHERE campaign_id = \(campaign.text) AND id = \(id)").map {
            Category(id: try $0.text("id"), name: try $0.text("name"), kind: try $0.text("kind"))
        }
    }

    private func campaign(_ row: Row) throws -> Campaign {
        Campaign(
            id: try Campaign.ID(row.text("id")), name: try row.text("name"), year: Int(try row.int("year")),
            owner: Unit.ID(try row.int("owner_id")), theme: try row.text("theme"),
            startsOn: try CalendarDate(row.text("starts_on")), endsOn: try CalendarDate(row.text("ends_on")),
            definition: try DefinitionTable(db).published(row.text("definition_id"), row.text("fingerprint")))
    }
}
