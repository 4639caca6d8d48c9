import Foundation

/// Known days named instead of dated: 母亲节当天, 重阳节上午.
enum Festival {
    private enum Rule: Sendable {
        case fixed(month: Int, day: Int)
        /// The n-th weekday of a month.
        case weekday(month: Int, ordinal: Int, weekday: Int)
        case lunar(month: Int, day: Int)
    }

    private static let rules: [Word: Rule] = {
        var rules: [Word: Rule] = [:]
        for (list, make) in [
            ("day.fixed", { Rule.fixed(month: $0 / 100, day: $0 % 100) }),
            ("day.weekday", { Rule.weekday(month: $0 / 100, ordinal: $0 / 10 % 10, weekday: $0 % 10) }),
            ("day.lunar", { Rule.lunar(month: $0 / 100, day: $0 % 100) }),
        ] {
            for word in Lexicon.words(list).all {
                let name = word.prefix { !$0.isDigit }
                guard let (number, _) = CalendarNumber.arabic(word, name.count, word.count) else { continue }
                rules[Word(name)] = make(number)
            }
        }
        return rules
    }()
    private static let names = Words(Array(rules.keys))
    private static let onTheDay = Lexicon.words("date.on the day")

    static func canStart(_ key: Unicode.Scalar) -> Bool { !names.starting(with: key).isEmpty }

    static func find(_ text: NoticeText, _ start: Int, _ end: Int, year: Int?) -> DateRecogniser.Found? {
        guard let year, let name = text.match(names, at: start, before: end), let rule = rules[name] else { return nil }
        var after = start + name.count
        if after < end, text.keys[after] == "”" { after += 1 }
        guard text.match(onTheDay, at: after, before: end) != nil, let day = day(rule, year) else { return nil }
        return .init(range: start..<after, dates: [.init(first: day, last: day)])
    }

    private static func day(_ rule: Rule, _ year: Int) -> CalendarDay? {
        switch rule {
        case .fixed(let month, let day): return CalendarDay(year: year, month: month, day: day)
        case .weekday(let month, let ordinal, let weekday):
            guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
            let day = 1 + (weekday - first.weekday + 7) % 7 + (ordinal - 1) * 7
            return CalendarDay(year: year, month: month, day: day)
        case .lunar(let month, let day): return lunar(year, month, day)
        }
    }

    /// Looked for day by day, since a leap month shifts those behind it.
    private static func lunar(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay? {
        guard let first = CalendarDay(year: year, month: 1, day: 1) else { return nil }
        var calendar = Calendar(identifier: .chinese)
        calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt
        return (first.ordinal..<(first.ordinal + 366)).lazy.compactMap { CalendarDay(ordinal: $0) }.first { candidate in
            let noon = Date(timeIntervalSince1970: Double(candidate.ordinal) * 86_400 + 4 * 3600)
            let parts = calendar.dateComponents([.month, .day, .isLeapMonth], from: noon)
            return parts.month == month && parts.day == day && parts.isLeapMonth != true
        }
    }
}
