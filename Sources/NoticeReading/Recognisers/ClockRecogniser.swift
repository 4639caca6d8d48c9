/// Times of day: 上午9:30-11:00, 下午2时30分至4时, 14点.
enum ClockRecogniser {
    static func find(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        var index = range.lowerBound
        while index < range.upperBound {
            let isStart = text.keys[index].isDigit || "上下中早晚".unicodeScalars.contains(text.keys[index])
            if isStart, index == range.lowerBound || !text.keys[index - 1].isDigit,
                let end = time(text, index, range.upperBound)
            {
                var end = end
                if end < range.upperBound, "-至到".unicodeScalars.contains(text.keys[end]) {
                    var next = end + 1
                    while next < range.upperBound, text.keys[next] == "-" { next += 1 }
                    if let last = time(text, next, range.upperBound) { end = last }
                }
                return index..<end
            }
            index += 1
        }
        return nil
    }

    private static let dayParts = Lexicon.words("clock.day parts")

    private static func time(_ text: NoticeText, _ start: Int, _ end: Int) -> Int? {
        var position = start
        if let part = text.match(dayParts, at: start, before: end) { position += part.count }
        guard let (hour, after) = CalendarNumber.arabic(text.keys, position, end, digits: 2), hour <= 24, after < end
        else {
            return nil
        }
        if text.keys[after] == "：" {
            guard let (minute, last) = CalendarNumber.arabic(text.keys, after + 1, end, digits: 2), last == after + 3,
                minute < 60
            else { return nil }
            return last
        }
        guard text.keys[after] == "时" || text.keys[after] == "点", after + 1 == end || text.keys[after + 1] != "间" else {
            return nil
        }
        if after + 1 < end, text.keys[after + 1] == "半" { return after + 2 }
        if let (_, last) = CalendarNumber.arabic(text.keys, after + 1, end, digits: 2), last < end,
            text.keys[last] == "分"
        {
            return last + 1
        }
        return after + 1
    }
}
