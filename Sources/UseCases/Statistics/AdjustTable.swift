package import Domain
internal import Storage

/// 核增/核减 of a unit's own table, with a reason; never overwrites what the records say.
package struct AdjustTable: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let campaign: Campaign
        package let unit: Unit
        /// What the records say of the unit and what is accepted from below, before adjustments.
        package let computed: CellValues
        package let adjustments: [(adjustment: Adjustment, isOpen: Bool)]
    }

    package func page(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Page {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            return Page(
                campaign: campaign, unit: unit, computed: figure.cells - figure.adjustments.values,
                adjustments: try AdjustmentTable(db).all(of: unit.id, campaign: id))
        }
    }

    /// - Parameter id: made by the client; the same again changes nothing.
    package func add(
        _ id: Adjustment.ID, cell: String, amount: Int64, reason: String, campaign: Campaign.ID, unit code: String,
        by officer: Officer
    ) async throws {
        let reason = reason.trimmed
        guard !reason.isEmpty, reason.unicodeScalars.count <= ShortText.longest, !reason.utf8.contains(0) else {
            throw AdjustmentRefused.noReason
        }
        guard amount != 0, abs(amount) <= Adjustment.most else { throw AdjustmentRefused.amount }
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            try db.lock(.submissions(campaign: campaign.text))
            let unit = try db.unit(code, .submit, officer)
            let campaign = try db.campaign(campaign, for: unit)
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            guard figure.computed[cell] != nil else { throw AdjustmentRefused.unknownCell }
            let adjustment = Adjustment(
                id: id, cell: cell, amount: amount, reason: reason, by: officer.displayName, madeOn: CalendarDate(now))
            let value = figure.cells[cell] ?? 0
            guard value + amount >= 0 else { throw AdjustmentRefused.below(value) }
            guard
                try AdjustmentTable(db).insert(
                    adjustment, campaign: campaign.id, unit: unit.id, by: officer, at: now)
            else {
                let earlier = try AdjustmentTable(db).all(of: unit.id, campaign: campaign.id).first {
                    $0.adjustment.id == id
                }
                guard let earlier = earlier?.adjustment, earlier.cell == cell, earlier.amount == amount,
                    earlier.reason == reason
                else { throw AdjustmentRefused.differentBody }
                return
            }
            try AuditTable(db).append(
                "adjustment.create", object: id.text, detail: "\(unit.code) \(cell) \(amount)", by: officer, at: now)
        }
    }

    package func withdraw(
        _ id: Adjustment.ID, campaign: Campaign.ID, unit code: String, by officer: Officer
    ) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.submissions(campaign: campaign.text))
            let unit = try db.unit(code, .submit, officer)
            guard try AdjustmentTable(db).withdraw(id, unit: unit.id, by: officer, at: now) else {
                throw AdjustmentRefused.notOpen
            }
            try AuditTable(db).append("adjustment.withdraw", object: id.text, by: officer, at: now)
        }
    }
}
