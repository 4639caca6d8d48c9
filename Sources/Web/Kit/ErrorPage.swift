/// A page that could not be shown: what is the matter, and what to do.
package struct ErrorPage: Hashable, Sendable {
    package var status: Int
    /// 找不到这一页
    package var heading: String
    /// 可能被删了，或者网址少了几个字。
    package var help: String
    package var back: Link
    /// For the telephone: which request it was.
    package var requestId: String?

    package init(
        status: Int, heading: String, help: String, back: Link = Link("回首页", Paths.root), requestId: String? = nil
    ) {
        self.status = status
        self.heading = heading
        self.help = help
        self.back = back
        self.requestId = requestId
    }
}

extension ErrorPage {
    package static let sample = ErrorPage.defect(requestId: "7f3a-2291")
    package static let empty = ErrorPage.missing

    package static let missing = ErrorPage(status: 404, heading: "找不到这一页", help: "可能被删了，或者网址少了几个字。")
    package static let unauthenticated = ErrorPage(
        status: 401, heading: "先登录", help: "隔了一阵没用，要再登录一次。", back: Link("去登录", Paths.signIn))
    package static let forbidden = ErrorPage(status: 403, heading: "这一页你看不了", help: "要看的话，找上一级经办人。")
    package static let tooMany = ErrorPage(status: 429, heading: "按得太快了", help: "过一分钟再试一次，不会记重。")
    package static func defect(requestId: String) -> ErrorPage {
        ErrorPage(
            status: 500, heading: "系统出了点问题", help: "过一分钟再按一次“保存”，不会记重。还不行，就把下面的号告诉上一级经办人。", requestId: requestId)
    }
}

package func errorPage(_ page: ErrorPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="error"><h1 id="error">\(page.heading)</h1><p class="m">\(page.help)</p>
    \(page.requestId.map { "<p class=\"q sm\">请求号 <span class=\"secret\">\($0)</span></p>" })
    <p><a class="btn two" href="\(page.back.href)">\(page.back.text)</a></p><p class="q sm">\(page.status)</p></section>
    """
}
