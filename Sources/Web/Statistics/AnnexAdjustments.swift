/// 核增, 核减: the computed value stays, the shown one stands in the table.
package struct AnnexAdjustment: Hashable, Sendable {
    /// ①, as in the cell.
    package var mark: String
    /// 宣传人数（村居）
    package var label: String
    package var computed: String
    /// Missing in a frozen table.
    package var computedHref: String?
    /// +420, −12
    package var difference: String
    package var shown: String
    package var reason: String
    /// 6月3日
    package var date: String

    package init(
        mark: String, label: String, computed: String, computedHref: String? = nil, difference: String, shown: String,
        reason: String, date: String
    ) {
        self.mark = mark
        self.label = label
        self.computed = computed
        self.computedHref = computedHref
        self.difference = difference
        self.shown = shown
        self.reason = reason
        self.date = date
    }
}

func adjustmentSection(_ adjustments: [AnnexAdjustment], addHref: String?) -> Markup {
    """
    <section class="card flush noprint" aria-labelledby="adj"><div class="hd"><h2 id="adj">手工调整 \
    <span class="q">\(adjustments.count) 处，原数都留着</span></h2>\
    \(addHref.map { "<a href=\"\($0)\">加一处调整</a>" })</div>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">哪一格</th>\
    <th role="columnheader" class="r" scope="col">记录算出</th><th role="columnheader" class="r" scope="col">调整</th>\
    <th role="columnheader" class="r" scope="col">表上的数</th>\
    <th role="columnheader" class="tail" scope="col">为什么</th></tr></thead>
    <tbody role="rowgroup">\(each: adjustments, adjustmentRow)</tbody></table></section>
    """
}

private func adjustmentRow(_ row: AnnexAdjustment) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead full" scope="row">\(row.mark) \(row.label)</th>\
    <td role="cell" class="r" data-l="记录算出">\(figure(row.computed, row.computedHref))</td>\
    <td role="cell" class="r nw" data-l="调整">\(row.difference)</td>\
    <td role="cell" class="r b full" data-l="表上的数">\(row.shown)</td>\
    <td role="cell" class="full">\(row.reason) <span class="q nw">\(row.date)</span></td></tr>
    """
}
