import OfficeFiles
import Testing

struct WordDocumentTests {
    @Test func samePartsGiveSameBytes() throws {
        #expect(try Samples.document().bytes() == Samples.document().bytes())
    }

    /// What XML cannot hold is dropped, the rest stays as it is.
    @Test(arguments: [
        ("<b>&\"'>", "<b>&\"'>"), ("a\u{0}b\u{1}c\u{B}d\u{FFFE}e", "abcde"), ("一\r\n二\r三\t四", "一\n二\n三\t四"),
        (" ＡＢ　👩‍👩‍👧 ", " ＡＢ　👩‍👩‍👧 "), ("]]>", "]]>"),
    ])
    func writes(text: String, expected: String) throws {
        let table = WordDocument.Table(gridColumns: [2000], rows: [[.init(text: text)]])
        let document = WordDocument(
            blocks: [.paragraph(.init(text)), .table(table)], title: text, properties: ["名称": text])
        let file = try GridFile.read(document.bytes())
        #expect(file.paragraphs == [expected])
        #expect(file.grids.first?.cells.map(\.text) == [expected])
    }

    @Test func linksPicturesAndBreaks() throws {
        let picture = WordDocument.Picture(
            png: try QRCode.png(of: "x"), widthPoints: 60, heightPoints: 60, description: "码\"<")
        let links = ["https://example.org/a?b=1&c=甲 乙", "javascript:alert(1)", "http://", "HTTP://example.org"]
        let document = WordDocument(
            blocks: [
                .pageBreak, .pageBreak, .table(.init(gridColumns: [900], rows: [[.init(text: "", picture: picture)]])),
                .table(.init(gridColumns: [], rows: [[]])), .table(.init(gridColumns: [900], rows: [])),
                .picture(picture),
                .paragraph(.init(runs: links.map { .init($0, link: $0) })), .pageBreak,
            ], isLandscape: true)
        let file = try GridFile.read(document.bytes())
        #expect(file.paragraphs == [links.joined()])
        #expect(file.grids.count == 1)
        #expect(try DocumentFile.plainText(document.bytes()).contains("javascript:alert(1)"))
    }

    /// Cells of a table, and where they come out.
    static let tables: [([[WordDocument.Cell]], [GridFile.Cell])] = [
        (
            [[.init(text: "角", columns: 2, rows: 2), .init(text: "右", rows: 3)], [], [.init(text: "左下")]],
            [
                .init(row: 0, column: 0, rows: 2, columns: 2, text: "角"), .init(row: 0, column: 2, rows: 3, text: "右"),
                .init(row: 2, column: 0, text: "左下"),
            ]
        ),
        (
            [[.init(text: "长", columns: 3, rows: 99)]], [.init(row: 0, column: 0, columns: 3, text: "长")]
        ),
        (
            [[.init(text: "零", columns: 0, rows: 0)], [.init(text: "二", rows: 2)], []],
            [.init(row: 0, column: 0, text: "零"), .init(row: 1, column: 0, rows: 2, text: "二")]
        ),
    ]

    @Test(arguments: tables)
    func merges(rows: [[WordDocument.Cell]], cells: [GridFile.Cell]) throws {
        let document = WordDocument(blocks: [.table(.init(gridColumns: [900, 900, 900], rows: rows))])
        #expect(try GridFile.read(document.bytes()).grids.map(\.cells) == [cells])
    }

    @Test(arguments: [
        [[WordDocument.Cell(text: "一"), .init(text: "二"), .init(text: "三")]],
        [[.init(text: "宽", columns: 3)]],
        [[.init(text: "一"), .init(text: "二", rows: 2)], [.init(text: "盖", columns: 2)]],
    ])
    func refusesCellsWithoutPlace(rows: [[WordDocument.Cell]]) {
        let document = WordDocument(blocks: [.table(.init(gridColumns: [900, 900], rows: rows))])
        #expect(throws: WordDocument.Failure.noPlace(row: rows.count - 1)) { try document.bytes() }
    }
}
