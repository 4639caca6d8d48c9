extension Migration {
    /// Measures that a definition declares, several campaigns for a record, co-organisers.
    static let addMeasures = Migration(
        name: "0008_add_measures",
        statements: """
            ALTER TABLE tally ADD COLUMN without_attendances BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE tally ADD COLUMN without_families BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE tally ADD COLUMN without_households BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE record_campaign ADD COLUMN main BOOLEAN NOT NULL DEFAULT TRUE;
            CREATE TABLE record_measure (
                record_id TEXT NOT NULL REFERENCES activity_record (id),
                measure TEXT NOT NULL,
                value BIGINT NOT NULL CHECK (value BETWEEN 0 AND 10000000),
                PRIMARY KEY (record_id, measure)
            );
            CREATE TABLE record_partner (
                record_id TEXT NOT NULL REFERENCES activity_record (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                added_by TEXT NOT NULL REFERENCES account (id),
                added_at BIGINT NOT NULL,
                PRIMARY KEY (record_id, unit_id)
            );
            CREATE INDEX record_partner_unit ON record_partner (unit_id)
            """)
}
