internal import Domain

/// A definition as one grid: the names of the blocks in column 0, values and labels from column 1 on. What is written to
/// a file and what is looked for when one is read back are this same grid.
struct PrintedTable {
    struct Item {
        let row: Int, column: Int, rows: Int, columns: Int
        let label: String?
        let cell: TableDefinition.Cell?
    }
    let items: [Item]
    let rowCount: Int

    init(_ definition: TableDefinition) {
        var items: [Item] = []
        var top = 0
        for block in definition.blocks {
            items.append(
                Item(
                    row: top, column: 0, rows: block.rows.count, columns: 1, label: Self.oneLine(block.label),
                    cell: nil))
            for place in block.placed {
                items.append(
                    Item(
                        row: top + place.row, column: 1 + place.column, rows: place.rows, columns: place.columns,
                        label: place.entry.label.map(Self.oneLine), cell: place.entry.cell))
            }
            top += block.rows.count
        }
        self.items = items
        rowCount = top
    }

    /// The items that begin in each row, left to right.
    var rows: [[Item]] {
        var rows = [[Item]](repeating: [], count: rowCount)
        for item in items { rows[item.row].append(item) }
        return rows.map { $0.sorted { $0.column < $1.column } }
    }

    private static func oneLine(_ label: String) -> String { label.filter { $0 != "\n" } }
}
