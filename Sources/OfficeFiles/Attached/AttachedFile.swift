import Foundation

/// A file that someone attaches to be read by other people: nothing is made of it here, but it has to be what it claims.
/// It is mapped and never read whole, so that a film of 300 MB costs no memory.
package enum AttachedFile {
    package enum Kind: String, Sendable, CaseIterable { case docx, pdf, jpeg, png, mp4 }

    /// What it is instead.
    package enum Other: Sendable, Hashable {
        case oldWord, workbook, archive, program, heic, movie, otherPicture, text, unknown
    }

    package enum Refused: Error, Hashable {
        case empty
        case other(Other)
        /// Cut off, or not put together as its format says.
        case damaged(Kind)
        case macros, encrypted
        /// Bytes that it unpacks to.
        case unpacksTooLarge(limit: Int)
        /// Pixels a side.
        case tooManyPixels(side: Int)
    }

    /// Pixels; the largest sensors of telephones stay below.
    package static let sideLimit = 20_000
    /// Pictures in a document are not unpacked here, but others will.
    static let declaredLimit = 400 << 20

    /// - Parameter path: of a file that nobody changes meanwhile.
    package static func kind(ofFileAt path: String) throws -> Kind {
        let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        guard !bytes.isEmpty else { throw Refused.empty }
        switch looks(bytes) {
        case .zip: return try docx(path)
        case .pdf:
            guard PDFStructure.isWhole(bytes) else { throw Refused.damaged(.pdf) }
            return .pdf
        case .picture(let kind):
            try picture(bytes, kind)
            return kind
        case .boxes:
            try MovieBoxes.check(bytes)
            return .mp4
        case .other(let other): throw Refused.other(other)
        }
    }

    private enum Looks { case zip, pdf, picture(Kind), boxes, other(Other) }

    /// Source: the signatures of the formats themselves.
    private static func looks(_ bytes: Data) -> Looks {
        let starts = { (signature: [UInt8]) in bytes.starts(with: signature) }
        let holds = { (text: String, offset: Int) in bytes.dropFirst(offset).starts(with: Array(text.utf8)) }
        if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) { return .zip }
        if starts([0xFF, 0xD8, 0xFF]) { return .picture(.jpeg) }
        if starts(PNGWriter.signature) { return .picture(.png) }
        if holds("ftyp", 4) { return .boxes }
        if starts([0xD0, 0xCF, 0x11, 0xE0]) { return .other(.oldWord) }
        if starts([0x4D, 0x5A]) || starts([0x7F, 0x45, 0x4C, 0x46]) || holds("#!", 0) { return .other(.program) }
        if holds("Rar!", 0) || starts([0x37, 0x7A, 0xBC, 0xAF]) || starts([0x1F, 0x8B]) { return .other(.archive) }
        if holds("GIF8", 0) || holds("BM", 0) || holds("WEBP", 8) { return .other(.otherPicture) }
        if ["moov", "mdat", "wide"].contains(where: { holds($0, 4) }) || holds("AVI ", 8) || starts([0x1A, 0x45]) {
            return .other(.movie)
        }
        if FileSignature(Array(bytes.prefix(1_024))) == .pdf { return .pdf }
        let head = bytes.prefix(1_024)
        // The last character may be cut.
        let isText =
            !head.contains(0) && (0...3).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil }
        return .other(isText ? .text : .unknown)
    }

    private static func docx(_ path: String) throws -> Kind {
        do {
            let archive = try ZipFile(
                path: path, memberLimit: DocumentFile.unpackedLimit, limit: DocumentFile.unpackedLimit)
            let (names, declared) = archive.list()
            guard names.contains("_rels/.rels") else { throw Refused.other(.archive) }
            guard declared <= declaredLimit else { throw Refused.unpacksTooLarge(limit: declaredLimit) }
            let package = try OfficePackage(archive)
            guard try package.format() == .docx else { throw Refused.other(.workbook) }
            guard !names.contains(where: { $0.lowercased().contains("vbaproject") }) else { throw Refused.macros }
            // Opened as a notice would be: the main part has to be readable within the limits.
            _ = try WordText.read(package)
            return .docx
        } catch let error as OfficeFileError {
            switch error {
            case .unknownFormat: throw Refused.other(.archive)
            case .encrypted: throw Refused.encrypted
            case .unpacksTooLarge(let limit): throw Refused.unpacksTooLarge(limit: limit)
            default: throw Refused.damaged(.docx)
            }
        }
    }

    private static func picture(_ bytes: Data, _ kind: Kind) throws(Refused) {
        do throws(OfficeFileError) {
            _ = try PictureFile.check(bytes, byteLimit: .max, sideLimit: sideLimit)
        } catch {
            if case .pictureTooLarge = error { throw .tooManyPixels(side: sideLimit) }
            throw .damaged(kind)
        }
    }
}
