package import Domain
internal import Storage

/// 报完了, 零报告, 上报: freezes a snapshot of own + accepted children, with the missing units named.
package struct SubmitTable: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Order: Sendable, Encodable {
        let campaign: Campaign.ID
        let unit: String
        let kind: String
        let note: String

        /// - Parameter kind: `report` or `nilReport`.
        package init(campaign: Campaign.ID, unit: String, kind: Submission.Kind, note: String) throws(SubmissionRefused)
        {
            self.campaign = campaign
            self.unit = unit
            self.kind = kind.rawValue
            self.note = try ShortText.checked(note)
        }
    }

    /// - Parameter id: made by the client; the same order again gives the same submission.
    package func callAsFunction(_ order: Order, id: Submission.ID, by officer: Officer) async throws -> Submission.ID {
        let now = surroundings.now
        let bodyHash = try Digest.hex(of: order)
        return try await surroundings.database.write { db in
            try db.lock(.submissions(campaign: order.campaign.text))
            let unit = try db.unit(order.unit, .submit, officer)
            let campaign = try db.campaign(order.campaign, for: unit)
            guard let parent = unit.reportsTo else { throw SubmissionRefused.noSuperior }
            if let earlier = try SubmissionTable(db).bodyHash(of: id) {
                guard earlier == bodyHash else { throw SubmissionRefused.alreadyWaiting }
                return id
            }
            let kind: Submission.Kind = order.kind == Submission.Kind.nilReport.rawValue ? .nilReport : .report
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            let versions = try SubmissionTable(db).versions(of: unit.id, campaign: campaign.id)
            try Self.check(kind, figure, versions, unit)
            let submission = try Snapshot(
                campaign: campaign, unit: unit, version: (versions.first?.version ?? 0) + 1, kind: kind,
                own: figure.own, children: figure.accepted.mapValues { ($0.id, $0.cells) },
                missing: figure.missing.map { .init(code: $0.code, name: $0.shortName) }, note: order.note
            ).submission(id: id, at: now)
            try SubmissionTable(db).insert(
                submission, parent: parent, children: figure.accepted.map { ($0.key, $0.value.id) },
                bodyHash: bodyHash, by: officer)
            try AuditTable(db).append("submission.submit", object: id.text, by: officer, at: now)
            // A township that reports for its village has seen it: nothing is left to accept.
            if officer.unit.id == parent, officer.may(.review, on: unit) {
                try Decision(db, surroundings, officer, now).accept(submission, campaign: campaign)
            }
            return id
        }
    }

    private static func check(
        _ kind: Submission.Kind, _ figure: ReportedFigure, _ versions: [Submission], _ unit: Unit
    ) throws(SubmissionRefused) {
        if versions.contains(where: { $0.state == .submitted }) { throw .alreadyWaiting }
        let empty = figure.cells.values.allSatisfy { $0 == 0 }
        if kind == .nilReport, !empty { throw .recordsExist }
        if kind == .report, empty, unit.level == .village { throw .noRecords }
        let newest = versions.first { $0.state == .accepted }
        if let newest, newest.version == versions.first?.version, newest.cells == figure.cells,
            newest.missing.map(\.code) == figure.missing.map(\.code)
        {
            throw .sameAsAccepted
        }
    }
}

/// What a version is made of, before it has a key.
struct Snapshot {
    let campaign: Campaign
    let unit: Unit
    let version: Int64
    let kind: Submission.Kind
    let own: CellValues
    let children: [Unit.ID: (id: Submission.ID, cells: CellValues)]
    let missing: [Submission.Missing]
    let note: String

    private struct Content: Encodable {
        let campaign: String, unit: String, version: Int64, kind: String, definition: String
        let own: CellValues, cells: CellValues
        let children: [String]
        let missing: [Submission.Missing]
        let note: String
    }

    private var cells: CellValues { children.values.reduce(own) { $0 + $1.cells } }

    /// SHA-256 of everything that was frozen.
    static func hash(_ submission: Submission, children: [Submission.ID]) throws -> String {
        try Digest.hex(
            of: Content(
                campaign: submission.campaign.text, unit: submission.unit.code, version: submission.version,
                kind: submission.kind.rawValue, definition: submission.definition, own: submission.ownCells,
                cells: submission.cells, children: children.map(\.text).sorted(), missing: submission.missing,
                note: submission.note))
    }

    func submission(id: Submission.ID, state: Submission.State = .submitted, at now: Instant) throws -> Submission {
        let make = { (hash: String) in
            Submission(
                id: id, campaign: campaign.id, unit: unit, version: version, kind: kind, state: state,
                definition: CampaignTable.key(campaign.definition), ownCells: own, cells: cells, missing: missing,
                note: note, hash: hash, submittedAt: now, decidedAt: state == .accepted ? now : nil, reason: "")
        }
        return make(try Self.hash(make(""), children: children.values.map(\.id)))
    }
}
