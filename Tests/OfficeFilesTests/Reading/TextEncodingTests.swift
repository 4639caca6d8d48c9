import OfficeFiles
import Testing

/// Text in every encoding in which it comes, whole and damaged.
struct TextEncodingTests {
    private static let notice = "通知\n一、各村：5月1日前报送\n完"

    static func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    private static let gb18030: [UInt8] = [
        0xCD, 0xA8, 0xD6, 0xAA, 0x0A, 0xD2, 0xBB, 0xA1, 0xA2, 0xB8, 0xF7, 0xB4, 0xE5, 0xA3, 0xBA, 0x35, 0xD4, 0xC2,
        0x31,
        0xC8, 0xD5, 0xC7, 0xB0, 0xB1, 0xA8, 0xCB, 0xCD, 0x0A, 0xCD, 0xEA,
    ]

    static let whole: [[UInt8]] = [
        Array(notice.utf8), [0xEF, 0xBB, 0xBF] + Array(notice.utf8), gb18030,
        Array(notice.replacing("\n", with: "\r\n").utf8), Array(notice.replacing("\n", with: "\r").utf8),
        [0xFF, 0xFE] + utf16(notice), [0xFE, 0xFF] + utf16(notice, bigEndian: true),
        utf16(notice), utf16(notice, bigEndian: true),
    ]

    @Test(arguments: whole)
    func reads(bytes: [UInt8]) throws { #expect(try DocumentFile.plainText(bytes) == Self.notice) }

    /// Without a mark, without a line feed or a digit: not one zero byte, or zeros on both sides (一 is 4E00).
    @Test(arguments: ["各村计生协会员小组长请注意", "一份通知一个方案一张表", "关于开展会员活动日宣传服务活动的通知，各村居"])
    func readsUTF16ByItsCharacters(text: String) throws {
        for bigEndian in [false, true] {
            #expect(try DocumentFile.plainText(Self.utf16(text, bigEndian: bigEndian)) == text)
        }
    }

    @Test func readsWhatWasCutWithinACharacter() throws {
        let text = String(repeating: "会员活动日宣传服务。", count: 20)
        for cut in 1...2 { #expect(try DocumentFile.plainText(Array(text.utf8.dropLast(cut))) == text.dropLast()) }
        #expect(try DocumentFile.plainText(Self.utf16(text).dropLast()) == text.dropLast())
        let cut = try DocumentFile.plainText(Array(repeating: Self.gb18030, count: 5).flatMap { $0 }.dropLast())
        #expect(cut.hasPrefix("通知\n一、各村：5月1日前报送\n完通知"))
        #expect(!cut.hasSuffix("完"))
    }

    /// One lost byte damages a character or two, not the text.
    @Test func readsAroundDamage() throws {
        let lines = Array(repeating: Self.gb18030 + [0x0A], count: 40)
        var bytes = lines.flatMap { $0 }
        bytes.replaceSubrange(100..<102, with: [0xFF, 0xFF])
        let text = try DocumentFile.plainText(bytes)
        #expect(text.contains("\u{FFFD}") && text.split(separator: "\n").count(where: { $0 == "一、各村：5月1日前报送" }) >= 38)
        var unicode = Array(String(repeating: Self.notice, count: 40).utf8)
        unicode[300] = 0xFF
        #expect(try DocumentFile.plainText(unicode).hasPrefix(Self.notice))
    }

    /// Pairs of ASCII letters would be characters of UTF-16.
    @Test func latinAroundOneWord() throws {
        let latin = "<html><head><meta charset=gbk></head><body class=content><p>this text"
        #expect(
            try DocumentFile.plainText(Array((latin.dropFirst() + " ").utf8) + [0xCD, 0xA8, 0xD6, 0xAA]).hasSuffix("通知")
        )
    }

    @Test func zeros() throws {
        #expect(try DocumentFile.plainText(Array(Self.notice.utf8) + [0, 0, 0]) == Self.notice)
        #expect(throws: OfficeFileError.notText) { try DocumentFile.plainText(Array("通知\0通知通".utf8)) }
        #expect(throws: OfficeFileError.empty) { try DocumentFile.plainText(Array(" \r\n\u{3000}".utf8)) }
        #expect(throws: OfficeFileError.self) { try DocumentFile.plainText([UInt8](repeating: 0, count: 500)) }
    }

    @Test func refusesWhatIsNoText() {
        let picture =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 97) }
        #expect(throws: OfficeFileError.notText) { try DocumentFile.plainText(picture) }
        let markup = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"
        #expect(throws: OfficeFileError.unknownFormat) { try DocumentFile.plainText(Array(markup.utf8)) }
        let archive = "MIME-Version: 1.0\nContent-Type: multipart/related\n\n通知"
        #expect(throws: OfficeFileError.unknownFormat) { try DocumentFile.plainText(Array(archive.utf8)) }
    }
}
