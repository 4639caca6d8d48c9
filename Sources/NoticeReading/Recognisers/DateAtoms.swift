/// The parts of which dates are made: a day, a month or a part of one, and what stands between two.
struct DateAtoms: Sendable {
    let text: NoticeText
    let year: Int?

    struct Atom {
        var year: Int?
        var hasYear = false
        var month: Int?
        var day: Int?
        /// Without 日, as the first ones in 5月12、13日.
        var isBare = false
        /// Days of the month that 上旬, 底 … name.
        var part: ClosedRange<Int>?
        /// 5.12
        var isDotted = false
        var end: Int

        func calendarDay(_ year: Int) -> CalendarDay? {
            guard let month, let day else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }

        func months(_ year: Int) -> DateRecogniser.Span? {
            guard let month, day == nil, let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
            let part = part ?? 1...31
            guard let from = CalendarDay(year: year, month: month, day: min(part.lowerBound, first.daysInMonth)),
                let to = CalendarDay(year: year, month: month, day: min(part.upperBound, first.daysInMonth))
            else { return nil }
            return .init(first: from, last: to)
        }
    }

    private static let starts = Set("二一三四五六七八九十〇今本当次明每逢单双隔工周活宣服期暑假全".unicodeScalars)

    static func canStart(_ text: NoticeText, _ index: Int, _ lower: Int) -> Bool {
        let key = text.keys[index]
        guard key.isDigit || starts.contains(key) || Festival.canStart(key) else { return false }
        guard index > lower else { return true }
        let before = text.keys[index - 1]
        if key.isDigit { return !before.isDigit && before != "." && before != "-" }
        return CalendarNumber.digit(key) == nil || CalendarNumber.digit(before) == nil && before != "十"
    }

    // MARK: Atoms

    func first(_ start: Int, _ range: Range<Int>) -> Atom? {
        full(start, range.upperBound) ?? dotted(start, range)
    }

    /// The next one of a list or range; what it does not name it has from `last`.
    func next(
        _ start: Int, _ end: Int, after last: CalendarDay, mustNameMonth: Bool, isDotted: Bool = false
    ) -> Atom? {
        if isDotted, let atom = dottedDay(start, end) { return atom }
        if var atom = full(start, end) {
            if !atom.hasYear { atom.year = atom.month.map { $0 < last.month ? nil : last.year } ?? nil }
            return atom
        }
        guard !mustNameMonth, let (day, after) = CalendarNumber.any(text.keys, start, end), (1...31).contains(day),
            after == end || text.keys[after] != "月"
        else { return nil }
        let isBare = !isDaySign(after, end)
        return Atom(month: last.month, day: day, isBare: isBare, end: isBare ? after : after + 1)
    }

    private func isDaySign(_ index: Int, _ end: Int) -> Bool {
        index < end && (text.keys[index] == "日" || text.keys[index] == "号")
    }

    /// With at least a month.
    private func full(_ start: Int, _ end: Int) -> Atom? {
        let keys = text.keys
        var atom = Atom(end: start)
        var position = start
        if let (named, after) = relativeYear(start, end) {
            (atom.year, position) = (named, after)
        } else if let (value, after) = yearNumber(start, end) {
            if after < end, keys[after] == "年" {
                (atom.year, position) = (value, after + 1)
                atom.hasYear = true
            } else if let dashed = dashed(value, after, end) {
                return dashed
            }
        }
        guard let (month, after) = CalendarNumber.any(keys, position, end), (1...12).contains(month), after < end else {
            return nil
        }
        if keys[after] == "-" || keys[after] == "至" || keys[after] == "、", let later = monthSign(after + 1, end) {
            // 5-6月: the month sign stands behind the second.
            atom.month = month
            atom.end = after
            return later > month ? atom : nil
        }
        guard keys[after] == "月" else { return nil }
        atom.month = month
        atom.end = after + 1
        readDay(&atom, end)
        return atom
    }

    private func monthSign(_ start: Int, _ end: Int) -> Int? {
        guard let (month, after) = CalendarNumber.arabic(text.keys, start, end, digits: 2), (1...12).contains(month),
            after < end, text.keys[after] == "月"
        else { return nil }
        return month
    }

