internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 上报, and what comes from below.
struct SubmissionRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.submissions, .officer, list),
            .get(Paths.newSubmission, .right(.view, .ownUnit), confirmation),
            .post(Paths.submissions, .right(.view, .ownUnit), submit),
            .get("/submissions/{submission}", .right(.view, .submission), show),
            .post("/submissions/{submission}/accept", .right(.review, .submission), accept),
            .post("/submissions/{submission}/return", .right(.review, .submission), giveBack),
            .post("/submissions/{submission}/recall", .right(.submit, .submission), recall),
        ]
    }

    private func campaign(_ visit: Visit) async throws -> Campaign.ID {
        if let text = visit.query("campaign") ?? visit.form["campaign"].nonEmpty {
            guard let id = try? Campaign.ID(text) else { throw AccessRefused.missing }
            return id
        }
        guard let campaign = try await Agenda(surroundings).page(for: visit.officer).campaign else {
            throw AccessRefused.missing
        }
        return campaign.id
    }

    /// The units that report to the officer's (or a lower) unit; a village sees its own page.
    private func list(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        guard try await Agenda(surroundings).page(for: officer).campaign != nil else {
            return visit.page("上报", childSubmissionsPage(ChildSubmissionsPage(heading: "上报", summary: "现在没有活动。")))
        }
        let overview = try await Submissions(surroundings).overview(
            campaign(visit), unit: visit.query("to") ?? officer.unit.code, for: officer)
        let id = overview.campaign.id.text
        let definition = overview.campaign.definition
        let isOwn = overview.unit.id == officer.unit.id
        let gaps = isOwn ? try await Gaps(surroundings).page(overview.campaign.id, for: officer) : nil
        let mine = overview.versions.standing.map { "本单位：\(Wording.chip($0).text)。" } ?? ""
        let page = ChildSubmissionsPage(
            heading: overview.unit.level == .township ? "村居报来的" : "下级上报",
            summary: "\(Wording.reporting(overview))。\(mine)",
            children: overview.children.map { child in
                ChildSubmission(
                    unit: Wording.name(child.unit), unitHref: Paths.unit(child.unit.code),
                    chip: Wording.chipBelow(child), reason: Self.reason(child),
                    live: Wording.totals(child.live, definition),
                    liveHref: Paths.table(id, child.unit.code),
                    reported: child.accepted.map { Wording.totals($0.cells, definition) } ?? "",
                    actions: Self.actions(child, id, officer), remind: gaps?.remind(child.unit))
            },
            submitHref: isOwn && overview.parent != nil && officer.may(.submit, on: overview.unit)
                ? Paths.newSubmission(campaign: id, unit: overview.unit.code) : nil, remindAll: gaps?.remindAll)
        return visit.page(page.heading, childSubmissionsPage(page))
    }

    private static func reason(_ child: Submissions.Child) -> String? {
        guard case .exempt(let reason) = child.duty else { return nil }
        return child.latest == nil ? reason : "免报：\(reason)"
    }
    private static func actions(_ child: Submissions.Child, _ campaign: String, _ officer: Officer) -> [Link] {
        var links: [Link] = []
        if let latest = child.latest {
            links.append(Link(latest.state == .submitted ? "去看" : "看", Paths.submission(latest.id.text)))
        }
        if child.duty == .asked, child.latest?.state != .submitted, child.accepted == nil,
            officer.may(.submit, on: child.unit)
        {
            links.append(Link("替它报", Paths.newSubmission(campaign: campaign, unit: child.unit.code)))
        }
        return links
    }

    private func confirmation(_ visit: Visit) async throws -> Response {
        try await confirmation(visit, unit: visit.query("unit"), isNil: visit.query("kind") == "nil")
    }

    private func confirmation(
        _ visit: Visit, unit code: String?, isNil: Bool, refused: SubmissionRefused? = nil
    ) async throws -> Response {
        let officer = try visit.officer
        let overview = try await Submissions(surroundings).overview(
            campaign(visit), unit: code ?? officer.unit.code, for: officer)
        try officer.requires(.submit, on: overview.unit)
        guard let parent = overview.parent else { throw SubmissionRefused.noSuperior }
        guard overview.fillsIn else { throw SubmissionRefused.notAsked }
        let definition = overview.campaign.definition
        let isVillage = overview.unit.level == .village
        let before = overview.versions.accepted
        var page = NewSubmissionPage(
            csrf: visit.csrf,
            id: visit.form["id"].nonEmpty ?? surroundings.identifiers.next(Submission.self).text,
            campaign: overview.campaign.id.text, unit: overview.unit.code,
            superiorName: definition.association(of: parent),
            isVillage: isVillage, isNil: isNil,
            forUnit: overview.unit.id == officer.unit.id ? nil : "替\(overview.unit.shortName)报",
            facts: [
                Fact("活动", overview.campaign.name), Fact("本级自己办的", Wording.totals(overview.own, definition)),
                Fact("这次上报的数", Wording.totals(overview.reported, definition)),
                Fact("实时数", Wording.totals(overview.live, definition)),
            ], missing: overview.missing.map(\.shortName),
            children: overview.children.map { child in
                ChildFigures(
                    unit: Wording.name(child.unit), chip: Wording.chipBelow(child),
                    live: Wording.totals(child.live, definition),
                    liveHref: Paths.table(overview.campaign.id.text, child.unit.code),
                    reported: child.accepted.map { Wording.totals($0.cells, definition) } ?? "",
                    href: child.latest.map { Paths.submission($0.id.text) })
            }, note: visit.form["note"], backHref: isVillage ? Paths.home : Paths.submissions,
            errors: refused.map {
                FormErrors([FieldError(Self.field(of: $0, visit.form, isVillage: isVillage), $0.message)])
            } ?? .none)
        // What was said of them last time stands until it is changed.
        let said = overview.versions.first?.findings.reduce(into: [:]) { $0[$1.id] = $1.explanation } ?? [:]
        page.findings = overview.findings.map {
            let field = "explain.\($0.id)"
            return FindingField(
                id: $0.id, message: $0.message,
                explanation: visit.form.has(field) ? visit.form[field] : said[$0.id] ?? "")
        }
        page.needsSignature = overview.needsSignature
        page.remarks = SignOffModel.lines(
            overview.remarks, of: overview.versions.standing, definition, opens: overview.campaign.id)
        page.adjustments = overview.adjustments.map { adjustment in
            let amount = (adjustment.amount > 0 ? "+" : "") + Wording.number(adjustment.amount)
            return "\(definition.label(of: adjustment.cell)) \(amount)：\(adjustment.reason)"
        }
        let materials = try await Materials(surroundings).listing(
            overview.campaign.id, unit: overview.unit.code, for: officer)
        page.gaps = materials.checklist.gaps
        page.checklist = Wording.section(
            materials.checklist, Link("传材料", Paths.materials(page.campaign, page.unit)))
        if let before {
            page.isCorrection = before.cells.isLowered(in: overview.reported)
            page.corrections = Self.corrections(definition, before.cells, overview.reported)
            page.reason = visit.form["reason"]
        }
        return visit.page(
            "确认上报", newSubmissionPage(page), status: refused.map { $0.kind.status } ?? .ok, narrow: true)
    }

    private static func field(of refused: SubmissionRefused, _ form: FormData, isVillage: Bool) -> String {
        switch refused {
        case .noWhy: return "reason"
        case .reasonTooLong:
            let isLong = { (name: String) in form[name].unicodeScalars.count > 1000 }
            let fields = ["note", "reason"] + form.names(after: "explain.").map { "explain.\($0)" }
            return fields.first(where: isLong) ?? "note"
        default: return isVillage ? "kind" : "note"
        }
    }

    private func submit(_ visit: Visit) async throws -> Response {
        let code = visit.form["unit"]
        let isNil = visit.form["kind"] == "nil"
        do {
            let order = try SubmitTable.Order(
                campaign: try await campaign(visit), unit: code, kind: isNil ? .nilReport : .report,
                note: visit.form["note"], why: visit.form["reason"],
                explanations: visit.form.names(after: "explain.").reduce(into: [:]) {
                    $0[$1] = visit.form["explain.\($1)"]
                })
            let id = try await SubmitTable(surroundings)(order, id: .init(visit.form["id"]), by: visit.officer)
            return .seeOther(Paths.submission(id.text))
        } catch let refused as SubmissionRefused {
            return try await confirmation(visit, unit: code, isNil: isNil, refused: refused)
        }
    }

    private func show(_ visit: Visit) async throws -> Response { try await show(visit, errors: .none) }

    /// - Parameter errors: of the form that was sent; what was typed stands in the visit.
    func show(_ visit: Visit, errors: FormErrors) async throws -> Response {
        let officer = try visit.officer
        let found = try await Submissions(surroundings).one(visit.identifier("submission"), for: officer)
        let submission = found.submission
        guard found.isIntact else { throw SnapshotBroken(id: submission.id) }
        let waiting = submission.state == .submitted
        let mine = found.mayRecall
        let definition = found.definition
        var page = SubmissionPage(
            csrf: visit.csrf, id: submission.id.text,
            path: officer.unit.id == submission.unit.id
                ? [Link("上报", Paths.submissions)]
                : [Link("下级上报", Paths.submissions(campaign: submission.campaign.text, to: officer.unit.code))],
            unitName: submission.unit.shortName, version: "第 \(submission.version) 次",
            chip: waiting && !mine ? Wording.chipBelow(submission) : Wording.chip(submission),
            times: "\(submission.submittedAt.short) \(submission.state.isHandedUp ? "报的" : "送签的")"
                + (submission.decidedAt.map { "，\($0.short) \(Wording.chip(submission).text)" } ?? ""),
            returnReason: SignOffModel.reason(submission),
            annex: Self.annex(found),
            isNil: submission.kind == .nilReport, missing: submission.missing.map(\.name),
            note: submission.note.nonEmpty, hash: submission.hash,
            versions: found.versions.map { version in
                SubmissionVersion(
                    label: "第 \(version.version) 次\(Self.kind(version))",
                    chip: Wording.chip(version), when: version.submittedAt.short,
                    href: version.id == submission.id ? nil : Paths.submission(version.id.text))
            },
            supplements: Self.supplements(found.versions, definition),
            canJudge: waiting && officer.may(.review, on: submission.unit),
            canRecall: mine && (waiting || submission.state == .prepared),
            reason: visit.form["reason"],
            resubmitHref: mine && [.returned, .unsigned].contains(submission.state)
                && found.versions.standing?.id == submission.id
                ? Paths.newSubmission(campaign: submission.campaign.text, unit: submission.unit.code) : nil,
            errors: errors)
        page.findings =
            submission.findings.map { ExplainedFinding(message: $0.message, explanation: $0.explanation.nonEmpty) }
            + found.parts.flatMap { part in
                part.findings.map {
                    ExplainedFinding(
                        unit: part.unit.shortName, message: $0.message, explanation: $0.explanation.nonEmpty)
                }
            }.prefix(50)
        let materials = try await Materials(surroundings).listing(
            submission.campaign, unit: submission.unit.code, for: officer)
        SignOffModel(found, asked: materials.checklist, officer: officer, form: visit.form).fill(&page)
        if let before = found.before {
            page.corrections = Self.corrections(definition, before.cells, submission.cells)
            page.correctionReason = submission.why.nonEmpty
        }
        if waiting, !page.canJudge, officer.unit.id == submission.unit.reportsTo {
            page.waitsFor = "收下、退回由\(officer.unit.shortName)的负责人来点。"
        }
        page.next = found.nextWaiting.map { Link("下一个：\($0.unit.shortName)", Paths.submission($0.id.text)) }
        page.parts = found.parts.map { part in
            SubmissionPart(
                unit: part.unit.shortName, version: "第 \(part.version) 次",
                figure: Wording.totals(part.cells, definition), href: Paths.submission(part.id.text))
        }
        page.checklist = Wording.section(
            materials.checklist,
            Link(
                materials.canAttach ? "传材料" : "看材料",
                Paths.materials(submission.campaign.text, submission.unit.code)))
        return visit.page(
            "\(submission.unit.shortName)的上报", submissionPage(page),
            status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    /// The table of a version, as it was.
    static func annex(_ found: Submissions.Version) -> Annex {
        AnnexPages.annex(
            found.definition, year: found.campaign.year, unit: found.submission.unit, values: found.submission.cells,
            contact: "", date: CalendarDate(found.submission.submittedAt), adjustments: found.submission.adjustments
        ) { _ in nil }
    }

    /// What each supplement brought, oldest first.
    private static func supplements(_ versions: [Submission], _ definition: TableDefinition) -> [String] {
        let ordered = versions.reversed().filter { $0.state != .returned && $0.state != .recalled }
        return zip(ordered, ordered.dropFirst()).filter { $1.kind == .supplement }.map { before, after in
            let added = after.cells.merging(before.cells) { $0 - $1 }
            return "\(after.submittedAt.short) \(after.why)：\(Wording.totals(added, definition))"
        }
    }
    private static func kind(_ version: Submission) -> String {
        version.kind == .supplement
            ? (version.corrects == nil ? "（补进）" : "（下级更正）")
            : version.corrects == nil ? "" : "（更正）"
    }
    /// The cells that a correction changes, both values.
    static func corrections(
        _ definition: TableDefinition, _ before: CellValues, _ after: CellValues
    ) -> [CellChange] {
        let words = { (value: Int64?) in value.map { Wording.number($0) } ?? "没报" }
        return definition.cells.filter { before[$0.id] ?? 0 != after[$0.id] ?? 0 }.map {
            CellChange(label: definition.label(of: $0.id), before: words(before[$0.id]), after: words(after[$0.id]))
        }
    }

    private func accept(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        try await DecideSubmission(surroundings).accept(id, by: visit.officer)
        return .seeOther(Paths.submission(id.text))
    }

    private func giveBack(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        do {
            try await DecideSubmission(surroundings).giveBack(
                id, reason: visit.form["reason"], remarks: SignOffModel.remarks(visit.form), by: visit.officer)
            return .seeOther(Paths.submission(id.text))
        } catch let refused as SubmissionRefused where refused.kind == .invalid {
            return try await show(visit, errors: FormErrors([FieldError("reason", refused.message)]))
        }
    }

    private func recall(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        guard let seen = Submission.State(rawValue: visit.form["seen"]) else { throw SubmissionRefused.notWaiting }
        try await DecideSubmission(surroundings).recall(id, seen: seen, by: visit.officer)
        return .seeOther(Paths.submission(id.text))
    }

    /// The content of a snapshot no longer has its hash: a defect, or somebody wrote into the database.
    private struct SnapshotBroken: Error { let id: Submission.ID }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
