/// Something that does not look right. It never blocks.
package struct CheckLine: Hashable, Sendable {
    /// 村居社区的慰问人数是去年的 9 倍
    package var message: String
    /// Where the number opens.
    package var href: String?

    package init(message: String, href: String? = nil) {
        self.message = message
        self.href = href
    }
}

func checkSection(_ checks: [CheckLine]) -> Markup {
    """
    <section class="card noprint" aria-labelledby="checks"><div class="hd"><h2 id="checks">看着不对的地方 \
    <span class="q">\(checks.count) 处</span></h2><span class="m sm">不挡上报，说一句就行</span></div>\
    <ul>\(each: checks, checkLine)</ul></section>
    """
}

private func checkLine(_ check: CheckLine) -> Markup {
    doubt(
        """
        <p class="row"><span>\(check.message)</span>\(check.href.map { "<a href=\"\($0)\">看这个数</a>" })</p>
        """)
}

/// An item of a list of doubts.
func doubt(_ content: Markup) -> Markup { "<li class=\"lint\">\(icon("flag"))<div>\(content)</div></li>" }

/// What became of units that were moved, merged or renamed.
func treeNote(_ notes: [String]) -> Markup {
    """
    <p class="note noprint">\(icon("wait"))<span>\(lines(notes.joined(separator: "\n")))</span></p>
    """
}

/// Where else the table leads, and what can be taken along.
func tableLinks(_ page: TablePage) -> Markup? {
    let pages = links([("手工调整", page.adjustmentsHref), ("和去年比", page.yearsHref), ("写总结", page.summaryHref)])
    let files = links([
        ("全部记录 Excel", page.recordsXlsxHref), ("全部记录 CSV", page.recordsCsvHref),
        ("网站和账号清单 Word", page.channelsHref),
    ])
    guard !pages.isEmpty || !files.isEmpty else { return nil }
    return """
        <section class="card stack tight-stack noprint" aria-label="这张表还能">\
        \(pages.isEmpty ? nil : linkRow("接着做", pages))\(files.isEmpty ? nil : linkRow("导出", files))</section>
        """
}

private func links(_ all: [(text: String, href: String?)]) -> [Link] {
    all.compactMap { link in link.href.map { Link(link.text, $0) } }
}

private func linkRow(_ label: String, _ links: [Link]) -> Markup {
    """
    <p class="row"><span class="q">\(label)</span>\(each: links, { "<a href=\"\($0.href)\">\($0.text)</a>" })</p>
    """
}
