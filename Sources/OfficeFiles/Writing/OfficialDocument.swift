/// An official document as GB/T 9704-2012 (党政机关公文格式) lays it out, written as .docx. Text comes without layout:
/// no indents, no blanks for spacing. Nothing is drawn that only a person may add, above all no seal.
package struct OfficialDocument: Hashable, Sendable {
    package enum Paragraph: Hashable, Sendable {
        /// - Parameters:
        ///   - level: 1 for 一、 to 4 for （1）. Source: 7.3.3.
        ///   - number: with its own mark, such as `（一）` or `1.`; empty for a heading without one.
        ///   - text: with the mark that parts it from `runIn`, if that follows in the same paragraph.
        case heading(level: Int, number: String, text: String, runIn: String?)
        case body(String)
        /// Rows of cells, the first row being the head.
        case table([[String]])
    }

    /// A text with its own title: the document itself, or the plan that it issues.
    package struct Part: Hashable, Sendable {
        /// Line breaks are kept; without any the title is broken where it reads best.
        package var title: String
        package var paragraphs: [Paragraph]
        package var attachments: [Attachment] = []
        /// Several that issue it jointly stand on lines of their own.
        package var issuer: String?
        /// As `2025-05-07`, or in words.
        package var date: String?

        package init(title: String, paragraphs: [Paragraph] = []) {
            self.title = title
            self.paragraphs = paragraphs
        }
    }

    package struct Attachment: Hashable, Sendable {
        package var title: String
        /// None for one that is named only and sent beside the document.
        package var paragraphs: [Paragraph]

        package init(title: String, paragraphs: [Paragraph] = []) {
            self.title = title
            self.paragraphs = paragraphs
        }
    }

    /// Who is signed below. Source: 7.3.5.1 and 7.3.5.2.
    package enum Signature: Sendable {
        /// Leaves room for the seal that is stamped by hand.
        case sealed
        case unsealed
    }

    /// Such as 某某计划生育协会文件, in red above a red rule.
    package var letterhead: String?
    package var number: String?
    /// Without the colon.
    package var addressees: String?
    package var main: Part
    /// What the document issues (印发), each on a page of its own.
    package var inner: [Part] = []
    /// Such as 此件公开发布, with or without brackets.
    package var note: String?
    package var copyTo: String?
    package var printedBy: String?
    /// As `2025-05-07`, or in words.
    package var printedOn: String?
    package var signature = Signature.sealed

    package init(main: Part) { self.main = main }

    package enum Failure: Error, Hashable {
        case tooLong(limit: Int)
        case tooManyParagraphs(limit: Int)
        case tooManyColumns(limit: Int)
    }

    /// Scalars; paragraphs and rows; columns as Word takes them.
    package static let textLimit = 2_000_000, paragraphLimit = 50_000, columnLimit = 63

    /// - Throws: `Failure`, or `ZipArchive.Failure` when memory is short.
    package func bytes() throws -> [UInt8] {
        try checkSize()
        return try wordDocument.bytes()
    }

    var wordDocument: WordDocument {
        var pages = OfficialPages(self)
        let title = main.title.split(whereSeparator: \.isNewline).joined()
        var document = WordDocument(blocks: pages.set(), title: title)
        document.layout = .official
        return document
    }

    private func checkSize() throws(Failure) {
        var texts = [letterhead, number, addressees, note, copyTo, printedBy, printedOn].compactMap { $0 }
        var count = 0
        for part in [main] + inner {
            texts += [part.title, part.issuer ?? "", part.date ?? ""] + part.attachments.map(\.title)
            for paragraph in part.paragraphs + part.attachments.flatMap(\.paragraphs) {
                count += 1
                switch paragraph {
                case .heading(_, let number, let text, let runIn): texts += [number, text, runIn ?? ""]
                case .body(let text): texts.append(text)
                case .table(let rows):
                    guard rows.allSatisfy({ $0.count <= Self.columnLimit }) else {
                        throw .tooManyColumns(limit: Self.columnLimit)
                    }
                    count += rows.count
                    texts += rows.joined()
                }
            }
            count += part.attachments.count
        }
        guard count <= Self.paragraphLimit else { throw .tooManyParagraphs(limit: Self.paragraphLimit) }
        guard texts.reduce(0, { $0 + $1.unicodeScalars.count }) <= Self.textLimit else {
            throw .tooLong(limit: Self.textLimit)
        }
    }
}
