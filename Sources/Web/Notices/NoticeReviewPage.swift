/// Something in the notice that a person should look at.
package struct ReviewFinding: Hashable, Sendable {
    package var title: String
    /// Why it matters.
    package var why: String
    package var source: SourceLink?
    /// 已定：不办了
    package var decided: String?

    package init(title: String, why: String, source: SourceLink? = nil, decided: String? = nil) {
        self.title = title
        self.why = why
        self.source = source
        self.decided = decided
    }
}

/// An activity that was read, as it can be corrected.
package struct ReviewActivity: Hashable, Sendable {
    package var name: String
    package var dates: String
    package var time: String
    package var venue: String
    package var headcount: String
    package var categories: [Choice]
    package var isIncluded: Bool
    package var isDoubtful: Bool
    package var source: SourceLink?

    package init(
        name: String = "", dates: String = "", time: String = "", venue: String = "", headcount: String = "",
        categories: [Choice] = [], isIncluded: Bool = true, isDoubtful: Bool = false, source: SourceLink? = nil
    ) {
        self.name = name
        self.dates = dates
        self.time = time
        self.venue = venue
        self.headcount = headcount
        self.categories = categories
        self.isIncluded = isIncluded
        self.isDoubtful = isDoubtful
        self.source = source
    }
}

package struct ReviewDeadline: Hashable, Sendable {
    package var what: String
    package var date: String
    package var to: String
    package var source: SourceLink?

    package init(what: String = "", date: String = "", to: String = "", source: SourceLink? = nil) {
        self.what = what
        self.date = date
        self.to = to
        self.source = source
    }
}

package struct ReviewMaterial: Hashable, Sendable {
    package var kind: String
    package var count: String
    package var unit: String
    package var source: SourceLink?

    package init(kind: String = "", count: String = "", unit: String = "", source: SourceLink? = nil) {
        self.kind = kind
        self.count = count
        self.unit = unit
        self.source = source
    }
}

/// What was read from a notice, beside the original. Every value comes back as it was typed.
package struct NoticeReviewPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    /// 金街办发〔2025〕16号
    package var name: String
    /// 认出了 16 项活动、3 件要做的事、1 个时限。
    package var summary: String
    /// 发给 19 个村居
    package var nextStep: String
    package var paragraphs: [PaperParagraph]
    package var findings: [ReviewFinding]
    /// 给基层添多少事
    package var burden: String?
    package var title: String
    package var docNumber: String
    package var issuer: String
    package var issueDate: String
    package var theme: String
    package var periodStart: String
    package var periodEnd: String
    /// By field name: title, doc_number, issuer, issue_date, theme, period_start, period_end.
    package var sources: [String: SourceLink]
    package var activities: [ReviewActivity]
    package var deadlines: [ReviewDeadline]
    package var materials: [ReviewMaterial]
    /// Existing campaigns, and `new`.
    package var campaigns: [Choice]
    package var newCampaignName: String
    package var errors: FormErrors

    package init(
        csrf: String, id: String, name: String, summary: String, nextStep: String, paragraphs: [PaperParagraph] = [],
        findings: [ReviewFinding] = [], burden: String? = nil, title: String = "", docNumber: String = "",
        issuer: String = "", issueDate: String = "", theme: String = "", periodStart: String = "",
        periodEnd: String = "", sources: [String: SourceLink] = [:], activities: [ReviewActivity] = [],
        deadlines: [ReviewDeadline] = [], materials: [ReviewMaterial] = [], campaigns: [Choice] = [],
        newCampaignName: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.name = name
        self.summary = summary
        self.nextStep = nextStep
        self.paragraphs = paragraphs
        self.findings = findings
        self.burden = burden
        self.title = title
        self.docNumber = docNumber
        self.issuer = issuer
        self.issueDate = issueDate
        self.theme = theme
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.sources = sources
        self.activities = activities
        self.deadlines = deadlines
        self.materials = materials
        self.campaigns = campaigns
        self.newCampaignName = newCampaignName
        self.errors = errors
    }
}

