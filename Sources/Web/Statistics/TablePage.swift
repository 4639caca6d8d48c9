/// A cell whose two figures differ.
package struct FigureDifference: Hashable, Sendable {
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

/// The official table of a unit. 实时数 is everything that was recorded; 上报数 what was accepted from below and its own.
package struct TablePage: Hashable, Sendable {
    package var campaign: String
    package var unit: String
    package var path: [Link]
    /// 街道该填的 20 格都由 93 条记录算好了。
    package var summary: String
    package var annex: Annex
    package var showsReported: Bool
    package var liveHref: String
    package var reportedHref: String
    package var differences: [FigureDifference]
    package var uncountedCount: Int
    /// 缺：桃园村、王架村
    package var missing: String?
    package var canSubmit: Bool
    /// 按现在的区划; only where units were moved, merged or renamed since.
    package var todayHref: String?
    package var showsToday: Bool
    package var adjustmentsHref: String?
    package var yearsHref: String?
    package var summaryHref: String?
    package var recordsXlsxHref: String?
    package var recordsCsvHref: String?
    package var channelsHref: String?
    /// 5月20日 高河街道划到鱼台县，划走前报的数还算在这里
    package var treeNotes: [String]
    package var checks: [CheckLine]

    package init(
        campaign: String, unit: String, path: [Link] = [], summary: String, annex: Annex, showsReported: Bool = false,
        liveHref: String, reportedHref: String, differences: [FigureDifference] = [], uncountedCount: Int = 0,
        missing: String? = nil, canSubmit: Bool = false, todayHref: String? = nil, showsToday: Bool = false,
        adjustmentsHref: String? = nil, yearsHref: String? = nil, summaryHref: String? = nil,
        recordsXlsxHref: String? = nil, recordsCsvHref: String? = nil, channelsHref: String? = nil,
        treeNotes: [String] = [], checks: [CheckLine] = []
    ) {
        self.campaign = campaign
        self.unit = unit
        self.path = path
        self.summary = summary
        self.annex = annex
        self.showsReported = showsReported
        self.liveHref = liveHref
        self.reportedHref = reportedHref
        self.differences = differences
        self.uncountedCount = uncountedCount
        self.missing = missing
        self.canSubmit = canSubmit
        self.todayHref = todayHref
        self.showsToday = showsToday
        self.adjustmentsHref = adjustmentsHref
        self.yearsHref = yearsHref
        self.summaryHref = summaryHref
        self.recordsXlsxHref = recordsXlsxHref
        self.recordsCsvHref = recordsCsvHref
        self.channelsHref = channelsHref
        self.treeNotes = treeNotes
        self.checks = checks
    }
}

extension TablePage {
    package static let sample = TablePage(
        campaign: "c1", unit: "370828001", path: [Link("金乡县", Paths.table("c1", "370828"))],
        summary: "街道该填的 20 格都由 93 条记录算好了，没有要手填的。横线是别级填的。", annex: .sample,
        liveHref: Paths.table("c1", "370828001"),
        reportedHref: Paths.table("c1", "370828001") + "?figures=reported",
        differences: [
            FigureDifference(
                label: "村居社区，活动场次", live: "37", liveHref: Paths.cell("c1", "370828001", "sample"), reported: "34"),
            FigureDifference(label: "村居社区，宣传人数", live: "1,972", reported: "1,812"),
        ], uncountedCount: 2, missing: "桃园村、王架村", canSubmit: true,
        todayHref: Paths.table("c1", "370828001") + "?figures=today",
        adjustmentsHref: Paths.adjustments("c1", "370828001"), yearsHref: Paths.years("c1", "370828001"),
        summaryHref: Paths.summary("c1", "370828001"), recordsXlsxHref: Paths.recordsFile("c1", "370828001", "xlsx"),
        recordsCsvHref: Paths.recordsFile("c1", "370828001", "csv"),
        channelsHref: Paths.channelsFile("c1", "370828001"),
        treeNotes: ["5月20日 高河街道划到鱼台县，划走前报的数还算在这里", "5月22日 李庄村并到王架村"],
        checks: [
            CheckLine(message: "村居社区的慰问人数是去年的 9 倍", href: Paths.cell("c1", "370828001", "sample")),
            CheckLine(message: "有服务场次，没有服务人数"),
        ])
    package static let empty = TablePage(
        campaign: "c1", unit: "370828001002", summary: "还没有记录，格子里都是 0。", annex: .empty,
        liveHref: Paths.table("c1", "370828001002"),
        reportedHref: Paths.table("c1", "370828001002") + "?figures=reported")
}

package func tablePage(_ page: TablePage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.annex.unitName, label: "单位"))
    <div class="title noprint"><div class="row"><h1>信息统计表</h1><div class="row">\(fileButtons(page))</div></div>
    <p class="m">\(page.summary)</p></div>
    \(figureSwitch(page))
    \(annex(page.annex, adjustHref: page.adjustmentsHref))
    \(page.treeNotes.isEmpty ? nil : treeNote(page.treeNotes))
    \(page.uncountedCount == 0 ? nil : uncountedLine(page))
    \(page.checks.isEmpty ? nil : checkSection(page.checks))
    \(differenceSection(page))
    \(tableLinks(page))
    \(page.canSubmit ? submitLine(page) : nil)
    """
}

/// Paper and files show the figures that are on the screen.
private func fileButtons(_ page: TablePage) -> Markup {
    let figures = page.showsReported ? "?figures=reported" : page.showsToday ? "?figures=today" : ""
    func button(_ href: String, _ symbol: String, _ text: String) -> Markup {
        "<a class=\"btn two\" href=\"\(href)\(figures)\">\(icon(symbol))\(text)</a>"
    }
    return """
        \(button(Paths.tablePrint(page.campaign, page.unit), "print", "打印"))\
        \(button(Paths.tableFile(page.campaign, page.unit), "get", "Excel"))\
        \(button(Paths.tableWord(page.campaign, page.unit), "get", "Word"))
        """
}

private func figureSwitch(_ page: TablePage) -> Markup {
    func tab(_ label: String, _ href: String, _ isCurrent: Bool) -> Markup {
        isCurrent
            ? "<b aria-current=\"page\">\(label)</b>" : "<a href=\"\(href)\">\(label)</a>"
    }
    let about =
        if page.showsToday {
            "划走、划来的，都按现在归谁算"
        } else {
            page.showsReported ? "自己记的，加上收下的下级上报" : "记下来的全在里面"
        }
    return """
        <nav class="pager noprint" aria-label="看哪个数">\
        \(tab("实时数", page.liveHref, !page.showsReported && !page.showsToday))\
        \(tab("上报数", page.reportedHref, page.showsReported))\
        \(page.todayHref.map { tab("按现在的区划", $0, page.showsToday) })<span class="q sm">\(about)</span></nav>
        """
}

private func uncountedLine(_ page: TablePage) -> Markup {
    """
    <p class="note amber noprint">\(icon("flag"))<span>未计入 \(page.uncountedCount) 条：没填这张表要的数。</span>\
    <a class="push" href="\(Paths.uncounted(page.campaign, page.unit))">去补</a></p>
    """
}

private func differenceSection(_ page: TablePage) -> Markup {
    """
    <section class="card flush noprint" aria-labelledby="two"><div class="hd"><h2 id="two">两个数</h2>\
    <span class="m sm">\(page.differences.isEmpty ? "每一格都一样" : "\(page.differences.count) 格不一样")</span></div>
    \(page.missing.map { "<p class=\"m sm pad\">还没收下上报的：\($0)</p>" })\
    \(page.differences.isEmpty ? nil : differenceTable(page.differences))</section>
    """
}

private func differenceTable(_ differences: [FigureDifference]) -> Markup {
    """
    <table class="tbl"><thead><tr><th class="lead" scope="col">哪一格</th><th class="r nw" scope="col">实时数</th>\
    <th class="r nw tail" scope="col">上报数</th></tr></thead><tbody>\(each: differences, differenceRow)</tbody></table>
    """
}

private func differenceRow(_ row: FigureDifference) -> Markup {
    """
    <tr><th class="lead" scope="row">\(row.label)</th><td class="r">\(figure(row.live, row.liveHref))</td>\
    <td class="r tail">\(row.reported)</td></tr>
    """
}

/// A number; one that opens to its records is a link.
package func figure(_ text: String, _ href: String?) -> Markup {
    linked(text, href, class: "n")
}

private func submitLine(_ page: TablePage) -> Markup {
    """
    <p class="row noprint">\
    <a class="btn" href="\(Paths.newSubmission(campaign: page.campaign, unit: page.unit))">去上报</a>\
    <span class="q">上报时还会再核一遍。</span></p>
    """
}
