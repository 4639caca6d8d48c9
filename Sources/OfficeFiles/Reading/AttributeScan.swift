import Foundation

/// Finds a tag with too many attributes in the raw bytes of XML before the parser sees it: libxml2 2.9 compares each
/// attribute with all others, so that one megabyte of them takes ten seconds, in which nothing can stop it.
/// No "<" may stand within a tag, so between two of them stands one tag at most.
struct AttributeScan {
    /// The root of a document has about forty.
    private static let limit = 1_000
    /// The XML declaration is shorter.
    private static let headSize = 128
    /// In the others "<" and "=" may hide. Packages are UTF-8 or UTF-16. Source: ECMA-376 part 2, 8.1.4.
    private static let encodings = ["utf-8", "utf8", "us-ascii", "gb", "iso-8859-", "windows-", "big5"]

    private var head: [UInt8] = []
    /// Equals signs since the last "<".
    private var count = 0
    /// Of UTF-16: the first half of a unit that the last piece ended in.
    private var half: UInt8?

    /// Whether this piece has such a tag, or an encoding in which it cannot be told.
    mutating func finds(in piece: UnsafeRawBufferPointer) -> Bool {
        if head.count < Self.headSize { head += piece.prefix(Self.headSize - head.count) }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0]) { return wide(piece, bigEndian: false) }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0x3C]) { return wide(piece, bigEndian: true) }
        return hidesMarkup || narrow(piece)
    }

    private var hidesMarkup: Bool {
        let text = String(decoding: head, as: UTF8.self).lowercased()
        guard let first = text.unicodeScalars.first(where: { $0 != "\u{FEFF}" }) else { return false }
        guard first == "<" || first.properties.isWhitespace else { return true }
        guard let declared = text.range(of: "encoding") else { return false }
        let value = text[declared.upperBound...].drop { " \t\r\n=\"'".contains($0) }
        return !value.isEmpty && !Self.encodings.contains { value.hasPrefix($0) || $0.hasPrefix(value) }
    }

    private mutating func narrow(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard let start = piece.baseAddress else { return false }
        var offset = 0
        while let found = memchr(start + offset, 0x3D, piece.count - offset) {
            let index = UnsafeRawPointer(found) - start
            if memchr(start + offset, 0x3C, index - offset) != nil { count = 0 }
            count += 1
            if count > Self.limit { return true }
            offset = index + 1
        }
        if memchr(start + offset, 0x3C, piece.count - offset) != nil { count = 0 }
        return false
    }

    private mutating func wide(_ piece: UnsafeRawBufferPointer, bigEndian: Bool) -> Bool {
        for byte in piece {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            switch bigEndian ? (first, byte) : (byte, first) {
            case (0, 0x3C): count = 0
            case (0, 0x3D): count += 1
            default: continue
            }
            if count > Self.limit { return true }
        }
        return false
    }
}
