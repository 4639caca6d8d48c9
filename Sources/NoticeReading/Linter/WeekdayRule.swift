/// 5月14日（星期四） on a Wednesday; 周, 星期 and 礼拜, in brackets or not, one day or a range of two.
struct WeekdayRule: LintRule {
    private static let names = ["一", "二", "三", "四", "五", "六", "日"]
    private static let words = Lexicon.words("weekday.words")

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        return context.paragraphs.flatMap { paragraph -> [NoticeReading.Finding] in
            var findings: [NoticeReading.Finding] = []
            var index = paragraph.lowerBound
            while index < paragraph.upperBound {
                guard "周星礼".unicodeScalars.contains(text.keys[index]),
                    let stated = weekdays(text, index, paragraph.upperBound)
                else {
                    index += 1
                    continue
                }
                let days = days(context, before: index, paragraph)
                // Two days and two weekdays pair; one weekday belongs to the nearest day.
                let pairs =
                    stated.days.count == 1
                    ? Array(zip(days.suffix(1), stated.days))
                    : days.count == stated.days.count ? Array(zip(days, stated.days)) : []
                if let wrong = pairs.first(where: { $0.0.day.weekday != $0.1 }) {
                    findings.append(
                        context.finding(
                            "weekday_mismatch", .warning,
                            "\(wrong.0.day)是星期\(Self.names[wrong.0.day.weekday - 1])，文中写作星期\(Self.names[wrong.1 - 1])，请核对日期和星期。",
                            wrong.0.start..<stated.end))
                }
                index = stated.end
            }
            return findings
        }
    }

    /// 星期二至星期四 as two, 周六 as one.
    private func weekdays(_ text: NoticeText, _ start: Int, _ end: Int) -> (days: [Int], end: Int)? {
        var days: [Int] = []
        var position = start
        while let word = text.match(Self.words, at: position, before: end), position + word.count < end,
            let weekday = DateRecogniser.weekday(text.keys[position + word.count])
        {
            days.append(weekday)
            position += word.count + 1
            guard position < end, days.count < 2, "至到-、".unicodeScalars.contains(text.keys[position]),
                text.match(Self.words, at: position + 1, before: end) != nil
            else { break }
            position += 1
        }
        return days.isEmpty ? nil : (days, position)
    }

    /// The days written right before the weekday: 5月14日（, 4月22日至24日（.
    private func days(_ context: LintContext, before index: Int, _ paragraph: Range<Int>) -> [(
        day: CalendarDay, start: Int
    )] {
        let text = context.text
        var end = index
        while end > paragraph.lowerBound, "（ ，".unicodeScalars.contains(text.keys[end - 1]) { end -= 1 }
        guard end > paragraph.lowerBound, index - end <= 2, text.keys[end - 1] == "日" || text.keys[end - 1] == "号"
        else { return [] }
        let lead = max(paragraph.lowerBound, end - 32)..<end
        let found = DateRecogniser(year: context.header.year).findAll(text, lead)
        // The last expression must reach up to the weekday; it may hold a range.
        guard let last = found.last(where: { $0.range.upperBound >= end }), !last.isMonth, !last.isRecurrence,
            let span = last.dates.last
        else { return inherited(context, lead, end) }
        let days = span.first == span.last ? [span.last] : [span.first, span.last]
        return days.map { ($0, last.range.lowerBound) }
    }

    /// 至21日（星期日）: the month stands earlier in the line.
    private func inherited(_ context: LintContext, _ lead: Range<Int>, _ end: Int) -> [(day: CalendarDay, start: Int)] {
        let text = context.text
        guard let number = HanNumber.before(text.keys, end - 1, lead.lowerBound),
            let earlier = DateRecogniser(year: context.header.year).findAll(text, lead.lowerBound..<number.start).last,
            let month = earlier.dates.last?.last, number.value >= month.day,
            let day = CalendarDay(year: month.year, month: month.month, day: number.value)
        else { return [] }
        return [(day, number.start)]
    }
}
