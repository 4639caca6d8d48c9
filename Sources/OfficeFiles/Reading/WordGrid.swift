/// The tables of word/document.xml and the text around them. Source: ECMA-376 part 1, 17.3 and 17.4.
/// Tables within tables flatten into the cell that holds them.
struct WordGrid {
    private static let skipped: Set<String> = [
        "Fallback", "del", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "tblGrid", "tblPrChange", "trPrChange",
        "tcPrChange",
    ]
    private enum Merge { case none, restart, proceed }

    private var grids: [GridFile.Grid] = []
    private var paragraphs: [String] = []

    private var sawDocument = false
    private var inText = false
    private var depth = 0
    private var text = ""

    private var cells: [GridFile.Cell] = []
    private var row = -1
    private var column = 0
    private var columns = 1
    private var merge = Merge.none
    /// Cells that the next row may continue, by their column: their place in `cells`.
    private var open: [Int: Int] = [:]

    static func read(
        _ nodes: XMLNodes, _ budget: inout GridBudget
    ) throws(OfficeFileError) -> (grids: [GridFile.Grid], paragraphs: [String]) {
        var grid = WordGrid()
        while let event = try nodes.next() {
            switch event {
            case .start(let name) where skipped.contains(name): nodes.skip()
            case .start(let name): grid.start(name, nodes)
            case .end(let name): try grid.end(name, &budget)
            case .text where grid.inText:
                let text = nodes.text
                try budget.spend(text)
                grid.text += text
            case .text: break
            }
        }
        guard grid.sawDocument else { throw .notReadable }
        return (grid.grids, grid.paragraphs)
    }

    private mutating func start(_ name: String, _ nodes: XMLNodes) {
        switch name {
        case "document": sawDocument = true
        case "t": inText = true
        case "tab": text += "\t"
        case "br", "cr": text += "\n"
        case "noBreakHyphen": text += "-"
        case "tbl":
            flush()
            depth += 1
            if depth == 1 { (cells, row, open) = ([], -1, [:]) }
        case "tr" where depth == 1:
            row += 1
            column = 0
        case "tc" where depth == 1: (text, columns, merge) = ("", 1, .none)
        case "gridBefore" where depth == 1: column = Self.count(nodes.attribute("val"), from: 0)
        case "gridSpan" where depth == 1: columns = Self.count(nodes.attribute("val"), from: 1)
        case "vMerge" where depth == 1: merge = nodes.attribute("val") == "restart" ? .restart : .proceed
        default: break
        }
    }

    private mutating func end(_ name: String, _ budget: inout GridBudget) throws(OfficeFileError) {
        switch name {
        case "t": inText = false
        case "p": if depth == 0 { flush() } else if !text.isEmpty { text += "\n" }
        case "tc" where depth == 1: try endCell(&budget)
        case "tbl":
            depth -= 1
            guard depth == 0 else { break }
            try budget.spendCell()
            let shown = cells.filter { !$0.text.isEmpty || $0.rows > 1 || $0.columns > 1 }
            grids.append(GridFile.Grid(name: "表 \(grids.count + 1)", cells: shown, format: .docx))
            text = ""
        default: break
        }
    }

    private mutating func endCell(_ budget: inout GridBudget) throws(OfficeFileError) {
        defer { column += columns }
        guard row >= 0, column + columns <= CellReference.columnLimit else { throw .notReadable }
        if merge == .proceed, let index = open[column], cells[index].columns == columns,
            cells[index].row + cells[index].rows == row
        {
            cells[index].rows += 1
            return
        }
        open[column] = nil
        let cell = GridFile.Cell(row: row, column: column, columns: columns, text: Self.trimmed(text))
        guard !cell.text.isEmpty || columns > 1 || merge == .restart else { return }
        try budget.spendCell()
        if merge == .restart { open[column] = cells.count }
        cells.append(cell)
    }

    private mutating func flush() {
        guard depth == 0 else { return }
        let paragraph = Self.trimmed(text)
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
        text = ""
    }

    private static func count(_ text: String?, from least: Int) -> Int {
        max(least, min(text.flatMap { Int($0) } ?? least, CellReference.columnLimit))
    }

    /// Without the line ends around it.
    private static func trimmed(_ text: String) -> String {
        let lines = TextFile.normalised(text).unicodeScalars
        guard let first = lines.firstIndex(where: { $0 != "\n" }), let last = lines.lastIndex(where: { $0 != "\n" })
        else { return "" }
        return String(lines[first...last])
    }
}
