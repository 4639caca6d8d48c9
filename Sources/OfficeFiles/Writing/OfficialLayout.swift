/// The look of official documents. Source: GB/T 9704-2012, 5.2 and 7.
extension WordLayout {
    static let official = WordLayout(
        font: OfficialFonts.body,
        // 28 characters of 16 points are wider than 442.2 points, and only Word narrows them to its grid; spacing does so
        // everywhere.
        paragraph: "<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"
            + "<w:snapToGrid w:val=\"0\"/>",
        run: "<w:snapToGrid w:val=\"0\"/><w:spacing w:val=\"-6\"/>" + WordStyles.size(32),
        styles: [
            .letterhead, .documentNumber, .rule, .plainNumber, .officialTitle, .addressees, .officialBody,
            .officialHeading(1), .officialHeading(2), .officialHeading(3), .officialHeading(4), .attachmentList,
            .signature, .note, .attachmentMark, .imprintEdge, .imprintRule, .imprint, .officialTable, .footer, .picture,
            .gap,
        ],
        fonts: [
            Font(name: OfficialFonts.title, alternatives: "小标宋,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun"),
            Font(name: OfficialFonts.body, alternatives: "仿宋,FangSong,STFangsong,方正仿宋简体"),
            Font(name: OfficialFonts.second, alternatives: "楷体,KaiTi,STKaiti,方正楷体简体"),
            Font(name: OfficialFonts.first, alternatives: "SimHei,方正黑体简体"),
            Font(name: OfficialFonts.pages, alternatives: "SimSun"),
        ],
        // 1/4096 of a point that a character is narrower than 16: 442.2 points hold 28 of them.
        grid: "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"\(WordStyles.line)\" w:charSpace=\"-849\"/>",
        numbersPages: true, footerDistance: 1401)
}

/// Source: GB/T 9704-2012, 5.2.2, 7.2.4, 7.3.1, 7.3.3 and 7.5.
private enum OfficialFonts {
    static let title = WordStyles.song, body = "仿宋_GB2312", second = "楷体_GB2312", first = "黑体", pages = "宋体"
}

extension WordDocument.Style {
    private static let line = WordStyles.lines(WordStyles.line, "exact")
    /// Letters of another size than the body's keep their own width.
    private static let ownWidth = "<w:spacing w:val=\"0\"/>"
    private static let indented = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"\(2 * WordStyles.character)\"/>"
    private static let bothSides = "<w:jc w:val=\"both\"/>"
    private static let red = "<w:color w:val=\"FF0000\"/>"

    /// 发文机关标志: 35 mm below the top of the text area, of which the line itself holds one. Source: 7.2.4.
    static let letterhead = Self(
        "Letterhead", "发文机关标志",
        "<w:spacing w:before=\"1928\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
            + WordStyles.centred, WordStyles.font(OfficialFonts.title) + red + ownWidth + WordStyles.size(88))
    /// 发文字号: two lines below, the red rule 4 mm under it. Source: 7.2.5 and 7.2.7.
    static let documentNumber = Self(
        "DocumentNumber", "发文字号", redRule + line + WordStyles.centred, "", next: "Title")
    /// The red rule of a letterhead without a number.
    static let rule = Self("LetterheadRule", "版头分隔线", redRule + WordStyles.lines(20, "exact"), WordStyles.size(2))
    /// A number without a letterhead above it.
    static let plainNumber = Self("PlainNumber", "发文字号（无版头）", line + WordStyles.centred, "", next: "Title")
    private static let redRule =
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"FF0000\"/></w:pBdr>"

    /// Source: 7.3.1.
    static let officialTitle = Self(
        "Title", "Title", "<w:keepNext/><w:keepLines/>" + line + WordStyles.centred,
        WordStyles.font(OfficialFonts.title) + ownWidth + WordStyles.size(44), next: "BodyText")
    /// 主送机关, flush left. Source: 7.3.2.
    static let addressees = Self("Addressees", "主送机关", line, "", next: "BodyText")
    /// Source: 7.3.3.
    static let officialBody = Self("BodyText", "Body Text", line + indented + bothSides, "")

    /// - Parameter level: 1 to 4. Source: 7.3.3.
    static func officialHeading(_ level: Int) -> Self {
        let level = min(4, max(1, level))
        let font = level == 1 ? OfficialFonts.first : level == 2 ? OfficialFonts.second : OfficialFonts.body
        return Self(
            "Heading\(level)", "heading \(level)",
            "<w:keepNext/>\(line)\(indented)\(bothSides)<w:outlineLvl w:val=\"\(level - 1)\"/>",
            WordStyles.font(font), next: "BodyText")
    }

    /// 附件说明. Source: 7.3.4.
    static let attachmentList = Self("AttachmentList", "附件说明", line, "")
    /// 发文机关署名 and 成文日期. Source: 7.3.5.
    static let signature = Self("Signature", "发文机关署名", line + "<w:jc w:val=\"right\"/>", "")
    /// 附注. Source: 7.3.6.
    static let note = Self("Note", "附注", line + indented, "")
    /// 附件1, flush left. Source: 7.3.7.
    static let attachmentMark = Self(
        "AttachmentMark", "附件", "<w:keepNext/>" + line, WordStyles.font(OfficialFonts.first), next: "Title")
    static let officialTable = Self("TableText", "Table Text", WordStyles.centred, ownWidth + WordStyles.size(24))

    /// 版记, at the foot of the last page. Source: 7.4.
    static let imprint = Self(
        "Imprint", "版记",
        "<w:tabs><w:tab w:val=\"right\" w:pos=\"8565\"/></w:tabs>" + WordStyles.lines(480, "exact"),
        ownWidth + WordStyles.size(28), frame: foot)
    /// 0.35 mm and 0.25 mm thick. Source: 7.4.1.
    static let imprintEdge = imprintLine("ImprintEdge", "版记首末分隔线", twentieths: 20)
    static let imprintRule = imprintLine("ImprintRule", "版记中间分隔线", twentieths: 14)
    private static let foot =
        "<w:framePr w:w=\"8845\" w:wrap=\"around\" w:vAnchor=\"margin\" w:hAnchor=\"margin\" w:x=\"1\" "
        + "w:yAlign=\"bottom\"/>"

    /// A thin black line of text: borders make LibreOffice forget the frame.
    private static func imprintLine(_ id: String, _ name: String, twentieths: Int) -> Self {
        let black = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"000000\"/>"
        return Self(id, name, black + WordStyles.lines(twentieths, "exact"), WordStyles.size(2), frame: foot)
    }

    /// The page's number, in 四号 宋体. Source: 7.5.
    static let footer = Self(
        "Footer", "footer", WordStyles.lines(400, "exact"),
        WordStyles.font(OfficialFonts.pages, ascii: OfficialFonts.pages) + ownWidth + WordStyles.size(28))
}
