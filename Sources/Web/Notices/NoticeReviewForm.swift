internal import Domain
internal import NoticeReading
internal import UseCases

/// The review form: from a draft to the page, and from the sent fields back to a draft.
enum NoticeReviewForm {
    static let materialNames: [String: String] = [
        "summary": "总结", "statistics_table": "信息统计表", "photos": "照片", "videos": "视频", "works": "作品",
        "activity_information": "活动信息", "plan": "方案", "contact_person": "联系人", "text": "文字材料", "other": "其他材料",
    ]
    static let kindNames: [String: String] = [
        "notice": "通知", "plan": "实施方案", "annual_plan": "工作要点", "summary": "总结", "news": "信息", "other": "其他",
    ]

    /// What was typed over what was stored; rows keep what the form does not show.
    static func draft(_ form: FormData, over stored: NoticeDraft) -> NoticeDraft {
        var draft = stored
        draft.title = form["title"]
        draft.docNumber = form["doc_number"]
        draft.issuer = form["issuer"]
        draft.issueDate = form["issue_date"]
        draft.theme = form["theme"]
        draft.periodStart = form["period_start"]
        draft.periodEnd = form["period_end"]
        for index in draft.activities.indices {
            let name = "activity.\(index)."
            guard form.has(name + "name") else { continue }
            draft.activities[index].isIncluded = form.has(name + "include")
            draft.activities[index].name = form[name + "name"]
            draft.activities[index].dates = form[name + "dates"]
            draft.activities[index].time = form[name + "time"]
            draft.activities[index].venue = form[name + "venue"]
            draft.activities[index].headcount = form[name + "headcount"]
            draft.activities[index].category = form[name + "category"]
        }
        for index in draft.deadlines.indices where form.has("deadline.\(index).what") {
            draft.deadlines[index].what = form["deadline.\(index).what"]
            draft.deadlines[index].date = form["deadline.\(index).date"]
            draft.deadlines[index].to = form["deadline.\(index).to"]
        }
        for index in draft.materials.indices where form.has("material.\(index).count") {
            draft.materials[index].count = form["material.\(index).count"]
        }
        if form.has("campaign") { draft.campaign = form["campaign"] }
        draft.newCampaignName = form["new_campaign_name"]
        return draft
    }

    static func page(_ review: Notices.Review, _ draft: NoticeDraft, csrf: String, errors: FormErrors)
        -> NoticeReviewPage
    {
        let paper = NoticePaperText(review.plainText, review.reading)
        let dated = draft.activities.filter { !$0.dates.isEmpty }.count
        var page = NoticeReviewPage(
            csrf: csrf, id: review.notice.id.text, name: review.notice.fileName,
            summary: "系统认出了 \(draft.activities.count) 项活动（其中 \(dated) 项有日期）、\(draft.deadlines.count) 个时限、"
                + "\(draft.materials.count) 样要报的材料。看一遍，不对的直接改。",
            nextStep: "发给 \(Wording.number(review.childCount)) 个单位")
        page.paragraphs = paper.paragraphs
        page.findings = review.reading.findings.map { finding in
            ReviewFinding(title: finding.message, why: "", source: paper.link(Span(finding.source)))
        }
        page.title = draft.title
        page.docNumber = draft.docNumber
        page.issuer = draft.issuer
        page.issueDate = draft.issueDate
        page.theme = draft.theme
        page.periodStart = draft.periodStart
        page.periodEnd = draft.periodEnd
        let sources = review.reading.sources
        for (field, source) in [
            ("title", sources.title), ("doc_number", sources.docNumber), ("issuer", sources.issuer),
            ("issue_date", sources.issueDate), ("theme", sources.theme), ("period_start", sources.period),
        ] {
            page.sources[field] = source.flatMap { paper.link(Span($0)) }
        }
        page.activities = draft.activities.map { activity in
            ReviewActivity(
                name: activity.name, dates: activity.dates, time: activity.time, venue: activity.venue,
                headcount: activity.headcount,
                categories: review.categories.map {
                    Choice($0.id, $0.name, isSelected: $0.id == activity.category)
                }, isIncluded: activity.isIncluded, isDoubtful: false, source: activity.span.flatMap(paper.link))
        }
        page.deadlines = draft.deadlines.map {
            ReviewDeadline(what: $0.what, date: $0.date, to: $0.to, source: $0.span.flatMap(paper.link))
        }
        page.materials = draft.materials.map {
            ReviewMaterial(
                kind: materialNames[$0.kind] ?? "其他材料", count: $0.count,
                unit: $0.kind == "photos" ? "张" : $0.kind == "videos" ? "个" : "份",
                source: $0.span.flatMap(paper.link))
        }
        page.campaigns =
            review.campaigns.map {
                Choice($0.id.text, $0.name, isSelected: draft.campaign == $0.id.text, hint: $0.theme)
            } + [Choice(NoticeDraft.newCampaign, "新的活动", isSelected: draft.campaign == NoticeDraft.newCampaign)]
        page.newCampaignName = draft.newCampaignName
        page.errors = errors
        return page
    }
}

