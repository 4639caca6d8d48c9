/// What burdens the grassroots and must not be passed on: appraisal by traces, rankings, votes, check-ins.
struct RedLineRule: Sendable {
    let text: NoticeText
    let paragraphs: [Range<Int>]

    private static let appraisal = Capture("red line.appraisal", limit: 20)
    private static let phrases: [(words: Words, message: String)] = [
        (Lexicon.words("red line.ranking"), "不得对基层排名通报，请核对。"),
        (Lexicon.words("red line.traces"), "不得以打卡、点赞、关注等网上痕迹要求基层，请核对。"),
        (Lexicon.words("red line.votes"), "不宜以投票作为评选依据，请核对。"),
    ]

    func findings(_ reading: NoticeReading) -> [NoticeReading.Finding] {
        var findings: [NoticeReading.Finding] = []
        for paragraph in paragraphs {
            for found in Self.appraisal.findAll(text, paragraph) {
                let start = max(paragraph.lowerBound, found.lowerBound - 12)
                findings.append(finding("不得把活动结果纳入考核，请核对。", start..<min(paragraph.upperBound, found.upperBound + 2)))
            }
            for (words, message) in Self.phrases {
                if let found = text.find(words, paragraph) { findings.append(finding(message, found)) }
            }
        }
        for material in reading.materials where material.kind == .photos && material.countMin != nil {
            findings.append(
                .init(rule: "red_line", severity: .warning, message: "不宜规定报送照片的数量来证明工作，请核对。", source: material.source))
        }
        return findings
    }

    private func finding(_ message: String, _ range: Range<Int>) -> NoticeReading.Finding {
        .init(rule: "red_line", severity: .warning, message: message, source: text.source(range))
    }
}
