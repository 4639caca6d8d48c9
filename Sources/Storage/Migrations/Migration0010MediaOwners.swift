extension Migration {
    /// One owner for each media item, withdrawals, pictures of channels, posting plans.
    static let ownMedia = Migration(
        name: "0010_own_media",
        statements: """
            ALTER TABLE media_item ADD COLUMN pieces BIGINT NOT NULL DEFAULT 1 CHECK (pieces BETWEEN 1 AND 10000);
            ALTER TABLE media_item ADD COLUMN match_key TEXT NOT NULL DEFAULT '';
            ALTER TABLE media_item ADD COLUMN counted BOOLEAN NOT NULL DEFAULT TRUE;
            ALTER TABLE media_item ADD COLUMN channel_id TEXT REFERENCES channel (id);
            ALTER TABLE media_item ADD COLUMN withdrawn_at BIGINT;
            UPDATE media_item SET counted = NOT own, match_key = 'item:' || id;
            CREATE UNIQUE INDEX media_item_owner ON media_item (campaign_id, match_key) WHERE counted;
            CREATE INDEX media_item_match ON media_item (campaign_id, match_key);
            ALTER TABLE channel ADD COLUMN picture TEXT REFERENCES stored_file (hash);
            ALTER TABLE channel ADD COLUMN withdrawn_at BIGINT;
            CREATE TABLE posting_plan (
                channel_id TEXT NOT NULL PRIMARY KEY REFERENCES channel (id),
                least BIGINT NOT NULL,
                most BIGINT NOT NULL,
                CHECK (least BETWEEN 0 AND 100 AND most BETWEEN least AND 100)
            )
            """)
}
