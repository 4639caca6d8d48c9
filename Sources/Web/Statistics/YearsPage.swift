/// One cell in two years.
package struct YearLine: Hashable, Sendable {
    /// 村居社区，宣传人数
    package var label: String
    package var thisYear: String
    package var thisHref: String?
    /// nil where that year's table has no such cell.
    package var lastYear: String?
    package var lastHref: String?
    /// +167, −5, 0
    package var difference: String?

    package init(
        label: String, thisYear: String, thisHref: String? = nil, lastYear: String? = nil, lastHref: String? = nil,
        difference: String? = nil
    ) {
        self.label = label
        self.thisYear = thisYear
        self.thisHref = thisHref
        self.lastYear = lastYear
        self.lastHref = lastHref
        self.difference = difference
    }
}

/// Another campaign to compare with.
package struct YearChoice: Hashable, Sendable {
    /// 2024 年会员活动日
    package var name: String
    package var href: String
    package var isCurrent: Bool

    package init(name: String, href: String, isCurrent: Bool = false) {
        self.name = name
        self.href = href
        self.isCurrent = isCurrent
    }
}

/// 和去年比: the cells of one unit in two campaigns, in the order of the table.
package struct YearsPage: Hashable, Sendable {
    package var campaign: String
    package var unit: String
    package var unitName: String
    /// 2025 年
    package var thisName: String
    /// 2024 年
    package var lastName: String
    package var choices: [YearChoice]
    package var rows: [YearLine]

    package init(
        campaign: String, unit: String, unitName: String, thisName: String, lastName: String = "去年",
        choices: [YearChoice] = [], rows: [YearLine] = []
    ) {
        self.campaign = campaign
        self.unit = unit
        self.unitName = unitName
        self.thisName = thisName
        self.lastName = lastName
        self.choices = choices
        self.rows = rows
    }
}

extension YearsPage {
    package static let sample = YearsPage(
        campaign: "c1", unit: "370828001", unitName: "金乡街道", thisName: "2025 年", lastName: "2024 年",
        choices: [
            YearChoice(
                name: "2024 年会员活动日", href: Paths.years("c1", "370828001") + "?with=c0", isCurrent: true),
            YearChoice(name: "2023 年会员活动日", href: Paths.years("c1", "370828001") + "?with=c9"),
        ],
        rows: [
            YearLine(
                label: "村居社区，活动场次", thisYear: "37", thisHref: Paths.cell("c1", "370828001", "sample"),
                lastYear: "34", lastHref: Paths.cell("c0", "370828001", "sample"), difference: "+3"),
            YearLine(label: "村居社区，宣传人数", thisYear: "1,972", lastYear: "2,139", difference: "−167"),
            YearLine(label: "村居社区，线上触达人次", thisYear: "3,462,917"),
        ])
    package static let empty = YearsPage(
        campaign: "c1", unit: "370828001", unitName: "金乡街道", thisName: "2025 年")
}

package func yearsPage(_ page: YearsPage) -> Markup {
    """
    \(crumb([Link("信息统计表", Paths.table(page.campaign, page.unit))], "和去年比"))
    <div class="title"><h1>和去年比</h1><p class="m">\(page.unitName)两年的表。<span class="nw">多了少了都正常，</span>\
    <span class="nw">只是给你看看。</span></p></div>
    \(page.choices.count < 2 ? nil : choiceLinks(page.choices))
    \(page.rows.isEmpty ? noOtherYear : yearTable(page))
    """
}

private let noOtherYear: Markup = """
    <section class="card" aria-label="和去年比">\
    \(emptyState(icon: "table", "没有去年的活动可比", "明年再来，今年的数都留着。"))</section>
    """

private func choiceLinks(_ choices: [YearChoice]) -> Markup {
    "<nav class=\"pager\" aria-label=\"和哪一年比\">\(each: choices, choiceLink)</nav>"
}

private func choiceLink(_ choice: YearChoice) -> Markup {
    choice.isCurrent ? "<b aria-current=\"page\">\(choice.name)</b>" : "<a href=\"\(choice.href)\">\(choice.name)</a>"
}

private func yearTable(_ page: YearsPage) -> Markup {
    """
    <section class="card flush" aria-label="两年的数"><table role="table" class="tbl cards"><thead role="rowgroup">\
    <tr role="row"><th role="columnheader" class="lead" scope="col">哪一格</th>\
    <th role="columnheader" class="r" scope="col">\(page.thisName)</th>\
    <th role="columnheader" class="r" scope="col">\(page.lastName)</th>\
    <th role="columnheader" class="r tail" scope="col">差</th></tr></thead>
    <tbody role="rowgroup">\(each: page.rows, { yearRow($0, page) })</tbody></table></section>
    """
}

private func yearRow(_ row: YearLine, _ page: YearsPage) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(row.label)</th>\
    <td role="cell" class="r" data-l="\(page.thisName)">\(figure(row.thisYear, row.thisHref))</td>\
    <td role="cell" class="r" data-l="\(page.lastName)">\
    \(row.lastYear.map { figure($0, row.lastHref) } ?? noFigure)</td>\
    <td role="cell" class="r nw tail">\(row.difference.map { "\($0)" })</td></tr>
    """
}

private let noFigure: Markup = "<span class=\"q\">没有</span>"
