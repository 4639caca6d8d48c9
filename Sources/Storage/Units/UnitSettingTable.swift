package import Domain

/// The `unit_setting` table: what an office decided for itself.
package struct UnitSettingTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let signOff = "sign_off"

    package func signOff(of unit: Unit.ID) throws -> SignOff {
        try value(Self.signOff, of: unit).flatMap(SignOff.init(rawValue:)) ?? .byPosts
    }
    package func set(_ signOff: SignOff, of unit: Unit.ID) throws { try set(Self.signOff, signOff.rawValue, of: unit) }

    private func value(_ name: String, of unit: Unit.ID) throws -> String? {
        try db.row("SELECT value FROM unit_setting WHERE unit_id = \(unit.number) AND name = \(name)")?.text("value")
    }
    private func set(_ name: String, _ value: String, of unit: Unit.ID) throws {
        try db.execute(
            """
            INSERT INTO unit_setting (unit_id, name, value) VALUES (\(unit.number), \(name), \(value))
            ON CONFLICT (unit_id, name) DO UPDATE SET value = excluded.value
            """)
    }
}
