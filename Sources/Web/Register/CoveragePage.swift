/// How many units of a level reach a mark.
package struct CoverageLine: Hashable, Sendable {
    /// 县的专职工作人员，不少于 2 人
    package var what: String
    /// Where it opens to the units; nil when there is nothing to open.
    package var href: String?
    /// The same for those that reach it: only where they are counted by groups, for the last page lists the others alone.
    package var reachedHref: String?
    package var units: String
    package var reached: String
    package var short: String
    package var notEntered: String

    package init(
        what: String, href: String? = nil, reachedHref: String? = nil, units: String, reached: String, short: String,
        notEntered: String
    ) {
        self.what = what
        self.href = href
        self.reachedHref = reachedHref
        self.units = units
        self.reached = reached
        self.short = short
        self.notEntered = notEntered
    }
}

/// How many sites of a kind there are below, and in how many units.
package struct SiteCoverageLine: Hashable, Sendable {
    package var kind: String
    /// Nil when there is none.
    package var href: String?
    package var count: String
    /// 3 个乡镇街道有，12 个村居社区有
    package var places: String

    package init(kind: String, href: String?, count: String, places: String) {
        self.kind = kind
        self.href = href
        self.count = count
        self.places = places
    }
}

/// A unit that does not reach a mark, or said nothing.
package struct ShortUnit: Hashable, Sendable {
    package var name: String
    package var href: String
    /// 1 人, or nil: 没填
    package var entered: String?

    package init(name: String, href: String, entered: String? = nil) {
        self.name = name
        self.href = href
        self.entered = entered
    }
}

/// 覆盖情况: everything below a unit, or one mark opened to the units directly below.
package struct CoveragePage: Hashable, Sendable {
    package var path: [Link]
    package var unitName: String
    package var year: Int
    package var otherYears: [Link]
    /// The mark that is opened: 县的专职工作人员，不少于 2 人
    package var mark: String?
    /// What the crumb calls the page: 专职工作人员
    package var here: String
    /// Of an opened mark: 金乡县共 558 个，够了 11 个，没够 3 个，没填 544 个。
    package var total: String?
    /// Marks, or the units directly below for one mark.
    package var lines: [CoverageLine]
    package var sites: [SiteCoverageLine]
    /// Units of the mark's own level that do not reach it.
    package var short: [ShortUnit]
    package var pager: Pager

    package init(
        path: [Link] = [], unitName: String, year: Int, otherYears: [Link] = [], mark: String? = nil,
        here: String = "", total: String? = nil, lines: [CoverageLine] = [], sites: [SiteCoverageLine] = [],
        short: [ShortUnit] = [], pager: Pager = Pager()
    ) {
        self.path = path
        self.unitName = unitName
        self.year = year
        self.otherYears = otherYears
        self.mark = mark
        self.here = here
        self.total = total
        self.lines = lines
        self.sites = sites
        self.short = short
        self.pager = pager
    }
}

extension CoveragePage {
    package static let sample = CoveragePage(
        path: [Link("山东省", Paths.coverage("37"))], unitName: "济宁市", year: 2025,
        otherYears: [Link("看 2024 年", Paths.coverage("3708", year: 2024))],
        lines: [
            CoverageLine(
                what: "县的专职工作人员，不少于 2 人", href: Paths.coverage("3708", mark: "staff", year: 2025), units: "11 个",
                reached: "8 个", short: "1 个", notEntered: "2 个"),
            CoverageLine(
                what: "村居社区的家庭健康指导员，不少于 2 人", href: Paths.coverage("3708", mark: "instructors", year: 2025),
                units: "5,512 个", reached: "4,000 个", short: "500 个", notEntered: "1,012 个"),
        ],
        sites: [
            SiteCoverageLine(
                kind: "向日葵亲子小屋", href: Paths.sites("3708", show: "sunflower"), count: "31 个",
                places: "3 个乡镇街道有，12 个村居社区有"),
            SiteCoverageLine(kind: "青春健康俱乐部", href: nil, count: "0 个", places: "还没有"),
        ])
    package static let opened = CoveragePage(
        path: [Link("山东省", Paths.coverage("37")), Link("济宁市", Paths.coverage("3708"))], unitName: "金乡街道", year: 2025,
        mark: "村居社区的家庭健康指导员，不少于 2 人", here: "家庭健康指导员",
        total: "金乡街道共 19 个，够了 11 个，没够 3 个，没填 5 个。",
        lines: [CoverageLine(what: "高河街道", units: "20 个", reached: "20 个", short: "0 个", notEntered: "0 个")],
        short: [
            ShortUnit(name: "金府社区", href: Paths.register("370828001009"), entered: "1 人"),
            ShortUnit(name: "金山社区", href: Paths.register("370828001010")),
        ], pager: Pager(nextHref: Paths.coverage("370828001", mark: "instructors") + "&after=370828001010"))
    package static let empty = CoveragePage(unitName: "金山社区", year: 2025)
}

