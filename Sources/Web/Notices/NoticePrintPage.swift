/// A confirmed notice for paper, in Song, without anything of the tool.
package struct NoticePrintPage: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// A class of the paper: letterhead, number, title, addressee, heading1, heading2, heading3, body, attachment,
        /// issuer, note
        package var style: String
        package var text: String
        package init(_ style: String, _ text: String) {
            self.style = style
            self.text = text
        }
    }
    package var title: String
    package var backHref: String
    package var lines: [Line]

    package init(title: String, backHref: String, lines: [Line] = []) {
        self.title = title
        self.backHref = backHref
        self.lines = lines
    }

    package static let sample = NoticePrintPage(
        title: "关于开展会员活动日活动的通知", backHref: Paths.notice("n1"),
        lines: [
            Line("letterhead", "金乡街道文件"), Line("number", "金街办发〔2025〕16号"), Line("title", "关于开展会员活动日活动的通知"),
            Line("addressee", "各社区（村）计生协："), Line("heading1", "一、活动时间"), Line("body", "2025年5月1日至31日。"),
            Line("issuer", "金乡街道办事处"), Line("issuer", "2025年5月7日"),
        ])
    package static let empty = NoticePrintPage(title: "通知", backHref: Paths.notice("n1"))
}

package func noticePrintPage(_ page: NoticePrintPage) -> Markup {
    """
    <p class="row noprint"><a href="\(page.backHref)">回通知</a>\
    <button class="btn two" type="button" hidden data-print>\(icon("print"))打印</button>\
    <span class="q sm">要公文格式（字体、行距、页码），下载 .docx 再打印。</span></p>
    <article class="paper official" aria-label="\(page.title)">\(each: page.lines, line)</article>
    """
}

private func line(_ line: NoticePrintPage.Line) -> Markup {
    switch line.style {
    case "title": "<h1>\(line.text)</h1>\n"
    case "heading1", "attachment": "<h2 class=\"\(line.style)\">\(line.text)</h2>\n"
    case "heading2": "<h3>\(line.text)</h3>\n"
    default: "<p class=\"\(line.style)\">\(line.text)</p>\n"
    }
}
