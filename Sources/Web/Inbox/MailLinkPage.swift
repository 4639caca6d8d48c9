/// Where a link of a mail leads: one thing to press, or that it is done.
package struct MailLinkPage: Hashable, Sendable {
    package var csrf: String
    package var heading: String
    package var text: String
    /// Where the form goes; nil when there is nothing left to press.
    package var action: Link?

    package init(csrf: String = "", heading: String, text: String, action: Link? = nil) {
        self.csrf = csrf
        self.heading = heading
        self.text = text
        self.action = action
    }
}

extension MailLinkPage {
    package static let sample = MailLinkPage(
        csrf: "token", heading: "确认你的邮箱", text: "点了以后，有事的日子早上 8 点给你发一封。",
        action: Link("确认", Paths.mailConfirm(token: "t1")))
    package static let empty = MailLinkPage(heading: "不再每天发了", text: "想再收，登录以后在“我的账号”里打勾。")
}

package func mailLinkPage(_ page: MailLinkPage) -> Markup {
    """
    <section class="card stack"><h1>\(page.heading)</h1><p>\(page.text)</p>
    \(page.action.map { form($0, page.csrf) })</section>
    """
}

private func form(_ action: Link, _ csrf: String) -> Markup {
    """
    <form method="post" action="\(action.href)">\(csrfField(csrf))<button class="btn">\(action.text)</button></form>
    """
}
