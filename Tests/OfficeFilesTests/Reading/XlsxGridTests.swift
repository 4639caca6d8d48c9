import OfficeFiles
import Testing

struct XlsxGridTests {
    /// One cell's XML and what it shows; nil when it shows nothing.
    static let values: [(String, String?)] = [
        ("<c r=\"A1\"><v>37</v></c>", "37"), ("<c r=\"A1\"><v>37.0</v></c>", "37"),
        ("<c r=\"A1\" t=\"n\"><v>0.30000000000000004</v></c>", "0.3"), ("<c r=\"A1\"><v>-1.5E-3</v></c>", "-0.0015"),
        ("<c r=\"A1\"><v>1E+20</v></c>", "100000000000000000000"), ("<c r=\"A1\"><v>-0</v></c>", "0"),
        ("<c r=\"A1\"><v>110101199001011234</v></c>", "110101199001011000"), ("<c r=\"A1\"><v>1E-60</v></c>", "1E-60"),
        ("<c r=\"A1\"><v>1.5E+300</v></c>", "1.5E+300"), ("<c r=\"A1\"><v>0.99999999999999999</v></c>", "1"),
        ("<c r=\"A1\"><v>999999999999999.9</v></c>", "1000000000000000"), ("<c r=\"A1\"><v>007</v></c>", "7"),
        ("<c r=\"A1\"><v>45000</v></c>", "45000"), ("<c r=\"A1\"><v>nan</v></c>", "nan"),
        ("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE"), ("<c r=\"A1\" t=\"b\"><v>0</v></c>", "FALSE"),
        ("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", "#REF!"), ("<c r=\"A1\" t=\"d\"><v>2025-03-01</v></c>", "2025-03-01"),
        ("<c r=\"A1\" t=\"s\"><v>0</v></c>", "甲&乙"), ("<c r=\"A1\" t=\"s\"><v>1</v></c>", "富文本"),
        ("<c r=\"A1\" t=\"s\"><v>9</v></c>", nil), ("<c r=\"A1\" t=\"s\"><v>2</v></c>", nil),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t>１２３　＝</t></is></c>", "１２３　＝"),
        ("<c r=\"A1\" t=\"inlineStr\"><is><r><t>一</t></r><r><t xml:space=\"preserve\"> 二</t></r></is></c>", "一 二"),
        ("<c r=\"A1\" t=\"str\"><v>一_x000A_二_x000D_三_x0_</v></c>", "一\n二三_x0_"),
        ("<c r=\"A1\" t=\"str\"><v><![CDATA[<b>]]></v></c>", "<b>"), ("<c r=\"A1\" s=\"1\"/>", nil),
        ("<c r=\"A1\" s=\"1\"><v></v></c>", nil), ("<c r=\"A1\" t=\"inlineStr\"><is><t/></is></c>", nil),
    ]
    static let strings = """
        <si><t>甲&amp;乙</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t>文本</t></r><rPh sb="0" eb="1"><t>fu</t></rPh></si>\
        <si><t/></si>
        """

    @Test(arguments: values)
    func shows(cell: String, text: String?) throws {
        let file = try GridFile.read(
            Archives.xlsx("<sheetData><row r=\"1\">\(cell)</row></sheetData>", strings: Self.strings))
        #expect(file.format == .xlsx)
        #expect(file.grids.map(\.name) == ["表"])
        #expect(file.grids[0].cells == text.map { [.init(row: 0, column: 0, text: $0)] } ?? [])
    }

    /// Content of a sheet, and its cells.
    static let sheets: [(String, [GridFile.Cell])] = [
        // Formulas, with and without a result, and a shared one.
        (
            "<sheetData><row r=\"2\"><c r=\"B2\"><f>SUM(A1:A9)</f><v>3</v></c><c r=\"C2\"><f t=\"shared\" si=\"0\"/></c></row></sheetData>",
            [
                .init(row: 1, column: 1, text: "3", isFormula: true),
                .init(row: 1, column: 2, text: "", isFormula: true),
            ]
        ),
        // Places that are not given count on.
        (
            """
            <sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>\
            <row r="9"><c r="D9"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row></sheetData>
            """,
            [
                .init(row: 0, column: 0, text: "1"), .init(row: 0, column: 2, text: "2"),
                .init(row: 2, column: 0, text: "3"), .init(row: 8, column: 3, text: "4"),
                .init(row: 8, column: 4, text: "5"), .init(row: 9, column: 0, text: "6"),
            ]
        ),
        // Merges: with a value, empty, of a single cell, and over a value that is hidden.
        (
            """
            <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>8</v></c></row><row r="2"><c r="A2"><v>9</v></c>\
            <c r="E2"><v>2</v></c></row></sheetData><mergeCells count="3"><mergeCell ref="A1:B2"/>\
            <mergeCell ref="C1:D1"/><mergeCell ref="E2:E2"/><mergeCell ref="bad"/></mergeCells>
            """,
            [
                .init(row: 0, column: 0, rows: 2, columns: 2, text: "1"),
                .init(row: 0, column: 2, columns: 2, text: ""), .init(row: 1, column: 4, text: "2"),
            ]
        ),
        // Rows out of order, the last place of a sheet, formulas of extensions.
        (
            """
            <sheetData><row r="1048576"><c r="XFD1048576"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>\
            </sheetData><extLst><ext><f>A1</f><c r="B1"><v>3</v></c></ext></extLst>
            """,
            [.init(row: 0, column: 0, text: "1"), .init(row: 1_048_575, column: 16_383, text: "2")]
        ),
    ]

