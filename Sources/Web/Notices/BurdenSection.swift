/// 给基层添多少事: what each unit below has to do, before the notice goes down.
package struct BurdenView: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var name: String, times: String, fields: String, known: String, minutes: String

        package init(name: String, times: String, fields: String, known: String, minutes: String) {
            self.name = name
            self.times = times
            self.fields = fields
            self.known = known
            self.minutes = minutes
        }
    }

    /// 每个单位约 25 分钟，19 个单位合计约 8 小时。
    package var summary: String
    /// 一共 45 项，系统已有 34 项，要动手的 11 项。
    package var fields: String
    /// 正文 2,310 字，没超过 4,000 字。
    package var length: String
    package var isTooLong: Bool
    /// 2 处碰到减负红线。
    package var breaches: String?
    package var lines: [Line]

    package init(
        summary: String, fields: String, length: String, isTooLong: Bool = false, breaches: String? = nil,
        lines: [Line] = []
    ) {
        self.summary = summary
        self.fields = fields
        self.length = length
        self.isTooLong = isTooLong
        self.breaches = breaches
        self.lines = lines
    }

    package static let sample = BurdenView(
        summary: "每个单位约 25 分钟，下面 19 个单位合计约 8 小时。", fields: "一共 53 项，系统已有 46 项，要动手的 7 项。",
        length: "正文 4,310 字，超过了 4,000 字。", isTooLong: true, breaches: "有 1 处碰到减负红线，写明原因才能发。",
        lines: [
            Line(name: "记活动", times: "9 次", fields: "45", known: "38", minutes: "9 分钟"),
            Line(name: "总结", times: "1 次", fields: "8", known: "6", minutes: "15 分钟"),
        ])
}

func burdenSection(_ burden: BurdenView) -> Markup {
    """
    <section class="card stack tight-stack" aria-labelledby="burden"><h2 id="burden">给基层添多少事</h2>\
    <p><b>\(burden.summary)</b></p><p class="m sm">\(burden.fields)</p>\
    \(burden.isTooLong ? note(Note(.amber, burden.length)) : "<p class=\"m sm\">\(burden.length)</p>")\
    \(burden.breaches.map { note(Note(.amber, $0)) })\
    \(burden.lines.isEmpty ? nil : details(burden.lines))</section>
    """
}

private func details(_ lines: [BurdenView.Line]) -> Markup {
    """
    <details class="fold"><summary>怎么算的</summary><p class="m sm">分钟是估计：记一条算 1 分钟，总结有底稿算 15 分钟。</p>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">要做的事</th><th role="columnheader" scope="col">几次</th>\
    <th role="columnheader" scope="col">项</th><th role="columnheader" scope="col">系统已有</th>\
    <th role="columnheader" class="tail" scope="col">大约</th></tr></thead><tbody role="rowgroup">\
    \(each: lines, line)</tbody></table></details>
    """
}

private func line(_ line: BurdenView.Line) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(line.name)</th>\
    <td role="cell" data-l="几次">\(line.times)</td><td role="cell" data-l="项">\(line.fields)</td>\
    <td role="cell" data-l="系统已有">\(line.known)</td><td role="cell" class="tail" data-l="大约">\(line.minutes)</td></tr>
    """
}
