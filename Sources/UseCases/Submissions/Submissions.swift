package import Domain
internal import Storage

/// Reading what was reported.
package struct Submissions: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Child: Sendable {
        package let unit: Unit
        package let duty: Roster.Duty
        /// What it last did itself, and its newest accepted version.
        package let latest: Submission?, accepted: Submission?
        package let live: CellValues
    }

    package struct Overview: Sendable {
        package let campaign: Campaign
        /// Without a superior where the unit began the campaign.
        package let unit: Unit, parent: Unit?
        package let own: CellValues, reported: CellValues, live: CellValues
        package let adjustments: [Adjustment]
        package let findings: [Finding]
        /// Whether the unit itself has to report.
        package let duty: Roster.Duty
        /// Whether its level reports at all: if not, its records are in its superior's own figure.
        package let fillsIn: Bool
        /// How many of the children have to report (应报), how many are exempt (免报), and how many of these reported all the
        /// same; closed ones are in none.
        package let asked: Int, exempt: Int, exemptReported: Int
        /// Of those that have to: not reported here, and not with a former superior either.
        package let missing: [Unit]
        /// Also those that do not have to report.
        package let children: [Child]
        /// All versions of the unit itself, newest first.
        package let versions: [Submission]
        /// Why the newest returned version came back, while it stands.
        package let remarks: [SubmissionRemark]
        /// Whether what the officer hands in goes to the unit's signatory first.
        package let needsSignature: Bool
    }

    /// Where a unit stands: its own versions, and those of the units that report to it, in code order.
    package func overview(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Overview {
        let day = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            let isOwn = unit.id == officer.unit.id
            let versions = try SubmissionTable(db).versions(of: unit.id, campaign: id)
                .filter { isOwn || $0.state.isHandedUp }
            let latest = try SubmissionTable(db).standingOfChildren(of: unit.id, campaign: id)
            let tally = TallyTable(db)
            let live = try tally.facts(campaign: id, ofChildren: figure.children, of: unit)
            let duties = figure.children.reduce(into: [Unit.ID: Roster.Duty]()) {
                $0[$1.id] = figure.roster.duty(of: $1)
            }
            let exempt = figure.children.filter { $0.validTo == nil && duties[$0.id]?.isExempt == true }
            let values = { (facts: Facts, unit: Unit) in campaign.definition.values(of: facts, for: unit.level) }
            return Overview(
                campaign: campaign, unit: unit,
                parent: try campaign.superior(of: unit).flatMap { try UnitTable(db).unit($0) }, own: figure.own,
                reported: figure.cells, live: values(try tally.facts(campaign: id, below: unit), unit),
                adjustments: figure.adjustments,
                findings: try TableChecks(db, campaign, figure, on: day).findings(),
                duty: figure.roster.duty(of: unit), fillsIn: figure.roster.fillsIn(unit), asked: figure.asked.count,
                exempt: exempt.count,
                exemptReported: exempt.count { figure.accepted[$0.id] != nil }, missing: figure.missing,
                children: figure.children.map {
                    Child(
                        unit: $0, duty: duties[$0.id] ?? .notAsked,
                        latest: latest[$0.id]?.state == .accepted ? figure.accepted[$0.id] : latest[$0.id],
                        accepted: figure.accepted[$0.id],
                        live: values(live[$0.id] ?? [:], $0))
                },
                versions: versions,
                remarks: try versions.standing.flatMap {
                    $0.state == .returned ? try SubmissionStepTable(db).remarks(of: $0.id) : nil
                } ?? [], needsSignature: try db.needsSignature(unit, by: officer))
        }
    }

    package struct Version: Sendable {
        package let submission: Submission
        package let campaign: Campaign
        /// The form that it was made with.
        package let definition: TableDefinition
        /// All versions of its unit, newest first.
        package let versions: [Submission]
        package let parent: Unit?
        /// The versions of the children that it was made of, in code order.
        package let parts: [Submission]
        /// The accepted version that it corrects.
        package let before: Submission?
        /// The version before it that the officer could see.
        package let previous: Submission?
        /// What was attached when it was handed over, and what with `previous`; without the names of files above the
        /// direct superior.
        package let materials: [Material], previousMaterials: [Material]
        /// 盖章扫描件
        package let scans: [Material]
        /// The unit itself and its direct superior read files.
        package let seesFiles: Bool
        /// Whether the officer may take it back as long as nobody decided.
        package let mayRecall: Bool
        /// Another table from below that waits for the officer, in code order.
        package let nextWaiting: Submission?
        /// Why the version before was returned, one by one.
        package let answered: [SubmissionRemark]
        /// Of all versions, oldest first.
        package let steps: [SubmissionStep]
        /// Why it was returned, one by one.
        package let remarks: [SubmissionRemark]
        /// Whether its content still has its hash.
        package let isIntact: Bool
    }

    /// One version as it was.
    package func one(_ id: Submission.ID, for officer: Officer) async throws -> Version {
        try await surroundings.database.read { db in
            let table = SubmissionTable(db)
            guard let submission = try table.submission(id),
                let campaign = try CampaignTable(db).campaign(submission.campaign)
            else { throw AccessRefused.missing }
            try officer.requires(.view, on: submission.unit)
            let isOwn = submission.unit.id == officer.unit.id
            guard isOwn || submission.state.isHandedUp else { throw AccessRefused.missing }
            let children = try table.children(of: id)
            let all = try table.versions(of: submission.unit.id, campaign: campaign.id)
            let versions = all.filter { isOwn || $0.state.isHandedUp }
            let told = Set(versions.map(\.version))
            let steps = SubmissionStepTable(db)
            let files = MaterialTable(db)
            let materials = try files.materials(of: id)
            let previous = versions.first { $0.version < submission.version && $0.state != .superseded }
            let seen = { (materials: [Material]) in materials.map { $0.shown(to: officer, on: submission.unit) } }
            return Version(
                submission: submission, campaign: campaign,
                definition: try DefinitionTable(db).published(submission.definition), versions: versions,
                parent: try submission.unit.reportsTo.flatMap { try UnitTable(db).unit($0) },
                parts: try children.values.compactMap { try table.submission($0) }
                    .sorted { $0.unit.code < $1.unit.code },
                before: submission.corrects.flatMap { number in versions.first { $0.version == number } },
                previous: previous, materials: seen(materials),
                previousMaterials: seen(try previous.map { try files.materials(of: $0.id) } ?? []),
                scans: seen(try files.scans(of: id)), seesFiles: officer.may(.viewMaterials, on: submission.unit),
                mayRecall: try officer.may(.submit, on: submission.unit)
                    && db.handedIn(submission, by: officer.unit),
                nextWaiting: try Self.nextWaiting(after: submission, for: officer, db),
                answered: try previous.flatMap { $0.state == .returned ? try steps.remarks(of: $0.id) : nil } ?? [],
                steps: try steps.steps(of: submission.unit.id, campaign: campaign.id).filter {
                    told.contains($0.version)
                },
                remarks: try steps.remarks(of: id),
                isIntact: try Snapshot.hash(submission, children: Array(children.values), materials: materials)
                    == submission.hash)
        }
    }

    /// The next one in code order, round to the first.
    private static func nextWaiting(
        after submission: Submission, for officer: Officer, _ db: any Connection
    ) throws -> Submission? {
        guard submission.state != .submitted, officer.may(.review, on: submission.unit) else { return nil }
        let waiting = try SubmissionTable(db).standingOfChildren(of: officer.unit.id, campaign: submission.campaign)
            .values.filter { $0.state == .submitted }.sorted { $0.unit.code < $1.unit.code }
        return waiting.first { $0.unit.code > submission.unit.code } ?? waiting.first
    }
}
