/// A row of a table that a document has flattened to bars or tabs.
enum TableRow {
    /// Whether cells are parted in it: by a bar, or by two tabs and more.
    static func isRow(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
        var tabs = 0
        for scalar in scalars {
            if scalar == "|" || scalar == "｜" { return true }
            if scalar == "\t" { tabs += 1 }
        }
        return tabs >= 2
    }

    static func count(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
        var bars = 0
        var tabs = 0
        for scalar in scalars {
            if scalar == "|" || scalar == "｜" { bars += 1 }
            if scalar == "\t" { tabs += 1 }
        }
        return bars > 0 ? bars + 1 : tabs + 1
    }

    /// The cells, without the empty ones outside the outer bars.
    static func cells(_ text: NoticeText, _ row: Range<Int>) -> [Range<Int>] {
        let hasBars = text.keys[row].contains("|")
        var cells: [Range<Int>] = []
        var start = row.lowerBound
        for index in row where hasBars ? text.keys[index] == "|" : text.shown[index] == "\t" {
            cells.append(text.trim(start..<index))
            start = index + 1
        }
        cells.append(text.trim(start..<row.upperBound))
        if hasBars {
            if let first = cells.first, first.isEmpty { cells.removeFirst() }
            if let last = cells.last, last.isEmpty { cells.removeLast() }
        }
        return cells
    }
}

/// A run of rows, the first of which may name the columns.
struct Table: Sendable {
    let rows: [[Range<Int>]]
    let ranges: [Range<Int>]

    /// The tables of a text, in order. A row of other length (a merged cell) does not end one.
    static func all(_ text: NoticeText, _ blocks: [Range<Int>]) -> [Table] {
        var tables: [Table] = []
        var rows: [[Range<Int>]] = []
        var ranges: [Range<Int>] = []
        for block in blocks + [text.count..<text.count] {
            if !block.isEmpty, TableRow.isRow(text.shown[block]) {
                rows.append(TableRow.cells(text, block))
                ranges.append(block)
            } else {
                if rows.count >= 2 { tables.append(Table(rows: rows, ranges: ranges)) }
                (rows, ranges) = ([], [])
            }
        }
        return tables
    }
}
