/// Items within the text below a heading: 一是…二是…, lines that begin with a bullet.
struct ItemSplitter: Sendable {
    let text: NoticeText

    private static let ordinals = Lexicon.words("items.ordinals")
    static let bullets = Set("·●◆■▪*-√▲△○►▶★☆➢◎".unicodeScalars)

    func items(_ paragraphs: [Range<Int>]) -> [Range<Int>] {
        paragraphs.flatMap { numbered($0) } + bulleted(paragraphs)
    }

    /// 一是…。二是…。
    private func numbered(_ paragraph: Range<Int>) -> [Range<Int>] {
        var starts: [Range<Int>] = []
        for found in text.findAll(Self.ordinals, paragraph)
        where found.lowerBound == paragraph.lowerBound
            || "。；：， ".unicodeScalars.contains(text.keys[found.lowerBound - 1])
        {
            starts.append(found)
        }
        guard starts.count >= 2 else { return [] }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].lowerBound : paragraph.upperBound
            return starts[index].upperBound..<end
        }
    }

    private func bulleted(_ paragraphs: [Range<Int>]) -> [Range<Int>] {
        let found = paragraphs.filter { $0.count > 4 && Self.bullets.contains(text.keys[$0.lowerBound]) }
        guard found.count >= 2 else { return [] }
        return found.map { text.trim(($0.lowerBound + 1)..<$0.upperBound) }
    }
}
