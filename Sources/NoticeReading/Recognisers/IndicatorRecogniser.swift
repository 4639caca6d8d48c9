/// Numbers to be reached: 不少于2人, 每个村配备至少2名, 覆盖率达到95%以上, 全年举办4场, 3.5万人.
enum IndicatorRecogniser {
    private static let units = Lexicon.peopleUnits + Lexicon.thingUnits + Lexicon.words("indicator.units")
    private static let atLeast = Lexicon.words("indicator.at least")
    private static let atMost = Lexicon.words("count.at most")
    private static let rates = Lexicon.words("indicator.rates")

    static func findAll(_ text: NoticeText, _ range: Range<Int>) -> [NoticeReading.Indicator] {
        var found: [NoticeReading.Indicator] = []
        var index = range.lowerBound
        var clause = range.lowerBound
        while index < range.upperBound, found.count < 200 {
            let key = text.keys[index]
            if "，。；：\n".unicodeScalars.contains(key) { clause = index + 1 }
            let isStart = key.isDigit || (CalendarNumber.digit(key) != nil || key == "十") && key != "〇"
            if isStart, index == range.lowerBound || !isNumeral(text.keys[index - 1]),
                let (indicator, end) = indicator(text, index, clause, range.upperBound)
            {
                found.append(indicator)
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private static func isNumeral(_ key: Unicode.Scalar) -> Bool {
        key.isDigit || key == "." || key == "第" || key.isLatin || CalendarNumber.digit(key) != nil || key == "十"
    }

    private static func indicator(
        _ text: NoticeText, _ start: Int, _ clause: Int, _ end: Int
    ) -> (NoticeReading.Indicator, Int)? {
        guard let (low, after) = number(text, start, end) else { return nil }
        var position = after
        var high: Double?
        if position + 1 < end, "-至到".unicodeScalars.contains(text.keys[position]) {
            var next = position + 1
            while next < end, text.keys[next] == "-" { next += 1 }
            if let (value, last) = number(text, next, end) { (high, position) = (value, last) }
        }
        if position < end, "余多".unicodeScalars.contains(text.keys[position]) { position += 1 }
        guard let unit = text.match(units, at: position, before: end),
            !text.hasPrefix(Lexicon.words("indicator.no unit"), position..<end)
        else { return nil }
        // Bare Chinese numerals count only with a bound: 一场 is mostly a manner of speaking.
        let unitEnd = position + unit.count
        let lead = max(clause, start - 6)..<start
        let isMost = text.hasSuffix(atMost, lead) || text.hasPrefix("以内", unitEnd..<end)
        let isLeast = !isMost && (text.hasSuffix(atLeast, lead) || text.hasPrefix("以上", unitEnd..<end))
        guard text.keys[start].isDigit || isLeast || isMost else { return nil }
        let from = (isMost ? text.suffix(atMost, lead) : text.suffix(atLeast, lead))?.lowerBound ?? start
        let through = text.hasPrefix("以上", unitEnd..<end) || text.hasPrefix("以内", unitEnd..<end) ? unitEnd + 2 : unitEnd
        let per = text.findAll(rates, clause..<from).last
        return (
            .init(
                text: text.string(from..<through), min: isMost ? nil : low, max: high ?? (isLeast ? nil : low),
                unit: text.string(position..<unitEnd), per: per.map { text.string(rate(text, $0, from)) }),
            through
        )
    }

    /// 每个嘎查村（居）配备 → 每个嘎查村（居）
    private static func rate(_ text: NoticeText, _ start: Range<Int>, _ end: Int) -> Range<Int> {
        let limit = min(end, start.lowerBound + 16)
        let verb = text.find(Lexicon.words("indicator.verbs"), start.upperBound..<max(start.upperBound, limit))
        return start.lowerBound..<(verb?.lowerBound ?? start.upperBound)
    }

    /// 12, 3.5万, 二十, 95
    private static func number(_ text: NoticeText, _ start: Int, _ end: Int) -> (Double, Int)? {
        guard text.keys[start].isDigit else {
            return CalendarNumber.han(text.keys, start, end).map { (Double($0.0), $0.1) }
        }
        var position = start
        var value = 0.0
        while position < end, text.keys[position].isDigit, position - start < 12 {
            value = value * 10 + Double(text.keys[position].value - 48)
            position += 1
        }
        if position + 1 < end, text.keys[position] == ".", text.keys[position + 1].isDigit {
            var scale = 0.1
            position += 1
            while position < end, text.keys[position].isDigit, scale > 1e-6 {
                value += Double(text.keys[position].value - 48) * scale
                scale /= 10
                position += 1
            }
            value = (value * 1_000_000).rounded() / 1_000_000
        }
        if position + 1 < end, text.keys[position] == "万", text.keys[position + 1] != "元" {
            return (value * 10_000, position + 1)
        }
        return (value, position)
    }
}
