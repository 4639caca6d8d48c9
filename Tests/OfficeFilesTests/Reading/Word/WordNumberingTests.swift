import OfficeFiles
import Testing

/// The numbers that Word computes. Source: ECMA-376 part 1, 17.9 and 17.18.59.
struct WordNumberingTests {
    static let formats: [(format: String, numbers: [Int: String])] = [
        ("decimal", [1: "1", 12: "12"]), ("decimalZero", [9: "09", 10: "10"]),
        ("chineseCounting", [1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 100: "一〇〇"]),
        ("chineseCountingThousand", [10: "十", 99: "九十九", 100: "一百", 105: "一百零五", 110: "一百一十", 230: "二百三十"]),
        ("chineseLegalSimplified", [1: "壹", 2: "贰", 10: "壹拾", 21: "贰拾壹"]), ("ideographTraditional", [1: "甲", 10: "癸"]),
        ("decimalEnclosedCircle", [1: "①", 20: "⑳", 21: "21"]), ("decimalFullWidth", [1: "１", 10: "１０"]),
        ("decimalEnclosedParen", [2: "⑵"]), ("decimalEnclosedFullstop", [3: "⒊"]), ("ideographDigital", [12: "一二"]),
        ("upperLetter", [1: "A", 26: "Z", 27: "AA"]), ("lowerLetter", [2: "b", 28: "bb"]),
        ("upperRoman", [4: "IV", 9: "IX", 40: "XL"]), ("lowerRoman", [14: "xiv"]), ("none", [1: ""]),
        ("ideographZodiac", [1: "子"]), ("ordinalText", [3: "3"]),
    ]

    @Test(arguments: formats)
    func writes(format: String, numbers: [Int: String]) throws {
        let numbering = Documents.numbering([(format, "第%1号，", "")])
        let last = numbers.keys.max() ?? 1
        let lines = try Documents.lines((1...last).map { _ in Documents.item("甲") }.joined(), numbering: numbering)
        for (number, text) in numbers { #expect(lines[number - 1] == "第\(text)号，甲") }
    }

    private static let notice = [
        ("chineseCounting", "%1、", ""), ("chineseCounting", "（%2）", ""), ("decimal", "%3.", ""),
        ("decimal", "(%4)", ""),
        ("decimal", "%1.%2.%3", "<w:isLgl/>"), ("bullet", "\u{F0B7}", ""), ("none", "附：", ""),
    ]

    /// Deeper levels begin again after a higher one; a blank stands behind Latin marks only.
    @Test func levels() throws {
        let shape = [
            (0, "一、甲"), (1, "（一）甲"), (1, "（二）甲"), (2, "1. 甲"), (3, "(1) 甲"), (2, "2. 甲"), (0, "二、甲"), (1, "（一）甲"),
            (2, "1. 甲"),
        ]
        let more = [(4, "2.1.1 甲"), (5, "甲"), (6, "附：甲")]
        let body = (shape + more).map { Documents.item("甲", level: $0.0) }.joined()
        #expect(try Documents.lines(body, numbering: Documents.numbering(Self.notice)) == (shape + more).map(\.1))
    }

    @Test func startsAndRestarts() throws {
        let lists = """
            <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>\
            <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>\
            <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>\
            <w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/><w:suff w:val="nothing"/></w:lvl></w:lvlOverride></w:num>
            """
        let numbering = Documents.numbering(
            [("decimal", "%1、", ""), ("decimal", "%2、", "<w:lvlRestart w:val=\"0\"/>")], lists: lists)
        let items = [(1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (1, 1), (1, 0), (1, 1), (4, 0)]
        let lines = try Documents.lines(
            items.map { Documents.item("", list: $0.0, level: $0.1) }.joined(), numbering: numbering)
        #expect(lines == ["1、", "2、", "5、", "6、", "7、", "1、", "8、", "2、", "I)"])
    }

    /// A style puts its paragraphs into a list, at the level that names it; styles inherit; 0 takes a paragraph out.
    @Test func listsOfStyles() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="H2a"><w:basedOn w:val="H2"/></w:style>\
            <w:style w:type="paragraph" w:default="1" w:styleId="Body"><w:name w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>
            """
        let numbering = Documents.numbering([
            ("chineseCounting", "%1、", "<w:pStyle w:val=\"H1\"/>"), ("decimal", "%2．", ""),
        ])
        let body = [
            ("H1", ""), ("H2a", ""), ("H2", ""), ("Body", ""), ("Loop", ""),
            ("H1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"), ("H1", ""),
        ].map { Documents.paragraph("甲", "<w:pStyle w:val=\"\($0.0)\"/>\($0.1)") }
        #expect(
            try Documents.lines(body.joined(), styles: styles, numbering: numbering)
                == ["一、甲", "1．甲", "2．甲", "甲", "甲", "甲", "二、甲"])
    }

    /// A list may be defined by a numbering style elsewhere, and its format known to newer versions only.
    @Test func linkedLists() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="List"/></w:abstractNum>\
            <w:abstractNum w:abstractNumId="2"><w:styleLink w:val="List"/><w:lvl w:ilvl="0"><mc:AlternateContent>\
            <mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>\
            </mc:AlternateContent><w:lvlText w:val="%1）"/></w:lvl></w:abstractNum>\
            <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
            """
        let styles = """
            <w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
            """
        let body = Documents.item("甲") + Documents.item("乙")
        #expect(try Documents.lines(body, styles: styles, numbering: numbering) == ["1）甲", "2）乙"])
    }

    /// Deleted paragraphs are not counted, nor those whose numbers were another before.
    @Test func changes() throws {
        let deleted = """
            <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>
            """
        let changed = Documents.paragraph(
            "丙", "<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange>")
        let body = Documents.item("甲") + deleted + Documents.item("乙") + changed
        #expect(
            try Documents.lines(body, numbering: Documents.numbering([("decimal", "%1、", "")])) == ["1、甲", "2、乙", "丙"])
    }
}
