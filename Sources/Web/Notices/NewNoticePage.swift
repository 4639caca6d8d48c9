package struct NewNoticePage: Hashable, Sendable {
    package var csrf: String
    package var text: String
    package var errors: FormErrors

    package init(csrf: String, text: String = "", errors: FormErrors = .none) {
        self.csrf = csrf
        self.text = text
        self.errors = errors
    }
}

extension NewNoticePage {
    package static let sample = NewNoticePage(
        csrf: "token", text: "关于开展第27个“5.29会员活动日”活动的通知",
        errors: FormErrors([FieldError("file", "这个文件打不开，换成 .docx 再选一次")]))
    package static let empty = NewNoticePage(csrf: "token")
}

package func newNoticePage(_ page: NewNoticePage) -> Markup {
    let file = Field("file", "选文件", hint: "Word、WPS、PDF、网页和文本文件都行；扫描的 PDF 读不了", isOptional: true, errors: page.errors)
    return """
        \(crumb([Link("通知", Paths.notices)], "导入原文"))
        <div class="title"><h1>导入原文</h1><p class="m">选文件，或者把全文贴进来，一样就行。系统先读一遍，你再核对。</p></div>
        \(errorSummary(page.errors))
        <form class="form card" method="post" action="\(Paths.notices)" enctype="multipart/form-data">\
        \(csrfField(page.csrf))
        \(field(file, "<input class=\"in\"\(file.attributes) type=\"file\" accept=\".docx,.doc,.wps,.pdf,.txt,.html,.htm,.rtf,.odt\">"))
        \(textArea(Field("text", "或者贴全文", value: page.text, isOptional: true, errors: page.errors)))
        <button class="btn big full">读一遍</button></form>
        """
}
