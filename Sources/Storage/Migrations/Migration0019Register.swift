extension Migration {
    /// Counts of people and dates of a unit for a year, sites, and sums of both for the levels above the prefecture.
    static let keepRegister = Migration(
        name: "0019_keep_register",
        statements: """
            CREATE TABLE register_entry (
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                year BIGINT NOT NULL CHECK (year BETWEEN 2000 AND 2199),
                version BIGINT NOT NULL CHECK (version > 0),
                instructors BIGINT CHECK (instructors BETWEEN 0 AND 1000000),
                staff BIGINT CHECK (staff BETWEEN 0 AND 1000000),
                part_time BIGINT CHECK (part_time BETWEEN 0 AND 1000000),
                council BIGINT CHECK (council BETWEEN 0 AND 1000000),
                chairs BIGINT CHECK (chairs BETWEEN 0 AND 1000000),
                vice_chairs BIGINT CHECK (vice_chairs BETWEEN 0 AND 1000000),
                secretaries BIGINT CHECK (secretaries BETWEEN 0 AND 1000000),
                volunteers BIGINT CHECK (volunteers BETWEEN 0 AND 1000000),
                members BIGINT CHECK (members BETWEEN 0 AND 1000000),
                elected_on TEXT,
                due_on TEXT CHECK (due_on > elected_on),
                saved_by TEXT NOT NULL REFERENCES account (id),
                saved_for BIGINT NOT NULL REFERENCES unit (id),
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (unit_id, year)
            );
            CREATE TABLE register_revision (
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                year BIGINT NOT NULL,
                version BIGINT NOT NULL,
                body TEXT NOT NULL,
                saved_by TEXT NOT NULL REFERENCES account (id),
                saved_for BIGINT NOT NULL REFERENCES unit (id),
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (unit_id, year, version)
            );
            CREATE TABLE site (
                id TEXT NOT NULL PRIMARY KEY,
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                unit_path TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                hours TEXT NOT NULL,
                since TEXT,
                closed_on TEXT CHECK (closed_on >= since),
                version BIGINT NOT NULL CHECK (version > 0)
            );
            CREATE INDEX site_unit ON site (unit_id);
            CREATE INDEX site_path ON site (unit_path, id);
            CREATE INDEX site_kind ON site (kind, unit_path, id);
            CREATE INDEX site_closed ON site (unit_path, id) WHERE closed_on IS NOT NULL;
            CREATE TABLE site_revision (
                site_id TEXT NOT NULL REFERENCES site (id),
                version BIGINT NOT NULL,
                body TEXT NOT NULL,
                closed_on TEXT,
                saved_by TEXT NOT NULL REFERENCES account (id),
                saved_for BIGINT NOT NULL REFERENCES unit (id),
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (site_id, version)
            );
            CREATE TABLE coverage_sum (
                top_id BIGINT NOT NULL REFERENCES unit (id),
                year BIGINT NOT NULL,
                level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 6),
                what TEXT NOT NULL,
                total BIGINT NOT NULL,
                reached BIGINT NOT NULL,
                PRIMARY KEY (top_id, year, level, what)
            );
            INSERT INTO coverage_sum (top_id, year, level, what, total, reached)
            SELECT top.id, 0, unit.level, 'unit', COUNT(*), COUNT(*)
            FROM unit top CROSS JOIN unit
            WHERE top.tally_top AND unit.path >= top.path
                AND unit.path <= CASE WHEN top.level >= 3 THEN top.path || '9999999' ELSE top.path END
                AND unit.valid_to IS NULL AND unit.kind NOT IN ('placeholder', 'virtual', 'enterprise', 'group')
            GROUP BY top.id, unit.level
            """)
}