    private static let parts: [(Word, ClosedRange<Int>)] = [
        ("份", 1...31), ("上中旬", 1...20), ("中下旬", 11...31), ("上旬", 1...10), ("中旬", 11...20), ("下旬", 21...31),
        ("初", 1...10),
        ("底", 31...31), ("末", 31...31),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    private func readDay(_ atom: inout Atom, _ end: Int) {
        if let (day, after) = CalendarNumber.any(text.keys, atom.end, end), (1...31).contains(day) {
            let isBare = !isDaySign(after, end)
            // A bare number is a day only if a list or range of days goes on behind it.
            if isBare, separator(after, end) == nil { return }
            (atom.day, atom.isBare, atom.end) = (day, isBare, isBare ? after : after + 1)
            return
        }
        for (word, part) in Self.parts where text.matches(word, at: atom.end, before: end) {
            atom.end += word.count
            if word != ["份"] {
                atom.part = part
                return
            }
        }
    }

    private func relativeYear(_ start: Int, _ end: Int) -> (Int?, Int)? {
        guard start + 1 < end, text.keys[start + 1] == "年" else { return nil }
        switch text.keys[start] {
        case "今", "本", "当": return (year, start + 2)
        case "次", "明": return (year.map { $0 + 1 }, start + 2)
        default: return nil
        }
    }

    private func yearNumber(_ start: Int, _ end: Int) -> (Int, Int)? {
        guard
            let (value, after) = CalendarNumber.arabic(text.keys, start, end)
                ?? CalendarNumber.han(text.keys, start, end), (1949...2099).contains(value)
        else { return nil }
        return (value, after)
    }

    /// 2024-05-29, 2024/5/29, 2024.5.29
    private func dashed(_ year: Int, _ after: Int, _ end: Int) -> Atom? {
        let keys = text.keys
        guard after < end, keys[after] == "-" || keys[after] == "/" || keys[after] == ".",
            let (month, second) = CalendarNumber.arabic(keys, after + 1, end, digits: 2), second < end,
            keys[second] == keys[after], let (day, last) = CalendarNumber.arabic(keys, second + 1, end, digits: 2)
        else { return nil }
        return Atom(year: year, hasYear: true, month: month, day: day, end: last)
    }

    /// 5.1-5.31 and, alone in its cell or field, 5.12; never 5.29会员活动日.
    private func dotted(_ start: Int, _ range: Range<Int>) -> Atom? {
        guard let atom = dottedDay(start, range.upperBound) else { return nil }
        let isAlone = start == range.lowerBound && (atom.end == range.upperBound || text.keys[atom.end] == "（")
        if isAlone { return atom }
        guard let separator = separator(atom.end, range.upperBound), separator.isRange,
            dottedDay(separator.end, range.upperBound) != nil
        else { return nil }
        return atom
    }

    private func dottedDay(_ start: Int, _ end: Int) -> Atom? {
        let keys = text.keys
        guard let (month, dot) = CalendarNumber.arabic(keys, start, end, digits: 2), (1...12).contains(month),
            dot + 1 < end, keys[dot] == ".",
            let (day, last) = CalendarNumber.arabic(keys, dot + 1, end, digits: 2), (1...31).contains(day),
            last == end || keys[last] != "."
        else { return nil }
        return Atom(month: month, day: day, isDotted: true, end: last)
    }

    // MARK: Between

    struct Separator {
        var isRange = false
        var isComma = false
        var end: Int
    }

    func separator(_ start: Int, _ end: Int) -> Separator? {
        var position = skipClock(start, end)
        guard position < end else { return nil }
        if text.keys[position] == "起" {
            position += 1
        } else if text.matches(["开", "始"], at: position, before: end) {  // 6月15日开始，至12月31日结束
            position += text.matches(["，"], at: position + 2, before: end) ? 3 : 2
        }
        while position < end, text.keys[position] == " " { position += 1 }
        guard position < end else { return nil }
        var found = Separator(end: position + 1)
        switch text.keys[position] {
        case "-", "至", "到": found.isRange = true
        case "、", "和", "及", "与": break
        case "，": found.isComma = true
        default: return nil
        }
        while found.end < end, text.keys[found.end] == " " || found.isRange && text.keys[found.end] == "-" {
            found.end += 1
        }
        if found.isRange, found.end < end, text.keys[found.end] == "至" { found.end += 1 }
        return found
    }

    /// 9月20日8:30至9月21日17:00: the hours between two days.
    private func skipClock(_ start: Int, _ end: Int) -> Int {
        guard start < end, let clock = ClockRecogniser.single(text, start, end) else { return start }
        var next = clock
        while next < end, "-至到 ".unicodeScalars.contains(text.keys[next]) { next += 1 }
        guard next > clock, let (_, after) = CalendarNumber.any(text.keys, next, end), after < end,
            text.keys[after] == "月" || text.keys[after] == "日"
        else { return start }
        return clock
    }

    /// Reads （星期四）, （周四）, 星期四 or 周四 after a day. The result is the place after it.
    func weekday(_ start: Int, _ end: Int, into found: inout DateRecogniser.Found) -> Int {
        guard start + 1 < end else { return start }
        var position = start
        let isBracketed = text.keys[position] == "（"
        if isBracketed || text.keys[position] == " " { position += 1 }
        guard position < end else { return start }
        if text.keys[position] == "周" {
            position += 1
        } else if text.matches(["星", "期"], at: position, before: end) {
            position += 2
        } else {
            return start
        }
        guard position < end, let weekday = Recurrence.weekday(text.keys[position]) else { return start }
        position += 1
        if isBracketed {
            guard position < end, text.keys[position] == "）" else { return start }
            position += 1
        }
        found.weekday = weekday
        return position
    }
}