package func noticeReviewPage(_ page: NoticeReviewPage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices)], page.name))
    <div class="title"><h1>核对这份通知</h1><p class="m">\(page.summary)</p></div>
    <ol class="steps"><li>1 导入原文</li><li aria-current="step">2 核对</li><li>3 \(page.nextStep)</li></ol>
    \(errorSummary(page.errors))
    <div class="cols c57">
    \(noticePaper(page.paragraphs))
    <form class="stack" method="post" action="\(Paths.noticeReview(page.id))">\(csrfField(page.csrf))
    \(page.findings.isEmpty ? nil : findingSection(page.findings))
    \(basicSection(page))
    \(page.activities.isEmpty ? noActivities : reviewActivityTable(page.activities, page.errors))
    \(page.deadlines.isEmpty ? nil : deadlineSection(page))
    \(page.materials.isEmpty ? nil : materialSection(page))
    \(page.burden.map { note(Note(.plain, "给基层添多少事：" + $0)) })
    \(campaignSection(page))
    <section class="card row" aria-label="存或确认"><p class="m aside">没定的可以先存着，下次接着核。确认以后就按这个发。</p>\
    <button class="btn two" name="action" value="save">存着下次再核</button>\
    <button class="btn" name="action" value="confirm">确认</button></section>
    </form></div>
    """
}

private let noActivities: Markup = """
    <section class="card" aria-label="活动">\(emptyState(icon: "cal", "没认出活动", "原文里没写活动也能确认，以后记的都算计划以外的。"))\
    </section>
    """

private func findingSection(_ findings: [ReviewFinding]) -> Markup {
    let open = findings.count { $0.decided == nil }
    return """
        <section class="card" aria-labelledby="look"><div class="hd"><h2 id="look">要你拿主意 \
        <span class="q">还剩 \(open) 处</span></h2></div>\(each: findings, finding)</section>
        """
}

private func finding(_ finding: ReviewFinding) -> Markup {
    """
    <div class="lint\(finding.decided == nil ? "" : " ok")">\(icon(finding.decided == nil ? "flag" : "ring"))<div>\
    <p><b>\(finding.title)</b> \(finding.source.map(sourceLink))</p><p class="m sm">\(finding.why)</p>\
    \(finding.decided.map { chip(Chip(.ok, $0)) })</div></div>
    """
}

private func basicSection(_ page: NoticeReviewPage) -> Markup {
    func text(_ name: String, _ label: String, _ value: String) -> Markup {
        sourced(textField(Field(name, label, value: value, errors: page.errors)), page.sources[name])
    }
    func date(_ name: String, _ label: String, _ value: String) -> Markup {
        sourced(dateField(Field(name, label, value: value, errors: page.errors)), page.sources[name])
    }
    return """
        <section class="card" aria-labelledby="basic"><div class="hd"><h2 id="basic">基本信息</h2></div><div class="form">
        \(text("title", "标题", page.title))
        \(text("doc_number", "文号", page.docNumber))
        <div class="pair">\(text("issuer", "谁发的", page.issuer))
        \(date("issue_date", "哪天发的", page.issueDate))</div>
        \(text("theme", "主题", page.theme))
        <div class="pair">\(date("period_start", "从哪天起", page.periodStart))
        \(date("period_end", "到哪天止", page.periodEnd))</div></div></section>
        """
}

private func sourced(_ field: Markup, _ source: SourceLink?) -> Markup {
    source == nil ? field : "<div>\(field)\(source.map(sourceLink))</div>"
}

private func deadlineSection(_ page: NoticeReviewPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="due"><h2 id="due">时限 \
    <span class="q">\(page.deadlines.count) 个</span></h2>\
    \(each: page.deadlines.enumerated(), { deadlineRow($0.offset, $0.element, page.errors) })</section>
    """
}

private func deadlineRow(_ place: Int, _ row: ReviewDeadline, _ errors: FormErrors) -> Markup {
    """
    <fieldset class="stack tight-stack"><legend class="vh">第 \(place + 1) 个时限</legend>
    \(textField(Field("deadline.\(place).what", "报什么", value: row.what, errors: errors)))
    <div class="pair">\(dateField(Field("deadline.\(place).date", "哪天前", value: row.date, errors: errors)))
    \(textField(Field("deadline.\(place).to", "报给谁", value: row.to, errors: errors)))</div>\
    \(row.source.map { "<p>\(sourceLink($0))</p>" })</fieldset>
    """
}

private func materialSection(_ page: NoticeReviewPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="hand"><h2 id="hand">要交的材料 \
    <span class="q">\(page.materials.count) 样</span></h2><p class="m sm">缺了也不拦着上报，只写明缺什么。</p>\
    \(each: page.materials.enumerated(), { materialRow($0.offset, $0.element, page.errors) })</section>
    """
}

private func materialRow(_ place: Int, _ row: ReviewMaterial, _ errors: FormErrors) -> Markup {
    let count = Field(
        "material.\(place).count", "\(row.kind)，要几\(row.unit)", value: row.count, isOptional: true, errors: errors)
    return "<div>\(textField(count))\(row.source.map { "<p>\(sourceLink($0))</p>" })</div>"
}

private func campaignSection(_ page: NoticeReviewPage) -> Markup {
    """
    <section class="card form" aria-label="算在哪个活动里">\
    \(radioCards(Field("campaign", "算在哪个活动里", errors: page.errors), page.campaigns))
    \(textField(Field(
        "new_campaign_name", "新活动叫什么", value: page.newCampaignName, hint: "选了“新的活动”才填", isOptional: true,
        errors: page.errors)))</section>
    """
}
