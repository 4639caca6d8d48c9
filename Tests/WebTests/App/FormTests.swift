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
    private func body(_ parts: [(head: String, content: [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body += Array("--\(Self.boundary)\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8)
            body += part.content + Array("\r\n".utf8)
        }
        return body + Array("--\(Self.boundary)--\r\n".utf8)
    }
    private let type = "multipart/form-data; boundary=\(boundary)"

    @Test func readsFilesAndFields() throws {
        let content: [UInt8] = [0, 13, 10, 45, 45, 255]
        let form = try FormData(
            parts: MultipartParser.parts(
                of: body([("name=\"csrf\"", Array("t".utf8)), ("name=\"file\"; filename=\"通知.docx\"", content)]),
                contentType: type))
        #expect(form["csrf"] == "t")
        #expect(form.files["file"]?.first?.name == "通知.docx")
        #expect(form.files["file"]?.first?.bytes == content)
    }

    /// Whatever comes, the parser answers or refuses; it never reads beyond the body.
    @Test func survivesTenThousandMutations() {
        let whole = body([
            ("name=\"csrf\"", Array("t".utf8)), ("name=\"file\"; filename=\"a\"", Array(repeating: 7, count: 40)),
        ])
        var random = SeededNumbers(seed: 7)
        var refused = 0
        for _ in 0..<10_000 {
            var changed = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<max(1, changed.count), using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[min(place, changed.count - 1)] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.removeSubrange(place..<min(changed.count, place + 5))
                default: changed = Array(changed.prefix(place + 1))
                }
                if changed.isEmpty { changed = [0] }
            }
            do { _ = try FormData(parts: MultipartParser.parts(of: changed, contentType: type)) } catch { refused += 1 }
        }
        #expect(refused > 1000 && refused < 10_000)
    }
}
