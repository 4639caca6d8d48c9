import OfficeFiles
import Testing

struct PictureFileTests {
    private static func png(_ width: Int, _ height: Int, _ more: Int = 4) -> [UInt8] {
        let number = { (value: Int) in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + number(width)
            + number(height) + [8, 6, 0, 0, 0] + [UInt8](repeating: 0, count: more) + Array("IEND".utf8)
    }

    private static func jpeg(_ segments: [UInt8]) -> [UInt8] { [0xFF, 0xD8] + segments + [0xFF, 0xD9] }
    private static let application: [UInt8] = [0xFF, 0xE0, 0, 4, 0xFF, 0xC0]
    private static let table: [UInt8] = [0xFF, 0xC4, 0, 11, 8, 0, 9, 0, 9, 0, 0, 0, 0]
    private static func frame(_ marker: UInt8) -> [UInt8] {
        [0xFF, marker, 0, 11, 8, 0x02, 0x01, 0x03, 0x00, 1, 1, 17, 0]
    }

    static let pictures: [([UInt8], PictureFile.Kind, Int, Int)] = [
        (png(640, 480), PictureFile.Kind.png, 640, 480), (png(4_096, 1), .png, 4_096, 1),
        (jpeg(application + frame(0xC0)), .jpeg, 768, 513), (jpeg(table + [0xFF] + frame(0xC2)), .jpeg, 768, 513),
    ]

    @Test(arguments: pictures)
    func accepts(bytes: [UInt8], kind: PictureFile.Kind, width: Int, height: Int) throws {
        #expect(try PictureFile.check(bytes) == (kind, width, height))
    }

    static let refused: [([UInt8], OfficeFileError)] = [
        ([], OfficeFileError.empty), (png(4_097, 1), .pictureTooLarge(bytes: 2 << 20, side: 4_096)),
        (png(1, 1, 2 << 20), .pictureTooLarge(bytes: 2 << 20, side: 4_096)), (png(0, 5), .unknownFormat),
        (Array(png(5, 5).prefix(30)), .unknownFormat), (Array("GIF89a".utf8), .unknownFormat),
        (Array("<svg/>".utf8), .unknownFormat), (jpeg([]), .unknownFormat), (jpeg(application), .unknownFormat),
        (jpeg(application + [0xFF, 0xDA, 0, 2] + frame(0xC0)), .unknownFormat),
        (jpeg(Array(frame(0xC0).prefix(5))), .unknownFormat),
        (jpeg([0xFF, 0xE0, 0, 0, 0xFF, 0xE0, 0, 0]), .unknownFormat),
    ]

    @Test(arguments: refused)
    func refuses(bytes: [UInt8], error: OfficeFileError) {
        #expect(throws: error) { try PictureFile.check(bytes) }
    }

    @Test func mediaTypes() {
        #expect([PictureFile.Kind.png, .jpeg].map(\.mediaType) == ["image/png", "image/jpeg"])
    }
}
