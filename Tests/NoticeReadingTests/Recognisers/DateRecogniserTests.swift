import Testing

@testable import NoticeReading

struct DateRecogniserTests {
    @Test(arguments: [
        ("6月1日上午", ["2025-06-01"]), ("2024年12月31日", ["2024-12-31"]), ("二〇二五年七月十一日", ["2025-07-11"]),
        ("今年5月29日", ["2025-05-29"]), ("5月1日 - 5月10日", ["2025-05-01/2025-05-10"]),
        ("5月1日至10日", ["2025-05-01/2025-05-10"]), ("5月15日、20日", ["2025-05-15", "2025-05-20"]),
        ("5月12日、5月22日，分别", ["2025-05-12", "2025-05-22"]), ("2025-05-29", ["2025-05-29"]),
        ("7月份", ["2025-07-01/2025-07-31"]), ("7月下旬", ["2025-07-21/2025-07-31"]),
        ("5.29会员活动日", []), ("13月1日", []), ("2月30日", []), ("3、4号楼", []),
    ])
    func days(text: String, expected: [String]) {
        let text = folded(text)
        let found = DateRecogniser(year: 2025).findAll(text, 0..<text.count)
        #expect(found.flatMap { $0.dates.map(\.text) } == expected)
    }

    @Test func countsTheDaysOfARecurrence() throws {
        let text = folded("9月每周六、周日上午9:30-11:00")
        let found = try #require(DateRecogniser(year: 2024).findAll(text, 0..<text.count).first)
        #expect(found.isRecurrence)
        #expect(found.dates.map(\.first.day) == [1, 7, 8, 14, 15, 21, 22, 28, 29])
        #expect(ClockRecogniser.find(text, found.range.upperBound..<text.count).map(text.string) == "上午9:30-11:00")
    }

    @Test(arguments: [("1970-01-01", 4), ("2024-02-29", 4), ("2025-05-29", 4), ("2025-05-31", 6), ("2025-06-01", 7)])
    func weekday(day: String, weekday: Int) throws {
        let numbers = day.split(separator: "-").compactMap { Int($0) }
        let day = try #require(CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]))
        #expect(day.weekday == weekday)
    }

    @Test(arguments: [
        ("下午2时30分至4时举行", "下午2时30分至4时"), ("晚上7点半开始", "晚上7点半"), ("9：00—11：30", "9：00—11：30"), ("比分3:1", nil),
        ("这段时间", nil),
    ])
    func clock(text: String, expected: String?) {
        let text = folded(text)
        #expect(ClockRecogniser.find(text, 0..<text.count).map(text.string) == expected)
    }
}

/// The text as the reader sees it.
func folded(_ text: String) -> NoticeText { Layout(Array(text.unicodeScalars)).text }
