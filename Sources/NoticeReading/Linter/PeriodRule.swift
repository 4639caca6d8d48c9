/// A period that contradicts itself: how long it says it is, a second period, the month in the title, days outside of it.
struct PeriodRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        if let finding = lengths(context) ?? reversed(context) ?? stated(context) ?? second(context)
            ?? titleMonth(context)
        {
            return [finding]
        }
        return outside(context)
    }

    private func conflict(_ context: LintContext, _ message: String, _ range: Range<Int>) -> NoticeReading.Finding {
        context.finding("period_conflict", .warning, message, range)
    }

    // MARK: How long

    /// 7月7日至7月13日，为期10天
    private func lengths(_ context: LintContext) -> NoticeReading.Finding? {
        let text = context.text
        for paragraph in context.paragraphs {
            for lasting in text.findAll(Lexicon.words("period.lasting"), paragraph) {
                guard let days = days(text, lasting.upperBound..<min(paragraph.upperBound, lasting.upperBound + 8))
                else { continue }
                let lead = max(paragraph.lowerBound, lasting.lowerBound - 40)..<lasting.lowerBound
                guard let found = context.dates.findAll(text, lead).last, found.dates.count == 1,
                    let span = found.dates.first,
                    span.first != span.last, !found.isMonth, lasting.lowerBound - found.range.upperBound <= 6
                else { continue }
                let length = span.last.ordinal - span.first.ordinal + 1
                if !days.contains(length) {
                    return conflict(
                        context,
                        "起止日期共\(length)天，与文中“\(text.string(lasting.lowerBound..<(lasting.upperBound + 3)))”的说法不一致，请核对。",
                        found.range.lowerBound..<min(paragraph.upperBound, lasting.upperBound + 5))
                }
            }
        }
        return nil
    }

    /// 10天, 一个月, 两周: how many days that may be.
    private func days(_ text: NoticeText, _ window: Range<Int>) -> ClosedRange<Int>? {
        guard let (number, after) = HanNumber.any(text.keys, window.lowerBound, window.upperBound), number > 0,
            after < window.upperBound
        else { return nil }
        let rest = after..<window.upperBound
        if text.keys[after] == "天" || text.keys[after] == "日" { return number...number }
        if text.hasPrefix("个月", rest), number <= 12 { return (number * 28)...(number * 31) }
        if text.hasPrefix("周", rest) || text.hasPrefix("个星期", rest) || text.hasPrefix("个周", rest) {
            return (number * 7 - 1)...(number * 7 + 1)
        }
        return nil
    }

    private func reversed(_ context: LintContext) -> NoticeReading.Finding? {
        guard let range = context.periodRange, let period = context.reading.period,
            let start = period.start.flatMap(CalendarDay.init(iso:)),
            let end = period.end.flatMap(CalendarDay.init(iso:)), end < start
        else { return nil }
        return context.finding("period_conflict", .error, "活动时间的结束早于开始，请核对。", range)
    }

    /// 为期一个月的活动 in the preamble, and a period of another length.
    private func stated(_ context: LintContext) -> NoticeReading.Finding? {
        guard let range = context.periodRange, let period = context.reading.period?.days else { return nil }
        let text = context.text
        let length = period.end.ordinal - period.start.ordinal + 1
        for paragraph in context.paragraphs {
            guard let lasting = text.find(["为", "期"], paragraph),
                let days = days(text, lasting.upperBound..<min(paragraph.upperBound, lasting.upperBound + 8)),
                !days.contains(length), length > 1,
                isCampaign(text, lasting, paragraph, range)
            else { continue }
            return conflict(context, "活动时间共\(length)天，与文中“为期”多久的说法不一致，请核对。", range)
        }
        return nil
    }

    /// Said of the whole: beside the period, or of 活动 in the same clause.
    private func isCampaign(_ text: NoticeText, _ lasting: Range<Int>, _ paragraph: Range<Int>, _ range: Range<Int>)
        -> Bool
    {
        if paragraph.contains(range.lowerBound) { return true }
        let after = lasting.upperBound..<min(paragraph.upperBound, lasting.upperBound + 40)
        let clause = text.split(after, at: ["，", "。"]).first ?? after
        return text.contains(Lexicon.words("period.campaigns"), clause)
    }

    // MARK: Two statements

    /// 5月1日至5月31日的宣传月活动, where the period above is another.
    private func second(_ context: LintContext) -> NoticeReading.Finding? {
        guard let range = context.periodRange, let period = context.reading.period?.days, period.start != period.end
        else { return nil }
        let text = context.text
        for paragraph in context.paragraphs {
            for found in context.dates.findAll(text, paragraph) {
                guard let span = found.dates.first, found.dates.count == 1, span.first != span.last, !found.isMonth,
                    !found.range.overlaps(range), span.first != period.start || span.last != period.end
                else { continue }
                let after = found.range.upperBound..<min(paragraph.upperBound, found.range.upperBound + 8)
                guard text.hasPrefix(Lexicon.words("period.second"), after) else { continue }
                return conflict(
                    context, "与前文的活动时间（\(period.start)至\(period.end)）不一致，请核对。",
                    found.range.lowerBound..<min(paragraph.upperBound, found.range.upperBound + 8))
            }
        }
        return nil
    }

    /// A title that says 5月 over a period in June.
    private func titleMonth(_ context: LintContext) -> NoticeReading.Finding? {
        guard let title = context.header.title, let range = context.periodRange,
            let period = context.reading.period?.days,
            let named = context.dates.findAll(context.text, title).first(where: { $0.isMonth }),
            let span = named.dates.first,
            span.last < period.start || period.end < span.first
        else { return nil }
        return conflict(context, "标题写的月份与活动时间不一致，请核对。", range)
    }

    /// What lies before the issue is another rule's; a day of another year is told, not planned.
    private func isStray(
        _ day: CalendarDay, _ period: (start: CalendarDay, end: CalendarDay), _ issue: CalendarDay?
    ) -> Bool {
        guard day < period.start || period.end < day else { return false }
        return (period.start.year...period.end.year).contains(day.year) && issue.map { $0 <= day } ?? true
    }

    /// Single days that lie outside of the period.
    private func outside(_ context: LintContext) -> [NoticeReading.Finding] {
        guard let period = context.reading.period?.days, period.start != period.end, context.reading.kind != .annualPlan
        else { return [] }
        let strays = context.reading.activities.filter { activity in
            let days = activity.dates.compactMap(CalendarDay.init(iso:))
            return !days.isEmpty && days.count == activity.dates.count
                && days.allSatisfy { isStray($0, period, context.header.issueDate?.day) }
        }
        // Where most lie outside, the period is of something else.
        guard strays.count * 2 <= context.reading.activities.count else { return [] }
        return strays.map { activity in
            .init(
                rule: "period_conflict", severity: .hint,
                message: "“\(activity.name)”的日期不在活动时间（\(period.start)至\(period.end)）之内，请核对。",
                source: .init(start: activity.source.start, end: min(activity.source.end, activity.source.start + 120)))
        }
    }
}
