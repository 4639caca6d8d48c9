/// Puts the parts of an official document into paragraphs, in their order. Source: GB/T 9704-2012, 7.2 to 7.4.
struct OfficialPages {
    typealias Paragraph = WordDocument.Paragraph

    private let document: OfficialDocument
    private var blocks: [WordDocument.Block] = []

    init(_ document: OfficialDocument) { self.document = document }

    mutating func set() -> [WordDocument.Block] {
        addHead()
        add(document.main, isMain: true)
        for part in document.inner {
            blocks.append(.pageBreak)
            add(part, isMain: false)
        }
        let parts = [document.main] + document.inner
        for part in parts {
            let marks = OfficialText.attachmentMarks(part.attachments.count)
            for (attachment, mark) in zip(part.attachments, marks) where !attachment.paragraphs.isEmpty {
                add(attachment, mark)
            }
        }
        addImprint()
        return blocks
    }

    private mutating func add(_ text: String, _ style: WordDocument.Style, before: Int = 0) {
        var paragraph = Paragraph(text, style: style)
        paragraph.linesBefore = before
        blocks.append(.paragraph(paragraph))
    }

    // MARK: Above the text

    private mutating func addHead() {
        let number = document.number.flatMap(OfficialText.filled)
        if let letterhead = document.letterhead.flatMap(OfficialText.filled) {
            var run = WordDocument.Run(letterhead)
            // As large as one line takes it: 442 points less what the sides should keep free.
            let points = min(60, max(22, Int(425 / max(1, OfficialText.width(letterhead)))))
            run.points = points
            var paragraph = Paragraph(runs: [run], style: .letterhead)
            paragraph.lineHeight = points * 6 / 5
            blocks.append(.paragraph(paragraph))
            if let number { add(number, .documentNumber, before: 2) } else { add("", .rule, before: 1) }
        } else if let number {
            add(number, .plainNumber)
        }
    }

    /// - Returns: whether a line was set.
    @discardableResult
    private mutating func addTitle(_ title: String, before: Int) -> Bool {
        let lines = OfficialTitle.lines(title)
        guard !lines.isEmpty else { return false }
        add(lines.joined(separator: "\n"), .officialTitle, before: before)
        return true
    }

    // MARK: Text

    private mutating func add(_ part: OfficialDocument.Part, isMain: Bool) {
        let hasLetterhead = isMain && document.letterhead.flatMap(OfficialText.filled) != nil
        let hasNumber = isMain && document.number.flatMap(OfficialText.filled) != nil
        var space = addTitle(part.title, before: hasLetterhead ? 2 : hasNumber ? 1 : 0) || hasNumber ? 1 : 0
        if isMain, let addressees = document.addressees.flatMap(OfficialText.filled) {
            add(OfficialText.withoutColon(addressees) + "：", .addressees, before: space)
            space = 0
        }
        let attachments = part.attachments.map(\.title)
        let isSigned = part.issuer != nil || part.date != nil
        let note = isMain ? document.note.flatMap(OfficialText.filled) : nil
        // A signature never stands on a page by itself. Source: 7.3.5.5.
        add(part.paragraphs, before: space, keepsLast: isSigned || !attachments.isEmpty)
        addList(attachments, keepsLast: isSigned)
        addSignature(part, keepsLast: note != nil)
        if let note { add(OfficialText.bracketed(note), .note) }
    }

    private mutating func add(_ paragraphs: [OfficialDocument.Paragraph], before: Int, keepsLast: Bool = false) {
        for (index, paragraph) in paragraphs.enumerated() {
            guard var set = Self.line(paragraph) else {
                if case .table(let rows) = paragraph, let table = OfficialText.table(rows) {
                    blocks.append(.table(table))
                }
                continue
            }
            if index == 0 { set.linesBefore = before }
            if keepsLast, index == paragraphs.count - 1 { set.keepsWithNext = true }
            blocks.append(.paragraph(set))
        }
    }

