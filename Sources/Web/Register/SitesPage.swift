package struct SiteLine: Hashable, Sendable {
    package var name: String
    package var href: String
    package var unit: String
    package var kind: String
    package var address: String
    package var hours: String
    package var chip: Chip?

    package init(
        name: String, href: String, unit: String, kind: String, address: String, hours: String, chip: Chip? = nil
    ) {
        self.name = name
        self.href = href
        self.unit = unit
        self.kind = kind
        self.address = address
        self.hours = hours
        self.chip = chip
    }
}

/// What a form for a site shows.
package struct SiteForm: Hashable, Sendable {
    package var csrf: String
    /// Where it is sent to.
    package var target: String
    /// `id` of a new one, `version` of one that is corrected.
    package var key: HiddenField
    package var kinds: [Choice]
    package var name: String
    package var address: String
    package var hours: String
    package var since: String
    package var errors: FormErrors

    package init(
        csrf: String, target: String, key: HiddenField, kinds: [Choice], name: String = "", address: String = "",
        hours: String = "", since: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.target = target
        self.key = key
        self.kinds = kinds
        self.name = name
        self.address = address
        self.hours = hours
        self.since = since
        self.errors = errors
    }
}

extension SiteForm {
    package static let sample = SiteForm(
        csrf: "token", target: Paths.sites("370828001"),
        key: HiddenField("id", "018f0000-0000-7000-8000-000000000041"),
        kinds: [Choice("sunflower", "向日葵亲子小屋", isSelected: true), Choice("other", "其他")], name: "", address: "",
        hours: "周一至周五 9:00–17:00", since: "2023-06-01",
        errors: FormErrors([FieldError("address", "写上在哪里，最多 100 个字")]))
}

package func siteForm(_ form: SiteForm) -> Markup {
    """
    <form class="form" method="post" action="\(form.target)">\(csrfField(form.csrf))\
    \(hidden(form.key.name, form.key.value))
    <div class="pair">\(selectField(Field("kind", "是什么", errors: form.errors), form.kinds))
    \(textField(Field("name", "叫什么", value: form.name, hint: "没有自己的名字就空着", isOptional: true, errors: form.errors)))
    \(textField(Field("address", "在哪里", value: form.address, errors: form.errors)))
    \(textField(
        Field(
            "hours", "什么时候开", value: form.hours, hint: "比如：周一至周五 9:00–17:00", isOptional: true,
            errors: form.errors)))
    \(dateField(Field("since", "哪天建的", value: form.since, isOptional: true, errors: form.errors)))</div>
    <button class="btn big full">保存</button></form>
    """
}

/// 阵地 of a unit and of everything below it.
package struct SitesPage: Hashable, Sendable {
    package var path: [Link]
    package var unit: String
    package var unitName: String
    /// What the list shows: open ones, one kind, closed ones.
    package var shows: [Choice]
    package var isFiltered: Bool
    package var sites: [SiteLine]
    package var pager: Pager
    package var fileHref: String
    /// For who may add one.
    package var form: SiteForm?

    package init(
        path: [Link] = [], unit: String, unitName: String, shows: [Choice] = [], isFiltered: Bool = false,
        sites: [SiteLine] = [], pager: Pager = Pager(), fileHref: String = "", form: SiteForm? = nil
    ) {
        self.path = path
        self.unit = unit
        self.unitName = unitName
        self.shows = shows
        self.isFiltered = isFiltered
        self.sites = sites
        self.pager = pager
        self.fileHref = fileHref
        self.form = form
    }
}

extension SitesPage {
    package static let sample = SitesPage(
        path: [Link("金乡县", Paths.unit("370828"))], unit: "370828001", unitName: "金乡街道",
        shows: [Choice("", "开着的", isSelected: true), Choice("closed", "停用的")],
        sites: [
            SiteLine(
                name: "金山亲子小屋", href: Paths.site("s1"), unit: "金山社区", kind: "向日葵亲子小屋", address: "社区服务中心一楼",
                hours: "周一至周五 9:00–17:00"),
            SiteLine(
                name: "暖心家园", href: Paths.site("s2"), unit: "金府社区", kind: "暖心家园", address: "金府路 1 号", hours: "",
                chip: Chip(.off, "停用了")),
        ], pager: Pager(nextHref: Paths.sites("370828001") + "?after=1"), fileHref: Paths.sitesFile("370828001"),
        form: .sample)
    package static let empty = SitesPage(
        unit: "370828001010", unitName: "金山社区", fileHref: Paths.sitesFile("370828001010"))
}

package func sitesPage(_ page: SitesPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.unitName, label: "单位"))
    <div class="title"><div class="row"><h1>\(page.unitName)的阵地</h1>\
    <a class="btn two" href="\(page.fileHref)">\(icon("get"))下载 Excel</a></div>\
    <p class="m">记一次就行，明年自动接着用；搬了、换了时间再改。</p></div>
    \(page.form.flatMap { errorSummary($0.errors) })
    \(filterForm(page))
    <section class="card flush" aria-label="阵地">\(page.sites.isEmpty ? noSites(page) : siteTable(page.sites))</section>
    \(pager(page.pager))
    \(page.form.map(addSection))
    """
}

private func filterForm(_ page: SitesPage) -> Markup {
    """
    <form class="row" method="get" action="\(Paths.sites(page.unit))"><label class="vh" for="show">看哪些</label>\
    <select class="in grow" id="show" name="show">\(each: page.shows, option)</select>\
    <button class="btn two">看这些</button></form>
    """
}

private func noSites(_ page: SitesPage) -> Markup {
    page.isFiltered
        ? emptyState(icon: "home", "没有这样的", "换一种看看。") : emptyState(icon: "home", "还没有记阵地", "有了再加，没有就不用填。")
}

private func siteTable(_ sites: [SiteLine]) -> Markup {
    """
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">阵地</th>\
    <th role="columnheader" scope="col">单位（按区划代码排）</th><th role="columnheader" scope="col">是什么</th>\
    <th role="columnheader" scope="col">在哪里</th><th role="columnheader" class="tail" scope="col">什么时候开</th>\
    </tr></thead><tbody role="rowgroup">\(each: sites, siteRow)</tbody></table>
    """
}

private func siteRow(_ site: SiteLine) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead full" scope="row"><a href="\(site.href)">\(site.name)</a>\
    \(site.chip.map { " \(chip($0))" })</th><td role="cell" class="full">\(site.unit)</td>\
    <td role="cell" class="full">\(site.kind)</td><td role="cell" class="full" data-l="在哪里">\(site.address)</td>\
    <td role="cell" class="full" data-l="什么时候开">\(site.hours.isEmpty ? "没填" : site.hours)</td></tr>
    """
}

private func addSection(_ form: SiteForm) -> Markup {
    "<section class=\"card stack\" aria-labelledby=\"add\"><h2 id=\"add\">加一个</h2>\(siteForm(form))</section>"
}
