import Foundation

/// What the first bytes of a file say it is; the name is never asked.
enum FileSignature {
    /// `compound` is the container of .doc and .xls, and of packages with a password.
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

    /// Office puts an encrypted package into a compound file with a stream of this name in UTF-16.
    static func isEncryptedPackage(_ bytes: [UInt8]) -> Bool {
        let name = "EncryptedPackage".utf8.flatMap { (unit: UInt8) -> [UInt8] in [unit, 0] }
        return Data(bytes).range(of: Data(name)) != nil
    }
}
