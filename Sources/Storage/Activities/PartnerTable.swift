package import Domain

/// The `record_partner` table: who held an activity together with its lead unit (主办). Only the lead's record counts.
package struct PartnerTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func add(_ unit: Unit.ID, to record: ActivityRecord.ID, by officer: Officer, at instant: Instant) throws {
        try db.execute(
            """
            INSERT INTO record_partner (record_id, unit_id, added_by, added_at)
            VALUES (\(record.text), \(unit.number), \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT DO NOTHING
            """)
    }
    package func remove(_ unit: Unit.ID, from record: ActivityRecord.ID) throws {
        try db.execute("DELETE FROM record_partner WHERE record_id = \(record.text) AND unit_id = \(unit.number)")
    }
    package func partners(of record: ActivityRecord.ID) throws -> [Unit] {
        try db.rows(
            """
            SELECT \(UnitTable.joined) FROM record_partner JOIN unit ON unit.id = record_partner.unit_id
            WHERE record_id = \(record.text) ORDER BY unit.path
            """
        ).map(Unit.init(row:))
    }
    package func isPartner(_ unit: Unit.ID, of record: ActivityRecord.ID) throws -> Bool {
        try db.row(
            "SELECT record_id FROM record_partner WHERE record_id = \(record.text) AND unit_id = \(unit.number)") != nil
    }
    /// Records of other units that this one helped to hold, newest first.
    package func records(with unit: Unit.ID, campaign: Campaign.ID, limit: Int) throws -> [ActivityRecord.ID] {
        try db.rows(
            """
            SELECT link.record_id AS record_id FROM record_partner CROSS JOIN record_campaign link
            WHERE link.record_id = record_partner.record_id AND record_partner.unit_id = \(unit.number) AND link.campaign_id = \(campaign.text) AND link.counted
            ORDER BY link.receipt DESC LIMIT \(limit)
            """
        ).map { try ActivityRecord.ID($0.text("record_id")) }
    }
}
