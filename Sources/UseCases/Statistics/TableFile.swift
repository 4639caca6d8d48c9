package import Domain
internal import OfficeFiles

/// The official table of a unit as a file, laid out by its definition.
package struct TableFile: Sendable {
    package enum Format: String, Sendable {
        case xlsx, docx
        package var mediaType: String {
            switch self {
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        }
    }

    private let table: StatisticsTables.Table
    private let values: CellValues
    private let contact: String

    /// - Parameter values: the table's live or reported figure.
    package init(_ table: StatisticsTables.Table, values: CellValues, contact: String) {
        self.table = table
        self.values = values
        self.contact = contact
    }

    /// Cells that do not apply are “—”.
    package func bytes(_ format: Format, on day: CalendarDate) async throws -> [UInt8] {
        try await WorkPool.parsing.run {
            switch format {
            case .xlsx: try sheet(on: day).bytes()
            case .docx: try document(on: day).bytes()
            }
        }
    }

    private var definition: TableDefinition { table.campaign.definition }
    private var title: String { definition.title(year: table.campaign.year) }
    private var seal: String { definition.seal + definition.association(of: table.unit) }
    private func foot(_ day: CalendarDate) -> [String] {
        let values = [contact, "", day.long]
        return definition.foot.enumerated().map { $1 + ($0 < values.count ? values[$0] : "") }
    }
    private var notes: [String] {
        definition.notes.enumerated().map { "\($0 == 0 ? "说明：" : "　　　")\($0 + 1). \($1)" }
    }
    /// By which a file is known when it comes back filled in.
    private var properties: [String: String] {
        [
            TableReading.unitProperty: table.unit.code, TableReading.campaignProperty: table.campaign.id.text,
            TableReading.definitionProperty: "\(definition.id)/\(definition.version)",
        ]
    }

    private func sheet(on day: CalendarDate) -> XlsxSheet {
        var sheet = XlsxSheet(name: "信息统计表")
        sheet.properties = properties
        let width = definition.columns + 1
        let column = 13.5
        sheet.columnWidths = [14] + Array(repeating: column, count: definition.columns)
        sheet.cells.append(.init(row: 0, column: 0, columns: width, .text(title), .title))
        sheet.cells.append(.init(row: 1, column: 0, columns: width, .text(seal), .plain))
        sheet.rowHeights = [0: 34, 1: 24]
        let printed = PrintedTable(definition)
        for item in printed.items {
            let content: XlsxSheet.Content =
                if let cell = item.cell { value(of: cell) } else { .text(item.label ?? "") }
            sheet.cells.append(
                .init(
                    row: 2 + item.row, column: item.column, rows: item.rows, columns: item.columns, content,
                    item.cell == nil ? .header : .value))
            // A Chinese character is as wide as two digits.
            let lines = Int((Double((item.label ?? "").count * 2) / (column * Double(item.columns))).rounded(.up))
            if item.rows == 1, item.column > 0 {
                sheet.rowHeights[2 + item.row] = max(sheet.rowHeights[2 + item.row] ?? 24, Double(max(1, lines)) * 18)
            }
        }
        var row = 2 + printed.rowCount
        let share = width / max(1, definition.foot.count)
        for (index, text) in foot(day).enumerated() {
            if share > 0 {
                sheet.cells.append(.init(row: row, column: index * share, columns: share, .text(text), .plain))
            } else {
                // A form too narrow for them side by side has them below each other.
                row += index > 0 ? 1 : 0
                sheet.cells.append(.init(row: row, column: 0, columns: width, .text(text), .plain))
            }
        }
        sheet.rowHeights[row] = 24
        for note in notes {
            row += 1
            sheet.cells.append(.init(row: row, column: 0, columns: width, .text(note), .note))
        }
        return sheet
    }

    private func value(of cell: TableDefinition.Cell) -> XlsxSheet.Content {
        guard let value = values[cell.id] else { return .text("—") }
        if definition.asksPresence(cell, at: table.unit.level) { return .text(value > 0 ? "有" : "无") }
        return .number(value)
    }

    private func document(on day: CalendarDate) -> WordDocument {
        let print = definition.print ?? .usual
        let columns = print.labelGrid + definition.columns * print.grid
        // The text area of A4 with the margins of GB/T 9704-2012, in twips.
        let width = (print.landscape ? 16838 : 11906) - 3061
        let rows = PrintedTable(definition).rows.map { row in
            row.map { item in
                let text: String =
                    if let cell = item.cell {
                        switch value(of: cell) {
                        case .text(let text): text
                        case .number(let number): String(number)
                        }
                    } else { item.label ?? "" }
                return WordDocument.Cell(
                    text: text, columns: item.column == 0 ? print.labelGrid : item.columns * print.grid,
                    rows: item.rows, isHeader: item.cell == nil)
            }
        }
        var blocks: [WordDocument.Block] = [
            .paragraph(.init(title, style: .title, alignment: .center)),
            .paragraph(.init(seal, style: .small, alignment: .start)),
            .table(
                .init(gridColumns: Array(repeating: width / columns, count: columns), rows: rows)),
            .paragraph(.init(foot(day).joined(separator: "　　"), style: .small, alignment: .start)),
        ]
        blocks += notes.map { .paragraph(.init($0, style: .small, alignment: .start)) }
        var document = WordDocument(blocks: blocks, title: title, isLandscape: print.landscape)
        document.properties = properties
        return document
    }
}

extension TableDefinition {
    /// As a unit's association signs: its short name, then what associations are called.
    package func association(of unit: Unit) -> String {
        unit.level == .nation ? unit.name : unit.shortName + association
    }
    /// 有/无 for one association; above it is a count of 有.
    package func asksPresence(_ cell: Cell, at level: Level) -> Bool {
        cell.presence == true && cell.levelSet.contains(level)
    }
}
