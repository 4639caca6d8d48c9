internal import Domain
internal import Hummingbird
internal import UseCases

/// 签字, its receipt, and how a unit does it.
struct SignOffRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .post("/submissions/{submission}/sign", .right(.sign, .submission), sign),
            .post("/submissions/{submission}/give-back", .right(.sign, .submission), giveBack),
            .post("/submissions/{submission}/scan", .right(.submit, .submission), body: .files, attachScan),
            .get("/submissions/{submission}/print", .right(.view, .submission), printed),
            .get("/submissions/{submission}/receipt", .right(.view, .submission), receipt),
            .get("/units/{unit}/settings", .right(.administer, .unit), settings),
            .post("/units/{unit}/settings", .right(.administer, .unit), saveSettings),
        ]
    }

    private func sign(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        do {
            try await SignSubmission(surroundings)(id, name: visit.form["name"], by: visit.officer)
            return .seeOther(Paths.submissionReceipt(id.text))
        } catch SubmissionRefused.noName {
            return try await SubmissionRoutes(surroundings: surroundings).show(
                visit, errors: FormErrors([FieldError("name", SubmissionRefused.noName.message)]))
        }
    }

    private func giveBack(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        do {
            try await SignSubmission(surroundings).giveBack(id, reason: visit.form["reason"], by: visit.officer)
            return .seeOther(Paths.submission(id.text))
        } catch let refused as SubmissionRefused where refused.kind == .invalid {
            return try await SubmissionRoutes(surroundings: surroundings).show(
                visit, errors: FormErrors([FieldError("reason", refused.message)]))
        }
    }

    /// 盖章扫描件: signed on paper, stamped, and taken a picture of.
    private func attachScan(_ visit: Visit) async throws -> Response {
        let id: Submission.ID = try visit.identifier("submission")
        let found = try await Submissions(surroundings).one(id, for: visit.officer).submission
        let refused: [MaterialRefused]
        do {
            refused = try await AttachMaterials(surroundings)(
                visit.form.sent(ScanSection.field), to: .version(id), campaign: found.campaign, unit: found.unit.code,
                by: visit.officer)
        } catch let error as MaterialRefused where error.kind == .invalid { refused = [error] }
        guard !refused.isEmpty else { return .seeOther(Paths.submission(id.text)) }
        return try await SubmissionRoutes(surroundings: surroundings).show(
            visit, errors: FormErrors(refused.map { FieldError(ScanSection.field, $0.message) }))
    }

    /// The version's table alone, to be stamped.
    private func printed(_ visit: Visit) async throws -> Response {
        let found = try await Submissions(surroundings).one(visit.identifier("submission"), for: visit.officer)
        let page = TablePrintPage(
            back: Link("回第 \(found.submission.version) 次上报", Paths.submission(found.submission.id.text)),
            annex: SubmissionRoutes.annex(found))
        return visit.page("信息统计表 \(found.submission.unit.shortName)", tablePrintPage(page), mode: .plain)
    }

    private func receipt(_ visit: Visit) async throws -> Response {
        let found = try await Submissions(surroundings).one(visit.identifier("submission"), for: visit.officer)
        let submission = found.submission
        guard let number = submission.receipt else { throw AccessRefused.missing }
        let steps = found.steps.filter { $0.version == submission.version }
        let who = { (kinds: [SubmissionStep.Kind]) in
            steps.last { kinds.contains($0.kind) }.map { "\($0.name)　\($0.at.short)" }
        }
        let page = SubmissionReceiptPage(
            number: number.grouped, unitName: submission.unit.shortName,
            superiorName: found.parent.map(Wording.short) ?? "上级", campaign: found.campaign.name,
            facts: [
                Fact("第几次", "第 \(submission.version) 次"), who([.prepared, .submitted]).map { Fact("经办", $0) },
                who([.signed]).map { Fact("签字", $0) },
                Fact("上报的数", Wording.totals(submission.cells, found.definition)),
                submission.missing.isEmpty
                    ? nil : Fact("还没收下的单位", submission.missing.map(\.name).joined(separator: "、")),
                found.materials.isEmpty ? nil : Fact("材料", SignOffModel.counted(found.materials)),
            ].compactMap(\.self), hash: submission.hash, backHref: Paths.submission(submission.id.text))
        return visit.page("回执", submissionReceiptPage(page), narrow: true)
    }

    private func settings(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let chosen = try await SignSubmission(surroundings).signOff(of: code, for: visit.officer)
        let unit = try await Units(surroundings).page(code, after: nil, for: visit.officer).unit
        let choices: [(SignOff, String, String)] = [
            (.byPosts, "看有没有别的负责人", "有就要负责人签字，没有就直接报"),
            (.twoSteps, "都要负责人签字", "经办人送签，负责人签了才报上去"), (.oneStep, "经办人直接报", "一个人的单位用这个"),
        ]
        let page = UnitSettingsPage(
            csrf: visit.csrf, unit: code, unitName: unit.shortName,
            choices: choices.map { Choice($0.rawValue, $1, isSelected: $0 == chosen, hint: $2) })
        return visit.page("怎么上报", unitSettingsPage(page), narrow: true)
    }

    private func saveSettings(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        guard let signOff = SignOff(rawValue: visit.form["sign_off"]) else { throw AccessRefused.missing }
        try await SignSubmission(surroundings).set(signOff, of: code, by: visit.officer)
        return .seeOther(Paths.unit(code))
    }
}
