package func noticeReviewPage(_ page: NoticeReviewPage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices)], page.name))
    <div class="title"><div class="row"><h1>核对这份通知</h1>\
    \(enterKey)<button class="btn sml" form="review" name="action" value="confirm">没有要改的，确认</button></div>\
    <p class="m">\(page.summary)</p></div>
    <ol class="steps"><li>\(firstStep(page))</li><li aria-current="step">2 核对</li><li>3 \(page.nextStep)</li></ol>
    \(errorSummary(page.errors))
    <div class="cols c57">
    \(noticePaper(page.paragraphs))
    <form class="stack" id="review" method="post" action="\(Paths.noticeReview(page.id))" data-keep>\(csrfField(page.csrf))
    \(page.sameNumber.map { note(Note(.amber, $0)) })
    \(page.revises.map(revisesNote))\(page.composeHref.map(composeNote))
    \(page.findings.isEmpty ? nil : reviewFindings(page.findings, page.errors))
    \(basicSection(page))
    \(page.isAnnualPlan
        ? reviewTasks(page.tasks, page.days, page.errors) : reviewActivities(page.activities, page.errors))
    \(deadlineSection(page))
    \(materialSection(page))
    \(page.burden.map(burdenSection))
    \(disclosureSection(page))
    \(page.isAnnualPlan ? nil : campaignSection(page))
    <section class="card row keepbar" aria-label="存或确认"><p class="m aside" data-kept role="status">没定的可以先存着，下次接着核。确认以后就按这个发。</p>\
    <button class="btn two" name="action" value="save">存着下次再核</button>\
    <button class="btn" name="action" value="confirm">确认</button></section>
    <p><button class="btn three" name="action" value="discard">不要这份，删掉草稿</button></p>
    </form></div>
    <p class="toast noprint" data-toast hidden></p>
    """
}

private func firstStep(_ page: NoticeReviewPage) -> Markup {
    page.composeHref.map { "<a href=\"\($0)\">1 定条款</a>" } ?? "1 导入原文"
}

private func revisesNote(_ former: Link) -> Markup {
    """
    <p class="note">\(icon("wait"))<span>这是<a href="\(former.href)">《\(former.text)》</a>的改版。确认后再发，下面会看到改了哪几条。</span></p>
    """
}

private func composeNote(_ href: String) -> Markup {
    """
    <p class="note">\(icon("wait"))<span>条款要动就<a href="\(href)">回去改条款</a>。再成文一次，这一页改过的会换成新的。</span></p>
    """
}

/// What the Enter key presses in a field, the first button of the form: it keeps and stays, and never confirms.
private let enterKey: Markup = """
    <button form="review" name="action" value="stay" hidden>存</button>
    """

private func basicSection(_ page: NoticeReviewPage) -> Markup {
    func text(_ name: String, _ label: String, _ value: String) -> Markup {
        sourced(textField(Field(name, label, value: value, errors: page.errors)), page.sources[name])
    }
    func date(_ name: String, _ label: String, _ value: String) -> Markup {
        sourced(dateField(Field(name, label, value: value, errors: page.errors)), page.sources[name])
    }
    return """
        <section class="card" aria-labelledby="basic"><div class="hd"><h2 id="basic">基本信息</h2></div><div class="form">
        \(selectField(Field("kind", "是什么文件", errors: page.errors), page.kinds))
        \(text("title", "标题", page.title))
        \(text("doc_number", "文号", page.docNumber))
        <div class="pair">\(text("issuer", "谁发的", page.issuer))
        \(date("issue_date", "哪天发的", page.issueDate))</div>
        \(text("theme", "主题", page.theme))
        <div class="pair">\(date("period_start", "从哪天起", page.periodStart))
        \(date("period_end", "到哪天止", page.periodEnd))</div>\
        \(page.facts.isEmpty ? nil : facts(page.facts))</div></section>
        """
}

private func sourced(_ field: Markup, _ source: SourceLink?) -> Markup {
    guard let source else { return field }
    return "<div data-mark=\"\(source.id)\">\(field)\(sourceLink(source))</div>"
}

private func deadlineSection(_ page: NoticeReviewPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="due"><div class="hd"><h2 id="due">时限 \
    <span class="q">\(page.deadlines.count) 个</span></h2>\
    <button class="btn three sml" name="action" value="add.deadline">加一个</button></div>\
    \(each: page.deadlines.enumerated(), { deadlineRow($0.offset, $0.element, page.errors) })</section>
    """
}

private func deadlineRow(_ place: Int, _ row: ReviewDeadline, _ errors: FormErrors) -> Markup {
    let name = "deadline.\(place)."
    return """
        <fieldset class="stack tight-stack" data-mark="\(row.source.map(\.id) ?? "")">\
        <legend class="vh">第 \(place + 1) 个时限</legend>
        \(textField(Field(name + "what", "报什么", value: row.what, hint: "不要这一条就清空", errors: errors)))
        <div class="pair">\(dateField(Field(name + "date", "哪天前", value: row.date, errors: errors)))
        \(textField(Field(name + "time", "几点前", value: row.time, isOptional: true, errors: errors)))</div>
        \(textField(Field(name + "to", "报给谁", value: row.to, isOptional: true, errors: errors)))\
        \(row.source.map { "<p>\(sourceLink($0))</p>" })</fieldset>
        """
}

private func materialSection(_ page: NoticeReviewPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="hand"><div class="hd"><h2 id="hand">要交的材料 \
    <span class="q">\(page.materials.count) 样</span></h2>\
    <button class="btn three sml" name="action" value="add.material">加一样</button></div>\
    <p class="m sm">缺了也不拦着上报，只写明缺什么。</p>\
    \(each: page.materials.enumerated(), { materialRow($0.offset, $0.element, page.errors) })</section>
    """
}

private func materialRow(_ place: Int, _ row: ReviewMaterial, _ errors: FormErrors) -> Markup {
    """
    <div data-mark="\(row.source.map(\.id) ?? "")"><div class="pair">\
    \(selectField(Field("material.\(place).kind", "交什么", errors: errors), row.kinds))
    \(textField(Field(
        "material.\(place).count", "要几份", value: row.count, isOptional: true, errors: errors)))</div>\
    \(row.source.map { "<p>\(sourceLink($0))</p>" })</div>
    """
}

private func disclosureSection(_ page: NoticeReviewPage) -> Markup {
    let names = ["disclosure.index_number", "disclosure.publisher", "disclosure.openness", "disclosure.validity"]
    let labels = ["索引号", "发布机构", "公开方式", "有效性"]
    let fields = zip(zip(names, labels), page.disclosure).map { named, value in
        textField(Field(named.0, named.1, value: value, isOptional: true, errors: page.errors))
    }
    let known = page.disclosure.filter { !$0.isEmpty }
    return """
        <details class="card fold"><summary>公开信息 <span class="q sm">\
        \(known.isEmpty ? "没写" : known.joined(separator: "，"))</span></summary>\
        <div class="form">\(each: fields, { $0 })</div></details>
        """
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
