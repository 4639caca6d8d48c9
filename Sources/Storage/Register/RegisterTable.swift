package import Domain
internal import FoundationEssentials

/// The `register_entry` table, what each unit says for a year as it stands, and `register_revision`, as it stood.
package struct RegisterTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Names of columns; none of it comes from outside.
    private static let counts = SQL(text: RegisterCount.allCases.map(\.rawValue).joined(separator: ", "))
    private static let entries: SQL = """
        SELECT unit_id, year, version, \(counts), elected_on, due_on, saved_at, account.display_name AS saved_name,
            officer.name AS officer_name, officer.level AS officer_level
        FROM register_entry JOIN account ON account.id = saved_by JOIN unit officer ON officer.id = saved_for
        """

    package func entry(of unit: Unit.ID, year: Int) throws -> RegisterVersion? {
        try db.row("\(Self.entries) WHERE unit_id = \(unit.number) AND year = \(year)").map(Self.version)
    }
    /// The newest of the years before.
    package func latest(of unit: Unit.ID, before year: Int) throws -> RegisterVersion? {
        try db.row(
            "\(Self.entries) WHERE unit_id = \(unit.number) AND year < \(year) ORDER BY year DESC LIMIT 1"
        ).map(Self.version)
    }
    /// Of those that have one.
    package func entries(of units: [Unit.ID], year: Int) throws -> [Unit.ID: RegisterVersion] {
        var found: [Unit.ID: RegisterVersion] = [:]
        for start in stride(from: 0, to: units.count, by: 500) {
            let ids = SQL.list(units[start..<min(start + 500, units.count)].map { "\($0.number)" })
            for row in try db.rows("\(Self.entries) WHERE year = \(year) AND unit_id IN (\(ids))") {
                found[Unit.ID(try row.int("unit_id"))] = try Self.version(row)
            }
        }
        return found
    }

    /// - Parameter before: the version that the new one was made from, 0 for none.
    /// - Returns: false when there is another version by now; then nothing is kept.
    package func save(
        _ register: Register, of unit: Unit.ID, year: Int, before: Int64, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        let values = RegisterCount.allCases.map { register.counts[$0] }
        let number = before + 1
        let changed: Int
        if before == 0 {
            changed = try db.execute(
                """
                INSERT INTO register_entry (unit_id, year, version, \(Self.counts), elected_on, due_on, saved_by,
                    saved_for, saved_at)
                VALUES (\(unit.number), \(year), 1, \(SQL.list(values.map { "\($0)" })), \(register.electedOn?.text),
                \(register.dueOn?.text), \(officer.account.text), \(officer.unit.id.number), \(instant.milliseconds))
                ON CONFLICT (unit_id, year) DO NOTHING
                """)
        } else {
            let sets = zip(RegisterCount.allCases, values).map { count, value -> SQL in
                "\(SQL(text: count.rawValue)) = \(value)"
            }
            changed = try db.execute(
                """
                UPDATE register_entry SET version = \(number), \(SQL.list(sets)),
                    elected_on = \(register.electedOn?.text), due_on = \(register.dueOn?.text),
                    saved_by = \(officer.account.text), saved_for = \(officer.unit.id.number),
                    saved_at = \(instant.milliseconds)
                WHERE unit_id = \(unit.number) AND year = \(year) AND version = \(before)
                """)
        }
        guard changed == 1 else { return false }
        let body = String(decoding: try JSONEncoder().encode(register), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO register_revision (unit_id, year, version, body, saved_by, saved_for, saved_at)
            VALUES (\(unit.number), \(year), \(number), \(body), \(officer.account.text),
            \(officer.unit.id.number), \(instant.milliseconds))
            """)
        return true
    }

    /// Newest first.
    package func versions(of unit: Unit.ID, year: Int, limit: Int) throws -> [RegisterVersion] {
        try db.rows(
            """
            SELECT year, version, body, saved_at, account.display_name AS saved_name, officer.name AS officer_name,
                officer.level AS officer_level
            FROM register_revision JOIN account ON account.id = saved_by JOIN unit officer ON officer.id = saved_for
            WHERE unit_id = \(unit.number) AND year = \(year) ORDER BY version DESC LIMIT \(limit)
            """
        ).map { row in
            try Self.version(row, JSONDecoder().decode(Register.self, from: Data(row.text("body").utf8)))
        }
    }

    private static func version(_ row: Row) throws -> RegisterVersion {
        var counts: [RegisterCount: Int64] = [:]
        for count in RegisterCount.allCases { counts[count] = try row.intOrNil(count.rawValue) }
        return try version(
            row,
            Register(
                counts: counts, electedOn: row.textOrNil("elected_on").map { try CalendarDate($0) },
                dueOn: row.textOrNil("due_on").map { try CalendarDate($0) }))
    }
    private static func version(_ row: Row, _ register: Register) throws -> RegisterVersion {
        RegisterVersion(
            year: Int(try row.int("year")), number: try row.int("version"), register: register,
            by: try row.text("saved_name"), byUnit: try Row.officerUnit(row),
            savedAt: Instant(milliseconds: try row.int("saved_at")))
    }
}

extension Row {
    /// How people call the unit that somebody acted for.
    static func officerUnit(_ row: Row) throws -> String {
        let level = try row.required("officer_level", Level(rawValue: Int(row.int("officer_level"))))
        return Unit.shortName(try row.text("officer_name"), level)
    }
}
