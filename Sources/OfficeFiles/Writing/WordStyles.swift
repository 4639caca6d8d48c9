extension WordDocument {
    /// How the paragraphs of one kind look. Word lists it under its name; `heading 1` to `heading 4` make its outline.
    package struct Style: Hashable, Sendable {
        let id: String, name: String
        /// What `w:pPr` and `w:rPr` hold.
        let paragraph: String, run: String
        /// The style of the paragraph that a person types behind it.
        var next: String?
        /// `w:framePr`, which LibreOffice follows only where each paragraph has it.
        var frame = ""

        init(
            _ id: String, _ name: String, _ paragraph: String, _ run: String, next: String? = nil, frame: String = ""
        ) {
            (self.id, self.name, self.paragraph, self.run) = (id, name, paragraph, run)
            (self.next, self.frame) = (next, frame)
        }

        package static let title = Style(
            "Title", "Title", "\(WordStyles.lines(640, "atLeast", after: 280))\(WordStyles.centred)",
            "\(WordStyles.font(WordStyles.song))\(WordStyles.size(44))")
        /// Shown in Word's outline.
        package static let heading = Style(
            "Heading1", "heading 1", "<w:keepNext/>\(WordStyles.lines(560, "exact"))<w:outlineLvl w:val=\"0\"/>",
            "\(WordStyles.font("黑体"))\(WordStyles.size(32))", next: "BodyText")
        /// With a first-line indent.
        package static let body = Style(
            "BodyText", "Body Text",
            "\(WordStyles.lines(560, "exact"))<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "")
        package static let small = Style("Small", "Small", "", WordStyles.size(24))

        static let tableText = Style("TableText", "Table Text", WordStyles.centred, WordStyles.size(21))
        static let picture = Style("Picture", "Picture", WordStyles.centred, "")
        static let gap = Style("Gap", "Gap", WordStyles.lines(20, "exact"), WordStyles.size(2))
    }
}

/// The words that styles are written in. Sizes are in half points, distances in twentieths of a point.
enum WordStyles {
    static let song = "方正小标宋简体"
    static let centred = "<w:jc w:val=\"center\"/>"
    /// A line and a character of the body. Source: GB/T 9704-2012, 5.2.3: 22 lines of 28 characters on 156 mm × 225 mm.
    static let line = 579, character = 314

    static func font(_ name: String, ascii: String = "Times New Roman") -> String {
        "<w:rFonts w:ascii=\"\(ascii)\" w:hAnsi=\"\(ascii)\" w:eastAsia=\"\(name)\" w:cs=\"Times New Roman\"/>"
    }

    static func size(_ halfPoints: Int) -> String {
        "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
    }

    static func lines(_ height: Int, _ rule: String, after: Int = 0) -> String {
        "<w:spacing w:before=\"0\" w:after=\"\(after)\" w:line=\"\(height)\" w:lineRule=\"\(rule)\"/>"
    }

    /// Word goes by characters, other programs by the twentieths of a point beside them.
    static func indent(_ indent: WordDocument.Indent) -> String {
        func side(_ name: String, _ hundredths: Int) -> String {
            "w:\(name)Chars=\"\(hundredths)\" w:\(name)=\"\(hundredths * character / 100)\""
        }
        let first = indent.hanging > 0 ? side("hanging", indent.hanging) : side("firstLine", 0)
        return "<w:ind \(side("left", indent.left)) \(side("right", indent.right)) \(first)/>"
    }
}
