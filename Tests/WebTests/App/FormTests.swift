import Foundation
import TestSupport
import Testing
import UseCases

@testable import Web

@Suite struct FormTests {
    @Test func readsUrlEncodedFields() throws {
        let form = try FormData(urlEncoded: Array("a=%E4%BC%9A+%E5%91%98&b=&c&d=1%2B1%3D2&e=%zz".utf8))
        #expect((form["a"], form["b"], form["c"], form["d"], form["e"]) == ("会 员", "", "", "1+1=2", "%zz"))
        #expect(form.has("b") && !form.has("x"))
    }

    @Test(arguments: ["a=%00", "a=%ff%fe", "%00=a"])
    func refusesWhatIsNoText(body: String) {
        #expect(throws: FormRefused.notText) { try FormData(urlEncoded: Array(body.utf8)) }
    }

    @Test(arguments: [("80", 80), ("８０", 80), ("1,300", 1300), (" 1 200 ", 1200), ("", nil)] as [(String, Int64?)])
    func readsCounts(text: String, count: Int64?) throws {
        let form = try FormData(urlEncoded: Array("n=\(Paths.encode(text))".utf8))
        #expect(try form.count("n") == count)
    }

    @Test(arguments: ["八十", "80人", "1e3", "0x10", "80-100", "-"])
    func refusesOtherCounts(text: String) throws {
        let form = try FormData(urlEncoded: Array("n=\(Paths.encode(text))".utf8))
        #expect(throws: (any Error).self) { try form.count("n") }
    }

