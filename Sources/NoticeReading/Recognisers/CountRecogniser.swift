/// Numbers with a unit: 10 - 20组家庭, 至少1场, 每场100人, 2-3个.
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

    static func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Found] {
        var found: [Found] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard text.keys[index].isDigit, index == range.lowerBound || !text.keys[index - 1].isDigit,
                let match = count(text, index, range)
            else {
                index += 1
                continue
            }
            found.append(match)
            index = match.range.upperBound
        }
        return found
    }

    private static func count(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Found? {
        let end = range.upperBound
        guard let (low, after) = CalendarNumber.arabic(text.keys, start, end, digits: 6) else { return nil }
        var position = after
        var high: Int?
        if position < end, "-至到".unicodeScalars.contains(text.keys[position]) {
            var next = position + 1
            while next < end, text.keys[next] == "-" { next += 1 }
            if let (value, last) = CalendarNumber.arabic(text.keys, next, end, digits: 6) {
                (high, position) = (value, last)
            }
        }
        var lower: Int? = low
        if position < end, text.keys[position] == "余" || text.keys[position] == "多" { position += 1 }
        guard let unit = text.match(units, at: position, before: end)
        else { return nil }
        let isPeople = Lexicon.peopleUnits.contains(unit)
        if unit == ["人"], text.matches(["人", "民"], at: position, before: end) { return nil }
        var upper: Int? = high ?? low
        let before = max(range.lowerBound, start - 5)..<start
        if high == nil {
            let after = (position + unit.count)..<min(end, position + unit.count + 2)
            if text.hasSuffix(atLeast, before) || text.hasPrefix("以上", after) {
                upper = nil
            }
            if text.hasSuffix(atMost, before) || text.hasPrefix("以内", after) {
                lower = nil
            }
        }
        return Found(
            range: start..<(position + unit.count), min: lower, max: upper,
            unit: position..<(position + unit.count), isPeople: isPeople)
    }
}
