/// A header cell of the official table. `text` may have lines.
package struct AnnexHeader: Hashable, Sendable {
    package var text: String
    /// `rowgroup` for the name of a block, `colgroup` for a level, `col` for a label, `row` for one left of its values.
    package var scope: String
    package var rowspan: Int
    package var colspan: Int
    /// `blk` for the name of a block, `lv` for the others. On phones `lv` is left out: the values name themselves.
    package var style: String

    package init(_ text: String, scope: String = "col", rowspan: Int = 1, colspan: Int = 1, style: String = "lv") {
        self.text = text
        self.scope = scope
        self.rowspan = rowspan
        self.colspan = colspan
        self.style = style
    }
}

/// A value cell. `label` names it where the table is shown as pairs on a phone: 乡镇 + newline + 活动场次.
package struct AnnexValue: Hashable, Sendable {
    package var text: String
    package var label: String
    package var href: String?
    package var isNotApplicable: Bool
    /// ① for the first adjusted cell: names the line below the table.
    package var mark: String?
    package var colspan: Int

    package init(
        _ text: String, label: String, href: String? = nil, isNotApplicable: Bool = false, mark: String? = nil,
        colspan: Int = 1
    ) {
        self.text = text
        self.label = label
        self.href = href
        self.isNotApplicable = isNotApplicable
        self.mark = mark
        self.colspan = colspan
    }
}

package enum AnnexCell: Hashable, Sendable {
    case header(AnnexHeader)
    case value(AnnexValue)
}

package struct AnnexRow: Hashable, Sendable {
    /// The classes of the stylesheet: block and levels, labels, values.
    package enum Kind: String, Hashable, Sendable {
        case levels = "h1"
        case labels = "h2"
        case values = "v"
    }

    package var kind: Kind
    package var cells: [AnnexCell]

    package init(_ kind: Kind, _ cells: [AnnexCell]) {
        self.kind = kind
        self.cells = cells
    }
    /// A row of values of which the unit has none; left out on phones.
    var isNotApplicable: Bool {
        let values = cells.compactMap { if case .value(let value) = $0 { value } else { nil } }
        return !values.isEmpty && values.allSatisfy(\.isNotApplicable)
    }
}

/// A block of the table, such as 宣传活动. One where no cell applies is left out on phones.
package struct AnnexBlock: Hashable, Sendable {
    package var rows: [AnnexRow]
    package var isNotApplicable: Bool

    package init(rows: [AnnexRow], isNotApplicable: Bool = false) {
        self.rows = rows
        self.isNotApplicable = isNotApplicable
    }
}

/// The official table, as the annex of the notice prints it.
package struct Annex: Hashable, Sendable {
    package var title: String
    /// 单位（公章）
    package var unitName: String
    package var blocks: [AnnexBlock]
    package var contact: String
    package var phone: String
    package var date: String
    package var notes: [String]
    /// Equal columns right of the block names.
    package var columns: Int
    /// The words before the unit's name, and before contact, telephone and date.
    package var seal: String, foot: [String]
    /// Stand below the table on the screen; paper has the shown values only.
    package var adjustments: [AnnexAdjustment]

    package init(
        title: String, unitName: String, blocks: [AnnexBlock], contact: String = "", phone: String = "",
        date: String = "", notes: [String] = [], columns: Int = 8, adjustments: [AnnexAdjustment] = [],
        seal: String = "单位（公章）：", foot: [String] = ["联系人姓名：", "电话：", "填报日期："]
    ) {
        self.title = title
        self.unitName = unitName
        self.blocks = blocks
        self.contact = contact
        self.phone = phone
        self.date = date
        self.notes = notes
        self.columns = columns
        self.adjustments = adjustments
        self.seal = seal
        self.foot = foot
    }
}

/// - Parameter adjustHref: where one more adjustment is made.
package func annex(_ annex: Annex, adjustHref: String? = nil) -> Markup {
    """
    <section class="card" aria-label="信息统计表正表"><h2 class="annex-cap">\(annex.title)</h2>
    <p class="seal"><span>\(annex.seal)\(annex.unitName)</span></p>
    <table role="table" class="annex"><colgroup><col class="c1"><col span="\(annex.columns)"></colgroup>\
    \(each: annex.blocks, block)</table>
    <p class="seal foot-line">\(each: annex.footParts, footPart)</p>
    \(annex.notes.isEmpty ? nil : notes(annex.notes))</section>
    \(annex.adjustments.isEmpty ? nil : adjustmentSection(annex.adjustments, addHref: adjustHref))
    """
}

extension Annex {
    fileprivate var footParts: [(label: String, value: String)] {
        let values = [contact, phone, date]
        return foot.enumerated().map { ($1, $0 < values.count ? values[$0] : "") }
    }
}

private func footPart(_ part: (label: String, value: String)) -> Markup {
    "<span>\(part.label)\(part.value)</span>"
}

private func block(_ block: AnnexBlock) -> Markup {
    """
    <tbody role="rowgroup"\(attribute("class", block.isNotApplicable ? "na" : nil))>\(each: block.rows, row)</tbody>

    """
}

private func row(_ row: AnnexRow) -> Markup {
    "\n<tr role=\"row\" class=\"\(row.kind.rawValue)\(row.isNotApplicable ? " none" : "")\">\(each: row.cells, cell)</tr>"
}

private func cell(_ cell: AnnexCell) -> Markup {
    switch cell {
    case .header(let header):
        """
        <th role="\(header.scope.hasPrefix("row") ? "rowheader" : "columnheader")" class="\(header.style)"\
        \(span("row", header.rowspan))\(span("col", header.colspan)) scope="\(header.scope)">\
        \(lines(header.text))</th>
        """
    case .value(let value) where value.isNotApplicable:
        """
        <td role="cell" class="na"\(span("col", value.colspan)) data-l="\(value.label)">\
        <span class="q" title="本级不填">—</span></td>
        """
    case .value(let value):
        """
        <td role="cell"\(attribute("class", value.mark == nil ? nil : "adj"))\(span("col", value.colspan)) \
        data-l="\(value.label)"><span>\(linked(value.text, value.href))\
        \(value.mark.map { "<sup>\($0)</sup>" })</span></td>
        """
    }
}

private func span(_ direction: String, _ count: Int) -> Markup? {
    attribute("\(direction)span", count > 1 ? String(count) : nil)
}

private func notes(_ notes: [String]) -> Markup {
    """
    <div class="annex-notes sm m">\
    \(each: notes.enumerated(), { "<p>\($0.offset == 0 ? "说明：" : "")\($0.offset + 1). \($0.element)</p>" })</div>
    """
}
