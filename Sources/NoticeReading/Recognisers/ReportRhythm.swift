/// Times that come again: 每周四, 每月25日, 6月至10月每月底. They are counted out within the months named before them,
/// else within the period of the whole undertaking; without either there are no days.
struct ReportRhythm: Sendable {
    let year: Int?
    var period: (start: CalendarDay, end: CalendarDay)?

    struct Found: Sendable {
        var range: Range<Int>
        var days: [CalendarDay]
    }

    func findAll(_ text: NoticeText, _ sentence: Range<Int>) -> [Found] {
        var found: [Found] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard text.keys[index] == "每", let beat = beat(text, index, sentence.upperBound) else {
                index += 1
                continue
            }
            let lead = lead(text, max(sentence.lowerBound, index - 24)..<index)
            let bounds = lead.flatMap { months($0.first, $0.last) } ?? period
            let days = bounds.map { counted(beat, from: $0.start, to: $0.end) } ?? []
            found.append(Found(range: (lead?.start ?? index)..<beat.end, days: days))
            index = beat.end
        }
        return found
    }

    // MARK: The beat

    private struct Beat {
        var weekdays: [Int] = []
        /// The day of the month; 31 for its last.
        var day: Int?
        var end: Int
    }

    private func beat(_ text: NoticeText, _ start: Int, _ end: Int) -> Beat? {
        var position = start + 1
        if position < end, text.keys[position] == "个" { position += 1 }
        guard position < end else { return nil }
        if text.keys[position] == "月" { return monthly(text, position + 1, end) }
        guard text.keys[position] == "周" || text.matches(["星", "期"], at: position, before: end) else { return nil }
        position += text.keys[position] == "周" ? 1 : 2
        var beat = Beat(end: position)
        while position < end {
            if let weekday = Recurrence.weekday(text.keys[position]) {
                beat.weekdays.append(weekday)
                beat.end = position + 1
            } else if !"、和及周星期".unicodeScalars.contains(text.keys[position]) {
                break
            }
            position += 1
        }
        return beat.weekdays.isEmpty ? nil : beat
    }

    private func monthly(_ text: NoticeText, _ start: Int, _ end: Int) -> Beat? {
        guard start < end else { return nil }
        if "底末".unicodeScalars.contains(text.keys[start]) { return Beat(day: 31, end: start + 1) }
        if text.matches(["月", "底"], at: start, before: end) { return Beat(day: 31, end: start + 2) }
        guard let (day, after) = CalendarNumber.any(text.keys, start, end), (1...31).contains(day), after < end,
            text.keys[after] == "日" || text.keys[after] == "号"
        else { return nil }
        return Beat(day: day, end: after + 1)
    }

    // MARK: Its bounds

    /// 6月至10月 or 9月期间, with nothing but particles between it and the beat.
    private func lead(_ text: NoticeText, _ range: Range<Int>) -> (start: Int, first: Int, last: Int)? {
        guard let month = range.last(where: { text.keys[$0] == "月" }), month > range.lowerBound else { return nil }
        let between = text.keys[(month + 1)..<range.upperBound]
        guard between.count <= 12, !between.contains("。") else { return nil }
        guard let last = number(text, before: month, range.lowerBound) else { return nil }
        var start = last.start
        var first = last.value
        var position = start - 1
        if position > range.lowerBound, "-至到".unicodeScalars.contains(text.keys[position]) {
            if text.keys[position - 1] == "-" || text.keys[position - 1] == "月" { position -= 1 }
            let isMonth = text.keys[position] == "月"
            if let from = number(
                text, before: isMonth ? position : position + (text.keys[position] == "-" ? 0 : 1), range.lowerBound)
            {
                (start, first) = (from.start, from.value)
            }
        }
        return (1...12).contains(first) && (first...12).contains(last.value) ? (start, first, last.value) : nil
    }

    private func number(_ text: NoticeText, before end: Int, _ lower: Int) -> (start: Int, value: Int)? {
        var start = end
        while start > lower, end - start < 3,
            text.keys[start - 1].isDigit || text.keys[start - 1] == "十"
                || CalendarNumber.digit(text.keys[start - 1]) != nil
        { start -= 1 }
        guard start < end, let (value, after) = CalendarNumber.any(text.keys, start, end), after == end else {
            return nil
        }
        return (start, value)
    }

    private func months(_ first: Int, _ last: Int) -> (start: CalendarDay, end: CalendarDay)? {
        guard let year, let start = CalendarDay(year: year, month: first, day: 1),
            let month = CalendarDay(year: year, month: last, day: 1),
            let end = CalendarDay(year: year, month: last, day: month.daysInMonth)
        else { return nil }
        return (start, end)
    }

    /// At most two years of days.
    private func counted(_ beat: Beat, from: CalendarDay, to: CalendarDay) -> [CalendarDay] {
        guard from <= to, to.ordinal - from.ordinal <= 731 else { return [] }
        var days: [CalendarDay] = []
        for year in from.year...to.year {
            let months = (year == from.year ? from.month : 1)...(year == to.year ? to.month : 12)
            for month in months {
                guard let first = CalendarDay(year: year, month: month, day: 1) else { continue }
                let candidates = beat.day.map { [min($0, first.daysInMonth)] } ?? Array(1...first.daysInMonth)
                for number in candidates {
                    guard let day = CalendarDay(year: year, month: month, day: number), from <= day, day <= to,
                        beat.day != nil || beat.weekdays.contains(day.weekday)
                    else { continue }
                    days.append(day)
                }
            }
        }
        return days
    }
}
