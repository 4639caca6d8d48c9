import Foundation

/// The words of a PDF with their places, as pdftotext prints them with -bbox-layout.
enum PDFPages {
    /// A notice has tens; more than a book is no notice.
    private static let wordLimit = 1_000_000

    static func read(_ output: [UInt8]) throws(OfficeFileError) -> [PDFPage] {
        // The document type and the properties above the pages are not needed, and titles come as they are.
        let text = Data(output)
        guard let start = text.range(of: Data("<doc>".utf8)),
            let end = text.range(of: Data("</doc>".utf8), options: .backwards), start.lowerBound < end.lowerBound
        else { throw .notReadable }
        // Fonts without names for their letters give control characters, which XML cannot hold.
        let body = text[start.lowerBound..<end.upperBound].map { $0 < 0x20 && $0 != 0x0A ? 0x20 : $0 }
        let nodes = try XMLNodes(HeldBytes(body))
        var pages: [PDFPage] = []
        var block: [[PDFWord]] = []
        var word: PDFWord?
        var count = 0
        while let event = try nodes.next() {
            switch event {
            case .start("page"):
                pages.append(PDFPage(width: number("width", nodes), height: number("height", nodes), words: []))
            case .start("block"): block = []
            case .start("line"): block.append([])
            case .start("word"):
                word = PDFWord(
                    xMin: number("xMin", nodes), yMin: number("yMin", nodes), xMax: number("xMax", nodes),
                    yMax: number("yMax", nodes), text: "")
            case .text: word?.text += nodes.text
            case .end("word"):
                if let word = word.map(trimmed), !word.text.isEmpty, !block.isEmpty {
                    block[block.count - 1].append(word)
                    count += 1
                    guard count <= wordLimit else { throw .unpacksTooLarge(limit: DocumentFile.scalarLimit) }
                }
                word = nil
            case .end("block"): if !pages.isEmpty { pages[pages.count - 1].words += words(of: block) }
            default: break
            }
        }
        return pages
    }

    private static func number(_ name: StaticString, _ nodes: XMLNodes) -> Double {
        guard let number = nodes.attribute(name).flatMap({ Double($0) }), number.isFinite else { return 0 }
        return min(max(number, -100_000), 100_000)
    }

    /// Without blanks, and without the empty height that some fonts claim, in which words of other lines would lie.
    private static func trimmed(_ word: PDFWord) -> PDFWord {
        var word = word
        word.text = String(
            String.UnicodeScalarView(
                word.text.unicodeScalars.filter { $0.value >= 0x20 && !$0.properties.isWhitespace && $0 != "\u{AD}" }))
        let scalars = word.text.unicodeScalars
        let em = (word.xMax - word.xMin) / scalars.reduce(0) { $0 + (PDFLine.isWide($1) ? 1 : 0.5) }
        if scalars.contains(where: PDFLine.isWide), (1.8 * em...3 * em).contains(word.yMax - word.yMin) {
            let middle = (word.yMin + word.yMax) / 2
            (word.yMin, word.yMax) = (middle - 0.6 * em, middle + 0.6 * em)
        }
        return word
    }

    /// Letters below each other are vertical writing, such as the head of a table's row: one word for each cell.
    private static func words(of block: [[PDFWord]]) -> [PDFWord] {
        let letters = block.compactMap { $0.count == 1 && $0[0].text.unicodeScalars.count == 1 ? $0[0] : nil }
        let pitches = zip(letters.dropFirst(), letters).map { $0.yMin - $1.yMin }
        // Lines of a text stand further apart than letters of a word.
        guard letters.count == block.count, let pitch = pitches.min(),
            pitch < 1.45 * (letters[0].xMax - letters[0].xMin),
            letters.allSatisfy({
                abs($0.xMin - letters[0].xMin) < 1.5 && $0.text.unicodeScalars.allSatisfy(PDFLine.isWide)
            })
        else { return block.flatMap { $0 } }
        var words = [letters[0]]
        for (letter, distance) in zip(letters.dropFirst(), pitches) {
            if distance > pitch + 0.35 {
                words.append(letter)
            } else {
                words[words.count - 1].text += letter.text
            }
        }
        return words
    }
}

/// Bytes held in memory, read as if they came from elsewhere.
final class HeldBytes: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var failure: OfficeFileError? { nil }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let piece = rest.prefix(buffer.count)
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}
