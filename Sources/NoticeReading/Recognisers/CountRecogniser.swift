/// Numbers with a unit: 10 - 20组家庭, 至少1场, 三百二十人, 每场100人, 2-3个.
enum CountRecogniser {
    struct Found: Hashable, Sendable {
        var range: Range<Int>
        var min: Int?
        var max: Int?
        var unit: Range<Int>
        var isPeople: Bool
    }

    private static let units = Lexicon.peopleUnits + Lexicon.thingUnits
    private static let atLeast = Lexicon.words("count.at least")
    private static let atMost = Lexicon.words("count.at most")
    private static let more = Lexicon.words("count.more")
    private static let less = Lexicon.words("count.less")
    private static let about = Lexicon.words("count.about")

    static func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Found] {
        var found: [Found] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard isStart(text, index, range.lowerBound), let match = count(text, index, range) else {
                index += 1
                continue
            }
            found.append(match)
            index = match.range.upperBound
        }
        return found
    }

    /// 第三名 and 一对一 count nothing.
    private static func isStart(_ text: NoticeText, _ index: Int, _ lower: Int) -> Bool {
        let key = text.keys[index]
        let isHan = CalendarNumber.digit(key) != nil || key == "十" || key == "百" || key == "千"
        guard key.isDigit || isHan else { return false }
        guard index > lower else { return true }
        let before = text.keys[index - 1]
        if before.isDigit || before == "第" || before == "." { return false }
        return !isHan || CalendarNumber.digit(before) == nil && !"十百千万某同统分式这每做当".unicodeScalars.contains(before)
    }

    private static func count(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Found? {
        let end = range.upperBound
        guard let (low, after) = Cardinal.read(text.keys, start, end) else { return nil }
        var position = after
        var high: Int?
        if let (value, last) = upper(text, position, end) { (high, position) = (value, last) }
        while let word = text.match(about, at: position, before: end) { position += word.count }
        guard let unit = text.match(units, at: position, before: end) else { return nil }
        let unitEnd = position + unit.count
        guard !isWord(text, start, unitEnd, unit, end) else { return nil }
        var (lower, upper): (Int?, Int?) = (low, high ?? low)
        if high == nil {
            let before = max(range.lowerBound, start - 6)..<start
            let behind = unitEnd..<min(end, unitEnd + 3)
            if text.hasSuffix(atMost, before) || text.hasPrefix(less, behind) {
                lower = nil
            } else if text.hasSuffix(atLeast, before) || text.hasPrefix(more, behind) {
                upper = nil
            }
        }
        return Found(
            range: start..<unitEnd, min: lower, max: upper, unit: position..<unitEnd,
            isPeople: Lexicon.peopleUnits.contains(unit))
    }

    /// The second number of 10 - 20, 2至3 or 80人-100人.
    private static func upper(_ text: NoticeText, _ start: Int, _ end: Int) -> (Int, Int)? {
        var position = start
        if position < end, text.keys[position] == "人" || text.keys[position] == "名" { position += 1 }
        guard position < end, "-至到".unicodeScalars.contains(text.keys[position]) else { return nil }
        position += 1
        while position < end, text.keys[position] == "-" || text.keys[position] == " " { position += 1 }
        return Cardinal.read(text.keys, position, end)
    }

    /// 人民币, 一户一策, 一对一: the unit begins another word.
    private static func isWord(_ text: NoticeText, _ start: Int, _ unitEnd: Int, _ unit: Word, _ end: Int) -> Bool {
        if unit == ["人"], text.matches(["民"], at: unitEnd, before: end) { return true }
        guard text.keys[start] == "一", unitEnd - start <= 3, unitEnd < end else { return false }
        return "一多".unicodeScalars.contains(text.keys[unitEnd]) || Lexicon.words("count.no one").contains(unit)
    }
}
