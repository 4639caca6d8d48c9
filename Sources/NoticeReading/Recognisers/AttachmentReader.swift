/// The annexes that a document names and the files that a web page offers beside it.
struct AttachmentReader: Sendable {
    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    func read() -> [NoticeReading.Attachment] {
        var found: [NoticeReading.Attachment] = []
        var ranges = items(parts.ranges(.annexList))
        if ranges.isEmpty { ranges = titles() }
        ranges += parts.ranges(.attachmentName)
        for range in ranges {
            let name = text.string(range)
            if !found.contains(where: { $0.name == name }) {
                found.append(.init(name: name, source: text.source(range)))
            }
            if found.count == 100 { break }
        }
        return found
    }

    /// 附件：1.报名表 2.回执 as two names, without their numbers.
    func items(_ blocks: [Range<Int>]) -> [Range<Int>] {
        blocks.flatMap { block -> [Range<Int>] in
            var start = block.lowerBound
            if let label = text.prefix(Lexicon.words("parts.annex"), block) { start = label.upperBound }
            while start < block.upperBound, "：: ".unicodeScalars.contains(text.keys[start]) { start += 1 }
            var cuts: [Int] = [start]
            for index in start..<block.upperBound where index > start && text.keys[index - 1] == " " {
                if HeadingGrammar.marker(text.keys, index..<block.upperBound) != nil { cuts.append(index) }
            }
            return zip(cuts, cuts.dropFirst() + [block.upperBound]).map { from, to in
                let piece = text.trim(from..<to)
                guard let marker = HeadingGrammar.marker(text.keys, piece), marker.length < piece.count else {
                    return piece
                }
                return text.trim((piece.lowerBound + marker.length)..<piece.upperBound)
            }.filter { (2...80).contains($0.count) }
        }
    }

    /// The lines below 附件1 that name what follows.
    private func titles() -> [Range<Int>] {
        parts.blocks.indices.dropLast().filter { parts.roles[$0] == .annexHead }.compactMap { index in
            let head = parts.blocks[index]
            let name = items([head]).first.flatMap { text.keys[$0].contains(where: \.isHan) ? $0 : nil }
            if let name, name.count > 4 { return name }
            let next = parts.blocks[index + 1]
            return next.count <= 60 && text.index(of: ["。", "|"], next) == nil ? text.trim(next) : nil
        }
    }
}
