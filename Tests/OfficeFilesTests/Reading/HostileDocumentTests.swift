import OfficeFiles
import Testing

/// Documents made to break the reader end in a value or an error soon.
struct HostileDocumentTests {
    private static func cells(_ count: Int) -> String {
        "<w:tbl><w:tr>\(String(repeating: "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>", count: count))</w:tr></w:tbl>"
    }
    private static func span(_ columns: Int) -> String {
        "<w:tc><w:tcPr><w:gridSpan w:val=\"\(columns)\"/></w:tcPr><w:p/></w:tc>"
    }
    private static let nested = (open: "<w:tbl><w:tr><w:tc>", close: "</w:tc></w:tr></w:tbl>")
    private static let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>甲</w:t></w:r>"

    enum Body: String, CaseIterable {
        case widest, tooWide, wideSpans, emptyParagraphs, deepTables, nestedTables, openFields, manyAttributes, broken,
            long

        var xml: String {
            switch self {
            case .widest: cells(16_384)
            case .tooWide: cells(16_385)
            case .wideSpans:
                String(repeating: "<w:tbl><w:tr>\(span(16_383))\(span(1))</w:tr></w:tbl>", count: 2_000) + cells(1)
            case .emptyParagraphs: String(repeating: "<w:p/>", count: 100_000) + cells(1)
            case .deepTables:
                String(repeating: nested.open, count: 10_000) + String(repeating: nested.close, count: 10_000)
            case .nestedTables:
                String(repeating: nested.open, count: 50) + cells(2) + String(repeating: nested.close, count: 50)
            case .openFields: "<w:p>\(String(repeating: field, count: 20_000))</w:p>\(cells(1))"
            case .manyAttributes: "<w:p \((0..<20_000).map { "a\($0)=\"\"" }.joined(separator: " "))/>"
            case .broken: "</w:p></w:p>"
            case .long: "<w:p><w:r><w:t>\(String(repeating: "甲", count: 2_100_000))</w:t></w:r></w:p>"
            }
        }

        var error: OfficeFileError? {
            switch self {
            case .tooWide, .deepTables, .manyAttributes, .broken: .notReadable
            case .long: .unpacksTooLarge(limit: 2_000_000)
            default: nil
            }
        }
    }

    @Test(arguments: Body.allCases)
    func readsOrRefuses(body: Body) throws {
        let bytes = try Documents.docx(body.xml)
        let start = ContinuousClock.now
        let result = Result { () throws(OfficeFileError) in try DocumentFile.plainText(bytes) }
        #expect(ContinuousClock.now - start < .seconds(6))
        switch result {
        case .success(let text): #expect(body.error == nil && text.contains("甲"))
        case .failure(let error): #expect(error == body.error)
        }
    }

    /// A long wide row is cheap, thousands of them are not.
    @Test func stopsWideRows() throws {
        let cell = { (span: Int) in
            "<w:tc><w:tcPr><w:gridSpan w:val=\"\(span)\"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        }
        let body = "<w:tbl>\(String(repeating: "<w:tr>\(cell(16_383))\(cell(1))</w:tr>", count: 3_000))</w:tbl>"
        #expect(throws: OfficeFileError.unpacksTooLarge(limit: 2_000_000)) {
            try DocumentFile.plainText(Documents.docx(body))
        }
        let spaces = "<w:p><w:r><w:t xml:space=\"preserve\">\(String(repeating: " ", count: 5 << 20))</w:t></w:r></w:p>"
        #expect(throws: OfficeFileError.unpacksTooLarge(limit: 30 << 20)) {
            try DocumentFile.plainText(Documents.docx(String(repeating: spaces, count: 7)))
        }
    }

    @Test func numberingBombs() throws {
        let pattern = String(repeating: "%1", count: 100_000)
        let numbering = Documents.numbering([("chineseCounting", pattern, "")])
        let lines = try Documents.lines(String(repeating: Documents.item("甲"), count: 50), numbering: numbering)
        #expect(lines.count == 50 && lines[49].count < 200)
        let styles = (0..<20_001).map { "<w:style w:styleId=\"s\($0)\"><w:basedOn w:val=\"s\($0 + 1)\"/></w:style>" }
            .joined()
        #expect(throws: OfficeFileError.notReadable) { try Documents.lines(Documents.paragraph("甲"), styles: styles) }
    }

    @Test func entitiesInEveryPart() throws {
        let entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
        for part in [
            "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels",
        ] {
            let links = [
                Archives.relationship("s", "styles", "styles.xml"),
                Archives.relationship("n", "numbering", "numbering.xml"),
            ]
            let parts = [
                (
                    "_rels/.rels",
                    Archives.relationships([Archives.relationship("r", "officeDocument", "word/document.xml")])
                ),
                ("word/_rels/document.xml.rels", Archives.relationships(links)), ("word/styles.xml", "<styles/>"),
                ("word/numbering.xml", "<numbering/>"), ("word/document.xml", "<document><p><t>甲</t></p></document>"),
            ]
            #expect(try DocumentFile.plainText(Archives.zip(parts)) == "甲\n")
            let bytes = try Archives.zip(parts.map { ($0.0, $0.0 == part ? entity + $0.1 : $0.1) })
            #expect(throws: OfficeFileError.externalEntity) { try DocumentFile.plainText(bytes) }
        }
    }

    /// In encodings in which markup hides from the scans, libxml2 would read a part; packages are UTF-8 or UTF-16.
    @Test func refusesHiddenMarkup() throws {
        let body = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><document><p><t>甲</t></p></document>"
        #expect(throws: OfficeFileError.notReadable) {
            try DocumentFile.plainText(Archives.zip([("word/document.xml", body)]))
        }
        let wide =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><document><p \((0..<3_000).map { "a\($0)='' " }.joined())/></document>"
        let bytes = try ZipArchive.bytes([("word/document.xml", [0xFF, 0xFE] + TextEncodingTests.utf16(wide))])
        #expect(throws: OfficeFileError.notReadable) { try DocumentFile.plainText(bytes) }
    }

    @Test func truncation() throws {
        let table =
            "<w:tbl><w:tr>\(String(repeating: "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>", count: 3))</w:tr></w:tbl>"
        let samples = [
            try Documents.docx(table, numbering: Documents.numbering([("decimal", "%1", "")])),
            try Samples.document().bytes(),
            Array(
                "<html><body><p>通知</p><table><tr><td>一<td>二</table><!-- x --><script>1</script>&nbsp;&#20013;</body></html>"
                    .utf8),
            TextEncodingTests.utf16("关于开展活动的通知\n一、时间"), Array("关于开展活动的通知，一、时间".utf8),
        ]
        for bytes in samples {
            for part in 0..<50 {
                let cut = Array(bytes[..<(bytes.count * part / 50)])
                let start = ContinuousClock.now
                do throws(OfficeFileError) { _ = try DocumentFile.plainText(cut) } catch {}
                #expect(ContinuousClock.now - start < .seconds(10))
            }
        }
    }

    @Test func otherFiles() throws {
        let pdf = Array("%PDF-1.7\n".utf8)
        for bytes in [pdf, [10, 10] + pdf, Array("{\\rtf1 x}".utf8)] {
            #expect(throws: OfficeFileError.unknownFormat) { try DocumentFile.plainText(bytes) }
        }
        #expect(throws: OfficeFileError.unknownFormat) { try DocumentFile.plainText(Samples.sheet().bytes()) }
        #expect(throws: OfficeFileError.unknownFormat) {
            try DocumentFile.plainText(Archives.zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]))
        }
    }
}
