package import Domain
internal import OfficeFiles

/// The official table of a unit as a file, laid out by its definition.
package struct TableFile: Sendable {
    private let table: StatisticsTables.Table
    private let values: CellValues
    private let contact: String

    /// - Parameter values: the table's live or reported figure.
    package init(_ table: StatisticsTables.Table, values: CellValues, contact: String) {
        self.table = table
        self.values = values
        self.contact = contact
    }

    /// .xlsx; cells that do not apply are “—”.
    package func xlsx(on day: CalendarDate) async throws -> [UInt8] {
        try await WorkPool.parsing.run { try sheet(on: day).bytes() }
    }

    private func sheet(on day: CalendarDate) -> XlsxSheet {
        let definition = table.campaign.definition
        let foot = [contact, "", day.long]
        let title = definition.title(year: table.campaign.year)
        let unitName = table.unit.level == .nation ? table.unit.name : table.unit.shortName + "计划生育协会"
        var sheet = XlsxSheet(name: "信息统计表")
        let width = definition.columns + 1
        sheet.columnWidths = [14] + Array(repeating: 13.5, count: definition.columns)
        sheet.cells.append(.init(row: 0, column: 0, columns: width, .text(title), .title))
        sheet.cells.append(.init(row: 1, column: 0, columns: width, .text(definition.seal + unitName), .plain))
        sheet.rowHeights = [0: 34, 1: 24]
        var row = 2
        for block in definition.blocks {
            let top = row
            var column = 1
            for group in block.groups {
                sheet.cells.append(
                    .init(row: row, column: column, columns: group.span, .text(group.label), .header))
                column += group.span
            }
            sheet.rowHeights[row] = block.groups.contains { $0.label.contains("\n") } ? 36 : 24
            row += 1
            for line in block.rows {
                for (index, leaf) in line.enumerated() {
                    sheet.cells.append(.init(row: row, column: index + 1, .text(leaf.label), .header))
                    sheet.cells.append(
                        .init(row: row + 1, column: index + 1, content(of: leaf.cell), .value))
                }
                sheet.rowHeights[row] = line.contains { $0.label.contains("\n") } ? 36 : 24
                sheet.rowHeights[row + 1] = 24
                row += 2
            }
            sheet.cells.append(.init(row: top, column: 0, rows: row - top, .text(block.label), .header))
        }
        let share = width / max(1, definition.foot.count)
        for (index, label) in definition.foot.enumerated() {
            let value = index < foot.count ? foot[index] : ""
            sheet.cells.append(
                .init(row: row, column: index * share, columns: share, .text(label + value), .plain))
        }
        sheet.rowHeights[row] = 24
        row += 1
        for (index, note) in definition.notes.enumerated() {
            let text = "\(index == 0 ? "说明：" : "　　　")\(index + 1). \(note)"
            sheet.cells.append(.init(row: row, column: 0, columns: width, .text(text), .note))
            row += 1
        }
        return sheet
    }

    private func content(of cell: TableDefinition.Cell) -> XlsxSheet.Content {
        guard let value = values[cell.id] else { return .text("—") }
        if cell.presence == true, cell.levelSet.contains(table.unit.level) { return .text(value > 0 ? "有" : "无") }
        return .number(value)
    }
}
