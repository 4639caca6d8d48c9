/// Days, ranges, lists and recurrences as notices write them.
struct DateRecogniser: Sendable {
    /// The year of dates that name none.
    let year: Int?

    struct Found: Hashable, Sendable {
        var range: Range<Int>
        /// Single days and "from/to" pairs, or the words of a recurrence.
        var dates: [Span] = []
        var isRecurrence = false
        /// A month without a day, such as 5月份.
        var isMonth = false
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
            let key = text.keys[index]
            if key.isDigit || key == "二" || key == "今" || key == "本" || key == "每" || CalendarNumber.digit(key) != nil
                || key == "十",
                index == range.lowerBound || !text.keys[index - 1].isDigit, let match = expression(text, index, range)
            {
                found.append(match)
                index = max(index + 1, match.range.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    // MARK: Grammar

    private struct Atom {
        var year: Int?
        var month: Int?
        var day: Int?
        var end: Int
    }

    private func expression(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Found? {
        let end = range.upperBound
        if let weekly = recurrence(text, start, start, month: nil, year: nil, end) { return weekly }
        guard let first = atom(text, start, end), let month = first.month, (1...12).contains(month) else { return nil }
        guard let year = first.year ?? year else { return nil }
        if first.day == nil { return wholeMonth(text, start, first, year: year, month: month, end) }
        var found = Found(range: start..<first.end, hasYear: first.year != nil)
        guard let day = CalendarDay(year: year, month: month, day: first.day ?? 0) else { return nil }
        var last = day
        found.dates = [Span(first: day, last: day)]
        var position = weekday(text, first.end, end, into: &found)
        while position < end {
            let separator = text.keys[position]
            let isRange = separator == "-" || separator == "至" || separator == "到"
            guard isRange || separator == "、" || separator == "，" || separator == "和" || separator == "及" else { break }
            var next = position + 1
            while next < end, text.keys[next] == "-" || text.keys[next] == " " { next += 1 }
            guard var atom = atom(text, next, end, bareDay: isRange || separator != "，"), atom.day != nil else { break }
            if separator == "，", atom.month == nil { break }
            atom.month = atom.month ?? last.month
            guard let day = CalendarDay(year: atom.year ?? last.year, month: atom.month ?? 0, day: atom.day ?? 0) else {
                break
            }
            if isRange {
                guard let from = found.dates.popLast(), from.first <= day else { return found }
                found.dates.append(Span(first: from.first, last: day))
            } else {
                found.dates.append(Span(first: day, last: day))
            }
            last = day
            position = weekday(text, atom.end, end, into: &found)
            found.range = start..<position
        }
        found.range = start..<position
        if found.dates.count > 1 { found.weekday = nil }
        return found
    }

    private func atom(_ text: NoticeText, _ start: Int, _ end: Int, bareDay: Bool = false) -> Atom? {
        let keys = text.keys
        var position = start
        var atom = Atom(end: start)
        if position + 1 < end, keys[position] == "今" || keys[position] == "本" || keys[position] == "当",
            keys[position + 1] == "年"
        {
            position += 2
            atom.year = year
        } else if let (value, after) = yearNumber(keys, position, end) {
            if after < end, keys[after] == "年" {
                atom.year = value
                position = after + 1
            } else if let dashed = dashed(keys, value, after, end) {
                return dashed
            }
        }
        guard let (value, after) = CalendarNumber.any(keys, position, end), after < end else { return nil }
        if keys[after] == "月" {
            atom.month = value
            atom.end = after + 1
            if let (day, afterDay) = CalendarNumber.any(keys, after + 1, end), afterDay < end,
                keys[afterDay] == "日" || keys[afterDay] == "号"
            {
                atom.day = day
                atom.end = afterDay + 1
            }
            return atom
        }
        guard bareDay, keys[after] == "日" || keys[after] == "号", (1...31).contains(value) else { return nil }
        return Atom(year: nil, month: nil, day: value, end: after + 1)
    }

    private func yearNumber(_ keys: [Unicode.Scalar], _ start: Int, _ end: Int) -> (Int, Int)? {
        guard let (value, after) = CalendarNumber.arabic(keys, start, end) ?? CalendarNumber.han(keys, start, end),
            (1949...2099).contains(value)
        else { return nil }
        return (value, after)
    }

    /// 2024-05-29, 2024/5/29, 2024.5.29
    private func dashed(_ keys: [Unicode.Scalar], _ year: Int, _ after: Int, _ end: Int) -> Atom? {
        guard after < end, keys[after] == "-" || keys[after] == "/" || keys[after] == ".",
            let (month, second) = CalendarNumber.arabic(keys, after + 1, end, digits: 2), second < end,
            keys[second] == keys[after], let (day, last) = CalendarNumber.arabic(keys, second + 1, end, digits: 2)
        else { return nil }
        return Atom(year: year, month: month, day: day, end: last)
    }

    private func wholeMonth(
        _ text: NoticeText, _ start: Int, _ atom: Atom, year: Int, month: Int, _ end: Int
    ) -> Found? {
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
        if let weekly = recurrence(text, start, atom.end, month: month, year: year, end) { return weekly }
        var position = atom.end
        if position < end, text.keys[position] == "份" { position += 1 }
        var days = (1, first.daysInMonth)
        if position < end {
            switch text.keys[position] {
            case "初": (days, position) = ((1, 10), position + 1)
            case "底", "末": (days, position) = ((days.1, days.1), position + 1)
            default:
                for (word, part) in [("上旬", (1, 10)), ("中旬", (11, 20)), ("下旬", (21, days.1))] {
                    if text.matches(Array(word.unicodeScalars), at: position, before: end) {
                        (days, position) = (part, position + 2)
                    }
                }
            }
        }
        guard let from = CalendarDay(year: year, month: month, day: days.0),
            let to = CalendarDay(year: year, month: month, day: days.1)
        else { return nil }
        return Found(
            range: start..<position, dates: [Span(first: from, last: to)], isMonth: true, hasYear: atom.year != nil)
    }

    // MARK: Weekdays

    /// 5月每周六、周日 or 6月期间每周四; without a month there are no days to count.
    private func recurrence(
        _ text: NoticeText, _ start: Int, _ from: Int, month: Int?, year: Int?, _ end: Int
    ) -> Found? {
        let keys = text.keys
        var position = from
        for word in ["份", "期间", "内", "的"] {
            let word = Array(word.unicodeScalars)
            if text.matches(word, at: position, before: end) { position += word.count }
        }
        guard position + 1 < end, keys[position] == "每", keys[position + 1] == "周" || keys[position + 1] == "个" else {
            return nil
        }
        position += keys[position + 1] == "个" ? 1 : 0
        var weekdays: [Int] = []
        position += 1
        while position + 1 < end {
            var next = position
            if !weekdays.isEmpty, "、和及至-".unicodeScalars.contains(keys[next]) { next += 1 }
            if next + 1 < end, keys[next] == "周" {
                next += 1
            } else if text.matches(["星", "期"], at: next, before: end) {
                next += 2
            }
            guard next < end, let weekday = Self.weekday(keys[next]), next > position || !weekdays.isEmpty else {
                if next < end, keys[next] == "末", weekdays.isEmpty { (weekdays, position) = ([6, 7], next + 1) }
                break
            }
            weekdays.append(weekday)
            position = next + 1
        }
        guard !weekdays.isEmpty else { return nil }
        var found = Found(range: start..<position, isRecurrence: true)
        if let month, let year, let first = CalendarDay(year: year, month: month, day: 1) {
            found.dates = (1...first.daysInMonth).compactMap { CalendarDay(year: year, month: month, day: $0) }
                .filter { weekdays.contains($0.weekday) }.map { Span(first: $0, last: $0) }
        }
        return found
    }

    static func weekday(_ key: Unicode.Scalar) -> Int? {
        if key == "日" || key == "天" { return 7 }
        return CalendarNumber.digit(key).flatMap { (1...6).contains($0) ? $0 : nil }
    }

    /// Reads （星期四） or （周四） after a day. The result is the place after it.
    private func weekday(_ text: NoticeText, _ start: Int, _ end: Int, into found: inout Found) -> Int {
        guard start + 2 < end, text.keys[start] == "（" else { return start }
        var position = start + 1
        if text.keys[position] == "周" {
            position += 1
        } else if text.matches(["星", "期"], at: position, before: end) {
            position += 2
        } else {
            return start
        }
        guard position + 1 < end, let weekday = Self.weekday(text.keys[position]), text.keys[position + 1] == "）" else {
            return start
        }
        found.weekday = weekday
        return position + 2
    }
}
