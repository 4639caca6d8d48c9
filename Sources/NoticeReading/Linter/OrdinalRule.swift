/// 第26个会员活动日 in a year in which it is the 27th.
struct OrdinalRule: LintRule {
    private static let days = KnownNames(Lexicon.numberedDays)
    private static let leads = Lexicon.words("ordinal.leads")

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        var findings: [NoticeReading.Finding] = []
        var told: Set<Int> = []
        for paragraph in context.paragraphs {
            for index in paragraph where text.keys[index] == "第" {
                guard let (number, after) = HanNumber.any(text.keys, index + 1, paragraph.upperBound), number > 0,
                    after < paragraph.upperBound, "个届次".unicodeScalars.contains(text.keys[after]),
                    let day = day(text, (after + 1)..<min(paragraph.upperBound, after + 22)),
                    let year = context.year(at: index, in: paragraph), year > day.year, number != year - day.year
                else { continue }
                guard told.insert(number * 10_000 + day.year).inserted else { continue }
                findings.append(
                    context.finding(
                        "ordinal_mismatch", .warning,
                        "\(year)年应是第\(year - day.year)个，文中写作第\(number)个，请核对序数和年份。", index..<day.range.upperBound))
            }
        }
        return findings
    }

    /// Right behind the number, or behind 全国, 中国, 国际 and quotation marks.
    private func day(_ text: NoticeText, _ window: Range<Int>) -> (year: Int, range: Range<Int>)? {
        if let day = Self.days.find(text, window, at: .start) { return day }
        var start = window.lowerBound
        while start < window.upperBound, text.keys[start] == "“" { start += 1 }
        guard let lead = text.match(Self.leads, at: start, before: window.upperBound) else { return nil }
        return Self.days.find(text, (start + lead.count)..<window.upperBound, at: .start)
    }
}
