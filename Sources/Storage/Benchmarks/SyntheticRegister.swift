/// Registers and sites of all units, made by arithmetic, for the benchmark of coverage.
package struct SyntheticRegister: Sendable {
    package let account: String
    package init(account: String) { self.account = account }

    /// A village has `id % 4` instructors and a county `id % 4` staff; every fifth unit says nothing; every tenth village
    /// and every other township has a site.
    package func fill(_ db: any Connection, year: Int) throws {
        try db.execute(
            """
            INSERT INTO register_entry (unit_id, year, version, instructors, staff, volunteers, saved_by, saved_for,
                saved_at)
            SELECT id, \(year), 1, CASE WHEN level = 6 THEN id % 4 END, CASE WHEN level < 6 THEN id % 4 END, id % 50,
                \(account), id, 1748000000000
            FROM unit WHERE kind = 'division' AND id % 5 <> 0
            """)
        try db.execute(
            """
            INSERT INTO site (id, unit_id, unit_path, kind, name, address, hours, version)
            SELECT '01970000-0000-7000-8000-' || SUBSTR(CAST(1000000000000 + id AS TEXT), 2), id, path,
                CASE id % 3 WHEN 0 THEN 'sunflower' WHEN 1 THEN 'warm_home' ELSE 'family_health' END, '', '社区活动室', '', 1
            FROM unit WHERE (level = 6 AND id % 10 = 3) OR (level = 5 AND id % 2 = 1)
            """)
        if db.dialect == .postgres { try db.execute("ANALYZE") }
    }
}
