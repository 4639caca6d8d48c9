/// A confirmed notice for paper, in Song, without anything of the tool.
package struct NoticePrintPage: Hashable, Sendable {
    package var title: String
    package var backHref: String
    package var lines: [OfficialLine]

    package init(title: String, backHref: String, lines: [OfficialLine] = []) {
        self.title = title
        self.backHref = backHref
        self.lines = lines
    }

    package static let sample = NoticePrintPage(
        title: "关于开展会员活动日活动的通知", backHref: Paths.notice("n1"),
        lines: [
            OfficialLine("letterhead", "金乡街道文件"), OfficialLine("number", "金街办发〔2025〕16号"),
            OfficialLine("title", "关于开展会员活动日活动的通知"), OfficialLine("addressee", "各社区（村）计生协："),
            OfficialLine("heading1", "一、活动时间"), OfficialLine("body", "2025年5月1日至31日。"),
            OfficialLine("heading2", "（一）健康义诊。", runIn: "5月20日，在文化广场。"), OfficialLine("issuer", "金乡街道办事处"),
            OfficialLine("issuer", "2025年5月7日"), OfficialLine("attachment", "附件　活动安排表"),
            OfficialLine("row", "活动\t时间"), OfficialLine("row", "健康义诊\t5月20日"),
        ])
    package static let empty = NoticePrintPage(title: "通知", backHref: Paths.notice("n1"))
}

package func noticePrintPage(_ page: NoticePrintPage) -> Markup {
    """
    <h1 class="vh">打印：\(page.title)</h1>
    <p class="row noprint"><a href="\(page.backHref)">回通知</a>\
    <button class="btn two" type="button" hidden data-print>\(icon("print"))打印</button>\
    <span class="q sm">要公文格式（字体、行距、页码），下载 .docx 再打印。</span></p>
    \(officialPaper(page.title, page.lines))
    """
}
