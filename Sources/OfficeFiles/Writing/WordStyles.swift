/// The styles of a written document and the fonts that stand in for those a computer lacks.
/// Sizes are in half points, distances in twentieths of a point.
enum WordStyles {
    private static let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    private static let song = "方正小标宋简体"

    static let styles = """
        <w:styles \(namespace)><w:docDefaults><w:rPrDefault><w:rPr>\(font("仿宋"))\(size(32))\
        <w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
        <w:name w:val="Default Paragraph Font"/></w:style>\
        \(paragraph("Title", "Title", "\(lines(640, "atLeast", after: 280))\(centred)", "\(font(song))\(size(44))"))\
        \(paragraph(
            "Heading1", "heading 1", "<w:keepNext/>\(lines(560, "exact"))<w:outlineLvl w:val=\"0\"/>",
            "\(font("黑体"))\(size(32))", next: "BodyText"))\
        \(paragraph(
            "BodyText", "Body Text", "\(lines(560, "exact"))<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", ""))\
        \(paragraph("Small", "Small", "", size(24)))\
        \(paragraph("TableText", "Table Text", centred, size(21)))\
        \(paragraph("Picture", "Picture", centred, ""))\
        \(paragraph("Gap", "Gap", lines(20, "exact"), size(2)))\
        <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>\
        <w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>
        """

    static let fonts = """
        <w:fonts \(namespace)>\(alternative("宋体", for: song))\(alternative("FangSong", for: "仿宋"))\
        \(alternative("SimHei", for: "黑体"))</w:fonts>
        """

    private static let centred = "<w:jc w:val=\"center\"/>"

    private static func paragraph(
        _ id: String, _ name: String, _ paragraph: String, _ run: String, next: String? = nil
    ) -> String {
        """
        <w:style w:type="paragraph" w:styleId="\(id)"><w:name w:val="\(name)"/><w:basedOn w:val="Normal"/>\
        \(next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")<w:qFormat/><w:pPr>\(paragraph)</w:pPr>\
        <w:rPr>\(run)</w:rPr></w:style>
        """
    }

    private static func font(_ name: String) -> String {
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"\(name)\" w:cs=\"Times New Roman\"/>"
    }

    private static func size(_ halfPoints: Int) -> String {
        "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
    }

    private static func lines(_ height: Int, _ rule: String, after: Int = 0) -> String {
        "<w:spacing w:before=\"0\" w:after=\"\(after)\" w:line=\"\(height)\" w:lineRule=\"\(rule)\"/>"
    }

    private static func alternative(_ name: String, for font: String) -> String {
        "<w:font w:name=\"\(font)\"><w:altName w:val=\"\(name)\"/><w:charset w:val=\"86\"/></w:font>"
    }
}
