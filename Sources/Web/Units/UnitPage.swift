/// A unit in a list.
package struct UnitLine: Hashable, Sendable {
    package var name: String
    package var code: String
    /// 村居, 19 个下级
    package var about: String
    package var href: String
    package var chip: Chip?

    package init(name: String, code: String, about: String, href: String, chip: Chip? = nil) {
        self.name = name
        self.code = code
        self.about = about
        self.href = href
        self.chip = chip
    }
}

package func unitLine(_ unit: UnitLine) -> Markup {
    """
    <li><a class="t" href="\(unit.href)">\(unit.name)</a>\(unit.chip.map(chip))\
    <span class="m sm">\(unit.about)</span><span class="q sm nw">\(unit.code)</span></li>
    """
}

package struct UnitPage: Hashable, Sendable {
    package var path: [Link]
    package var name: String
    package var chip: Chip?
    /// 级别, 区划代码, 类型, 报给谁
    package var facts: [Fact]
    /// 19 个
    package var childCount: String?
    package var children: [UnitLine]
    package var pager: Pager
    /// For those who let people in.
    package var postsHref: String?
    package var newPostsHref: String?
    package var tableHref: String?
    package var activitiesHref: String?
    /// For administrators only: 改名、划转、合并、拆分、撤销.
    package var changesHref: String?
    /// For administrators only: who hands the table up.
    package var settingsHref: String?

    package init(
        path: [Link] = [], name: String, chip: Chip? = nil, facts: [Fact], childCount: String? = nil,
        children: [UnitLine] = [], pager: Pager = Pager(), postsHref: String? = nil,
        newPostsHref: String? = nil,
        tableHref: String? = nil, activitiesHref: String? = nil, changesHref: String? = nil, settingsHref: String? = nil
    ) {
        self.path = path
        self.name = name
        self.chip = chip
        self.facts = facts
        self.childCount = childCount
        self.children = children
        self.pager = pager
        self.postsHref = postsHref
        self.newPostsHref = newPostsHref
        self.tableHref = tableHref
        self.activitiesHref = activitiesHref
        self.changesHref = changesHref
        self.settingsHref = settingsHref
    }
}

extension UnitPage {
    package static let sample = UnitPage(
        path: [
            Link("全国", Paths.unit("0")), Link("山东省", Paths.unit("37")), Link("济宁市", Paths.unit("3708")),
            Link("金乡县", Paths.unit("370828")),
        ], name: "金乡街道", chip: Chip(.plain, "街道"),
        facts: [
            Fact("级别", "乡镇、街道"), Fact("区划代码", "370828001"), Fact("报给谁", "金乡县", href: Paths.unit("370828")),
            Fact("要不要报", "要报"),
        ], childCount: "19 个",
        children: [
            UnitLine(name: "金府社区", code: "370828001001", about: "社区", href: Paths.unit("370828001001")),
            UnitLine(
                name: "市辖区", code: "370801", about: "只作统计用", href: Paths.unit("370801"), chip: Chip(.off, "不用报")),
        ], pager: Pager(nextHref: Paths.unit("370828001", after: "370828001001")),
        tableHref: Paths.table("c1", "370828001"), activitiesHref: Paths.activities(unit: "370828001"))
    package static let empty = UnitPage(name: "金山社区", facts: [Fact("区划代码", "370828001002")])
}

package func unitPage(_ page: UnitPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.name, label: "单位"))
    <div class="title"><div class="row"><h1>\(page.name)</h1>\(page.chip.map(chip))</div></div>
    <section class="card stack" aria-label="单位情况">\(facts(page.facts))\(links(page))</section>
    <section class="card" aria-labelledby="below"><div class="hd"><h2 id="below">下级单位\
    \(page.childCount.map { " <span class=\"q\">\($0)</span>" })</h2>\
    \(page.children.isEmpty ? nil : "<span class=\"q sm\">按区划代码排</span>")</div>
    \(page.children.isEmpty
        ? "<p class=\"m\">没有下级单位。</p>" : "<ul class=\"list\">\(each: page.children, unitLine)</ul>")</section>
    \(pager(page.pager))
    """
}

private func links(_ page: UnitPage) -> Markup? {
    guard
        page.tableHref != nil || page.activitiesHref != nil || page.postsHref != nil
            || page.newPostsHref != nil
    else { return nil }
    return """
        <p class="row">\(page.tableHref.map { "<a class=\"btn two\" href=\"\($0)\">\(icon("table"))信息统计表</a>" })\
        \(page.activitiesHref.map { "<a class=\"btn two\" href=\"\($0)\">\(icon("cal"))活动记录</a>" })\
        \(page.postsHref.map { "<a class=\"btn two\" href=\"\($0)\">\(icon("user"))岗位</a>" })\
        \(page.newPostsHref.map { "<a class=\"btn two\" href=\"\($0)\">给下级开岗位</a>" })\
        \(page.changesHref.map { "<a class=\"btn two\" href=\"\($0)\">改名、划转、撤并</a>" })\
        \(page.settingsHref.map { "<a class=\"btn two\" href=\"\($0)\">怎么上报</a>" })</p>
        """
}
