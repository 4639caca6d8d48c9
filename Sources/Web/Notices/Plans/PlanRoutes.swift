internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NoticeReading
internal import UseCases

/// Own plans, revised notices, last year's notice once more.
struct PlanRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .post("/notices/{notice}/plan", .right(.notices, .notice), begin),
            .post("/notices/{notice}/next-year", .right(.notices, .notice), beginNextYear),
            .get("/notices/{notice}/compose", .right(.notices, .notice), compose),
            .post("/notices/{notice}/compose", .right(.notices, .notice), sendCompose),
            .get("/notices/{notice}/revise", .right(.notices, .notice), revise),
            .post("/notices/{notice}/revise", .right(.notices, .notice), body: .upload, sendRevision),
            .post("/notices/{notice}/revise/clauses", .right(.notices, .notice), reviseClauses),
            .get("/notices/{notice}/changes", .right(.view, .notice), changes),
            .post("/notices/{notice}/changes", .right(.notices, .notice), takeOver),
        ]
    }

    private func begin(_ visit: Visit) async throws -> Response {
        let plan = try await WritePlan(surroundings).begin(from: visit.identifier("notice"), by: visit.officer)
        return .seeOther(Paths.noticeCompose(plan.text))
    }

    private func beginNextYear(_ visit: Visit) async throws -> Response {
        let plan = try await WritePlan(surroundings).beginNextYear(from: visit.identifier("notice"), by: visit.officer)
        return .seeOther(Paths.noticeCompose(plan.text))
    }

    // MARK: Writing

    private func compose(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        guard let editor = try await PlanEditor(surroundings).page(id, for: visit.officer),
            editor.notice.state == .draft
        else { return .seeOther(Paths.notice(id.text)) }
        return page(visit, ComposeForm.page(editor, csrf: visit.csrf))
    }

    private func page(_ visit: Visit, _ page: ComposePage) -> Response {
        let status: HTTPResponse.Status =
            page.conflict != nil ? .conflict : page.errors.summary.isEmpty ? .ok : .unprocessableContent
        return visit.page(page.heading, composePage(page), status: status)
    }

    private func sendCompose(_ visit: Visit) async throws -> Response {
        let (officer, id) = (try visit.officer, try visit.identifier("notice") as Notice.ID)
        guard let editor = try await PlanEditor(surroundings).page(id, for: officer) else {
            return .seeOther(Paths.notice(id.text))
        }
        let action = visit.form["action"].split(separator: ".").map(String.init)
        if action.first == "discard" {
            try await ConfirmNotice(surroundings).discard(id, by: officer)
            return .seeOther(Paths.notices)
        }
        let typed = ComposeForm.plan(visit.form, over: editor)
        let version = Int64(visit.form["version"]) ?? 0
        do {
            let write = WritePlan(surroundings)
            if action.first == "compose" {
                try await write.compose(typed, version: version, of: id, by: officer)
                return .seeOther(Paths.noticeReview(id.text))
            }
            let (plan, anchor) = try await changed(typed, action, visit.form, by: officer)
            try await write.save(plan, version: version, of: id, by: officer)
            if action.first == "keep" { return Response(status: .noContent) }
            return .seeOther(action.first == "save" ? Paths.notices : Paths.noticeCompose(id.text) + anchor)
        } catch let refused as PlanRefused {
            let errors = FormErrors(refused.fields.map { FieldError($0.name, $0.message) })
            let editor = try await PlanEditor(surroundings).page(id, typed: typed, for: officer)
            return page(visit, ComposeForm.page(editor, csrf: visit.csrf, errors: errors))
        } catch NoticeRefused.changedMeanwhile where action.first != "keep" {
            let editor = try await PlanEditor(surroundings).page(id, typed: typed, for: officer)
            var page = ComposeForm.page(editor, csrf: visit.csrf)
            page.conflict = NoticeRefused.changedMeanwhile.message
            return self.page(visit, page)
        }
    }

    /// What a button of the form does beside saving, and where the page opens again.
    private func changed(
        _ typed: PlanComposition, _ action: [String], _ form: FormData, by officer: Officer
    ) async throws -> (PlanComposition, anchor: String) {
        var plan = typed
        let write = WritePlan(surroundings)
        switch action.first {
        case "add":
            let added = action.last.flatMap { Int($0) }.flatMap { ComposeForm.add(after: $0, to: &plan) }
            return (plan, added.map { "#entry.\($0)" } ?? "")
        case "base":
            guard let base = try? Notice.ID(form["base"]) else { throw AccessRefused.missing }
            return (try await write.adding(base, to: plan, by: officer), "#base-\(base.text)")
        case "remove":
            guard let base = action.last.flatMap({ try? Notice.ID($0) }) else { return (plan, "") }
            return (try await write.removing(base, from: plan, by: officer), "")
        case "follow": return (try await NoticeChanges(surroundings).follow(plan, by: officer), "")
        case "due":
            if plan.dues.count < PlanComposition.mostDues { plan.dues.append(.init(to: plan.issuer)) }
            return (plan, "#due.\(plan.dues.count - 1).what")
        case "dues": return (try await write.proposingDues(plan, by: officer), "#due")
        default: return (plan, "")
        }
    }

    // MARK: Revising

    private func revise(_ visit: Visit) async throws -> Response {
        let found = try await ReviseNotice(surroundings).page(visit.identifier("notice"), for: visit.officer)
        if let begun = found.begun { return .seeOther(Paths.noticeReview(begun.text)) }
        return revisePage(visit, found, text: found.text)
    }

    private func revisePage(_ visit: Visit, _ found: ReviseNotice.Page, text: String, message: String? = nil)
        -> Response
    {
        let page = RevisePage(
            csrf: visit.csrf, id: found.notice.id.text, title: found.notice.head.title, text: text,
            isComposed: found.isComposed,
            errors: message.map { FormErrors([FieldError("text", $0)]) } ?? .none)
        return visit.page(
            "改一版", Web.revisePage(page), status: message == nil ? .ok : .unprocessableContent, narrow: true)
    }

    private func reviseClauses(_ visit: Visit) async throws -> Response {
        let next = try await WritePlan(surroundings).beginRevision(of: visit.identifier("notice"), by: visit.officer)
        return .seeOther(Paths.noticeCompose(next.text))
    }

    private func sendRevision(_ visit: Visit) async throws -> Response {
        let (officer, id) = (try visit.officer, try visit.identifier("notice") as Notice.ID)
        let revise = ReviseNotice(surroundings)
        let found = try await revise.page(id, for: officer)
        let file = visit.form.file("file")
        let typed = visit.form["text"]
        func again(_ message: String) -> Response { revisePage(visit, found, text: typed, message: message) }
        if file == nil, typed.trimmed.isEmpty { return again("写上改过的全文，或者选改好的文件") }
        if file == nil, typed.trimmed == found.text.trimmed { return again("还没有改动。在原文上改好了再读") }
        do {
            let next = try await revise(
                id, file: file?.bytes ?? Array(typed.utf8), name: file?.name ?? "改过的全文.txt", by: officer)
            return .seeOther(Paths.noticeReview(next.text))
        } catch let invalid as NoticeInvalid { return again(invalid.message) }
    }

    // MARK: Taking over

    private func changes(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let id: Notice.ID = try visit.identifier("notice")
        guard let found = try await NoticeChanges(surroundings).page(id, for: officer) else {
            return .seeOther(Paths.notice(id.text))
        }
        return visit.page("通知修订了", noticeChangesPage(NoticeChangesModel.page(found, for: officer, csrf: visit.csrf)))
    }

    private func takeOver(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        var decisions: [String: PlanComposition.Decision] = [:]
        for key in visit.form.names(after: "change.") {
            decisions[key] = PlanComposition.Decision(rawValue: visit.form["change." + key])
        }
        let plan = try await NoticeChanges(surroundings).takeOver(id, decisions, by: visit.officer)
        return .seeOther(plan.map { Paths.noticeCompose($0.text) } ?? Paths.notice(id.text))
    }
}
