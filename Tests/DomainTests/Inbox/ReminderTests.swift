import Domain
import Testing

@Suite struct ReminderTests {
    @Test(
        arguments: [
            (["活动总结"], "2025-06-05", "还差 活动总结，6月5日前。"),
            (["信息统计表", "活动总结"], "2025-06-04", "还差 信息统计表、活动总结，6月4日前。"),
            (["信息统计表"], "2025-06-03", "还差 信息统计表，时限是6月3日。"),
            (["信息统计表"], nil, "还差 信息统计表。"),
        ] as [([String], String?, String)])
    func saysWhatIsMissingAndByWhen(lacks: [String], due: String?, text: String) throws {
        let today = try CalendarDate("2025-06-04")
        let dueOn = try due.map { try CalendarDate($0) }
        #expect(Reminder.text(lacks: lacks, dueOn: dueOn, today: today) == text)
    }

    @Test func aChatGetsTheUnitAndTheLink() {
        let text = Reminder.chatText(unit: "金乡街道", "还差 活动总结，6月5日前。", link: "https://example.cn/1")
        #expect(text == "金乡街道：还差 活动总结，6月5日前。点这里就能交：https://example.cn/1")
    }

    @Test func aPlaceComesBackFromItsText() throws {
        let key = "018f0000-0000-7000-8000-000000000001"
        let places: [Place] = [
            .notice(try .init(key)), .submission(try .init(key)), .report(try .init(key)), .materials(try .init(key)),
            .changes,
        ]
        for place in places { #expect(Place(text: place.text) == place) }
        for text in ["", "notice", "notice x", "elsewhere \(key)"] { #expect(Place(text: text) == nil) }
    }
}
