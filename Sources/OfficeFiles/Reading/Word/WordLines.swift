/// Puts the paragraphs, tables and text boxes of a document into lines.
struct WordLines {
    struct Paragraph {
        var style: String?
        var list: Int?
        var level: Int?
        /// Into the next one, as its own mark is deleted or hidden.
        var goesOn = false
        var text = ""
    }

    /// The body, a cell or a text box.
    private struct Container {
        var lines: [String] = []
        var paragraphs: [Paragraph] = []
        /// Of paragraphs that go on in the next one.
        var carried = ""
    }

    private struct Table {
        var lines: [String] = []
        var cells: [(column: Int, paragraphs: [String])] = []
        var column = 0
        var isDropped = false
        var span = 1
        var continues = false
    }

    private enum FieldPart { case code, result }

    private let styles: WordStyleSheet
    private var counters: WordCounters
    private var containers = [Container()]
    private var tables: [Table] = []
    private var fields: [FieldPart] = []
    /// How many of the fields are in their code.
    private var codes = 0
    private var fieldCode = ""
    /// The run's text is not shown.
    private var isHidden = false
    /// UTF-8 bytes of lines, over all.
    private var spent = 0

    init(_ styles: WordStyleSheet, _ counters: WordCounters) {
        self.styles = styles
        self.counters = counters
    }

    private var container: Container {
        _read { yield containers[containers.count - 1] }
        _modify { yield &containers[containers.count - 1] }
    }

    /// The one that is open; text outside of any opens one.
    var paragraph: Paragraph {
        get { container.paragraphs.last ?? Paragraph() }
        _modify {
            if container.paragraphs.isEmpty { container.paragraphs.append(Paragraph()) }
            yield &containers[containers.count - 1].paragraphs[containers[containers.count - 1].paragraphs.count - 1]
        }
    }

    mutating func start(_ name: String) {
        switch name {
        case "p": container.paragraphs.append(Paragraph())
        case "r": isHidden = styles.isHidden(paragraph.style ?? styles.defaultParagraph) ?? false
        case "txbxContent": containers.append(Container())
        case "tbl": tables.append(Table())
        case "tr" where !tables.isEmpty:
            let lines = tables.removeLast().lines
            tables.append(Table(lines: lines))
        case "tc" where !tables.isEmpty:
            tables[tables.count - 1].span = 1
            tables[tables.count - 1].continues = false
            containers.append(Container())
        default: break
        }
    }

    mutating func end(_ name: String) throws(OfficeFileError) {
        switch name {
        case "p": try endParagraph()
        case "r": isHidden = false
        // Its lines stand before those of the paragraph that it hangs on.
        case "txbxContent":
            let lines = try closedContainer()
            container.lines += lines
        case "tc" where !tables.isEmpty: try endCell()
        case "tr" where !tables.isEmpty: try endRow()
        case "tbl" where !tables.isEmpty: container.lines += tables.removeLast().lines
        default: break
        }
    }

    mutating func add(_ text: String) {
        addSign(text.utf8.contains(10) || text.utf8.contains(13) ? String(text.map { $0.isNewline ? " " : $0 }) : text)
    }

    mutating func addSign(_ text: String) {
        guard !isHidden, codes == 0 else { return }
        paragraph.text += text
    }

    mutating func hides(_ isHidden: Bool) { self.isHidden = isHidden }
    mutating func hides(style: String?) { isHidden = styles.isHidden(style) ?? isHidden }

    /// A field is its code, then its result. Source: ECMA-376 part 1, 17.16.18 (fldChar).
    mutating func field(_ type: String?) {
        switch type {
        case "begin":
            fields.append(.code)
            codes += 1
            fieldCode = ""
        case "separate" where fields.last == .code:
            fields[fields.count - 1] = .result
            codes -= 1
        case "end" where fields.popLast() == .code:
            codes -= 1
            addSign(WordSymbol.enclosed(fieldCode))
        default: break
        }
    }

    mutating func code(_ text: String) { if fieldCode.utf8.count < 200 { fieldCode += text } }

    mutating func skipColumns(_ count: String?) throws(OfficeFileError) {
        guard let table = tables.indices.last else { return }
        let count = count.flatMap { Int($0) } ?? 0
        guard count <= CellReference.columnLimit else { throw .notReadable }
        tables[table].column = max(0, count)
    }

    mutating func dropRow() { if !tables.isEmpty { tables[tables.count - 1].isDropped = true } }
    mutating func span(_ count: String?) {
        if !tables.isEmpty { tables[tables.count - 1].span = max(1, count.flatMap { Int($0) } ?? 1) }
    }
    mutating func continueCell() { if !tables.isEmpty { tables[tables.count - 1].continues = true } }

    private mutating func endParagraph() throws(OfficeFileError) {
        // A code that is still open is damage; it must not swallow the rest.
        while fields.last == .code {
            fields.removeLast()
            codes -= 1
        }
        guard let paragraph = container.paragraphs.popLast() else { return }
        if paragraph.goesOn {
            container.carried += paragraph.text
            return
        }
        let style = paragraph.style ?? styles.defaultParagraph
        let number = counters.number(list: paragraph.list, level: paragraph.level, style: style)
        let text = number + container.carried + paragraph.text
        container.carried = ""
        try spend(text)
        container.lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private mutating func closedContainer() throws(OfficeFileError) -> [String] {
        while !container.paragraphs.isEmpty { try endParagraph() }
        let lines = container.carried.isEmpty ? container.lines : container.lines + [container.carried]
        if containers.count > 1 { containers.removeLast() } else { container = Container() }
        return lines
    }

    private mutating func endCell() throws(OfficeFileError) {
        let lines = try closedContainer()
        let table = tables.count - 1
        let end = tables[table].column.addingReportingOverflow(tables[table].span)
        guard !end.overflow, end.partialValue <= CellReference.columnLimit else { throw .notReadable }
        tables[table].cells.append((tables[table].column, tables[table].continues ? [] : lines))
        tables[table].column = end.partialValue
    }

    private mutating func endRow() throws(OfficeFileError) {
        let table = tables.count - 1
        let row = tables[table]
        tables[table].cells = []
        guard !row.isDropped else { return }
        // A row of one cell is only a frame around its paragraphs.
        if row.cells.count == 1 {
            tables[table].lines += row.cells[0].paragraphs
        } else {
            let line = TableRow.line(row.cells)
            try spend(line)
            tables[table].lines.append(line)
        }
    }

    private mutating func spend(_ text: String) throws(OfficeFileError) {
        spent += text.utf8.count
        guard spent <= 4 * DocumentFile.scalarLimit else { throw .unpacksTooLarge(limit: DocumentFile.scalarLimit) }
    }

    mutating func finished() throws(OfficeFileError) -> String {
        let lines = try closedContainer()
        return lines.joined(separator: "\n") + "\n"
    }
}
