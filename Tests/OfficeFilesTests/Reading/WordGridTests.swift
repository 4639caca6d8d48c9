import OfficeFiles
import Testing

struct WordGridTests {
    private static func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
    }
    private static let restart = "<w:vMerge w:val=\"restart\"/>"
    private static let goesOn = "<w:vMerge/>"

    /// Rows of a table, and its cells.
    static let tables: [(String, [GridFile.Cell])] = [
        (
            "<w:tr>\(cell("一"))\(cell(""))\(cell("１２"))</w:tr>",
            [.init(row: 0, column: 0, text: "一"), .init(row: 0, column: 2, text: "１２")]
        ),
        // Spans of columns and rows, and text in a cell that only continues another.
        (
            """
            <w:tr>\(cell("头", "<w:gridSpan w:val=\"2\"/>\(restart)"))\(cell("x"))</w:tr>\
            <w:tr>\(cell("藏", "<w:gridSpan w:val=\"2\"/>\(goesOn)"))\(cell("y"))</w:tr>\
            <w:tr>\(cell("a"))\(cell("b"))\(cell("c"))</w:tr>
            """,
            [
                .init(row: 0, column: 0, rows: 2, columns: 2, text: "头"), .init(row: 0, column: 2, text: "x"),
                .init(row: 1, column: 2, text: "y"), .init(row: 2, column: 0, text: "a"),
                .init(row: 2, column: 1, text: "b"), .init(row: 2, column: 2, text: "c"),
            ]
        ),
        // A second merge below a first, and a continuation of nothing.
        (
            """
            <w:tr>\(cell("一", restart))\(cell("孤", "<w:vMerge w:val=\"continue\"/>"))</w:tr><w:tr>\(cell("", goesOn))\(cell("p"))</w:tr>\
            <w:tr>\(cell("二", restart))\(cell("q"))</w:tr><w:tr>\(cell("", goesOn))\(cell("r"))</w:tr>
            """,
            [
                .init(row: 0, column: 0, rows: 2, text: "一"), .init(row: 0, column: 1, text: "孤"),
                .init(row: 1, column: 1, text: "p"), .init(row: 2, column: 0, rows: 2, text: "二"),
                .init(row: 2, column: 1, text: "q"), .init(row: 3, column: 1, text: "r"),
            ]
        ),
        // Rows that begin later, paragraphs and breaks, a table within, controls around cells, tracked changes.
        (
            """
            <w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>\(cell("后"))</w:tr>\
            <w:tr><w:sdt><w:sdtContent><w:tc><w:p/><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>\
            <w:p><w:r><w:t>三</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del></w:p><w:p/></w:tc></w:sdtContent></w:sdt>\
            <w:tc><w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/></w:tcPr></w:tcPrChange></w:tcPr>\
            <w:tbl><w:tr>\(cell("内", "<w:gridSpan w:val=\"5\"/>"))\(cell("层"))</w:tr></w:tbl><w:p/></w:tc>\(cell("末"))</w:tr>
            """,
            [
                .init(row: 0, column: 2, text: "后"), .init(row: 1, column: 0, text: "一\n二\n三"),
                .init(row: 1, column: 1, text: "内\n层"), .init(row: 1, column: 2, text: "末"),
            ]
        ),
    ]

    @Test(arguments: tables)
    func reads(rows: String, cells: [GridFile.Cell]) throws {
        let file = try GridFile.read(
            Archives.docx("<w:p/><w:p><w:r><w:t>前</w:t></w:r></w:p><w:tbl>\(rows)</w:tbl><w:p><w:t>后</w:t></w:p>"))
        #expect(file.format == .docx)
        #expect(file.grids.map(\.name) == ["表 1"])
        #expect(file.grids[0].cells == cells)
        #expect(file.paragraphs == ["前", "后"])
    }

    @Test func addressesCountTheCellsOneSees() {
        let grid = GridFile.Grid(name: "表 1", cells: Samples.documentCells, format: .docx)
        let places = [(0, 0), (0, 1), (0, 3), (1, 1), (1, 2), (3, 0), (3, 2), (4, 3)]
        #expect(
            places.map { grid.address(row: $0.0, column: $0.1) } == [
                "第1行第1格", "第1行第2格", "第1行第3格", "第2行第2格", "第2行第3格", "第4行第1格", "第4行第2格", "第5行第3格",
            ])
    }

    @Test func limits() throws {
        let row = "<w:tr>\(String(repeating: Self.cell("x"), count: 100))</w:tr>"
        let body = "<w:tbl>\(String(repeating: row, count: 201))</w:tbl>"
        #expect(throws: OfficeFileError.tooManyCells(limit: 20_000)) { try GridFile.read(Archives.docx(body)) }
        let wide = "<w:tbl><w:tr>\(Self.cell("x", "<w:gridSpan w:val=\"99999\"/>"))\(Self.cell("y"))</w:tr></w:tbl>"
        #expect(throws: OfficeFileError.notReadable) { try GridFile.read(Archives.docx(wide)) }
    }
}
