/// The rows of an uploaded list: the first sheet of an .xlsx that holds something, or a .csv in whatever encoding Excel
/// saved it. The content decides, never the name.
package enum RowFile {
    package struct Line: Sendable, Hashable {
        /// As a person counts, from 1.
        package let number: Int
        package let cells: [String]
        /// A cell is a formula whose value the file does not hold.
        package let hasOpenFormula: Bool

        package init(number: Int, cells: [String], hasOpenFormula: Bool = false) {
            self.number = number
            self.cells = cells
            self.hasOpenFormula = hasOpenFormula
        }
    }

    /// Cells to the right of it are left out.
    static let mostColumns = 50

    /// Lines with something in them, in order.
    /// - Parameter cells: how many cells with something in them the file may hold.
    package static func lines(_ bytes: [UInt8], cells: Int) throws(OfficeFileError) -> [Line] {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= GridFile.byteLimit else { throw .tooLarge(limit: GridFile.byteLimit) }
        guard case .text = FileSignature(bytes) else {
            let file = try GridFile.read(bytes, cells: cells)
            guard file.format == .xlsx else { throw .unknownFormat }
            return file.grids.lazy.map(lines).first { !$0.isEmpty } ?? []
        }
        return delimited(try TextFile.decode(bytes))
    }

    private static func lines(_ grid: GridFile.Grid) -> [Line] {
        var found: [Line] = []
        var row = -1
        var cells: [String] = []
        var isOpen = false
        func end() {
            if cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) || isOpen {
                found.append(Line(number: row + 1, cells: cells, hasOpenFormula: isOpen))
            }
        }
        for cell in grid.cells where cell.column < mostColumns {
            if cell.row != row {
                end()
                (row, cells, isOpen) = (cell.row, [], false)
            }
            while cells.count < cell.column { cells.append("") }
            cells.append(cell.text)
            if cell.isFormula, cell.text.isEmpty { isOpen = true }
        }
        end()
        return found
    }

    /// What is copied from a sheet has tabs, a .csv commas. Source: RFC 4180.
    package static func delimited(_ text: String) -> [Line] {
        let text = TextFile.normalised(text)
        let separator: Unicode.Scalar = text.unicodeScalars.contains("\t") ? "\t" : ","
        var found: [Line] = []
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuoted = false
        var number = 1
        var start = 1
        func endCell() {
            if cells.count < mostColumns { cells.append(String(cell)) }
            cell = .init()
            wasQuoted = false
        }
        func endLine() {
            endCell()
            if cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
                found.append(Line(number: start, cells: cells))
            }
            cells = []
        }
        for scalar in text.unicodeScalars {
            if scalar == "\n" { number += 1 }
            switch scalar {
            case "\"" where isQuoted: (isQuoted, wasQuoted) = (false, true)
            case "\"" where cell.isEmpty && !wasQuoted: isQuoted = true
            case "\"" where wasQuoted:
                // Two of them are one, within quotes.
                cell.append(scalar)
                (isQuoted, wasQuoted) = (true, false)
            case separator where !isQuoted: endCell()
            case "\n" where !isQuoted:
                endLine()
                start = number
            default: cell.append(scalar)
            }
        }
        endLine()
        return found
    }
}
