/// Whole numbers up to 199 as sentences write them: 27, 二十七, 一百, 一百零五.
enum HanNumber {
    static func any(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        if let number = CalendarNumber.arabic(keys, index, end, digits: 4) { return number }
        guard index + 1 < end, keys[index] == "一" || keys[index] == "壹", keys[index + 1] == "百" else {
            return CalendarNumber.han(keys, index, end)
        }
        var position = index + 2
        if position < end, keys[position] == "零" || keys[position] == "〇" { position += 1 }
        guard let (rest, after) = CalendarNumber.han(keys, position, end), rest < 100 else { return (100, index + 2) }
        return (100 + rest, after)
    }

    /// The number that ends right before `end`.
    static func before(_ keys: [Unicode.Scalar], _ end: Int, _ lower: Int) -> (value: Int, start: Int)? {
        var start = end
        while start > lower, end - start < 6,
            keys[start - 1].isDigit || keys[start - 1] == "十" || keys[start - 1] == "百"
                || CalendarNumber.digit(keys[start - 1]) != nil
        { start -= 1 }
        guard start < end, let (value, after) = any(keys, start, end), after == end else { return nil }
        return (value, start)
    }
}
