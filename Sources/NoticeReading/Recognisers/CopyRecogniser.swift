/// 抄送：…, 抄报：…: who else receives the document.
struct CopyRecogniser: Sendable {
    func findAll(_ text: NoticeText, _ blocks: [Range<Int>]) -> [String] {
        var names: [String] = []
        for block in blocks {
            guard let label = text.prefix(Lexicon.words("imprint.copies"), block) else { continue }
            let end = text.index(of: ["。"], label.upperBound..<block.upperBound) ?? block.upperBound
            for piece in text.split(label.upperBound..<end, at: ["，", "；", "、", " "]) {
                let name = text.trim(piece)
                guard (2...60).contains(name.count), !text.keys[name].contains("：") else { continue }
                let words = text.string(name)
                if !names.contains(words) { names.append(words) }
                if names.count == 100 { return names }
            }
        }
        return names
    }
}
