package import Domain
internal import Storage

/// 报完了, 零报告, 上报, 送签: freezes a snapshot of own + accepted children, with the missing units named.
package struct SubmitTable: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Order: Sendable, Encodable {
        let campaign: Campaign.ID
        let unit: String
        let kind: String
        let note: String
        /// Why an accepted version is corrected; empty when nothing gets less.
        let why: String
        /// By the id of the finding.
        let explanations: [String: String]

        /// - Parameter kind: `report` or `nilReport`.
        package init(
            campaign: Campaign.ID, unit: String, kind: Submission.Kind, note: String, why: String = "",
            explanations: [String: String] = [:]
        ) throws(SubmissionRefused) {
            self.campaign = campaign
            self.unit = unit
            self.kind = kind.rawValue
            self.note = try ShortText.checked(note)
            self.why = try ShortText.checked(why.trimmed)
            var checked: [String: String] = [:]
            for (id, text) in explanations where !text.isEmpty { checked[id] = try ShortText.checked(text) }
            self.explanations = checked
        }
    }

    /// - Parameter id: made by the client; the same order again gives the same submission.
    package func callAsFunction(_ order: Order, id: Submission.ID, by officer: Officer) async throws -> Submission.ID {
        let now = surroundings.now
        let bodyHash = try Digest.hex(of: order)
        return try await surroundings.database.write { db in
            // What is summed in several statements must not change between them.
            try db.lock(.tree, shared: true)
            try db.lock(.submissions(campaign: order.campaign.text))
            let unit = try db.unit(order.unit, .submit, officer)
            let campaign = try db.campaign(order.campaign, for: unit)
            guard let parent = campaign.superior(of: unit) else { throw SubmissionRefused.noSuperior }
            if let earlier = try SubmissionTable(db).bodyHash(of: id) {
                guard earlier == bodyHash else { throw SubmissionRefused.alreadyWaiting }
                return id
            }
            let kind: Submission.Kind = order.kind == Submission.Kind.nilReport.rawValue ? .nilReport : .report
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            guard figure.roster.fillsIn(unit) else { throw SubmissionRefused.notAsked }
            let versions = try SubmissionTable(db).versions(of: unit.id, campaign: campaign.id)
            // What a former superior accepted is new to this one, even unchanged.
            let holder = try versions.accepted.flatMap { try SubmissionTable(db).parent(of: $0.id) }
            try Self.check(kind, figure, versions, unit, isKnownAbove: holder == parent)
            if let below = figure.cells.first(where: { $0.value < 0 }) {
                throw SubmissionRefused.negative(campaign.definition.label(of: below.key))
            }
            var findings = try TableChecks(db, campaign, figure, on: CalendarDate(now)).findings()
            for index in findings.indices { findings[index].explanation = order.explanations[findings[index].id] ?? "" }
            let before = versions.accepted
            let isCorrection = before.map { $0.cells.isLowered(in: figure.cells) } ?? false
            if isCorrection, order.why.isEmpty { throw SubmissionRefused.noWhy }
            let materials = try MaterialTable(db).materials(of: [unit.id], campaign: campaign.id)
                .filter { $0.withdrawnAt == nil }
            let isPrepared = try db.needsSignature(unit, by: officer)
            let submission = try Snapshot(
                campaign: campaign.id, definition: campaign.definition.key, unit: unit,
                version: (versions.first?.version ?? 0) + 1, kind: kind, own: figure.own,
                children: figure.accepted.mapValues { ($0.id, $0.cells) },
                applying: campaign.definition.applying(to: unit.level),
                missing: figure.missing.map { .init(code: $0.code, name: $0.shortName) }, note: order.note,
                materials: materials, adjustments: figure.adjustments, findings: findings,
                corrects: isCorrection ? before?.version : nil,
                why: isCorrection ? order.why : ""
            ).submission(id: id, state: isPrepared ? .prepared : .submitted, at: now)
            try SubmissionTable(db).insert(
                submission, parent: parent, children: figure.accepted.map { ($0.key, $0.value.id) },
                bodyHash: bodyHash, by: officer)
            try MaterialTable(db).freeze(materials.map(\.id), with: id)
            try SubmissionStepTable(db).append(isPrepared ? .prepared : .submitted, of: id, by: officer, at: now)
            try AuditTable(db).append(
                isPrepared ? "submission.prepare" : "submission.submit", object: id.text, by: officer, at: now)
            if isPrepared {
                try Decision(db, surroundings, officer, now).inform(
                    submission, .handedOver, "送来签字：第 \(submission.version) 次上报", role: .signatory)
                return id
            }
            try Self.handedUp(submission, campaign, db, at: now)
            // A township that reports for its village has seen it: nothing is left to accept.
            if officer.unit.id == parent, officer.may(.review, on: unit) {
                try Decision(db, surroundings, officer, now).accept(submission, campaign: campaign)
            } else {
                try Self.announce(submission, db, at: now)
            }
            return id
        }
    }

    /// A version reached the superior: it gets its receipt, and the superior a line.
    static func handedUp(_ submission: Submission, _ campaign: Campaign, _ db: any Connection, at now: Instant) throws {
        if let receipt = try ReceiptTable(db).issue(
            for: submission.id, unit: submission.unit.id, bodyHash: submission.hash, at: now)
        {
            try SubmissionTable(db).setReceipt(receipt, of: submission.id)
        }
        let definition = campaign.definition
        let before = try SubmissionTable(db).versions(of: submission.unit.id, campaign: campaign.id).accepted
        let changes = FigureChangeTable(db)
        guard let before else {
            let name = submission.kind == .nilReport ? "零报告" : "第 \(submission.version) 次上报"
            let adjusted = submission.adjustments.isEmpty ? "" : "，手工调整 \(submission.adjustments.count) 处"
            try changes.append(
                .submission, name + adjusted, of: submission.unit, campaign: submission.campaign,
                submission: submission.id, at: now)
            return
        }
        let isCorrection = submission.corrects != nil
        let what = isCorrection ? "更正（\(submission.why.prefix(60))）：" : "补报："
        try changes.append(
            isCorrection ? .correction : .supplement,
            what + definition.difference(from: before.cells, to: submission.cells),
            of: submission.unit, campaign: submission.campaign, submission: submission.id, at: now)
    }

    /// Into the inbox of the unit that has to look at it.
    static func announce(_ submission: Submission, _ db: any Connection, at now: Instant) throws {
        guard let parent = try SubmissionTable(db).parent(of: submission.id) else { return }
        let before = try SubmissionTable(db).versions(of: submission.unit.id, campaign: submission.campaign).accepted
        let (kind, what): (Message.Kind, String) =
            if submission.corrects != nil { (.correction, "更正了上报的数") } else if before != nil {
                (.supplement, "补报了")
            } else { (.submitted, submission.kind == .nilReport ? "零报告" : "报来了") }
        try MessageTable(db).tell(
            kind, submission.unit.shortName + what, reason: submission.why, to: [parent],
            campaign: submission.campaign, place: .submission(submission.id), at: now)
    }

    private static func check(
        _ kind: Submission.Kind, _ figure: ReportedFigure, _ versions: [Submission], _ unit: Unit, isKnownAbove: Bool
    ) throws(SubmissionRefused) {
        if versions.waiting != nil { throw .alreadyWaiting }
        if versions.prepared != nil { throw .alreadyPrepared }
        let empty = figure.cells.values.allSatisfy { $0 == 0 }
        if kind == .nilReport, !empty { throw .recordsExist }
        if kind == .report, empty, unit.level == .village { throw .noRecords }
        if let newest = versions.accepted, isKnownAbove, newest.version == versions.first?.version,
            newest.cells == figure.cells,
            newest.missing.map(\.code) == figure.missing.map(\.code)
        {
            throw .sameAsAccepted
        }
    }
}

extension TableDefinition {
    /// The cells that changed, such as 村居社区，活动场次 12→15; at most three of them.
    func difference(from before: CellValues, to after: CellValues) -> String {
        let changed = cells.filter { before[$0.id] ?? 0 != after[$0.id] ?? 0 }
        guard !changed.isEmpty else { return "数没有变" }
        let shown = changed.prefix(3).map { cell in
            let name = labels(of: cell.id).dropFirst().joined(separator: " ")
            return "\(name) \(before[cell.id].map(String.init) ?? "没报")→\(after[cell.id].map(String.init) ?? "没报")"
        }
        return shown.joined(separator: "；") + (changed.count > 3 ? " 等 \(changed.count) 格" : "")
    }
}
