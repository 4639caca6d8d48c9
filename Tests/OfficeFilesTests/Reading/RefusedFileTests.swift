import OfficeFiles
import Testing

struct RefusedFileTests {
    private static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static let files: [([UInt8], OfficeFileError)] = [
        ([], OfficeFileError.empty), (Array("%PDF-1.7\n".utf8), .unknownFormat), (Array("甲,乙\n".utf8), .unknownFormat),
        (compound + utf16("Workbook"), .unknownFormat), (compound + utf16("EncryptedPackage"), .encrypted),
        (Array("PK\u{03}\u{04}".utf8) + [1, 2, 3], .notReadable),
    ]

    @Test(arguments: files)
    func refuses(bytes: [UInt8], error: OfficeFileError) {
        #expect(throws: error) { try GridFile.read(bytes) }
    }

    @Test func refusesAFileThatIsTooLarge() {
        let bytes = [UInt8](repeating: 0x50, count: (20 << 20) + 1)
        #expect(throws: OfficeFileError.tooLarge(limit: 20 << 20)) { try GridFile.read(bytes) }
    }

    @Test func refusesOtherPackages() throws {
        let target = Archives.relationships([Archives.relationship("r", "officeDocument", "ppt/presentation.xml")])
        let show = try Archives.zip([
            ("_rels/.rels", target), ("ppt/presentation.xml", "<p:presentation xmlns:p=\"p\"/>"),
        ])
        #expect(throws: OfficeFileError.unknownFormat) { try GridFile.read(show) }
        #expect(throws: OfficeFileError.unknownFormat) { try GridFile.read(Archives.zip([("content.xml", "<a/>")])) }
    }

    private static let parts = [
        ("_rels/.rels", Archives.relationships([Archives.relationship("r", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" id=\"a\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            Archives.relationships([
                Archives.relationship("a", "worksheet", "worksheets/s.xml"),
                Archives.relationship("b", "sharedStrings", "sharedStrings.xml"),
            ])
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>甲</t></si></sst>"),
        (
            "xl/worksheets/s.xml",
            """
            <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>\
            <mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>
            """
        ),
    ]

    /// In each part that is read, in UTF-8 and UTF-16.
    @Test(arguments: [
        "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/s.xml",
    ])
    func refusesDeclarations(part: String) throws {
        #expect(try GridFile.read(Archives.zip(Self.parts)).grids[0].cells.map(\.text) == ["甲"])
        let comment = "<!--\(String(repeating: "!", count: 5_000))-->"
        let declaration = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
        for encode in [{ (text: String) in Array(text.utf8) }, { (text: String) in [0xFF, 0xFE] + Self.utf16(text) }] {
            let bytes = try ZipArchive.bytes(
                Self.parts.map { ($0.0, $0.0 == part ? encode(comment + declaration + $0.1) : Array($0.1.utf8)) })
            #expect(throws: OfficeFileError.externalEntity) { try GridFile.read(bytes) }
        }
    }

    /// 65 MB of blanks, with an honest size and with a false one.
    @Test func stopsABomb() throws {
        let size = 65 << 20
        let sheet = "<worksheet>\(String(repeating: " ", count: size - 11))"
        let honest = try Archives.workbook(sheets: [("表", sheet)])
        let number = { (value: Int) in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        var dishonest = honest
        for index in honest.indices.dropLast(3) where honest[index..<index + 4].elementsEqual(number(size)) {
            dishonest.replaceSubrange(index..<index + 4, with: number(1_000))
        }
        #expect(dishonest != honest)
        #expect(honest.count < 200_000)
        for bytes in [honest, dishonest] {
            let start = ContinuousClock.now
            #expect(throws: OfficeFileError.self) { try GridFile.read(bytes) }
            #expect(ContinuousClock.now - start < .seconds(4))
        }
        #expect(throws: OfficeFileError.unpacksTooLarge(limit: 64 << 20)) { try GridFile.read(honest) }
    }

    /// Four sheets below the limit of one, together above that of all.
    @Test func stopsManySmallBombs() throws {
        let row = "<row>\(String(repeating: " ", count: 1 << 20))</row>"
        let sheet = "<worksheet><sheetData>\(String(repeating: row, count: 60))</sheetData></worksheet>"
        let bytes = try Archives.workbook(sheets: (0..<4).map { ("表\($0)", sheet) })
        #expect(throws: OfficeFileError.unpacksTooLarge(limit: 192 << 20)) { try GridFile.read(bytes) }
    }

    @Test func survivesTruncation() throws {
        for bytes in [try Samples.sheet().bytes(), try Samples.document().bytes()] {
            for count in stride(from: 1, to: bytes.count, by: 97) {
                #expect(throws: OfficeFileError.self) { try GridFile.read(Array(bytes[..<count])) }
            }
            #expect(throws: OfficeFileError.notReadable) { try GridFile.read(Array(bytes.dropLast(30))) }
        }
    }

    /// Changed bytes, of the archive or of a part, give an error or a reading, never a crash.
    @Test(arguments: [1, 2, 3, 4])
    func survivesChangedBytes(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let document = """
            <document><body><p><t>前</t></p><tbl><tr><tc><tcPr><gridSpan w:val="2" xmlns:w="w"/><vMerge val="restart"/>\
            </tcPr><p><t>一</t></p></tc></tr><tr><tc><tcPr><gridSpan val="2"/><vMerge/></tcPr></tc></tr></tbl></body></document>
            """
        let archives = [try Samples.sheet().bytes(), try Samples.document().bytes()]
        let packages = [Self.parts, [("word/document.xml", document)]]
            .map { parts in parts.map { (name: $0.0, contents: Array($0.1.utf8)) } }
        var readings = 0
        var errors = 0
        for round in 0..<1_000 {
            var bytes = archives[round % archives.count]
            if round % 4 < 2 {
                random.change(&bytes)
            } else {
                var parts = packages[round % packages.count]
                random.change(&parts[Int.random(in: parts.indices, using: &random)].contents)
                bytes = try ZipArchive.bytes(parts)
            }
            do throws(OfficeFileError) {
                _ = try GridFile.read(bytes)
                readings += 1
            } catch { errors += 1 }
        }
        #expect(readings > 100 && errors > 100)
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func change(_ bytes: inout [UInt8]) {
            for _ in 0...Int.random(in: 0...3, using: &self) {
                bytes[Int.random(in: bytes.indices, using: &self)] = UInt8.random(in: 0...255, using: &self)
            }
        }

        /// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
