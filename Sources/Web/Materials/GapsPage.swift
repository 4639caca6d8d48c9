/// A unit and how it stands with each kind of thing that is asked.
package struct GapRow: Hashable, Sendable {
    package var unit: String
    package var href: String
    /// One for each column; nil where it is not asked.
    package var chips: [Chip?]

    package init(unit: String, href: String, chips: [Chip?]) {
        self.unit = unit
        self.href = href
        self.chips = chips
    }
}

/// 谁还缺什么: the units below × what they are asked for, in code order. No counts to compare units by.
package struct GapsPage: Hashable, Sendable {
    package var path: [Link]
    /// 6 个单位，8 项
    package var summary: String
    /// 信息统计表, 总结, 照片
    package var columns: [String]
    package var rows: [GapRow]
    package var pager: Pager

    package init(
        path: [Link] = [], summary: String, columns: [String] = [], rows: [GapRow] = [], pager: Pager = Pager()
    ) {
        self.path = path
        self.summary = summary
        self.columns = columns
        self.rows = rows
        self.pager = pager
    }
}

extension GapsPage {
    package static let sample = GapsPage(
        path: [Link("下级上报", Paths.submissions(campaign: "c1", to: "370828001"))], summary: "2 个单位，3 项",
        columns: ["信息统计表", "总结", "照片"],
        rows: [
            GapRow(
                unit: "金府社区", href: Paths.materials("c1", "370828001009"),
                chips: [Chip(.ok, "好了"), Chip(.ok, "好了"), Chip(.gap, "差 3 张")]),
            GapRow(
                unit: "金山社区", href: Paths.materials("c1", "370828001010"),
                chips: [Chip(.gap, "没报"), Chip(.gap, "还缺"), nil]),
            GapRow(
                unit: "刘庄村", href: Paths.materials("c1", "370828001209"),
                chips: [Chip(.ok, "好了"), Chip(.ok, "好了"), Chip(.ok, "好了")]),
        ], pager: Pager(nextHref: Paths.gaps(campaign: "c1", to: "370828001") + "&after=370828001209"))
    package static let empty = GapsPage(summary: "")
}

package func gapsPage(_ page: GapsPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, "谁还缺什么"))
    <div class="title"><h1>谁还缺什么 <span class="q">\(page.summary)</span></h1>\
    <p class="m">缺着的也能上报，晚到的自动补进去。只有单位自己和上级看得到。</p></div>
    \(page.columns.isEmpty ? nothingAsked : matrix(page))
    \(pager(page.pager))
    """
}

private let nothingAsked: Markup = """
    <section class="card" aria-label="谁还缺什么">\(emptyState(icon: "list", "没有要下级交的", "发下去的通知里没写要交什么。"))</section>
    """

private func matrix(_ page: GapsPage) -> Markup {
    """
    <section class="card flush" aria-label="谁还缺什么"><div class="scroll"><table role="table" class="tbl cards">\
    <thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">单位（按区划代码排）</th>\
    \(each: page.columns, { "<th role=\"columnheader\" scope=\"col\">\($0)</th>" })</tr></thead>
    <tbody role="rowgroup">\(each: page.rows, { row($0, page.columns) })</tbody></table></div></section>
    """
}

private func row(_ row: GapRow, _ columns: [String]) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row"><a href="\(row.href)">\(row.unit)</a></th>\
    \(each: zip(row.chips, columns), { "<td role=\"cell\" class=\"full\" data-l=\"\($1)\">\(cell($0))</td>" })</tr>
    """
}

private func cell(_ shown: Chip?) -> Markup { shown.map(chip) ?? "<span class=\"q\">没有要</span>" }
