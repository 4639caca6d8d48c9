/// A day of the Gregorian calendar, kept and sorted as `YYYY-MM-DD`; never an instant.
package struct CalendarDate: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let text: String

    /// - Throws: `.malformed` unless `raw` is `YYYY-MM-DD` and names a real day from 1900 to 2199.
    package init(_ raw: String) throws(Invalid) {
        let parts = raw.split(separator: "-", omittingEmptySubsequences: false)
        guard raw.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            raw.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1900...2199).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.days(in: month, of: year)
        else { throw .malformed }
        text = raw
    }

    /// What a person types: 2025-05-18, 2025.5.18, 5.18, 5/18, 5月18日, 18日, in full-width digits too.
    /// - Parameters:
    ///   - year, month: of a day that is typed without its own.
    package init(typed raw: String, year: Int?, month: Int? = nil) throws(Invalid) {
        var numbers: [Int] = []
        var isOpen = false
        for scalar in raw.unicodeScalars {
            let value = (0xFF10...0xFF19).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            if (0x30...0x39).contains(value) {
                if !isOpen { numbers.append(0) }
                isOpen = true
                guard let last = numbers.last, last < 10_000 else { throw .malformed }
                numbers[numbers.count - 1] = last * 10 + Int(value) - 0x30
            } else {
                guard "-./年月日号．－／ ".unicodeScalars.contains(scalar) else { throw .malformed }
                isOpen = false
            }
        }
        guard (1...3).contains(numbers.count), let day = numbers.last,
            let month = numbers.count > 1 ? numbers[numbers.count - 2] : month,
            let year = numbers.count > 2 ? numbers[0] : year, numbers.count > 1 || day <= 31
        else { throw .malformed }
        try self.init("\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))")
    }

    /// The day in Asia/Shanghai (UTC+8, no daylight saving since 1991) at `instant`.
    package init(_ instant: Instant) {
        let days = Int((instant.milliseconds + 8 * 3_600_000).flooredQuotient(by: 86_400_000))
        self.init(daysSinceEpoch: days)
    }

    /// Source: the civil-from-days algorithm on the proleptic Gregorian calendar.
    package init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = Int(Int64(shifted).flooredQuotient(by: 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        text = "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
    }

    package var year: Int { number(0, 4) }
    package var month: Int { number(5, 2) }
    package var day: Int { number(8, 2) }

    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package func adding(days: Int) -> CalendarDate { CalendarDate(daysSinceEpoch: daysSinceEpoch + days) }

    /// The Monday of its week.
    package var monday: CalendarDate { adding(days: -(((daysSinceEpoch + 3) % 7 + 7) % 7)) }

    /// Such as `5月29日`.
    package var short: String { "\(month)月\(day)日" }
    /// Such as `5月29日 周四`.
    package var withWeekday: String { "\(short) \(weekday)" }
    package var weekday: String {
        ["周四", "周五", "周六", "周日", "周一", "周二", "周三"][((daysSinceEpoch % 7) + 7) % 7]
    }
    /// Such as `2025年5月29日`.
    package var long: String { "\(year)年\(short)" }
    package var description: String { text }

    package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.text < b.text }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package enum Invalid: UserFacingError, Hashable {
        case malformed
        package var code: String { "date.malformed" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String { "日期要写成年-月-日，比如 2025-05-29" }
    }

    private func number(_ start: Int, _ length: Int) -> Int {
        text.utf8.dropFirst(start).prefix(length).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    private static func days(in month: Int, of year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
