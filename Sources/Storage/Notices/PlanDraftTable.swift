package import Domain

/// The `plan_draft` table: a plan on the way from clauses to a text.
package struct PlanDraftTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Draft: Sendable {
        /// Counts up with each save.
        package let version: Int64
        /// As it is typed, and as it was when it last became a text; both JSON.
        package let composition: String, composed: String?
    }

    /// - Parameter subject: what it is about; a unit writes one plan at a time about each.
    /// - Returns: false when the unit has one about it already.
    package func insert(
        _ id: Notice.ID, unit: Unit.ID, subject: String, composition: String, by officer: Officer
    ) throws -> Bool {
        try db.execute(
            """
            INSERT INTO plan_draft (notice_id, unit_id, subject, is_open, version, saved_by, composition)
            VALUES (\(id.text), \(unit.number), \(subject), TRUE, 1, \(officer.account.text), \(composition))
            ON CONFLICT DO NOTHING
            """) == 1
    }
    package func open(of unit: Unit.ID, subject: String) throws -> Notice.ID? {
        try db.row(
            "SELECT notice_id FROM plan_draft WHERE unit_id = \(unit.number) AND subject = \(subject) AND is_open"
        ).map { try Notice.ID($0.text("notice_id")) }
    }
    package func draft(_ id: Notice.ID) throws -> Draft? {
        try db.row("SELECT version, composition, composed FROM plan_draft WHERE notice_id = \(id.text)").map {
            Draft(
                version: try $0.int("version"), composition: try $0.text("composition"),
                composed: try $0.textOrNil("composed"))
        }
    }

    /// - Parameters:
    ///   - version: that the officer saw; nobody else may have saved since.
    ///   - composed: as it became a text just now; nil leaves what was there.
    /// - Returns: false when somebody else saved in the meantime.
    package func save(
        _ composition: String, composed: String?, of id: Notice.ID, version: Int64, by officer: Officer
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE plan_draft SET composition = \(composition), composed = COALESCE(CAST(\(composed) AS TEXT), composed),
                version = version + 1, saved_by = \(officer.account.text)
            WHERE notice_id = \(id.text) AND is_open
                AND (version = \(version) OR saved_by = \(officer.account.text))
            """) == 1
    }
    package func close(_ id: Notice.ID) throws {
        try db.execute("UPDATE plan_draft SET is_open = FALSE WHERE notice_id = \(id.text)")
    }
    package func discard(_ id: Notice.ID) throws {
        try db.execute("DELETE FROM plan_draft WHERE notice_id = \(id.text) AND is_open")
    }
}
