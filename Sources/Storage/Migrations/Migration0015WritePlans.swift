extension Migration {
    /// Own plans drafted from superiors' clauses, and notices that take the place of others.
    static let writePlans = Migration(
        name: "0015_write_plans",
        statements: """
            ALTER TABLE notice ADD COLUMN revises_id TEXT REFERENCES notice (id);
            CREATE UNIQUE INDEX notice_revises ON notice (revises_id) WHERE revises_id IS NOT NULL;
            CREATE TABLE plan_draft (
                notice_id TEXT NOT NULL PRIMARY KEY REFERENCES notice (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                subject TEXT NOT NULL,
                is_open BOOLEAN NOT NULL,
                version BIGINT NOT NULL,
                saved_by TEXT NOT NULL REFERENCES account (id),
                composition TEXT NOT NULL,
                composed TEXT
            );
            CREATE UNIQUE INDEX plan_draft_open ON plan_draft (unit_id, subject) WHERE is_open;
            CREATE TABLE clause_link (
                plan_id TEXT NOT NULL REFERENCES notice (id),
                plan_position BIGINT NOT NULL,
                superior_id TEXT NOT NULL REFERENCES notice (id),
                superior_position BIGINT NOT NULL,
                PRIMARY KEY (plan_id, superior_id, superior_position),
                UNIQUE (plan_id, superior_id, plan_position),
                FOREIGN KEY (plan_id, plan_position) REFERENCES clause (notice_id, position),
                FOREIGN KEY (superior_id, superior_position) REFERENCES clause (notice_id, position)
            );
            CREATE INDEX notice_superior_cited ON notice_superior (superior_id)
            """)
}
