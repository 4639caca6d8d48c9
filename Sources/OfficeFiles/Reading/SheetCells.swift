/// The cells of one sheet while it is read: values first, as merges and shared strings come after them.
struct SheetCells {
    private struct Raw {
        var cell: GridFile.Cell
        /// The index of a shared string whose text is still to come.
        var shared: Int?
    }

    private var cells: [Raw] = []
    private var merges: [GridFile.Cell] = []

    private var row = -1
    private var column = -1
    private var type = "n"
    private var isFormula = false
    private var isValue = false
    private var value = ""

    var sharedStrings: [Int] { cells.compactMap(\.shared) }

    mutating func read(_ nodes: XMLNodes, _ budget: inout GridBudget) throws(OfficeFileError) {
        while let event = try nodes.next() {
            switch event {
            case .start(let name): try start(name, nodes, &budget)
            case .end("v"), .end("t"): isValue = false
            case .end("c"): try endCell(&budget)
            case .text where isValue: value += nodes.text
            default: break
            }
        }
    }

    private mutating func start(
        _ name: String, _ nodes: XMLNodes, _ budget: inout GridBudget
    ) throws(OfficeFileError) {
        switch name {
        case "row":
            row = nodes.attribute("r").flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
            column = -1
            guard (0..<CellReference.rowLimit).contains(row) else { throw .notReadable }
        case "c":
            if let place = nodes.attribute("r").flatMap({ CellReference($0) }) {
                (row, column) = (place.row, place.column)
            } else {
                column += 1
            }
            guard row >= 0, column < CellReference.columnLimit else { throw .notReadable }
            type = nodes.attribute("t") ?? "n"
            (isFormula, isValue, value) = (false, false, "")
        case "v": isValue = type != "inlineStr"
        case "t": isValue = type == "inlineStr"
        case "f": isFormula = true
        case "mergeCell":
            guard let merge = merge(nodes.attribute("ref") ?? "") else { break }
            try budget.spendCell()
            merges.append(merge)
        // How a text is pronounced; extensions, which hold formulas of their own.
        case "rPh", "extLst": nodes.skip()
        default: break
        }
    }

    private mutating func endCell(_ budget: inout GridBudget) throws(OfficeFileError) {
        var raw = Raw(cell: GridFile.Cell(row: row, column: column, text: "", isFormula: isFormula))
        switch type {
        case "s": raw.shared = Int(Self.trimmed(value))
        case "b": raw.cell.text = ["": "", "0": "FALSE", "false": "FALSE"][Self.trimmed(value)] ?? "TRUE"
        case "n": raw.cell.text = DecimalText.shortest(Self.trimmed(value))
        default: raw.cell.text = EscapedText.decode(value)
        }
        guard raw.shared != nil || raw.cell.isFormula || !raw.cell.text.isEmpty else { return }
        try budget.spendCell()
        try budget.spend(raw.cell.text)
        cells.append(raw)
    }

    private func merge(_ range: String) -> GridFile.Cell? {
        let ends = range.split(separator: ":")
        guard ends.count == 2, let start = CellReference(ends[0]), let end = CellReference(ends[1]),
            start.row <= end.row, start.column <= end.column, range != "\(ends[0]):\(ends[0])"
        else { return nil }
        return GridFile.Cell(
            row: start.row, column: start.column, rows: end.row - start.row + 1, columns: end.column - start.column + 1,
            text: "")
    }

    /// In reading order. A value within a merged cell, but not in its first place, is not shown, so it is left out.
    func finished(
        _ strings: [Int: String], _ budget: inout GridBudget
    ) throws(OfficeFileError) -> [GridFile.Cell] {
        var places: [Place: GridFile.Cell] = [:]
        for merge in merges { places[Place(merge)] = merge }
        for raw in cells {
            var cell = raw.cell
            if let shared = raw.shared {
                cell.text = strings[shared] ?? ""
                try budget.spend(cell.text)
            }
            if let merge = places[Place(cell)] { (cell.rows, cell.columns) = (merge.rows, merge.columns) }
            let isShown = !cell.text.isEmpty || cell.isFormula || cell.rows > 1 || cell.columns > 1
            if isShown { places[Place(cell)] = cell }
        }
        let sorted = places.values.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var covering: [GridFile.Cell] = []
        return sorted.filter { cell in
            covering.removeAll { $0.row + $0.rows <= cell.row }
            let isCovered = covering.contains {
                ($0.column..<$0.column + $0.columns).contains(cell.column)
            }
            if !isCovered, cell.rows > 1 || cell.columns > 1 { covering.append(cell) }
            return !isCovered
        }
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace = { (byte: UInt8) in byte <= 0x20 }
        guard text.utf8.first.map(isSpace) == true || text.utf8.last.map(isSpace) == true else { return text }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private struct Place: Hashable {
        let row: Int, column: Int
        init(_ cell: GridFile.Cell) { (row, column) = (cell.row, cell.column) }
    }
}
