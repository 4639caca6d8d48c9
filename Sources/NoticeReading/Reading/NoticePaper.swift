/// The paragraphs of a document in their order, each with its part in it: what is needed to set it anew.
package struct NoticePaper: Hashable, Sendable {
    package struct Paragraph: Hashable, Sendable {
        package var role: Role
        /// As in the source, without layout blanks.
        package var text: String
        package var source: NoticeReading.Source
    }

    package enum Role: Hashable, Sendable {
        case letterhead, number, title, addressee, body, issuer, date, imprint, attachmentName
        /// What a website put around the document.
        case web
        /// The title of a document that this one issues.
        case innerTitle
        case heading(Heading)
        /// The cells of a line of a table.
        case row([String])
        /// 附件： with names; 附件 above an attachment; what stands in one.
        case attachmentList, attachmentHead, attachment
    }

    package struct Heading: Hashable, Sendable {
        /// By the form of its number: 1 for 一、 2 for （一） 3 for 1. 4 for （1）. Source: GB/T 9704-2012, 7.3.3.
        package var level: Int
        /// As printed, with its mark; empty for a heading without one.
        package var number: String
        /// With the mark that parts it from the body behind it.
        package var text: String
        package var body: String?

        package init(level: Int, number: String, text: String, body: String?) {
            (self.level, self.number, self.text, self.body) = (level, number, text, body)
        }
    }

    package private(set) var paragraphs: [Paragraph] = []

    /// - Parameter text: as `NoticeReader.read` takes it.
    package init(_ text: String) {
        let scalars = Array(text.unicodeScalars.prefix(NoticeReader.limit))
        let parts = NoticeParts(Layout(scalars))
        let outline = Outline(parts)
        let sections = Dictionary(outline.sections.indices.map { (outline.sections[$0].start, $0) }) { first, _ in first
        }
        for (index, block) in parts.blocks.enumerated() {
            let text = parts.text
            if ![.title, .chrome, .disclosure].contains(parts.roles[index]),
                let cells = Self.cells(text, block, scalars)
            {
                add(.row(cells), block, text)
            } else if [.date, .imprint].contains(parts.roles[index]), let issuer = parts.signature(block)?.issuer {
                let isImprint = parts.roles[index] == .imprint
                add(isImprint ? .imprint : .issuer, issuer, text)
                add(isImprint ? .imprint : .date, issuer.upperBound..<block.upperBound, text)
            } else if parts.roles[index] == .body, let section = sections[block.lowerBound],
                let heading = Self.heading(outline.sections[section], section, block, outline, text)
            {
                add(.heading(heading), block, text)
            } else {
                add(Self.role(parts, index), block, text)
            }
        }
    }

    private mutating func add(_ role: Role, _ range: Range<Int>, _ text: NoticeText) {
        paragraphs.append(.init(role: role, text: text.string(range), source: text.source(range, limit: .max)))
    }

    private static func role(_ parts: NoticeParts, _ index: Int) -> Role {
        switch parts.roles[index] {
        case .body, .table: .body
        case .title: parts.title?.contains(index) ?? !parts.starts.contains(index) ? .title : .innerTitle
        case .addressee: .addressee
        case .number:
            DocumentNumberRecogniser.first(parts.text, parts.blocks[index]) == nil ? .letterhead : .number
        case .issuer: .issuer
        case .date: .date
        case .imprint: .imprint
        case .annexList: .attachmentList
        case .annexHead: .attachmentHead
        case .annex: .attachment
        case .attachmentName: .attachmentName
        case .chrome, .disclosure: .web
        }
    }

    /// Nil for a numbered sentence and for a label at the start of a line: they look like the body.
    private static func heading(
        _ section: Outline.Section, _ index: Int, _ block: Range<Int>, _ outline: Outline, _ text: NoticeText
    ) -> Heading? {
        guard section.heading != nil, section.form != .phrase else { return nil }
        let start = section.marker.isEmpty ? block.lowerBound : section.marker.upperBound
        let body = HeadingEnd.split(text, start..<block.upperBound).body
        let words = start..<(body?.lowerBound ?? block.upperBound)
        let isSentence = ["。", "；"].contains(text.keys[words.upperBound - 1]) && text.keys[words].contains("，")
        guard body != nil || !isSentence else { return nil }
        return Heading(
            level: level(index, outline), number: text.string(section.marker),
            text: String(String.UnicodeScalarView(text.shown[words])), body: body.map { text.string($0) })
    }

    private static func level(_ index: Int, _ outline: Outline) -> Int {
        switch outline.sections[index].form {
        case .chapter, .han: 1
        case .hanBracket: 2
        case .arabic: 3
        case .arabicBracket, .circled: 4
        case .phrase, .plain: min(4, outline.sections[index].parent.map { level($0, outline) + 1 } ?? 1)
        }
    }

    /// Cells are parted by tabs or upright lines, which the layout folds together: they are read from the source.
    private static func cells(_ text: NoticeText, _ block: Range<Int>, _ scalars: [Unicode.Scalar]) -> [String]? {
        var start = text.offsets[block.lowerBound]
        while start > 0, scalars[start - 1].isBlank { start -= 1 }
        let line = scalars[start...text.offsets[block.upperBound - 1]]
        guard line.drop(while: \.isBlank).contains(where: { "\t|｜".unicodeScalars.contains($0) }) else { return nil }
        return line.split(omittingEmptySubsequences: false) { "\t|｜".unicodeScalars.contains($0) }.map { cell in
            var cell = cell
            while let first = cell.first, first.isBlank { cell.removeFirst() }
            while let last = cell.last, last.isBlank { cell.removeLast() }
            return String(String.UnicodeScalarView(cell))
        }
    }
}
