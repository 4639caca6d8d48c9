/// Counts the numbered paragraphs of a document as Word does. Source: ECMA-376 part 1, 17.9.
struct WordCounters {
    private struct Place: Hashable {
        let list: Int, level: Int
    }

    private let numbering: WordNumbering
    private let styles: WordStyleSheet
    /// Lists of one definition count on; a start of its own takes effect once for each.
    private var counts: [Int: [Int: Int]] = [:]
    private var started: Set<Place> = []

    init(_ numbering: WordNumbering, _ styles: WordStyleSheet) {
        self.numbering = numbering
        self.styles = styles
    }

    /// What stands in front of the next paragraph of this kind, such as 一、 or "1. ".
    /// - Parameters:
    ///   - list: of the paragraph itself; 0 takes it out of its style's list.
    ///   - style: of the paragraph.
    mutating func number(list: Int?, level: Int?, style: String?) -> String {
        let inherited = styles.list(ofStyle: style)
        guard let id = list ?? inherited?.list, id != 0, let list = numbering.list(id) else { return "" }
        let ofStyle = inherited.flatMap { numbering.level(ofStyle: $0.style, in: id) ?? $0.level }
        let index = min(max(level ?? ofStyle ?? 0, 0), 8)
        guard let definition = numbering.level(index, of: list, styles: styles) else { return "" }
        count(Place(list: id, level: index), of: list, definition)
        guard definition.format != "bullet" else { return "" }
        return Self.spaced(text(definition, of: list), isTight: definition.isTight)
    }

    private mutating func count(_ place: Place, of list: WordNumbering.List, _ level: WordNumbering.Level) {
        let before = counts[list.abstract] ?? [:]
        var after = before
        if let start = list.starts[place.level], started.insert(place).inserted {
            after[place.level] = start
        } else {
            after[place.level] = before[place.level].map { $0 + 1 } ?? level.start
        }
        for deeper in before.keys where deeper > place.level {
            let restart = numbering.level(deeper, of: list, styles: styles)?.restart
            if restart.map({ place.level < $0 }) ?? true { after[deeper] = nil }
        }
        counts[list.abstract] = after
    }

    private func text(_ level: WordNumbering.Level, of list: WordNumbering.List) -> String {
        var text = ""
        var isPlace = false
        for scalar in level.pattern.unicodeScalars {
            if isPlace, ("1"..."9").contains(scalar) {
                let index = Int(scalar.value) - 0x31
                let shown = numbering.level(index, of: list, styles: styles) ?? WordNumbering.Level()
                let count = counts[list.abstract]?[index] ?? list.starts[index] ?? shown.start
                let isDecimal = level.isLegal && shown.format != "none"
                text += NumberText.text(count, format: isDecimal ? "decimal" : shown.format)
                isPlace = false
            } else {
                if isPlace { text += "%" }
                isPlace = scalar == "%"
                if !isPlace { text.unicodeScalars.append(scalar) }
            }
        }
        return isPlace ? text + "%" : text
    }

    /// A blank follows, but not after Chinese punctuation, which brings its own.
    private static func spaced(_ number: String, isTight: Bool) -> String {
        guard let last = number.unicodeScalars.last, !isTight, !last.properties.isWhitespace else { return number }
        return (0x3000...0x303F).contains(last.value) || (0xFF00...0xFF5E).contains(last.value) ? number : number + " "
    }
}
