package import Domain
internal import FoundationEssentials

/// The `campaign`, `category` and `table_definition` tables.
package struct CampaignTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        campaign.id AS id, campaign.name AS name, year, owner_id, theme, starts_on, ends_on, body
        FROM campaign JOIN table_definition ON table_definition.id = definition_id
        """

    package func all() throws -> [Campaign] {
        try db.rows("SELECT \(Self.columns) ORDER BY year DESC, campaign.created_at DESC, campaign.id").map(
            Self.campaign)
    }
    package func campaign(_ id: Campaign.ID) throws -> Campaign? {
        try db.row("SELECT \(Self.columns) WHERE campaign.id = \(id.text)").map(Self.campaign)
    }

    package func insert(_ campaign: Campaign, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO campaign (id, name, year, owner_id, theme, starts_on, ends_on, definition_id, created_at)
            VALUES (\(campaign.id.text), \(campaign.name), \(campaign.year), \(campaign.owner.number), \(campaign.theme),
            \(campaign.startsOn.text), \(campaign.endsOn.text), \(Self.key(campaign.definition)),
            \(instant.milliseconds))
            """)
        let rows = campaign.definition.categories.enumerated().map { position, category -> SQL in
            "(\(campaign.id.text), \(category.id), \(category.name), \(category.kind), \(position))"
        }
        try db.execute("INSERT INTO category (campaign_id, id, name, kind, position) VALUES \(SQL.list(rows))")
    }

    /// A definition that is there stays as it is: a published version never changes.
    package func addDefinition(_ definition: TableDefinition) throws {
        let body = String(decoding: try JSONEncoder().encode(definition), as: UTF8.self)
        try db.execute(
            "INSERT INTO table_definition (id, body) VALUES (\(Self.key(definition)), \(body)) ON CONFLICT DO NOTHING")
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

    /// The key under which a version is stored, such as `cfpa-529-2021/1`.
    package static func key(_ definition: TableDefinition) -> String { "\(definition.id)/\(definition.version)" }

    private static func campaign(_ row: Row) throws -> Campaign {
        Campaign(
            id: try Campaign.ID(row.text("id")), name: try row.text("name"), year: Int(try row.int("year")),
            owner: Unit.ID(try row.int("owner_id")), theme: try row.text("theme"),
            startsOn: try CalendarDate(row.text("starts_on")), endsOn: try CalendarDate(row.text("ends_on")),
            definition: try JSONDecoder().decode(TableDefinition.self, from: Data(row.text("body").utf8)))
    }
}
