/// Writes word/document.xml and notes what it refers to. Source: ECMA-376 part 1, 17.3, 17.4 and 20.4.
struct WordBody {
    private(set) var xml = ""
    /// Relationships `link1` … and `picture1` ….
    private(set) var links: [String] = []
    private(set) var pictures: [[UInt8]] = []

    private var drawings = 0
    private var breaksPage = false
    /// Two tables would grow together, and a document cannot end with one.
    private var followsTable = false

    mutating func add(_ block: WordDocument.Block) throws {
        switch block {
        case .paragraph(let paragraph):
            let content = paragraph.runs.map { run($0) }.joined()
            addParagraph(paragraph.style, content, keep: Self.keep(paragraph), Self.place(paragraph))
        case .picture(let picture): addParagraph(.picture, drawing(picture))
        case .table(let table):
            let rows = try WordTableRows.places(of: table)
            // Word takes a table without cells for damage.
            guard !rows.isEmpty, !table.gridColumns.isEmpty else { break }
            if followsTable || breaksPage { addParagraph(.gap, "") }
            addTable(table, rows)
            followsTable = true
        case .pageBreak:
            if breaksPage { addParagraph(.gap, "") }
            breaksPage = true
        }
    }

    /// The end of the body.
    mutating func finish() {
        if followsTable || breaksPage { addParagraph(.gap, "") }
    }

    private mutating func addParagraph(
        _ style: WordDocument.Style, _ content: String, keep: String = "", _ place: String = ""
    ) {
        let breaking = breaksPage ? "<w:pageBreakBefore/>" : ""
        xml += "<w:p><w:pPr><w:pStyle w:val=\"\(style.id)\"/>\(keep)\(breaking)\(style.frame)\(place)</w:pPr>"
        xml += "\(content)</w:p>"
        (breaksPage, followsTable) = (false, false)
    }

    private static func keep(_ paragraph: WordDocument.Paragraph) -> String {
        paragraph.keepsWithNext.map { "<w:keepNext w:val=\"\($0 ? 1 : 0)\"/>" } ?? ""
    }

    /// Space above, indents and alignment, in the order of the schema.
    private static func place(_ paragraph: WordDocument.Paragraph) -> String {
        let lines = paragraph.linesBefore
        let before =
            lines > 0 ? " w:beforeLines=\"\(lines * 100)\" w:before=\"\(lines * WordStyles.line)\"" : ""
        let height = paragraph.lineHeight.map { " w:line=\"\($0 * 20)\" w:lineRule=\"exact\"" } ?? ""
        let space = before.isEmpty && height.isEmpty ? "" : "<w:spacing\(before)\(height)/>"
        return space + (paragraph.indent.map { WordStyles.indent($0) } ?? "") + justification(paragraph)
    }

    /// An indent would move the middle. Titles have their own.
    private static func justification(_ paragraph: WordDocument.Paragraph) -> String {
        guard paragraph.style != .title else { return "" }
        let indent = paragraph.style == .body ? "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>" : ""
        return switch paragraph.alignment {
        case .start: ""
        case .center: "\(indent)<w:jc w:val=\"center\"/>"
        case .end: "\(indent)<w:jc w:val=\"right\"/>"
        }
    }

    private mutating func run(_ run: WordDocument.Run) -> String {
        guard let link = run.link.flatMap(WebLink.init) else {
            return Self.text(
                run.text, isBold: run.isBold, style: run.isBodyText ? "<w:rStyle w:val=\"RunIn\"/>" : "",
                points: run.points)
        }
        if !links.contains(link.address) { links.append(link.address) }
        let index = (links.firstIndex(of: link.address) ?? 0) + 1
        let text = Self.text(run.text, isBold: run.isBold, style: "<w:rStyle w:val=\"Hyperlink\"/>")
        return "<w:hyperlink r:id=\"link\(index)\">\(text)</w:hyperlink>"
    }

