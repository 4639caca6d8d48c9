/// When the whole undertaking runs and what it is called for: period and theme.
struct PeriodRecogniser: Sendable {
    let text: NoticeText
    let outline: Outline
    let dates: DateRecogniser
    let issueDate: CalendarDay?

    func period() -> (NoticeReading.Period, Range<Int>)? {
        for value in stated(.time) {
            if let found = fromNow(value) ?? span(value) { return found }
        }
        let opening =
            outline.preamble.prefix(8) + outline.roots.prefix(1).flatMap { outline.sections[$0].body.prefix(1) }
        for sentence in opening.flatMap({ text.sentences($0) })
        where text.contains(Lexicon.words("period.opening"), sentence) {
            if let found = fromNow(sentence) { return found }
            for found in dates.findAll(text, sentence) {
                guard let span = found.dates.first, found.dates.count == 1, span.first != span.last, !isDeadline(found),
                    span.first.year == dates.year, !found.isRecurrence, !found.isMonth || isUse(found, sentence)
                else { continue }
                return (.init(start: span.first.description, end: span.last.description), found.range)
            }
        }
        return nil
    }

    /// Values of labelled lines and of sections that carry the label as their heading, at the top of the tree.
    func stated(_ field: Lexicon.Field) -> [Range<Int>] {
        var values = outline.fields.filter { $0.field == field }.map(\.value)
        for root in outline.roots {
            let section = outline.sections[root]
            if let heading = section.heading, let own = Outline.field(text, heading) ?? part(heading), own == field {
                values += section.body.prefix(3)
                values += section.children.prefix(1).flatMap { outline.sections[$0].body.prefix(1) }
            }
        }
        return values.filter { !$0.isEmpty }
    }

    /// 活动时间及地点 and the like.
    private func part(_ heading: Range<Int>) -> Lexicon.Field? {
        guard heading.count <= 10 else { return nil }
        return text.prefix(Lexicon.fieldLabels, heading).flatMap { Lexicon.fields[Word(text.keys[$0])] }
    }

    private func isUse(_ found: DateRecogniser.Found, _ sentence: Range<Int>) -> Bool {
        let around =
            max(sentence.lowerBound, found.range.lowerBound - 8)..<min(sentence.upperBound, found.range.upperBound + 10)
        return text.contains(Lexicon.words("period.use"), around)
    }

    private func isDeadline(_ found: DateRecogniser.Found) -> Bool {
        text.hasPrefix(Lexicon.words("period.before"), found.range.upperBound..<text.count)
    }

    private func fromNow(_ range: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        guard let now = text.find(Lexicon.words("period.from now"), range) else { return nil }
        let window = now.upperBound..<min(range.upperBound, now.upperBound + 20)
        guard let found = dates.findAll(text, window).first, let end = found.dates.last?.last else { return nil }
        return (.init(start: issueDate?.description, end: end.description), now.lowerBound..<found.range.upperBound)
    }

    private func span(_ range: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        let found = dates.findAll(text, range).filter { !$0.dates.isEmpty && !isDeadline($0) }
        guard let first = found.first, let start = found.compactMap({ $0.dates.map(\.first).min() }).min(),
            let end = found.compactMap({ $0.dates.map(\.last).max() }).max(), let last = found.last
        else { return nil }
        return (.init(start: start.description, end: end.description), first.range.lowerBound..<last.range.upperBound)
    }

    // MARK: Theme

    func theme() -> Range<Int>? {
        for value in stated(.theme) {
            let quoted = unquoted(text.trim(value))
            if (2...80).contains(quoted.count) { return quoted }
        }
        let all = outline.preamble + outline.sections.flatMap(\.body)
        var best: Range<Int>?
        for paragraph in all {
            for open in paragraph where text.keys[open] == "“" {
                guard let close = closing(open, paragraph), close - open > 4, close - open < 80 else { continue }
                let after = (close + 1)..<min(paragraph.upperBound, close + 12)
                let before = max(paragraph.lowerBound, open - 8)..<open
                let isTheme =
                    text.hasPrefix(Lexicon.words("theme.after"), after)
                    || text.hasSuffix(Lexicon.words("theme.before"), before)
                        && (text.contains("主题", before) || text.find("主题", after) != nil)
                guard isTheme else { continue }
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
