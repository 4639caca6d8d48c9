internal import Domain
internal import NoticeReading
internal import UseCases

extension NoticeReviewForm {
    static func page(_ review: Notices.Review, _ draft: NoticeDraft, csrf: String, errors: FormErrors)
        -> NoticeReviewPage
    {
        let paper = NoticePaperText(review.plainText, review.reading)
        var page = NoticeReviewPage(
            csrf: csrf, id: review.notice.id.text,
            name: review.isComposed ? review.notice.head.title : review.notice.fileName,
            summary: summary(review, draft),
            nextStep: "发给 \(Wording.number(review.childCount)) 个单位")
        page.paragraphs = paper.paragraphs
        page.sameNumber = review.sameNumber.first.map { "这个文号已经有一份了：《\($0)》。是同一份就不用再导，删掉草稿。" }
        page.findings = findings(review.reading, review.plainText, draft, paper)
        page.burden = burden(review.burden, breaches: openBreaches(review.reading, draft))
        page.isAnnualPlan = draft.isAnnualPlan
        fillHead(&page, draft, paper, review.reading)
        page.activities = activities(review, draft, paper)
        page.deadlines = draft.deadlines.enumerated().map { index, deadline in
            ReviewDeadline(
                what: deadline.what, date: deadline.date, time: deadline.time ?? "", to: deadline.to,
                source: paper.link("deadline.\(index).what"))
        }
        page.materials = draft.materials.enumerated().map { index, material in
            ReviewMaterial(
                kinds: Requirement.kinds.map { Choice($0.id, $0.name, isSelected: $0.id == material.kind) } + [
                    Choice(NoticeDraft.Material.none, "不要", isSelected: material.kind == NoticeDraft.Material.none)
                ], count: material.count, source: paper.link("material.\(index).kind"))
        }
        page.tasks = (draft.tasks ?? []).enumerated().map { index, task in
            ReviewTask(
                area: task.area, name: task.name, indicators: task.indicators, owner: task.owner,
                isIncluded: task.isIncluded, source: paper.link("task.\(index).name"))
        }
        page.days = (draft.days ?? []).map { ReviewDay(name: $0.name, date: $0.date) }
        page.campaigns =
            review.campaigns.map {
                Choice($0.id.text, $0.name, isSelected: draft.campaign == $0.id.text, hint: $0.theme)
            } + [Choice(NoticeDraft.newCampaign, "新的活动", isSelected: draft.campaign == NoticeDraft.newCampaign)]
        page.newCampaignName = draft.newCampaignName
        page.composeHref = review.isComposed ? Paths.noticeCompose(review.notice.id.text) : nil
        page.revises = review.revises.map { Link($0.head.title, Paths.notice($0.id.text)) }
        page.errors = errors
        return page
    }

    private static func summary(_ review: Notices.Review, _ draft: NoticeDraft) -> String {
        let asked = review.reading.findings.enumerated().filter { $0.element.severity != .hint }
        let settled = draft.settled(review.reading)
        let open = asked.count { draft.reason(for: $0.offset) == nil && settled[$0.offset] == nil }
        let decide = asked.isEmpty ? "" : open == 0 ? "要拿主意的都定了。" : "有 \(open) 处要你拿主意。"
        if draft.isAnnualPlan {
            return "系统认出了 \((draft.tasks ?? []).count) 项任务、\((draft.days ?? []).count) 个每年的日子。\(decide)"
        }
        let dated = draft.activities.count { !$0.dates.isEmpty }
        return "系统认出了 \(draft.activities.count) 项活动（其中 \(dated) 项有日期）、\(draft.deadlines.count) 个时限、"
            + "\(draft.materials.count) 样要报的材料。\(decide)"
    }

    private static func findings(
        _ reading: NoticeReading, _ plainText: String, _ draft: NoticeDraft, _ paper: NoticePaperText
    ) -> [ReviewFinding] {
        let settled = draft.settled(reading)
        return reading.findings.prefix(NoticeDraft.mostRows).enumerated().map { place, finding in
            let isBreach = finding.rule == NoticeFinding.redLine
            return ReviewFinding(
                title: Wording.plain(finding.message),
                quote: isBreach || finding.source.end - finding.source.start <= 60
                    ? Span(finding.source).quote(from: plainText) : "",
                why: isBreach ? "碰到减负红线。原文不改也能发，但要写明原因，上级看得到。" : "",
                source: paper.link("finding.\(place)"), reason: draft.reason(for: place) ?? settled[place] ?? "",
                isDecided: settled[place] != nil || draft.reason(for: place).map { !isBreach || !$0.isEmpty } ?? false,
                isSettled: settled[place] != nil && draft.reason(for: place) == nil, needsReason: isBreach,
                isHint: finding.severity == .hint)
        }
    }

