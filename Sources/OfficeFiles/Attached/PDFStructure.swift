import Foundation

/// Whether a PDF came whole: header, end, and the cross-reference table where the end says that it is. What it draws, and
/// scripts in it, are left to the reader's program: it is never shown by ours. Source: ISO 32000-1, 7.5 (file structure).
enum PDFStructure {
    /// Readers look for the end in so many bytes. Source: the same, annex H.3, note 18.
    private static let reach = 1_024
    private static let blanks: [UInt8] = [0x09, 0x0A, 0x0C, 0x0D, 0x20]

    static func isWhole(_ bytes: Data) -> Bool {
        // Before the header stands a byte order mark or blanks at most: a page of HTML with a PDF behind it is none, though
        // readers look for the header in the first 1,024 bytes.
        let head = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).prefix(reach)
            .drop(while: blanks.contains)
        guard head.starts(with: Array("%PDF-".utf8)) else { return false }
        let header = head.startIndex
        let tail = bytes.suffix(reach)
        guard let end = tail.range(of: Data("%%EOF".utf8), options: .backwards),
            let mark = tail.range(
                of: Data("startxref".utf8), options: .backwards, in: tail.startIndex..<end.lowerBound),
            let offset = number(tail[mark.upperBound..<end.lowerBound])
        else { return false }
        // Some programs count from the header, others from the file's beginning.
        return [offset, offset + header].contains { beginsCrossReferences(bytes, at: $0) }
    }

    private static func number(_ bytes: Data) -> Int? {
        let digits = bytes.filter { (0x30...0x39).contains($0) }
        return digits.count > 12 ? nil : Int(String(decoding: digits, as: UTF8.self))
    }

    /// A table (`xref`), or a stream (`12 0 obj`).
    private static func beginsCrossReferences(_ bytes: Data, at offset: Int) -> Bool {
        guard offset > 0, offset < bytes.count else { return false }
        let words = String(decoding: bytes[offset..<min(bytes.count, offset + 40)], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        if words.first?.hasPrefix("xref") ?? false { return true }
        return words.count >= 3 && Int(words[0]) != nil && Int(words[1]) != nil && words[2].hasPrefix("obj")
    }
}
