internal import Synchronization

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
        var taken: Set<Int> = []
        let place = { (row: Int, column: Int) in row << 16 | column }
        for (row, entries) in rows.enumerated() {
            let hasValues = entries.contains { $0.cell != nil }
            var column = 0
            for entry in entries {
                while taken.contains(place(row, column)) { column += 1 }
                let (height, width) = (entry.rows ?? 1, entry.columns ?? 1)
                for y in row..<(row + max(1, height)) {
                    for x in column..<(column + max(1, width)) { taken.insert(place(y, x)) }
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

    /// The labels over and beside each value: rows first, then from the outermost column label to the innermost.
    fileprivate var labels: [String: [String]] {
        let placed = placed
        let byRow = Dictionary(grouping: placed, by: \.row)
        var labels: [String: [String]] = [:]
        for value in placed {
            guard let id = value.entry.cell?.id else { continue }
            labels[id] = ([label] + Self.labels(of: value, placed.filter(\.namesRow), byRow)).map {
                $0.filter { $0 != "\n" }
            }
        }
        return labels
    }

    private static func labels(of cell: Placed, _ beside: [Placed], _ byRow: [Int: [Placed]]) -> [String] {
        let names = beside.filter {
            $0.column < cell.column && ($0.row..<($0.row + $0.rows)).contains(cell.row)
        }
        var above: [Placed] = []
        var crossedValue = false
        for row in stride(from: cell.row - 1, through: 0, by: -1) {
            let found = byRow[row]?.first { ($0.column..<($0.column + $0.columns)).contains(cell.column) }
            guard let found else { continue }
            if found.entry.cell != nil || found.namesRow { crossedValue = true }
            guard found.entry.label != nil, !found.namesRow else { continue }
            // Behind other values, only what spans more than the label found so far is still about this one.
            if let last = above.last, crossedValue, found.columns <= last.columns { continue }
            above.append(found)
        }
        return (names + above.reversed()).compactMap(\.entry.label)
    }
}

extension TableDefinition {
    /// Where a cell stands, from the block to the leaf, without line breaks.
    package func labels(of id: String) -> [String] {
        layout.labels { blocks.reduce(into: [:]) { $0.merge($1.labels) { first, _ in first } } }[id] ?? []
    }
    /// 村居社区计生协，活动场次
    package func label(of id: String) -> String { labels(of: id).joined(separator: "，") }

    /// What follows from the definition alone, worked out once; copies share it, for nothing in them can change.
    package final class Layout: Sendable, Hashable {
        private let known = Mutex<[String: [String]]?>(nil)

        func labels(_ make: () -> [String: [String]]) -> [String: [String]] {
            if let labels = known.withLock({ $0 }) { return labels }
            let labels = make()
            known.withLock { $0 = labels }
            return labels
        }
        /// It is no part of what a definition says.
        package static func == (a: Layout, b: Layout) -> Bool { true }
        package func hash(into hasher: inout Hasher) {}
    }
}
