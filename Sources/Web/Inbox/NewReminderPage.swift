/// What one unit would get.
package struct ReminderDraft: Hashable, Sendable {
    package var unit: String
    package var code: String
    /// 还差 信息统计表，6月5日前。
    package var text: String

    package init(unit: String, code: String, text: String) {
        self.unit = unit
        self.code = code
        self.text = text
    }
}

/// 发提醒: everything that would be sent, before it is.
package struct NewReminderPage: Hashable, Sendable {
    package var csrf: String
    package var campaign: String
    package var drafts: [ReminderDraft]
    /// Units that were reminded today already.
    package var remindedToday: [String]
    /// The same for a chat, one line a unit, with the link.
    package var chatText: String
    package var backHref: String

    package init(
        csrf: String, campaign: String, drafts: [ReminderDraft] = [], remindedToday: [String] = [],
        chatText: String = "", backHref: String
    ) {
        self.csrf = csrf
        self.campaign = campaign
        self.drafts = drafts
        self.remindedToday = remindedToday
        self.chatText = chatText
        self.backHref = backHref
    }
}

extension NewReminderPage {
    package static let sample = NewReminderPage(
        csrf: "token", campaign: "c1",
        drafts: [
            ReminderDraft(unit: "高尚社区", code: "370828001005", text: "还差 信息统计表、活动总结，6月5日前。"),
            ReminderDraft(unit: "桃园村", code: "370828001203", text: "还差 信息统计表，6月5日前。"),
        ], remindedToday: ["王架村"],
        chatText:
            "高尚社区：还差 信息统计表、活动总结，6月5日前。点这里就能交：https://example.cn/1\n桃园村：还差 信息统计表，6月5日前。点这里就能交：https://example.cn/2",
        backHref: Paths.gaps("c1"))
    package static let empty = NewReminderPage(csrf: "token", campaign: "c1", backHref: Paths.gaps("c1"))
}

package func newReminderPage(_ page: NewReminderPage) -> Markup {
    """
    <div class="title"><h1>发提醒</h1>\
    <p class="m">先看一眼要发的话。一个单位一天只提醒一次，对方在首页和收件箱里看到。</p></div>
    \(page.remindedToday.isEmpty
        ? nil : note(Note(.plain, "今天提醒过了，不再发：\(page.remindedToday.joined(separator: "、"))")))
    \(page.drafts.isEmpty ? nobody : preview(page))
    \(page.chatText.isEmpty ? nil : chat(page.chatText))
    <p><a class="btn two" href="\(page.backHref)">回到谁还缺什么</a></p>
    """
}

private let nobody: Markup = """
    <section class="card" aria-label="要发的提醒">\(emptyState(icon: "bell", "没有要发的提醒", "都交齐了，或者今天都提醒过了。"))</section>
    """

private func preview(_ page: NewReminderPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="drafts"><h2 id="drafts">要发的 \
    <span class="q">\(page.drafts.count) 条，按区划代码排</span></h2>
    <ul class="list">\(each: page.drafts, { "<li><span class=\"t\"><b>\($0.unit)</b>：\($0.text)</span></li>" })</ul>
    <form method="post" action="\(Paths.reminders)">\(csrfField(page.csrf))\(hidden("campaign", page.campaign))\
    \(each: page.drafts, { hidden("unit.\($0.code)", "1") })\
    <button class="btn">发出提醒</button></form></section>
    """
}

private func chat(_ text: String) -> Markup {
    """
    <section class="card stack" aria-labelledby="chat"><h2 id="chat">也可以复制到群里</h2>
    <div class="field"><label for="chat-text">一行一个单位，带链接</label>\
    <textarea class="in" id="chat-text" readonly rows="4">
    \(text)</textarea></div>
    <p><button class="btn two" type="button" data-copy="chat-text" data-done="复制好了" hidden>复制</button></p></section>
    """
}
