package import Domain
internal import Storage

/// A unit's figures beside those of earlier campaigns of the same organisation.
package struct YearOnYear: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Figure: Sendable {
        package let campaign: Campaign
        /// What was accepted, or else handed up, or else recorded.
        package let cells: CellValues
    }

    /// - Returns: this campaign's reported figure, and the earlier ones, newest first.
    package func callAsFunction(
        _ id: Campaign.ID, unit code: String, for officer: Officer
    ) async throws -> (unit: Unit, now: Figure, earlier: [Figure]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let cells = try ReportedFigure(db, campaign: campaign, unit: unit).cells
            return (unit, Figure(campaign: campaign, cells: cells), try Self.figures(of: unit, before: campaign, db))
        }
    }

    /// Campaigns of earlier years begun by the same unit, newest first, at most 5.
    static func figures(of unit: Unit, before campaign: Campaign, _ db: any Connection) throws -> [Figure] {
        try CampaignTable(db).all().filter { $0.owner == campaign.owner && $0.year < campaign.year }.prefix(5).map {
            let versions = try SubmissionTable(db).versions(of: unit.id, campaign: $0.id)
            if let handedUp = versions.accepted ?? versions.waiting {
                return Figure(campaign: $0, cells: handedUp.cells)
            }
            let facts = try TallyTable(db).facts(campaign: $0.id, below: unit)
            return Figure(campaign: $0, cells: $0.definition.values(of: facts, for: unit.level))
        }
    }
}
