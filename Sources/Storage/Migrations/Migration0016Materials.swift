extension Migration {
    /// Files that units attach to what a notice asks for. The bytes are in the file store, by their hash.
    static let keepMaterials = Migration(
        name: "0016_keep_materials",
        statements: """
            CREATE TABLE material (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                kind TEXT NOT NULL,
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                file_name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                size BIGINT NOT NULL CHECK (size > 0),
                hash TEXT NOT NULL,
                late BOOLEAN NOT NULL,
                added_by TEXT NOT NULL REFERENCES account (id),
                added_at BIGINT NOT NULL,
                withdrawn_by TEXT REFERENCES account (id),
                withdrawn_at BIGINT,
                CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
            );
            CREATE INDEX material_unit ON material (campaign_id, unit_id, added_at);
            CREATE UNIQUE INDEX material_once ON material (campaign_id, unit_id, kind, hash) WHERE withdrawn_at IS NULL
            """)
}
