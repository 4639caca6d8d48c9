extension Migration {
    /// Who has to report: rules, and the units that are named beside them.
    static let keepRosters = Migration(
        name: "0014_keep_rosters",
        statements: """
            CREATE TABLE roster (
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                lowest BIGINT CHECK (lowest BETWEEN 2 AND 6),
                kinds TEXT,
                only_named BOOLEAN,
                saved_by TEXT NOT NULL REFERENCES account (id),
                saved_at BIGINT NOT NULL,
                PRIMARY KEY (campaign_id, unit_id),
                CHECK ((lowest IS NULL) = (kinds IS NULL)),
                CHECK ((lowest IS NULL) = (only_named IS NULL))
            );
            CREATE TABLE roster_exception (
                number {SERIAL},
                campaign_id TEXT NOT NULL,
                unit_id BIGINT NOT NULL,
                subject_id BIGINT NOT NULL REFERENCES unit (id),
                reason TEXT CHECK (reason <> ''),
                set_by TEXT NOT NULL REFERENCES account (id),
                set_at BIGINT NOT NULL,
                ended_by TEXT REFERENCES account (id),
                ended_at BIGINT,
                FOREIGN KEY (campaign_id, unit_id) REFERENCES roster (campaign_id, unit_id),
                CHECK ((ended_by IS NULL) = (ended_at IS NULL))
            );
            CREATE UNIQUE INDEX roster_exception_open ON roster_exception (subject_id, campaign_id, unit_id)
                WHERE ended_at IS NULL;
            CREATE INDEX roster_exception_roster ON roster_exception (campaign_id, unit_id) WHERE ended_at IS NULL;
            CREATE INDEX unit_level ON unit (level, kind, path, valid_to, reports_to)
                WHERE valid_to IS NULL AND reports_to IS NOT NULL
            """)
}
