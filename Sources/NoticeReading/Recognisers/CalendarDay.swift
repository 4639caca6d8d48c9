/// A day of the Gregorian calendar.
struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    let year: Int, month: Int, day: Int

    init?(year: Int, month: Int, day: Int) {
        guard (1949...2099).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(year: year, month: month)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    private static func length(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    var daysInMonth: Int { Self.length(year: year, month: month) }

    /// Days since 1970-01-01. Source: H. Hinnant, days_from_civil.
    var ordinal: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 1 for Monday … 7 for Sunday.
    var weekday: Int { (ordinal + 3) % 7 + 1 }

    var description: String {
        let pad = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(pad(month))-\(pad(day))"
    }

    static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}

extension CalendarDay {
    /// - Parameter text: YYYY-MM-DD.
    init?(_ text: String) {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// - Parameter ordinal: days since 1970-01-01. Source: H. Hinnant, civil_from_days.
    init?(ordinal: Int) {
        let shifted = ordinal + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// At most `limit` days from `self` to `last`.
    func through(_ last: CalendarDay, limit: Int = 400) -> [CalendarDay] {
        guard self <= last else { return [] }
        return (ordinal...min(last.ordinal, ordinal + limit - 1)).compactMap { CalendarDay(ordinal: $0) }
    }
}

extension DateRecogniser.Span {
    /// A period with both ends.
    init?(_ period: NoticeReading.Period) {
        guard let first = period.start.flatMap({ CalendarDay($0) }), let last = period.end.flatMap({ CalendarDay($0) }),
            first <= last
        else { return nil }
        self.init(first: first, last: last)
    }
}
