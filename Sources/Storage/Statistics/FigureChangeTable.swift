package import Domain

/// The `figure_change` and `figure_look` tables: one line for a superior for each change below, and how far it has read.
package struct FigureChangeTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Parameter unit: below whose superior the change happened; the nation has nobody to tell.
    package func append(
        _ kind: FigureChange.Kind, _ text: String, of unit: Unit, campaign: Campaign.ID?,
        submission: Submission.ID? = nil, at instant: Instant
    ) throws {
        guard let parent = unit.reportsTo else { return }
        try append(kind, text, of: unit, to: parent, campaign: campaign, submission: submission, at: instant)
    }
    package func append(
        _ kind: FigureChange.Kind, _ text: String, of unit: Unit, to parent: Unit.ID, campaign: Campaign.ID?,
        submission: Submission.ID? = nil, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO figure_change (campaign_id, unit_id, parent_id, kind, body, submission_id, at)
            VALUES (\(campaign?.text), \(unit.id.number), \(parent.number), \(kind.rawValue), \(text),
            \(submission?.text), \(instant.milliseconds))
            """)
    }

    /// Newest first.
    /// - Parameter before: the number of the last one of the page before.
    package func changes(below parent: Unit.ID, before: Int64? = nil, limit: Int) throws -> [FigureChange] {
        let earlier: SQL = if let before { "AND number < \(before)" } else { "" }
        return try db.rows(
            """
            SELECT number, campaign_id, figure_change.kind AS change_kind, body, submission_id, at, \(UnitTable.joined)
            FROM figure_change JOIN unit ON unit.id = figure_change.unit_id
            WHERE figure_change.parent_id = \(parent.number) \(earlier) ORDER BY number DESC LIMIT \(limit)
            """
        ).map { row in
            FigureChange(
                number: try row.int("number"), campaign: try row.textOrNil("campaign_id").map { try Campaign.ID($0) },
                unit: try Unit(row: row),
                kind: try row.required("change_kind", FigureChange.Kind(rawValue: row.text("change_kind"))),
                text: try row.text("body"),
                submission: try row.textOrNil("submission_id").map { try Submission.ID($0) },
                at: Instant(milliseconds: try row.int("at")))
        }
    }

    package func seen(by account: Account.ID, in unit: Unit.ID) throws -> Int64 {
        try db.row(
            "SELECT number FROM figure_look WHERE account_id = \(account.text) AND unit_id = \(unit.number)")?
            .int("number") ?? 0
    }
    package func look(by account: Account.ID, in unit: Unit.ID, to number: Int64) throws {
        try db.execute(
            """
            INSERT INTO figure_look (account_id, unit_id, number)
            VALUES (\(account.text), \(unit.number), \(number))
            ON CONFLICT (account_id, unit_id) DO UPDATE SET number = excluded.number
            WHERE excluded.number > figure_look.number
            """)
    }
    package func countUnseen(by account: Account.ID, in unit: Unit.ID) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM figure_change
            WHERE parent_id = \(unit.number) AND number > \(try seen(by: account, in: unit))
            """)?.int("n") ?? 0
    }
}
