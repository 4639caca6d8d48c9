import Foundation
import OfficeFiles
import Testing

struct DocumentFileTests {
    static let encoded: [[UInt8]] = [
        Array("\u{FEFF}通知\r\n各村：\r完".utf8), [0xFF, 0xFE] + utf16("通知\n各村：\n完"), utf16("通知\n各村：\n完"),
        [0xCD, 0xA8, 0xD6, 0xAA, 0x0A, 0xB8, 0xF7, 0xB4, 0xE5, 0xA3, 0xBA, 0x0A, 0xCD, 0xEA],  // GB18030
    ]

    @Test(arguments: encoded)
    func textInEveryEncoding(bytes: [UInt8]) throws {
        #expect(try DocumentFile.plainText(bytes) == "通知\n各村：\n完")
    }

    @Test func paragraphsTablesAndTextBoxes() throws {
        let body = """
            <w:p><w:r><w:t>关于</w:t></w:r><w:r><w:t xml:space="preserve"> 活动</w:t><w:tab/><w:t>甲&amp;乙</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            <w:p><mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:p>
            """
        #expect(try DocumentFile.plainText(Zip.word(body)) == "关于 活动\t甲&乙\n一\t二\n框\n")
    }

    static let refused: [([UInt8], OfficeFileError)] = [
        ([], OfficeFileError.empty), (Array(" \n ".utf8), .empty), (Array("%PDF-1.7\n".utf8), .unknownFormat),
        (Array("通知\0通知通".utf8), .notText), ([0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3], .unknownFormat),
        ([0xD0, 0xCF, 0x11, 0xE0] + utf16("EncryptedPackage"), .encrypted),
        (Array("PK\u{03}\u{04}".utf8) + [1, 2, 3], .notReadable),
        (Zip.stored("other.xml", Array("<a/>".utf8)), .unknownFormat),
        (Zip.word("<w:p>"), .notReadable),
        (Zip.document("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>"), .externalEntity),
    ]

    @Test(arguments: refused)
    func refuses(bytes: [UInt8], expected: OfficeFileError) {
        #expect(throws: expected) { try DocumentFile.plainText(bytes) }
    }

    @Test func refusesAFileThatIsTooLarge() {
        let isRefused = (try? DocumentFile.plainText([UInt8](repeating: 65, count: (20 << 20) + 1))) == nil
        #expect(isRefused)
    }

    /// 40 MB of one letter in 200 KB, once with an honest and once with a false size.
    @Test(arguments: [40 << 20, 1_000])
    func stopsABomb(declared: Int) {
        let bomb = Zip.bomb("word/document.xml", size: 40 << 20, declared: declared)
        #expect(bomb.count < 300_000)
        let start = ContinuousClock.now
        #expect(throws: OfficeFileError.self) { try DocumentFile.plainText(bomb) }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    private static func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}

/// Archives made by hand, so that they may be wrong.
enum Zip {
    static func word(_ body: String) -> [UInt8] {
        document(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>\(body)</w:body></w:document>")
    }

    static func document(_ xml: String) -> [UInt8] { stored("word/document.xml", Array(xml.utf8)) }

    static func stored(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        archive(name, bytes, method: 0, size: bytes.count, crc: crc32(bytes))
    }

    static func bomb(_ name: String, size: Int, declared: Int) -> [UInt8] {
        archive(name, deflatedRun(of: 65, count: size), method: 8, size: declared, crc: 0)
    }

    /// One block with fixed codes: a letter, then matches of length 258 at distance 1. Source: RFC 1951, 3.2.6.
    private static func deflatedRun(of byte: UInt8, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var pending: UInt64 = 0
        var filled: UInt64 = 0
        func put(_ bits: String) {
            for bit in bits.utf8 {
                pending |= (bit == UInt8(ascii: "1") ? 1 : 0) << filled
                filled += 1
                if filled == 8 {
                    bytes.append(UInt8(pending))
                    (pending, filled) = (0, 0)
                }
            }
        }
        put("110")
        let literal = String(0x30 + Int(byte), radix: 2)
        put(String(repeating: "0", count: 8 - literal.count) + literal)
        for _ in 0..<(count / 258) { put("1100010100000") }
        put("0000000" + "0000000")
        return bytes
    }

    private static func archive(_ name: String, _ data: [UInt8], method: Int, size: Int, crc: UInt32) -> [UInt8] {
        let common = fields([
            (20, 2), (0, 2), (method, 2), (0, 4), (Int(crc), 4), (data.count, 4), (size, 4), (name.utf8.count, 2),
            (0, 2),
        ])
        let local = fields([(0x0403_4B50, 4)]) + common + Array(name.utf8) + data
        let central =
            fields([(0x0201_4B50, 4), (20, 2)]) + common + [UInt8](repeating: 0, count: 14) + Array(name.utf8)
        let end = fields([(0x0605_4B50, 4), (0, 4), (1, 2), (1, 2), (central.count, 4), (local.count, 4), (0, 2)])
        return local + central + end
    }

    /// Little-endian numbers with their width in bytes.
    private static func fields(_ fields: [(value: Int, width: Int)]) -> [UInt8] {
        fields.flatMap { field in (0..<field.width).map { UInt8(truncatingIfNeeded: field.value >> ($0 * 8)) } }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
