extension TableDefinition.Block {
    /// An entry with its place in the block's grid; rows and columns count from 0.
    package struct Placed: Hashable, Sendable {
        package let row: Int, column: Int, rows: Int, columns: Int
        package let entry: TableDefinition.Entry

        /// A label beside values names its row; others name the columns under them.
        package let namesRow: Bool
    }

    /// The entries at their places, as HTML lays a table out: each begins at the first free column of its row.
    package var placed: [Placed] {
        var placed: [Placed] = []
        var taken: Set<[Int]> = []
        for (row, entries) in rows.enumerated() {
            let hasValues = entries.contains { $0.cell != nil }
            var column = 0
            for entry in entries {
                while taken.contains([row, column]) { column += 1 }
                let (height, width) = (entry.rows ?? 1, entry.columns ?? 1)
                for y in row..<(row + max(1, height)) {
                    for x in column..<(column + max(1, width)) { taken.insert([y, x]) }
                }
                placed.append(
                    Placed(
                        row: row, column: column, rows: height, columns: width, entry: entry,
                        namesRow: hasValues && entry.cell == nil))
                column += width
            }
        }
        return placed
    }

    /// The labels over and beside a value: rows first, then from the outermost column label to the innermost.
    fileprivate func labels(of cell: Placed, in placed: [Placed]) -> [String] {
        let beside = placed.filter {
            $0.entry.label != nil && $0.namesRow && $0.column < cell.column
                && ($0.row..<($0.row + $0.rows)).contains(cell.row)
        }
        var above: [Placed] = []
        var crossedValue = false
        for row in stride(from: cell.row - 1, through: 0, by: -1) {
            guard
                let found = placed.first(where: {
                    $0.row == row && ($0.column..<($0.column + $0.columns)).contains(cell.column)
                })
            else { continue }
            if found.entry.cell != nil || found.namesRow { crossedValue = true }
            guard found.entry.label != nil, !found.namesRow else { continue }
            // Behind other values, only what spans more than the label found so far is still about this one.
            if let last = above.last, crossedValue, found.columns <= last.columns { continue }
            above.append(found)
        }
        return (beside + above.reversed()).compactMap(\.entry.label)
    }
}

extension TableDefinition {
    /// Where a cell stands, from the block to the leaf, without line breaks.
    package func labels(of id: String) -> [String] {
        for block in blocks {
            let placed = block.placed
            guard let cell = placed.first(where: { $0.entry.cell?.id == id }) else { continue }
            return ([block.label] + block.labels(of: cell, in: placed)).map { $0.filter { $0 != "\n" } }
        }
        return []
    }
    /// 村居社区计生协，活动场次
    package func label(of id: String) -> String { labels(of: id).joined(separator: "，") }
}
