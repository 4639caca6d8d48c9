/// 改一版: the text of an issued notice to be changed, or a new file.
package struct RevisePage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var title: String
    package var text: String
    /// It can be changed clause by clause, too.
    package var isComposed: Bool
    package var errors: FormErrors

    package init(
        csrf: String, id: String, title: String, text: String = "", isComposed: Bool = false, errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.title = title
        self.text = text
        self.isComposed = isComposed
        self.errors = errors
    }
}

extension RevisePage {
    package static let sample = RevisePage(
        csrf: "token", id: "n1", title: "关于开展会员活动的通知", text: "关于开展会员活动的通知\n\n一、活动时间", isComposed: true,
        errors: FormErrors([FieldError("text", "还没有改动。在原文上改好了再读")]))
    package static let empty = RevisePage(csrf: "token", id: "n1", title: "关于开展会员活动的通知")
}

package func revisePage(_ page: RevisePage) -> Markup {
    let file = Field("file", "或者选改好的文件", hint: "选了文件就以文件为准", isOptional: true, errors: page.errors)
    return """
        \(crumb([Link("通知", Paths.notices), Link(page.title, Paths.notice(page.id))], "改一版"))
        <div class="title"><h1>改一版</h1><p class="m">在原文上改，改好读一遍再核对。发下去以后，下面只看到改了哪几条。</p></div>
        \(errorSummary(page.errors))
        \(page.isComposed ? byClauses(page) : nil)
        <form class="form card" method="post" action="\(Paths.noticeRevise(page.id))" enctype="multipart/form-data">\
        \(csrfField(page.csrf))
        <div class="long">\(textArea(Field("text", "全文", value: page.text, errors: page.errors)))</div>
        \(field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\".docx,.doc,.wps,.pdf,.txt,.html,.htm,.rtf,.odt\">"))
        <button class="btn big full">读一遍，去核对</button></form>
        """
}

private func byClauses(_ page: RevisePage) -> Markup {
    """
    <section class="card stack" aria-labelledby="clauses"><h2 id="clauses">一条一条改</h2>
    <p class="m">这份方案是从上级条款写来的。一条一条改，和上级的条款还连着；要直接改全文，用下面的。</p>
    <form method="post" action="\(Paths.noticeReviseClauses(page.id))">\(csrfField(page.csrf))\
    <button class="btn big full">打开条款</button></form></section>
    """
}
