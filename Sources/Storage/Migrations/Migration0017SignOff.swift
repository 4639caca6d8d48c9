extension Migration {
    /// 经办人送签, 负责人签字; why a version was returned, cell by cell; every step.
    static let signSubmissions = Migration(
        name: "0017_sign_submissions",
        // The CHECK is replaced as in 0012, after the column is there: SQLite adds columns at a place that it remembers.
        statements: """
            ALTER TABLE submission ADD COLUMN receipt BIGINT;
            {POSTGRES} ALTER TABLE submission DROP CONSTRAINT submission_state_check;
            {POSTGRES} ALTER TABLE submission ADD CONSTRAINT submission_state_check CHECK
                (state IN ('prepared', 'unsigned', 'submitted', 'accepted', 'returned', 'recalled', 'superseded'));
            {SQLITE} PRAGMA writable_schema = ON;
            {SQLITE} UPDATE sqlite_schema SET sql = replace(sql, 'state IN (''submitted'',',
                'state IN (''prepared'', ''unsigned'', ''submitted'',')
                WHERE type = 'table' AND name = 'submission';
            {SQLITE} PRAGMA writable_schema = RESET;
            CREATE UNIQUE INDEX submission_prepared ON submission (campaign_id, unit_id) WHERE state = 'prepared';
            CREATE TABLE submission_step (
                number {SERIAL},
                submission_id TEXT NOT NULL REFERENCES submission (id),
                kind TEXT NOT NULL CHECK (kind IN ('prepared', 'signed', 'submitted', 'given_back', 'taken_back',
                    'recalled', 'returned', 'accepted', 'supplemented')),
                at BIGINT NOT NULL,
                account_id TEXT NOT NULL REFERENCES account (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                name TEXT NOT NULL,
                posts TEXT NOT NULL,
                note TEXT NOT NULL
            );
            CREATE INDEX submission_step_submission ON submission_step (submission_id, number);
            INSERT INTO submission_step (submission_id, kind, at, account_id, unit_id, name, posts, note)
                SELECT submission.id, CASE kind WHEN 'supplement' THEN 'supplemented' ELSE 'submitted' END, submitted_at,
                    submitted_by, unit_id, display_name, '', ''
                FROM submission JOIN account ON account.id = submitted_by ORDER BY submitted_at, submission.id;
            INSERT INTO submission_step (submission_id, kind, at, account_id, unit_id, name, posts, note)
                SELECT submission.id, state, decided_at, decided_by,
                    CASE state WHEN 'recalled' THEN unit_id ELSE parent_id END, display_name, '', reason
                FROM submission JOIN account ON account.id = decided_by
                WHERE state IN ('accepted', 'returned', 'recalled') ORDER BY decided_at, submission.id;
            CREATE TABLE submission_remark (
                submission_id TEXT NOT NULL REFERENCES submission (id),
                position BIGINT NOT NULL,
                cell TEXT,
                requirement TEXT,
                reason TEXT NOT NULL,
                PRIMARY KEY (submission_id, position),
                CHECK ((cell IS NULL) <> (requirement IS NULL))
            );
            CREATE TABLE unit_setting (
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (unit_id, name)
            )
            """)
}
