import Foundation

/// A document that someone uploads: text in a Chinese or Unicode encoding, or WordprocessingML (.docx).
/// The content decides the format, never the name.
package enum DocumentFile {
    static let byteLimit = 20 << 20
    static let unpackedLimit = 30 << 20
    static let scalarLimit = 2_000_000

    /// The words of the document, lines parted by "\n", cells of a table by a tab.
    package static func plainText(_ bytes: [UInt8]) throws(OfficeFileError) -> String {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
        let text: String
        switch Format(bytes) {
        case .zip: text = try WordText.read(try ZipMember.contents(of: "word/document.xml", in: bytes))
        case .compound: throw isEncryptedPackage(bytes) ? .encrypted : .unknownFormat
        case .other: throw .unknownFormat
        case .text: text = try TextFile.decode(bytes)
        }
        guard text.unicodeScalars.count <= scalarLimit else { throw .unpacksTooLarge(limit: scalarLimit) }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .empty }
        return text
    }

    private enum Format {
        case zip, compound, other, text

        init(_ bytes: [UInt8]) {
            self =
                switch true {
                case bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]): .zip
                case bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): .compound
                case bytes.starts(with: Array("%PDF-".utf8)), bytes.starts(with: Array("{\\rtf".utf8)): .other
                default: .text
                }
        }
    }

    /// Office puts an encrypted package into a compound file with a stream of this name in UTF-16.
    private static func isEncryptedPackage(_ bytes: [UInt8]) -> Bool {
        let name = "EncryptedPackage".utf8.flatMap { (unit: UInt8) -> [UInt8] in [unit, 0] }
        return Data(bytes).range(of: Data(name)) != nil
    }
}
