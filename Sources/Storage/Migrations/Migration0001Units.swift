extension Migration {
    static let createUnits = Migration(
        name: "0001_create_units",
        statements: """
            CREATE TABLE unit (
                id BIGINT NOT NULL PRIMARY KEY,
                code TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 6),
                kind TEXT NOT NULL CHECK (kind IN ('division', 'placeholder', 'virtual', 'enterprise', 'group')),
                parent_id BIGINT REFERENCES unit (id),
                reports_to BIGINT REFERENCES unit (id),
                path TEXT NOT NULL UNIQUE,
                tally_top BOOLEAN NOT NULL,
                valid_from TEXT NOT NULL,
                valid_to TEXT
            );
            CREATE INDEX unit_reports_to ON unit (reports_to, code);
            CREATE INDEX unit_parent ON unit (parent_id, code);
            CREATE INDEX unit_tally_top ON unit (path) WHERE tally_top;
            CREATE INDEX unit_name ON unit (name, path);
            CREATE TABLE setting (
                name TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            )
            """)
}
