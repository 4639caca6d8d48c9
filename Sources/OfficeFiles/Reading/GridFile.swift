/// The tables of an uploaded .xlsx or .docx, whichever office saved it. The content decides the format, never the name.
package struct GridFile: Sendable {
    package enum Format: Sendable { case xlsx, docx }

    package struct Cell: Sendable, Hashable {
        /// From 0; in a document, `column` counts the columns of the table's grid.
        package var row: Int, column: Int
        /// What it spans.
        package var rows: Int, columns: Int
        /// As shown, but numbers with up to 15 digits and no format ("37"): a date is its serial number.
        package var text: String
        package var isFormula: Bool

        package init(
            row: Int, column: Int, rows: Int = 1, columns: Int = 1, text: String, isFormula: Bool = false
        ) {
            self.row = row
            self.column = column
            self.rows = rows
            self.columns = columns
            self.text = text
            self.isFormula = isFormula
        }
    }

    package struct Grid: Sendable {
        /// The sheet's name, or 表 1, 表 2 … in a document.
        package let name: String
        /// Those with text or a formula, and merged ones even if empty, in reading order.
        package let cells: [Cell]
        private let format: Format

        package init(name: String, cells: [Cell], format: Format) {
            self.name = name
            self.cells = cells
            self.format = format
        }

        /// Where a person finds the place: "B5" on a sheet; in a document 第5行第2格, counting the cells one sees.
        package func address(row: Int, column: Int) -> String {
            switch format {
            case .xlsx: return CellReference.letters(of: column) + String(row + 1)
            case .docx:
                let hidden = cells.reduce(0) { sum, cell in
                    guard (cell.row..<cell.row + cell.rows).contains(row), cell.column < column else { return sum }
                    return sum + min(cell.columns - 1, column - cell.column)
                }
                return "第\(row + 1)行第\(column - hidden + 1)格"
            }
        }
    }

    package let format: Format
    /// Sheets in the workbook's order, hidden ones too; tables in the document's.
    package let grids: [Grid]
    /// The custom properties (docProps/custom.xml).
    package let properties: [String: String]
    /// The text of a document outside its tables, without empty paragraphs; none in a workbook.
    package let paragraphs: [String]

    package static let byteLimit = 20 << 20
    package static let cellLimit = 20_000
    package static let sheetLimit = 20
    static let memberLimit = 64 << 20
    /// All parts together.
    static let unpackedLimit = 192 << 20

    /// - Parameter cells: with something in them, in all sheets or tables together.
    package static func read(_ bytes: [UInt8], cells: Int = cellLimit) throws(OfficeFileError) -> GridFile {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
        switch FileSignature(bytes) {
        case .zip: break
        case .compound: throw CompoundFile(bytes).content == .encrypted ? .encrypted : .unknownFormat
        case .pdf, .rtf, .text: throw .unknownFormat
        }
        let archive = try ZipFile(bytes, memberLimit: memberLimit, limit: unpackedLimit)
        let package = try OfficePackage(archive)
        var budget = GridBudget(cellLimit: cells)
        switch try package.format() {
        case .xlsx:
            let sheets = try XlsxGrid(package).read(&budget)
            return GridFile(format: .xlsx, grids: sheets, properties: try package.properties(), paragraphs: [])
        case .docx:
            let document = try WordGrid.read(try package.main(), &budget)
            return GridFile(
                format: .docx, grids: document.grids, properties: try package.properties(),
                paragraphs: document.paragraphs)
        }
    }
}

/// What a file may still hold, over all its sheets or tables.
struct GridBudget {
    /// UTF-8 bytes; a few hundred for each cell.
    static let textLimit = 8 << 20

    private let cellLimit: Int
    private var cells = 0
    private var text = 0

    init(cellLimit: Int = GridFile.cellLimit) { self.cellLimit = cellLimit }

    mutating func spendCell() throws(OfficeFileError) {
        cells += 1
        guard cells <= cellLimit else { throw .tooManyCells(limit: cellLimit) }
    }

    mutating func spend(_ string: String) throws(OfficeFileError) {
        text += string.utf8.count
        guard text <= Self.textLimit else { throw .unpacksTooLarge(limit: Self.textLimit) }
    }
}
