/// A link of the deadline chain: who reports by when.
package struct DeadlineStep: Hashable, Sendable {
    package var date: String
    /// 村居报
    package var who: String
    package var isNow: Bool

    package init(date: String, who: String, isNow: Bool = false) {
        self.date = date
        self.who = who
        self.isNow = isNow
    }
}

/// A unit that has not reported, or was returned.
package struct MissingUnit: Hashable, Sendable {
    package var name: String
    package var href: String
    package var chip: Chip
    /// 替它报, 看
    package var action: Link?
    package var remind: Remind?

    package init(name: String, href: String, chip: Chip, action: Link? = nil, remind: Remind? = nil) {
        self.name = name
        self.href = href
        self.chip = chip
        self.action = action
        self.remind = remind
    }
}

/// A figure of the small table.
package struct WorkbenchFigure: Hashable, Sendable {
    /// 村居社区，宣传人数
    package var label: String
    package var live: String
    package var liveHref: String?
    package var reported: String

    package init(label: String, live: String, liveHref: String? = nil, reported: String) {
        self.label = label
        self.live = live
        self.liveHref = liveHref
        self.reported = reported
    }
}

/// The home of a clerk.
package struct WorkbenchPage: Hashable, Sendable {
    package var heading: String
    package var dateLine: String
    package var period: String?
    package var theme: [String]
    /// 这次免报：正在撤并。
    package var exemption: String?
    package var chain: [DeadlineStep]
    /// 应报 18 个，已收下 16 个，没收下 2 个，免报 1 个
    package var reportedSummary: String?
    package var missing: [MissingUnit]
    /// The list of all that report.
    package var childrenHref: String?
    /// 提醒还缺东西的 4 个
    package var remindAll: Link?
    package var todos: [Todo]
    package var figures: [WorkbenchFigure]
    package var tableHref: String?
    /// 由 93 条记录算出
    package var tableSource: String?
    package var submitHref: String?
    package var records: [RecordLine]
    package var activitiesHref: String
    package var newActivityHref: String
    package var canRecord: Bool
    package var changes: ChangesNote?

    package init(
        heading: String, dateLine: String, period: String? = nil, theme: [String] = [],
        exemption: String? = nil, chain: [DeadlineStep] = [],
        reportedSummary: String? = nil, missing: [MissingUnit] = [], childrenHref: String? = nil,
        remindAll: Link? = nil, todos: [Todo] = [],
        figures: [WorkbenchFigure] = [], tableHref: String? = nil, tableSource: String? = nil,
        submitHref: String? = nil, records: [RecordLine] = [], activitiesHref: String = Paths.activities,
        newActivityHref: String = Paths.newActivity,
        canRecord: Bool = true, changes: ChangesNote? = nil
    ) {
        self.heading = heading
        self.dateLine = dateLine
        self.period = period
        self.theme = theme
        self.exemption = exemption
        self.chain = chain
        self.reportedSummary = reportedSummary
        self.missing = missing
        self.childrenHref = childrenHref
        self.remindAll = remindAll
        self.todos = todos
        self.figures = figures
        self.tableHref = tableHref
        self.tableSource = tableSource
        self.submitHref = submitHref
        self.records = records
        self.activitiesHref = activitiesHref
        self.newActivityHref = newActivityHref
        self.canRecord = canRecord
        self.changes = changes
    }
}

extension WorkbenchPage {
    package static let sample = WorkbenchPage(
        heading: "5.29会员活动月", dateLine: "6月4日 周三", period: "5月1日至31日", theme: ["提升托育服务质量", "共建生育友好社会"],
        exemption: "这次免报：正在撤并。办了活动照样可以记，要报也可以。",
        chain: [
            DeadlineStep(date: "6月5日", who: "村居报", isNow: true), DeadlineStep(date: "6月10日", who: "街道报"),
            DeadlineStep(date: "6月15日", who: "县报"),
        ], reportedSummary: "应报 18 个，已收下 16 个，没收下 2 个，免报 1 个",
        missing: [
            MissingUnit(
                name: "桃园村", href: Paths.unit("370828001203"), chip: Chip(.gap, "没报"),
                action: Link("替它报", Paths.newSubmission(campaign: "c1", unit: "370828001203")),
                remind: .offer(href: Paths.newReminder("c1", unit: "370828001203"))),
            MissingUnit(
                name: "王架村", href: Paths.unit("370828001204"), chip: Chip(.back, "退回补正"), remind: .done),
        ], childrenHref: Paths.submissions(campaign: "c1", to: "370828001"),
        remindAll: Link("提醒还缺东西的 1 个", Paths.newReminder("c1")),
        todos: [
            Todo(
                chip: Chip(.gap, "没有记录"), title: "权益咨询窗口（司法所）", hint: "方案里写了 5月1日至31日，一条也没记",
                href: Paths.newActivity(session: "s16"), verb: "去记"),
            Todo(
                chip: Chip(.open, "等你看"), title: "4 个村居报来了",
                href: Paths.submissions(campaign: "c1", to: "370828001")),
        ],
        figures: [
            WorkbenchFigure(
                label: "村居社区，宣传场次", live: "37", liveHref: Paths.cell("c1", "370828001", "sample"), reported: "34"),
            WorkbenchFigure(label: "村居社区，宣传人数", live: "1,972", reported: "1,812"),
        ], tableHref: Paths.table("c1", "370828001"), tableSource: "由 93 条记录算出",
        submitHref: Paths.newSubmission(campaign: "c1", unit: "370828001"),
        records: [RecordLine(title: "亲子活动", people: "40 人", date: "街道 5月31日", href: Paths.activity("a1"))],
        changes: ChangesNote(count: 3))
    package static let empty = WorkbenchPage(heading: "现在没有活动", dateLine: "3月1日 周六")
}

