/// What makes documents of one kind look alike: their styles and fonts, the grid, and numbers on the pages.
struct WordLayout: Sendable {
    struct Font: Sendable {
        let name: String
        /// Fonts that stand in for it on a computer without it, the nearest first.
        let alternatives: String
    }

    /// The font of what no style says otherwise.
    let font: String
    /// What `w:pPr` and `w:rPr` of all paragraphs hold, where their style says nothing else.
    var paragraph = "", run = WordStyles.size(32)
    let styles: [WordDocument.Style]
    let fonts: [Font]
    /// `w:docGrid`, or nothing.
    var grid = ""
    var numbersPages = false
    /// Between the number's line and the edge of the page, in twentieths of a point.
    var footerDistance = 992

    /// Statistics tables and summaries.
    static let plain = WordLayout(
        font: "仿宋", styles: [.title, .heading, .body, .small, .tableText, .picture, .gap],
        fonts: [
            Font(name: WordStyles.song, alternatives: "宋体"), Font(name: "仿宋", alternatives: "FangSong"),
            Font(name: "黑体", alternatives: "SimHei"),
        ])

    private static let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    /// word/styles.xml. Source: ECMA-376 part 1, 17.7.
    var stylesPart: String {
        """
        <w:styles \(Self.namespace)><w:docDefaults><w:rPrDefault><w:rPr>\(WordStyles.font(font))\
        \(WordStyles.size(32))<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/>\
        </w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
        <w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>\
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
        <w:name w:val="Default Paragraph Font"/></w:style>\
        \(styles.map(Self.style).joined())\
        <w:style w:type="character" w:styleId="RunIn"><w:name w:val="Run In"/>\
        <w:rPr>\(WordStyles.font(font))</w:rPr></w:style>\
        <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>\
        <w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>
        """
    }

    private static func style(_ style: WordDocument.Style) -> String {
        """
        <w:style w:type="paragraph" w:styleId="\(style.id)"><w:name w:val="\(style.name)"/>\
        <w:basedOn w:val="Normal"/>\(style.next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")<w:qFormat/>\
        <w:pPr>\(style.paragraph)</w:pPr><w:rPr>\(style.run)</w:rPr></w:style>
        """
    }

    /// word/fontTable.xml. Source: ECMA-376 part 1, 17.8.3.1 (altName).
    var fontsPart: String {
        let items = fonts.map {
            "<w:font w:name=\"\($0.name)\"><w:altName w:val=\"\($0.alternatives)\"/><w:charset w:val=\"86\"/></w:font>"
        }
        return "<w:fonts \(Self.namespace)>\(items.joined())</w:fonts>"
    }
}
