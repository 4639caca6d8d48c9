/// Days, ranges, lists and recurrences as notices write them.
struct DateRecogniser: Sendable {
    /// The year of dates that name none.
    let year: Int?
    /// When the whole undertaking runs: recurrences without a month are counted within it.
    var period: Span?

    init(year: Int?, period: Span? = nil) {
        self.year = year
        self.period = period
    }

    struct Found: Hashable, Sendable {
        var range: Range<Int>
        /// Single days and "from/to" pairs, or the days of a recurrence.
        var dates: [Span] = []
        var isRecurrence = false
        /// Months or parts of them without a day, such as 5月份 or 7月下旬.
        var isMonth = false
        /// 5月10日起: without an end.
        var isOpen = false
        /// The weekday that the text puts beside its single day, 1 for Monday.
        var weekday: Int?
        var hasYear = false
    }

    struct Span: Hashable, Sendable {
        let first: CalendarDay
        let last: CalendarDay
        var text: String { first == last ? first.description : "\(first)/\(last)" }
    }

    func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Found] {
        var found: [Found] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if DateAtoms.canStart(text, index, range.lowerBound), let match = expression(text, index, range) {
                found.append(match)
                index = max(index + 1, match.range.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    // MARK: Grammar

    private func expression(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Found? {
        let end = range.upperBound
        let recurrence = Recurrence(text: text, year: year, period: period)
        if let repeated = recurrence.find(start, end) { return repeated }
        if let feast = Festival.find(text, start, end, year: year) { return feast }
        guard let atom = DateAtoms(text: text, year: year).first(start, range) else { return nil }
        guard let found = atom.day == nil ? months(text, start, atom, end) : days(text, start, atom, end) else {
            return nil
        }
        // 6月至8月每周六
        guard found.dates.count == 1, found.isMonth || found.dates[0].first != found.dates[0].last,
            var repeated = recurrence.find(found.range.upperBound, end, within: found.dates[0], from: start)
        else { return found }
        repeated.hasYear = found.hasYear
        repeated.isMonth = found.isMonth && !repeated.isRecurrence
        return repeated
    }

    /// Days that a first one leads: 5月15日、20日, 5月1日至10日, 5月12、13日.
    private func days(_ text: NoticeText, _ start: Int, _ first: DateAtoms.Atom, _ end: Int) -> Found? {
        guard let year = first.year ?? year, let day = first.calendarDay(year) else { return nil }
        var list = DateList(found: Found(range: start..<first.end, hasYear: first.hasYear), last: day)
        list.isPending = first.isBare
        list.add(day, isRange: false)
        let atoms = DateAtoms(text: text, year: year)
        var position = atoms.weekday(first.end, end, into: &list.found)
        list.commit(position, isComplete: !first.isBare)
        while let separator = atoms.separator(position, end),
            let next = atoms.next(
                separator.end, end, after: list.last, mustNameMonth: separator.isComma, isDotted: first.isDotted)
        {
            guard let day = next.calendarDay(next.year ?? list.last.year) else { break }
            guard list.add(day, isRange: separator.isRange, mayBeNextYear: next.year == nil) else { break }
            position = atoms.weekday(next.end, end, into: &list.found)
            list.commit(position, isComplete: !next.isBare)
        }
        guard var found = list.result else { return nil }
        if found.dates.count > 1 { found.weekday = nil }
        if found.dates.count == 1, found.dates[0].first == found.dates[0].last,
            text.matches(["起"], at: found.range.upperBound, before: end)
        {
            found.isOpen = true
            found.range = found.range.lowerBound..<(found.range.upperBound + 1)
        }
        return found
    }

    /// 5月份, 7月下旬, 3月-5月, 4月下旬至5月底.
    private func months(_ text: NoticeText, _ start: Int, _ atom: DateAtoms.Atom, _ end: Int) -> Found? {
        guard let year = atom.year ?? year, var span = atom.months(year) else { return nil }
        var found = Found(range: start..<atom.end, isMonth: true, hasYear: atom.hasYear)
        let atoms = DateAtoms(text: text, year: year)
        if let separator = atoms.separator(atom.end, end), separator.isRange,
            let next = atoms.next(separator.end, end, after: span.first, mustNameMonth: true)
        {
            let last = next.calendarDay(next.year ?? year) ?? next.months(next.year ?? year)?.last
            if let last, last >= span.first {
                span = Span(first: span.first, last: last)
                found.range = start..<next.end
            }
        }
        found.dates = [span]
        return found
    }
}

/// Days as they are read one after the other; one without 日 counts only if a later one has it.
private struct DateList {
    var found: DateRecogniser.Found
    var last: CalendarDay
    var isPending = false
    private var spans: [DateRecogniser.Span] = []
    private var committed: (spans: [DateRecogniser.Span], end: Int)?

    init(found: DateRecogniser.Found, last: CalendarDay) {
        self.found = found
        self.last = last
    }

    @discardableResult
    mutating func add(_ day: CalendarDay, isRange: Bool, mayBeNextYear: Bool = false) -> Bool {
        var day = day
        if isRange {
            guard let from = spans.last else { return false }
            if day < from.first, mayBeNextYear, day.month < from.first.month,
                let later = CalendarDay(year: day.year + 1, month: day.month, day: day.day)
            {
                day = later
            }
            guard from.first <= day else { return false }
            spans[spans.count - 1] = .init(first: from.first, last: day)
        } else {
            spans.append(.init(first: day, last: day))
        }
        last = day
        return true
    }

    mutating func commit(_ end: Int, isComplete: Bool) {
        if isComplete { committed = (spans, end) }
    }

    var result: DateRecogniser.Found? {
        guard let committed else { return nil }
        var found = found
        found.dates = committed.spans
        found.range = found.range.lowerBound..<committed.end
        return found
    }
}
