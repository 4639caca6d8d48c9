/// 成立40周年 in a year in which it is the 44th.
struct AnniversaryRule: LintRule {
    private static let founded = KnownNames(Lexicon.founded)

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        var findings: [NoticeReading.Finding] = []
        for paragraph in context.paragraphs {
            var rest = paragraph
            while let word = text.find(["周", "年"], rest) {
                rest = word.upperBound..<paragraph.upperBound
                guard let number = HanNumber.before(text.keys, word.lowerBound, paragraph.lowerBound) else { continue }
                let lead = max(paragraph.lowerBound, number.start - 24)..<number.start
                guard let name = Self.founded.find(text, lead, at: .end),
                    let year = context.year(at: name.range.lowerBound, in: paragraph), year > name.year,
                    number.value != year - name.year
                else { continue }
                findings.append(
                    context.finding(
                        "anniversary_mismatch", .warning,
                        "\(year)年应是\(year - name.year)周年，文中写作\(number.value)周年，请核对。",
                        name.range.lowerBound..<word.upperBound))
            }
        }
        return findings
    }
}
