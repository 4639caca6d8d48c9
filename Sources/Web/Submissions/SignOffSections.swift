/// Why one cell or one thing that was asked for came back.
package struct RemarkLine: Hashable, Sendable {
    /// 村居社区，宣传人数 1,972
    package var about: String
    package var reason: String
    /// Where it is mended, for the unit itself.
    package var href: String?

    package init(about: String, reason: String, href: String? = nil) {
        self.about = about
        self.reason = reason
        self.href = href
    }
}

/// Room for a reason beside a cell or a thing that was asked for.
package struct RemarkField: Hashable, Sendable {
    /// `cell.` or `requirement.`, then its id.
    package var id: String
    package var label: String
    /// The figure that was handed up.
    package var value: String?
    /// As typed.
    package var reason: String

    package init(id: String, label: String, value: String? = nil, reason: String = "") {
        self.id = id
        self.label = label
        self.value = value
        self.reason = reason
    }
}

/// What is different from the version before.
package struct VersionChanges: Hashable, Sendable {
    /// 第 1 次
    package var since: String
    package var cells: [CellChange]
    /// 又收下了：桃园村; 加了材料“活动总结.docx”
    package var others: [String]

    package init(since: String, cells: [CellChange], others: [String]) {
        self.since = since
        self.cells = cells
        self.others = others
    }
}

/// The files that went up with a version.
package struct FrozenMaterials: Hashable, Sendable {
    /// 总结 1 篇，照片 3 张; missing where there were none.
    package var count: String?
    /// Empty for whoever may only count them.
    package var files: [MaterialLine] = []
}

/// 盖章扫描件 of a version.
package struct ScanSection: Hashable, Sendable {
    package static let field = "scan"
    package var count: Int
    /// Empty for whoever may only count them.
    package var files: [MaterialLine]
    package var canAttach: Bool

    package init(count: Int, files: [MaterialLine], canAttach: Bool) {
        self.count = count
        self.files = files
        self.canAttach = canAttach
    }
}

/// One step of the history.
package struct StepLine: Hashable, Sendable {
    /// 第 2 次
    package var version: String
    /// 签字上报
    package var what: String
    /// 金乡街道　分管负责人
    package var who: String
    /// 6月4日 14:05
    package var when: String
    package var note: String?

    package init(version: String, what: String, who: String, when: String, note: String? = nil) {
        self.version = version
        self.what = what
        self.who = who
        self.when = when
        self.note = note
    }
}

/// What the signatory fills in.
package struct SignatureField: Hashable, Sendable {
    package var name: String
    /// Why it is not signed, as typed.
    package var reason: String

    package init(name: String, reason: String = "") {
        self.name = name
        self.reason = reason
    }
}

func remarkLines(_ remarks: [RemarkLine], heading: String = "要改的地方") -> Markup {
    """
    <section class="card" aria-labelledby="remarks"><h2 id="remarks">\(heading) \
    <span class="q">\(remarks.count) 处</span></h2><ul class="list">\(each: remarks, remarkLine)</ul></section>
    """
}

private func remarkLine(_ remark: RemarkLine) -> Markup {
    "<li><span class=\"t\"><b>\(linked(remark.about, remark.href))</b><br>\(remark.reason)</span></li>"
}

func remarkFields(_ fields: [RemarkField]) -> Markup {
    let isOpen = fields.contains { !$0.reason.isEmpty }
    return """
        <details class="fold"\(attribute("open", if: isOpen))><summary>按格、按材料写</summary>
        <div class="stack">\(each: fields, remarkField)</div></details>
        """
}

private func remarkField(_ remark: RemarkField) -> Markup {
    let label = remark.value.map { "\(remark.label) \($0)" } ?? remark.label
    return textField(Field(remark.id, label, value: remark.reason, isOptional: true))
}

func steps(_ steps: [StepLine]) -> Markup {
    """
    <section class="card" aria-labelledby="steps"><div class="hd"><h2 id="steps">经过</h2></div>\
    <ul class="list">\(each: steps, stepLine)</ul></section>
    """
}

