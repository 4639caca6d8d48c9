/// A time of day as notices print it (上午9:30-11:00, 下午2时30分至4时, 14:00), in minutes since midnight.
package struct ClockTime: Hashable, Sendable {
    /// 0 ..< 1440, and at most 1440 for the end.
    package let start: Int
    package let end: Int?

    /// Nil for words that say anything else or leave doubt, such as 14:00前, 上午, or two times of a day.
    package static func parse(_ text: String) -> ClockTime? {
        var words = Words(text)
        guard let first = words.time(after: nil) else { return nil }
        guard words.takeDash() else {
            words.take(["开始", "起", "整"])
            return words.isEmpty && first.minutes < 1440 ? ClockTime(start: first.minutes, end: nil) : nil
        }
        guard let last = words.time(after: first) else { return nil }
        words.take(["结束", "止", "整"])
        guard words.isEmpty, first.minutes < last.minutes, last.minutes <= 1440 else { return nil }
        return ClockTime(start: first.minutes, end: last.minutes)
    }
}

private enum DayPart {
    case night, morning, noon, afternoon, evening

    static let words: [(String, DayPart)] = [
        ("凌晨", .night), ("上午", .morning), ("早上", .morning), ("早晨", .morning), ("清晨", .morning), ("早", .morning),
        ("中午", .noon), ("下午", .afternoon), ("傍晚", .evening), ("晚上", .evening), ("晚间", .evening),
        ("夜间", .evening), ("晚", .evening),
    ]

    /// 下午2 is 14, 中午1 is 13, 晚上12 is 24; 下午14 stays 14.
    func hour(_ hour: Int) -> Int? {
        switch self {
        case .night: hour <= 6 ? hour : hour == 12 ? 0 : nil
        case .morning: hour <= 12 ? hour : nil
        case .noon: hour <= 2 ? hour + 12 : (10...14).contains(hour) ? hour : nil
        case .afternoon: hour < 12 ? hour + 12 : hour
        case .evening: (5...12).contains(hour) ? hour + 12 : hour >= 17 ? hour : nil
        }
    }
}

/// What is left to be read, in one spelling.
private struct Words {
    struct Time {
        let minutes: Int
        let part: DayPart?
    }

    private var rest: Substring

    init(_ text: String) {
        var folded = ""
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && scalar != "\u{200B}" {
            switch scalar {
            case "０"..."９": folded.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case "：", "∶", "﹕": folded += ":"
            case "－", "–", "—", "―", "~", "～", "−", "‐", "至", "到": folded += "-"
            case "點": folded += "点"
            case "時": folded += "时"
            default: folded.unicodeScalars.append(scalar)
            }
        }
        rest = folded[...]
    }

    var isEmpty: Bool { rest.isEmpty }

    mutating func take(_ words: [String]) {
        for word in words where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    }

    mutating func takeDash() -> Bool {
        let dashes = rest.prefix { $0 == "-" }
        rest = rest.dropFirst(dashes.count)
        return (1...2).contains(dashes.count)
    }

    /// - Parameter first: the time at which it starts; its 下午 holds for an end that names no part of the day.
    mutating func time(after first: Time?) -> Time? {
        let named = DayPart.words.first { rest.hasPrefix($0.0) }
        if let named { rest = rest.dropFirst(named.0.count) }
        guard let hour = number(), hour <= 24, let minute = minutes() else { return nil }
        // 下午2时至4时; 上午9时至下午1时 names its own.
        let inherited = first?.part.flatMap { $0 == .morning || $0 == .night ? nil : $0 }
        guard let part = named?.1 ?? inherited else { return Time(minutes: hour * 60 + minute, part: nil) }
        guard let hour = part.hour(hour) else { return nil }
        return Time(minutes: hour * 60 + minute, part: part)
    }

    /// `:30`, 时, 时半, 时30分, 点一刻.
    private mutating func minutes() -> Int? {
        if rest.hasPrefix(":") {
            rest = rest.dropFirst()
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count == 2, let minute = Int(digits), minute < 60 else { return nil }
            rest = rest.dropFirst(2)
            take(["分"])
            return minute
        }
        guard let mark = rest.first, mark == "时" || mark == "点" else { return nil }
        rest = rest.dropFirst()
        take(["钟", "整"])
        if rest.hasPrefix("半") {
            rest = rest.dropFirst()
            return 30
        }
        for (word, minute) in [("一刻", 15), ("三刻", 45)] where rest.hasPrefix(word) {
            rest = rest.dropFirst(2)
            return minute
        }
        guard let minute = number() else { return 0 }
        guard minute < 60 else { return nil }
        take(["分"])
        return minute
    }

    /// One or two digits, or a Chinese number below 60.
    private mutating func number() -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty {
            guard digits.count <= 2 else { return nil }
            rest = rest.dropFirst(digits.count)
            return Int(digits)
        }
        let ones: [Character: Int] = [
            "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        ]
        var sum: Int?
        while let character = rest.first {
            if character == "十" {
                sum = (sum ?? 1) * 10
            } else if let one = ones[character] {
                guard (sum ?? 0) % 10 == 0 else { return nil }
                sum = (sum ?? 0) + one
            } else {
                break
            }
            guard (sum ?? 0) < 60 else { return nil }
            rest = rest.dropFirst()
        }
        return sum
    }
}