    private static func openBreaches(_ reading: NoticeReading, _ draft: NoticeDraft) -> Int {
        reading.findings.prefix(NoticeDraft.mostRows).enumerated().count { place, finding in
            finding.rule == NoticeFinding.redLine && (draft.reason(for: place) ?? "").isEmpty
        }
    }

    static func burden(_ burden: NoticeBurden, breaches: Int) -> BurdenView {
        let units = burden.children
        let hours = burden.minutes * units
        let all =
            hours < 120
            ? "约 \(Wording.number(hours)) 分钟" : "约 \(Wording.number((hours + 30) / 60)) 小时"
        var summary =
            burden.minutes == 0
            ? "没有要填的，也没有要交的。" : "每个单位约 \(burden.minutes) 分钟，下面 \(Wording.number(units)) 个单位合计\(all)。"
        if burden.below > units, burden.minutes > 0 {
            summary += "一直转到底，一共有 \(Wording.number(burden.below)) 个单位。"
        }
        return BurdenView(
            summary: summary,
            fields: "一共 \(burden.fields) 个空，系统填好 \(burden.known) 个，剩 \(burden.toFill) 个要自己填。",
            length: "正文 \(Wording.number(Int64(burden.characters))) 字，"
                + (burden.isTooLong ? "超过了 4,000 字，删短再发。" : "没超过 4,000 字。"),
            isTooLong: burden.isTooLong,
            breaches: breaches == 0 ? nil : "有 \(breaches) 处碰到减负红线，写明原因才能确认。",
            lines: burden.items.map {
                .init(
                    name: $0.name, times: "\($0.times) 次", fields: "\($0.fields)", known: "\($0.known)",
                    minutes: "\($0.minutes) 分钟")
            })
    }

    private static func fillHead(
        _ page: inout NoticeReviewPage, _ draft: NoticeDraft, _ paper: NoticePaperText, _ reading: NoticeReading
    ) {
        page.kinds = kinds.map { Choice($0.id, $0.name, isSelected: $0.id == draft.kind) }
        page.title = draft.title
        page.docNumber = draft.docNumber
        page.issuer = draft.issuer
        page.issueDate = draft.issueDate
        page.theme = draft.theme
        page.periodStart = draft.periodStart
        page.periodEnd = draft.periodEnd
        for field in ["title", "doc_number", "issuer", "issue_date", "theme", "period_start"] {
            page.sources[field] = paper.link(field)
        }
        let disclosure = draft.disclosure ?? Disclosure()
        page.disclosure = [
            disclosure.indexNumber, disclosure.publisher, disclosure.openness, disclosure.validity,
        ]
        if !reading.addressees.isEmpty { page.facts.append(Fact("主送", reading.addressees.joined(separator: "；"))) }
        let cited = reading.references.compactMap { $0.docNumber ?? $0.title }
        if !cited.isEmpty { page.facts.append(Fact("依据", cited.joined(separator: "、"))) }
        let people = contacts(reading.contacts)
        if !people.isEmpty { page.facts.append(Fact("联系人", people)) }
        let seats = reading.leadGroup.map { "\($0.role) \($0.post)" }
        if !seats.isEmpty { page.facts.append(Fact("领导小组", seats.joined(separator: "；"))) }
        if !reading.copyTo.isEmpty { page.facts.append(Fact("抄送", reading.copyTo.joined(separator: "、"))) }
    }

    static func contacts(_ contacts: [NoticeReading.Contact]) -> String {
        contacts.map { [$0.name, $0.phone, $0.email].compactMap(\.self).joined(separator: " ") }.joined(separator: "；")
    }

    private static func activities(
        _ review: Notices.Review, _ draft: NoticeDraft, _ paper: NoticePaperText
    ) -> [ReviewActivity] {
        let open = review.reading.findings.enumerated().filter { place, finding in
            finding.severity != .hint && draft.reason(for: place) == nil
        }.map(\.element.source)
        return draft.activities.enumerated().map { index, activity in
            ReviewActivity(
                name: activity.name, dates: activity.dates, time: activity.time, venue: activity.venue,
                headcount: activity.headcount, headUnit: activity.headUnit ?? "", per: activity.per ?? "",
                audience: activity.audience ?? "", partners: activity.partners ?? "", output: activity.output ?? "",
                categories: review.categories.map {
                    Choice($0.id, $0.name, isSelected: $0.id == activity.category)
                }, isIncluded: activity.isIncluded,
                isDoubtful: activity.span.map { span in
                    open.contains { span.start <= $0.start && $0.start < span.end }
                } ?? false,
                source: paper.link("activity.\(index).name"))
        }
    }
}
