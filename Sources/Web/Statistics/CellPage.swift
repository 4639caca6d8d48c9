/// A record behind a number.
package struct CellRecord: Hashable, Sendable {
    package var title: String
    package var unit: String
    package var date: String
    /// 46 人, 1 场
    package var value: String
    package var href: String?

    package init(title: String, unit: String, date: String, value: String, href: String? = nil) {
        self.title = title
        self.unit = unit
        self.date = date
        self.value = value
        self.href = href
    }
}

/// What a unit below adds to a number.
package struct UnitShare: Hashable, Sendable {
    package var unit: String
    package var value: String
    package var href: String?

    package init(unit: String, value: String, href: String? = nil) {
        self.unit = unit
        self.value = value
        self.href = href
    }
}

/// Where one number of the table comes from.
package struct CellPage: Hashable, Sendable {
    package var path: [Link]
    /// 活动场次
    package var label: String
    /// 37 场
    package var figure: String
    /// 金乡街道的 19 个社区、村，共 37 条记录。没有手工调整。
    package var summary: String
    /// 上报数 34 场
    package var reported: String?
    /// 人数
    package var valueLabel: String
    package var records: [CellRecord]
    package var children: [UnitShare]
    package var uncountedCount: Int
    package var uncountedHref: String?
    package var pager: Pager

    package init(
        path: [Link], label: String, figure: String, summary: String, reported: String? = nil,
        valueLabel: String = "人数", records: [CellRecord] = [], children: [UnitShare] = [], uncountedCount: Int = 0,
        uncountedHref: String? = nil, pager: Pager = Pager()
    ) {
        self.path = path
        self.label = label
        self.figure = figure
        self.summary = summary
        self.reported = reported
        self.valueLabel = valueLabel
        self.records = records
        self.children = children
        self.uncountedCount = uncountedCount
        self.uncountedHref = uncountedHref
        self.pager = pager
    }
}

extension CellPage {
    package static let sample = CellPage(
        path: [Link("信息统计表", Paths.table("c1", "370828001")), Link("村居社区计生协", Paths.table("c1", "370828001"))],
        label: "活动场次", figure: "37 场", summary: "金乡街道的 19 个社区、村，共 37 条记录。没有手工调整。", reported: "上报数 34 场",
        records: [
            CellRecord(title: "家风故事分享会", unit: "金府社区", date: "5月17日", value: "46 人", href: Paths.activity("a1")),
            CellRecord(title: "走访（只看得到数）", unit: "金山社区", date: "5月21日", value: "8 人"),
        ],
        children: [
            UnitShare(unit: "金府社区", value: "3", href: Paths.cell("c1", "370828001001", "sample")),
            UnitShare(unit: "金山社区", value: "0"),
        ], uncountedCount: 1, uncountedHref: Paths.uncounted("c1", "370828001"),
        pager: Pager(nextHref: Paths.cell("c1", "370828001", "sample") + "?after=a2", total: "共 37 条"))
    package static let empty = CellPage(
        path: [Link("信息统计表", Paths.table("c1", "370828001"))], label: "慰问人数", figure: "0 人", summary: "还没有记录。")
}

package func cellPage(_ page: CellPage) -> Markup {
    """
    \(crumb(page.path, page.label))
    <div class="title"><h1>\(page.figure)，是这样来的</h1><p class="m">\(page.summary)\
    \(page.reported.map { "　\($0)" })</p></div>
    \(page.uncountedCount == 0 ? nil : uncounted(page))
    \(page.children.isEmpty ? nil : shareSection(page.children))
    \(page.records.isEmpty && page.children.isEmpty ? noRecords : nil)\
    \(page.records.isEmpty ? nil : recordTable(page))
    \(pager(page.pager))
    """
}

private let noRecords: Markup = """
    <section class="card" aria-label="记录">\(emptyState(icon: "list", "还没有记录", "记了一条，这里就能看到。"))</section>
    """

private func uncounted(_ page: CellPage) -> Markup {
    """
    <p class="note amber">\(icon("flag"))<span>还有 \(page.uncountedCount) 条没算进来，缺这里要的数。</span>\
    \(page.uncountedHref.map { "<a class=\"push\" href=\"\($0)\">去看</a>" })</p>
    """
}

private func shareSection(_ shares: [UnitShare]) -> Markup {
    """
    <section class="card flush" aria-labelledby="from"><div class="hd"><h2 id="from">从哪些单位来</h2></div>
    <table class="tbl"><thead><tr><th class="lead" scope="col">单位（按区划代码排）</th>\
    <th class="r tail" scope="col">数</th></tr></thead><tbody>\(each: shares, share)</tbody></table></section>
    """
}

private func share(_ share: UnitShare) -> Markup {
    """
    <tr><th class="lead" scope="row">\(share.unit)</th><td class="r tail">\(figure(share.value, share.href))</td></tr>
    """
}

private func recordTable(_ page: CellPage) -> Markup {
    """
    <section class="card flush" aria-label="记录"><table role="table" class="tbl cards rec"><thead role="rowgroup">\
    <tr role="row"><th role="columnheader" class="lead" scope="col">活动</th>\
    <th role="columnheader" scope="col">单位（按区划代码排）</th><th role="columnheader" scope="col">哪一天</th>\
    <th role="columnheader" class="r tail" scope="col">\(page.valueLabel)</th></tr></thead>
    <tbody role="rowgroup">\(each: page.records, recordRow)</tbody></table></section>
    """
}

private func recordRow(_ record: CellRecord) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\
    \(linked(record.title, record.href, class: "t"))</th>\
    <td role="cell">\(record.unit)</td><td role="cell" class="q nw">\(record.date)</td>\
    <td role="cell" class="r tail">\(record.value)</td></tr>
    """
}