    private static let boundary = "----xyz"
    private func body(_ parts: [(String, [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for (head, content) in parts {
            body += Array("--\(Self.boundary)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8)
            body += content + Array("\r\n".utf8)
        }
        return body + Array("--\(Self.boundary)--\r\n".utf8)
    }
    private let type = "multipart/form-data; boundary=\(boundary)"

    /// As a request brings it: in pieces.
    private func form(_ body: [UInt8], store: (any FileStore)? = nil, pieces: Int = 7) throws -> FormData {
        var reader = try FormReader(contentType: type, csrf: "t", store: store)
        for start in stride(from: 0, to: body.count, by: pieces) {
            try reader.take(body[start..<min(start + pieces, body.count)])
        }
        return try reader.finished()
    }

    private static let csrf = ("name=\"csrf\"", Array("t".utf8))

    @Test func readsFilesAndFields() throws {
        let content: [UInt8] = [0, 13, 10, 45, 45, 255]
        let form = try form(body([Self.csrf, ("name=\"file\"; filename=\"通知;1.docx\"", content)]))
        #expect(form["csrf"] == "t")
        #expect(form.files["file"]?.first?.name == "通知;1.docx")
        #expect(form.files["file"]?.first?.bytes == content)
    }

    /// What a foreign page's form brings is never written.
    @Test func takesNoFileBeforeItsToken() throws {
        let folder = try FileFolder(path: TemporaryFolder.path + "/csrf-files")
        let file = ("name=\"file\"; filename=\"a\"", Array("x".utf8))
        for parts in [[file, Self.csrf], [file], [("name=\"csrf\"", Array("other".utf8)), file]] {
            #expect(throws: FormRefused.stale) { try form(body(parts), store: folder) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.incoming).isEmpty)
    }

    @Test func largeFilesGoToTheDiskAndLeaveNothingBehind() throws {
        let folder = try FileFolder(path: TemporaryFolder.path + "/large-files")
        let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }
        let waiting = { try FileManager.default.contentsOfDirectory(atPath: folder.incoming) }
        do {
            let form = try form(
                body([Self.csrf, ("name=\"f\"; filename=\"a.jpg\"", content), ("name=\"f\"; filename=\"\"", [])]),
                store: folder, pieces: 4_001)
            let uploads = try #require(form.uploads["f"])
            #expect(uploads.map(\.name) == ["a.jpg", ""])
            #expect(uploads.map(\.file.size) == [100_000, 0])
            #expect(uploads[0].file.hash == Digest.hex(content))
            #expect(try Array(Data(contentsOf: URL(filePath: uploads[0].file.path))) == content)
            #expect(try withExtendedLifetime(form) { try waiting().count } == 2)
        }
        #expect(try waiting().isEmpty)
        // Cut off in the middle.
        let half = Array(body([Self.csrf, ("name=\"f\"; filename=\"a.jpg\"", content)]).prefix(60_000))
        #expect(throws: FormRefused.malformed) { try form(half, store: folder) }
        #expect(try waiting().isEmpty)
    }

    /// The same parts as the parser that needs the whole body, wherever it is cut; neither reads beyond it.
    @Test func readsTheSameAsTheWholeBody() throws {
        var random = SeededNumbers(seed: 7)
        var (refused, files, long) = (0, 0, 0)
        for round in 0..<6_000 {
            var changed = randomBody(&random)
            for _ in 0..<(round % 3 == 0 ? 0 : Int.random(in: 1...4, using: &random)) { mutate(&changed, &random) }
            let whole = Result { try WholeMultipart.parts(of: changed, contentType: type) }
            let streamed = Result { try stream(changed, &random) }
            switch (whole, streamed) {
            case (.success(let expected), .success(let parts)):
                #expect(parts == expected, "\(changed)")
                files += parts.filter { $0.fileName != nil }.count
                long += parts.filter { $0.content.count > 100 }.count
            case (.failure, .failure): refused += 1
            default: Issue.record("\(whole) and \(streamed): \(changed)")
            }
        }
        #expect(refused > 500 && refused < 4_000 && files > 2_000 && long > 200)
    }

    private func stream(_ body: [UInt8], _ random: inout SeededNumbers) throws -> [WholeMultipart.Part] {
        var parser = try MultipartParser(contentType: type)
        var parts: [WholeMultipart.Part] = []
        var head: (name: String, fileName: String?)?
        var content: [UInt8] = []
        var rest = body[...]
        let longest = [1, 3, 80, 5_000].randomElement(using: &random) ?? 1
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...longest, using: &random))
            rest = rest.dropFirst(piece.count)
            parser.append(piece)
            while let event = try parser.next() {
                switch event {
                case .begin(let name, let fileName): (head, content) = ((name, fileName), [])
                case .content(let bytes): content += bytes
                case .end:
                    let part = try #require(head)
                    parts.append(.init(name: part.name, fileName: part.fileName, content: content))
                }
            }
        }
        try parser.finish()
        return parts
    }

    /// Parts whose content is full of what delimiters begin with.
    private func randomBody(_ random: inout SeededNumbers) -> [UInt8] {
        let bits: [[UInt8]] = ["\r", "\n", "\r\n", "--", "\r\n--", "\r\n----xy", "x", "会"].map { Array($0.utf8) }
        let parts = (0..<Int.random(in: 0...5, using: &random)).map { index -> (String, [UInt8]) in
            let length = Int.random(in: 0...(index == 0 ? 400 : 12), using: &random)
            let content = (0..<length).flatMap { _ in bits.randomElement(using: &random) ?? [] }
            let isFile = Bool.random(using: &random)
            return (isFile ? "name=\"f\(index)\"; filename=\"a;b%22.jpg\"" : "name=\"n\(index)\"", content)
        }
        return body(parts)
    }
    private func mutate(_ body: inout [UInt8], _ random: inout SeededNumbers) {
        let place = Int.random(in: 0..<max(1, body.count), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where !body.isEmpty: body[place] = UInt8.random(in: 0...255, using: &random)
        case 1: body.removeSubrange(place..<min(body.count, place + 5))
        case 2: body.insert(contentsOf: Array("\r\n------xyz\r\n".utf8), at: min(place, body.count))
        default: body.removeLast(min(body.count, Int.random(in: 0...30, using: &random)))
        }
    }
}
