extension Migration {
    /// What superiors are told of, changes of the tree, and tables that were read in.
    static let createChanges = Migration(
        name: "0011_create_changes",
        statements: """
            CREATE TABLE figure_change (
                number {SERIAL},
                campaign_id TEXT REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                parent_id BIGINT NOT NULL REFERENCES unit (id),
                kind TEXT NOT NULL,
                body TEXT NOT NULL,
                submission_id TEXT REFERENCES submission (id),
                at BIGINT NOT NULL
            );
            CREATE INDEX figure_change_parent ON figure_change (parent_id, number);
            CREATE TABLE figure_look (
                account_id TEXT NOT NULL REFERENCES account (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                number BIGINT NOT NULL,
                PRIMARY KEY (account_id, unit_id)
            );
            CREATE TABLE unit_change (
                number {SERIAL},
                kind TEXT NOT NULL CHECK (kind IN ('rename', 'move', 'merge', 'split', 'close')),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                former_id BIGINT REFERENCES unit (id),
                target_id BIGINT REFERENCES unit (id),
                before_text TEXT NOT NULL,
                after_text TEXT NOT NULL,
                day TEXT NOT NULL,
                reason TEXT NOT NULL,
                changed_by TEXT REFERENCES account (id),
                changed_at BIGINT NOT NULL
            );
            CREATE INDEX unit_change_unit ON unit_change (unit_id);
            CREATE INDEX unit_change_former ON unit_change (former_id);
            CREATE INDEX unit_change_target ON unit_change (target_id);
            CREATE TABLE import_upload (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                body_hash TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES account (id),
                created_at BIGINT NOT NULL
            );
            CREATE INDEX import_upload_unit ON import_upload (unit_id, created_at);
            CREATE TABLE import_file (
                upload_id TEXT NOT NULL REFERENCES import_upload (id),
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                hash TEXT NOT NULL REFERENCES stored_file (hash),
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT REFERENCES unit (id),
                report TEXT NOT NULL,
                taken_by TEXT REFERENCES account (id),
                taken_at BIGINT,
                PRIMARY KEY (upload_id, position)
            );
            CREATE UNIQUE INDEX import_file_taken ON import_file (campaign_id, unit_id, hash) WHERE taken_at IS NOT NULL
            """)
}
