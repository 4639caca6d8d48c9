/// What the reader warned of in a notice that went down, and why it was let stand.
package struct FindingLine: Hashable, Sendable {
    package var message: String
    /// What stands there, in a few words.
    package var quote: String
    package var isBreach: Bool
    /// Nil when nothing was decided.
    package var reason: String?

    package init(message: String, quote: String = "", isBreach: Bool = false, reason: String? = nil) {
        self.message = message
        self.quote = quote
        self.isBreach = isBreach
        self.reason = reason
    }
}

func findingSection(_ findings: [FindingLine]) -> Markup {
    """
    <section class="card" aria-labelledby="findings"><div class="hd"><h2 id="findings">核对时的提醒</h2>\
    <span class="q sm">本单位和上级看得到</span></div><ul class="list">\(each: findings, line)</ul></section>
    """
}

private func line(_ finding: FindingLine) -> Markup {
    """
    <li><span class="t">\(finding.message)\
    \(finding.quote.isEmpty ? nil : "<br><span class=\"m sm song\">原文：\(finding.quote)</span>")\(finding.reason.map { "<br><span class=\"m sm\">说明：\($0)</span>" })</span>\
    \(finding.isBreach ? chip(Chip(.gap, "减负红线")) : nil)</li>
    """
}