package func workbenchPage(_ page: WorkbenchPage) -> Markup {
    """
    <div class="title"><div class="row"><h1>\(page.heading)</h1><p class="m">\(page.dateLine)</p></div>\
    \(subtitle(page))</div>
    \(page.exemption.map { note(Note(.plain, $0)) })
    \(page.chain.isEmpty ? nil : chain(page.chain))
    <div class="cols c75"><div class="stack">
    \(page.reportedSummary.map { missingSection(page, $0) })
    \(todoSection(page.todos, changes: page.changes))
    \(page.canRecord ? recordButton(page.newActivityHref) : nil)</div>
    <div class="stack">
    \(page.figures.isEmpty ? nil : figureSection(page))
    <section class="card" aria-labelledby="new"><div class="hd"><h2 id="new">刚记下的</h2>\
    \(page.records.isEmpty ? nil : "<a href=\"\(page.activitiesHref)\">全部</a>")</div>\
    \(page.records.isEmpty
        ? "<p class=\"m\">还没有人记。</p>" : "<ul class=\"list\">\(each: page.records, recordLine)</ul>")</section>
    </div></div>
    """
}

func recordButton(_ href: String) -> Markup {
    "<a class=\"btn big full\" href=\"\(href)\">\(icon("plus"))记一条活动</a>"
}

private func subtitle(_ page: WorkbenchPage) -> Markup? {
    guard page.period != nil || !page.theme.isEmpty else { return nil }
    let comma: Markup? = page.period == nil || page.theme.isEmpty ? nil : "，"
    return "<p class=\"m\">\(page.period.map { "\($0)" })\(comma)\(theme(page.theme))</p>"
}

func chain(_ steps: [DeadlineStep]) -> Markup {
    """
    <section aria-label="一级一级的上报时限"><ol class="chain">\(each: steps, step)</ol></section>
    """
}

private func step(_ step: DeadlineStep) -> Markup {
    "<li\(attribute("class", step.isNow ? "now" : nil))><b>\(step.date)</b>\(step.who)</li>"
}

private func missingSection(_ page: WorkbenchPage, _ summary: String) -> Markup {
    """
    <section class="card flush" aria-labelledby="miss"><div class="hd"><h2 id="miss">谁还没报 \
    <span class="q">\(summary)</span></h2>\(page.childrenHref.map { "<a href=\"\($0)\">全部</a>" })\
    \(remindAll(page.remindAll))</div>
    \(page.missing.isEmpty ? "<p class=\"pad\">\(chip(Chip(.ok, "都报来了")))</p>" : missingTable(page.missing))</section>
    """
}

private func missingTable(_ units: [MissingUnit]) -> Markup {
    """
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">单位（按区划代码排）</th>\
    <th role="columnheader" scope="col">报了没有</th>\
    <th role="columnheader" class="tail" scope="col"><span class="vh">要做的</span></th></tr></thead>
    <tbody role="rowgroup">\(each: units, missingRow)</tbody></table>
    """
}

private func missingRow(_ unit: MissingUnit) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row"><a href="\(unit.href)">\(unit.name)</a></th>\
    <td role="cell">\(chip(unit.chip))</td><td role="cell" class="r tail">\(unit.action.map { action($0, unit.name) }) \
    \(unit.remind.map { remind($0, unit.name) })</td></tr>
    """
}

private func action(_ link: Link, _ unit: String) -> Markup {
    "<a class=\"btn two sml\" href=\"\(link.href)\">\(link.text)<span class=\"vh\">：\(unit)</span></a>"
}

private func figureSection(_ page: WorkbenchPage) -> Markup {
    """
    <section class="card flush" aria-labelledby="live"><div class="hd"><h2 id="live">信息统计表</h2></div>
    <table class="tbl"><thead><tr><th class="lead" scope="col">哪一格</th><th class="r" scope="col">实时数</th>\
    <th class="r tail" scope="col">上报数</th></tr></thead><tbody>\(each: page.figures, figureRow)</tbody></table>
    <p class="row tail-row">\(page.tableHref.map { "<a class=\"btn two\" href=\"\($0)\">打开整张表</a>" })\
    \(page.submitHref.map { "<a class=\"btn\" href=\"\($0)\">去上报</a>" })\
    \(page.tableSource.map { "<span class=\"q sm\">\($0)</span>" })</p></section>
    """
}

private func figureRow(_ row: WorkbenchFigure) -> Markup {
    """
    <tr><th class="lead" scope="row">\(row.label)</th><td class="r">\(figure(row.live, row.liveHref))</td>\
    <td class="r tail">\(row.reported)</td></tr>
    """
}
