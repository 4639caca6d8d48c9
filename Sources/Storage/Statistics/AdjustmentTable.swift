package import Domain

/// The `adjustment` table: 核增/核减. Nothing is overwritten; what was withdrawn stays readable.
package struct AdjustmentTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Returns: false when the key is there already.
    package func insert(
        _ adjustment: Adjustment, campaign: Campaign.ID, unit: Unit.ID, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            INSERT INTO adjustment (id, campaign_id, unit_id, cell_id, amount, reason, made_by, made_at)
            VALUES (\(adjustment.id.text), \(campaign.text), \(unit.number), \(adjustment.cell), \(adjustment.amount),
            \(adjustment.reason), \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }
    /// - Returns: false when it is withdrawn already or none of the unit's.
    package func withdraw(
        _ id: Adjustment.ID, unit: Unit.ID, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE adjustment SET withdrawn_by = \(officer.account.text), withdrawn_at = \(instant.milliseconds)
            WHERE id = \(id.text) AND unit_id = \(unit.number) AND withdrawn_at IS NULL
            """) == 1
    }

    /// Oldest first.
    package func all(of unit: Unit.ID, campaign: Campaign.ID) throws -> [(adjustment: Adjustment, isOpen: Bool)] {
        try db.rows(
            """
            SELECT adjustment.id AS id, cell_id, amount, reason, display_name, made_at, withdrawn_at
            FROM adjustment JOIN account ON account.id = made_by
            WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.number) ORDER BY made_at, adjustment.id
            """
        ).map { row in
            let adjustment = Adjustment(
                id: try Adjustment.ID(row.text("id")), cell: try row.text("cell_id"), amount: try row.int("amount"),
                reason: try row.text("reason"), by: try row.text("display_name"),
                madeOn: CalendarDate(Instant(milliseconds: try row.int("made_at"))))
            return (adjustment, try row.intOrNil("withdrawn_at") == nil)
        }
    }
    package func open(of unit: Unit.ID, campaign: Campaign.ID) throws -> [Adjustment] {
        try all(of: unit, campaign: campaign).filter(\.isOpen).map(\.adjustment)
    }
    /// How many units of the campaign adjust a cell, by cell.
    package func openCells(campaign: Campaign.ID) throws -> [String: Int64] {
        try db.rows(
            """
            SELECT cell_id, COUNT(*) AS n FROM adjustment
            WHERE campaign_id = \(campaign.text) AND withdrawn_at IS NULL GROUP BY cell_id
            """
        ).reduce(into: [:]) { $0[try $1.text("cell_id")] = try $1.int("n") }
    }
}
