/// Words of a wider area that were copied from a superior's text: a street that speaks of 本市.
struct ScopeRule: Sendable {
    let parts: NoticeParts
    let issuer: Range<Int>?

    /// Higher is wider.
    private static let levels: [(words: [Word], level: Int)] = [
        ([Word](words: "社区居民委员会 村民委员会 居委会 村委会"), 1),
        ([Word](words: "街道办事处 街道 镇人民政府 乡人民政府 镇计生协 镇"), 2), ([Word](words: "县 区 旗"), 3),
        ([Word](words: "市"), 4), ([Word](words: "省 自治区"), 5),
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
                for (lead, needs) in [("本", nil), ("全", [Word](words: "推动 推进 带动 形成 在 面向 覆盖 促进"))] as [(String, [Word]?)]
                {
                    let phrase = Array(lead.unicodeScalars) + word
                    var rest = block
                    while let found = text.find(phrase, rest) {
                        rest = found.upperBound..<block.upperBound
                        let before = max(block.lowerBound, found.lowerBound - 4)..<found.lowerBound
                        if let needs, !text.hasSuffix(needs, before) { continue }
                        if text.hasPrefix([Word](words: "级 委 政府 计生协 卫生"), found.upperBound..<block.upperBound) {
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
