extension Migration {
    /// Which files each version was handed up with, and 盖章扫描件, which belongs to a version and to no requirement.
    static let freezeMaterials = Migration(
        name: "0020_freeze_materials",
        // The table is written anew: SQLite cannot make a column nullable.
        statements: """
            CREATE TABLE new_material (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                kind TEXT NOT NULL,
                notice_id TEXT REFERENCES notice (id),
                position BIGINT,
                submission_id TEXT REFERENCES submission (id),
                file_name TEXT NOT NULL,
                media_type TEXT NOT NULL,
                size BIGINT NOT NULL CHECK (size > 0),
                hash TEXT NOT NULL,
                late BOOLEAN NOT NULL,
                added_by TEXT NOT NULL REFERENCES account (id),
                added_at BIGINT NOT NULL,
                withdrawn_by TEXT REFERENCES account (id),
                withdrawn_at BIGINT,
                CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
                CHECK ((notice_id IS NULL) = (position IS NULL)),
                CHECK ((notice_id IS NULL) <> (submission_id IS NULL))
            );
            INSERT INTO new_material (id, campaign_id, unit_id, kind, notice_id, position, file_name, media_type, size,
                    hash, late, added_by, added_at, withdrawn_by, withdrawn_at)
                SELECT id, campaign_id, unit_id, kind, notice_id, position, file_name, media_type, size, hash, late,
                    added_by, added_at, withdrawn_by, withdrawn_at
                FROM material;
            DROP TABLE material;
            ALTER TABLE new_material RENAME TO material;
            CREATE INDEX material_unit ON material (campaign_id, unit_id, added_at);
            CREATE UNIQUE INDEX material_once ON material (campaign_id, unit_id, kind, hash)
                WHERE withdrawn_at IS NULL AND submission_id IS NULL;
            CREATE UNIQUE INDEX material_scan ON material (submission_id, hash)
                WHERE withdrawn_at IS NULL AND submission_id IS NOT NULL;
            CREATE TABLE submission_material (
                submission_id TEXT NOT NULL REFERENCES submission (id),
                material_id TEXT NOT NULL REFERENCES material (id),
                PRIMARY KEY (submission_id, material_id)
            )
            """)
}
