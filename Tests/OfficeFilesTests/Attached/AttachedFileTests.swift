import Foundation
import OfficeFiles
import Testing

@Suite struct AttachedFileTests {
    private func kind(_ bytes: [UInt8]) throws -> AttachedFile.Kind {
        let path = FileManager.default.temporaryDirectory.appending(path: "attached-\(UUID().uuidString)").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try AttachedFile.kind(ofFileAt: path)
    }

    private static func number(_ value: Int, _ count: Int = 4) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    static func png(_ width: Int, _ height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + number(width)
            + number(height) + [8, 6, 0, 0, 0, 0, 0, 0, 0] + Array("IEND".utf8)
    }
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xD9, 0xFF, 0xC0, 0, 11, 8, 2, 1, 3, 0, 1, 1, 17, 0, 7, 7, 0xFF, 0xD9]
    static func box(_ type: String, _ content: [UInt8] = []) -> [UInt8] {
        number(content.count + 8) + Array(type.utf8) + content
    }
    static func movie(brand: String = "isom", parts: [String] = ["mvhd", "trak"]) -> [UInt8] {
        box("ftyp", Array("\(brand)\0\0\0\0isom".utf8)) + box("moov", parts.flatMap { box($0, [1, 2, 3]) })
            + box("mdat", [UInt8](repeating: 9, count: 50))
    }
    static func pdf(_ table: String = "xref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\n", at offset: Int? = nil)
        -> [UInt8]
    {
        let head = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
        return Array("\(head)\(table)startxref\n\(offset ?? head.utf8.count)\n%%EOF\n".utf8)
    }
    private static func docx() throws -> [UInt8] { try Archives.docx("<w:p><w:r><w:t>活动总结</w:t></w:r></w:p>") }

    static let good: [(AttachedFile.Kind, [UInt8])] = [
        (.png, png(640, 480)), (.jpeg, jpeg),
        // A telephone's moving picture: a film behind the end of the picture.
        (.jpeg, jpeg + movie()), (.mp4, movie()), (.mp4, movie(brand: "mp42")),
        (.mp4, movie() + box("free") + [UInt8](repeating: 0, count: 64)),
        (.mp4, Array(movie().dropLast(58)) + [0, 0, 0, 0] + Array("mdat".utf8) + [1, 2, 3]),
        (.mp4, Array(movie().dropLast(58)) + [0, 0, 0, 1] + Array("mdat".utf8) + number(20, 8) + [1, 2, 3, 4]),
        (.pdf, pdf()), (.pdf, pdf("12 0 obj\n<< /Type /XRef >>\n")),
        (.pdf, Array("\n\n".utf8) + pdf()), (.pdf, [0xEF, 0xBB, 0xBF, 0x20] + pdf()),
    ]

    @Test(arguments: good)
    func isWhatItClaims(expected: AttachedFile.Kind, bytes: [UInt8]) throws { #expect(try kind(bytes) == expected) }

    @Test func aDocument() throws { #expect(try kind(Self.docx()) == .docx) }

    static let bad: [(AttachedFile.Refused, [UInt8])] = [
        (.empty, []), (.other(.program), Array("MZ\u{90}\0".utf8)), (.other(.program), [0x7F] + Array("ELF".utf8)),
        (.other(.program), Array("#!/bin/sh\nrm -rf /\n".utf8)), (.other(.archive), Array("Rar!\u{1A}".utf8)),
        (.other(.oldWord), [0xD0, 0xCF, 0x11, 0xE0, 0xA1]), (.other(.otherPicture), Array("GIF89a".utf8)),
        (.other(.text), Array("这是一段文字".utf8)), (.other(.unknown), [1, 2, 3, 0, 200]),
        (.other(.heic), box("ftyp", Array("heic\0\0\0\0mif1".utf8)) + box("meta") + box("mdat")),
        (.other(.movie), movie(brand: "qt  ")), (.damaged(.mp4), Array(movie().dropLast())),
        (.damaged(.mp4), movie(parts: ["mvhd"])), (.damaged(.mp4), box("ftyp", Array("isom\0\0\0\0".utf8))),
        (.damaged(.mp4), movie() + [0, 0, 0, 7] + Array("free".utf8)),
        (.damaged(.mp4), movie() + [0, 0, 0, 1] + Array("free".utf8) + number(-1, 8)),
        (.damaged(.png), Array(png(5, 5).prefix(30))), (.damaged(.jpeg), Array(jpeg.dropLast(2))),
        (.tooManyPixels(side: 20_000), png(20_001, 5)), (.damaged(.pdf), Array(pdf().dropLast(8))),
        (.damaged(.pdf), pdf(at: 3)), (.damaged(.pdf), pdf(at: 999_999)), (.damaged(.pdf), Array("%PDF-1.4\n".utf8)),
        (.damaged(.pdf), Array("<html><script>alert(1)</script>".utf8) + pdf()),
        (.damaged(.pdf), Array("x".utf8) + pdf()),
    ]

    @Test(arguments: bad)
    func isRefused(refused: AttachedFile.Refused, bytes: [UInt8]) {
        #expect(throws: refused) { try kind(bytes) }
    }

    /// Whatever is done to a file, it is refused or taken; the walk through it never leaves it.
    @Test func survivesMutations() throws {
        var random = SystemRandomNumberGenerator()
        let wholes = Self.good.map(\.1) + [try Self.docx()]
        var taken = 0
        for round in 0..<2_000 {
            var bytes = wholes[round % wholes.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            if round.isMultiple(of: 2) { bytes = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &random))) }
            do {
                _ = try kind(bytes)
                taken += 1
            } catch is AttachedFile.Refused {}
        }
        #expect(taken > 10)
    }

    @Test func packagesThatAreNoPlainDocument() throws {
        let macros = try Archives.zip([
            (
                "_rels/.rels",
                Archives.relationships([Archives.relationship("r", "officeDocument", "word/document.xml")])
            ),
            ("word/document.xml", "<w:document xmlns:w=\"w\"><w:body/></w:document>"), ("word/vbaProject.bin", "x"),
        ])
        #expect(throws: AttachedFile.Refused.macros) { try kind(macros) }
        #expect(throws: AttachedFile.Refused.other(.workbook)) { try kind(Archives.xlsx("<sheetData/>")) }
        #expect(throws: AttachedFile.Refused.other(.archive)) { try kind(Archives.zip([("a.txt", "x")])) }
        let bomb = try Archives.docx("<w:p><w:r><w:t>\(String(repeating: " ", count: 31 << 20))</w:t></w:r></w:p>")
        #expect(bomb.count < 1 << 20)
        #expect(throws: AttachedFile.Refused.unpacksTooLarge(limit: 30 << 20)) { try kind(bomb) }
        let cut = try Array(Self.docx().dropLast(10))
        #expect(throws: AttachedFile.Refused.damaged(.docx)) { try kind(cut) }
    }
}
