/// A unit that reports to the reader.
package struct ChildSubmission: Hashable, Sendable {
    package var unit: String
    package var unitHref: String?
    /// 没报, 等你看, 收下了, 退回了, 补进
    package var chip: Chip
    /// Why it is exempt.
    package var reason: String?
    package var live: String
    package var liveHref: String?
    package var reported: String
    /// 看报上来的, 替它报
    package var actions: [Link]
    package var remind: Remind?

    package init(
        unit: String, unitHref: String? = nil, chip: Chip, reason: String? = nil, live: String, liveHref: String? = nil,
        reported: String = "",
        actions: [Link] = [], remind: Remind? = nil
    ) {
        self.unit = unit
        self.unitHref = unitHref
        self.chip = chip
        self.reason = reason
        self.live = live
        self.liveHref = liveHref
        self.reported = reported
        self.actions = actions
        self.remind = remind
    }
}

/// 村居报来的, 下级上报: everyone who should report, in code order.
package struct ChildSubmissionsPage: Hashable, Sendable {
    /// 村居报来的
    package var heading: String
    /// 应报 18 个，已收下 16 个，没收下 2 个，免报 1 个。
    package var summary: String
    package var children: [ChildSubmission]
    package var submitHref: String?
    /// 提醒还缺东西的 4 个
    package var remindAll: Link?
    package var pager: Pager

    package init(
        heading: String, summary: String, children: [ChildSubmission] = [], submitHref: String? = nil,
        remindAll: Link? = nil, pager: Pager = Pager()
    ) {
        self.heading = heading
        self.summary = summary
        self.children = children
        self.submitHref = submitHref
        self.remindAll = remindAll
        self.pager = pager
    }
}

extension ChildSubmissionsPage {
    package static let sample = ChildSubmissionsPage(
        heading: "村居报来的", summary: "应报 18 个，已收下 16 个，没收下 2 个，免报 1 个。",
        children: [
            ChildSubmission(
                unit: "金府社区", unitHref: Paths.unit("370828001001"), chip: Chip(.ok, "收下了"), live: "3 场 186 人",
                liveHref: Paths.table("c1", "370828001001"), reported: "3 场 186 人",
                actions: [Link("看", Paths.submission("u1"))]),
            ChildSubmission(
                unit: "金山社区", chip: Chip(.half, "等你看"), live: "5 场 207 人",
                actions: [Link("去看", Paths.submission("u2"))]),
            ChildSubmission(
                unit: "桃园村", chip: Chip(.gap, "没报"), live: "1 场 40 人",
                actions: [Link("替它报", Paths.newSubmission(campaign: "c1", unit: "370828001203"))],
                remind: .offer(href: Paths.newReminder("c1", unit: "370828001203"))),
            ChildSubmission(unit: "王架村", chip: Chip(.back, "退回了"), live: "2 场 60 人", remind: .done),
            ChildSubmission(unit: "李楼村", chip: Chip(.off, "免报"), reason: "整村搬迁", live: "0 场 0 人"),
        ], submitHref: Paths.newSubmission(campaign: "c1", unit: "370828001"),
        remindAll: Link("提醒还缺东西的 1 个", Paths.newReminder("c1")),
        pager: Pager(nextHref: Paths.submissions(campaign: "c1", to: "370828001") + "&after=370828001203"))
    package static let empty = ChildSubmissionsPage(heading: "下级上报", summary: "下面没有要报的单位。")
}

package func childSubmissionsPage(_ page: ChildSubmissionsPage) -> Markup {
    """
    <div class="title"><div class="row"><h1>\(page.heading)</h1>\
    <span class="row">\(remindAll(page.remindAll))\(page.submitHref.map { "<a class=\"btn\" href=\"\($0)\">去上报</a>" })\
    </span></div>\
    <p class="m">\(page.summary)没报的不拦着你上报，会写上名字。</p></div>
    \(page.children.isEmpty ? noChildren : childTable(page.children))
    \(pager(page.pager))
    """
}

private let noChildren: Markup = """
    <section class="card" aria-label="下级上报">\(emptyState(icon: "send", "没有要报的单位", "下面没有要上报的单位。"))</section>
    """

private func childTable(_ children: [ChildSubmission]) -> Markup {
    """
    <section class="card flush" aria-label="下级上报"><table role="table" class="tbl cards"><thead role="rowgroup">\
    <tr role="row"><th role="columnheader" class="lead" scope="col">单位（按区划代码排）</th>\
    <th role="columnheader" scope="col">报了没有</th><th role="columnheader" class="r" scope="col">实时数</th>\
    <th role="columnheader" class="r" scope="col">上报数</th>\
    <th role="columnheader" class="tail" scope="col"><span class="vh">要做的</span></th></tr></thead>
    <tbody role="rowgroup">\(each: children, childRow)</tbody></table></section>
    """
}

private func childRow(_ child: ChildSubmission) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\
    \(linked(child.unit, child.unitHref))</th>\
    <td role="cell" class="full">\(chip(child.chip))\
    \(child.reason.map { " <span class=\"m sm\">\($0)</span>" })</td>\
    <td role="cell" class="r full" data-l="实时数">\(figure(child.live, child.liveHref))</td>\
    <td role="cell" class="r full" data-l="上报数">\(child.reported.isEmpty ? "还没有" : child.reported)</td>\
    <td role="cell" class="r tail">\(each: child.actions, { action($0, child.unit) })\
    \(child.remind.map { remind($0, child.unit) })</td></tr>
    """
}

private func action(_ link: Link, _ unit: String) -> Markup {
    "<a class=\"btn two sml\" href=\"\(link.href)\">\(link.text)<span class=\"vh\">：\(unit)</span></a> "
}
