/// Activities that are over before the notice about them is issued; of several days, those that are.
struct EventBeforeIssueRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let reading = context.reading
        guard let issue = context.header.issueDate?.day, reading.kind == .notice || reading.kind == .plan else {
            return []
        }
        let issued = issue.description
        return reading.activities.compactMap { activity in
            let isRecurring = !activity.expandedDates.isEmpty
            let days = isRecurring ? activity.expandedDates : activity.dates
            let ends = days.compactMap { $0.split(separator: "/").last.map(String.init) }.compactMap(
                CalendarDay.init(iso:))
            // What lies more than half a year back is told, not planned.
            let early = ends.filter { $0 < issue && issue.ordinal - $0.ordinal <= 180 }.sorted()
            guard let first = early.first, !isRecurring || early.count == ends.count else { return nil }
            guard let place = place(context, activity, first) else { return nil }
            let message =
                early.count == ends.count
                ? "“\(activity.name)”在发文日期\(issued)之前就已结束，请核对日期。"
                : "“\(activity.name)”的\(early.map(\.description).joined(separator: "、"))早于发文日期\(issued)，请核对日期。"
            return .init(rule: "event_before_issue", severity: .warning, message: message, source: place)
        }
    }

    /// Where the day stands in the activity; nil if its words tell of the past.
    private func place(_ context: LintContext, _ activity: NoticeReading.Activity, _ day: CalendarDay) -> NoticeReading
        .Source?
    {
        let text = context.text
        let range = text.range(of: activity.source)
        let found = context.dates.findAll(text, range).first { found in
            found.dates.contains { $0.last == day || $0.first == day }
        }
        guard let found else {
            return .init(start: activity.source.start, end: min(activity.source.end, activity.source.start + 60))
        }
        let after = found.range.upperBound..<min(text.count, found.range.upperBound + 16)
        if text.contains(Lexicon.words("event.past"), after) || text.hasPrefix("起", after) { return nil }
        return text.source(
            max(range.lowerBound, found.range.lowerBound - 30)..<min(range.upperBound, found.range.upperBound + 16))
    }
}
