package import Domain

/// The `unit_change` table: what happened to the tree, and when.
package struct UnitChangeTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Parameters:
    ///   - former: the superior before a move; the unit that was split.
    ///   - target: the superior after a move; what a unit was merged into.
    package func append(
        _ kind: UnitChange.Kind, of unit: Unit.ID, former: Unit.ID? = nil, target: Unit.ID? = nil, before: String,
        after: String, day: CalendarDate, reason: String, by officer: Officer?, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO unit_change (kind, unit_id, former_id, target_id, before_text, after_text, day, reason,
                changed_by, changed_at)
            VALUES (\(kind.rawValue), \(unit.number), \(former?.number), \(target?.number), \(before), \(after),
            \(day.text), \(reason), \(officer?.account.text), \(instant.milliseconds))
            """)
    }

    /// Where units are that once changed their superior.
    package func moved() throws -> [Unit.ID: UnitPath] {
        try db.rows(
            """
            SELECT id, path FROM unit WHERE id IN (SELECT unit_id FROM unit_change WHERE former_id IS NOT NULL)
            """
        ).reduce(into: [:]) { $0[Unit.ID(try $1.int("id"))] = UnitPath(text: try $1.text("path")) }
    }

    /// Changes of a unit, and of units that left it or came to it, newest first.
    package func changes(around unit: Unit.ID, limit: Int) throws -> [UnitChange] {
        try db.rows(
            """
            SELECT number, unit_change.kind AS change_kind, unit.code AS code, unit.name AS unit_name, before_text,
                after_text, day, reason, display_name
            FROM unit_change JOIN unit ON unit.id = unit_change.unit_id LEFT JOIN account ON account.id = changed_by
            WHERE unit_id = \(unit.number) OR former_id = \(unit.number) OR target_id = \(unit.number)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).map { row in
            UnitChange(
                number: try row.int("number"),
                kind: try row.required("change_kind", UnitChange.Kind(rawValue: row.text("change_kind"))),
                unit: try row.text("code"), unitName: try row.text("unit_name"), before: try row.text("before_text"),
                after: try row.text("after_text"), day: try CalendarDate(row.text("day")),
                reason: try row.text("reason"), by: try row.textOrNil("display_name") ?? "")
        }
    }
}