/// The original text in paragraphs, with the places of what was read marked and numbered.
struct NoticePaperText {
    private struct Mark {
        let span: Span
        let id: String, label: String
        let isDoubtful: Bool
    }
    private let marks: [Mark]
    let paragraphs: [PaperParagraph]
    private static let mostScalars = 200_000

    init(_ text: String, _ reading: NoticeReading) {
        var wanted: [(Span, String, Bool)] = []
        let add = { (source: NoticeReading.Source?, label: String) in
            if let source { wanted.append((Span(source), label, false)) }
        }
        add(reading.sources.title, "标题")
        add(reading.sources.docNumber, "文号")
        add(reading.sources.issuer, "谁发的")
        add(reading.sources.issueDate, "日期")
        add(reading.sources.theme, "主题")
        add(reading.sources.period, "时间")
        for (index, activity) in reading.activities.enumerated() { add(activity.source, "\(index + 1)") }
        for deadline in reading.deadlines { add(deadline.source, "时限") }
        for material in reading.materials { add(material.source, "材料") }
        for finding in reading.findings { wanted.append((Span(finding.source), "看一看", true)) }
        // Marks cannot overlap: the first of each place is drawn, others point to it.
        var drawn: [Mark] = []
        var end = 0
        for (span, label, isDoubtful) in wanted.sorted(by: { ($0.0.start, $0.0.end) < ($1.0.start, $1.0.end) })
        where span.start >= end && span.end > span.start {
            drawn.append(Mark(span: span, id: "s\(span.start)", label: label, isDoubtful: isDoubtful))
            end = span.end
        }
        marks = drawn
        paragraphs = Self.paragraphs(Array(text.unicodeScalars.prefix(Self.mostScalars)), drawn)
    }

    /// A link to the mark that holds the place, or nil when it is not drawn.
    func link(_ span: Span) -> SourceLink? {
        guard let mark = marks.first(where: { $0.span.start <= span.start && span.start < $0.span.end }) else {
            return nil
        }
        return SourceLink(mark.id, "看原文")
    }

    private static func paragraphs(_ scalars: [Unicode.Scalar], _ marks: [Mark]) -> [PaperParagraph] {
        var paragraphs: [PaperParagraph] = []
        var segments: [PaperSegment] = []
        var begun: Set<String> = []
        let text = { (range: Range<Int>) -> String in
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars[range])
            return text
        }
        var next = marks[...]
        var lineStart = 0
        while lineStart < scalars.count {
            let lineEnd = scalars[lineStart...].firstIndex(of: "\n") ?? scalars.count
            var position = lineStart
            while position < lineEnd {
                while let mark = next.first, mark.span.end <= position { next = next.dropFirst() }
                guard let mark = next.first, mark.span.start < lineEnd else {
                    segments.append(.text(text(position..<lineEnd)))
                    break
                }
                if mark.span.start > position { segments.append(.text(text(position..<mark.span.start))) }
                let stop = min(mark.span.end, lineEnd)
                let isFirst = begun.insert(mark.id).inserted
                segments.append(
                    .mark(
                        id: isFirst ? mark.id : "\(mark.id)-\(position)",
                        text: text(max(position, mark.span.start)..<stop),
                        label: isFirst ? mark.label : "", isDoubtful: mark.isDoubtful))
                position = stop
            }
            if !segments.isEmpty { paragraphs.append(PaperParagraph(segments)) }
            segments = []
            lineStart = lineEnd + 1
        }
        return paragraphs
    }
}

extension Span {
    init(_ source: NoticeReading.Source) { self.init(start: source.start, end: source.end) }
}
