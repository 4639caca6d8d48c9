/// 文号 such as 国计生协〔2021〕12号. Source: GB/T 9704-2012, 7.2.5.
enum DocumentNumberRecogniser {
    static func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for index in range where text.keys[index] == "〔" || text.keys[index] == "（" {
            guard let (year, close) = CalendarNumber.arabic(text.keys, index + 1, range.upperBound),
                (1949...2099).contains(year), close < range.upperBound,
                text.keys[close] == "〕" || text.keys[close] == "）"
            else { continue }
            var position = close + 1
            if position < range.upperBound, text.keys[position] == "第" { position += 1 }
            guard let (_, end) = CalendarNumber.arabic(text.keys, position, range.upperBound), end < range.upperBound,
                text.keys[end] == "号"
            else { continue }
            let start = agency(text, index, range.lowerBound)
            if start < index { found.append(start..<(end + 1)) }
        }
        return found
    }

    static func first(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? { findAll(text, range).first }

    private static let quoting = Lexicon.words("number.quoting")

    private static func agency(_ text: NoticeText, _ end: Int, _ lower: Int) -> Int {
        var start = end
        while start > lower, end - start < 16,
            text.keys[start - 1].isHan || text.keys[start - 1].isLatin
                || "×*".unicodeScalars.contains(text.keys[start - 1])
        { start -= 1 }
        for word in quoting.all {
            if let found = text.findLast(word, start..<end) { start = max(start, found.upperBound) }
        }
        return start
    }

    /// The document's own number: on a line of its own, behind the label 文号, or before an attachment's name.
    static func own(_ parts: NoticeParts) -> Range<Int>? {
        let text = parts.text
        let labels = Lexicon.words("number.labels")
        for block in parts.blocks {
            guard let label = text.find(labels, block), label.lowerBound - block.lowerBound < 200,
                let number = first(text, label.upperBound..<block.upperBound), number.lowerBound - label.upperBound < 8
            else { continue }
            return number
        }
        let heads = zip(parts.blocks, parts.roles).compactMap { block, role -> (Range<Int>, NoticeParts.Role)? in
            guard let number = first(text, block), number.lowerBound == block.lowerBound else { return nil }
            return (number, role)
        }
        if let line = heads.first(where: { $0.1 == .number }) ?? heads.first(where: { $0.1 == .attachmentName }) {
            return line.0
        }
        // A document on one line: near its top and outside brackets.
        guard let block = parts.blocks.first, let number = first(text, block),
            number.lowerBound - block.lowerBound < 80,
            number.lowerBound == block.lowerBound || text.keys[number.lowerBound - 1] == " "
        else { return nil }
        return number
    }
}
