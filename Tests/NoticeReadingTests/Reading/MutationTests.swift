import Foundation
import Testing

@testable import NoticeReading

/// Damage that documents suffer on their way: nothing may crash or hang, and the head survives what only looks different.
struct MutationTests {
    static let notice = NoticeReaderTests.seriesNotice
    static let webPage = HeaderReaderTests.cases[1].text
    static let fixtures =
        [notice, webPage, AnnualPlanTests.plan, LinterTests.schedule] + HeaderReaderTests.cases.map(\.text)

    /// The same numbers on every run and machine. Source: G. Marsaglia, xorshift.
    struct Dice {
        var state: UInt64
        mutating func next(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(max(1, limit)))
        }
    }

    private func limited(_ text: String) -> TimeInterval {
        let start = Date()
        _ = try? NoticeReader().read(text)
        return Date().timeIntervalSince(start)
    }

    private static func map(_ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(change)))
    }

    // MARK: Looks

    static func fullWidth(_ text: String) -> String {
        map(text) { (0x21...0x7E).contains($0.value) ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0 }
    }

    static func halfWidth(_ text: String) -> String {
        let marks: [Unicode.Scalar: Unicode.Scalar] = [
            "：": ":", "，": ",", "；": ";", "（": "(", "）": ")", "〔": "[", "〕": "]",
        ]
        return map(text) {
            (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : marks[$0] ?? $0
        }
    }

    static func traditional(_ text: String) -> String {
        text.applyingTransform(StringTransform("Hans-Hant"), reverse: false) ?? text
    }

    static func withoutBlanks(_ text: String) -> String {
        String(text.filter { $0 == "\n" || !$0.isWhitespace })
    }

    static func doubledBlanks(_ text: String) -> String {
        text.replacingOccurrences(of: " ", with: "  ").replacingOccurrences(of: "\n", with: "\n\n  ")
    }

    static func windowsLines(_ text: String) -> String { text.replacingOccurrences(of: "\n", with: "\r\n") }

    static let looks: [(String, @Sendable (String) -> String)] = [
        ("full width", fullWidth), ("half width", halfWidth), ("traditional", traditional),
        ("no blanks", withoutBlanks),
        ("doubled blanks", doubledBlanks),
    ]

    @Test(arguments: looks.indices) func headSurvives(index: Int) throws {
        let (name, change) = Self.looks[index]
        for text in [Self.notice, Self.webPage] {
            let (before, after) = (try NoticeReader().read(text), try NoticeReader().read(change(text)))
            #expect(plain(before.title) == plain(after.title), "\(name)")
            #expect(plain(before.docNumber) == plain(after.docNumber), "\(name)")
            #expect(plain(before.issuer) == plain(after.issuer), "\(name)")
            #expect(before.issueDate == after.issueDate && before.kind == after.kind, "\(name)")
        }
    }

    @Test(arguments: looks.indices) func submissionsSurvive(index: Int) throws {
        let (name, change) = Self.looks[index]
        let (before, after) = (try NoticeReader().read(Self.notice), try NoticeReader().read(change(Self.notice)))
        #expect(before.deadlines.map(\.date) == after.deadlines.map(\.date), "\(name)")
        #expect(before.materials.map(\.kind) == after.materials.map(\.kind), "\(name)")
        #expect(
            before.contacts.compactMap(\.phone) == after.contacts.compactMap(\.phone) || name == "no blanks", "\(name)")
    }

    private func plain(_ text: String?) -> String? {
        guard let text else { return nil }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.isBlank { view.append(Folding.key(scalar)) }
        return String(view)
    }

    // MARK: Damage

    @Test func linesLost() {
        for text in Self.fixtures {
            #expect(limited(text.replacingOccurrences(of: "\n", with: "")) < 10)
            #expect(limited(text.replacingOccurrences(of: "\n", with: " ")) < 10)
            #expect(limited(Self.windowsLines(text)) < 10)
        }
    }

    @Test func cutAnywhere() {
        for text in [Self.notice, AnnualPlanTests.plan] {
            let scalars = Array(text.unicodeScalars)
            for end in stride(from: 0, through: scalars.count, by: 7) {
                _ = try? NoticeReader().read(String(String.UnicodeScalarView(scalars[..<end])))
                _ = try? NoticeReader().read(String(String.UnicodeScalarView(scalars[end...])))
            }
        }
    }

    @Test func scalarsLostSwappedAndRepeated() {
        var dice = Dice(state: 20_240_529)
        for text in Self.fixtures {
            for _ in 0..<12 {
                var scalars = Array(text.unicodeScalars)
                for _ in 0..<20 where scalars.count > 2 {
                    let place = dice.next(scalars.count)
                    switch dice.next(4) {
                    case 0: scalars.remove(at: place)
                    case 1: scalars.swapAt(place, dice.next(scalars.count))
                    case 2: scalars.insert(scalars[dice.next(scalars.count)], at: place)
                    default: scalars.insert(["（", "》", "“", "\n", "0", "年", "|", "\u{FFFD}"][dice.next(8)], at: place)
                    }
                }
                _ = try? NoticeReader().read(String(String.UnicodeScalarView(scalars)))
            }
        }
    }

    @Test func linesMixedUp() {
        var dice = Dice(state: 529)
        for text in Self.fixtures {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<8 {
                lines.swapAt(dice.next(lines.count), dice.next(lines.count))
                lines.insert(lines[dice.next(lines.count)], at: dice.next(lines.count))
                _ = try? NoticeReader().read(lines.joined(separator: "\n"))
            }
        }
    }

    @Test func wrongDecoding() {
        for text in Self.fixtures {
            let bytes = Array(text.utf8)
            for encoding in [String.Encoding.isoLatin1, .windowsCP1252, .utf16LittleEndian] {
                if let wrong = String(bytes: bytes, encoding: encoding) { #expect(limited(wrong) < 10) }
            }
            for step in [5, 17, 101] {
                let holed = bytes.enumerated().filter { $0.offset % step != 0 }.map(\.element)
                #expect(limited(String(decoding: holed, as: UTF8.self)) < 10)
            }
        }
    }

    /// A text half of which is lost still gives what the other half says.
    @Test func whatIsLeftIsRead() throws {
        let lines = Self.notice.split(separator: "\n").map(String.init)
        let reading = try NoticeReader().read(lines.dropLast(3).joined(separator: "\n"))
        #expect(reading.docNumber == "青红发[2023]8号" && reading.issueDate == nil)
        #expect(reading.deadlines.map(\.date) == ["2023-05-20"])
    }

    // MARK: Too much of one thing

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "1", "（", "）", "《", "“", "|", "\n", "年", "5月1日", "一、", "第", "每周", "报", "0531-", "@", "周年", "（一）宣传\n", "组长：",
            "至", "、",
        ])
    func fillers(unit: String) {
        let filler = String(repeating: unit, count: 20_000 / unit.unicodeScalars.count)
        #expect(limited(Self.notice + filler) < 10)
        #expect(limited(filler + Self.notice) < 10)
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["8", "（", "〔"])
    func aWallOfOneScalar(unit: String) {
        #expect(limited(String(repeating: unit, count: 200_000)) < 10)
        #expect(limited(Self.notice + String(repeating: unit, count: 200_000)) < 20)
    }

    @Test(.timeLimit(.minutes(5))) func aMillionBrackets() {
        #expect(limited(String(repeating: "（", count: 1_000_000)) < 10)
        #expect(limited(String(repeating: "（）", count: 500_001)) < 10)
    }

    @Test(.timeLimit(.minutes(5)), arguments: [Self.notice, AnnualPlanTests.plan, LinterTests.schedule])
    func headingsRepeated(text: String) {
        #expect(limited(String(repeating: text + "\n", count: 40)) < 5)
    }

    @Test func spansStayWithinTheText() {
        for text in Self.fixtures {
            guard let reading = try? NoticeReader().read(text) else { continue }
            let count = text.unicodeScalars.count
            let sources =
                reading.activities.map(\.source) + reading.deadlines.map(\.source) + reading.materials.map(\.source)
                + reading.contacts.map(\.source) + reading.findings.map(\.source) + reading.tasks.map(\.source)
                + reading.days.map(\.source) + reading.leadGroup.map(\.source) + reading.attachments.map(\.source)
            for source in sources {
                #expect(
                    0 <= source.start && source.start < source.end && source.end <= count
                        && source.end - source.start <= 400)
            }
        }
    }
}
