extension Migration {
    static let createRecords = Migration(
        name: "0005_create_records",
        statements: """
            CREATE TABLE activity_record (
                id TEXT NOT NULL PRIMARY KEY,
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                session_id TEXT REFERENCES planned_session (id),
                title TEXT NOT NULL,
                held_on TEXT NOT NULL,
                venue TEXT NOT NULL,
                note TEXT NOT NULL,
                sessions BIGINT NOT NULL CHECK (sessions BETWEEN 1 AND 10000),
                people BIGINT CHECK (people BETWEEN 0 AND 10000000),
                attendances BIGINT CHECK (attendances BETWEEN 0 AND 10000000),
                families BIGINT CHECK (families BETWEEN 0 AND 10000000),
                households BIGINT CHECK (households BETWEEN 0 AND 10000000),
                revision BIGINT NOT NULL,
                entered_by TEXT NOT NULL REFERENCES account (id),
                entered_for_other BOOLEAN NOT NULL,
                received_at BIGINT NOT NULL,
                withdrawn_at BIGINT
            );
            CREATE INDEX activity_record_unit ON activity_record (unit_id, received_at);
            CREATE TABLE record_campaign (
                record_id TEXT NOT NULL REFERENCES activity_record (id),
                campaign_id TEXT NOT NULL,
                category_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                level BIGINT NOT NULL,
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                unit_path TEXT NOT NULL,
                receipt BIGINT NOT NULL,
                counted BOOLEAN NOT NULL,
                PRIMARY KEY (record_id, campaign_id),
                FOREIGN KEY (campaign_id, category_id) REFERENCES category (campaign_id, id)
            );
            CREATE INDEX record_campaign_cell ON record_campaign (campaign_id, kind, level, unit_path, receipt)
                WHERE counted;
            CREATE INDEX record_campaign_unit ON record_campaign (campaign_id, unit_id);
            CREATE TABLE receipt (
                number {SERIAL},
                record_id TEXT NOT NULL UNIQUE,
                unit_id BIGINT NOT NULL,
                body_hash TEXT NOT NULL,
                issued_at BIGINT NOT NULL
            );
            CREATE TABLE record_revision (
                record_id TEXT NOT NULL REFERENCES activity_record (id),
                revision BIGINT NOT NULL,
                body TEXT NOT NULL,
                reason TEXT NOT NULL,
                changed_by TEXT NOT NULL REFERENCES account (id),
                changed_at BIGINT NOT NULL,
                PRIMARY KEY (record_id, revision)
            )
            """)
}
