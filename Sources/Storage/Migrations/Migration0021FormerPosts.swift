extension Migration {
    /// Who worked in a unit before.
    static let listFormerPosts = Migration(
        name: "0021_list_former_posts",
        statements: """
            CREATE INDEX post_former ON post (unit_id, closed_at) WHERE closed_at IS NOT NULL
            """)
}
