import OfficeFiles

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
        if let time = ClockTime.parse(printed) {
            // Without an end an activity takes an hour.
            return time.start..<(time.end ?? time.start + 60)
        }
        if printed.contains("上午") { return 480..<720 }
        return printed.contains("下午") || printed.contains("晚") ? 780..<1_320 : nil
    }
}
