import Domain
import Testing

@Suite struct BackwardDeadlineTests {
    /// superior's day, days for own work, last activity, today → what is proposed
    @Test(
        arguments: [
            ("2025-06-10", 5, "2025-05-31", "2025-05-06", "2025-06-05"),
            ("2025-06-10", 0, "2025-05-31", "2025-05-06", "2025-06-10"),
            // Not before the day after the last activity.
            ("2025-06-03", 5, "2025-05-31", "2025-05-06", "2025-06-01"),
            // Not before tomorrow.
            ("2025-06-10", 5, "2025-05-31", "2025-06-08", "2025-06-09"),
            ("2025-06-10", 5, nil, "2025-06-05", "2025-06-06"),
            // Never after the superior's day, also where that leaves no time.
            ("2025-05-31", 5, "2025-05-31", "2025-05-06", "2025-05-31"),
            ("2025-06-10", 5, nil, "2025-07-01", "2025-06-10"),
            // Over the end of a month, and in a leap year.
            ("2024-03-03", 5, nil, "2024-01-01", "2024-02-27"),
            ("2025-03-03", 5, nil, "2025-01-01", "2025-02-26"),
        ] as [(String, Int, String?, String, String)])
    func isCountedBack(due: String, days: Int, last: String?, today: String, proposed: String) throws {
        let found = BackwardDeadline.proposed(
            superior: try CalendarDate(due), ownDays: days, lastActivity: try last.map { try CalendarDate($0) },
            today: try CalendarDate(today))
        #expect(found.text == proposed)
    }
}

@Suite struct NextYearTests {
    @Test(
        arguments: [
            ("2025年5月1日至5月31日", "2026年5月1日至5月31日"), ("2025年是第27个“5.29会员活动日”", "2026年是第28个“5.29会员活动日”"),
            ("第二十七个会员活动日", "第二十八个会员活动日"), ("2025-05-29", "2026-05-29"), ("每场80人", "每场80人"),
            ("国计生协〔2025〕5号", "国计生协〔2025〕5号"), ("2035年远景目标", "2035年远景目标"),
        ])
    func putsTheYearOn(last: String, this: String) { #expect(NextYear.text(last, from: 2025, to: 2026) == this) }

    @Test(arguments: [("5月29日", true), ("5月", true), ("每月29号", true), ("五月底", false), ("80人", false)])
    func findsDays(text: String, has: Bool) { #expect(NextYear.hasDay(text) == has) }
}
