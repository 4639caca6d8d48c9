/// What burdens the grassroots and must not be passed on: appraisal by traces, rankings, votes, check-ins.
struct RedLineRule: LintRule {
    private static let appraisal = Capture("red line.appraisal", limit: 24)
    private static let phrases: [(words: Words, message: String)] = [
        (Lexicon.words("red line.ranking"), "不得对基层排名通报，请核对。"),
        (Lexicon.words("red line.traces"), "不得以打卡、点赞、关注等网上痕迹要求基层，请核对。"),
        (Lexicon.words("red line.votes"), "不宜以投票、点赞作为评选或考核依据，请核对。"),
        (Lexicon.words("red line.points"), "不得以积分、在线时长考核基层，请核对。"),
    ]
    private static let refusing = Lexicon.words("red line.refusing")

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        var findings: [NoticeReading.Finding] = []
        for sentence in context.paragraphs.lazy.flatMap({ text.sentences($0) }) {
            if let finding = finding(context, sentence) { findings.append(finding) }
        }
        for material in context.reading.materials where material.kind == .photos && material.countMin != nil {
            // A portrait in an application proves no work.
            if text.contains(Lexicon.words("red line.portrait"), text.range(of: material.source)) { continue }
            findings.append(
                .init(rule: "red_line", severity: .warning, message: "不宜规定报送照片的数量来证明工作，请核对。", source: material.source))
        }
        return findings
    }

    /// The first of them in a sentence: what it burdens with is told once.
    private func finding(_ context: LintContext, _ sentence: Range<Int>) -> NoticeReading.Finding? {
        let text = context.text
        for (words, message) in Self.phrases {
            if let found = text.findAll(words, sentence).first(where: { !isRefused(text, $0.lowerBound, sentence) }) {
                return context.finding("red_line", .warning, message, found)
            }
        }
        guard
            let found = Self.appraisal.findAll(text, sentence).first(where: {
                !isRefused(text, $0.lowerBound, sentence)
            })
        else { return nil }
        let start = max(sentence.lowerBound, found.lowerBound - 12)
        return context.finding(
            "red_line", .warning, "不得把活动结果纳入考核，请核对。", start..<min(sentence.upperBound, found.upperBound + 2))
    }

    /// 不得以点赞、投票数量作为依据 keeps to the line.
    private func isRefused(_ text: NoticeText, _ index: Int, _ paragraph: Range<Int>) -> Bool {
        var start = index
        while start > paragraph.lowerBound, index - start < 40, !"。；".unicodeScalars.contains(text.keys[start - 1]) {
            start -= 1
        }
        return text.contains(Self.refusing, start..<index)
    }
}
