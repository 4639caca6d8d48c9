import Foundation

/// What the first bytes of a file say it is; the name is never asked.
enum FileSignature {
    /// `compound` is the container of .doc and .xls, and of packages with a password.
    case zip, compound, pdf, rtf, text

    /// Readers accept a PDF header anywhere in so many bytes. Source: ISO 32000-1, annex H.3, note 13.
    private static let pdfHeaderReach = 1_024

    init(_ bytes: [UInt8]) {
        self =
            switch true {
            case bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]): .zip
            case bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): .compound
            case Data(bytes.prefix(Self.pdfHeaderReach)).range(of: Data("%PDF-".utf8)) != nil: .pdf
            case bytes.starts(with: Array("{\\rtf".utf8)): .rtf
            default: .text
            }
    }
}