    /// The hint gives Chinese quotation marks their Chinese width.
    private static func text(_ text: String, isBold: Bool, style: String = "", points: Int? = nil) -> String {
        guard !text.isEmpty else { return "" }
        let size = points.map { WordStyles.size($0 * 2) } ?? ""
        let properties = "<w:rPr>\(style)<w:rFonts w:hint=\"eastAsia\"/>\(isBold ? "<w:b/>" : "")\(size)</w:rPr>"
        let lines = TextFile.normalised(text).split(separator: "\n", omittingEmptySubsequences: false)
        let content = lines.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : "<w:t xml:space=\"preserve\">\(XMLText.escape(String($0)))</w:t>" }
                .joined(separator: "<w:tab/>")
        }
        return "<w:r>\(properties)\(content.joined(separator: "<w:br/>"))</w:r>"
    }

    private mutating func drawing(_ picture: WordDocument.Picture) -> String {
        drawings += 1
        if !pictures.contains(picture.png) { pictures.append(picture.png) }
        let index = (pictures.firstIndex(of: picture.png) ?? 0) + 1
        let size = "cx=\"\(Self.units(picture.widthPoints))\" cy=\"\(Self.units(picture.heightPoints))\""
        return """
            <w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent \(size)/>\
            <wp:docPr id="\(drawings)" name="图片 \(drawings)" descr="\(XMLText.escape(picture.description))"/>\
            <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
            <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
            <pic:pic><pic:nvPicPr><pic:cNvPr id="\(drawings)" name="图片 \(drawings)"/><pic:cNvPicPr/></pic:nvPicPr>\
            <pic:blipFill><a:blip r:embed="picture\(index)"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
            <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext \(size)/></a:xfrm>\
            <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
            </wp:inline></w:drawing></w:r>
            """
    }

    /// A point has 12,700 English metric units; a page of Word has at most 22 inches.
    private static func units(_ points: Double) -> Int {
        Int((points.isFinite ? max(1, min(points, 1_584)) : 1) * 12_700)
    }
}

// MARK: - Tables

extension WordBody {
    private mutating func addTable(_ table: WordDocument.Table, _ rows: [[WordTableRows.Place]]) {
        let widths = table.gridColumns.map { max(1, $0) }
        xml += """
            <w:tbl><w:tblPr><w:tblW w:w="\(widths.reduce(0, +))" w:type="dxa"/><w:jc w:val="center"/>\
            <w:tblBorders>\(Self.borders)</w:tblBorders><w:tblLayout w:type="fixed"/>\
            <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>\
            <w:tblGrid>\(widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined())</w:tblGrid>
            """
        for (index, places) in rows.enumerated() {
            let header = index < table.repeatsHeader ? "<w:tblHeader/>" : ""
            xml += "<w:tr><w:trPr><w:cantSplit/>\(header)<w:jc w:val=\"center\"/></w:trPr>"
            for place in places { addCell(place, width: widths[place.column...].prefix(place.columns).reduce(0, +)) }
            xml += "</w:tr>"
        }
        xml += "</w:tbl>"
    }

    private mutating func addCell(_ place: WordTableRows.Place, width: Int) {
        let span = place.columns > 1 ? "<w:gridSpan w:val=\"\(place.columns)\"/>" : ""
        let merge = place.merge.map { "<w:vMerge w:val=\"\($0.rawValue)\"/>" } ?? ""
        let properties = "<w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(span)\(merge)<w:vAlign w:val=\"center\"/>"
        xml += "<w:tc><w:tcPr>\(properties)</w:tcPr>"
        let text = place.cell.map { Self.text($0.text, isBold: $0.isHeader) } ?? ""
        let picture = (place.cell?.picture).map { drawing($0) } ?? ""
        for content in text.isEmpty || picture.isEmpty ? [text + picture] : [text, picture] {
            xml += "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr>\(content)</w:p>"
        }
        xml += "</w:tc>"
    }

    private static let borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map { "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>" }.joined()
}
