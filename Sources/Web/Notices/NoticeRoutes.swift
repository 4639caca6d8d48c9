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
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let page = NoticeListPage(
            notices: try await Notices(surroundings).list(for: officer).map { listed in
                let notice = listed.notice
                let isDraft = notice.state == .draft
                return NoticeLine(
                    title: notice.head.title, number: notice.head.docNumber,
                    issuer: notice.head.issuer ?? notice.unit.shortName, date: CalendarDate(notice.createdAt).short,
                    chip: Self.chip(listed, at: officer.unit),
                    href: isDraft ? Paths.noticeReview(notice.id.text) : Paths.notice(notice.id.text))
            }, canImport: officer.may(.notices, on: officer.unit))
        return visit.page("通知", noticeListPage(page))
    }

    private static func chip(_ listed: Notices.Listed, at unit: Unit) -> Chip {
        if let delivery = listed.delivery {
            let isLast = unit.level == .village
            return delivery.response == nil
                ? Chip(.gap, isLast ? "等你看" : "等你转下去") : Chip(.ok, isLast ? "照样办" : "转下去了")
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
        guard visit.form["action"] == "confirm" else {
            try await ConfirmNotice(surroundings).save(draft, of: id, by: officer)
            return .seeOther(Paths.notices)
        }
        do {
            try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
            return .seeOther(Paths.notice(id.text))
        } catch let refused as NoticeDraftRefused {
            let errors = FormErrors(refused.fields.map { FieldError($0.name, $0.message) })
            return reviewPage(visit, review, draft, errors: errors)
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let detail = try await Notices(surroundings).detail(visit.identifier("notice"), for: officer)
        let notice = detail.notice
        let isOwn = notice.unit.id == officer.unit.id
        if notice.state == .draft, isOwn { return .seeOther(Paths.noticeReview(notice.id.text)) }
        let categories = detail.campaign?.definition.categories ?? []
        let canRecord = officer.may(.record, on: officer.unit)
        var action: NoticeAction?
        let count = Int(detail.childCount)
        if isOwn, notice.state == .confirmed, officer.may(.notices, on: officer.unit) { action = .issue(count: count) }
        if let delivery = detail.delivery, delivery.response == nil,
            officer.may(officer.unit.level == .village ? .record : .notices, on: officer.unit)
        {
            action = .carryOut(count: count)
        }
        let page = NoticePage(
            csrf: visit.csrf, id: notice.id.text, title: notice.head.title, number: notice.head.docNumber,
            chip: Self.chip(.init(notice: notice, delivery: detail.delivery), at: officer.unit),
            facts: Self.facts(detail),
            clauses: detail.clauses.map { clause in
                NoticeClause(
                    number: clause.number, text: clause.heading.isEmpty ? clause.body : clause.heading,
                    chip: clause.required ? Chip(.plain, "规定动作") : nil)
            },
            activities: detail.activities.map { activity in
                NoticeActivityLine(
                    name: activity.name,
                    dates: activity.sessions.prefix(9).map { Wording.days($0.startsOn, $0.endsOn) }
                        .joined(separator: "、"),
                    venue: activity.venue ?? "", headcount: Self.heads(activity),
                    category: categories.first { $0.id == activity.category }?.name ?? "",
                    href: canRecord ? activity.sessions.first.map { Paths.newActivity(session: $0.id.text) } : nil)
            },
            deliveries: detail.passedOn.map { delivery in
                DeliveryLine(
                    unit: delivery.unit.shortName,
                    chip: delivery.response == nil ? Chip(.open, "还没转") : Chip(.ok, "照样办"),
                    when: delivery.respondedAt?.short)
            }, action: action)
        return visit.page(notice.head.title, noticePage(page))
    }

    private static func heads(_ activity: PlannedActivity) -> String {
        guard let least = activity.headMin, let most = activity.headMax else { return "" }
        return "\(least == most ? "\(least)" : "\(least)–\(most)") \(activity.headUnit ?? "人")"
    }

    private static func facts(_ detail: Notices.Detail) -> [Fact] {
        let head = detail.notice.head
        var facts = [Fact("种类", NoticeReviewForm.kindNames[head.kind] ?? "通知")]
        if let issuer = head.issuer { facts.append(Fact("谁发的", issuer)) }
        if let day = head.issueDate { facts.append(Fact("日期", day.long)) }
        if let theme = head.theme { facts.append(Fact("主题", theme)) }
        if head.startsOn != nil { facts.append(Fact("活动时间", Wording.days(head.startsOn, head.endsOn))) }
        if let campaign = detail.campaign { facts.append(Fact("哪次活动", campaign.name)) }
        let cited = detail.superiors.compactMap { $0.docNumber ?? $0.title }
        if !cited.isEmpty { facts.append(Fact("依据", cited.joined(separator: "、"))) }
        for deadline in detail.deadlines {
            let day = deadline.dueOn.map { "\($0.short)前" } ?? "没写哪天"
            facts.append(Fact("时限", "\(day)，\(deadline.what)\(deadline.recipient.map { "，报\($0)" } ?? "")"))
        }
        let materials = detail.requirements.map { requirement in
            let name = NoticeReviewForm.materialNames[requirement.kind] ?? "其他材料"
            guard let least = requirement.countMin else { return name }
            return "\(name) \(requirement.countMax.map { $0 == least ? "\(least)" : "\(least)–\($0)" } ?? "\(least)")"
        }
        if !materials.isEmpty { facts.append(Fact("要报的材料", materials.joined(separator: "、"))) }
        if let due = detail.delivery?.dueOn { facts.append(Fact("我们的时限", "\(due.withWeekday) 24:00 前")) }
        return facts
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
}
