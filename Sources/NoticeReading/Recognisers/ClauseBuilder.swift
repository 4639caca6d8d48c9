/// The tree of clauses, and which of them oblige.
struct ClauseBuilder: Sendable {
    let text: NoticeText
    let outline: Outline

    private static let obliging = Lexicon.words("clause.obliging")
    private static let masking = Lexicon.words("clause.masking")
    private static let optional = Lexicon.words("clause.optional")
    private static let ruled = Lexicon.words("clause.required headings")
    private static let chosen = Lexicon.words("clause.optional headings")

    func clauses() -> [NoticeReading.Clause] { outline.roots.map { clause($0, above: nil) } }

    /// - Parameter above: what a heading above decides for all below: 规定动作, 自选动作.
    private func clause(_ index: Int, above: Bool?) -> NoticeReading.Clause {
        let section = outline.sections[index]
        let ruling = section.heading.flatMap { rules($0) } ?? above
        let words = section.body.map { text.string($0) }.joined(separator: "\n")
        return .init(
            number: section.marker.isEmpty ? nil : number(section.marker),
            heading: section.heading.map { text.string($0) }, text: words, level: section.level,
            required: ruling ?? isRequired(section),
            source: text.source(section.start..<section.end, limit: .max),
            children: section.children.map { clause($0, above: ruling) })
    }

    private func rules(_ heading: Range<Int>) -> Bool? {
        if text.contains(Self.ruled, heading) { return true }
        return text.contains(Self.chosen, heading) ? false : nil
    }

    /// A word that obliges, in a sentence that does not leave it to the reader.
    private func isRequired(_ section: Outline.Section) -> Bool {
        section.body.contains { paragraph in
            text.sentences(paragraph).contains { obliges($0) }
        }
    }

    private func obliges(_ sentence: Range<Int>) -> Bool {
        let isLeft = text.contains(Self.optional, sentence)
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            // 重要 and 邀请 hold the characters but not the words.
            if let mask = text.match(Self.masking, at: index, before: sentence.upperBound) {
                index += mask.count
            } else if let word = text.match(Self.obliging, at: index, before: sentence.upperBound) {
                if !isLeft || word.count > 1 { return true }
                index += word.count
            } else {
                index += 1
            }
        }
        return false
    }

    /// 一、 → 一
    private func number(_ marker: Range<Int>) -> String {
        var marker = text.trim(marker)
        while let last = marker.last, "、.．，".unicodeScalars.contains(text.keys[last]) { marker.removeLast() }
        return text.string(marker)
    }
}
