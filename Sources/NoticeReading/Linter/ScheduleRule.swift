/// Activities that cannot be held as written: before the notice is issued, or two in one room.
struct ScheduleRule: Sendable {
    let reading: NoticeReading

    func findings() -> [NoticeReading.Finding] { beforeIssue() + clashes() }

    private func days(_ activity: NoticeReading.Activity) -> [String] {
        activity.expandedDates.isEmpty ? activity.dates : activity.expandedDates
    }

    private func beforeIssue() -> [NoticeReading.Finding] {
        guard let issued = reading.issueDate, reading.kind == .notice || reading.kind == .plan else { return [] }
        return reading.activities.compactMap { activity in
            // Days of one shape compare as text.
            let ends = days(activity).compactMap { $0.split(separator: "/").last.map(String.init) }
            guard activity.expandedDates.isEmpty, let last = ends.max(), last.first?.isNumber == true, last < issued
            else {
                return nil
            }
            return .init(
                rule: "event_before_issue", severity: .warning, message: "“\(activity.name)”在发文日期\(issued)之前就已结束，请核对。",
                source: start(activity))
        }
    }

    private func clashes() -> [NoticeReading.Finding] {
        let booked = reading.activities.filter { activity in
            activity.venue.map { $0.count >= 4 && !$0.contains("各") && !$0.contains("不同") } ?? false
        }.prefix(200)
        var findings: [NoticeReading.Finding] = []
        for (index, later) in booked.enumerated() {
            let clash = booked.prefix(index).first { earlier in
                guard let one = earlier.venue, let other = later.venue, one.hasPrefix(other) || other.hasPrefix(one)
                else { return false }
                if let one = earlier.time, let other = later.time, one != other { return false }
                return !Set(days(earlier).filter(isDay)).isDisjoint(with: days(later).filter(isDay))
            }
            guard let clash else { continue }
            findings.append(
                .init(
                    rule: "venue_clash", severity: .warning, message: "与“\(clash.name)”同一天在同一场地，请核对时间。",
                    source: start(later)))
        }
        return findings
    }

    private func isDay(_ text: String) -> Bool { text.count == 10 && text.first?.isNumber == true }

    private func start(_ activity: NoticeReading.Activity) -> NoticeReading.Source {
        .init(start: activity.source.start, end: min(activity.source.end, activity.source.start + 60))
    }
}
