/// One 核增 or 核减 of a cell.
package struct AdjustmentLine: Hashable, Sendable {
    package var id: String
    /// 宣传人数（村居）
    package var cell: String
    package var computed: String
    package var computedHref: String?
    /// +3, −2
    package var change: String
    package var shown: String
    package var reason: String
    /// 金乡街道 经办人
    package var by: String
    package var date: String
    /// 撤了, for one that counts no more.
    package var chip: Chip?
    package var canWithdraw: Bool

    package init(
        id: String, cell: String, computed: String, computedHref: String? = nil, change: String, shown: String,
        reason: String, by: String, date: String, chip: Chip? = nil, canWithdraw: Bool = false
    ) {
        self.id = id
        self.cell = cell
        self.computed = computed
        self.computedHref = computedHref
        self.change = change
        self.shown = shown
        self.reason = reason
        self.by = by
        self.date = date
        self.chip = chip
        self.canWithdraw = canWithdraw
    }
}

/// 手工调整 of one table: what was adjusted and why, and a form for one more.
package struct AdjustmentsPage: Hashable, Sendable {
    package var csrf: String
    /// The client-made UUID that makes re-sending safe.
    package var id: String
    package var campaign: String
    package var unit: String
    package var unitName: String
    package var adjustments: [AdjustmentLine]
    /// Without them the form is left out: the reader may only look.
    package var cells: [Choice]
    /// plus or minus
    package var direction: String
    package var amount: String
    package var reason: String
    package var errors: FormErrors

    package init(
        csrf: String, id: String, campaign: String, unit: String, unitName: String,
        adjustments: [AdjustmentLine] = [], cells: [Choice] = [], direction: String = "plus", amount: String = "",
        reason: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.campaign = campaign
        self.unit = unit
        self.unitName = unitName
        self.adjustments = adjustments
        self.cells = cells
        self.direction = direction
        self.amount = amount
        self.reason = reason
        self.errors = errors
    }
}

extension AdjustmentsPage {
    package static let sample = AdjustmentsPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000031", campaign: "c1", unit: "370828001",
        unitName: "金乡街道",
        adjustments: [
            AdjustmentLine(
                id: "018f0000-0000-7000-8000-000000000032", cell: "村居社区，宣传人数", computed: "1,972",
                computedHref: Paths.cell("c1", "370828001", "sample"), change: "+30", shown: "2,002",
                reason: "桃园村的纸质登记，6月3日补上，扫描件在街道", by: "金乡街道 经办人", date: "6月3日",
                canWithdraw: true),
            AdjustmentLine(
                id: "018f0000-0000-7000-8000-000000000033", cell: "县级媒体，文字稿件", computed: "5",
                change: "−2", shown: "5", reason: "同一篇稿子登了两次", by: "金乡街道 经办人", date: "6月2日",
                chip: Chip(.off, "撤了")),
        ],
        cells: [Choice("a1", "乡镇，活动场次"), Choice("a2", "村居社区，宣传人数", isSelected: true)],
        direction: "minus", amount: "十来个",
        errors: FormErrors([
            FieldError("amount", "要填数字，比如 30"), FieldError("reason", "写一句为什么，上级看得到"),
        ]))
    package static let empty = AdjustmentsPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000031", campaign: "c1", unit: "370828001",
        unitName: "金乡街道")
}

package func adjustmentsPage(_ page: AdjustmentsPage) -> Markup {
    """
    \(crumb([Link("信息统计表", Paths.table(page.campaign, page.unit))], "手工调整"))
    <div class="title"><h1>手工调整</h1>\
    <p class="m">\(page.unitName)的表。<span class="nw">只改上报数，</span><span class="nw">算出来的数不动；</span>\
    <span class="nw">上级看得到原因。</span></p></div>
    \(errorSummary(page.errors))
    \(page.adjustments.isEmpty ? noAdjustments : adjustmentTable(page))
    \(page.cells.isEmpty ? nil : adjustmentForm(page))
    """
}

private let noAdjustments: Markup = """
    <section class="card" aria-label="调整过的">\
    \(emptyState(icon: "table", "没有手工调整", "表上的数都是记录算出来的。"))</section>
    """

private func adjustmentTable(_ page: AdjustmentsPage) -> Markup {
    """
    <section class="card flush" aria-label="调整过的"><table role="table" class="tbl cards"><thead role="rowgroup">\
    <tr role="row"><th role="columnheader" class="lead" scope="col">哪一格</th>\
    <th role="columnheader" class="r" scope="col">记录算出</th>\
    <th role="columnheader" class="r" scope="col">调整</th>\
    <th role="columnheader" class="r" scope="col">表上的数</th>\
    <th role="columnheader" scope="col">为什么</th>\
    <th role="columnheader" class="tail" scope="col"><span class="vh">撤回</span></th></tr></thead>
    <tbody role="rowgroup">\(each: page.adjustments, { adjustmentRow($0, page) })</tbody></table></section>
    """
}

private func adjustmentRow(_ row: AdjustmentLine, _ page: AdjustmentsPage) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(row.cell)</th>\
    <td role="cell" class="r" data-l="记录算出">\(figure(row.computed, row.computedHref))</td>\
    <td role="cell" class="r nw" data-l="调整">\(row.change)</td>\
    <td role="cell" class="r b" data-l="表上的数">\(row.shown)</td>\
    <td role="cell" class="full">\(row.reason)<br><span class="q">\(row.by)　\(row.date)</span></td>\
    <td role="cell" class="r tail">\(row.chip.map(chip))\(row.canWithdraw ? withdrawForm(row, page) : nil)</td></tr>
    """
}

private func withdrawForm(_ row: AdjustmentLine, _ page: AdjustmentsPage) -> Markup {
    """
    <form method="post" action="\(Paths.adjustments(page.campaign, page.unit))">\(csrfField(page.csrf))\
    \(hidden("withdraw", row.id))<button class="btn two sml">撤回<span class="vh">：\(row.cell) \(row.change)</span>\
    </button></form>
    """
}

private func adjustmentForm(_ page: AdjustmentsPage) -> Markup {
    let directions = [("plus", "加"), ("minus", "减")].map {
        Choice($0.0, $0.1, isSelected: $0.0 == page.direction)
    }
    return """
        <section class="card stack" aria-labelledby="new"><h2 id="new">加一处调整</h2>
        <form class="form" method="post" action="\(Paths.adjustments(page.campaign, page.unit))">\
        \(csrfField(page.csrf))\(hidden("id", page.id))
        \(selectField(Field("cell", "哪一格", errors: page.errors), page.cells))
        \(segment(Field("direction", "加还是减", errors: page.errors), directions))
        \(numberField(Field("amount", "多少", value: page.amount, hint: "只填差的数，比如 30", errors: page.errors)))
        \(textArea(Field("reason", "为什么", value: page.reason, hint: "上级会照原样看到", errors: page.errors)))
        <button class="btn big full">保存</button></form></section>
        """
}
