/// The text of word/document.xml. Source: ECMA-376 part 1, 17.3 (paragraphs) and 17.4 (tables).
enum WordText {
    static func read(_ nodes: XMLNodes) throws(OfficeFileError) -> String {
        var writer = WordTextWriter()
        while let event = try nodes.next() {
            switch event {
            case .start(let name) where WordTextWriter.skipped.contains(name): nodes.skip()
            case .start(let name): writer.start(name)
            case .end(let name): writer.end(name)
            case .text: writer.text(nodes.text)
            }
        }
        guard writer.sawDocument else { throw .notReadable }
        return TextFile.normalised(writer.finished())
    }
}

/// Turns the elements of a document into lines.
struct WordTextWriter {
    /// Second copies of text boxes, deleted text and field codes.
    static let skipped: Set<String> = ["Fallback", "del", "instrText", "pPr", "rPr", "sectPr"]

    private(set) var sawDocument = false
    private var output = ""
    private var inText = false
    /// Tables within tables flatten into the cell that holds them.
    private var tableDepth = 0
    private var cellIsEmpty = true

    mutating func start(_ name: String) {
        switch name {
        case "document": sawDocument = true
        case "t": inText = true
        case "tab": output += "\t"
        case "br", "cr": output += tableDepth > 0 ? " " : "\n"
        case "tbl": tableDepth += 1
        case "tc": cellIsEmpty = true
        default: break
        }
    }

    mutating func end(_ name: String) {
        switch name {
        case "t": inText = false
        case "p": output += tableDepth == 0 ? "\n" : (cellIsEmpty ? "" : " ")
        case "tc": closeCell()
        case "tr": closeRow()
        case "tbl": tableDepth -= 1
        default: break
        }
    }

    mutating func text(_ text: String) {
        guard inText else { return }
        cellIsEmpty = false
        output += text
    }

    private mutating func closeCell() {
        while output.unicodeScalars.last == " " { output.unicodeScalars.removeLast() }
        if tableDepth == 1 { output += "\t" }
    }

    private mutating func closeRow() {
        guard tableDepth == 1 else {
            output += " "
            return
        }
        while output.unicodeScalars.last == "\t" { output.unicodeScalars.removeLast() }
        output += "\n"
    }

    func finished() -> String { output }
}
