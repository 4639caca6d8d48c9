/// What the undertaking is called for: 活动主题：…, 以“…”为主题, 围绕“…”主题.
struct ThemeRecogniser: Sendable {
    let text: NoticeText
    let outline: Outline
    let period: PeriodRecogniser

    func theme() -> Range<Int>? {
        for value in period.stated(.theme) {
            let quoted = unquoted(text.trim(value))
            if (2...80).contains(quoted.count) { return quoted }
        }
        let all = outline.preamble + outline.sections.flatMap(\.body)
        var best: Range<Int>?
        for paragraph in all {
            for open in paragraph where text.keys[open] == "“" {
                guard let close = closing(open, paragraph), close - open > 4, close - open < 80,
                    isTheme(open, close, paragraph)
                else { continue }
                let found = (open + 1)..<close
                if best == nil
                    || found.count > (best?.count ?? 0) && text.hasPrefix(Array(text.keys[best ?? found]), found)
                {
                    best = found
                }
            }
        }
        return best
    }

    private func isTheme(_ open: Int, _ close: Int, _ paragraph: Range<Int>) -> Bool {
        let after = (close + 1)..<min(paragraph.upperBound, close + 12)
        let before = max(paragraph.lowerBound, open - 8)..<open
        if text.hasPrefix(Lexicon.words("theme.after"), after) { return true }
        if text.hasSuffix(Lexicon.words("theme.before"), before) {
            return text.contains("主题", before) || text.find("主题", after) != nil
        }
        // 围绕“…”主题，: not 围绕“…”主题教育.
        guard text.hasSuffix(Lexicon.words("theme.round"), before), text.hasPrefix("主题", after) else { return false }
        let next = after.lowerBound + 2
        return next >= paragraph.upperBound || "，。、；".unicodeScalars.contains(text.keys[next])
    }

    private func closing(_ open: Int, _ range: Range<Int>) -> Int? {
        var depth = 0
        for index in open..<min(range.upperBound, open + 90) {
            if text.keys[index] == "“" { depth += 1 }
            if text.keys[index] == "”" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private func unquoted(_ range: Range<Int>) -> Range<Int> {
        var range = range
        if let last = range.last, text.keys[last] == "。" { range.removeLast() }
        guard let first = range.first, let last = range.last, text.keys[first] == "“", text.keys[last] == "”" else {
            return range
        }
        return (first + 1)..<last
    }
}
