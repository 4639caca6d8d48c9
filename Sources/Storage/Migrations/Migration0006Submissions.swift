extension Migration {
    static let createSubmissions = Migration(
        name: "0006_create_submissions",
        statements: """
            CREATE TABLE submission (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                parent_id BIGINT NOT NULL REFERENCES unit (id),
                version BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('report', 'nil', 'supplement')),
                definition_id TEXT NOT NULL REFERENCES table_definition (id),
                own_cells TEXT NOT NULL,
                cells TEXT NOT NULL,
                missing TEXT NOT NULL,
                note TEXT NOT NULL,
                hash TEXT NOT NULL,
                body_hash TEXT NOT NULL,
                submitted_by TEXT NOT NULL REFERENCES account (id),
                submitted_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'recalled', 'superseded')),
                decided_by TEXT REFERENCES account (id),
                decided_at BIGINT,
                reason TEXT NOT NULL,
                UNIQUE (campaign_id, unit_id, version)
            );
            CREATE UNIQUE INDEX submission_waiting ON submission (campaign_id, unit_id) WHERE state = 'submitted';
            CREATE INDEX submission_parent ON submission (campaign_id, parent_id);
            CREATE TABLE submission_child (
                submission_id TEXT NOT NULL REFERENCES submission (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                child_submission_id TEXT NOT NULL REFERENCES submission (id),
                PRIMARY KEY (submission_id, unit_id)
            )
            """)
}