package func coveragePage(_ page: CoveragePage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.mark == nil ? page.unitName : page.here, label: "单位"))
    <div class="title"><h1>\(page.mark ?? "\(page.unitName)的覆盖情况")</h1>\
    <p class="m">\(page.total ?? "")\(page.year)年，照各单位自己填的数算；没填的另外数，不当成没有。</p></div>
    \(page.lines.isEmpty ? nil : markSection(page))
    \(page.short.isEmpty ? nil : shortSection(page.short))
    \(page.lines.isEmpty && page.short.isEmpty && page.sites.isEmpty ? nothing(page) : nil)
    \(page.sites.isEmpty ? nil : siteSection(page.sites))
    \(pager(page.pager))
    \(page.otherYears.isEmpty ? nil : years(page.otherYears))
    """
}

private func years(_ links: [Link]) -> Markup {
    "<p class=\"row\">\(each: links, { "<a class=\"btn two\" href=\"\($0.href)\">\($0.text)</a>" })</p>"
}

private func nothing(_ page: CoveragePage) -> Markup {
    let state =
        page.mark == nil
        ? emptyState(icon: "list", "下面没有单位", "有了下级单位，这里就能看到。") : emptyState(icon: "ring", "都够了", "下面没有要看的单位。")
    return "<section class=\"card\" aria-label=\"覆盖情况\">\(state)</section>"
}

private func markSection(_ page: CoveragePage) -> Markup {
    """
    <section class="card flush" aria-labelledby="marks"><div class="hd"><h2 id="marks">\
    \(page.mark == nil ? "人手" : "下级单位")</h2>\(order(page))</div>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">\(page.mark == nil ? "看什么" : "单位")</th>\
    <th role="columnheader" class="r" scope="col">共</th><th role="columnheader" class="r" scope="col">够了</th>\
    <th role="columnheader" class="r" scope="col">没够</th><th role="columnheader" class="r" scope="col">没填</th>\
    </tr></thead><tbody role="rowgroup">\(each: page.lines, markRow)</tbody></table></section>
    """
}

private func order(_ page: CoveragePage) -> Markup? {
    page.mark == nil ? nil : "<span class=\"q sm\">按区划代码排</span>"
}

private func markRow(_ line: CoverageLine) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead full" scope="row">\(linked(line.what, line.href))</th>\
    <td role="cell" class="r" data-l="共">\(line.units)</td>\
    <td role="cell" class="r" data-l="够了">\(linked(line.reached, line.reachedHref))</td>\
    <td role="cell" class="r" data-l="没够">\(linked(line.short, line.href))</td>\
    <td role="cell" class="r" data-l="没填">\(linked(line.notEntered, line.href))</td></tr>
    """
}

private func shortSection(_ units: [ShortUnit]) -> Markup {
    """
    <section class="card" aria-labelledby="short"><div class="hd"><h2 id="short">没够的和没填的</h2>\
    <span class="q sm">按区划代码排</span></div><ul class="list">\(each: units, shortUnit)</ul></section>
    """
}

private func shortUnit(_ unit: ShortUnit) -> Markup {
    let state: Markup = unit.entered.map { "<span class=\"m\">填了 \($0)</span>" } ?? chip(Chip(.gap, "没填"))
    return "<li><a class=\"t\" href=\"\(unit.href)\">\(unit.name)</a>\(state)</li>"
}

private func siteSection(_ sites: [SiteCoverageLine]) -> Markup {
    """
    <section class="card flush" aria-labelledby="sites"><div class="hd"><h2 id="sites">阵地</h2>\
    <span class="q sm">现在开着的，含本单位</span></div>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">是什么</th><th role="columnheader" class="r" scope="col">几个</th>\
    <th role="columnheader" class="tail" scope="col">在哪些单位</th></tr></thead>
    <tbody role="rowgroup">\(each: sites, siteRow)</tbody></table></section>
    """
}

private func siteRow(_ site: SiteCoverageLine) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(site.kind)</th>\
    <td role="cell" class="r">\(linked(site.count, site.href))</td>\
    <td role="cell" class="full">\(site.places)</td></tr>
    """
}
