/// One version of a 附件模板.
package struct TemplateLine: Hashable, Sendable {
    package var title: String
    /// cfpa-529-2021 第 1 版
    package var version: String
    package var chip: Chip
    /// 用在 2025 年会员活动月
    package var use: String?
    package var href: String
    package var downloadHref: String

    package init(
        title: String, version: String, chip: Chip, use: String? = nil, href: String, downloadHref: String
    ) {
        self.title = title
        self.version = version
        self.chip = chip
        self.use = use
        self.href = href
        self.downloadHref = downloadHref
    }
}

/// 附件模板: every version of the official table, and a form to upload the next one.
package struct TemplateListPage: Hashable, Sendable {
    package var csrf: String
    package var templates: [TemplateLine]
    package var canUpload: Bool
    package var errors: FormErrors
    package var pager: Pager

    package init(
        csrf: String, templates: [TemplateLine] = [], canUpload: Bool = false, errors: FormErrors = .none,
        pager: Pager = Pager()
    ) {
        self.csrf = csrf
        self.templates = templates
        self.canUpload = canUpload
        self.errors = errors
        self.pager = pager
    }
}

extension TemplateListPage {
    package static let sample = TemplateListPage(
        csrf: "token",
        templates: [
            TemplateLine(
                title: "“5.29会员活动日”信息统计表", version: "cfpa-529-2021 第 2 版", chip: Chip(.half, "草稿"),
                href: Paths.template("cfpa-529-2021", 2), downloadHref: Paths.template("cfpa-529-2021", 2) + "/file"),
            TemplateLine(
                title: "“5.29会员活动日”信息统计表", version: "cfpa-529-2021 第 1 版", chip: Chip(.ok, "已发布"),
                use: "用在 2024 年会员活动日、2025 年会员活动月", href: Paths.template("cfpa-529-2021", 1),
                downloadHref: Paths.template("cfpa-529-2021", 1) + "/file"),
        ], canUpload: true,
        errors: FormErrors([FieldError("file", "cfpa-529-2021 第 1 版已经有了，把版本号改成 3 再传")]))
    package static let empty = TemplateListPage(csrf: "token")
}

package func templateListPage(_ page: TemplateListPage) -> Markup {
    """
    <div class="title"><h1>附件模板</h1><p class="m">统计表长什么样、每一格怎么算，都写在模板里。每版都留着。</p></div>
    \(errorSummary(page.errors))
    <section class="card" aria-label="现有的模板">\
    \(page.templates.isEmpty ? noTemplates : templateList(page.templates))</section>
    \(pager(page.pager))
    \(page.canUpload ? uploadSection(page) : nil)
    """
}

private let noTemplates: Markup = emptyState(icon: "table", "还没有模板", "传一份，就能按它算统计表。")

private func templateList(_ templates: [TemplateLine]) -> Markup {
    "<ul class=\"list\">\(each: templates, templateLine)</ul>"
}

private func templateLine(_ template: TemplateLine) -> Markup {
    """
    <li><span class="t"><a href="\(template.href)">\(template.title)</a><br>\
    <span class="m sm">\(template.version)</span>\
    \(template.use.map { "<br><span class=\"q sm\">\($0)</span>" })</span>\
    \(chip(template.chip))<a class="btn two sml" href="\(template.downloadHref)">\(icon("get"))下载\
    <span class="vh">：\(template.version)</span></a></li>
    """
}

private func uploadSection(_ page: TemplateListPage) -> Markup {
    let file = Field("file", "选文件", hint: "从现有模板下载一份，改好版本号再传", errors: page.errors)
    return """
        <section class="card stack" aria-labelledby="upload"><h2 id="upload">传一份新的</h2>
        <form class="form" method="post" action="\(Paths.templates)" enctype="multipart/form-data">\
        \(csrfField(page.csrf))
        \(field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\".json\">"))
        <div class="stack tight-stack"><button class="btn big full">传上来看看</button>\
        <p class="q sm">传上来先是草稿，看过再发布。</p></div></form></section>
        """
}
