internal import Domain
internal import OfficeFiles

/// Reads a filled table back, by the labels of its definition: whoever saved the file, a number counts only where the
/// labels around it stand where the form has them.
struct TableReading {
    static let unitProperty = "memberday.unit"
    static let campaignProperty = "memberday.campaign"
    static let definitionProperty = "memberday.definition"
    static let mostProblems = 20

    /// As written behind 单位（公章）.
    private(set) var unitName = ""
    private(set) var problems: [ImportReport.Problem] = []
    /// What is filled in; a cell that is blank or — is not here.
    private(set) var values: CellValues = [:]
    private let definition: TableDefinition

    init(_ file: GridFile, _ definition: TableDefinition, year: Int, key: String) {
        self.definition = definition
        if let made = file.properties[Self.definitionProperty], made != key {
            add("文件", "这份是另一版表样，和这次用的不一样；请重新下载表样再填")
            return
        }
        let first = definition.blocks.first.map { Self.fold($0.label) } ?? ""
        let found = file.grids.lazy.compactMap { grid in
            grid.cells.first { Self.fold($0.text) == first }.map { (grid, $0) }
        }.first
        guard let (grid, anchor) = found else {
            add(file.grids.first?.name ?? "文件", "没有找到“\(definition.blocks.first?.label ?? "")”，这不是这次的表；请下载表样再填")
            return
        }
        let lines = file.paragraphs + grid.cells.map(\.text)
        checkTitle(lines, year, grid.name)
        unitName = Self.unitName(lines, definition.seal)
        let sheet = Sheet(grid, from: anchor, isWord: file.format == .docx)
        read(sheet, anchor)
    }

    private mutating func add(_ place: String, _ message: String) {
        if problems.count < Self.mostProblems { problems.append(ImportReport.Problem(place: place, message: message)) }
    }

    /// A form of another year is known by its title.
    private mutating func checkTitle(_ lines: [String], _ year: Int, _ sheet: String) {
        let expected = definition.title(year: year)
        let tail = Self.fold(definition.title.split(separator: "}").last.map(String.init) ?? definition.title)
        guard let title = lines.first(where: { Self.fold($0).hasSuffix(tail) && $0.count < 80 }) else { return }
        if Self.fold(title) != Self.fold(expected) {
            add(sheet, "标题是“\(title)”，这次是“\(expected)”；请用这次的表样填")
        }
    }

    private static func unitName(_ lines: [String], _ seal: String) -> String {
        let seal = fold(seal)
        for (index, line) in lines.enumerated() where fold(line).hasPrefix(seal) {
            let rest = String(fold(line).dropFirst(seal.count))
            if !rest.isEmpty { return rest }
            // In some files the name stands in the next cell.
            let next = lines.dropFirst(index + 1).first.map(fold) ?? ""
            return next.hasSuffix("协会") || next.hasSuffix("会") ? next : ""
        }
        return ""
    }

    /// The cells of a grid by row and column of the form. A Word table is counted in columns that something begins in, for
    /// each program draws its own grid lines.
    private struct Sheet {
        let grid: GridFile.Grid
        private var cells: [Int: [Int: GridFile.Cell]] = [:]
        private var spans: [GridFile.Cell] = []
        private let starts: [Int]?

