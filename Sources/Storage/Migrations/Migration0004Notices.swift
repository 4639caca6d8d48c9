extension Migration {
    static let createNotices = Migration(
        name: "0004_create_notices",
        statements: """
            CREATE TABLE stored_file (
                hash TEXT NOT NULL PRIMARY KEY,
                bytes {BYTES} NOT NULL
            );
            CREATE TABLE notice (
                id TEXT NOT NULL PRIMARY KEY,
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                campaign_id TEXT REFERENCES campaign (id),
                state TEXT NOT NULL CHECK (state IN ('draft', 'confirmed', 'issued')),
                kind TEXT NOT NULL,
                doc_number TEXT,
                issuer TEXT,
                issue_date TEXT,
                title TEXT NOT NULL,
                theme TEXT,
                starts_on TEXT,
                ends_on TEXT,
                plain_text TEXT NOT NULL,
                reading TEXT NOT NULL,
                draft TEXT NOT NULL,
                file_name TEXT NOT NULL,
                file_hash TEXT NOT NULL REFERENCES stored_file (hash),
                created_by TEXT NOT NULL REFERENCES account (id),
                created_at BIGINT NOT NULL,
                CHECK (state = 'draft' OR campaign_id IS NOT NULL)
            );
            CREATE INDEX notice_unit ON notice (unit_id, created_at);
            CREATE INDEX notice_campaign ON notice (campaign_id);
            CREATE TABLE notice_superior (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                superior_id TEXT REFERENCES notice (id),
                doc_number TEXT,
                title TEXT,
                PRIMARY KEY (notice_id, position)
            );
            CREATE TABLE clause (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                parent_position BIGINT,
                level BIGINT NOT NULL,
                number TEXT NOT NULL,
                heading TEXT NOT NULL,
                body TEXT NOT NULL,
                required BOOLEAN NOT NULL,
                span_start BIGINT NOT NULL,
                span_end BIGINT NOT NULL,
                PRIMARY KEY (notice_id, position)
            );
            CREATE TABLE activity (
                id TEXT NOT NULL PRIMARY KEY,
                notice_id TEXT NOT NULL REFERENCES notice (id),
                campaign_id TEXT NOT NULL,
                category_id TEXT NOT NULL,
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                venue TEXT,
                audience TEXT,
                time_text TEXT,
                head_min BIGINT,
                head_max BIGINT,
                head_unit TEXT,
                span_start BIGINT,
                span_end BIGINT,
                UNIQUE (notice_id, position),
                FOREIGN KEY (campaign_id, category_id) REFERENCES category (campaign_id, id)
            );
            CREATE TABLE planned_session (
                id TEXT NOT NULL PRIMARY KEY,
                activity_id TEXT NOT NULL REFERENCES activity (id),
                position BIGINT NOT NULL,
                starts_on TEXT,
                ends_on TEXT,
                UNIQUE (activity_id, position)
            );
            CREATE TABLE requirement (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                kind TEXT NOT NULL,
                count_min BIGINT,
                count_max BIGINT,
                span_start BIGINT,
                span_end BIGINT,
                PRIMARY KEY (notice_id, position)
            );
            CREATE TABLE deadline (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                position BIGINT NOT NULL,
                what TEXT NOT NULL,
                due_on TEXT,
                recipient TEXT,
                span_start BIGINT,
                span_end BIGINT,
                PRIMARY KEY (notice_id, position)
            );
            CREATE TABLE delivery (
                notice_id TEXT NOT NULL REFERENCES notice (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                from_unit_id BIGINT NOT NULL REFERENCES unit (id),
                due_on TEXT,
                delivered_at BIGINT NOT NULL,
                response TEXT CHECK (response IN ('as_it_stands', 'own_plan')),
                plan_id TEXT REFERENCES notice (id),
                responded_at BIGINT,
                PRIMARY KEY (notice_id, unit_id),
                CHECK ((response = 'own_plan') = (plan_id IS NOT NULL) OR response IS NULL)
            );
            CREATE INDEX delivery_unit ON delivery (unit_id, delivered_at)
            """)
}
