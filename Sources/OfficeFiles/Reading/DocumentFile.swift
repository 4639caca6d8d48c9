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
        switch FileSignature(bytes) {
        case .zip:
            let archive = try ZipFile(bytes, memberLimit: unpackedLimit, limit: unpackedLimit)
            guard let document = try archive.member("word/document.xml") else { throw .unknownFormat }
            text = try WordText.read(try XMLNodes(document))
        case .compound: throw FileSignature.isEncryptedPackage(bytes) ? .encrypted : .unknownFormat
        case .other: throw .unknownFormat
        case .text: text = try TextFile.decode(bytes)
        }
        guard text.unicodeScalars.count <= scalarLimit else { throw .unpacksTooLarge(limit: scalarLimit) }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .empty }
        return text
    }
}
