/// The tree of clauses and the superiors' documents that a text cites.
struct ClauseBuilder: Sendable {
    let text: NoticeText
    let outline: Outline

    private static let obliging = Lexicon.words("clause.obliging")

    func clauses() -> [NoticeReading.Clause] { outline.roots.map(clause) }

    private func clause(_ index: Int) -> NoticeReading.Clause {
        let section = outline.sections[index]
        let words = section.body.map { text.string($0) }.joined(separator: "\n")
        return .init(
            number: section.marker.isEmpty ? nil : number(section.marker),
            heading: section.heading.map { text.string($0) }, text: words, level: section.level,
            required: section.body.contains { text.contains(Self.obliging, $0) },
            source: text.source(section.start..<section.end, limit: .max), children: section.children.map(clause))
    }

    /// 一、 → 一
    private func number(_ marker: Range<Int>) -> String {
        var marker = text.trim(marker)
        while let last = marker.last, "、.．，".unicodeScalars.contains(text.keys[last]) { marker.removeLast() }
        return text.string(marker)
    }

    // MARK: References

    private static let relations: [(Word, String)] = ["根据", "按照", "依据", "依照", "贯彻", "落实", "执行", "转发"].map {
        (Array($0.unicodeScalars), $0)
    }

    func references() -> [NoticeReading.Reference] {
        var references: [NoticeReading.Reference] = []
        let paragraphs = outline.preamble + outline.sections.flatMap(\.body)
        for paragraph in paragraphs {
            var index = paragraph.lowerBound
            while let open = text.find(["《"], index..<paragraph.upperBound), references.count < 100 {
                guard let close = closing(open.lowerBound, paragraph) else { break }
                index = close + 1
                let near = index..<min(paragraph.upperBound, index + 30)
                let number = DocumentNumberRecogniser.first(text, near).flatMap {
                    $0.lowerBound <= index + 1 ? $0 : nil
                }
                let before = max(paragraph.lowerBound, open.lowerBound - 40)..<open.lowerBound
                let relation = Self.relations.filter { text.findLast($0.0, before) != nil }
                    .max {
                        (text.findLast($0.0, before)?.lowerBound ?? 0) < (text.findLast($1.0, before)?.lowerBound ?? 0)
                    }
                guard number != nil || relation != nil else { continue }
                let reference = NoticeReading.Reference(
                    docNumber: number.map { text.string($0) }, title: text.joined(open.upperBound..<close),
                    relation: relation?.1 ?? "引用")
                if !references.contains(reference) { references.append(reference) }
            }
        }
        return references
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
}
