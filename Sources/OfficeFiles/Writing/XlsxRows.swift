internal import CXlsxWriter
internal import FoundationEssentials

/// A workbook of one sheet, written row by row to a file; memory does not grow with the rows.
/// Used from one queue only.
package final class XlsxRows {
    package enum Value: Sendable, Hashable {
        /// Never run as a formula.
        case text(String)
        /// Beyond 15 digits it is written as text, as a sheet would change the last ones.
        case number(Int64)
        case empty
    }

    package enum Failure: Error, Hashable {
        case cannotWrite(String)
        /// Rows below the header.
        case tooManyRows(limit: Int)
    }

    package static let rowLimit = 1_048_575
    /// UTF-16 units; longer texts are cut.
    package static let textLimit = 32_767
    private static let exactNumbers: ClosedRange<Int64> = -999_999_999_999_999...999_999_999_999_999

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private var row: lxw_row_t = 0

    /// - Parameter widths: in characters, from the first column on.
    package init(path: String, sheet name: String, header: [String], widths: [Double]) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let book = folder.withCString { folder in
            // Rows wait in a file beside the result, as the system's own place for such files may be memory.
            var options = lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return workbook_new_opt(path, &options)
        }
        guard let book else { throw Failure.cannotWrite("no workbook") }
        guard let sheet = workbook_add_worksheet(book, name) else {
            lxw_workbook_free(book)
            throw Failure.cannotWrite("no worksheet")
        }
        self.book = book
        self.sheet = sheet
        for (column, width) in widths.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        let bold = workbook_add_format(book)
        format_set_bold(bold)
        for (column, text) in header.enumerated() { try write(text, lxw_col_t(column), bold) }
    }

    deinit { if let book { lxw_workbook_free(book) } }

    package func append(_ values: [Value]) throws {
        guard book != nil else { throw Failure.cannotWrite("closed") }
        guard row < Self.rowLimit else { throw Failure.tooManyRows(limit: Self.rowLimit) }
        row += 1
        var column: lxw_col_t = 0
        for value in values {
            switch value {
            case .text(let text): try write(text, column, nil)
            case .number(let number) where Self.exactNumbers.contains(number):
                try check(worksheet_write_number(sheet, row, column, Double(number), nil))
            case .number(let number): try write(String(number), column, nil)
            case .empty: break
            }
            column += 1
        }
    }

    /// Writes the file; nothing can be appended after it.
    package func close() throws {
        guard let book else { return }
        self.book = nil
        try check(workbook_close(book))
    }

    private func write(_ text: String, _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?) throws {
        // UTF-16 never has more units than UTF-8.
        let escaped = EscapedText.encode(text)
        let cut = escaped.utf8.count <= Self.textLimit ? escaped : Self.cut(escaped)
        try check(worksheet_write_string(sheet, row, column, cut, format))
    }

    private static func cut(_ text: String) -> String {
        var units = 0
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix { scalar in
                    units += UTF16.width(scalar)
                    return units <= textLimit
                }))
    }

    private func check(_ error: lxw_error) throws {
        guard error == LXW_NO_ERROR else { throw Failure.cannotWrite(String(cString: lxw_strerror(error))) }
    }
}
