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

    /// - Parameters:
    ///   - reason: of the whole; may be empty when there are remarks.
    ///   - remarks: for single cells of the form and things that were asked for; others are refused as missing.
    package func giveBack(
        _ id: Submission.ID, reason: String, remarks: [SubmissionRemark] = [], by officer: Officer
    ) async throws {
        let remarks = try remarks.map { SubmissionRemark($0.subject, reason: try ShortText.checked($0.reason.trimmed)) }
            .filter { !$0.reason.isEmpty }
        let why = try ShortText.checked(reason.trimmed)
        guard !why.isEmpty || !remarks.isEmpty else { throw SubmissionRefused.noReason }
        try await decide(id, .review, officer) { decision, submission, _ in
            try decision.give(back: submission, reason: why, remarks: remarks)
        }
    }

    /// 撤回 what was handed up, 拿回来 what waits for a signature: by whoever's unit handed it in.
    /// - Parameter seen: the state that the officer saw. Who wants to take back what was signed meanwhile has to know.
    package func recall(_ id: Submission.ID, seen: Submission.State, by officer: Officer) async throws {
        try await decide(id, .submit, officer) { decision, submission, _ in
            if seen == .prepared, submission.state == .submitted { throw SubmissionRefused.signedMeanwhile }
            guard submission.state == seen else { throw SubmissionRefused.notWaiting }
            guard try decision.mayRecall(submission) else { throw AccessRefused.forbidden }
            guard seen.isHandedUp else {
                return try decision.set(submission, .unsigned, .takenBack, reason: "")
            }
            try decision.set(submission, .recalled, .recalled, reason: "")
            try decision.tell(.recall, "撤回了第 \(submission.version) 次上报", submission)
            if submission.unit.id == officer.unit.id {
                try decision.informSuperior(of: submission)
            } else {
                try decision.inform(
                    submission, .recalled, "\(officer.unit.shortName)撤回了替你们报的第 \(submission.version) 次")
            }
        }
    }

    private func decide(
        _ id: Submission.ID, _ right: Right, _ officer: Officer,
        _ body: @escaping @Sendable (Decision, Submission, Campaign) throws -> Void
    ) async throws {
        let now = surroundings.now
        let surroundings = surroundings
        try await surroundings.database.write { db in
            let (submission, campaign) = try db.locked(id, right, officer)
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

    func tell(_ kind: FigureChange.Kind, _ text: String, _ submission: Submission) throws {
        try FigureChangeTable(db).append(
            kind, text, of: submission.unit, campaign: submission.campaign, submission: submission.id, at: now)
    }

    func mayRecall(_ submission: Submission) throws -> Bool {
        try db.handedIn(submission, by: officer.unit)
    }

    /// Into the inbox of the unit that handed up.
    func inform(
        _ submission: Submission, _ kind: Message.Kind, _ text: String, reason: String = "", role: Role? = nil
    ) throws {
        try MessageTable(db).tell(
            kind, text, reason: reason, to: [submission.unit.id], role: role, campaign: submission.campaign,
            place: .submission(submission.id), at: now)
    }
    func informSuperior(of submission: Submission) throws {
        guard let parent = try SubmissionTable(db).parent(of: submission.id) else { return }
        try MessageTable(db).tell(
            .recalled, "\(submission.unit.shortName)撤回了第 \(submission.version) 次上报", to: [parent],
            campaign: submission.campaign, place: .submission(submission.id), at: now)
    }
    /// What flows into an accepted figure: one line a day for each unit that it comes through.
    private func informAbove(_ superior: Unit.ID, _ kind: Message.Kind, of unit: Unit, _ next: Submission) throws {
        let text = kind == .correction ? "\(unit.shortName)有更正的数" : "\(unit.shortName)有补进的数"
        let table = MessageTable(db)
        // Midnight in Asia/Shanghai.
        let today = Instant(milliseconds: Int64(CalendarDate(now).daysSinceEpoch) * 86_400_000 - 8 * 3_600_000)
        guard try !table.hasTold(kind, text, to: superior, since: today) else { return }
        try table.tell(
            kind, text, reason: next.why, to: [superior], campaign: next.campaign, place: .changes, at: now)
    }

    /// - Parameter step: nil where the step stands with the version that follows.
    func set(
        _ submission: Submission, _ state: Submission.State, _ step: SubmissionStep.Kind?, reason: String
    ) throws {
        let seen: Submission.State = state == .unsigned ? .prepared : .submitted
        guard
            try SubmissionTable(db).decide(
                submission.id, from: seen, state, reason: reason, by: officer, at: now)
        else { throw SubmissionRefused.notWaiting }
        if let step {
            try SubmissionStepTable(db).append(step, of: submission.id, note: reason, by: officer, at: now)
        }
        try AuditTable(db).append("submission.\(state.rawValue)", object: submission.id.text, by: officer, at: now)
    }

    func give(back submission: Submission, reason: String, remarks: [SubmissionRemark]) throws {
        let definition = try DefinitionTable(db).published(submission.definition)
        let cells = Set(definition.cells.map(\.id))
        let kinds = Requirement.kinds.map(\.id) + [Requirement.scan.kind]
        for remark in remarks {
            let isKnown =
                switch remark.subject {
                case .cell(let id): cells.contains(id)
                case .requirement(let kind): kinds.contains(kind)
                }
            guard isKnown else { throw AccessRefused.missing }
        }
        // As in the form, and then as a person chooses them.
        let order = definition.cells.map { SubmissionRemark.Subject.cell($0.id) } + kinds.map { .requirement($0) }
        let remarks = order.flatMap { subject in remarks.filter { $0.subject == subject } }
        let named = remarks.prefix(3).map { remark in
            switch remark.subject {
            case .cell(let id): "\(definition.label(of: id))（\(remark.reason)）"
            case .requirement(let kind): "\(Requirement.name(of: kind))（\(remark.reason)）"
            }
        }
        let rest = remarks.count > named.count ? "等 \(remarks.count) 处" : ""
        let reason = ([reason].filter { !$0.isEmpty } + [named.joined(separator: "；") + rest].filter { !$0.isEmpty })
            .joined(separator: "。")
        try set(submission, .returned, .returned, reason: reason)
        try SubmissionStepTable(db).insert(remarks, of: submission.id)
        try inform(submission, .returned, "退回补正：第 \(submission.version) 次上报", reason: reason)
    }

    func accept(_ submission: Submission, campaign: Campaign) throws {
        // Its level was asked when it was handed up and is not any more: its records are its superior's own now.
        let roster = try RosterTable(db).roster(around: submission.unit, of: campaign)
        guard roster.fillsIn(submission.unit) else { throw SubmissionRefused.notAsked }
        let table = SubmissionTable(db)
        let before = try table.versions(of: submission.unit.id, campaign: campaign.id).accepted
        let formerHolder = try before.flatMap { try table.parent(of: $0.id) }
        try set(submission, .accepted, .accepted, reason: "")
        try inform(submission, .accepted, "上级收下了第 \(submission.version) 次上报")
        let holder = try table.parent(of: submission.id)
        // What the unit reported to a former superior leaves that one's figure as it enters this one's: never in both.
        if let before, let formerHolder, formerHolder != holder {
            try revise(formerHolder, campaign, .left(before))
        }
        if let holder { try revise(holder, campaign, .arrived(submission)) }
    }

    /// What happened to one part of a superior's figure.
    private enum Part {
        case arrived(Submission), left(Submission)
        var unit: Unit {
            switch self {
            case .arrived(let version), .left(let version): version.unit
            }
        }
    }

    /// A part that changes after its superior handed up flows into what was handed up, as a new version with this one part
    /// exchanged: into the accepted version, which goes on upwards, and into a version that waits. A version that was
    /// returned or recalled takes it up when it is handed up again.
    private func revise(_ superior: Unit.ID, _ campaign: Campaign, _ part: Part) throws {
        let table = SubmissionTable(db)
        guard let unit = try UnitTable(db).unit(superior) else { return }
        let versions = try table.versions(of: superior, campaign: campaign.id)
        var version = (versions.first?.version ?? 0) + 1
        if let accepted = versions.accepted, let above = try table.parent(of: accepted.id),
            let next = try exchanged(accepted, unit, version, part)
        {
            try insert(next.0, next.1, above, after: accepted)
            version += 1
            try FigureChangeTable(db).append(
                next.0.corrects == nil ? .supplement : .correction,
                "\(next.0.why)：" + campaign.definition.difference(from: accepted.cells, to: next.0.cells), of: unit,
                to: above, campaign: campaign.id, submission: next.0.id, at: now)
            try informAbove(above, next.0.corrects == nil ? .supplement : .correction, of: unit, next.0)
            try revise(above, campaign, .arrived(next.0))
        }
        if let prepared = versions.prepared, let above = try table.parent(of: prepared.id),
            let next = try exchanged(prepared, unit, version, part)
        {
            try set(prepared, .unsigned, nil, reason: next.0.why)
            try insert(next.0, next.1, above, after: prepared)
            version += 1
        }
        if let waiting = versions.waiting, let above = try table.parent(of: waiting.id),
            let next = try exchanged(waiting, unit, version, part)
        {
            try set(waiting, .superseded, nil, reason: next.0.why)
            try insert(next.0, next.1, above, after: waiting)
            try FigureChangeTable(db).append(
                .supplement, "\(next.0.why)：" + campaign.definition.difference(from: waiting.cells, to: next.0.cells),
                of: unit, to: above, campaign: campaign.id, submission: next.0.id, at: now)
            try informAbove(above, .supplement, of: unit, next.0)
        }
    }

    /// - Returns: nil when the version holds this part already.
    private func exchanged(
        _ base: Submission, _ unit: Unit, _ version: Int64, _ part: Part
    ) throws -> (Submission, [Unit.ID: Submission.ID])? {
        let table = SubmissionTable(db)
        let before = try table.children(of: base.id)
        var parts: [Unit.ID: (id: Submission.ID, cells: CellValues)] = [:]
        for (child, id) in before {
            guard let held = try table.submission(id) else { continue }
            parts[child] = (id, held.cells)
        }
        let why: String
        let isCorrection: Bool
        var missing = base.missing
        switch part {
        case .arrived(let child):
            parts[child.unit.id] = (child.id, child.cells)
            missing.removeAll { $0.code == child.unit.code }
            isCorrection = before[child.unit.id] != nil && child.corrects != nil
            why = isCorrection ? "\(child.unit.shortName)更正" : "补进 \(child.unit.shortName)"
        case .left(let child):
            parts[child.unit.id] = nil
            isCorrection = true
            why = "\(child.unit.shortName)划走，由新的上级报"
        }
        let now = parts.mapValues(\.id)
        guard now != before else { return nil }
        // Cells of the base and of what arrived, as long as the form has them.
        let definition = try DefinitionTable(db).published(base.definition)
        let applying = definition.applying(to: unit.level)
        let materials = try MaterialTable(db).materials(of: base.id)
        let next = try Snapshot(
            campaign: base.campaign, definition: base.definition, unit: unit, version: version, kind: .supplement,
            own: base.ownCells, children: parts, applying: applying, missing: missing, note: base.note,
            materials: materials, adjustments: base.adjustments, findings: base.findings,
            // One that waits stays the correction that it was.
            corrects: base.state != .accepted ? base.corrects : isCorrection ? base.version : nil,
            why: base.state != .accepted && !base.why.isEmpty ? "\(base.why)；\(why)" : why
        ).submission(id: surroundings.identifiers.next(), state: base.state, at: self.now)
        return (next, now)
    }

    /// - Parameter base: the version before it, whose files it keeps.
    private func insert(
        _ version: Submission, _ children: [Unit.ID: Submission.ID], _ parent: Unit.ID, after base: Submission
    ) throws {
        try SubmissionTable(db).insert(
            version, parent: parent, children: children.map { ($0, $1) }, bodyHash: version.hash, by: officer)
        try MaterialTable(db).freeze(sameAs: base.id, with: version.id)
        try SubmissionStepTable(db).append(.supplemented, of: version.id, note: version.why, by: officer, at: now)
        try AuditTable(db).append("submission.supplement", object: version.id.text, by: officer, at: now)
    }
}
