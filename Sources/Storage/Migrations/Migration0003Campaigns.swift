extension Migration {
    static let createCampaigns = Migration(
        name: "0003_create_campaigns",
        statements: """
            CREATE TABLE table_definition (
                id TEXT NOT NULL PRIMARY KEY,
                body TEXT NOT NULL
            );
            CREATE TABLE campaign (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                year BIGINT NOT NULL,
                owner_id BIGINT NOT NULL REFERENCES unit (id),
                theme TEXT NOT NULL,
                starts_on TEXT NOT NULL,
                ends_on TEXT NOT NULL,
                definition_id TEXT NOT NULL REFERENCES table_definition (id),
                created_at BIGINT NOT NULL,
                CHECK (starts_on <= ends_on)
            );
            CREATE TABLE category (
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                position BIGINT NOT NULL,
                PRIMARY KEY (campaign_id, id)
            );
            CREATE TABLE tally (
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                level BIGINT NOT NULL,
                kind TEXT NOT NULL,
                category_id TEXT NOT NULL,
                records BIGINT NOT NULL,
                sessions BIGINT NOT NULL,
                people BIGINT NOT NULL,
                attendances BIGINT NOT NULL,
                families BIGINT NOT NULL,
                households BIGINT NOT NULL,
                without_people BIGINT NOT NULL,
                PRIMARY KEY (campaign_id, unit_id, level, kind, category_id)
            )
            """)
}
