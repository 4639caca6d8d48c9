/// A file that was attached.
package struct MaterialLine: Hashable, Sendable {
    package var id: String
    package var name: String
    /// 3.2 MB
    package var size: String
    /// 6月4日 10:20
    package var when: String
    /// It came when the superior had accepted already.
    package var isLate: Bool
    package var canWithdraw: Bool

    package init(
        id: String, name: String, size: String, when: String, isLate: Bool = false, canWithdraw: Bool = false
    ) {
        self.id = id
        self.name = name
        self.size = size
        self.when = when
        self.isLate = isLate
        self.canWithdraw = canWithdraw
    }
}

/// A thing that is asked for, with what is there and a form for more.
package struct MaterialItem: Hashable, Sendable {
    /// Where it stands in the notice, as the form sends it.
    package var place: String
    /// Of the field in the form.
    package var fieldId: String
    /// 照片
    package var kind: String
    package var line: ChecklistLine
    package var files: [MaterialLine]
    /// .jpg,.png; empty where nothing can be attached.
    package var accept: String
    /// .jpg 或 .png，一张最多 20 MB
    package var help: String
    /// The one file that a new one would replace.
    package var replaces: MaterialLine?
    /// What helps to make it: 下载总结初稿
    package var link: Link?

    package init(
        place: String, fieldId: String, kind: String, line: ChecklistLine, files: [MaterialLine] = [],
        accept: String = "", help: String = "", replaces: MaterialLine? = nil, link: Link? = nil
    ) {
        self.place = place
        self.fieldId = fieldId
        self.kind = kind
        self.line = line
        self.files = files
        self.accept = accept
        self.help = help
        self.replaces = replaces
        self.link = link
    }
}

/// 报送材料: the checklist of one unit, with forms for whoever may attach.
package struct MaterialsPage: Hashable, Sendable {
    package var csrf: String
    package var campaign: String
    package var unit: String
    package var path: [Link]
    package var heading: String
    package var intro: String
    package var notice: Link?
    package var items: [MaterialItem]
    /// Handed in for something that is no longer asked.
    package var others: [MaterialLine]
    package var withdrawn: [MaterialLine]
    /// Above the direct superior there are counts only.
    package var hidesFiles: Bool
    package var submitHref: String?
    package var errors: FormErrors

    package init(
        csrf: String, campaign: String, unit: String, path: [Link] = [], heading: String, intro: String,
        notice: Link? = nil, items: [MaterialItem] = [], others: [MaterialLine] = [],
        withdrawn: [MaterialLine] = [], hidesFiles: Bool = false, submitHref: String? = nil,
        errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.campaign = campaign
        self.unit = unit
        self.path = path
        self.heading = heading
        self.intro = intro
        self.notice = notice
        self.items = items
        self.others = others
        self.withdrawn = withdrawn
        self.hidesFiles = hidesFiles
        self.submitHref = submitHref
        self.errors = errors
    }
}

extension MaterialsPage {
    package static let sample = MaterialsPage(
        csrf: "token", campaign: "c1", unit: "370828001", path: [Link("上报", Paths.submissions)], heading: "报送材料",
        intro: "报给金乡县。缺什么也能上报，晚到的自动补进去。", notice: Link("关于开展会员活动月的通知", Paths.notice("n1")),
        items: [
            MaterialItem(
                place: "n1.0", fieldId: "files-0", kind: "信息统计表",
                line: ChecklistLine("信息统计表", hint: "不用传，上报时自动带上", chip: Chip(.ok, "不用传"))),
            MaterialItem(
                place: "n1.1", fieldId: "files-1", kind: "总结",
                line: ChecklistLine("总结", hint: "已传 1 篇", chip: Chip(.ok, "好了")),
                files: [
                    MaterialLine(id: "m1", name: "活动总结.docx", size: "38 KB", when: "6月4日 10:20", canWithdraw: true)
                ], accept: ".docx,.pdf", help: ".docx 或 .pdf，一份最多 50 MB",
                replaces: MaterialLine(id: "m1", name: "活动总结.docx", size: "38 KB", when: "6月4日 10:20"),
                link: Link("看总结初稿", Paths.summary("c1", "370828001"))),
            MaterialItem(
                place: "n1.2", fieldId: "files-2", kind: "照片",
                line: ChecklistLine("照片 3 张", hint: "已传 2 张", chip: Chip(.gap, "差 1 张")),
                files: [
                    MaterialLine(id: "m2", name: "广场宣传.jpg", size: "3.2 MB", when: "6月4日 10:22"),
                    MaterialLine(
                        id: "m3", name: "义诊.png", size: "1.1 MB", when: "6月6日 9:05", isLate: true, canWithdraw: true),
                ], accept: ".jpg,.jpeg,.png", help: ".jpg 或 .png，一张最多 20 MB"),
        ], others: [MaterialLine(id: "m4", name: "报名表.pdf", size: "120 KB", when: "5月30日 8:00")],
        withdrawn: [MaterialLine(id: "m5", name: "活动总结（旧）.docx", size: "30 KB", when: "6月3日 16:00")],
        submitHref: Paths.newSubmission(campaign: "c1", unit: "370828001"),
        errors: FormErrors([FieldError("files-2", "“照片.jpg”其实是程序，这一项收 .jpg、.png")]))
    package static let empty = MaterialsPage(
        csrf: "token", campaign: "c1", unit: "370828001002", heading: "报送材料", intro: "报给金乡街道。", hidesFiles: true)
}

