import Foundation

/// The text of a document: a paragraph or a row of a table a line, cells parted by tabs.
/// The same bytes give the same text, so that offsets into it stay right.
package struct DocumentText: Sendable, Hashable {
    /// `doc` stands for all that an office has to convert: .doc, .wps, .rtf, .odt.
    package enum Format: String, Sendable { case txt, docx, pdf, html, doc }

    package let text: String
    package let format: Format

    package init(text: String, format: Format) {
        self.text = text
        self.format = format
    }
}

/// A document that someone uploads. The content decides the format, never the name.
package enum DocumentFile {
    package static let byteLimit = 20 << 20
    static let unpackedLimit = 30 << 20
    package static let scalarLimit = 2_000_000

    /// The words of a text, a web page or a .docx; the other formats need a worker, see `read`.
    package static func plainText(_ bytes: [UInt8]) throws(OfficeFileError) -> String {
        try check(bytes)
        switch FileSignature(bytes) {
        case .zip:
            guard case .word(let package) = try archive(bytes) else { throw .unknownFormat }
            return try checked(try WordText.read(package), .docx).text
        case .text: return try text(bytes).text
        case .compound: throw CompoundFile(bytes).content == .encrypted ? .encrypted : .unknownFormat
        case .pdf, .rtf: throw .unknownFormat
        }
    }

    /// - Throws: `OfficeFileError`, or `CancellationError`.
    package static func read(_ bytes: [UInt8]) async throws -> DocumentText {
        try check(bytes)
        switch FileSignature(bytes) {
        case .text: return try text(bytes)
        case .pdf: return try checked(try await PDFText.read(bytes), .pdf)
        case .rtf: return try await converted(bytes, from: .rtf)
        case .zip:
            switch try archive(bytes) {
            case .word(let package): return try checked(try WordText.read(package), .docx)
            case .openDocument: return try await converted(bytes, from: .odt)
            }
        case .compound:
            switch CompoundFile(bytes).content {
            case .encrypted: throw OfficeFileError.encrypted
            case .other: throw OfficeFileError.unknownFormat
            case .word: return try await converted(bytes, from: .doc)
            }
        }
    }

    private static func check(_ bytes: [UInt8]) throws(OfficeFileError) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
    }

    private enum Archive { case word(OfficePackage), openDocument }

    private static func archive(_ bytes: [UInt8]) throws(OfficeFileError) -> Archive {
        let archive = try ZipFile(bytes, memberLimit: unpackedLimit, limit: unpackedLimit)
        if let mark = try archive.member("mimetype") {
            guard mark.text(limit: 100).hasPrefix("application/vnd.oasis.opendocument.text") else {
                throw .unknownFormat
            }
            return .openDocument
        }
        let package = try OfficePackage(archive)
        guard try package.format() == .docx else { throw .unknownFormat }
        return .word(package)
    }

    private static func text(_ bytes: [UInt8]) throws(OfficeFileError) -> DocumentText {
        let text = try TextFile.decode(bytes)
        guard try HTMLText.isPage(text) else { return try checked(text, .txt) }
        return try checked(try HTMLText.read(text), .html)
    }

    private static func converted(_ bytes: [UInt8], from format: OfficeConverter.Format) async throws -> DocumentText {
        let document = try await OfficeConverter.docx(bytes, from: format)
        guard case .word(let package) = try archive(document) else { throw OfficeFileError.notReadable }
        return try checked(try WordText.read(package), .doc)
    }

    private static func checked(_ text: String, _ format: DocumentText.Format) throws(OfficeFileError) -> DocumentText {
        guard text.unicodeScalars.count <= scalarLimit else { throw .unpacksTooLarge(limit: scalarLimit) }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .empty }
        return DocumentText(text: text, format: format)
    }
}
