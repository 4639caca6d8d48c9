/// Undoes the lines and pages of a layout: which lines are one paragraph can only be told from where they begin and end.
struct PDFParagraphs {
    private var paragraphs: [String] = []
    private var last: PDFLine?
    private let margins: [PDFMargins]

    static func text(_ pages: [[PDFLine]], of sizes: [PDFPage]) -> String {
        var paragraphs = PDFParagraphs(margins: PDFMargins.all(pages, of: sizes))
        for (number, lines) in pages.enumerated() {
            paragraphs.add(lines[...], width: paragraphs.margins[number].width)
        }
        return paragraphs.paragraphs.map { $0 + "\n" }.joined()
    }

    private init(margins: [PDFMargins]) { self.margins = margins }

    private mutating func add(_ page: ArraySlice<PDFLine>, width: Double) {
        var rest = page
        while let line = rest.first {
            let extent = PDFTable.extent(in: rest, width: width)
            if extent > 0 {
                paragraphs += PDFTable(Array(rest.prefix(extent))).rows()
                last = nil
                rest = rest.dropFirst(extent)
                continue
            }
            if let last, goesOn(last, line) {
                paragraphs[paragraphs.count - 1] += Self.glue(paragraphs[paragraphs.count - 1], line.text) + line.text
            } else {
                paragraphs.append(line.text)
            }
            last = line
            rest = rest.dropFirst()
        }
    }

    /// What stands between two lines of one paragraph: Latin words and numbers keep apart.
    static func glue(_ upper: String, _ lower: String) -> String {
        let isWord = { (scalar: UnicodeScalar?) in
            scalar.map { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false
        }
        return isWord(upper.unicodeScalars.last) && isWord(lower.unicodeScalars.first) ? " " : ""
    }

    /// Whether the lower line belongs to the paragraph of the upper one.
    private func goesOn(_ upper: PDFLine, _ lower: PDFLine) -> Bool {
        let (above, below) = (margins[upper.page], margins[lower.page])
        let em = above.em
        let isSamePage = upper.page == lower.page
        let gap = lower.yMin - upper.yMin
        let differs = { (one: Double, other: Double) in abs(one - other) > 0.12 * max(one, other) }
        guard !differs(upper.em, lower.em) || !differs(upper.height, lower.height) else { return false }
        if isSamePage, PDFTitle.goesOn(upper, lower, above) { return true }
        let indent = (upper: upper.xMin - above.left, lower: lower.xMin - below.left)
        // What begins far to the right is a signature or a date.
        guard max(indent.upper, indent.lower) < 0.3 * above.width else { return false }
        // Between Chinese and Latin letters there would be a little room.
        guard upper.xMax + lower.opening + 0.2 * em > above.right - 0.35 * em else { return false }
        let endsSentence = upper.text.unicodeScalars.last.map { "。；：！？;:!?".unicodeScalars.contains($0) } ?? false
        if isSamePage, gap > 1.25 * above.pitch, endsSentence || gap > 1.6 * above.pitch { return false }
        if indent.lower < 0.8 * em {
            // Without indents, only the end of a sentence and a number tell a new paragraph.
            return above.isIndented || !(endsSentence && (PDFTitle.isNumbered(lower.text) || indent.upper > 0.8 * em))
        }
        // It begins as paragraphs of this document do.
        if above.isIndented, (1.4...2.7).contains(indent.lower / em) { return false }
        // All lines of it are indented alike.
        if abs(indent.lower - indent.upper) < 0.3 * em { return !endsSentence && !PDFTitle.isNumbered(lower.text) }
        // They hang below the text of a first line such as 附件：1.
        return indent.lower > indent.upper && indent.upper > 1.5 * em && indent.lower < indent.upper + 7 * em
            && !endsSentence && !PDFTitle.isNumbered(lower.text)
    }
}
