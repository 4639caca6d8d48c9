/// When the whole undertaking runs, and what else the document states once for all of it.
struct PeriodRecogniser: Sendable {
    let text: NoticeText
    let outline: Outline
    let dates: DateRecogniser
    let issueDate: CalendarDay?

    /// - Parameter isReport: the sentences of a report tell of many times; only a label counts.
    func period(isReport: Bool = false) -> (NoticeReading.Period, Range<Int>)? {
        if let several = rounds() { return several }
        for value in stated(.time) {
            for sentence in text.sentences(value) {
                if let found = fromNow(sentence) ?? span(sentence) { return found }
            }
        }
        if isReport { return nil }
        let sentences = opening().flatMap { text.sentences($0) }
        return sentences.lazy.compactMap(told).first ?? sentences.lazy.compactMap(singleDay).first
    }

    /// 比赛时间, and below it 初赛：6月12日 and 决赛：6月19日: from the first to the last.
    private func rounds() -> (NoticeReading.Period, Range<Int>)? {
        for index in outline.roots {
            let section = outline.sections[index]
            guard section.body.isEmpty, section.children.count >= 2, section.fields.isEmpty,
                let heading = section.heading, Outline.field(text, heading) == .time
            else { continue }
            let bodies = section.children.prefix(12).compactMap { outline.sections[$0].body.first }
            let spans = bodies.compactMap { span($0) }
            guard spans.count == bodies.count, spans.count >= 2, let first = spans.first, let last = spans.last,
                let start = spans.compactMap(\.0.start).min(), let end = spans.compactMap(\.0.end).max()
            else { continue }
            return (.init(start: start, end: end), first.1.lowerBound..<last.1.upperBound)
        }
        return nil
    }

    /// The first paragraphs: those above all headings, and the text of the first section.
    private func opening() -> [Range<Int>] {
        outline.preamble.prefix(8) + outline.roots.prefix(1).flatMap { outline.sections[$0].body.prefix(2) }
    }

    // MARK: Labelled values

    /// Values of labelled lines and of sections that carry the label as their heading, at the top of the tree.
    func stated(_ field: Lexicon.Field) -> [Range<Int>] {
        var values = outline.fields.filter { $0.field == field && !isChrome($0) }.map(\.value)
        let grammar = TimeAndPlace(text: text)
        for index in frames() {
            let section = outline.sections[index]
            let isOwn = section.heading.flatMap { Outline.field(text, $0) ?? part($0) } == field
            let fields = section.fields.filter { $0.field == field }.map(\.value)
            if field == .venue, fields.isEmpty, let heading = section.heading, grammar.isLabel(heading) {
                values += section.body.prefix(3).lazy.compactMap { grammar.venue($0) }.prefix(1)
            } else if isOwn, fields.isEmpty {
                values += section.body.prefix(3)
                let inner = field == .time ? 6 : 1
                values += section.children.prefix(inner).flatMap { outline.sections[$0].body.prefix(1) }
            }
            values += fields
        }
        return values.filter { !$0.isEmpty }
    }

    /// The sections at the top, those below a chapter, and no section that tells of one activity.
    private func frames() -> [Int] {
        outline.roots.flatMap { root -> [Int] in
            let section = outline.sections[root]
            let isChapter = section.form == .chapter || section.heading.map { isArrangement($0) } ?? false
            return [root] + (isChapter ? section.children : [])
        }.filter { index in
            guard let heading = outline.sections[index].heading else { return false }
            return !outline.sections[index].isItem
                && (HeadingEnd.isGeneric(text, heading) || Outline.field(text, heading) != nil || part(heading) != nil
                    || isArrangement(heading))
        }
    }

    private func isArrangement(_ heading: Range<Int>) -> Bool {
        text.hasPrefix(Lexicon.words("period.arrangement"), heading) && heading.count <= 10
    }

    /// 日期：… 点击：…: the line that a web page puts above a text.
    private func isChrome(_ field: Outline.Field) -> Bool {
        text.contains(Lexicon.words("period.chrome"), field.label.lowerBound..<field.value.upperBound)
    }

    /// 活动时间及地点 and the like.
    private func part(_ heading: Range<Int>) -> Lexicon.Field? {
        if TimeAndPlace(text: text).isLabel(heading) { return .time }
        guard heading.count <= 10 else { return nil }
        return text.prefix(Lexicon.fieldLabels, heading).flatMap { Lexicon.fields[Word(text.keys[$0])] }
    }

    // MARK: Sentences

    /// 于7月10日至8月20日开展…, 活动时间为….
    private func told(_ sentence: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        guard text.contains(Lexicon.words("period.opening"), sentence) else { return nil }
        if let found = fromNow(sentence) { return found }
        for found in dates.findAll(text, sentence) {
            guard let span = found.dates.first, span.first != span.last, !isDeadline(found),
                span.first.year == dates.year, !found.isRecurrence, !found.isMonth || isUse(found, sentence)
            else { continue }
            return (.init(start: span.first.description, end: span.last.description), found.range)
        }
        return nil
    }

    /// 定于5月15日举办…: the one day of one event.
    private func singleDay(_ sentence: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        text.findAll(Lexicon.words("period.set"), sentence).lazy.compactMap { day($0, sentence) }.first
            ?? heldOn(sentence)
    }

    /// The day at once behind 定于, with a verb of holding behind it.
    private func day(_ set: Range<Int>, _ sentence: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        let window = set.upperBound..<min(sentence.upperBound, set.upperBound + 14)
        guard let found = dates.findAll(text, window).first, found.range.lowerBound <= set.upperBound + 1,
            found.dates.count == 1, let day = found.dates.first, !found.isMonth, !found.isRecurrence,
            text.contains(Lexicon.words("activity.title verbs"), found.range.upperBound..<sentence.upperBound)
        else { return nil }
        return (.init(start: day.first.description, end: day.last.description), found.range)
    }

    /// 于5月26日下午第四节举行…: the verb follows at once, and is neither done (举行了) nor part of a name (举行的).
    func heldOn(_ sentence: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        for found in dates.findAll(text, sentence) where found.range.lowerBound > sentence.lowerBound {
            let rest = found.range.upperBound..<sentence.upperBound
            guard text.keys[found.range.lowerBound - 1] == "于", found.dates.count == 1, let day = found.dates.first,
                day.first == day.last, !found.isMonth, !found.isRecurrence, day.first.year == dates.year,
                let verb = text.find(Lexicon.words("period.holding"), rest.prefix(14)),
                verb.upperBound == rest.upperBound || !"了的过".unicodeScalars.contains(text.keys[verb.upperBound]),
                text.index(of: ["，"], rest.lowerBound..<verb.lowerBound) == nil
            else { continue }
            return (.init(start: day.first.description, end: day.last.description), found.range)
        }
        return nil
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

    /// From the first to the last day on which something is held.
    private func span(_ range: Range<Int>) -> (NoticeReading.Period, Range<Int>)? {
        let found = dates.findAll(text, range).filter {
            (!$0.isRecurrence || $0.hasYear) && !$0.dates.isEmpty && HeldDate.isHeld($0, text, range, year: nil)
        }
        guard let first = found.first, let start = found.compactMap({ $0.dates.map(\.first).min() }).min(),
            let end = found.compactMap({ $0.dates.map(\.last).max() }).max(), let last = found.last
        else { return nil }
        return (.init(start: start.description, end: end.description), first.range.lowerBound..<last.range.upperBound)
    }
}
