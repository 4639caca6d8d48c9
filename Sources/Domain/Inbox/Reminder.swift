/// 提醒: what a superior's clerk sent to a unit directly below. At most one a unit and day.
package struct Reminder: Hashable, Sendable {
    package let unit: Unit
    package let campaign: Campaign.ID
    /// As it was sent, without the link.
    package let text: String
    /// The 称呼 of whoever sent it.
    package let sentBy: String
    package let sentAt: Instant

    package init(unit: Unit, campaign: Campaign.ID, text: String, sentBy: String, sentAt: Instant) {
        self.unit = unit
        self.campaign = campaign
        self.text = text
        self.sentBy = sentBy
        self.sentAt = sentAt
    }

    /// Such as 还差 信息统计表、活动总结，6月5日前。 Source: design/guide.md §7.
    package static func text(lacks: [String], dueOn: CalendarDate?, today: CalendarDate) -> String {
        let due = dueOn.map { $0 < today ? "，时限是\($0.short)" : "，\($0.short)前" } ?? ""
        return "还差 \(lacks.joined(separator: "、"))\(due)。"
    }
    /// The same as a message to copy into a chat.
    package static func chatText(unit: String, _ text: String, link: String) -> String {
        "\(unit)：\(text)点这里就能交：\(link)"
    }
}

package enum ReminderRefused: UserFacingError, Hashable {
    case alreadyToday, nothingMissing
    package var code: String { "reminder.\(self)" }
    package var kind: UserFacingErrorKind { .conflict }
    package var message: String {
        switch self {
        case .alreadyToday: "今天提醒过了，一个单位一天只提醒一次"
        case .nothingMissing: "都交齐了，不用提醒"
        }
    }
}
