/// The table alone, for paper: give an annex without links.
package struct TablePrintPage: Hashable, Sendable {
    package var back: Link
    package var annex: Annex

    package init(back: Link, annex: Annex) {
        self.back = back
        self.annex = annex
    }
}

extension TablePrintPage {
    package static let sample = TablePrintPage(back: Link("回信息统计表", Paths.table("c1", "370828001")), annex: .sample)
    package static let empty = TablePrintPage(back: Link("回这一版", Paths.submission("u3")), annex: .empty)
}

package func tablePrintPage(_ page: TablePrintPage) -> Markup {
    """
    <h1 class="vh">打印信息统计表</h1>
    <p class="row noprint"><a href="\(page.back.href)">\(page.back.text)</a>\
    <button class="btn two" type="button" hidden data-print>\(icon("print"))打印</button>\
    <span class="q sm">A4 横着放，一页。</span></p>
    \(annex(page.annex.unlinked))
    """
}

extension Annex {
    /// The same table with no cell that opens.
    package var unlinked: Annex {
        var annex = self
        for row in annex.adjustments.indices { annex.adjustments[row].computedHref = nil }
        for block in annex.blocks.indices {
            for row in annex.blocks[block].rows.indices {
                annex.blocks[block].rows[row].cells = annex.blocks[block].rows[row].cells.map(\.unlinked)
            }
        }
        return annex
    }
}

extension AnnexCell {
    fileprivate var unlinked: AnnexCell {
        guard case .value(var value) = self else { return self }
        value.href = nil
        return .value(value)
    }
}