    private static func line(_ paragraph: OfficialDocument.Paragraph) -> Paragraph? {
        switch paragraph {
        case .body(let text): return OfficialText.filled(text).map { Paragraph($0, style: .officialBody) }
        case .heading(let level, let number, let text, let runIn):
            var set = Paragraph(runs: [.init(number + text)], style: .officialHeading(level))
            if let runIn = runIn.flatMap(OfficialText.filled) {
                var rest = WordDocument.Run(runIn)
                rest.isBodyText = true
                set.runs.append(rest)
                set.keepsWithNext = false
            }
            return set
        case .table: return nil
        }
    }

    // MARK: Below the text

    /// 附件：1. … with the names one under the other. Source: GB/T 9704-2012, 7.3.4.
    private mutating func addList(_ titles: [String], keepsLast: Bool) {
        for (index, title) in titles.enumerated() {
            let number = titles.count > 1 ? "\(index + 1). " : ""
            var paragraph = Paragraph((index == 0 ? "附件：" : "") + number + title, style: .attachmentList)
            let digits = titles.count > 1 ? (index < 9 ? 100 : 150) : 0
            let hanging = index == 0 ? 300 + digits : digits
            paragraph.indent = .init(left: 500 + digits, hanging: hanging)
            paragraph.linesBefore = index == 0 ? 1 : 0
            paragraph.keepsWithNext = keepsLast || index < titles.count - 1
            blocks.append(.paragraph(paragraph))
        }
    }

    private mutating func addSignature(_ part: OfficialDocument.Part, keepsLast: Bool) {
        let date = part.date.flatMap(OfficialText.filled).map(OfficialText.date)
        let issuers = (part.issuer ?? "").split(whereSeparator: \.isNewline).map(String.init)
        let place = OfficialSignature(issuers: issuers, date: date, document.signature)
        for (index, issuer) in issuers.enumerated() {
            var paragraph = Paragraph(issuer, style: .signature)
            paragraph.indent = .init(right: place.issuers[index])
            paragraph.linesBefore = index == 0 ? place.linesBefore : 0
            paragraph.keepsWithNext = keepsLast || date != nil || index < issuers.count - 1
            blocks.append(.paragraph(paragraph))
        }
        guard let date else { return }
        var paragraph = Paragraph(date, style: .signature)
        paragraph.indent = .init(right: place.date)
        paragraph.linesBefore = issuers.isEmpty ? place.linesBefore : 0
        paragraph.keepsWithNext = keepsLast
        blocks.append(.paragraph(paragraph))
    }

    /// On a page of its own: 附件1 on the first line, the title on the third. Source: GB/T 9704-2012, 7.3.7.
    private mutating func add(_ attachment: OfficialDocument.Attachment, _ mark: String) {
        blocks.append(.pageBreak)
        add(mark, .attachmentMark)
        addTitle(attachment.title, before: 1)
        add(attachment.paragraphs, before: 1)
    }

    /// 版记. Source: GB/T 9704-2012, 7.4.
    private mutating func addImprint() {
        let copyTo = document.copyTo.flatMap(OfficialText.filled).map(OfficialText.copyTo)
        let on = document.printedOn.flatMap(OfficialText.filled).map { OfficialText.date($0) + "印发" }
        let printed = [document.printedBy.flatMap(OfficialText.filled), on].compactMap { $0 }
        guard copyTo != nil || !printed.isEmpty else { return }
        add("", .imprintEdge)
        if let copyTo {
            var paragraph = Paragraph(copyTo, style: .imprint)
            paragraph.indent = .init(left: 360, right: 90, hanging: 270)
            blocks.append(.paragraph(paragraph))
        }
        if copyTo != nil, !printed.isEmpty { add("", .imprintRule) }
        if !printed.isEmpty {
            var paragraph = Paragraph(printed.joined(separator: "\t"), style: .imprint)
            paragraph.indent = .init(left: 90, right: 90)
            if printed.count == 1, on != nil { paragraph.alignment = .end }
            blocks.append(.paragraph(paragraph))
        }
        add("", .imprintEdge)
        // A frame hangs on the paragraph that follows it.
        add("", .gap)
    }
}
