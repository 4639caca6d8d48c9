import Foundation
import Testing

@testable import NoticeReading

struct LexiconTests {
    /// A rule that names a list that is not there stops the program, so every name in the sources is looked up.
    @Test func everyListThatARuleNamesIsThere() throws {
        let here = URL(fileURLWithPath: #filePath)
        let sources = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/NoticeReading").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        try #require(files.count > 30)
        var count = 0
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /words\("([^"\\]+)"\)/) {
                #expect(Lexicon.lists[String(match.1)] != nil, "\(match.1) in \(file.lastPathComponent)")
                count += 1
            }
            for match in text.matches(of: /Capture\("([^"\\]+)"/) {
                #expect(Lexicon.lists["\(match.1).from"] != nil && Lexicon.lists["\(match.1).to"] != nil)
            }
        }
        #expect(count > 100)
        for kind in NoticeReading.Material.Kind.allCases { #expect(Lexicon.lists["material.\(kind.rawValue)"] != nil) }
    }

    @Test func knownDaysHaveARule() {
        #expect(KnownDayRecogniser.rules.count > 100 && Lexicon.numberedDays.count > 30 && Lexicon.founded.count > 40)
        for (name, rule) in KnownDayRecogniser.rules where rule != .unknown {
            #expect(rule.date(2025) != nil, "\(String(String.UnicodeScalarView(name)))")
        }
    }
}
