import Storage
import TestSupport
import Testing

@Suite struct MigrationTests {
    /// The same tables and columns on both engines, and a second run changes nothing.
    @Test func bothEnginesHaveTheSameSchema() async throws {
        let sqlite = try await Engine.sqlite.database()
        let postgres = try await Engine.postgres.database()
        try await sqlite.migrate()
        try await postgres.migrate()
        let one = try await sqlite.read { db in
            try db.rows(
                """
                SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p
                WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
                """
            ).map { "\(try $0.text("t")).\(try $0.text("c"))" }.sorted()
        }
        let other = try await postgres.read { db in
            try db.rows(
                """
                SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns
                WHERE table_schema = 'public'
                """
            ).map { "\(try $0.text("t")).\(try $0.text("c"))" }.sorted()
        }
        #expect(one == other)
        #expect(one.count > 100)
    }

    /// Words that no table may have. Source: DESIGN.md §1, red lines.
    @Test func theSchemaHasNoneOfTheRedLines() async throws {
        let names = try await Engine.sqlite.database().read { db in
            try db.rows(
                """
                SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p
                WHERE m.type = 'table'
                """
            ).map { "\(try $0.text("t")).\(try $0.text("c"))" }
        }
        for word in [
            "check_in", "point", "score", "rank", "online_time", "login_count", "gps", "latitude", "like_count",
        ] {
            #expect(names.filter { $0.contains(word) }.isEmpty, "\(word)")
        }
    }
}