        init(_ grid: GridFile.Grid, from anchor: GridFile.Cell, isWord: Bool) {
            self.grid = grid
            starts = isWord ? Array(Set(grid.cells.map(\.column))).sorted() : nil
            for cell in grid.cells {
                cells[cell.row, default: [:]][cell.column] = cell
                if cell.rows > 1 || cell.columns > 1 { spans.append(cell) }
            }
        }
        /// The grid column of a column that counts from the anchor's.
        private func column(_ offset: Int, from anchor: Int) -> Int {
            guard let starts, let base = starts.firstIndex(of: anchor) else { return anchor + offset }
            return base + offset < starts.count ? starts[base + offset] : Int.max / 2
        }
        func cell(row: Int, offset: Int, from anchor: Int) -> GridFile.Cell? {
            cells[row]?[column(offset, from: anchor)]
        }
        func place(row: Int, offset: Int, from anchor: Int) -> String {
            let column = column(offset, from: anchor)
            return "\(grid.name) " + grid.address(row: row, column: column < Int.max / 2 ? column : 0)
        }
        /// Whether a cell that begins elsewhere lies over this place.
        func isCovered(row: Int, offset: Int, from anchor: Int) -> Bool {
            let column = column(offset, from: anchor)
            return spans.contains {
                ($0.row != row || $0.column != column) && $0.row <= row && row - $0.row < $0.rows
                    && $0.column <= column && column - $0.column < $0.columns
            }
        }
        /// The rows below `row` where a block's name stands in the anchor's column.
        func row(of label: String, from row: Int, column: Int) -> Int? {
            grid.cells.first { $0.row >= row && $0.column == column && TableReading.fold($0.text) == label }?.row
        }
    }

    private mutating func read(_ sheet: Sheet, _ anchor: GridFile.Cell) {
        var from = anchor.row
        for block in definition.blocks {
            let name = block.label.filter { $0 != "\n" }
            guard let top = sheet.row(of: Self.fold(name), from: from, column: anchor.column) else {
                add(sheet.grid.name, "没有找到“\(name)”这一块；请用下载的表样填，不要删行")
                continue
            }
            from = top + 1
            for place in block.placed { read(place, top, sheet, anchor.column) }
        }
    }

    private mutating func read(
        _ place: TableDefinition.Block.Placed, _ top: Int, _ sheet: Sheet, _ anchor: Int
    ) {
        let (row, offset) = (top + place.row, 1 + place.column)
        let text = sheet.cell(row: row, offset: offset, from: anchor)
        let address = { sheet.place(row: row, offset: offset, from: anchor) }
        if let label = place.entry.label {
            guard Self.fold(text?.text ?? "") != Self.fold(label) else { return }
            let there = text.map { $0.text.trimmed }.flatMap { $0.isEmpty ? nil : "“\($0.prefix(20))”" } ?? "空的"
            add(address(), "这里应该是“\(label.filter { $0 != "\n" })”，现在是\(there)；表样改动过，请用下载的表样填")
        } else if let cell = place.entry.cell {
            guard let text else {
                if sheet.isCovered(row: row, offset: offset, from: anchor) {
                    add(address(), "这一格被合并了，请拆开再填")
                }
                return
            }
            do { values[cell.id] = try Self.number(text, cell) } catch { add(address(), error.message) }
        }
    }

    private struct Unreadable: Error { let message: String }

    /// - Returns: nil for a blank and for —: not filled in, which is not 0.
    private static func number(_ cell: GridFile.Cell, _ form: TableDefinition.Cell) throws(Unreadable) -> Int64? {
        if cell.isFormula { throw Unreadable(message: "这一格是公式，请改成数字") }
        let text = fold(cell.text)
        if ["", "-", "—", "——", "–", "/", "无数据"].contains(text) { return nil }
        if form.presence == true, ["有", "是", "√", "✓"].contains(text) { return 1 }
        if form.presence == true, ["无", "否", "没有", "×"].contains(text) { return 0 }
        let shown = cell.text.trimmed.prefix(20)
        let digits = text.filter { $0 != "," && $0 != "，" }
        if digits.hasPrefix("-") || digits.hasPrefix("−") { throw Unreadable(message: "“\(shown)”小于 0，请核对") }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Unreadable(message: "“\(shown)”不是整数，只填数字，比如 80")
        }
        guard let number = Int64(digits), number <= 1_000_000_000 else {
            throw Unreadable(message: "“\(shown)”太大了，请看看是不是多按了几个 0")
        }
        return number
    }

    /// Without white space, full-width forms as ASCII: what people and programs change without meaning to.
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && scalar.value != 0x3000 {
            let ascii = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
            folded.append(ascii ?? scalar)
        }
        return String(folded).replacing("“", with: "\"").replacing("”", with: "\"")
    }
}
