/// A unit that still owes something.
package struct GapLine: Hashable, Sendable {
    package var unit: String
    package var unitHref: String
    /// 信息统计表, 活动总结
    package var lacks: [String]
    /// 6月5日前
    package var due: String?
    package var remind: Remind?

    package init(unit: String, unitHref: String, lacks: [String], due: String? = nil, remind: Remind? = nil) {
        self.unit = unit
        self.unitHref = unitHref
        self.lacks = lacks
        self.due = due
        self.remind = remind
    }
}

/// 谁还缺什么: every unit directly below that owes something, in code order.
package struct GapsPage: Hashable, Sendable {
    package var campaign: String
    /// 6 个单位，8 项
    package var summary: String
    package var gaps: [GapLine]
    /// Units that owe nothing.
    package var complete: [Link]
    /// 提醒还缺东西的 4 个
    package var remindAll: Link?

    package init(
        campaign: String, summary: String = "", gaps: [GapLine] = [], complete: [Link] = [], remindAll: Link? = nil
    ) {
        self.campaign = campaign
        self.summary = summary
        self.gaps = gaps
        self.complete = complete
        self.remindAll = remindAll
    }
}

extension GapsPage {
    package static let sample = GapsPage(
        campaign: "5.29会员活动月", summary: "2 个单位，3 项",
        gaps: [
            GapLine(
                unit: "高尚社区", unitHref: Paths.unit("370828001005"), lacks: ["信息统计表", "活动总结"], due: "6月5日前",
                remind: .offer(href: Paths.newReminder("c1", unit: "370828001005"))),
            GapLine(
                unit: "王架村", unitHref: Paths.unit("370828001204"), lacks: ["改好的信息统计表"], due: "6月5日前",
                remind: .done),
        ], complete: [Link("金府社区", Paths.unit("370828001001"))],
        remindAll: Link("提醒还缺东西的 1 个", Paths.newReminder("c1")))
    package static let empty = GapsPage(campaign: "现在没有活动")
}

package func gapsPage(_ page: GapsPage) -> Markup {
    """
    <div class="title"><h1>谁还缺什么</h1><p class="m">\(page.campaign)。没交的不拦着你上报，会写上名字。</p></div>
    <section class="card flush" aria-labelledby="gaps"><div class="hd"><h2 id="gaps">还缺的 \
    <span class="q">\(page.summary)</span></h2>\(remindAll(page.remindAll))</div>
    \(page.gaps.isEmpty ? nobody(page) : table(page.gaps))
    \(page.complete.isEmpty ? nil : complete(page.complete))</section>
    <p><a class="btn two" href="\(Paths.reminders)">提醒记录</a></p>
    """
}

private func nobody(_ page: GapsPage) -> Markup {
    page.complete.isEmpty
        ? emptyState(icon: "list", "没有要交的单位", "下面没有要上报的单位，或者现在没有活动。")
        : "<p class=\"pad\">\(chip(Chip(.ok, "都交齐了")))</p>"
}

private func table(_ gaps: [GapLine]) -> Markup {
    """
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">单位（按区划代码排）</th>\
    <th role="columnheader" scope="col">还缺</th><th role="columnheader" scope="col">什么时候</th>\
    <th role="columnheader" class="tail" scope="col"><span class="vh">提醒</span></th></tr></thead>
    <tbody role="rowgroup">\(each: gaps, row)</tbody></table>
    """
}

private func row(_ gap: GapLine) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row"><a href="\(gap.unitHref)">\(gap.unit)</a></th>\
    <td role="cell">\(gap.lacks.first.map { chip(Chip(.gap, $0)) })\
    \(each: gap.lacks.dropFirst(), { "<br>\(chip(Chip(.gap, $0)))" })</td>\
    <td role="cell">\(gap.due.map { "\($0)" })</td>\
    <td role="cell" class="r tail">\(gap.remind.map { remind($0, gap.unit) })</td></tr>
    """
}

private func complete(_ units: [Link]) -> Markup {
    """
    <details class="fold line"><summary>已经齐了的 \(units.count) 个</summary><p class="row">\
    \(each: units, { "<a href=\"\($0.href)\">\($0.text)</a> " })</p></details>
    """
}
