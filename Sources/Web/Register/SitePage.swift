/// One site: what is known of it, its form, and who changed it.
package struct SitePage: Hashable, Sendable {
    package var path: [Link]
    package var name: String
    package var chip: Chip?
    package var facts: [Fact]
    /// For who may change it while it is open.
    package var form: SiteForm?
    package var closeHref: String?
    package var closedOn: String
    package var closingErrors: FormErrors
    package var history: [HistoryLine]

    package init(
        path: [Link] = [], name: String, chip: Chip? = nil, facts: [Fact], form: SiteForm? = nil,
        closeHref: String? = nil, closedOn: String = "", closingErrors: FormErrors = .none, history: [HistoryLine] = []
    ) {
        self.path = path
        self.name = name
        self.chip = chip
        self.facts = facts
        self.form = form
        self.closeHref = closeHref
        self.closedOn = closedOn
        self.closingErrors = closingErrors
        self.history = history
    }
}

extension SitePage {
    package static let sample = SitePage(
        path: [Link("金山社区", Paths.unit("370828001010")), Link("阵地", Paths.sites("370828001010"))], name: "金山亲子小屋",
        facts: [Fact("是什么", "向日葵亲子小屋"), Fact("在哪里", "社区服务中心一楼")],
        form: {
            var form = SiteForm.sample
            form.key = HiddenField("version", "2")
            form.target = Paths.site("s1")
            return form
        }(), closeHref: Paths.siteClose("s1"), closedOn: "2025-06-04",
        closingErrors: FormErrors([FieldError("closed_on", "停用那天要在建好以后、今天以前，请核对")]),
        history: [
            HistoryLine(text: "在哪里", byAndWhen: "金山社区 记录员　2025年6月4日 09:10", before: "一楼", after: "二楼"),
            HistoryLine(text: "加上", byAndWhen: "金山社区 记录员　2025年3月10日 09:00"),
        ])
    package static let empty = SitePage(
        name: "暖心家园", chip: Chip(.off, "停用了"), facts: [Fact("停用", "2025年5月1日")])
}

package func sitePage(_ page: SitePage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.name, label: "单位"))
    <div class="title"><div class="row"><h1>\(page.name)</h1>\(page.chip.map(chip))</div></div>
    \(errorSummary(FormErrors((page.form?.errors.summary ?? []) + page.closingErrors.summary)))
    <section class="card" aria-label="这个阵地">\(facts(page.facts))</section>
    \(page.form.map { "<section class=\"card stack\" aria-labelledby=\"edit\"><h2 id=\"edit\">改</h2>\(siteForm($0))</section>" })
    \(page.closeHref.flatMap { closing($0, page) })
    \(page.history.isEmpty ? nil : historySection(page.history))
    """
}

private func closing(_ href: String, _ page: SitePage) -> Markup? {
    guard let form = page.form else { return nil }
    let day = Field("closed_on", "最后一天开到", value: page.closedOn, errors: page.closingErrors)
    return """
        <section class="card stack" aria-labelledby="close"><h2 id="close">不开了</h2>\
        <p class="m sm">停用以后不再算进覆盖情况，底子还留着。停用了不能再改。</p>\
        <form class="form" method="post" action="\(href)">\(csrfField(form.csrf))\(hidden(form.key.name, form.key.value))\
        \(dateField(day))<button class="btn two full">停用它</button></form></section>
        """
}