private func stepLine(_ step: StepLine) -> Markup {
    """
    <li><span class="t"><b>\(step.what)</b>　\(step.who)\(step.note.map { "<br><span class=\"m\">\($0)</span>" })</span>\
    <span class="q sm nw">\(step.version)　\(step.when)</span></li>
    """
}

func changesSection(_ changes: VersionChanges) -> Markup {
    let isSame = changes.cells.isEmpty && changes.others.isEmpty
    let count = changes.cells.isEmpty ? nil : "<span class=\"q\">\(changes.cells.count) 格</span>" as Markup
    return """
        <section class="card flush" aria-labelledby="changes"><div class="hd"><h2 id="changes">和\(changes.since)比 \
        \(count)</h2></div>\(changes.cells.isEmpty ? nil : correctionTable(changes.cells))\
        \(each: changes.others, { "<p class=\"m pad\">\($0)</p>" })\
        \(isSame ? "<p class=\"m pad\">数、材料、收下的单位都没有变。</p>" : nil)</section>
        """
}

func frozenMaterials(_ materials: FrozenMaterials) -> Markup? {
    materials.count.map { count in
        """
        <section class="card" aria-labelledby="files"><div class="hd"><h2 id="files">随这一版交的材料 \
        <span class="q">\(count)</span></h2></div>\
        \(materials.files.isEmpty
            ? nil : "<ul class=\"list\">\(each: materials.files, { materialLine($0, "") })</ul>")</section>
        """
    }
}

/// Optional: nothing waits for it.
func scanSection(_ scan: ScanSection, _ page: SubmissionPage) -> Markup {
    let count = scan.count == 0 ? nil : "<span class=\"q\">\(scan.count) 份</span>" as Markup
    return """
        <section class="card stack tight-stack noprint" aria-labelledby="scans"><div class="hd">\
        <h2 id="scans">盖章扫描件 \(count)</h2><a href="\(Paths.submissionPrint(page.id))">打印这一版的表</a></div>
        \(scan.files.isEmpty
            ? nil : "<ul class=\"list\">\(each: scan.files, { materialLine($0, page.csrf) })</ul>")\
        \(scan.canAttach ? scanForm(page) : nil)</section>
        """
}

private func scanForm(_ page: SubmissionPage) -> Markup {
    let input = Field(
        ScanSection.field, "选扫描件或照片", hint: ".pdf、.jpg 或 .png，一份最多 20 MB（PDF 50 MB）。不传也行。",
        errors: page.errors)
    let form: Markup = """
        <form class="form" method="post" action="\(Paths.submissionScan(page.id))" enctype="multipart/form-data">\
        \(csrfField(page.csrf))\
        \(field(input, "<input class=\"in\"\(input.attributes) type=\"file\" accept=\".pdf,.jpg,.jpeg,.png\" multiple>"))
        <button class="btn two">传扫描件</button></form>
        """
    let isOpen = page.errors[ScanSection.field] != nil
    return "<details class=\"fold\"\(attribute("open", if: isOpen))><summary>传盖了章的表</summary>\(form)</details>"
}

/// 签字, or back to the clerk.
func signing(_ signature: SignatureField, _ page: SubmissionPage) -> Markup {
    """
    <section class="card stack noprint" aria-labelledby="sign"><h2 id="sign">签字</h2>
    <form class="form" method="post" action="\(Paths.submissionSign(page.id))">\(csrfField(page.csrf))
    \(textField(Field("name", "签字人", value: signature.name, hint: "会写在回执上", errors: page.errors)))
    <button class="btn big full">同意，签字上报</button></form>
    <details class="fold"\(attribute("open", if: page.errors["reason"] != nil))><summary>先不签，退给经办人</summary>
    <form class="form" method="post" action="\(Paths.submissionGiveBack(page.id))">\(csrfField(page.csrf))
    \(textArea(Field("reason", "要改什么", value: signature.reason, errors: page.errors)))
    <button class="btn two full">退给经办人</button></form></details></section>
    """
}
