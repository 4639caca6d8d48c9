/// Whether a text has the form of a notice at all: shopping lists, foreign texts and programs have not.
enum NoticeEvidence {
    /// At least twenty Chinese characters that make up a fifth of the text.
    static func hasChinese(_ scalars: [Unicode.Scalar]) -> Bool {
        let han = scalars.count { $0.isHan }
        let solid = scalars.count { !$0.isBlank && $0 != "\n" && $0 != "|" }
        return han >= 20 && han * 5 >= solid
    }

    /// Two signs of the form have to come together, or three where no sentence stands.
    static func isNotice(_ parts: NoticeParts, _ header: HeaderReader.Header, _ outline: Outline) -> Bool {
        let text = parts.text
        let all = 0..<text.count
        guard isVaried(text) else { return false }
        let isProse = text.keys.contains { $0 == "。" || $0 == "，" || $0 == "；" }
        var signs = 0
        if header.title != nil { signs += 2 }
        if header.number != nil { signs += 2 }
        if !parts.ranges(.addressee).isEmpty { signs += 1 }
        if !parts.ranges(.date).isEmpty { signs += 1 }
        if outline.sections.count(where: {
            $0.form.rawValue <= HeadingGrammar.Form.arabic.rawValue && $0.heading != nil
        }) >= 2 {
            signs += 1
        }
        if text.contains(Lexicon.words("evidence.closing"), all) { signs += 1 }
        if outline.fields.contains(where: { $0.field == .time || $0.field == .venue }) { signs += 1 }
        let isHeld =
            text.contains(Lexicon.words("evidence.holding"), all)
            && text.contains(Lexicon.words("evidence.held"), all)
        if isHeld { signs += 1 }
        if isHeld, header.kind == .news { signs += 1 }
        // A list of what a month holds may lack sentences, but not a title and numbered headings.
        return signs >= (isProse ? 2 : 3)
    }

    /// A text repeats itself less than filler does.
    private static func isVaried(_ text: NoticeText) -> Bool {
        Set(text.keys.prefix(5_000)).count >= 15
    }
}
