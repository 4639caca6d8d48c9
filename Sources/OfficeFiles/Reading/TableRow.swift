/// The line that a row of a table becomes: cells parted by tabs, so that each stands behind as many as its column.
enum TableRow {
    /// - Parameter cells: in the order of their columns, from 0. Those that continue from above or from the left are
    ///   empty, or left out.
    static func line(_ cells: [(column: Int, paragraphs: [String])]) -> String {
        var line = ""
        var column = 0
        for cell in cells {
            let text = text(cell.paragraphs)
            guard !text.isEmpty else { continue }
            line += String(repeating: "\t", count: max(0, cell.column - column)) + text
            column = max(column, cell.column)
        }
        return line
    }

    /// Paragraphs and blanks within a cell are parted by a space.
    private static func text(_ paragraphs: [String]) -> String {
        paragraphs.lazy.flatMap { $0.split { "\n\t".contains($0) } }.map(trimmed).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank = { (character: Character) in character.isWhitespace }
        guard let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
        return text[...last].drop(while: isBlank)
    }
}
