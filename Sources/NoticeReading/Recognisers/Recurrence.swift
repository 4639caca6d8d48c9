/// 每周六、周日, 9月期间每周四, 每月15日, 每个工作日, 单周周五: what comes again and again.
struct Recurrence: Sendable {
    typealias Found = DateRecogniser.Found
    typealias Span = DateRecogniser.Span

    let text: NoticeText
    let year: Int?
    let period: Span?

    /// - Parameter span: what stands before it, such as 6月至8月, from `lead` on.
    func find(_ start: Int, _ end: Int, within span: Span? = nil, from lead: Int? = nil) -> Found? {
        var position = start
        if span != nil {
            position = skipFiller(start, end)
        } else if let during = text.match(Lexicon.words("date.during"), at: start, before: end) {
            position = skipFiller(start + during.count, end)
        }
        guard position < end, let rule = rule(position, end, hasLead: position > start || span != nil) else {
            return nil
        }
        if let span, rule.weekdays.count == 7 {  // 20日至21日，每天
            return Found(range: (lead ?? start)..<rule.end, dates: [span])
        }
        var found = Found(range: (lead ?? start)..<rule.end, isRecurrence: true)
        if let span = span ?? period, !rule.isUncounted {
            found.dates = span.first.through(span.last).filter(rule.fits).map { Span(first: $0, last: $0) }
        }
        return found
    }

    private func skipFiller(_ start: Int, _ end: Int) -> Int {
        var position = start
        while let filler = text.match(Lexicon.words("date.filler"), at: position, before: end) {
            position += filler.count
        }
        return position
    }

    // MARK: Rules

    private struct Rule {
        var end: Int
        var weekdays: Set<Int> = []
        var monthDays: Set<Int> = []
        /// The n-th such weekday of a month; 0 for the last one.
        var ordinal: Int?
        /// 单周: nobody can say which weeks these are.
        var isUncounted = false

        func fits(_ day: CalendarDay) -> Bool {
            if !monthDays.isEmpty { return monthDays.contains(day.day) }
            guard weekdays.contains(day.weekday) else { return false }
            guard let ordinal else { return true }
            return ordinal == 0 ? day.day + 7 > day.daysInMonth : (day.day - 1) / 7 + 1 == ordinal
        }
    }

    private func rule(_ start: Int, _ end: Int, hasLead: Bool) -> Rule? {
        let keys = text.keys
        switch keys[start] {
        case "每":
            return every(start + 1, end, hasLead: hasLead)
        case "逢":
            return weekly(start + 1, end)
        case "单", "双", "隔":
            guard start + 1 < end, keys[start + 1] == "周", var rule = weekly(start + 2, end, mayBeBare: false) else {
                return nil
            }
            rule.isUncounted = true
            return rule
        case "工":
            return workdays(start, end)
        case "周":
            return weekly(start, end, mustBeRange: true)
        default:
            return nil
        }
    }

    private func every(_ start: Int, _ end: Int, hasLead: Bool) -> Rule? {
        var position = start
        guard position < end else { return nil }
        if text.keys[position] == "个" || text.keys[position] == "逢" { position += 1 }
        guard position < end else { return nil }
        switch text.keys[position] {
        case "月":
            return monthly(position + 1, end)
        case "天", "日", "晚":
            let isHour = ClockRecogniser.span(text, skipComma(position + 1, end), end) != nil
            return hasLead || isHour ? Rule(end: position + 1, weekdays: Set(1...7)) : nil
        case "工":
            return workdays(position, end)
        default:
            return weekly(position, end)
        }
    }

    private func skipComma(_ start: Int, _ end: Int) -> Int {
        start < end && text.keys[start] == "，" ? start + 1 : start
    }

    private func workdays(_ start: Int, _ end: Int) -> Rule? {
        guard text.matches(["工", "作", "日"], at: start, before: end) else { return nil }
        return Rule(end: start + 3, weekdays: Set(1...5))
    }

    /// 每月15日, 每月5日、20日, 每月第一个周六, 每月最后一个星期五.
    private func monthly(_ start: Int, _ end: Int) -> Rule? {
        var position = start
        if position < end, text.keys[position] == "的" || text.keys[position] == "逢" { position += 1 }
        var ordinal: Int?
        if text.matches(["最", "后", "一", "个"], at: position, before: end) {
            (ordinal, position) = (0, position + 4)
        } else if position < end, text.keys[position] == "第",
            let (value, after) = CalendarNumber.any(text.keys, position + 1, end), after < end, text.keys[after] == "个"
        {
            (ordinal, position) = (value, after + 1)
        }
        if let ordinal {
            guard var rule = weekly(position, end) else { return nil }
            rule.ordinal = ordinal
            return rule
        }
        var rule = Rule(end: position)
        while let (day, after) = CalendarNumber.any(text.keys, position, end), (1...31).contains(day), after < end,
            text.keys[after] == "日" || text.keys[after] == "号" || text.keys[after] == "、"
        {
            rule.monthDays.insert(day)
            position = after + 1
            if text.keys[after] != "、" { rule.end = position }
            if position < end, text.keys[position] == "、" || text.keys[position] == "和" { position += 1 }
        }
        return rule.end > start && !rule.monthDays.isEmpty ? rule : nil
    }

    /// 周六、周日, 周一至周五, 星期二, 周末.
    private func weekly(_ start: Int, _ end: Int, mayBeBare: Bool = true, mustBeRange: Bool = false) -> Rule? {
        var rule = Rule(end: start)
        var position = start
        var isRange = false
        var last = 0
        while position < end {
            var next = position
            if !rule.weekdays.isEmpty {
                guard "、和及至-到".unicodeScalars.contains(text.keys[next]) else { break }
                isRange = "至-到".unicodeScalars.contains(text.keys[next])
                next += 1
            }
            let named = weekName(next, end)
            guard named > next || !rule.weekdays.isEmpty || !mayBeBare, named < end else { break }
            if text.keys[named] == "末" {
                rule.weekdays.formUnion([6, 7])
            } else if let weekday = Self.weekday(text.keys[named]) {
                rule.weekdays.formUnion(isRange && last > 0 && last < weekday ? last...weekday : weekday...weekday)
                last = weekday
            } else {
                break
            }
            if mustBeRange, !isRange, rule.weekdays.count > 1 { break }
            position = named + 1
            rule.end = position
        }
        if mustBeRange, !isRange || rule.weekdays.count < 2 { return nil }
        return rule.weekdays.isEmpty ? nil : rule
    }

    private func weekName(_ start: Int, _ end: Int) -> Int {
        var position = start
        if position < end, text.keys[position] == "逢" { position += 1 }
        if position < end, text.keys[position] == "周" { return position + 1 }
        return text.matches(["星", "期"], at: position, before: end) ? position + 2 : start
    }

    /// 周三 or 星期三 and no more, such as the label of a line in a week's list.
    static func isWeekday(_ text: NoticeText, _ label: Range<Int>) -> Bool {
        (2...3).contains(label.count) && text.hasPrefix(Lexicon.words("weekday.words"), label)
            && weekday(text.keys[label.upperBound - 1]) != nil
    }

    static func weekday(_ key: Unicode.Scalar) -> Int? {
        if key == "日" || key == "天" { return 7 }
        return CalendarNumber.digit(key).flatMap { (1...6).contains($0) ? $0 : nil }
    }
}
