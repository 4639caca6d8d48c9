/// One thing that happened in or below the officer's unit.
package struct ChangeLine: Hashable, Sendable {
    /// 5月29日 14:05
    package var date: String
    package var unit: String
    /// 补进 桃园村：村居社区 活动场次 12→15
    package var text: String
    package var href: String?

    package init(date: String, unit: String, text: String, href: String? = nil) {
        self.date = date
        self.unit = unit
        self.text = text
        self.href = href
    }
}

/// 有什么变化: newest first, split where the officer last looked.
package struct ChangesPage: Hashable, Sendable {
    package var csrf: String
    /// Names the newest line of `recent`, so that 都看过了 does not cover what came while the page was open.
    package var seen: String
    /// 5月28日 17:30
    package var lastLooked: String?
    package var recent: [ChangeLine]
    package var earlier: [ChangeLine]
    package var pager: Pager

    package init(
        csrf: String, seen: String = "", lastLooked: String? = nil, recent: [ChangeLine] = [],
        earlier: [ChangeLine] = [], pager: Pager = Pager()
    ) {
        self.csrf = csrf
        self.seen = seen
        self.lastLooked = lastLooked
        self.recent = recent
        self.earlier = earlier
        self.pager = pager
    }
}

extension ChangesPage {
    package static let sample = ChangesPage(
        csrf: "token", seen: "018f0000-0000-7000-8000-000000000051", lastLooked: "6月3日 17:30",
        recent: [
            ChangeLine(
                date: "6月4日 14:05", unit: "桃园村", text: "补进 桃园村：村居社区 活动场次 12→15",
                href: Paths.cell("c1", "370828001", "sample")),
            ChangeLine(date: "6月4日 9:12", unit: "金山社区", text: "零报告改成报完了", href: Paths.submission("u1")),
        ],
        earlier: [
            ChangeLine(
                date: "6月3日 16:40", unit: "金府社区", text: "手工调整：村居社区 宣传人数 +30",
                href: Paths.adjustments("c1", "370828001001")),
            ChangeLine(date: "6月2日 11:20", unit: "王架村", text: "撤回了上报"),
        ], pager: Pager(nextHref: Paths.changes + "?after=018f", total: "共 24 条"))
    package static let empty = ChangesPage(csrf: "token")
}

package func changesPage(_ page: ChangesPage) -> Markup {
    """
    <div class="title"><h1>有什么变化</h1>\
    <p class="m">\(page.lastLooked.map { "上次看到 \($0)。" })新的在上面。</p></div>
    \(page.recent.isEmpty && page.earlier.isEmpty ? noChanges : nil)
    \(page.recent.isEmpty ? nil : recentSection(page))
    \(page.recent.isEmpty && !page.earlier.isEmpty ? note(Note(.ok, "没有新的变化，都看过了。")) : nil)
    \(page.earlier.isEmpty ? nil : earlierSection(page.earlier))
    \(pager(page.pager))
    """
}

private let noChanges: Markup = """
    <section class="card" aria-label="变化">\
    \(emptyState(icon: "list", "还没有变化", "报上去以后再改的、补进的，都记在这里。"))</section>
    """

private func recentSection(_ page: ChangesPage) -> Markup {
    """
    <section class="card" aria-labelledby="new"><div class="hd"><h2 id="new">新的 \
    <span class="q">\(page.recent.count) 条</span></h2>\
    <form method="post" action="\(Paths.changes)">\(csrfField(page.csrf))\(hidden("seen", page.seen))\
    <button class="btn two sml">都看过了</button></form></div>\
    <ul class="list">\(each: page.recent, changeLine)</ul></section>
    """
}

private func earlierSection(_ lines: [ChangeLine]) -> Markup {
    """
    <section class="card" aria-labelledby="old"><div class="hd"><h2 id="old">看过的</h2></div>\
    <ul class="list">\(each: lines, changeLine)</ul></section>
    """
}

private func changeLine(_ line: ChangeLine) -> Markup {
    """
    <li><span class="t">\(linked(line.text, line.href))<br>\
    <span class="m sm">\(line.unit)　<span class="q">\(line.date)</span></span></span></li>
    """
}
