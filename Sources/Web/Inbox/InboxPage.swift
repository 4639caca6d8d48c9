/// What a post was told.
package struct InboxLine: Hashable, Sendable {
    /// 退回补正：第 2 次上报
    package var text: String
    /// What the other one wrote.
    package var reason: String?
    /// 6月4日 14:05
    package var date: String
    package var href: String
    package var isNew: Bool

    package init(text: String, reason: String? = nil, date: String, href: String, isNew: Bool = false) {
        self.text = text
        self.reason = reason
        self.date = date
        self.href = href
        self.isNew = isNew
    }
}

/// 收件箱: what there is to do, as on the home page, and messages, newest first.
package struct InboxPage: Hashable, Sendable {
    package var csrf: String
    package var todos: [Todo]
    package var messages: [InboxLine]
    /// Names the newest message, so that 都看过了 does not cover what came while the page was open.
    package var newest: String
    package var pager: Pager

    package init(
        csrf: String, todos: [Todo] = [], messages: [InboxLine] = [], newest: String = "", pager: Pager = Pager()
    ) {
        self.csrf = csrf
        self.todos = todos
        self.messages = messages
        self.newest = newest
        self.pager = pager
    }
}

extension InboxPage {
    package static let sample = InboxPage(
        csrf: "token",
        todos: [
            Todo(
                chip: Chip(.gap, "6月4日 9:10 提醒"), title: "还差 信息统计表，6月5日前。",
                href: Paths.newSubmission(campaign: "c1", unit: "370828001203"), verb: "去交")
        ],
        messages: [
            InboxLine(
                text: "退回补正：第 2 次上报", reason: "5月20日义诊的人数请核一下", date: "6月4日 14:05",
                href: Paths.message(51), isNew: true),
            InboxLine(text: "桃园村报来了", date: "6月3日 16:40", href: Paths.message(50)),
        ], newest: "51", pager: Pager(nextHref: Paths.inbox(before: 32)))
    package static let empty = InboxPage(csrf: "token")
}

package func inboxPage(_ page: InboxPage) -> Markup {
    """
    <div class="title"><h1>收件箱</h1>\
    <p class="m">看没看只有你自己知道。消息留 400 天。</p></div>
    \(page.todos.isEmpty ? nil : todoSection(page.todos))
    <section class="card" aria-labelledby="told"><div class="hd"><h2 id="told">消息</h2>\
    \(page.messages.contains(where: \.isNew) ? allRead(page) : nil)</div>
    \(page.messages.isEmpty ? noMessages : "<ul class=\"list\">\(each: page.messages, inboxLine)</ul>")</section>
    \(pager(page.pager))
    """
}

private let noMessages: Markup = emptyState(icon: "msg", "还没有消息", "收下、退回、提醒、新通知，都会写在这里。")

private func allRead(_ page: InboxPage) -> Markup {
    """
    <form method="post" action="\(Paths.inbox)">\(csrfField(page.csrf))\(hidden("to", page.newest))\
    <button class="btn two sml">都看过了</button></form>
    """
}

private func inboxLine(_ line: InboxLine) -> Markup {
    """
    <li><span class="t"><a href="\(line.href)">\(line.text)</a>\
    \(line.reason.map { "<br><span class=\"m sm\">\($0)</span>" })<br><span class="q sm">\(line.date)</span></span>\
    \(line.isNew ? chip(Chip(.plain, "新的")) : nil)</li>
    """
}
