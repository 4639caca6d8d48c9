import Testing

@testable import NoticeReading

struct DateFormsTests {
    @Test(arguments: [
        ("五月十五日至二十日", ["2025-05-15/2025-05-20"]), ("６月１２日（周四）", ["2025-06-12"]),
        ("5月12、13日", ["2025-05-12", "2025-05-13"]), ("5月6-9日", ["2025-05-06/2025-05-09"]),
        ("9月18日、19日、20日", ["2025-09-18", "2025-09-19", "2025-09-20"]),
        ("9月20日（星期六）至21日（星期日）", ["2025-09-20/2025-09-21"]), ("5.1-5.31", ["2025-05-01/2025-05-31"]),
        ("12月20日至次年1月10日", ["2025-12-20/2026-01-10"]), ("12月25日-1月5日", ["2025-12-25/2026-01-05"]),
        ("2025年3月至5月", ["2025-03-01/2025-05-31"]), ("5-6月", ["2025-05-01/2025-06-30"]),
        ("4月下旬至5月底", ["2025-04-21/2025-05-31"]), ("6月15日开始，至12月31日结束", ["2025-06-15/2025-12-31"]),
        ("9月20日8:30至9月21日17:00", ["2025-09-20/2025-09-21"]), ("11月10日--12月8日", ["2025-11-10/2025-12-08"]),
        ("5月12日，5月16日", ["2025-05-12", "2025-05-16"]), ("母亲节当天上午", ["2025-05-11"]), ("重阳节当天", ["2025-10-29"]),
        ("“五四”青年节", []), ("母亲节期间开展活动", []), ("周一、二楼", []), ("第3-5名", []), ("3.5公里", []),
    ])
    func days(text: String, expected: [String]) {
        let text = folded(text)
        let found = DateRecogniser(year: 2025).findAll(text, 0..<text.count)
        #expect(found.flatMap { $0.dates.map(\.text) } == expected)
    }

    @Test(arguments: [
        ("每月15日上午", [15]), ("每周三下午", [5, 12, 19, 26]), ("活动期间每周六", [1, 8, 15, 22, 29]), ("每月5日、20日", [5, 20]),
        ("每月第一个周日", [2]), ("每月最后一个星期五", [28]), ("每周六、日", [1, 2, 8, 9, 15, 16, 22, 23, 29, 30]),
        ("每个周末", [1, 2, 8, 9, 15, 16, 22, 23, 29, 30]), ("单周周五", []), ("2月至3月每周一", [3, 10, 17, 24, 3, 10, 17, 24, 31]),
    ])
    func recurrencesWithinThePeriod(text: String, days: [Int]) throws {
        let text = folded(text)
        let first = try #require(CalendarDay(year: 2025, month: 3, day: 1))
        let last = try #require(CalendarDay(year: 2025, month: 3, day: 31))
        let dates = DateRecogniser(year: 2025, period: .init(first: first, last: last))
        let found = try #require(dates.findAll(text, 0..<text.count).first)
        #expect(found.isRecurrence)
        #expect(found.dates.map(\.first.day) == days)
    }

    @Test func aRangeWithItsHoursIsARange() throws {
        let text = folded("9月20日至21日，每天8:30—17:00")
        let found = try #require(DateRecogniser(year: 2025).findAll(text, 0..<text.count).first)
        #expect(!found.isRecurrence && found.dates.map(\.text) == ["2025-09-20/2025-09-21"])
    }

    @Test(arguments: [
        ("下午三点", "下午三点"), ("上午8:30至11:30", "上午8:30至11:30"), ("晚19:30", "晚19:30"), ("9时18分", "9时18分"),
        ("下午2点—5点", "下午2点—5点"),
    ])
    func clock(text: String, expected: String) {
        let text = folded(text)
        #expect(ClockRecogniser.find(text, 0..<text.count).map(text.string) == expected)
    }

    @Test func daysByNumber() throws {
        for year in [1972, 2000, 2024, 2099] {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let date = try #require(CalendarDay(year: year, month: month, day: day))
                #expect(CalendarDay(ordinal: date.ordinal) == date)
            }
        }
    }
}
