/// A unit that was found: many villages have one name, so the whole path stands with it.
package struct FoundUnit: Hashable, Sendable {
    package var name: String
    /// 山东省 济宁市 金乡县 金乡街道
    package var path: String
    package var code: String
    package var href: String

    package init(name: String, path: String, code: String, href: String) {
        self.name = name
        self.path = path
        self.code = code
        self.href = href
    }
}

package struct UnitSearchPage: Hashable, Sendable {
    package var query: String
    package var results: [FoundUnit]
    /// More were found than are shown.
    package var hasMore: Bool
    package var pager: Pager

    package init(query: String = "", results: [FoundUnit] = [], hasMore: Bool = false, pager: Pager = Pager()) {
        self.query = query
        self.results = results
        self.hasMore = hasMore
        self.pager = pager
    }
}

extension UnitSearchPage {
    package static let sample = UnitSearchPage(
        query: "金山",
        results: [
            FoundUnit(
                name: "金山社区", path: "山东省 济宁市 金乡县 金乡街道", code: "370828001002", href: Paths.unit("370828001002"))
        ], hasMore: true)
    package static let empty = UnitSearchPage()
}

package func unitSearchPage(_ page: UnitSearchPage) -> Markup {
    """
    <div class="title"><h1>找单位</h1></div>
    <form class="form" role="search" action="\(Paths.units)">\
    \(textField(Field("q", "单位名称或区划代码", value: page.query, hint: "比如：金山"), type: "search"))
    <button class="btn full">找一找</button></form>
    \(page.query.isEmpty ? nil : found(page))
    \(pager(page.pager))
    """
}

private func found(_ page: UnitSearchPage) -> Markup {
    guard !page.results.isEmpty else {
        return """
            <section class="card" aria-label="找到的单位">\
            \(emptyState(icon: "user", "没找到“\(page.query)”", "少打几个字再试试，比如只打“金山”。"))</section>
            """
    }
    return """
        <section class="card" aria-label="找到的单位"><ul class="list">\(each: page.results, foundUnit)</ul>\
        \(page.hasMore ? "<p class=\"q sm\">还有更多，多打几个字就能缩小。</p>" : nil)</section>
        """
}

private func foundUnit(_ unit: FoundUnit) -> Markup {
    """
    <li><a class="t" href="\(unit.href)"><span><b>\(unit.name)</b><br><span class="m sm">\(unit.path)</span></span></a>\
    <span class="q sm nw">\(unit.code)</span></li>
    """
}