package func materialsPage(_ page: MaterialsPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.heading))
    <div class="title"><div class="row"><h1>\(page.heading)</h1>\
    \(page.submitHref.map { "<a class=\"btn two\" href=\"\($0)\">去上报</a>" })</div>\
    <p class="m">\(page.intro)\(page.notice.map { "要求来自<a href=\"\($0.href)\">\($0.text)</a>。" })</p></div>
    \(errorSummary(page.errors))
    \(page.hidesFiles ? note(Note(.plain, "这里只看得到份数。文件只给本单位和直接上级看。")) : nil)
    \(page.items.isEmpty ? nothingAsked : "\(each: page.items, { item($0, page) })")
    \(page.others.isEmpty ? nil : others(page))
    \(page.withdrawn.isEmpty ? nil : withdrawn(page.withdrawn))
    """
}

private let nothingAsked: Markup = """
    <section class="card" aria-label="要交的">\(emptyState(icon: "doc", "没有要交的材料", "通知里没写要交什么，记好活动上报就行。"))</section>
    """

private func item(_ item: MaterialItem, _ page: MaterialsPage) -> Markup {
    let files: Markup =
        item.files.isEmpty ? "" : "<ul class=\"list\">\(each: item.files, { materialLine($0, page.csrf) })</ul>"
    return """
        <section class="card stack tight-stack" aria-labelledby="h-\(item.fieldId)"><div class="hd">\
        <h2 id="h-\(item.fieldId)">\(item.line.name)</h2>\(chip(item.line.chip))</div>
        <p class="m sm">\(item.line.hint)\(item.link.map { "　<a href=\"\($0.href)\">\($0.text)</a>" })</p>
        \(files)\(item.accept.isEmpty ? nil : attachment(item, page))</section>
        """
}

/// Open while something is missing or went wrong.
private func attachment(_ item: MaterialItem, _ page: MaterialsPage) -> Markup {
    let input = Field("files", "选\(item.kind)", hint: item.help, id: item.fieldId, errors: page.errors)
    let form: Markup = """
        <form class="form" method="post" action="\(Paths.materials(page.campaign, page.unit))" \
        enctype="multipart/form-data">\(csrfField(page.csrf))\(hidden("place", item.place))
        \(item.replaces.map { tick("replaces", "换掉“\($0.name)”", isOn: true, value: $0.id) })
        \(field(input, "<input class=\"in\"\(input.attributes) type=\"file\" accept=\"\(item.accept)\" multiple>"))
        <button class="btn two">传\(item.kind)</button></form>
        """
    let isOpen = item.line.chip.kind == .gap || page.errors[item.fieldId] != nil
    let summary = item.replaces == nil ? "再传" : "换一份"
    return isOpen ? form : "<details class=\"fold\"><summary>\(summary)</summary>\(form)</details>"
}

func materialLine(_ line: MaterialLine, _ csrf: String) -> Markup {
    """
    <li><a class="t" href="\(Paths.material(line.id))">\(line.name)</a>\(line.isLate ? chip(Chip(.plain, "补交")) : nil)\
    <span class="q sm nw">\(line.size)　\(line.when)</span>\(line.canWithdraw ? withdrawal(line, csrf) : nil)</li>
    """
}

private func withdrawal(_ line: MaterialLine, _ csrf: String) -> Markup {
    """
    <form method="post" action="\(Paths.materialWithdraw(line.id))">\(csrfField(csrf))\
    <button class="btn three sml">撤下<span class="vh">：\(line.name)</span></button></form>
    """
}

private func others(_ page: MaterialsPage) -> Markup {
    """
    <section class="card" aria-labelledby="others"><div class="hd"><h2 id="others">以前交的</h2></div>\
    <p class="m sm">现在的通知没有要这些，都还留着。</p>\
    <ul class="list">\(each: page.others, { materialLine($0, page.csrf) })</ul></section>
    """
}

private func withdrawn(_ lines: [MaterialLine]) -> Markup {
    """
    <section class="card" aria-labelledby="gone"><h2 id="gone">撤下的 <span class="q">\(lines.count) 份</span></h2>\
    <details class="fold"><summary>看是哪几份</summary><ul class="list">\(each: lines, { materialLine($0, "") })</ul></details>\
    </section>
    """
}
