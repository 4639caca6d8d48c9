/// A unit's own record in a short list.
package struct RecordLine: Hashable, Sendable {
    package var title: String
    /// 88 人
    package var people: String
    /// 5月10日
    package var date: String
    package var href: String
    package var chip: Chip?

    package init(title: String, people: String, date: String, href: String, chip: Chip? = nil) {
        self.title = title
        self.people = people
        self.date = date
        self.href = href
        self.chip = chip
    }
}

package func recordLine(_ line: RecordLine) -> Markup {
    """
    <li><a class="t" href="\(line.href)">\(line.title)</a>\(line.chip.map(chip))<span class="m">\(line.people)</span>\
    <span class="q sm nw">\(line.date)</span></li>
    """
}

/// 报完了 or 零报告, and what became of it.
package struct ReportBlock: Hashable, Sendable {
    package var campaign: String
    package var unit: String
    package var heading: String
    /// 记完了就按报完了，一场没办就按零报告
    package var text: String
    package var chip: Chip?
    /// Why it came back.
    package var reason: String?
    /// Shows the two buttons.
    package var offersChoice: Bool
    /// It does not have to, and may all the same.
    package var mayReport: Bool
    package var submissionHref: String?

    package init(
        campaign: String, unit: String, heading: String = "报完了没有", text: String, chip: Chip? = nil,
        reason: String? = nil, offersChoice: Bool = true, mayReport: Bool = false, submissionHref: String? = nil
    ) {
        self.campaign = campaign
        self.unit = unit
        self.heading = heading
        self.text = text
        self.chip = chip
        self.reason = reason
        self.offersChoice = offersChoice
        self.mayReport = mayReport
        self.submissionHref = submissionHref
    }
}

/// What changed since the reader last looked.
package struct ChangesNote: Hashable, Sendable {
    package var count: Int
    package var href: String

    package init(count: Int, href: String = Paths.changes) {
        self.count = count
        self.href = href
    }

    /// Stands last among the things to do.
    var todo: Todo {
        Todo(chip: Chip(.plain, "上次看过以后"), title: "有 \(count) 处变化", hint: "谁改了什么，改前改后都在", href: href)
    }
}

package struct VillageHomePage: Hashable, Sendable {
    /// 5月28日 周三
    package var dateLine: String
    package var heading: String
    /// 第27个
    package var ordinal: String?
    package var theme: [String]
    package var recordCount: Int
    /// 街道
    package var superiorName: String
    package var todos: [Todo]
    package var report: ReportBlock?
    package var records: [RecordLine]
    package var changes: ChangesNote?
    /// Which one it is about; empty when there is none.
    package var campaign: String

    package init(
        dateLine: String, heading: String, ordinal: String? = nil, theme: [String] = [], recordCount: Int,
        superiorName: String, todos: [Todo] = [], report: ReportBlock? = nil, records: [RecordLine] = [],
        changes: ChangesNote? = nil, campaign: String = ""
    ) {
        self.campaign = campaign
        self.dateLine = dateLine
        self.heading = heading
        self.ordinal = ordinal
        self.theme = theme
        self.recordCount = recordCount
        self.superiorName = superiorName
        self.todos = todos
        self.report = report
        self.records = records
        self.changes = changes
    }
}

