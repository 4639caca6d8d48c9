package import Domain
internal import Storage

/// 接收, 退回, 撤回.
package struct DecideSubmission: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func accept(_ id: Submission.ID, by officer: Officer) async throws {
        try await decide(id, .review, officer) { decision, submission, campaign in
            try decision.accept(submission, campaign: campaign)
        }
    }

    package func giveBack(_ id: Submission.ID, reason: String, by officer: Officer) async throws {
        let reason = try ShortText.checked(reason)
        guard reason.contains(where: { !$0.isWhitespace }) else { throw SubmissionRefused.noReason }
        try await decide(id, .review, officer) { decision, submission, _ in
            try decision.set(submission, .returned, reason: reason)
        }
    }

    package func recall(_ id: Submission.ID, by officer: Officer) async throws {
        try await decide(id, .submit, officer) { decision, submission, _ in
            try decision.set(submission, .recalled, reason: "")
        }
    }

    private func decide(
        _ id: Submission.ID, _ right: Right, _ officer: Officer,
        _ body: @escaping @Sendable (Decision, Submission, Campaign) throws -> Void
    ) async throws {
        let now = surroundings.now
        let surroundings = surroundings
        try await surroundings.database.write { db in
            guard let submission = try SubmissionTable(db).submission(id),
                let campaign = try CampaignTable(db).campaign(submission.campaign)
            else { throw AccessRefused.missing }
            try officer.requires(right, on: submission.unit)
            try db.lock(.submissions(campaign: campaign.id.text))
            try body(Decision(db, surroundings, officer, now), submission, campaign)
        }
    }
}

/// A decision within the caller's transaction, and what follows from it above.
struct Decision {
    private let db: any Connection
    private let surroundings: Surroundings
    private let officer: Officer
    private let now: Instant

    init(_ db: any Connection, _ surroundings: Surroundings, _ officer: Officer, _ now: Instant) {
        self.db = db
        self.surroundings = surroundings
        self.officer = officer
        self.now = now
    }

    func set(_ submission: Submission, _ state: Submission.State, reason: String) throws {
        guard try SubmissionTable(db).decide(submission.id, state, reason: reason, by: officer, at: now) else {
            throw SubmissionRefused.notWaiting
        }
        try AuditTable(db).append("submission.\(state.rawValue)", object: submission.id.text, by: officer, at: now)
    }

    func accept(_ submission: Submission, campaign: Campaign) throws {
        try set(submission, .accepted, reason: "")
        try flowUp(from: submission, campaign: campaign)
    }

    /// What arrives late flows into what the superiors handed up already, as a supplement: a new version with this one part
    /// exchanged. It is accepted where the version before it was, up to the first unit that has not reported.
    private func flowUp(from child: Submission, campaign: Campaign) throws {
        guard let parent = try child.unit.reportsTo.flatMap({ try UnitTable(db).unit($0) }),
            let above = parent.reportsTo
        else { return }
        let table = SubmissionTable(db)
        let versions = try table.versions(of: parent.id, campaign: campaign.id)
        guard let latest = versions.first, latest.state == .submitted || latest.state == .accepted else { return }
        var parts: [Unit.ID: (id: Submission.ID, cells: CellValues)] = [:]
        for (unit, id) in try table.children(of: latest.id) {
            guard let part = try table.submission(id) else { continue }
            parts[unit] = (id, part.cells)
        }
        parts[child.unit.id] = (child.id, child.cells)
        let supplement = try Snapshot(
            campaign: campaign, unit: parent, version: latest.version + 1, kind: .supplement, own: latest.ownCells,
            children: parts, missing: latest.missing.filter { $0.code != child.unit.code },
            note: "补进 \(child.unit.shortName)"
        ).submission(id: surroundings.identifiers.next(), state: latest.state, at: now)
        if latest.state == .submitted {
            try set(latest, .superseded, reason: supplement.note)
        }
        try table.insert(
            supplement, parent: above, children: parts.map { ($0.key, $0.value.id) }, bodyHash: supplement.hash,
            by: officer)
        try AuditTable(db).append("submission.supplement", object: supplement.id.text, by: officer, at: now)
        if supplement.state == .accepted { try flowUp(from: supplement, campaign: campaign) }
    }
}
