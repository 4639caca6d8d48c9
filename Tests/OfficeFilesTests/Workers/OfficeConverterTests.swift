import Foundation
import Testing

@testable import OfficeFiles

/// Files that LibreOffice reads for us. Needs libreoffice-writer-nogui.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")), .serialized)
struct OfficeConverterTests {
    private static let rtf = """
        {\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\f0 \\'cd\\'a8\\'d6\\'aa\\par \\u24320?\\u23637?\\par
        \\trowd\\cellx2000\\cellx4000 1\\intbl\\cell 2\\intbl\\cell\\row\\pard END\\par}
        """

    @Test func richText() async throws {
        let document = try await DocumentFile.read(Array(Self.rtf.utf8))
        #expect(document == DocumentText(text: "通知\n开展\n1\t2\nEND\n", format: .doc))
    }

    /// The same document in the other formats, as LibreOffice itself writes them.
    @Test(arguments: [("doc", "doc:MS Word 97"), ("odt", "odt:writer8")])
    func otherFormats(name: String, filter: String) async throws {
        let file = try await TemporaryFolder.with { folder -> [UInt8] in
            try folder.write(Array(Self.rtf.utf8), to: "in.rtf")
            let output = try await Worker(seconds: 120, memory: 4 << 30, fileSize: 64 << 20, outputLimit: 1 << 20).run(
                [
                    "soffice", "-env:UserInstallation=file://\(folder.url.path())/profile", "--headless",
                    "--convert-to", filter,
                    "in.rtf",
                ], in: folder)
            #expect(output.isSuccess)
            return try folder.read("in.\(name)", limit: 1 << 20) ?? []
        }
        #expect(try await DocumentFile.read(file) == DocumentText(text: "通知\n开展\n1\t2\nEND\n", format: .doc))
        for part in stride(from: 5, to: 50, by: 15) {
            do {
                _ = try await DocumentFile.read(Array(file[..<(file.count * part / 50)]))
            } catch is OfficeFileError {}
        }
    }

    @Test func refusesWhatItCannotOpen() async throws {
        let document = CompoundSample.bytes(["WordDocument": Array("no document".utf8)])
        await #expect(throws: OfficeFileError.notReadable) { try await DocumentFile.read(document) }
    }
}

/// What stands in a compound file, told without an office.
struct CompoundFileTests {
    private static let fields: [UInt8] = [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x01]

    static let files: [([String: [UInt8]], OfficeFileError?)] = [
        (["WordDocument": [0xEC, 0xA5]], nil), (["WordDocument": fields], .encrypted),
        (["Workbook": []], .unknownFormat),
        (["EncryptedPackage": [], "EncryptionInfo": []], .encrypted), (["PowerPoint Document": []], .unknownFormat),
        (["Workbook": [], "Other": []], .unknownFormat), (["WordDocument": [0xEC, 0xA5], "ObjectPool": []], nil),
    ]

    @Test(arguments: files)
    func contents(streams: [String: [UInt8]], error: OfficeFileError?) {
        let expected: CompoundFile.Content = error == nil ? .word : error == .encrypted ? .encrypted : .other
        #expect(CompoundFile(CompoundSample.bytes(streams)).content == expected)
        #expect(throws: error == .encrypted ? OfficeFileError.encrypted : .unknownFormat) {
            try DocumentFile.plainText(CompoundSample.bytes(streams))
        }
    }

    @Test func damage() {
        let bytes = CompoundSample.bytes(["WordDocument": Self.fields, "1Table": []])
        for count in 4..<bytes.count { _ = CompoundFile(Array(bytes[..<count])).content }
        // Sectors and entries in circles.
        for place in stride(from: 0x30, to: bytes.count - 4, by: 4) {
            for value: UInt8 in [0, 1, 0xFF] {
                var changed = bytes
                changed.replaceSubrange(place..<place + 4, with: [value, 0, 0, value == 0xFF ? 0x7F : 0])
                _ = CompoundFile(changed).content
            }
        }
    }
}

/// A compound file: header, allocation table, directory, then a sector for each stream.
enum CompoundSample {
    static func bytes(_ streams: [String: [UInt8]]) -> [UInt8] {
        let number = { (value: Int, width: Int) in (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let none = number(-1, 4)
        let names = streams.keys.sorted()
        let directories = (names.count + 4) / 4
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header += number(0x3E, 2) + number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2)
        header += [UInt8](repeating: 0, count: 10) + number(1, 4) + number(1, 4) + number(0, 4) + number(4_096, 4)
        header += number(-2, 4) + number(0, 4) + number(-2, 4) + number(0, 4) + number(0, 4)
        header += (1..<109).flatMap { _ in none }
        var table = number(-3, 4)
        for index in 0..<directories { table += number(index + 1 < directories ? index + 2 : -2, 4) }
        table += names.flatMap { _ in number(-2, 4) }
        table += [UInt8](repeating: 0xFF, count: 512 - table.count)
        var entries: [UInt8] = []
        let entry = { (name: String, type: UInt8, right: Int, child: Int, start: Int, size: Int) -> [UInt8] in
            let letters = TextEncodingTests.utf16(name)
            var bytes = letters + [UInt8](repeating: 0, count: 64 - letters.count)
            bytes += number(letters.count + 2, 2) + [type, 1] + none + number(right, 4) + number(child, 4)
            return bytes + [UInt8](repeating: 0, count: 36) + number(start, 4) + number(size, 8)
        }
        entries += entry("Root Entry", 5, -1, names.isEmpty ? -1 : 1, -2, 0)
        for (index, name) in names.enumerated() {
            entries += entry(
                name, 2, index + 1 < names.count ? index + 2 : -1, -1, 1 + directories + index,
                streams[name]?.count ?? 0)
        }
        entries += [UInt8](repeating: 0, count: directories * 512 - entries.count)
        let sectors = names.flatMap { name in
            let bytes = streams[name] ?? []
            return bytes + [UInt8](repeating: 0, count: 512 - bytes.count)
        }
        return header + table + entries + sectors
    }
}
