/// The parts of a document besides its body. Source: ECMA-376 part 1, 11.3 and 15.2; part 2, 6.
struct WordParts {
    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let media = "application/vnd.openxmlformats-officedocument"

    private let document: WordDocument
    private let body: WordBody

    init(_ document: WordDocument, _ body: WordBody) {
        self.document = document
        self.body = body
    }

    func members() -> [(name: String, contents: [UInt8])] {
        var parts = [
            ("[Content_Types].xml", types), ("_rels/.rels", roots), ("word/document.xml", main),
            ("word/_rels/document.xml.rels", relationships), ("word/styles.xml", document.layout.stylesPart),
            ("word/fontTable.xml", document.layout.fontsPart), ("word/settings.xml", settings),
            ("docProps/core.xml", core),
        ]
        if !document.properties.isEmpty { parts.append(("docProps/custom.xml", custom)) }
        parts += footers.map { ("word/\($0.id).xml", $0.xml) }
        return parts.map { ($0.0, Array((Self.head + $0.1).utf8)) }
            + body.pictures.enumerated().map { ("word/media/image\($0.offset + 1).png", $0.element) }
    }

    private var footers: [WordFooter] { document.layout.numbersPages ? WordFooter.both : [] }

    private var types: String {
        let overrides =
            [
                ("word/document.xml", "\(Self.media).wordprocessingml.document.main+xml"),
                ("word/styles.xml", "\(Self.media).wordprocessingml.styles+xml"),
                ("word/fontTable.xml", "\(Self.media).wordprocessingml.fontTable+xml"),
                ("word/settings.xml", "\(Self.media).wordprocessingml.settings+xml"),
                ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
                ("docProps/custom.xml", "\(Self.media).custom-properties+xml"),
            ].filter { $0.0 != "docProps/custom.xml" || !document.properties.isEmpty }
            + footers.map { ("word/\($0.id).xml", "\(Self.media).wordprocessingml.footer+xml") }
        return """
            <Types xmlns="\(Self.package)/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>\
            \(overrides.map { "<Override PartName=\"/\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined())</Types>
            """
    }

    private var roots: String {
        var targets = [
            Target("rId1", "\(Self.office)/relationships/officeDocument", "word/document.xml"),
            Target("rId2", "\(Self.package)/relationships/metadata/core-properties", "docProps/core.xml"),
        ]
        if !document.properties.isEmpty {
            targets.append(Target("rId3", "\(Self.office)/relationships/custom-properties", "docProps/custom.xml"))
        }
        return Self.relationships(targets)
    }

    private var relationships: String {
        let kind = "\(Self.office)/relationships"
        return Self.relationships(
            [("styles", "styles.xml"), ("fontTable", "fontTable.xml"), ("settings", "settings.xml")]
                .map { Target($0.0, "\(kind)/\($0.0)", $0.1) }
                + body.links.enumerated().map {
                    Target("link\($0.offset + 1)", "\(kind)/hyperlink", $0.element, isExternal: true)
                }
                + footers.map { Target($0.id, "\(kind)/footer", "\($0.id).xml") }
                + body.pictures.indices.map { Target("picture\($0 + 1)", "\(kind)/image", "media/image\($0 + 1).png") })
    }

    private struct Target {
        let id: String, type: String, target: String, isExternal: Bool
        init(_ id: String, _ type: String, _ target: String, isExternal: Bool = false) {
            (self.id, self.type, self.target, self.isExternal) = (id, type, target, isExternal)
        }
    }

    private static func relationships(_ targets: [Target]) -> String {
        let items = targets.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\($0.type)\" Target=\"\(XMLText.escape($0.target))\""
                + ($0.isExternal ? " TargetMode=\"External\"/>" : "/>")
        }
        return "<Relationships xmlns=\"\(package)/relationships\">\(items.joined())</Relationships>"
    }

    /// Margins are those of GB/T 9704-2012, 5.2: 37, 35, 28 and 26 mm from the top on, turned with the page.
    private var main: String {
        var body = body
        body.finish()
        let drawing = "http://schemas.openxmlformats.org/drawingml/2006"
        let (width, height) = document.isLandscape ? (16838, 11906) : (11906, 16838)
        let orientation = document.isLandscape ? "landscape" : "portrait"
        let margins = document.isLandscape ? (1587, 1474, 1984, 2098) : (2098, 1984, 1587, 1474)
        return """
            <w:document xmlns:w="\(Self.word)" xmlns:r="\(Self.office)/relationships" xmlns:a="\(drawing)/main" \
            xmlns:pic="\(drawing)/picture" xmlns:wp="\(drawing)/wordprocessingDrawing"><w:body>\(body.xml)\
            <w:sectPr>\(footers.map(\.reference).joined())<w:pgSz w:w="\(width)" w:h="\(height)" w:orient="\(orientation)"/>\
            <w:pgMar w:top="\(margins.0)" w:bottom="\(margins.1)" w:left="\(margins.2)" \
            w:right="\(margins.3)" w:header="851" w:footer="\(document.layout.footerDistance)" w:gutter="0"/>\
            \(document.layout.grid)</w:sectPr></w:body></w:document>
            """
    }

    /// Without the mode, Word would open it as a document of 2007.
    private var settings: String {
        """
        <w:settings xmlns:w="\(Self.word)">\(footers.isEmpty ? "" : "<w:evenAndOddHeaders/>")<w:compat><w:compatSetting w:name="compatibilityMode" \
        w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
        """
    }

    private var core: String {
        """
        <cp:coreProperties xmlns:cp="\(Self.package)/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(XMLText.escape(document.title))</dc:title>\
        </cp:coreProperties>
        """
    }

    /// The class id is the one for properties that users name; numbers 0 and 1 are taken.
    private var custom: String {
        let items = document.properties.sorted { $0.key < $1.key }.enumerated().map { index, property in
            """
            <property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="\(index + 2)" \
            name="\(XMLText.escape(property.key))"><vt:lpwstr>\(XMLText.escape(property.value))</vt:lpwstr></property>
            """
        }
        return """
            <Properties xmlns="\(Self.office)/custom-properties" xmlns:vt="\(Self.office)/docPropsVTypes">\
            \(items.joined())</Properties>
            """
    }
}
