internal import Domain
internal import UseCases

/// From a notice to its page.
enum NoticePageModel {
    static func page(_ detail: Notices.Detail, for officer: Officer, csrf: String) -> NoticePage {
        let notice = detail.notice
        let isOwn = notice.unit.id == officer.unit.id
        let canRecord = officer.may(.record, on: officer.unit)
        let categories = detail.campaign?.definition.categories ?? []
        var page = NoticePage(
            csrf: csrf, id: notice.id.text, title: notice.head.title, number: notice.head.docNumber,
            facts: facts(detail),
            clauses: detail.clauses.map { clause in
                NoticeClause(
                    number: clause.number, text: clause.heading, body: clause.body,
                    chip: clause.required ? Chip(.plain, "规定动作") : nil)
            },
            activities: detail.activities.map { line($0, categories: categories, canRecord: canRecord) },
            deliveries: detail.passedOn.map { delivery in
                DeliveryLine(
                    unit: delivery.unit.shortName,
                    chip: chip(delivery), when: delivery.respondedAt?.short,
                    planHref: delivery.plan.map { Paths.notice($0.text) })
            }, action: action(detail, for: officer))
        if case .issue? = page.action, let burden = detail.burden {
            let breaches = detail.findings.count {
                $0.finding.rule == NoticeFinding.redLine && $0.finding.reason == nil
            }
            page.burden = NoticeReviewForm.burden(burden, breaches: breaches)
        }
        page.findings = detail.findings.map {
            FindingLine(
                message: Wording.plain($0.finding.message), quote: $0.quote,
                isBreach: $0.finding.rule == NoticeFinding.redLine, reason: $0.finding.reason)
        }
        page.isLast = officer.unit.level == .village
        page.areas = areas(detail, for: officer)
        page.days = days(detail.days)
        page.canNote =
            (isOwn || detail.delivery != nil)
            && officer.may(officer.unit.level == .village ? .record : .notices, on: officer.unit)
        page.files = files(notice, hasCalendar: !detail.activities.isEmpty || !detail.days.isEmpty)
        if isOwn, notice.state == .issued, officer.may(.notices, on: officer.unit) {
            page.publication = .init(href: notice.publishedAt == nil ? nil : Paths.publicNotice(notice.id.text))
        }
        return page
    }

    private static func chip(_ delivery: Delivery) -> Chip {
        switch delivery.response {
        case .ownPlan: Chip(.ok, "写了方案")
        case .asItStands: Chip(.ok, "照样办")
        case nil: Chip(.open, delivery.unit.level == .village ? "还没答" : "还没转")
        }
    }

    private static func action(_ detail: Notices.Detail, for officer: Officer) -> NoticeAction? {
        let count = Int(detail.childCount)
        if let delivery = detail.delivery, delivery.response == nil,
            officer.may(officer.unit.level == .village ? .record : .notices, on: officer.unit)
        {
            return .carryOut(count: count)
        }
        let isOwn = detail.notice.unit.id == officer.unit.id
        return isOwn && detail.notice.state == .confirmed && officer.may(.notices, on: officer.unit)
            ? .issue(count: count) : nil
    }

    private static func files(_ notice: Notice, hasCalendar: Bool) -> [Link] {
        let id = notice.id.text
        var files = [Link("下载公文（.docx）", Paths.noticeDocument(id)), Link("打印", Paths.noticePrint(id))]
        if hasCalendar { files.append(Link("活动日历（.ics，手机和 Outlook 都能用）", Paths.noticeCalendar(id))) }
        files.append(Link("下载原文件", Paths.noticeOriginal(id)))
        return files
    }

    // MARK: Activities and days

    static func line(_ activity: PlannedActivity, categories: [Category], canRecord: Bool) -> NoticeActivityLine {
        NoticeActivityLine(
            name: activity.name,
            dates: activity.sessions.prefix(9).map { Wording.days($0.startsOn, $0.endsOn) }.joined(separator: "、")
                + (activity.time.map { " \($0)" } ?? ""),
            venue: activity.venue ?? "", headcount: heads(activity),
            category: categories.first { $0.id == activity.category }?.name ?? "",
            href: canRecord ? activity.sessions.first.map { Paths.newActivity(session: $0.id.text) } : nil)
    }

