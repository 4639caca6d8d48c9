extension Migration {
    /// Letting people in without mail: posts in bulk, one-time codes, names of devices.
    static let openPosts = Migration(
        name: "0013_open_posts",
        statements: """
            ALTER TABLE account ADD COLUMN needs_slip BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE sign_in ADD COLUMN device TEXT NOT NULL DEFAULT '';
            CREATE TABLE sign_in_code (
                code_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                spent_at BIGINT
            );
            CREATE UNIQUE INDEX sign_in_code_open ON sign_in_code (account_id) WHERE spent_at IS NULL;
            CREATE TABLE post_batch (
                id TEXT NOT NULL PRIMARY KEY,
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                row_count BIGINT NOT NULL,
                body_hash TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES account (id),
                created_at BIGINT NOT NULL
            );
            CREATE INDEX post_batch_unit ON post_batch (unit_id, created_at);
            CREATE TABLE post_batch_row (
                batch_id TEXT NOT NULL REFERENCES post_batch (id),
                position BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
                line BIGINT NOT NULL,
                code TEXT NOT NULL,
                unit_name TEXT NOT NULL,
                display_name TEXT NOT NULL,
                role TEXT NOT NULL,
                login TEXT NOT NULL,
                again TEXT NOT NULL CHECK (again IN ('', 'more', 'same')),
                open_formula BOOLEAN NOT NULL,
                problem TEXT,
                message TEXT,
                account_id TEXT REFERENCES account (id),
                PRIMARY KEY (batch_id, position),
                CHECK ((state = 'failed') = (problem IS NOT NULL)),
                CHECK ((state = 'done') = (account_id IS NOT NULL))
            );
            CREATE INDEX post_batch_row_state ON post_batch_row (batch_id, state, position)
            """)
}
