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
