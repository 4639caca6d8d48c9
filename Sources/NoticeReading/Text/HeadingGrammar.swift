/// The numbers that Chinese official documents put before headings. Source: GB/T 9704-2012, 7.3.3.
enum HeadingGrammar {
    enum Form: Int, Sendable { case chapter, han, hanBracket, arabic, arabicBracket, circled, phrase, plain }

    struct Marker: Hashable, Sendable {
        let form: Form
        let number: Int
        /// Scalars of the marker with its separator.
        let length: Int
    }

    /// The marker at the start of `range`, if one stands there. `5.29` and `3、4月` are none.
    static func marker(_ keys: [Unicode.Scalar], _ range: Range<Int>) -> Marker? {
        guard let first = range.first else { return nil }
        let end = range.upperBound
        let key = keys[first]
        if key == "（" { return bracketed(keys, first, end) }
        if (0x2460...0x2473).contains(key.value) {
            return Marker(form: .circled, number: Int(key.value) - 0x245F, length: 1)
        }
        if key == "第" { return chapter(keys, first, end) }
        if let (number, after) = CalendarNumber.han(keys, first, end), after < end {
            let separators: Marks = ["、", ".", "，"]
            guard separators.contains(keys[after]), after + 1 < end else { return nil }
            let next = keys[skipBlanks(keys, after + 1, end)]
            guard CalendarNumber.digit(next) == nil || keys[after] == "、", next != "、" else { return nil }
            return Marker(form: .han, number: number, length: skipBlanks(keys, after + 1, end) - first)
        }
        return arabic(keys, first, end)
    }

    private static func arabic(_ keys: [Unicode.Scalar], _ first: Int, _ end: Int) -> Marker? {
        guard let (number, after) = CalendarNumber.arabic(keys, first, end), number > 0, number < 100, after < end
        else {
            return nil
        }
        let separator = keys[after]
        if separator == "）" { return Marker(form: .arabicBracket, number: number, length: after + 1 - first) }
        guard separator == "." || separator == "、", after + 1 < end else { return nil }
        let start = skipBlanks(keys, after + 1, end)
        guard start < end, keys[start] != "、", keys[start] != "." else { return nil }
        if keys[start].isDigit, !startsDate(keys, start, end) { return nil }
        return Marker(form: .arabic, number: number, length: start - first)
    }

    /// 1.5月23日上午…: an item that begins with its date.
    private static func startsDate(_ keys: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
        guard let (value, after) = CalendarNumber.arabic(keys, start, end), after + 1 < end else { return false }
        if value > 12 { return keys[after] == "年" && (2000...2099).contains(value) }
        guard keys[after] == "月" else { return false }
        return keys[after + 1].isDigit || "每份至-上中下初底期".unicodeScalars.contains(keys[after + 1])
    }

    private static func bracketed(_ keys: [Unicode.Scalar], _ first: Int, _ end: Int) -> Marker? {
        let start = skipBlanks(keys, first + 1, end)
        guard start < end else { return nil }
        let han = CalendarNumber.han(keys, start, end)
        guard let (number, after) = han ?? CalendarNumber.arabic(keys, start, end), number > 0, number < 100 else {
            return nil
        }
        let close = skipBlanks(keys, after, end)
        guard close < end, keys[close] == "）" else { return nil }
        return Marker(
            form: han == nil ? .arabicBracket : .hanBracket, number: number,
            length: min(end, skipBlanks(keys, close + 1, end)) - first)
    }

    private static func chapter(_ keys: [Unicode.Scalar], _ first: Int, _ end: Int) -> Marker? {
        guard let (number, after) = CalendarNumber.han(keys, first + 1, end), after < end else { return nil }
        if keys[after] == "章" || keys[after] == "篇" {
            return Marker(form: .chapter, number: number, length: skipBlanks(keys, after + 1, end) - first)
        }
        if after + 1 < end, keys[after] == "部", keys[after + 1] == "分" {
            return Marker(form: .chapter, number: number, length: skipBlanks(keys, after + 2, end) - first)
        }
        return nil
    }

    private static func skipBlanks(_ keys: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, keys[index] == " " { index += 1 }
        return min(index, end == start ? start : end - 1)
    }
}

/// Which number each form would carry next: only such a number starts a heading in the middle of a line.
struct HeadingSequence {
    private var last: [HeadingGrammar.Form: Int] = [:]

    func isNext(_ marker: HeadingGrammar.Marker) -> Bool {
        marker.number == 1 || marker.number == (last[marker.form] ?? 0) + 1
    }

    /// The one after the last of its form.
    func follows(_ marker: HeadingGrammar.Marker) -> Bool { last[marker.form] == marker.number - 1 }

    mutating func accept(_ marker: HeadingGrammar.Marker) {
        last[marker.form] = marker.number
        last = last.filter { $0.key.rawValue <= marker.form.rawValue }
    }
}
