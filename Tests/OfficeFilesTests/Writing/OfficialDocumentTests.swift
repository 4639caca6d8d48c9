import Testing

@testable import OfficeFiles

struct OfficialDocumentTests {
    static func document() -> OfficialDocument {
        var main = OfficialDocument.Part(
            title: "关于印发《方案》的通知",
            paragraphs: [
                .body("现印发给你们。"), .heading(level: 1, number: "一、", text: "要求", runIn: nil),
                .heading(level: 2, number: "（一）", text: "加强领导。", runIn: "各地要重视。"),
                .heading(level: 3, number: "1.", text: "分工", runIn: nil),
                .heading(level: 4, number: "（1）", text: "牵头单位", runIn: nil), .table([["时间", "地点"], ["5月10日"]]),
            ])
        main.issuer = "甲市计生协\n甲市卫生健康委"
        main.date = "2025-05-07"
        main.attachments = [.init(title: "统计表", paragraphs: [.body("单位：")]), .init(title: "照片")]
        var document = OfficialDocument(main: main)
        document.letterhead = "甲市计划生育协会文件"
        document.number = "甲计生协〔2025〕3号"
        document.addressees = "各县计生协："
        document.inner = [.init(title: "方案", paragraphs: [.body("为开展活动，制定本方案。")])]
        document.note = "此件公开发布"
        document.copyTo = "省计生协"
        document.printedBy = "办公室"
        document.printedOn = "2025年05月08日"
        return document
    }

    static let lines = [
        "甲市计划生育协会文件", "甲计生协〔2025〕3号", "关于印发《方案》的通知", "各县计生协：", "现印发给你们。", "一、要求", "（一）加强领导。各地要重视。", "1.分工",
        "（1）牵头单位", "时间\t地点", "5月10日", "附件：1. 统计表", "2. 照片", "甲市计生协", "甲市卫生健康委", "2025年5月7日", "（此件公开发布）", "方案",
        "为开展活动，制定本方案。", "附件1", "统计表", "单位：", "抄送：省计生协。", "办公室\t2025年5月8日印发",
    ]

    private func part(_ name: String, of document: WordDocument) throws -> String? {
        try document.members().first { $0.name == name }.map { String(decoding: $0.contents, as: UTF8.self) }
    }

    private func part(_ name: String) throws -> String {
        try #require(try part(name, of: Self.document().wordDocument))
    }

    @Test func everythingStandsInItsOrder() throws {
        let text = try DocumentFile.plainText(Self.document().bytes())
        #expect(text.split(separator: "\n").map(String.init) == Self.lines)
        #expect(try Self.document().bytes() == Self.document().bytes())
    }

    /// Source: GB/T 9704-2012, 5.2 and 7.5.
    @Test func pageGridAndNumbers() throws {
        let body = try part("word/document.xml")
        #expect(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\""))
        #expect(body.contains("w:top=\"2098\" w:bottom=\"1984\" w:left=\"1587\" w:right=\"1474\""))
        #expect(body.contains("<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/>"))
        #expect(
            body.contains("w:type=\"default\" r:id=\"footer1\"") && body.contains("w:type=\"even\" r:id=\"footer2\""))
        #expect(try part("word/settings.xml").contains("<w:evenAndOddHeaders/>"))
        #expect(try part("word/footer2.xml").contains("<w:jc w:val=\"left\"/>"))
    }

    @Test(arguments: [(1, "黑体"), (2, "楷体_GB2312"), (3, "仿宋_GB2312"), (4, "仿宋_GB2312")])
    func headingsAreWords(level: Int, font: String) throws {
        let styles = try part("word/styles.xml")
        let style = try #require(styles.split(separator: "<w:style ").first { $0.contains("\"heading \(level)\"") })
        #expect(style.contains("<w:outlineLvl w:val=\"\(level - 1)\"/>") && style.contains("w:eastAsia=\"\(font)\""))
        #expect(try part("word/document.xml").contains("<w:pStyle w:val=\"Heading\(level)\"/>"))
    }

    @Test func summariesKeepTheirLayout() throws {
        let summary = WordDocument(blocks: [.paragraph(.init("文"))])
        #expect(try part("word/footer1.xml", of: summary) == nil)
        let body = try #require(try part("word/document.xml", of: summary))
        #expect(!body.contains("docGrid") && !body.contains("footerReference"))
    }

    @Test(arguments: ["<w:p>&\"'", "]]>", "\u{0}\u{1}\u{FFFE}", "", " \t\n ", "👩‍👩‍👧", "一\u{2028}二"])
    func anyTextCanStandAnywhere(text: String) throws {
        var document = OfficialDocument(main: .init(title: text))
        document.main.paragraphs = [
            .body(text), .heading(level: -1, number: text, text: text, runIn: text),
            .heading(level: 9, number: "", text: text, runIn: nil),
            .table([]), .table([[]]), .table([[text], [], [text, text]]), .table([[text]]),
        ]
        document.main.attachments = [.init(title: text, paragraphs: [.table([[text]])])]
        (document.main.issuer, document.main.date) = (text, text)
        document.inner = [.init(title: text), .init(title: text, paragraphs: [.body(text)])]
        (document.letterhead, document.number, document.addressees) = (text, text, text)
        (document.note, document.copyTo, document.printedBy, document.printedOn) = (text, text, text, text)
        for signature in [OfficialDocument.Signature.sealed, .unsealed] {
            document.signature = signature
            #expect(try DocumentFile.plainText(document.bytes()).contains("附件"))
            #expect(try GridFile.read(document.bytes()).grids.count == 3)
        }
    }

    @Test func limits() {
        let wide = [[String](repeating: "x", count: 64)]
        let long = String(repeating: "字", count: OfficialDocument.textLimit + 1)
        let many = [OfficialDocument.Paragraph](repeating: .body(""), count: OfficialDocument.paragraphLimit + 1)
        for (paragraphs, failure) in [
            ([.table(wide)], OfficialDocument.Failure.tooManyColumns(limit: 63)),
            ([.body(long)], .tooLong(limit: OfficialDocument.textLimit)),
            (many, .tooManyParagraphs(limit: OfficialDocument.paragraphLimit)),
        ] {
            let document = OfficialDocument(main: .init(title: "", paragraphs: paragraphs))
            #expect(throws: failure) { try document.bytes() }
        }
    }
}
