/// A reminder that went out.
package struct ReminderLine: Hashable, Sendable {
    package var unit: String
    package var text: String
    /// 6月4日 9:10
    package var when: String
    /// 经办人
    package var by: String

    package init(unit: String, text: String, when: String, by: String) {
        self.unit = unit
        self.text = text
        self.when = when
        self.by = by
    }
}

/// 提醒记录: what was sent when by which post.
package struct RemindersPage: Hashable, Sendable {
    /// 发出了 3 条提醒。
    package var outcome: String?
    package var reminders: [ReminderLine]
    package var pager: Pager

    package init(outcome: String? = nil, reminders: [ReminderLine] = [], pager: Pager = Pager()) {
        self.outcome = outcome
        self.reminders = reminders
        self.pager = pager
    }
}

extension RemindersPage {
    package static let sample = RemindersPage(
        outcome: "发出了 2 条提醒。1 个单位今天提醒过了，没有再发。",
        reminders: [
            ReminderLine(unit: "高尚社区", text: "还差 信息统计表、活动总结，6月5日前。", when: "6月4日 9:10", by: "经办人"),
            ReminderLine(unit: "桃园村", text: "还差 信息统计表，6月5日前。", when: "6月4日 9:10", by: "经办人"),
        ], pager: Pager(nextHref: Paths.reminders + "?at=1749000000000&after=370828001203"))
    package static let empty = RemindersPage()
}

package func remindersPage(_ page: RemindersPage) -> Markup {
    """
    <div class="title"><h1>提醒记录</h1><p class="m">新的在上面，同一次发的按区划代码排。</p></div>
    \(page.outcome.map { "<div role=\"status\">\(note(Note(.ok, $0)))</div>" })
    <section class="card" aria-label="发出的提醒">\
    \(page.reminders.isEmpty ? noReminders : "<ul class=\"list\">\(each: page.reminders, line)</ul>")</section>
    \(pager(page.pager))
    <p><a class="btn two" href="\(Paths.gaps)">谁还缺什么</a></p>
    """
}

private let noReminders: Markup = emptyState(icon: "bell", "还没有发过提醒", "在“谁还缺什么”里点“提醒”，先看再发。")

private func line(_ line: ReminderLine) -> Markup {
    """
    <li><span class="t"><b>\(line.unit)</b>：\(line.text)<br>\
    <span class="q sm">\(line.when)　\(line.by)发的</span></span></li>
    """
}
