import Foundation

/// Finds a document type or entity declaration in the raw bytes of XML, in 8-bit, 16-bit and 32-bit encodings,
/// before any parser has seen the whole of it.
struct DeclarationScan {
    private static let marks = ["DOCTYPE", "ENTITY"].map { Array($0.utf8) }
    /// Longer than the longest declaration's start at four bytes a character.
    private static let overlap = 40

    private var window: [UInt8] = []

    /// Whether a declaration starts in this piece, or across its border with the piece before.
    mutating func finds(in piece: UnsafeRawBufferPointer) -> Bool {
        window.append(contentsOf: piece)
        defer { window.removeFirst(max(0, window.count - Self.overlap)) }
        return window.withUnsafeBytes(Self.declares)
    }

    /// Exclamation marks are rare, so the search goes from one to the next.
    private static func declares(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        var offset = 0
        while let found = memchr(start + offset, 0x21, bytes.count - offset) {
            let index = UnsafeRawPointer(found) - start
            offset = index + 1
            guard bytes[..<index].suffix(4).last(where: { $0 != 0 }) == UInt8(ascii: "<") else { continue }
            let letters = bytes[offset...].prefix(overlap).filter { $0 != 0 }.map { $0 & 0xDF }
            if marks.contains(where: { letters.starts(with: $0) }) { return true }
        }
        return false
    }
}
