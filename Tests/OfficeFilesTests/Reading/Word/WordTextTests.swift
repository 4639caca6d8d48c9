import OfficeFiles
import Testing

/// What of a document is its text.
struct WordTextTests {
    private static func run(_ content: String, _ properties: String = "") -> String {
        "<w:r><w:rPr>\(properties)</w:rPr>\(content)</w:r>"
    }
    private static func text(_ text: String) -> String { "<w:t>\(text)</w:t>" }
    private static func cell(_ content: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>"
    }
    private static func cell(text: String, _ properties: String = "") -> String {
        cell(Documents.paragraph(text), properties)
    }

    static let runs: [(String, String)] = [
        ("\(run("<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/>"))", "甲\t乙-丙"),
        ("\(run("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/>"))", "甲\n乙\n"),
        ("\(run(text("留")))<w:del>\(run("<w:delText>删</w:delText>"))</w:del><w:ins>\(run(text("加")))</w:ins>", "留加"),
        ("<w:moveFrom>\(run(text("旧")))</w:moveFrom><w:moveTo>\(run(text("新")))</w:moveTo>", "新"),
        ("\(run(text("看")))\(run(text("藏"), "<w:vanish/>"))\(run(text("见"), "<w:vanish w:val=\"0\"/>"))", "看见"),
        ("\(run(text("藏"), "<w:rStyle w:val=\"Secret\"/>"))\(run(text("见")))", "见"),
        ("\(run("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t>"))", "☑是"),
        ("\(run("<w:sym w:font=\"宋体\" w:char=\"2460\"/><w:sym w:font=\"Webdings\" w:char=\"F061\"/>"))", "①"),
        (
            """
            \(run("<w:fldChar w:fldCharType=\"begin\"/>"))\(run("<w:instrText> HYPERLINK \"x\" </w:instrText>"))\
            \(run("<w:fldChar w:fldCharType=\"separate\"/>"))\(run(text("链接")))\(run("<w:fldChar w:fldCharType=\"end\"/>"))
            """, "链接"
        ),
        (
            """
            \(run("<w:fldChar w:fldCharType=\"begin\"/>"))\(run("<w:instrText> eq \\o\\ac(○,</w:instrText>"))\
            \(run("<w:instrText>3)</w:instrText>"))\(run("<w:fldChar w:fldCharType=\"end\"/>"))\(run(text("项")))
            """, "③项"
        ),
        ("<w:ruby><w:rt>\(run(text("pin")))</w:rt><w:rubyBase>\(run(text("拼")))</w:rubyBase></w:ruby>", "拼"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\(run(text("点这里")))</w:sdtContent></w:sdt>", ""),
        (
            "<w:sdt><w:sdtPr/><w:sdtContent>\(run(text("填了")))</w:sdtContent></w:sdt>\(run("<w:footnoteReference w:id=\"1\"/>"))",
            "填了"
        ),
        ("<w:hyperlink><w:smartTag>\(run(text("标签")))</w:smartTag></w:hyperlink>", "标签"),
    ]

    @Test(arguments: runs)
    func readsRuns(content: String, text: String) throws {
        let style = "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"
        let bytes = try Documents.docx("<w:p>\(content)</w:p><w:p>\(Self.run(Self.text("完")))</w:p>", styles: style)
        #expect(try DocumentFile.plainText(bytes) == "\(text)\n完\n")
    }

    /// A paragraph whose mark is deleted goes on in the next one; a field that never ends swallows nothing.
    @Test func paragraphs() throws {
        let body = """
            \(Documents.paragraph("前", "<w:rPr><w:del/></w:rPr>"))\(Documents.paragraph("后"))<w:p/>\
            \(Documents.paragraph("藏", "<w:rPr><w:vanish/></w:rPr>"))\(Documents.paragraph("完"))\
            <w:p>\(Self.run("<w:fldChar w:fldCharType=\"begin\"/><w:instrText>X</w:instrText>"))</w:p>\(Documents.paragraph("末"))
            """
        #expect(try Documents.lines(body) == ["前后", "", "藏完", "", "末"])
    }

    static let tables: [(String, [String])] = [
        ("<w:tr>\(cell(text: "一"))\(cell(text: ""))\(cell(text: "三"))\(cell(text: ""))</w:tr>", ["一\t\t三"]),
        // Merged cells keep their places.
        (
            """
            <w:tr>\(cell(text: "头", "<w:gridSpan w:val=\"2\"/>"))\(cell(text: "尾"))</w:tr>\
            <w:tr>\(cell(text: "高", "<w:vMerge w:val=\"restart\"/>"))\(cell(text: "a"))\(cell(text: "b"))</w:tr>\
            <w:tr>\(cell(text: "", "<w:vMerge/>"))\(cell(text: "c"))\(cell(text: "d"))</w:tr>\
            <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>\(cell(text: "e"))\(cell(text: "f"))</w:tr>
            """, ["头\t\t尾", "高\ta\tb", "\tc\td", "\te\tf"]
        ),
        // Paragraphs, breaks and tabs of a cell stay in its line; a row of one cell is a frame.
        (
            """
            <w:tr>\(cell(Documents.paragraph("一") + "<w:p/>" + Documents.paragraph(" 二 ")))\
            \(cell("<w:p>\(run("<w:t>三</w:t><w:br/><w:t>四</w:t><w:tab/><w:t>五</w:t>"))</w:p>"))</w:tr>\
            <w:tr>\(cell(Documents.paragraph("说明：") + Documents.paragraph("1.略"), "<w:gridSpan w:val=\"2\"/>"))</w:tr>
            """, ["一 二\t三 四 五", "说明：", "1.略"]
        ),
        // A table within a cell, and one within a frame.
        (
            """
            <w:tr>\(cell("<w:tbl><w:tr>\(cell(text: "内"))\(cell(text: "层"))</w:tr></w:tbl><w:p/>"))\(cell(text: "外"))</w:tr>\
            <w:tr>\(cell("<w:tbl><w:tr>\(cell(text: "甲"))\(cell(text: "乙"))</w:tr></w:tbl>", "<w:gridSpan w:val=\"2\"/>"))</w:tr>
            """, ["内 层\t外", "甲\t乙"]
        ),
        // Deleted rows and cells, hidden rows.
        (
            """
            <w:tr><w:trPr><w:del/></w:trPr>\(cell(text: "删"))\(cell(text: "删"))</w:tr>\
            <w:tr><w:trPr><w:hidden/></w:trPr>\(cell(text: "藏"))\(cell(text: "藏"))</w:tr>\
            <w:tr>\(cell(text: "留"))\(cell(text: "删", "<w:cellDel/>"))\(cell(text: "下"))</w:tr>
            """, ["留\t\t下"]
        ),
    ]

    @Test(arguments: tables)
    func readsTables(rows: String, lines: [String]) throws {
        let body = Documents.paragraph("前") + "<w:tbl>\(rows)</w:tbl>" + Documents.paragraph("后")
        #expect(try Documents.lines(body) == ["前"] + lines + ["后"])
    }

    /// Once, though it is there twice, before the paragraph that it hangs on.
    @Test func textBoxes() throws {
        let box = "<w:txbxContent>\(Documents.paragraph("框一"))\(Documents.paragraph("框二"))</w:txbxContent>"
        let both = """
            <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></mc:Choice>\
            <mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>
            """
        let old =
            "<w:pict><v:shape><v:textbox><w:txbxContent>\(Documents.paragraph("旧框"))</w:txbxContent></v:textbox></v:shape></w:pict>"
        let body =
            "<w:p>\(Self.run(Self.text("锚")))\(Self.run(both))\(Self.run(Self.text("后")))</w:p><w:p>\(Self.run(old))</w:p>"
        #expect(try Documents.lines(body) == ["框一", "框二", "锚后", "旧框", ""])
    }
}
