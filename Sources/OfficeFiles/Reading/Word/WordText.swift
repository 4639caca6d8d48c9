/// The text of a document. Source: ECMA-376 part 1, 17.3 (paragraphs), 17.4 (tables), 17.9 (numbers).
/// Left out: headers, footers, notes, comments, deleted and hidden text, field codes, bullets.
struct WordText {
    /// Second copies of text boxes, deleted text, pronunciation marks, old properties, placeholders of empty controls.
    private static let skipped: Set<String> = [
        "Fallback", "del", "moveFrom", "rt", "sectPr", "tblPr", "tblGrid", "tblPrEx", "ctrlPr", "rubyPr",
    ]

    private let nodes: XMLNodes
    private var lines: WordLines
    private var sawDocument = false
    private var inText = false
    private var inCode = false
    private var showsPlaceholder = false

    static func read(_ package: OfficePackage) throws(OfficeFileError) -> String {
        var (styles, numbering) = (WordStyleSheet(), WordNumbering())
        for relationship in try package.relationships().values {
            guard ["styles", "numbering"].contains(relationship.kind), let nodes = try package.nodes(relationship.part)
            else { continue }
            if relationship.kind == "styles" { styles = try WordStyleSheet(nodes) }
            if relationship.kind == "numbering" { numbering = try WordNumbering(nodes) }
        }
        var text = WordText(try package.main(), styles, WordCounters(numbering, styles))
        return try text.read()
    }

    private init(_ nodes: XMLNodes, _ styles: WordStyleSheet, _ counters: WordCounters) {
        self.nodes = nodes
        lines = WordLines(styles, counters)
    }

    private mutating func read() throws(OfficeFileError) -> String {
        while let event = try nodes.next() {
            switch event {
            case .start(let name) where Self.skipped.contains(name): nodes.skip()
            case .start(let name): try start(name)
            case .end("t"): inText = false
            case .end("instrText"): inCode = false
            case .end(let name): try lines.end(name)
            case .text: if inText { lines.add(nodes.text) } else if inCode { lines.code(nodes.text) }
            }
        }
        guard sawDocument else { throw .notReadable }
        return TextFile.normalised(try lines.finished())
    }

    private mutating func start(_ name: String) throws(OfficeFileError) {
        switch name {
        case "document": sawDocument = true
        case "t": inText = true
        case "instrText": inCode = true
        case "tab", "ptab": lines.addSign("\t")
        case "br", "cr": lines.addSign("\n")
        case "noBreakHyphen": lines.addSign("-")
        case "sym":
            lines.addSign(WordSymbol.text(font: nodes.attribute("font"), code: nodes.attribute("char")))
        case "fldChar": lines.field(nodes.attribute("fldCharType"))
        case "pPr": try paragraphProperties()
        case "rPr": try runProperties()
        case "trPr": try rowProperties()
        case "tcPr": try cellProperties()
        case "sdt": showsPlaceholder = false
        case "showingPlcHdr": showsPlaceholder = WordSwitch.isOn(nodes.attribute("val"))
        case "sdtContent" where showsPlaceholder:
            showsPlaceholder = false
            nodes.skip()
        default: lines.start(name)
        }
    }

    private mutating func paragraphProperties() throws(OfficeFileError) {
        while let event = try nodes.next() {
            switch event {
            case .end("pPr"): return
            case .start("pPrChange"), .start("sectPr"), .start("rPrChange"), .start("numberingChange"): nodes.skip()
            case .start("pStyle"): lines.paragraph.style = nodes.attribute("val")
            case .start("numId"): lines.paragraph.list = nodes.attribute("val").flatMap { Int($0) }
            case .start("ilvl"): lines.paragraph.level = nodes.attribute("val").flatMap { Int($0) }
            // The mark at its end is gone, so that the next paragraph goes on in this one.
            case .start("del"), .start("moveFrom"): lines.paragraph.goesOn = true
            case .start("vanish") where WordSwitch.isOn(nodes.attribute("val")): lines.paragraph.goesOn = true
            default: break
            }
        }
    }

    private mutating func runProperties() throws(OfficeFileError) {
        while let event = try nodes.next() {
            switch event {
            case .end("rPr"): return
            case .start("rPrChange"): nodes.skip()
            case .start("rStyle"): lines.hides(style: nodes.attribute("val"))
            case .start("vanish"): lines.hides(WordSwitch.isOn(nodes.attribute("val")))
            default: break
            }
        }
    }

    private mutating func rowProperties() throws(OfficeFileError) {
        while let event = try nodes.next() {
            switch event {
            case .end("trPr"): return
            case .start("trPrChange"): nodes.skip()
            case .start("gridBefore"): try lines.skipColumns(nodes.attribute("val"))
            case .start("del"): lines.dropRow()
            case .start("hidden") where WordSwitch.isOn(nodes.attribute("val")): lines.dropRow()
            default: break
            }
        }
    }

    private mutating func cellProperties() throws(OfficeFileError) {
        while let event = try nodes.next() {
            switch event {
            case .end("tcPr"): return
            case .start("tcPrChange"): nodes.skip()
            case .start("gridSpan"): lines.span(nodes.attribute("val"))
            case .start("vMerge") where nodes.attribute("val") != "restart": lines.continueCell()
            case .start("hMerge") where nodes.attribute("val") != "restart": lines.continueCell()
            case .start("cellDel"): lines.continueCell()
            default: break
            }
        }
    }
}
