/// The superiors' documents that a text cites: 根据《…》（号）, 按照省妇联关于…的通知（号）要求, 依据X〔2025〕3号文件.
struct ReferenceRecogniser: Sendable {
    let text: NoticeText
    /// The document's own number , which is no citation.
    var ownNumber: Range<Int>?

    private static let relations = Lexicon.words("reference.relations")

    func findAll(_ paragraphs: [Range<Int>]) -> [NoticeReading.Reference] {
        var found: [NoticeReading.Reference] = []
        var known: Set<[String?]> = []
        let own = ownNumber.map { text.key($0) }
        for paragraph in paragraphs where found.count < 100 {
            for reference in titled(paragraph) + numbered(paragraph) {
                guard reference.docNumber == nil || reference.docNumber != own,
                    known.insert([reference.docNumber, reference.docNumber == nil ? reference.title : nil]).inserted
                else { continue }
                found.append(reference)
            }
        }
        return found
    }

    // MARK: 《…》（号）

    private func titled(_ paragraph: Range<Int>) -> [NoticeReading.Reference] {
        var found: [NoticeReading.Reference] = []
        var index = paragraph.lowerBound
        while let open = text.find(["《"], index..<paragraph.upperBound), found.count < 100 {
            guard let close = closing(open.lowerBound, paragraph) else {
                index = open.upperBound
                continue
            }
            index = close + 1
            let number = number(after: index, paragraph)
            let relation = relation(before: open.lowerBound, paragraph)
            // 《决定》 alone is short for what was cited before.
            guard number != nil || relation != nil && close - open.upperBound >= 4 else { continue }
            found.append(
                .init(
                    docNumber: number.map { text.string($0) }, title: text.joined(open.upperBound..<close),
                    relation: relation.map { text.string($0) } ?? "引用",
                    source: text.source(open.lowerBound..<(number?.upperBound ?? index))))
        }
        return found
    }

    private func number(after index: Int, _ paragraph: Range<Int>) -> Range<Int>? {
        let near = index..<min(paragraph.upperBound, index + 40)
        return DocumentNumberRecogniser.first(text, near).flatMap { $0.lowerBound <= index + 1 ? $0 : nil }
    }

    private func closing(_ open: Int, _ range: Range<Int>) -> Int? {
        var depth = 0
        for index in open..<min(range.upperBound, open + 160) {
            if text.keys[index] == "《" { depth += 1 }
            if text.keys[index] == "》" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The nearest verb of the same sentence by which it is cited.
    private func relation(before index: Int, _ paragraph: Range<Int>) -> Range<Int>? {
        let lead = max(paragraph.lowerBound, index - 60)..<index
        let sentence = text.sentences(lead).last ?? lead
        guard let verb = text.findAll(Self.relations, sentence).last else { return nil }
        // 贯彻《A》，宣传《B》: behind a comma only further titles belong to the verb.
        let between = verb.upperBound..<index
        return text.index(of: ["，"], between) == nil || text.index(of: ["》"], between) != nil ? verb : nil
    }

    // MARK: Numbers without a title in brackets

    private func numbered(_ paragraph: Range<Int>) -> [NoticeReading.Reference] {
        guard text.keys[paragraph].contains("号") else { return [] }
        return DocumentNumberRecogniser.findAll(text, paragraph).compactMap { number in
            // What 《…》（号） cites is already told.
            if number.lowerBound > paragraph.lowerBound + 1, text.keys[number.lowerBound - 1] == "（",
                text.keys[number.lowerBound - 2] == "》"
            {
                return nil
            }
            if number.lowerBound > paragraph.lowerBound, text.keys[number.lowerBound - 1] == "》" { return nil }
            guard let relation = relation(before: number.lowerBound, paragraph) else { return nil }
            let between = relation.upperBound..<number.lowerBound
            let title = text.find("关于", between).map { about -> Range<Int> in
                var end = number.lowerBound
                while end > about.lowerBound, "（ ".unicodeScalars.contains(text.keys[end - 1]) { end -= 1 }
                return about.lowerBound..<end
            }
            let isTitle = title.map { $0.count <= 80 && text.index(of: ["，", "。"], $0) == nil } ?? false
            return .init(
                docNumber: text.string(number), title: isTitle ? title.map { text.joined($0) } : nil,
                relation: text.string(relation), source: text.source(relation.lowerBound..<number.upperBound))
        }
    }
}
