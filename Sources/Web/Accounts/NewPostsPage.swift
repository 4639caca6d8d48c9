/// A unit that has nobody yet, with what is proposed for it.
package struct NewPostRow: Hashable, Sendable {
    package var code: String
    package var unitName: String
    package var name: String
    package var roles: [Choice]
    package var account: String

    package init(code: String, unitName: String, name: String, roles: [Choice], account: String = "") {
        self.code = code
        self.unitName = unitName
        self.name = name
        self.roles = roles
        self.account = account
    }
}

/// 给下级开岗位: a grid, a paste from a sheet, or a file. All three end in a batch.
package struct NewPostsPage: Hashable, Sendable {
    package var csrf: String
    /// Of the batch that the form makes: sending it twice opens nothing twice.
    package var id: String
    package var unit: String
    package var unitName: String
    package var rows: [NewPostRow]
    package var nextHref: String?
    package var pasted: String
    /// 村居社区的表样
    package var templates: [Link]
    package var slipsHref: String
    /// 6月4日 10:20 的 19 行
    package var batches: [Link]
    package var errors: FormErrors

    package init(
        csrf: String, id: String, unit: String, unitName: String, rows: [NewPostRow] = [], nextHref: String? = nil,
        pasted: String = "", templates: [Link] = [], slipsHref: String = "", batches: [Link] = [],
        errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.unit = unit
        self.unitName = unitName
        self.rows = rows
        self.nextHref = nextHref
        self.pasted = pasted
        self.templates = templates
        self.slipsHref = slipsHref
        self.batches = batches
        self.errors = errors
    }
}

extension NewPostsPage {
    package static let sample = NewPostsPage(
        csrf: "token", id: "b1", unit: "370828001", unitName: "金乡街道",
        rows: [
            NewPostRow(
                code: "370828001010", unitName: "金山社区", name: "记录员",
                roles: [Choice("记录员", "记录员", isSelected: true)]),
            NewPostRow(
                code: "370828001209", unitName: "刘庄村", name: "记录员",
                roles: [Choice("记录员", "记录员", isSelected: true)]),
        ], nextHref: Paths.newPosts(of: "370828001") + "?after=370828001209", pasted: "370828001010",
        templates: [Link("村居社区的表样", Paths.postsTemplate(of: "370828001", level: 6))],
        slipsHref: Paths.slips(of: "370828001"), batches: [Link("6月4日 10:20 的 19 行", Paths.postBatch("b0"))],
        errors: FormErrors([FieldError("file", "没有“区划代码”这一列，也没有“单位”，请用下载的表样填")]))
    package static let empty = NewPostsPage(
        csrf: "token", id: "b1", unit: "370828001", unitName: "金乡街道", slipsHref: Paths.slips(of: "370828001"))
}

package func newPostsPage(_ page: NewPostsPage) -> Markup {
    """
    <div class="title"><div class="row"><h1>给下级开岗位</h1><a class="btn two" href="\(page.slipsHref)">打印登录条</a></div>
    <p class="m">开好以后打印登录条发下去，不用短信和邮箱。</p></div>
    \(errorSummary(page.errors))
    <section class="card stack" aria-labelledby="grid"><h2 id="grid">\(page.unitName)的下级里还没有人的</h2>
    \(page.rows.isEmpty ? "<p class=\"m\">直接下级都有人了。再往下的，用下面的表开。</p>" : grid(page))</section>
    <section class="card stack" aria-labelledby="sheet"><h2 id="sheet">用表开</h2>
    <p class="m">各级下级都能开，一次最多 50,000 行。</p>
    \(page.templates.isEmpty
        ? nil
        : "<p class=\"row\">\(each: page.templates, { "<a class=\"btn two\" href=\"\($0.href)\">\(icon("get"))\($0.text)</a>" })</p>")
    \(sheetForm(page))</section>
    \(page.batches.isEmpty ? nil : earlier(page))
    """
}

private func grid(_ page: NewPostsPage) -> Markup {
    """
    <form class="stack" method="post" action="\(Paths.newPosts(of: page.unit))">\(csrfField(page.csrf))\
    \(hidden("id", page.id))
    <p class="m">按区划代码排。不开的，把勾去掉。账号不填就自动起一个。\
    \(page.rows.contains { $0.roles.count > 1 } ? "收下级报的、签自己报的，要有负责人；一个人办就选经办人兼负责人。" : nil)</p>
    <div class="scroll"><table class="tbl cards">
    <thead><tr><th scope="col">区划代码</th><th scope="col">单位</th><th scope="col">称呼</th><th scope="col">岗位</th>\
    <th scope="col">账号（可不填）</th></tr></thead><tbody>\(each: page.rows, gridRow)</tbody></table></div>
    <button class="btn big full">开这些岗位</button>
    \(page.nextHref.map { "<p><a class=\"btn two full\" href=\"\($0)\">看后面的单位</a></p>" })</form>
    """
}

private func gridRow(_ row: NewPostRow) -> Markup {
    """
    <tr><td class="full">\(tick("on.\(row.code)", row.code, isOn: true))</td>\
    <th class="full" scope="row">\(row.unitName)</th>\
    <td class="full" data-l="称呼">\(cell("name.\(row.code)", row.name, "\(row.unitName)的称呼"))</td>\
    <td class="full" data-l="岗位"><select class="in sml" name="role.\(row.code)" aria-label="\(row.unitName)的岗位">\
    \(each: row.roles, option)</select></td>\
    <td class="full" data-l="账号（可不填）">\(cell("account.\(row.code)", row.account, "\(row.unitName)的账号"))</td></tr>
    """
}

private func cell(_ name: String, _ value: String, _ label: String) -> Markup {
    "<input class=\"in sml\" name=\"\(name)\" value=\"\(value)\" aria-label=\"\(label)\" autocomplete=\"off\">"
}

private func sheetForm(_ page: NewPostsPage) -> Markup {
    let file = Field("file", "传 Excel", hint: ".xlsx 或 .csv，用表样填", isOptional: true, errors: page.errors)
    let text = Field(
        "text", "从 Excel 粘贴", value: page.pasted, hint: "有区划代码或者单位名称就行，称呼、岗位、账号可以没有；别的列（比如电话）不收",
        isOptional: true, errors: page.errors)
    return """
        <form class="form" method="post" action="\(Paths.postsFile(of: page.unit))" enctype="multipart/form-data">\
        \(csrfField(page.csrf))\(hidden("id", page.id))
        \(textArea(text))
        \(field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\".xlsx,.csv\">"))
        <button class="btn big full">核对并开</button></form>
        """
}

private func earlier(_ page: NewPostsPage) -> Markup {
    """
    <section class="card" aria-labelledby="before"><div class="hd"><h2 id="before">以前开的</h2></div>
    <ul class="list">\(each: page.batches, { "<li><a class=\"t\" href=\"\($0.href)\">\($0.text)</a></li>" })</ul></section>
    """
}
