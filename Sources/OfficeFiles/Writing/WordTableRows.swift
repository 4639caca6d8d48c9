/// The rows of a table as WordprocessingML has them: each row fills the grid, and a cell that spans rows is
/// continued in each of them. Source: ECMA-376 part 1, 17.4.84 (vMerge).
enum WordTableRows {
    enum Merge: String { case restart, `continue` }

    struct Place {
        let column: Int, columns: Int
        let merge: Merge?
        /// None where a cell from above goes on, or where the caller gave none.
        let cell: WordDocument.Cell?
    }

    /// - Throws: `.noPlace` when cells overlap or leave the grid.
    static func places(of table: WordDocument.Table) throws(WordDocument.Failure) -> [[Place]] {
        let width = table.gridColumns.count
        /// By its first column, a cell from above: how wide it is and how many rows are left.
        var above: [Int: (columns: Int, rows: Int)] = [:]
        var rows: [[Place]] = []
        for (row, cells) in table.rows.enumerated() {
            var places: [Place] = []
            var rest = cells[...]
            var column = 0
            while column < width {
                if let span = above[column] {
                    places.append(Place(column: column, columns: span.columns, merge: .continue, cell: nil))
                    above[column] = span.rows > 1 ? (span.columns, span.rows - 1) : nil
                    column += span.columns
                } else if let cell = rest.popFirst() {
                    let columns = max(1, cell.columns)
                    let isFree = (column..<column + columns).allSatisfy { $0 < width && above[$0] == nil }
                    guard isFree else { throw .noPlace(row: row) }
                    let below = min(cell.rows, table.rows.count - row) - 1
                    if below > 0 { above[column] = (columns, below) }
                    places.append(
                        Place(column: column, columns: columns, merge: below > 0 ? .restart : nil, cell: cell))
                    column += columns
                } else {
                    places.append(Place(column: column, columns: 1, merge: nil, cell: nil))
                    column += 1
                }
            }
            guard rest.isEmpty else { throw .noPlace(row: row) }
            rows.append(places)
        }
        return rows
    }
}
