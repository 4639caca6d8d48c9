/// The page number "— 1 —", to the right on odd pages and to the left on even ones, a character in.
/// Source: GB/T 9704-2012, 7.5; ECMA-376 part 1, 17.10.
struct WordFooter {
    /// Of the part and of the relationship to it.
    let id: String
    private let pages: String, alignment: String, side: String

    static let both = [
        WordFooter(id: "footer1", pages: "default", alignment: "right", side: "right"),
        WordFooter(id: "footer2", pages: "even", alignment: "left", side: "left"),
    ]

    var reference: String { "<w:footerReference w:type=\"\(pages)\" r:id=\"\(id)\"/>" }

    var xml: String {
        """
        <w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>\
        <w:pPr><w:pStyle w:val="Footer"/><w:ind w:\(side)Chars="100" w:\(side)="280"/><w:jc w:val="\(alignment)"/>\
        </w:pPr>\(Self.run("— "))<w:fldSimple w:instr=" PAGE ">\(Self.run("1"))</w:fldSimple>\(Self.run(" —"))\
        </w:p></w:ftr>
        """
    }

    private static func run(_ text: String) -> String { "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>" }
}
