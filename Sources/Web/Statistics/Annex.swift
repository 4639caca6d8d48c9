/// A header cell of the official table. `text` may have lines.
package struct AnnexHeader: Hashable, Sendable {
    package var text: String
    /// `rowgroup` for the name of a block, `colgroup` for a level, `col` for a label.
    package var scope: String
    package var rowspan: Int
    package var colspan: Int
    /// `blk` for the name of a block, `lv` for the others.
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

    package init(_ text: String, label: String, href: String? = nil, isNotApplicable: Bool = false) {
        self.text = text
        self.label = label
        self.href = href
        self.isNotApplicable = isNotApplicable
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

    package init(
        title: String, unitName: String, blocks: [AnnexBlock], contact: String = "", phone: String = "",
        date: String = "", notes: [String] = []
    ) {
        self.title = title
        self.unitName = unitName
        self.blocks = blocks
        self.contact = contact
        self.phone = phone
        self.date = date
        self.notes = notes
    }
}

package func annex(_ annex: Annex) -> Markup {
    """
    <section class="card" aria-label="信息统计表正表"><h2 class="annex-cap">\(annex.title)</h2>
    <p class="seal"><span>单位（公章）：\(annex.unitName)</span></p>
    <table role="table" class="annex"><colgroup><col class="c1"><col span="8"></colgroup>\(each: annex.blocks, block)\
    </table>
    <p class="seal foot-line"><span>联系人姓名：\(annex.contact)</span><span>电话：\(annex.phone)</span>\
    <span>填报日期：\(annex.date)</span></p>
    \(annex.notes.isEmpty ? nil : notes(annex.notes))</section>
    """
}

private func block(_ block: AnnexBlock) -> Markup {
    """
    <tbody role="rowgroup"\(attribute("class", block.isNotApplicable ? "na" : nil))>\(each: block.rows, row)</tbody>

    """
}

private func row(_ row: AnnexRow) -> Markup {
    "\n<tr role=\"row\" class=\"\(row.kind.rawValue)\">\(each: row.cells, cell)</tr>"
}

private func cell(_ cell: AnnexCell) -> Markup {
    switch cell {
    case .header(let header):
        """
        <th role="\(header.scope == "rowgroup" ? "rowheader" : "columnheader")" class="\(header.style)"\
        \(attribute("rowspan", header.rowspan > 1 ? String(header.rowspan) : nil))\
        \(attribute("colspan", header.colspan > 1 ? String(header.colspan) : nil)) scope="\(header.scope)">\
        \(lines(header.text))</th>
        """
    case .value(let value) where value.isNotApplicable:
        """
        <td role="cell" class="na" data-l="\(value.label)"><span class="q" title="本级不填">—</span></td>
        """
    case .value(let value):
        """
        <td role="cell" data-l="\(value.label)"><span>\
        \(linked(value.text, value.href))</span></td>
        """
    }
}

private func notes(_ notes: [String]) -> Markup {
    """
    <div class="annex-notes sm m">\
    \(each: notes.enumerated(), { "<p>\($0.offset == 0 ? "说明：" : "")\($0.offset + 1). \($0.element)</p>" })</div>
    """
}
