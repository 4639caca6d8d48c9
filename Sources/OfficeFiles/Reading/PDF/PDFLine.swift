/// A word as it stands on a page; y grows downwards, in points.
struct PDFWord {
    var xMin: Double, yMin: Double, xMax: Double, yMax: Double
    var text: String
}

struct PDFPage {
    var width: Double, height: Double
    var words: [PDFWord]
}

/// Words that stand side by side.
struct PDFLine {
    /// Without a wide gap, such as the text of a cell.
    struct Segment {
        var xMin: Double, xMax: Double
        var text: String
        /// The width of what cannot be parted at its start: if it had found room in the line above, it would stand there.
        var opening = 0.0
    }

    var page: Int
    var yMin: Double, yMax: Double
    /// The width of a Chinese character.
    var em: Double
    var segments: [Segment]

    var xMin: Double { segments.first?.xMin ?? 0 }
    var xMax: Double { segments.last?.xMax ?? 0 }
    var height: Double { yMax - yMin }
    var opening: Double { segments.first?.opening ?? 0 }
    var text: String { segments.map(\.text).joined(separator: " ") }

    /// The lines of a page from top to bottom, whatever the order in which the page draws them.
    static func lines(of page: PDFPage, number: Int) -> [PDFLine] {
        var rows: [(yMin: Double, yMax: Double, words: [PDFWord])] = []
        for word in page.words.sorted(by: { ($0.yMin, $0.xMin) < ($1.yMin, $1.xMin) }) {
            // Cells beside it may stand half a line higher or lower.
            let near = rows.indices.suffix(3).map { ($0, level(rows[$0].yMin, rows[$0].yMax, word)) }
            if let best = near.max(by: { $0.1 < $1.1 }), best.1 > 0 {
                rows[best.0].words.append(word)
            } else {
                rows.append((word.yMin, word.yMax, [word]))
            }
        }
        return rows.map { PDFLine($0.words.sorted { $0.xMin < $1.xMin }, page: number) }
    }

    /// The share of its height that the word has in common with a line; 0 if it is none of the line's.
    private static func level(_ top: Double, _ bottom: Double, _ word: PDFWord) -> Double {
        let height = min(bottom - top, word.yMax - word.yMin)
        let share = (min(bottom, word.yMax) - max(top, word.yMin)) / max(height, 0.1)
        let isLevel = share > 0.85 || share > 0.5 && abs(bottom + top - word.yMax - word.yMin) < height
        return isLevel ? share : 0
    }

    private init(_ words: [PDFWord], page: Int) {
        self.page = page
        yMin = words.map(\.yMin).min() ?? 0
        yMax = words.map(\.yMax).max() ?? 0
        em = Self.em(of: words)
        segments = []
        // Spread letters, 中 国 计 生 协, are one word.
        let isSpread = words.count > 2 && words.allSatisfy { $0.text.unicodeScalars.count == 1 }
        var last: PDFWord?
        var label = 0..<0
        for (index, word) in words.enumerated() {
            let gap = last.map { word.xMin - $0.xMax } ?? .infinity
            if !label.contains(index) { label = index..<index + Self.label(words[index...], em: em) }
            let inLabel = isSpread && gap < 3 * em || label.dropFirst().contains(index)
            if gap > max(0.75 * em, 7), !inLabel || last == nil {
                let opening = Self.opening(of: words[index...], em: em)
                segments.append(Segment(xMin: word.xMin, xMax: word.xMax, text: word.text, opening: opening))
            } else {
                let isBlank = last.map { Self.isBlank(gap, between: $0.text, and: word.text, em: em) } ?? false
                segments[segments.count - 1].text += (isBlank && !inLabel ? " " : "") + word.text
                segments[segments.count - 1].xMax = max(segments[segments.count - 1].xMax, word.xMax)
            }
            last = word
        }
    }

    /// How many words are one label that is spread to the width of others, such as 地　点：.
    private static func label(_ words: ArraySlice<PDFWord>, em: Double) -> Int {
        var last: PDFWord?
        for (count, word) in words.prefix(6).enumerated() {
            if let last, !(0...2.6 * em).contains(word.xMin - last.xMax) { return 0 }
            let scalars = Array(word.text.unicodeScalars.prefix(2))
            guard let first = scalars.first, isWide(first) else { return 0 }
            if scalars.count > 1 {
                return last != nil && "：:".unicodeScalars.contains(scalars[1]) ? count + 1 : 0
            }
            last = word
        }
        return 0
    }

    /// Between Chinese and Latin letters, layouts leave a fifth of a character without any blank.
    private static func isBlank(_ gap: Double, between left: String, and right: String, em: Double) -> Bool {
        let isLatin = { (scalar: UnicodeScalar?) in scalar.map { $0.isASCII } ?? false }
        let inWords = isLatin(left.unicodeScalars.last) && isLatin(right.unicodeScalars.first)
        return gap > (inWords ? 0.1 : 0.27) * em
    }

    /// Up to the first place where a line may end. Source: GB/T 15834-2011, 5.1 (marks at the ends of lines); UAX #14.
    private static func opening(of words: ArraySlice<PDFWord>, em: Double) -> Double {
        guard let first = words.first else { return 0 }
        var last: (scalar: UnicodeScalar, end: Double)?
        for word in words.prefix(20) {
            let scalars = Array(word.text.unicodeScalars)
            let units = scalars.reduce(0) { $0 + (isWide($1) ? 1 : 0.5) }
            var end = word.xMin
            for scalar in scalars {
                if let last, mayPart(last.scalar, scalar, isBlank: end - last.end > 0.27 * em) {
                    return last.end - first.xMin
                }
                end += (word.xMax - word.xMin) * (isWide(scalar) ? 1 : 0.5) / units
                last = (scalar, end)
            }
        }
        return (last?.end ?? first.xMax) - first.xMin
    }

    private static func mayPart(_ left: UnicodeScalar, _ right: UnicodeScalar, isBlank: Bool) -> Bool {
        if isBlank { return true }
        if "，。、；：！？）〉》」』】〕”’“‘,.;:!?)]}%".unicodeScalars.contains(right) { return false }
        if "（〈《「『【〔“‘”’([{".unicodeScalars.contains(left) { return false }
        return isWide(left) || isWide(right)
    }

    private static func em(of words: [PDFWord]) -> Double {
        let units = words.map { $0.text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 1 : 0.5) } }
        let pure = words.indices.filter { words[$0].text.unicodeScalars.allSatisfy(isWide) }
        let mixed = words.indices.filter { words[$0].text.unicodeScalars.contains(where: isWide) }
        let widths = (pure.isEmpty ? mixed : pure).map { (words[$0].xMax - words[$0].xMin) / max(units[$0], 0.5) }
            .sorted()
        let height = words.map { $0.yMax - $0.yMin }.max() ?? 10
        return widths.isEmpty ? 0.8 * height : max(1, widths[widths.count / 2])
    }

    static func isWide(_ scalar: UnicodeScalar) -> Bool {
        (0x2E80...0x9FFF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
            || (0xFF01...0xFF5E).contains(scalar.value)
    }
}
