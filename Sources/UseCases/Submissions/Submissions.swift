package import Domain
internal import Storage

/// Reading what was reported.
package struct Submissions: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Child: Sendable {
        package let unit: Unit
        /// Its newest version, whatever its state, and its newest accepted one.
        package let latest: Submission?, accepted: Submission?
        package let live: CellValues
    }

    package struct Overview: Sendable {
        package let campaign: Campaign
        package let unit: Unit, parent: Unit?
        package let own: CellValues, reported: CellValues, live: CellValues
        package let children: [Child]
        /// All versions of the unit itself, newest first.
        package let versions: [Submission]

        package var missing: [Unit] { children.filter { $0.accepted == nil }.map(\.unit) }
    }

    /// Where a unit stands: its own versions, and those of the units that report to it, in code order.
    package func overview(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Overview {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            let latest = try SubmissionTable(db).latestOfChildren(of: unit.id, campaign: id)
            let tally = TallyTable(db)
            let live = try tally.facts(campaign: id, ofChildren: figure.children, of: unit)
            let values = { (facts: Facts, unit: Unit) in campaign.definition.values(of: facts, for: unit.level) }
            return Overview(
                campaign: campaign, unit: unit, parent: try unit.reportsTo.flatMap { try UnitTable(db).unit($0) },
                own: figure.own, reported: figure.cells, live: values(try tally.facts(campaign: id, below: unit), unit),
                children: figure.children.map {
                    Child(
                        unit: $0, latest: latest[$0.id], accepted: figure.accepted[$0.id],
                        live: values(live[$0.id] ?? [:], $0))
                },
                versions: try SubmissionTable(db).versions(of: unit.id, campaign: id))
        }
    }

    /// One version as it was, with all versions of its unit, newest first, and whether its content still has its hash.
    package func one(
        _ id: Submission.ID, for officer: Officer
    ) async throws -> (
        submission: Submission, campaign: Campaign, versions: [Submission], parent: Unit?, isIntact: Bool
    ) {
        try await surroundings.database.read { db in
            guard let submission = try SubmissionTable(db).submission(id),
                let campaign = try CampaignTable(db).campaign(submission.campaign)
            else { throw AccessRefused.missing }
            try officer.requires(.view, on: submission.unit)
            let children = try SubmissionTable(db).children(of: id)
            return (
                submission, campaign, try SubmissionTable(db).versions(of: submission.unit.id, campaign: campaign.id),
                try submission.unit.reportsTo.flatMap { try UnitTable(db).unit($0) },
                try Snapshot.hash(submission, children: Array(children.values)) == submission.hash
            )
        }
    }
}
