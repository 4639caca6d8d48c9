/// Words of a wider area that were copied from a superior's text: a street that speaks of 本市.
struct ScopeRule: LintRule {
    /// Higher is wider; the narrowest unit in the name of the issuer decides.
    private static let levels: [(words: Words, level: Int)] = [
        (Lexicon.words("scope.village"), 1), (Lexicon.words("scope.township"), 2), (Lexicon.words("scope.county"), 3),
        (Lexicon.words("scope.city"), 4), (Lexicon.words("scope.province"), 5),
    ]
    private static let scopes: [Unicode.Scalar: Int] = ["县": 3, "区": 3, "市": 4, "省": 5]

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        guard let issuer = context.header.issuer,
            let own = Self.levels.first(where: { text.contains($0.words, issuer) })?.level
        else { return [] }
        var findings: [NoticeReading.Finding] = []
        for (block, role) in zip(context.parts.blocks, context.parts.roles) where role == .body {
            for index in block.dropLast() where text.keys[index] == "本" || text.keys[index] == "全" {
                guard let level = Self.scopes[text.keys[index + 1]], level > own,
                    isCopied(text, index..<(index + 2), block)
                else { continue }
                let start = max(block.lowerBound, index - 4)
                findings.append(
                    context.finding(
                        "scope_copied", .warning,
                        "“\(text.string(index..<(index + 2)))”超出发文单位的范围，像是从上级文件照抄，请核对。",
                        start..<min(block.upperBound, index + 14)))
            }
        }
        return findings
    }

    /// 本市… always; 全市… only where the issuer means its own area by it.
    private func isCopied(_ text: NoticeText, _ phrase: Range<Int>, _ block: Range<Int>) -> Bool {
        let after = phrase.upperBound..<block.upperBound
        let before = max(block.lowerBound, phrase.lowerBound - 6)..<phrase.lowerBound
        guard !text.hasPrefix(Lexicon.words("scope.other"), after), !text.contains(Lexicon.words("scope.cited"), before)
        else { return false }
        if text.keys[phrase.lowerBound] == "本" { return true }
        return text.hasSuffix(Lexicon.words("scope.whole"), before)
            || text.hasPrefix(Lexicon.words("scope.below"), after)
    }
}
