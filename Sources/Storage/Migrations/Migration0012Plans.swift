extension Migration {
    /// 工作要点 with tasks and progress, what the reader warned of and why it was let stand, public notices.
    static let keepPlans = Migration(
        name: "0012_keep_plans",
        // An annual plan belongs to a year, not to a campaign. SQLite has no statement that takes a CHECK back;
        // this is how its manual takes one back (lang_altertable.html, 8).
        statements: """
            {POSTGRES} ALTER TABLE notice DROP CONSTRAINT notice_check;
            {POSTGRES} ALTER TABLE notice ADD CONSTRAINT notice_check
                CHECK (state = 'draft' OR kind = 'annual_plan' OR campaign_id IS NOT NULL);
            {SQLITE} PRAGMA writable_schema = ON;
            {SQLITE} UPDATE sqlite_schema SET sql = replace(sql, 'state = ''draft'' OR campaign_id',
                'state = ''draft'' OR kind = ''annual_plan'' OR campaign_id')
                WHERE type = 'table' AND name = 'notice';
            {SQLITE} PRAGMA writable_schema = OFF;
            ALTER TABLE notice ADD COLUMN disclosure TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE notice ADD COLUMN published_at BIGINT;
            ALTER TABLE activity ADD COLUMN per TEXT;
            ALTER TABLE activity ADD COLUMN partners TEXT;
            ALTER TABLE activity ADD COLUMN output TEXT;
            ALTER TABLE deadline ADD COLUMN time_text TEXT;
            CREATE TABLE notice_finding (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                rule TEXT NOT NULL,
                severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'hint')),
                message TEXT NOT NULL,
                span_start BIGINT NOT NULL,
                span_end BIGINT NOT NULL,
                reason TEXT,
                decided_by TEXT REFERENCES account (id),
                decided_at BIGINT,
                PRIMARY KEY (notice_id, position),
                CHECK ((reason IS NULL) = (decided_at IS NULL))
            );
            CREATE INDEX notice_finding_rule ON notice_finding (rule, notice_id);
            CREATE TABLE annual_task (
                id TEXT NOT NULL PRIMARY KEY,
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                area TEXT NOT NULL,
                name TEXT NOT NULL,
                indicators TEXT NOT NULL,
                owner TEXT,
                span_start BIGINT,
                span_end BIGINT,
                UNIQUE (notice_id, position)
            );
            CREATE TABLE yearly_day (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                held_on TEXT,
                PRIMARY KEY (notice_id, position)
            );
            CREATE TABLE task_progress (
                id TEXT NOT NULL PRIMARY KEY,
                task_id TEXT NOT NULL REFERENCES annual_task (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                body TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES account (id),
                created_at BIGINT NOT NULL
            );
            CREATE INDEX task_progress_task ON task_progress (task_id, unit_id, created_at)
            """)
}