    @Test(arguments: sheets)
    func reads(sheet: String, cells: [GridFile.Cell]) throws {
        #expect(try GridFile.read(Archives.xlsx(sheet)).grids[0].cells == cells)
    }

    /// The strict namespaces, other prefixes, targets from the root and with "..", a workbook in another folder.
    @Test func followsRelationships() throws {
        let strict = "http://purl.oclc.org/ooxml"
        let relationship = { (id: String, kind: String, target: String) in
            "<p:Relationship Id=\"\(id)\" Type=\"\(strict)/officeDocument/relationships/\(kind)\" Target=\"\(target)\"/>"
        }
        let wrap = { (items: String) in "<p:Relationships xmlns:p=\"p\">\(items)</p:Relationships>" }
        let sheet = { (value: String) in
            "<x:worksheet xmlns:x=\"\(strict)/spreadsheetml/main\"><x:sheetData><x:row xmlns:r=\"r\" r=\"1\">"
                + "<x:c r=\"A1\" t=\"str\"><x:v>\(value)</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        }
        let bytes = try Archives.zip([
            ("_rels/.rels", wrap(relationship("a", "officeDocument", "book/main.xml"))),
            (
                "book/main.xml",
                """
                <x:workbook xmlns:x="\(strict)/spreadsheetml/main" xmlns:k="\(strict)/officeDocument/relationships">\
                <x:sheets><x:sheet name="二" sheetId="7" k:id="z"/><x:sheet name="图" sheetId="3" k:id="c"/>\
                <x:sheet name="一" sheetId="1" k:id="y"/></x:sheets></x:workbook>
                """
            ),
            (
                "book/_rels/main.xml.rels",
                wrap(
                    relationship("y", "worksheet", "/One.xml") + relationship("z", "worksheet", "../other/./t%20o.xml")
                        + relationship("c", "chartsheet", "chart.xml"))
            ),
            ("one.xml", sheet("1")), ("other/t o.xml", sheet("2")), ("book/chart.xml", sheet("3")),
        ])
        let file = try GridFile.read(bytes)
        #expect(file.grids.map(\.name) == ["二", "一"])
        #expect(file.grids.map { $0.cells.map(\.text) } == [["2"], ["1"]])
    }

    @Test func addresses() throws {
        let grid = GridFile.Grid(name: "表", cells: [], format: .xlsx)
        let places = [(4, 1), (0, 25), (0, 26), (0, 701), (0, 702), (1_048_575, 16_383)]
        #expect(
            places.map { grid.address(row: $0.0, column: $0.1) } == ["B5", "Z1", "AA1", "ZZ1", "AAA1", "XFD1048576"])
    }

    @Test func skipsAMillionEmptyRows() throws {
        var rows = ""
        rows.reserveCapacity(30 << 20)
        for row in 1...1_000_000 { rows += "<row r=\"\(row)\" ht=\"15\"/>" }
        let bytes = try Archives.xlsx(
            "<sheetData>\(rows)<row r=\"1000001\"><c r=\"B1000001\"><v>5</v></c></row></sheetData>")
        #expect(try GridFile.read(bytes).grids[0].cells == [.init(row: 1_000_000, column: 1, text: "5")])
    }

    @Test func limits() throws {
        let sheet = { (count: Int) in
            let cells = (0..<count).map { _ in "<c><v>1</v></c>" }
            let rows = stride(from: 0, to: count, by: 100)
                .map { "<row>\(cells[$0..<min($0 + 100, count)].joined())</row>" }
            return "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>"
        }
        #expect(try GridFile.read(Archives.workbook(sheets: [("一", sheet(20_000))])).grids[0].cells.count == 20_000)
        let half = sheet(10_001)
        #expect(throws: OfficeFileError.tooManyCells(limit: 20_000)) {
            try GridFile.read(Archives.workbook(sheets: [("一", half), ("二", half)]))
        }
        #expect(throws: OfficeFileError.tooManySheets(limit: 20)) {
            try GridFile.read(Archives.workbook(sheets: (0...20).map { ("表\($0)", sheet(1)) }))
        }
        let wide = "<sheetData><row>\(String(repeating: "<c/>", count: 16_385))</row></sheetData>"
        #expect(throws: OfficeFileError.notReadable) { try GridFile.read(Archives.xlsx(wide)) }
        let long = "<si><t>\(String(repeating: "长", count: 1_000_000))</t></si>"
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 3)
        #expect(throws: OfficeFileError.unpacksTooLarge(limit: 8 << 20)) {
            try GridFile.read(Archives.xlsx("<sheetData><row>\(cells)</row></sheetData>", strings: long))
        }
    }
}
