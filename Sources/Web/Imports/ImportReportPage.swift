/// Why a file cannot be taken, and what to do.
package struct ImportProblem: Hashable, Sendable {
    /// 信息统计表 B5
    package var place: String
    /// 填的是“约80”，改成 80
    package var text: String

    package init(place: String, text: String) {
        self.place = place
        self.text = text
    }
}

/// A cell that has another figure in the file than in the records.
package struct ImportDifference: Hashable, Sendable {
    /// 村居社区，活动场次
    package var label: String
    package var now: String
    package var nowHref: String?
    package var file: String
    /// +2
    package var difference: String
    /// 补一条记录, or 文件比记录少，没取
    package var action: String
    /// Nothing will be made of it.
    package var isLeftOut: Bool

    package init(
        label: String, now: String, nowHref: String? = nil, file: String, difference: String, action: String,
        isLeftOut: Bool = false
    ) {
        self.label = label
        self.now = now
        self.nowHref = nowHref
        self.file = file
        self.difference = difference
        self.action = action
        self.isLeftOut = isLeftOut
    }
}

package struct ImportFile: Hashable, Sendable {
    package var id: String
    package var name: String
    /// Missing when the file does not say whose table it is.
    package var unitName: String?
    /// 能取, 要改, 取过了, 没有差别
    package var chip: Chip
    package var problems: [ImportProblem]
    package var differences: [ImportDifference]
    package var canTake: Bool
    /// What was made of it: 3 条记录
    package var made: [Link]

    package init(
        id: String, name: String, unitName: String? = nil, chip: Chip, problems: [ImportProblem] = [],
        differences: [ImportDifference] = [], canTake: Bool = false, made: [Link] = []
    ) {
        self.id = id
        self.name = name
        self.unitName = unitName
        self.chip = chip
        self.problems = problems
        self.differences = differences
        self.canTake = canTake
        self.made = made
    }
}

/// What one upload of filled tables says, file by file, before and after it is taken.
package struct ImportReportPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    /// 6月4日 10:20
    package var date: String
    /// 5 份：能取 2 份，要改 1 份，取过 1 份，没有差别 1 份。
    package var summary: String
    package var files: [ImportFile]
    /// 2 份一起取，补 5 条记录。 Missing when there is nothing to take at once.
    package var takeAll: String?

    package init(
        csrf: String, id: String, date: String, summary: String, files: [ImportFile] = [], takeAll: String? = nil
    ) {
        self.csrf = csrf
        self.id = id
        self.date = date
        self.summary = summary
        self.files = files
        self.takeAll = takeAll
    }
}

package func importReportPage(_ page: ImportReportPage) -> Markup {
    // What cannot be taken comes first; within that the order of the upload stays.
    let files = page.files.filter { !$0.problems.isEmpty } + page.files.filter { $0.problems.isEmpty }
    return """
        \(crumb([Link("收表", Paths.newImport)], page.date))
        <div class="title"><h1>核对收来的表</h1><p class="m">\(page.summary)</p></div>
        \(page.takeAll.map { takeAll($0, page) })
        \(files.isEmpty ? noFiles : "<div class=\"todos\">\(each: files, { fileFold($0, page) })</div>")
        """
}

private let noFiles: Markup = """
    <section class="card" aria-label="文件">\
    \(emptyState(icon: "doc", "这次没有文件", "回去选几份填好的表再传。", action: Link("去收表", Paths.newImport)))</section>
    """

private func takeAll(_ consequence: String, _ page: ImportReportPage) -> Markup {
    """
    <section class="card stack" aria-label="一起取"><p>\(consequence)<span class="m">原来记的不动；要改的先不取。</span></p>\
    \(takeForm("all", "能取的都取进来", "btn big full", page))</section>
    """
}

private func takeForm(_ file: String, _ label: Markup, _ style: String, _ page: ImportReportPage) -> Markup {
    """
    <form method="post" action="\(Paths.importTake(page.id))">\(csrfField(page.csrf))\(hidden("file", file))\
    <button class="\(style)">\(label)</button></form>
    """
}

private func fileFold(_ file: ImportFile, _ page: ImportReportPage) -> Markup {
    """
    <details class="plan"\(attribute("open", if: !file.problems.isEmpty))><summary>\
    <span class="row"><b>\(file.unitName.map { "\($0)" } ?? unknownUnit)</b>\(chip(file.chip))</span>\
    <span class="m hash">\(file.name)</span><span class="go">看</span></summary>\
    \(file.problems.isEmpty ? nil : problemList(file.problems))\
    \(file.differences.isEmpty ? nil : differenceTable(file))\
    \(file.made.isEmpty ? nil : madeLine(file.made))\
    \(nothingToSay(file) ? "<p class=\"m pad\">表里的数和记录一样，不用取。</p>" : nil)\
    \(file.canTake ? takeOne(file, page) : nil)</details>

    """
}

private let unknownUnit: Markup = "认不出是哪个单位"

private func nothingToSay(_ file: ImportFile) -> Bool {
    file.problems.isEmpty && file.differences.isEmpty && file.made.isEmpty
}

private func problemList(_ problems: [ImportProblem]) -> Markup {
    """
    <div class="pad"><p class="err">有 \(problems.count) 处要改，改好再传一次</p><ul class="list">\
    \(each: problems, { "<li><span class=\"t\"><b>\($0.place)</b><br>\($0.text)</span></li>" })</ul></div>
    """
}

private func differenceTable(_ file: ImportFile) -> Markup {
    """
    <table role="table" class="tbl cards" aria-label="不一样的格"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">哪一格</th>\
    <th role="columnheader" class="r" scope="col">现在记录里</th>\
    <th role="columnheader" class="r" scope="col">文件里</th>\
    <th role="columnheader" class="r tail" scope="col">差</th>\
    <th role="columnheader" scope="col">怎么办</th></tr></thead>
    <tbody role="rowgroup">\(each: file.differences, differenceRow)</tbody></table>
    """
}

private func differenceRow(_ row: ImportDifference) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(row.label)</th>\
    <td role="cell" class="r" data-l="现在记录里">\(figure(row.now, row.nowHref))</td>\
    <td role="cell" class="r" data-l="文件里">\(row.file)</td>\
    <td role="cell" class="r nw tail">\(row.difference)</td>\
    <td role="cell" class="full">\(row.isLeftOut ? chip(Chip(.gap, row.action)) : "\(row.action)")</td></tr>
    """
}

private func madeLine(_ made: [Link]) -> Markup {
    """
    <p class="row pad">\(chip(Chip(.ok, "补好了")))\
    \(each: made, { "<a href=\"\($0.href)\">\($0.text)</a>" })</p>
    """
}

private func takeOne(_ file: ImportFile, _ page: ImportReportPage) -> Markup {
    """
    <div class="tail-row">\
    \(takeForm(file.id, "取进来<span class=\"vh\">：\(file.unitName ?? file.name)</span>", "btn two", page))</div>
    """
}
