/// What a plan for a year asks: areas by their outer headings, below them tasks by the inner headings, by 一是…二是… or
/// by the sentences that set something to be done.
struct TaskReader: Sendable {
    let text: NoticeText
    let outline: Outline

    private static let verbs = Lexicon.words("task.verbs")
    private static let ordinals = Lexicon.words("task.ordinals")
    private static let owners = Lexicon.words("task.owners")

    func findAll() -> [NoticeReading.Task] {
        var tasks: [NoticeReading.Task] = []
        for root in outline.roots where tasks.count < 1_000 {
            let area = outline.sections[root]
            guard let heading = area.heading, !Lexicon.administrativeHeadings.contains(text.keys[text.trim(heading)])
            else { continue }
            if area.children.isEmpty {
                tasks += area.body.flatMap { prose($0, area: heading) }
            } else {
                tasks += area.children.compactMap { headed($0, area: heading) }
            }
        }
        return tasks
    }

    /// （一）普及应急救护知识。推动….
    private func headed(_ index: Int, area: Range<Int>) -> NoticeReading.Task? {
        let section = outline.sections[index]
        guard let name = section.heading ?? section.body.first.map({ self.name($0) }) else { return nil }
        let body = outline.whole(index)
        let first = body.first?.lowerBound ?? name.lowerBound
        let last = max(body.last?.upperBound ?? name.upperBound, name.upperBound)
        return .init(
            area: text.string(area), name: text.string(name),
            text: body.map { text.string($0) }.joined(separator: "\n"),
            indicators: body.flatMap { IndicatorRecogniser.findAll(text, $0) },
            owner: body.lazy.compactMap { owner($0) }.first, source: text.source(min(name.lowerBound, first)..<last))
    }

    private func prose(_ paragraph: Range<Int>, area: Range<Int>) -> [NoticeReading.Task] {
        pieces(paragraph).compactMap { piece in
            let indicators = IndicatorRecogniser.findAll(text, piece)
            guard piece.count >= 8, !indicators.isEmpty || text.contains(Self.verbs, piece) else { return nil }
            return .init(
                area: text.string(area), name: text.string(name(piece)), text: text.string(piece),
                indicators: indicators,
                owner: owner(piece), source: text.source(piece))
        }
    }

    /// From 一是 to the next of its kind; without any, the sentences.
    private func pieces(_ paragraph: Range<Int>) -> [Range<Int>] {
        let starts = text.findAll(Self.ordinals, paragraph).filter { mark in
            mark.lowerBound == paragraph.lowerBound || "。；：，".unicodeScalars.contains(text.keys[mark.lowerBound - 1])
        }
        guard starts.count >= 2, let first = starts.first else {
            return text.split(paragraph, at: ["。"]).map { text.trim($0) }
        }
        let lead = text.split(paragraph.lowerBound..<first.lowerBound, at: ["。"]).map { text.trim($0) }
        let ends = starts.dropFirst().map(\.lowerBound) + [paragraph.upperBound]
        return lead + zip(starts, ends).map { text.trim($0.upperBound..<$1) }
    }

    /// The first sentence if it is short, else its first clause that says what is to be done.
    private func name(_ piece: Range<Int>) -> Range<Int> {
        let sentence = text.split(piece, at: ["。", "：", "；"]).first ?? piece
        if sentence.count <= 24 { return sentence }
        let clauses = text.split(sentence, at: ["，"])
        let clause =
            clauses.first { clause in
                clause.count >= 4 && text.contains(Self.verbs, clause)
                    && !text.hasPrefix(Lexicon.words("task.background"), clause)
            } ?? clauses.first ?? sentence
        // 各级计生协要加强… is named by what is asked.
        var start = clause.lowerBound
        let head = start..<min(clause.upperBound - 4, start + 12)
        if head.count > 0, let asks = text.findLast(["要"], head),
            !text.hasPrefix(
                Lexicon.words("clause.masking"),
                (asks.lowerBound - (asks.lowerBound > start ? 1 : 0))..<clause.upperBound)
        {
            start = asks.upperBound
        }
        return text.trim(start..<min(clause.upperBound, start + 40))
    }

    /// 责任单位：X, （牵头科室：X）, 由X牵头
    private func owner(_ range: Range<Int>) -> String? {
        if let label = text.find(Self.owners, range), label.upperBound < range.upperBound {
            var start = label.upperBound
            if text.keys[start] == "：" { start += 1 }
            let end = text.index(of: ["）", "。", "；", "\n", "："], start..<range.upperBound) ?? range.upperBound
            let value = text.trim(start..<end)
            if (2...60).contains(value.count) { return text.string(value) }
        }
        guard let leads = text.find(Lexicon.words("task.leads"), range) else { return nil }
        let lead = max(range.lowerBound, leads.lowerBound - 24)..<leads.lowerBound
        guard let by = text.findLast(["由"], lead) else { return nil }
        let value = text.trim(by.upperBound..<leads.lowerBound)
        return (2...24).contains(value.count) ? text.string(value) : nil
    }
}
