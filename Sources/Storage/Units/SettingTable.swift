/// The `setting` table: what holds for the whole installation.
package struct SettingTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func value(_ name: String) throws -> String? {
        try db.row("SELECT value FROM setting WHERE name = \(name)")?.text("value")
    }
    package func set(_ name: String, to value: String) throws {
        try db.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
