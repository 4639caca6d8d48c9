extension Migration {
    /// What posts are told, reminders, and mail.
    static let tellPosts = Migration(
        name: "0018_tell_posts",
        statements: """
            CREATE TABLE message (
                number {SERIAL},
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                role TEXT CHECK (role IN ('clerk', 'signatory', 'recorder', 'administrator')),
                campaign_id TEXT REFERENCES campaign (id),
                kind TEXT NOT NULL,
                body TEXT NOT NULL,
                reason TEXT NOT NULL,
                place TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX message_unit ON message (unit_id, number);
            CREATE INDEX message_created ON message (created_at);
            CREATE TABLE message_read (
                message_number BIGINT NOT NULL REFERENCES message (number) ON DELETE CASCADE,
                account_id TEXT NOT NULL REFERENCES account (id),
                at BIGINT NOT NULL,
                PRIMARY KEY (message_number, account_id)
            );
            CREATE TABLE reminder (
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                day TEXT NOT NULL,
                from_unit_id BIGINT NOT NULL REFERENCES unit (id),
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                body TEXT NOT NULL,
                account_id TEXT NOT NULL REFERENCES account (id),
                sent_at BIGINT NOT NULL,
                PRIMARY KEY (unit_id, day)
            );
            CREATE INDEX reminder_from ON reminder (from_unit_id, sent_at);
            CREATE TABLE mail_address (
                account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
                address TEXT NOT NULL,
                confirmed_at BIGINT,
                daily BOOLEAN NOT NULL,
                digest_day TEXT
            );
            CREATE TABLE mail_token (
                token_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'stop')),
                address TEXT NOT NULL,
                created_at BIGINT NOT NULL
            );
            CREATE INDEX mail_token_account ON mail_token (account_id);
            CREATE TABLE mail_job (
                id TEXT NOT NULL PRIMARY KEY,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                stop_link TEXT,
                created_at BIGINT NOT NULL,
                not_before BIGINT NOT NULL,
                tries BIGINT NOT NULL,
                sent_at BIGINT,
                failed TEXT
            );
            CREATE INDEX mail_job_open ON mail_job (not_before) WHERE sent_at IS NULL AND failed IS NULL
            """)
}
