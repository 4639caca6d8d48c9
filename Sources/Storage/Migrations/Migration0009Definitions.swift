extension Migration {
    static let publishDefinitions = Migration(
        name: "0009_publish_definitions",
        statements: """
            ALTER TABLE table_definition ADD COLUMN owner_id BIGINT REFERENCES unit (id);
            ALTER TABLE table_definition ADD COLUMN uploaded_at BIGINT;
            ALTER TABLE table_definition ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
            ALTER TABLE table_definition ADD COLUMN published BOOLEAN NOT NULL DEFAULT TRUE;
            CREATE TABLE adjustment (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                cell_id TEXT NOT NULL,
                amount BIGINT NOT NULL CHECK (amount <> 0),
                reason TEXT NOT NULL,
                made_by TEXT NOT NULL REFERENCES account (id),
                made_at BIGINT NOT NULL,
                withdrawn_by TEXT REFERENCES account (id),
                withdrawn_at BIGINT
            );
            CREATE INDEX adjustment_unit ON adjustment (unit_id, campaign_id);
            ALTER TABLE submission ADD COLUMN corrects BIGINT;
            ALTER TABLE submission ADD COLUMN why TEXT NOT NULL DEFAULT '';
            ALTER TABLE submission ADD COLUMN adjustments TEXT NOT NULL DEFAULT '[]';
            ALTER TABLE submission ADD COLUMN findings TEXT NOT NULL DEFAULT '[]'
            """)
}
