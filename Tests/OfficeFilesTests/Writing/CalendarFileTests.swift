import OfficeFiles
import Testing

struct CalendarFileTests {
    private static func text(_ events: [CalendarFile.Event], name: String = "5.29 会员活动日") throws -> String {
        // 2025-05-07 08:09:10 UTC
        String(decoding: try CalendarFile(name: name, madeAt: 1_746_605_350_000, events: events).bytes(), as: UTF8.self)
    }

    private static func lines(_ events: [CalendarFile.Event]) throws -> [String] {
        try text(events).replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func headAndZone() throws {
        let lines = try Self.lines([])
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
        #expect(lines.contains("VERSION:2.0") && lines.contains("X-WR-CALNAME:5.29 会员活动日"))
        #expect(lines.contains("TZID:Asia/Shanghai") && lines.contains("TZOFFSETTO:+0800"))
        #expect(!lines.contains { $0.hasPrefix("METHOD") })
    }

    /// Days and words of an event, and what becomes of them.
    static let times: [(String, String?, String?, [String])] = [
        (
            "2025-05-15", nil, "上午9:30-11:00",
            ["DTSTART;TZID=Asia/Shanghai:20250515T093000", "DTEND;TZID=Asia/Shanghai:20250515T110000"]
        ),
        ("2025-05-15", "2025-05-15", "14:00", ["DTSTART;TZID=Asia/Shanghai:20250515T140000"]),
        (
            "2025-12-31", nil, "20:00-24:00",
            ["DTSTART;TZID=Asia/Shanghai:20251231T200000", "DTEND;TZID=Asia/Shanghai:20260101T000000"]
        ),
        ("2025-05-15", nil, nil, ["DTSTART;VALUE=DATE:20250515", "DTEND;VALUE=DATE:20250516", "TRANSP:TRANSPARENT"]),
        (
            "2024-02-28", "2024-02-29", nil,
            ["DTSTART;VALUE=DATE:20240228", "DTEND;VALUE=DATE:20240301", "TRANSP:TRANSPARENT"]
        ),
        (
            "2025-05-01", "2025-12-31", "上午9:30",
            [
                "DTSTART;VALUE=DATE:20250501", "DTEND;VALUE=DATE:20260101", "TRANSP:TRANSPARENT",
                "DESCRIPTION:时间：上午9:30",
            ]
        ),
        (
            "2025-05-15", nil, "上午，具体另行通知",
            [
                "DTSTART;VALUE=DATE:20250515", "DTEND;VALUE=DATE:20250516", "TRANSP:TRANSPARENT",
                "DESCRIPTION:时间：上午，具体另行通知",
            ]
        ),
    ]

    @Test(arguments: times)
    func timesOfEvents(first: String, last: String?, time: String?, expected: [String]) throws {
        let lines = try Self.lines([.init(uid: "a@x", summary: "义诊", firstDay: first, lastDay: last, time: time)])
        let event = lines.drop { $0 != "BEGIN:VEVENT" }
        #expect(event.contains("UID:a@x") && event.contains("DTSTAMP:20250507T080910Z") && event.contains("SEQUENCE:0"))
        let names = ["DTSTART;", "DTEND;", "TRANSP:", "DESCRIPTION:"]
        #expect(event.filter { line in names.contains { line.hasPrefix($0) } } == expected)
    }

    @Test func escapesAndDropsWhatTheFormatCannotHold() throws {
        let event = CalendarFile.Event(
            uid: "b", sequence: -3, summary: "一;二,三\\四\r\n五\u{0}\u{7}\t六", firstDay: "2025-05-15", location: "  ",
            description: "END:VEVENT\nBEGIN:VALARM", url: "javascript:alert(1)")
        let lines = try Self.lines([event])
        #expect(lines.contains("SUMMARY:一\\;二\\,三\\\\四\\n五 六"))
        #expect(lines.contains("DESCRIPTION:END:VEVENT\\nBEGIN:VALARM") && lines.contains("SEQUENCE:0"))
        #expect(!lines.contains { $0.hasPrefix("LOCATION") || $0.hasPrefix("URL") || $0 == "BEGIN:VALARM" })
        let link = CalendarFile.Event(uid: "c", summary: "x", firstDay: "2025-05-15", url: "https://a.cn/活动?x=1;2")
        #expect(try Self.lines([link]).contains("URL:https://a.cn/%E6%B4%BB%E5%8A%A8?x=1;2"))
    }

    @Test(arguments: [1, 2, 3, 60, 61, 62, 63, 64, 65, 66, 67, 200, 5_000])
    func foldsAt75OctetsBetweenCharacters(length: Int) throws {
        for filler in ["汉", "a", "👩", "é"] {
            let summary = String(repeating: filler, count: length)
            let text = try Self.text([.init(uid: "d", summary: summary, firstDay: "2025-05-15")])
            let bytes = Array(text.utf8)
            #expect(String(validating: bytes, as: UTF8.self) != nil)
            for line in bytes.split(separator: 0x0A) {
                #expect(line.last == 0x0D && line.count <= 76)
                #expect(String(validating: line, as: UTF8.self) != nil)
            }
            #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:\(summary)\r\n"))
        }
    }

    @Test(arguments: [
        "", "2025-5-1", "2025-02-29", "2025-13-01", "20250501", "2025-05-01T09", "２０２５-05-01", "2025--501",
    ])
    func refusesDays(day: String) {
        #expect(throws: CalendarFile.Failure.badDay(day)) {
            try Self.text([.init(uid: "e", summary: "x", firstDay: day)])
        }
    }

    @Test func refusesWhatACalendarWouldConfuse() {
        let event = CalendarFile.Event(uid: "f", summary: "x", firstDay: "2025-05-02", lastDay: "2025-05-01")
        #expect(throws: CalendarFile.Failure.endsBeforeStart(uid: "f")) { try Self.text([event]) }
        let twice = CalendarFile.Event(uid: "g", summary: "x", firstDay: "2025-05-02")
        #expect(throws: CalendarFile.Failure.badIdentifier("g")) { try Self.text([twice, twice]) }
        #expect(throws: CalendarFile.Failure.badIdentifier(" ")) {
            try Self.text([.init(uid: " ", summary: "x", firstDay: "2025-05-02")])
        }
    }
}
