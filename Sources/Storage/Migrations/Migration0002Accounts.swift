extension Migration {
    static let createAccounts = Migration(
        name: "0002_create_accounts",
        statements: """
            CREATE TABLE account (
                id TEXT NOT NULL PRIMARY KEY,
                login TEXT NOT NULL UNIQUE,
                password_hash TEXT NOT NULL,
                display_name TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                closed_at BIGINT
            );
            CREATE TABLE post (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                role TEXT NOT NULL CHECK (role IN ('clerk', 'signatory', 'recorder', 'administrator')),
                created_at BIGINT NOT NULL,
                closed_at BIGINT
            );
            CREATE UNIQUE INDEX post_open ON post (account_id, unit_id, role) WHERE closed_at IS NULL;
            CREATE INDEX post_unit ON post (unit_id) WHERE closed_at IS NULL;
            CREATE TABLE sign_in (
                token_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                created_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                remembered BOOLEAN NOT NULL
            );
            CREATE INDEX sign_in_account ON sign_in (account_id);
            CREATE TABLE sign_in_failure (
                subject TEXT NOT NULL PRIMARY KEY,
                failures BIGINT NOT NULL,
                last_at BIGINT NOT NULL
            );
            CREATE TABLE set_up_link (
                token_hash TEXT NOT NULL PRIMARY KEY,
                created_at BIGINT NOT NULL,
                used_at BIGINT
            );
            CREATE TABLE audit (
                number {SERIAL},
                at BIGINT NOT NULL,
                account_id TEXT,
                unit_id BIGINT,
                action TEXT NOT NULL,
                object TEXT NOT NULL,
                detail TEXT NOT NULL
            )
            """)
}
