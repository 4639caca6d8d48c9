internal import CXlsxWriter
internal import FoundationEssentials

/// One printed sheet of an .xlsx workbook: cells with their spans, widths and heights.
package struct XlsxSheet: Sendable {
    package enum Content: Sendable {
        case text(String)
        /// Shown with thousands commas.
        case number(Int64)
    }
    package enum Style: Sendable { case title, plain, header, value, note }

    package struct Cell: Sendable {
        let row: Int, column: Int, rows: Int, columns: Int
        let content: Content
        let style: Style

        /// - Parameters: `row` and `column` count from 0; `rows` and `columns` are what it spans.
        package init(
            row: Int, column: Int, rows: Int = 1, columns: Int = 1, _ content: Content, _ style: Style
        ) {
            self.row = row
            self.column = column
            self.rows = rows
            self.columns = columns
            self.content = content
            self.style = style
        }
    }

    package var name: String
    package var cells: [Cell] = []
    /// In characters, from the first column on.
    package var columnWidths: [Double] = []
    /// In points, by row.
    package var rowHeights: [Int: Double] = [:]
    /// The custom properties; names and values have at most 255 characters.
    package var properties: [String: String] = [:]

    package init(name: String) { self.name = name }

    package enum Failure: Error { case cannotWrite(String) }

    /// The workbook's bytes. Text is always written as text, so that a formula in it is never run.
    package func bytes() throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "memberday-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(to: path)
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    private func write(to path: String) throws {
        guard let book = workbook_new(path) else { throw Failure.cannotWrite("no workbook") }
        guard let sheet = workbook_add_worksheet(book, name) else { throw Failure.cannotWrite("no worksheet") }
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            let error = workbook_set_custom_property_string(book, name, value)
            guard error == LXW_NO_ERROR else { throw Failure.cannotWrite(String(cString: lxw_strerror(error))) }
        }
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)  // A4
        worksheet_fit_to_pages(sheet, 1, 1)
        worksheet_center_horizontally(sheet)
        for (column, width) in columnWidths.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
        }
        for (row, height) in rowHeights { worksheet_set_row(sheet, lxw_row_t(row), height, nil) }
        var formats: [Style: UnsafeMutablePointer<lxw_format>?] = [:]
        for cell in cells {
            if formats[cell.style] == nil { formats[cell.style] = Self.format(cell.style, in: book) }
            let format = formats[cell.style] ?? nil
            let row = lxw_row_t(cell.row), column = lxw_col_t(cell.column)
            if cell.rows > 1 || cell.columns > 1 {
                worksheet_merge_range(
                    sheet, row, column, row + lxw_row_t(cell.rows - 1), column + lxw_col_t(cell.columns - 1), "", format
                )
            }
            let error =
                switch cell.content {
                case .text(let text): worksheet_write_string(sheet, row, column, text, format)
                case .number(let number): worksheet_write_number(sheet, row, column, Double(number), format)
                }
            guard error == LXW_NO_ERROR else { throw Failure.cannotWrite(String(cString: lxw_strerror(error))) }
        }
        let error = workbook_close(book)
        guard error == LXW_NO_ERROR else { throw Failure.cannotWrite(String(cString: lxw_strerror(error))) }
    }

    private static func format(
        _ style: Style, in book: UnsafeMutablePointer<lxw_workbook>
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(book)
        format_set_font_name(format, style == .title ? "宋体" : "仿宋")
        format_set_font_size(format, style == .title ? 18 : 11)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        switch style {
        case .title:
            format_set_bold(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .plain, .note:
            format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
            if style == .note { format_set_text_wrap(format) }
        case .header, .value:
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_text_wrap(format)
            if style == .value { format_set_num_format(format, "#,##0") }
        }
        return format
    }
}
