import OfficeFiles
import Testing

struct QRCodeTests {
    /// A code of version v has 17 + 4 v modules a side, and four quiet ones around.
    @Test(arguments: [("0123456789", 8, 29), ("https://memberday.example/f/01HXYZ?x=1", 3, 37), ("会员日", 1, 29)])
    func picture(text: String, scale: Int, modules: Int) throws {
        let png = try QRCode.png(of: text, scale: scale)
        let picture = try PictureFile.check(png)
        #expect(picture.kind == .png)
        #expect(picture.width == modules * scale && picture.height == modules * scale)
        // One bit of grey for a pixel.
        #expect(png[24..<29].elementsEqual([1, 0, 0, 0, 0]))
        #expect(png.suffix(12).elementsEqual([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]))
    }

    @Test func limits() throws {
        #expect(throws: Never.self) { try QRCode.png(of: String(repeating: "a", count: 1_000)) }
        #expect(throws: QRCode.Failure.tooLong(limit: 1_000)) { try QRCode.png(of: String(repeating: "长", count: 334)) }
        #expect(throws: QRCode.Failure.cannotEncode) { try QRCode.png(of: "") }
        #expect(throws: QRCode.Failure.cannotEncode) { try QRCode.png(of: "a\0b") }
    }
}
