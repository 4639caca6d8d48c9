internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NoticeReading
internal import UseCases

/// Notices: in, confirmed, down.
struct NoticeRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.notices, .officer, list),
            .get(Paths.newNotice, .right(.notices, .ownUnit)) { visit in uploadForm(visit) },
            .post(Paths.notices, .right(.notices, .ownUnit), body: .upload, upload),
            .get("/notices/{notice}", .right(.view, .notice), show),
            .get("/notices/{notice}/review", .right(.notices, .notice), review),
            .post("/notices/{notice}/review", .right(.notices, .notice), confirm),
            .post("/notices/{notice}/issue", .right(.notices, .notice), issue),
            .post("/notices/{notice}/carry-out", .right(.view, .notice), carryOut),
            .post("/notices/{notice}/publish", .right(.notices, .notice), publish),
            .post("/tasks/{task}/progress", .right(.view, .task), progress),
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        var page = NoticeListPage(
            notices: try await Notices(surroundings).list(for: officer).map { listed in
                let notice = listed.notice
                let isDraft = notice.state == .draft
                return NoticeLine(
                    title: notice.head.title, number: notice.head.docNumber,
                    issuer: notice.head.issuer ?? notice.unit.shortName, date: CalendarDate(notice.createdAt).short,
                    chip: Self.chip(listed, at: officer.unit),
                    href: isDraft ? Paths.noticeReview(notice.id.text) : Paths.notice(notice.id.text))
            }, canImport: officer.may(.notices, on: officer.unit),
            breaches: try await Notices(surroundings).breaches(for: officer).map { notice in
                NoticeLine(
                    title: notice.head.title, number: notice.head.docNumber, issuer: notice.unit.shortName,
                    date: CalendarDate(notice.createdAt).short, chip: Chip(.gap, "有说明"),
                    href: Paths.notice(notice.id.text))
            })
        page.csrf = visit.csrf
        page.lastYears = try await Notices(surroundings).lastYears(for: officer).map {
            Choice($0.id.text, $0.head.title)
        }
        return visit.page("通知", noticeListPage(page))
    }

    private static func chip(_ listed: Notices.Listed, at unit: Unit) -> Chip {
        if let delivery = listed.delivery {
            let isLast = unit.level == .village
            return switch delivery.response {
            case .ownPlan: Chip(.ok, "写了方案")
            case .asItStands: Chip(.ok, isLast ? "照样办" : "转下去了")
            case nil where listed.isSettled: Chip(.plain, "有新的了")
            case nil: Chip(.gap, isLast ? "等你看" : "等你转下去")
            }
        }
        return switch listed.notice.state {
        case .draft: Chip(.half, "等你核对")
        case .confirmed: Chip(.gap, "还没发下去")
        case .issued: Chip(.ok, "发下去了")
        }
    }

    private func uploadForm(_ visit: Visit, message: String? = nil) -> Response {
        let errors = message.map { FormErrors([FieldError("file", $0)]) } ?? .none
        return visit.page(
            "导入通知原文", newNoticePage(NewNoticePage(csrf: visit.csrf, text: visit.form["text"], errors: errors)),
            status: message == nil ? .ok : .unprocessableContent, narrow: true)
    }

    private func upload(_ visit: Visit) async throws -> Response {
        let file = visit.form.files["file"]?.first.flatMap { $0.bytes.isEmpty && $0.name.isEmpty ? nil : $0 }
        guard file != nil || !visit.form["text"].trimmed.isEmpty else {
            return uploadForm(visit, message: "还没选文件，选一个，或者把全文贴在下面")
        }
        do {
            let id = try await UploadNotice(surroundings)(
                file?.bytes ?? Array(visit.form["text"].utf8), name: file?.name ?? "粘贴的文字", by: visit.officer)
            return .seeOther(Paths.noticeReview(id.text))
        } catch let invalid as NoticeInvalid {
            return uploadForm(visit, message: invalid.message)
        }
    }

    private func review(_ visit: Visit) async throws -> Response {
        let review = try await Notices(surroundings).review(visit.identifier("notice"), for: visit.officer)
        guard review.notice.state == .draft else { return .seeOther(Paths.notice(review.notice.id.text)) }
        if review.isToCompose { return .seeOther(Paths.noticeCompose(review.notice.id.text)) }
        return reviewPage(visit, review, review.draft)
    }

    private func reviewPage(
        _ visit: Visit, _ review: Notices.Review, _ draft: NoticeDraft, errors: FormErrors = .none
    ) -> Response {
        let page = NoticeReviewForm.page(review, draft, csrf: visit.csrf, errors: errors)
        return visit.page(
            "核对通知", noticeReviewPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    private func confirm(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let id: Notice.ID = try visit.identifier("notice")
        let review = try await Notices(surroundings).review(id, for: officer)
        let draft = NoticeReviewForm.draft(visit.form, over: review.draft)
        let action = visit.form["action"]
        if action == "discard" {
            try await ConfirmNotice(surroundings).discard(id, by: officer)
            return .seeOther(Paths.notices)
        }
        guard action == "confirm" else {
            try await ConfirmNotice(surroundings).save(draft, of: id, by: officer)
            // `keep` is what the script sends while somebody types.
            if action == "keep" { return Response(status: .noContent) }
            return .seeOther(
                action == "save"
                    ? Paths.notices : Paths.noticeReview(id.text) + NoticeReviewForm.anchor(after: action, draft))
        }
        do {
            try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
            return .seeOther(Paths.notice(id.text))
        } catch NoticeRefused.baseRevised {
            // The page for writing says so, and offers to follow.
            return .seeOther(Paths.noticeCompose(id.text))
        } catch let refused as NoticeDraftRefused {
            let errors = FormErrors(refused.fields.map { FieldError($0.name, $0.message) })
            return reviewPage(visit, review, draft, errors: errors)
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        try await show(visit, visit.identifier("notice"))
    }

    private func show(_ visit: Visit, _ id: Notice.ID, error: NoticePage.NoteError? = nil) async throws -> Response {
        let officer = try visit.officer
        let detail = try await Notices(surroundings).detail(id, for: officer)
        let notice = detail.notice
        let isOwn = notice.unit.id == officer.unit.id
        if notice.state == .draft, isOwn { return .seeOther(Paths.noticeReview(notice.id.text)) }
        var page = NoticePageModel.page(detail, for: officer, csrf: visit.csrf)
        page.plan = PlanSectionsModel.sections(try await NoticePlans(surroundings).around(id, for: officer), id: id)
        // Who has a plan takes a revision over into it; what another one took the place of asks nothing more.
        if page.plan.changesHref != nil || page.plan.replacedBy != nil, case .carryOut? = page.action {
            page.action = nil
        }
        page.chip = Self.chip(.init(notice: notice, delivery: detail.delivery), at: officer.unit)
        if officer.may(.notices, on: officer.unit), isOwn || detail.delivery != nil {
            page.roster = try await Rosters(surroundings).summary(id, for: officer).map(RosterModel.view)
        }
        page.noteError = error
        return visit.page(
            notice.head.title, noticePage(page), status: error == nil ? .ok : .unprocessableContent)
    }

    private func issue(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        try await PassNoticeDown(surroundings).issue(id, by: visit.officer)
        return .seeOther(Paths.notice(id.text))
    }

    private func carryOut(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        try await PassNoticeDown(surroundings).carryOut(id, by: visit.officer)
        return .seeOther(Paths.notice(id.text))
    }

    private func publish(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        try await PublishNotice(surroundings)(id, isPublic: visit.form["public"] == "1", by: visit.officer)
        return .seeOther(Paths.notice(id.text))
    }

    private func progress(_ visit: Visit) async throws -> Response {
        let task: AnnualTask.ID = try visit.identifier("task")
        let notice: Notice.ID
        do {
            notice = try await NoteProgress(surroundings)(visit.form["body"], on: task, by: visit.officer)
        } catch let refused as ProgressRefused {
            return try await show(
                visit, AnnualPlans(surroundings).notice(of: task),
                error: .init(task: task.text, body: visit.form["body"], message: refused.message))
        }
        return .seeOther(Paths.notice(notice.text) + "#task-\(task.text)")
    }
}
