/// Two activities in one place at overlapping times.
struct VenueClashRule: LintRule {
    private struct Booking {
        var activity: NoticeReading.Activity
        var places: [String]
        var days: Set<String>
        /// Minutes of the day; the whole day where no time is told.
        var time: Range<Int>?
    }

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let bookings = context.reading.activities.prefix(2_000).compactMap { booking($0) }
        var byPlace: [String: [Int]] = [:]
        var findings: [NoticeReading.Finding] = []
        for (index, later) in bookings.enumerated() {
            let candidates = later.places.flatMap { byPlace[String($0.prefix(4))] ?? [] }.prefix(50)
            if let clash = candidates.map({ bookings[$0] }).first(where: { overlap($0, later) }) {
                findings.append(finding(clash, later))
            }
            for place in later.places { byPlace[String(place.prefix(4)), default: []].append(index) }
        }
        return findings
    }

    private func booking(_ activity: NoticeReading.Activity) -> Booking? {
        guard let venue = activity.venue else { return nil }
        let places = venue.split(whereSeparator: { "、，和及".contains($0) }).map(String.init).filter { place in
            place.count >= 4 && !["各", "不同", "线上", "平台", "公众号", "等地", "辖区"].contains { place.contains($0) }
        }
        let days = activity.expandedDates.isEmpty ? activity.dates : activity.expandedDates
        let single = Set(days.filter { $0.count == 10 && $0.first?.isNumber == true })
        guard !places.isEmpty, !single.isEmpty else { return nil }
        return Booking(activity: activity, places: places, days: single, time: activity.time.flatMap(ClockSpan.minutes))
    }

    private func overlap(_ one: Booking, _ other: Booking) -> Bool {
        // 指导中心 and 指导中心教室 may be one place.
        let isSame = one.places.contains { place in
            other.places.contains { $0.hasPrefix(place) || place.hasPrefix($0) }
        }
        guard isSame, !one.days.isDisjoint(with: other.days) else { return false }
        guard let first = one.time, let second = other.time else { return true }
        return first.overlaps(second)
    }

    private func finding(_ earlier: Booking, _ later: Booking) -> NoticeReading.Finding {
        let isSure = earlier.time != nil && later.time != nil
        let source = later.activity.source
        let day = earlier.days.intersection(later.days).min() ?? ""
        return .init(
            rule: "venue_clash", severity: isSure ? .warning : .hint,
            message: "“\(later.activity.name)”和“\(earlier.activity.name)”\(day)都在\(later.activity.venue ?? "同一场地")"
                + "\(isSure ? "，时间重叠" : "，没有写明各自的时间")，请核对安排。",
            source: .init(start: source.start, end: min(source.end, source.start + 120)))
    }
}

/// The minutes that a printed time of day covers: 上午9:30-11:00, 下午, 14:30.
enum ClockSpan {
    static func minutes(_ printed: String) -> Range<Int>? {
        var text = NoticeText()
        for (index, scalar) in printed.unicodeScalars.enumerated() { text.append(scalar, at: index) }
        var clocks: [Int] = []
        var isAfternoon = text.contains("下午", 0..<text.count) || text.contains("晚", 0..<text.count)
        if text.contains("上午", 0..<text.count), isAfternoon { isAfternoon = false }
        var index = 0
        while index < text.count, clocks.count < 2 {
            guard text.keys[index].isDigit,
                let (hour, after) = CalendarNumber.arabic(text.keys, index, text.count, digits: 2)
            else {
                index += 1
                continue
            }
            var minute = 0
            var end = after
            if after < text.count, "：时点".unicodeScalars.contains(text.keys[after]) {
                if let (value, last) = CalendarNumber.arabic(text.keys, after + 1, text.count, digits: 2) {
                    (minute, end) = (value, last)
                } else if after + 1 < text.count, text.keys[after + 1] == "半" {
                    (minute, end) = (30, after + 2)
                }
            }
            clocks.append((isAfternoon && hour < 12 ? hour + 12 : hour) * 60 + minute)
            index = max(end, index + 1)
        }
        if clocks.count == 2, clocks[0] < clocks[1] { return clocks[0]..<clocks[1] }
        // Without an end an activity takes an hour.
        if let start = clocks.first { return start..<(start + 60) }
        if text.contains("上午", 0..<text.count) { return 480..<720 }
        return isAfternoon ? 780..<1_320 : nil
    }
}
