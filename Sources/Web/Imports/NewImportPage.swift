/// An earlier upload of filled tables.
package struct ImportLine: Hashable, Sendable {
    /// 6月4日 10:20
    package var date: String
    /// 19 份
    package var count: String
    /// 还有 2 份要改
    package var chip: Chip?
    package var href: String

    package init(date: String, count: String, chip: Chip? = nil, href: String) {
        self.date = date
        self.count = count
        self.chip = chip
        self.href = href
    }
}

/// 收表: reads tables back that were filled in as Excel or Word files.
package struct NewImportPage: Hashable, Sendable {
    package var csrf: String
    package var imports: [ImportLine]
    package var errors: FormErrors
    package var pager: Pager

    package init(csrf: String, imports: [ImportLine] = [], errors: FormErrors = .none, pager: Pager = Pager()) {
        self.csrf = csrf
        self.imports = imports
        self.errors = errors
        self.pager = pager
    }
}

extension NewImportPage {
    package static let sample = NewImportPage(
        csrf: "token",
        imports: [
            ImportLine(
                date: "6月4日 10:20", count: "19 份", chip: Chip(.gap, "2 份要改"), href: Paths.importReport("i2")),
            ImportLine(date: "6月3日 16:05", count: "7 份", chip: Chip(.ok, "都取过了"), href: Paths.importReport("i1")),
        ], errors: FormErrors([FieldError("file", "一次最多 50 份，你选了 63 份，分两次传")]),
        pager: Pager(nextHref: Paths.newImport + "?after=i1"))
    package static let empty = NewImportPage(csrf: "token")
}

package func newImportPage(_ page: NewImportPage) -> Markup {
    let file = Field("file", "选文件", hint: ".xlsx 或 .docx，能一次选好几份", errors: page.errors)
    return """
        <div class="title"><h1>收表</h1><p class="m">下级填好的 Excel、Word 表，<span class="nw">一次最多 50 份；</span>\
        <span class="nw">先核对，再取数。</span></p></div>
        \(errorSummary(page.errors))
        <form class="form card" method="post" action="\(Paths.imports)" enctype="multipart/form-data">\
        \(csrfField(page.csrf))
        \(field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\".xlsx,.docx\" multiple>"))
        <button class="btn big full">传上来核对</button></form>
        <section class="card" aria-labelledby="before"><div class="hd"><h2 id="before">以前收的</h2></div>\
        \(page.imports.isEmpty
            ? "<p class=\"m\">还没收过。</p>" : "<ul class=\"list\">\(each: page.imports, importLine)</ul>")</section>
        \(pager(page.pager))
        """
}

private func importLine(_ line: ImportLine) -> Markup {
    """
    <li><a class="t" href="\(line.href)">\(line.date)　\(line.count)</a>\(line.chip.map(chip))</li>
    """
}
