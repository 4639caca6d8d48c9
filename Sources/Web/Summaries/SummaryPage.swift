/// A part of a sentence; a number that was computed leads to its records.
package struct SummaryPiece: Hashable, Sendable {
    package var text: String
    package var href: String?

    package init(_ text: String, href: String? = nil) {
        self.text = text
        self.href = href
    }
}

package struct SummarySection: Hashable, Sendable {
    package var heading: String
    /// Each sentence with its full stop.
    package var sentences: [[SummaryPiece]]

    package init(heading: String, sentences: [[SummaryPiece]]) {
        self.heading = heading
        self.sentences = sentences
    }
}

/// A record that can be written out as a 典型.
package struct SummaryRecord: Hashable, Sendable {
    package var id: String
    package var title: String
    package var unit: String
    package var date: String
    /// 46 人
    package var numbers: String
    package var isChosen: Bool

    package init(
        id: String, title: String, unit: String, date: String, numbers: String, isChosen: Bool = false
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.date = date
        self.numbers = numbers
        self.isChosen = isChosen
    }
}

/// 活动总结初稿: sentences from the records, and a choice of records to write out in the Word file.
package struct SummaryPage: Hashable, Sendable {
    package var campaign: String
    package var unit: String
    package var unitName: String
    package var sections: [SummarySection]
    package var records: [SummaryRecord]
    /// Ids that were chosen on other pages of the list.
    package var carried: [String]
    /// The value of `after` for the next page of records.
    package var nextCursor: String?
    package var isFirstPage: Bool
    /// 共 93 条
    package var total: String?

    package init(
        campaign: String, unit: String, unitName: String, sections: [SummarySection] = [],
        records: [SummaryRecord] = [], carried: [String] = [], nextCursor: String? = nil, isFirstPage: Bool = true,
        total: String? = nil
    ) {
        self.campaign = campaign
        self.unit = unit
        self.unitName = unitName
        self.sections = sections
        self.records = records
        self.carried = carried
        self.nextCursor = nextCursor
        self.isFirstPage = isFirstPage
        self.total = total
    }
}

package func summaryPage(_ page: SummaryPage) -> Markup {
    """
    \(crumb([Link("信息统计表", Paths.table(page.campaign, page.unit))], "活动总结"))
    <div class="title"><h1>活动总结初稿</h1>\
    <p class="m">给\(page.unitName)起的草。<span class="nw">句子里的数都是记录算的；</span>\
    <span class="nw">感想和做法留给你写。</span></p></div>
    \(page.sections.isEmpty ? noSentences : sideBySide(page))
    """
}

private let noSentences: Markup = """
    <section class="card" aria-label="初稿">\
    \(emptyState(
        icon: "doc", "还没有可写的", "记了活动，这里就有句子。", action: Link("记一条", Paths.newActivity)))</section>
    """

private func sideBySide(_ page: SummaryPage) -> Markup {
    "<div class=\"cols c75\">\(draft(page.sections))\(downloadForm(page))</div>"
}

private func draft(_ sections: [SummarySection]) -> Markup {
    "<section class=\"paper\" aria-label=\"初稿\">\(each: sections, section)</section>"
}

private func section(_ section: SummarySection) -> Markup {
    "<h2>\(section.heading)</h2><p>\(each: section.sentences, sentence)</p>\n"
}

private func sentence(_ pieces: [SummaryPiece]) -> Markup { "\(each: pieces, { linked($0.text, $0.href) })" }

/// A GET form: the chosen records travel in the address, also from one page of the list to the next.
private func downloadForm(_ page: SummaryPage) -> Markup {
    """
    <form class="card stack" method="get" action="\(Paths.summaryFile(page.campaign, page.unit))" \
    aria-labelledby="choose"><h2 id="choose">选几件写进去</h2>
    \(page.records.isEmpty
        ? "<p class=\"m\">还没有记录可选。</p>" : "<ul class=\"list\">\(each: page.records, recordTick)</ul>")
    \(each: page.carried, { hidden("h", $0) })\(turning(page))
    \(page.carried.isEmpty ? nil : "<p class=\"q sm\">别的页上选了 \(page.carried.count) 件，也会写进去。</p>")
    <button class="btn big full">下载 Word 初稿</button></form>
    """
}

private func recordTick(_ record: SummaryRecord) -> Markup {
    """
    <li><label class="tick t"><input type="checkbox" name="h" value="\(record.id)"\
    \(attribute("checked", if: record.isChosen))><span><b>\(record.title)</b><br>\
    <span class="m sm">\(record.unit)　\(record.date)</span></span></label>\
    <span class="sm nw">\(record.numbers)</span></li>
    """
}

private func turning(_ page: SummaryPage) -> Markup? {
    guard !page.isFirstPage || page.nextCursor != nil || page.total != nil else { return nil }
    let here = Paths.summary(page.campaign, page.unit)
    func button(_ cursor: String, _ label: String) -> Markup {
        "<button class=\"btn three\" formaction=\"\(here)\" name=\"after\" value=\"\(cursor)\">\(label)</button>"
    }
    return """
        <div class="pager">\(page.isFirstPage ? nil : button("", "第一页"))\
        \(page.nextCursor.map { button($0, "下一页") })\
        \(page.total.map { "<span class=\"q sm\">\($0)</span>" })</div>
        """
}
