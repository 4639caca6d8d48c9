/// Words of a wider area that were copied from a superior's text: a street that speaks of 本市.
struct ScopeRule: Sendable {
    let parts: NoticeParts
    let issuer: Range<Int>?

    /// Higher is wider.
    private static let levels: [(words: Words, level: Int)] = [
        (Lexicon.words("scope.village"), 1),
        (Lexicon.words("scope.township"), 2), (Lexicon.words("scope.county"), 3),
        (Lexicon.words("scope.city"), 4), (Lexicon.words("scope.province"), 5),
    ]
    private static let scopes: [(word: Word, level: Int)] = [("县", 3), ("区", 3), ("市", 4), ("省", 5)].map {
        (Array($0.0.unicodeScalars), $0.1)
    }

    func findings() -> [NoticeReading.Finding] {
        guard let issuer, let own = level(issuer) else { return [] }
        let text = parts.text
        var findings: [NoticeReading.Finding] = []
        for (block, role) in zip(parts.blocks, parts.roles) where role == .body {
            for (word, level) in Self.scopes where level > own {
                for (lead, needs) in [("本", nil), ("全", Lexicon.words("scope.whole"))] as [(String, Words?)] {
                    let phrase = Array(lead.unicodeScalars) + word
                    var rest = block
                    while let found = text.find(phrase, rest) {
                        rest = found.upperBound..<block.upperBound
                        let before = max(block.lowerBound, found.lowerBound - 4)..<found.lowerBound
                        if let needs, !text.hasSuffix(needs, before) { continue }
                        if text.hasPrefix(Lexicon.words("scope.other"), found.upperBound..<block.upperBound) {
                            continue
                        }
                        findings.append(
                            .init(
                                rule: "scope_copied", severity: .warning,
                                message: "“\(text.string(found))”超出发文单位的范围，像是从上级文件照抄，请核对。",
                                source: text.source(before.lowerBound..<min(block.upperBound, found.upperBound + 12))))
                    }
                }
            }
        }
        return findings
    }

    /// The narrowest unit that the name of the issuer ends with decides.
    private func level(_ issuer: Range<Int>) -> Int? {
        let text = parts.text
        return Self.levels.first { text.contains($0.words, issuer) }?.level
    }
}
