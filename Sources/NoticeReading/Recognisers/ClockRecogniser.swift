/// Times of day: 上午9:30-11:00, 下午2时30分至4时, 14点, 下午三点.
enum ClockRecogniser {
    static func find(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        var index = range.lowerBound
        while index < range.upperBound {
            if isStart(text, index, range.lowerBound), let end = span(text, index, range.upperBound) {
                return index..<end
            }
            index += 1
        }
        return nil
    }

    /// A time or a pair of times that begins at `start`.
    static func span(_ text: NoticeText, _ start: Int, _ limit: Int) -> Int? {
        guard let end = time(text, start, limit) else { return nil }
        var next = end
        while next < limit, text.keys[next] == " " { next += 1 }
        guard next < limit, "-至到".unicodeScalars.contains(text.keys[next]) else { return end }
        while next < limit,
            text.keys[next] == "-" || text.keys[next] == "至" || text.keys[next] == "到" || text.keys[next] == " "
        {
            next += 1
        }
        return time(text, next, limit) ?? end
    }

    /// One time of day at `start`.
    static func single(_ text: NoticeText, _ start: Int, _ limit: Int) -> Int? { time(text, start, limit) }

    private static let dayParts = Lexicon.words("clock.day parts")

    private static func isStart(_ text: NoticeText, _ index: Int, _ lower: Int) -> Bool {
        let key = text.keys[index]
        guard key.isDigit || "上下中早晚傍凌".unicodeScalars.contains(key) else { return false }
        return index == lower || !text.keys[index - 1].isDigit
    }

    /// 第四节, 第二节课, 第1、2节课 of a morning or afternoon at school.
    private static func lesson(_ text: NoticeText, _ start: Int, _ end: Int) -> Int? {
        guard start < end, text.keys[start] == "第" else { return nil }
        var position = start + 1
        while position < min(end, start + 8) {
            guard let (number, after) = CalendarNumber.any(text.keys, position, end), number <= 12, after < end else {
                return nil
            }
            if text.keys[after] == "节" {
                return text.matches(["课"], at: after + 1, before: end) ? after + 2 : after + 1
            }
            guard "、-至和".unicodeScalars.contains(text.keys[after]) else { return nil }
            position = after + 1
        }
        return nil
    }

    private static func time(_ text: NoticeText, _ start: Int, _ end: Int) -> Int? {
        var position = start
        if let part = text.match(dayParts, at: start, before: end) {
            position += part.count
            if let lesson = lesson(text, position, end) { return lesson }
        }
        while position < end, position > start, text.keys[position] == " " { position += 1 }
        let number =
            CalendarNumber.arabic(text.keys, position, end, digits: 2)
            ?? (position > start ? CalendarNumber.han(text.keys, position, end) : nil)
        guard let (hour, after) = number, hour <= 24, after < end else { return nil }
        if text.keys[after] == "：" {
            guard let (minute, last) = CalendarNumber.arabic(text.keys, after + 1, end, digits: 2), last == after + 3,
                minute < 60
            else { return nil }
            return last
        }
        guard text.keys[after] == "时" || text.keys[after] == "点",
            after + 1 == end || !"间段期评".unicodeScalars.contains(text.keys[after + 1])
        else { return nil }
        if after + 1 < end, text.keys[after + 1] == "半" || text.keys[after + 1] == "整" { return after + 2 }
        if let (minute, last) = CalendarNumber.any(text.keys, after + 1, end), minute < 60, last < end,
            text.keys[last] == "分"
        {
            return last + 1
        }
        return after + 1
    }
}