    private static func heads(_ activity: PlannedActivity) -> String {
        guard let least = activity.headMin ?? activity.headMax else { return activity.output ?? "" }
        let most = activity.headMax ?? least
        let unit = activity.headUnit ?? "人"
        return "\(activity.per ?? "")\(least == most ? "\(least)" : "\(least)–\(most)") \(unit)"
    }

    static func days(_ days: [YearlyDay]) -> [Fact] {
        days.map { Fact($0.name, $0.heldOn?.withWeekday ?? "没写哪天") }
    }

    // MARK: Tasks

    private static func areas(_ detail: Notices.Detail, for officer: Officer) -> [TaskArea] {
        var areas: [TaskArea] = []
        for task in detail.tasks {
            let notes = detail.progress.filter { $0.task == task.id }
            let units = Set(notes.filter { $0.unit.id != officer.unit.id }.map(\.unit.id)).count
            let view = TaskView(
                id: task.id.text, name: task.name,
                indicators: task.indicators.split(separator: "\n").map(String.init), owner: task.owner,
                // Own notes first, then the units below in the order of their codes, each newest first.
                notes: notes.sorted {
                    ($0.unit.id == officer.unit.id ? "" : $0.unit.code, -$0.createdAt.milliseconds)
                        < ($1.unit.id == officer.unit.id ? "" : $1.unit.code, -$1.createdAt.milliseconds)
                }.prefix(100).map { .init(unit: $0.unit.shortName, when: $0.createdAt.short, text: $0.body) },
                below: detail.childCount > 0 ? "下面 \(detail.childCount) 个单位，写了进展的 \(units) 个" : nil)
            if areas.last?.name == task.area {
                areas[areas.count - 1].tasks.append(view)
            } else {
                areas.append(TaskArea(name: task.area, tasks: [view]))
            }
        }
        return areas
    }

    // MARK: Facts

    private static func facts(_ detail: Notices.Detail) -> [Fact] {
        let head = detail.notice.head
        var facts = [Fact("种类", NoticeReviewForm.name(ofKind: head.kind))]
        if let issuer = head.issuer { facts.append(Fact("谁发的", issuer)) }
        if let day = head.issueDate { facts.append(Fact("日期", day.long)) }
        if let theme = head.theme { facts.append(Fact("主题", theme)) }
        if head.startsOn != nil { facts.append(Fact("活动时间", Wording.days(head.startsOn, head.endsOn))) }
        if let campaign = detail.campaign { facts.append(Fact("哪次活动", campaign.name)) }
        for deadline in detail.deadlines {
            let day = deadline.dueOn.map { "\($0.short)\(deadline.time ?? "")前" } ?? "没写哪天"
            facts.append(Fact("时限", "\(day)，\(deadline.what)\(deadline.recipient.map { "，报\($0)" } ?? "")"))
        }
        let materials = detail.requirements.map { requirement in
            let name = Requirement.name(of: requirement.kind)
            guard let least = requirement.countMin else { return name }
            return "\(name) \(requirement.countMax.map { $0 == least ? "\(least)" : "\(least)–\($0)" } ?? "\(least)")"
        }
        if !materials.isEmpty { facts.append(Fact("要报的材料", materials.joined(separator: "、"))) }
        if let due = detail.delivery?.dueOn { facts.append(Fact("我们的时限", "\(due.withWeekday) 24:00 前")) }
        if !detail.leadGroup.isEmpty { facts.append(Fact("领导小组", detail.leadGroup.joined(separator: "；"))) }
        if !detail.copyTo.isEmpty { facts.append(Fact("抄送", detail.copyTo.joined(separator: "、"))) }
        let contacts = NoticeReviewForm.contacts(detail.contacts)
        if !contacts.isEmpty { facts.append(Fact("联系人", contacts)) }
        let disclosure = head.disclosure
        for (name, value) in [
            ("索引号", disclosure.indexNumber), ("发布机构", disclosure.publisher), ("公开方式", disclosure.openness),
            ("有效性", disclosure.validity),
        ] where !value.isEmpty { facts.append(Fact(name, value)) }
        return facts
    }
}