extension VillageHomePage {
    package static let sample = VillageHomePage(
        dateLine: "5月28日 周三", heading: "明天是会员活动日", ordinal: "第27个", theme: ["提升托育服务质量", "共建生育友好社会"],
        recordCount: 5, superiorName: "街道",
        todos: [
            Todo(
                chip: Chip(.plain, "明天"), title: "会员活动日集中宣传", hint: "活动广场，计划 60 人",
                href: Paths.newActivity(session: "s1"), verb: "去记"),
            Todo(chip: Chip(.plain, "6月5日前"), title: "活动总结", href: Paths.notice("n1")),
        ],
        report: ReportBlock(
            campaign: "c1", unit: "370828001002", text: "街道请你看一看再报。", chip: Chip(.back, "退回补正"),
            reason: "5月20日义诊的人数请核一下"),
        records: [
            RecordLine(title: "走访慰问", people: "8 人", date: "5月21日", href: Paths.activity("a1")),
            RecordLine(
                title: "家庭健康义诊", people: "41 人次", date: "5月20日", href: Paths.activity("a2"),
                chip: Chip(.gap, "还缺人数")),
        ], changes: ChangesNote(count: 3), campaign: "c1")
    package static let exempt = VillageHomePage(
        dateLine: "5月28日 周三", heading: "5.29会员活动月", recordCount: 0, superiorName: "街道",
        report: ReportBlock(
            campaign: "c1", unit: "370828001002", heading: "这次要不要报", text: "这次免报：整村搬迁。办了活动照样可以记，要报也可以。",
            chip: Chip(.off, "免报"), offersChoice: false, mayReport: true))
    package static let empty = VillageHomePage(
        dateLine: "5月1日 周四", heading: "现在没有活动", recordCount: 0, superiorName: "街道")
}

package func villageHomePage(_ page: VillageHomePage) -> Markup {
    """
    <div class="title"><p class="m">\(page.dateLine)</p><h1>\(page.heading)</h1>
    \(campaignLine(page))</div>
    \(page.campaign.isEmpty ? nil : recordButton(Paths.newActivity(campaign: page.campaign)))
    \(page.recordCount == 0 ? nil : outbox(page))
    \(todoSection(page.todos, changes: page.changes))
    \(page.report.map(reportBlock))
    <section class="card" aria-labelledby="mine"><div class="hd"><h2 id="mine">记过的 \
    <span class="q">\(page.recordCount) 条</span></h2>\
    \(page.records.isEmpty ? nil : "<a href=\"\(Paths.activities(campaign: page.campaign))\">全部</a>")</div>
    \(page.records.isEmpty ? noRecords : "<ul class=\"list\">\(each: page.records, recordLine)</ul>")</section>
    """
}

private let noRecords: Markup = emptyState(icon: "list", "还没有记过", "办完一场，回来记一条就行。")

private func campaignLine(_ page: VillageHomePage) -> Markup? {
    guard page.ordinal != nil || !page.theme.isEmpty else { return nil }
    let comma: Markup? = page.ordinal == nil || page.theme.isEmpty ? nil : "，"
    return "<p class=\"m\">\(page.ordinal.map { "\($0)" })\(comma)\(theme(page.theme))</p>"
}

private func outbox(_ page: VillageHomePage) -> Markup {
    """
    <div class="outbox">\(icon("ring"))<span>记过的 \(page.recordCount) 条，\(page.superiorName)都收到了</span></div>
    """
}

package func todoSection(_ todos: [Todo], heading: String = "要做的事") -> Markup {
    """
    <section class="stack" aria-labelledby="todo"><h2 id="todo">\(heading) <span class="q">\(todos.count) 件</span></h2>
    <div class="todos">\(each: todos, todo)</div></section>
    """
}

/// To-dos, and last what changed.
func todoSection(_ todos: [Todo], changes: ChangesNote?) -> Markup? {
    let all = todos + [changes?.todo].compactMap(\.self)
    return all.isEmpty ? nil : todoSection(all)
}

private func reportBlock(_ block: ReportBlock) -> Markup {
    let path = Paths.newSubmission(campaign: block.campaign, unit: block.unit)
    return """
        <section class="card stack" aria-labelledby="report"><div class="row"><h2 id="report">\(block.heading)</h2>\
        \(block.chip.map(chip))</div>
        <p>\(block.text)</p>\(block.reason.map { note(Note(.brick, "退回的原因：" + $0)) })
        \(block.offersChoice ? reportButtons(path) : nil)\
        \(block.mayReport ? "<p><a class=\"btn three\" href=\"\(path)\">还是报一次</a></p>" : nil)\
        \(block.submissionHref.map { "<p><a href=\"\($0)\">看报上去的数</a></p>" })</section>
        """
}

private func reportButtons(_ path: String) -> Markup {
    """
    <div class="row"><a class="btn two grow" href="\(path)&amp;kind=report">报完了</a>\
    <a class="btn two grow" href="\(path)&amp;kind=nil">零报告</a></div>
    """
}
