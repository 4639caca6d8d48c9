/// A table of a page while it is read. Its rows become lines, unless it only arranges the page.
struct HTMLTable {
    /// What spans more columns or rows is no table for people. (WHATWG HTML, 4.9.11, stops at 1,000 and 65,534.)
    private static let columnLimit = 100
    private static let rowLimit = 1_000
    /// Longer cells belong to tables that only arrange the page; in lines and characters.
    private static let cellLimit = 10
    private static let mixedLimit = 300

    private struct Span {
        var columns: Int, rows: Int
    }

    private var cells: [(column: Int, lines: [HTMLLine])] = []
    private var column = 0
    private var span = Span(columns: 1, rows: 1)
    private var firstLine = 0
    private var isInCell = false
    private var isLayout = false
    /// Columns that cells of earlier rows still fill, and for how many rows.
    private var filled: [Int] = []

    mutating func startRow() { (cells, column, isLayout) = ([], 0, false) }

    mutating func startCell(columns: String?, rows: String?, firstLine: Int) {
        let number = { (text: String?, limit: Int) in
            min(max(text.flatMap { Int($0.filter { !$0.isWhitespace }) } ?? 1, 1), limit)
        }
        while column < filled.count, filled[column] > 0 { column += 1 }
        span = Span(columns: number(columns, Self.columnLimit), rows: number(rows, Self.rowLimit))
        self.firstLine = firstLine
        isInCell = true
    }

    mutating func endCell(_ lines: inout [HTMLLine]) {
        guard isInCell else { return }
        isInCell = false
        let own = Array(lines[min(firstLine, lines.count)...])
        lines.removeLast(own.count)
        cells.append((column, own))
        if span.rows > 1, column + span.columns <= 2 * Self.columnLimit {
            while filled.count < column + span.columns { filled.append(0) }
            for place in column..<column + span.columns { filled[place] = span.rows }
        }
        column = min(column + span.columns, CellReference.columnLimit)
    }

    /// Within the open cell.
    mutating func holdsTable() { isLayout = true }

    /// - Parameter box: around the table.
    mutating func endRow(_ lines: inout [HTMLLine], box: Int) {
        let row = cells
        let isFrame = row.count == 1 || isLayout
        startRow()
        for place in filled.indices where filled[place] > 0 { filled[place] -= 1 }
        while filled.last == 0 { filled.removeLast() }
        let full = row.filter { !$0.lines.isEmpty }
        let all = full.flatMap(\.lines)
        guard !full.isEmpty else { return }
        if isFrame || full.contains(where: { $0.lines.count >= Self.cellLimit }) || isMixed(all) {
            lines += all
            return
        }
        let boxes = Set(all.map(\.box))
        lines.append(
            HTMLLine(
                text: TableRow.line(full.map { ($0.column, $0.lines.map(\.text)) }),
                box: boxes.count == 1 ? all[0].box : box,
                isHeading: all.allSatisfy(\.isHeading), isLink: all.allSatisfy(\.isLink)))
    }

    /// Much text from different boxes: the page's columns.
    private func isMixed(_ lines: [HTMLLine]) -> Bool {
        guard let box = lines.first?.box, lines.contains(where: { $0.box != box }) else { return false }
        return lines.reduce(0) { $0 + $1.text.unicodeScalars.count } > Self.mixedLimit
    }
}
