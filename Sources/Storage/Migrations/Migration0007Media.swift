extension Migration {
    static let createMedia = Migration(
        name: "0007_create_media",
        statements: """
            CREATE TABLE media_item (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                title TEXT NOT NULL,
                medium TEXT NOT NULL,
                level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 6),
                own BOOLEAN NOT NULL,
                form TEXT NOT NULL CHECK (form IN ('text', 'av')),
                published_on TEXT NOT NULL,
                link TEXT NOT NULL,
                entered_by TEXT NOT NULL REFERENCES account (id),
                received_at BIGINT NOT NULL
            );
            CREATE INDEX media_item_unit ON media_item (campaign_id, unit_id);
            CREATE TABLE channel (
                id TEXT NOT NULL PRIMARY KEY,
                campaign_id TEXT NOT NULL REFERENCES campaign (id),
                unit_id BIGINT NOT NULL REFERENCES unit (id),
                kind TEXT NOT NULL CHECK (kind IN ('site', 'wechat', 'weibo')),
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                counted BOOLEAN NOT NULL,
                entered_by TEXT NOT NULL REFERENCES account (id),
                received_at BIGINT NOT NULL,
                UNIQUE (campaign_id, unit_id, kind, name)
            )
            """)
}
