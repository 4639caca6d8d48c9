/// Reports that are asked for without saying until when, or to whom.
struct IncompleteDeadlineRule: LintRule {
    private static let reports: Set<NoticeReading.Material.Kind> = [.summary, .statisticsTable, .plan]

    func findings(_ context: LintContext) -> [NoticeReading.Finding] { undated(context) + unaddressed(context) }

    /// 活动结束后，各单位要及时上报活动总结。
    private func undated(_ context: LintContext) -> [NoticeReading.Finding] {
        let text = context.text
        for paragraph in context.paragraphs {
            for sentence in text.sentences(paragraph) where text.contains(Lexicon.strongSubmitVerbs, sentence) {
                guard text.contains(Lexicon.words("incomplete.asks"), sentence),
                    !text.contains(Lexicon.words("incomplete.timed"), sentence),
                    context.dates.findAll(text, sentence).isEmpty,
                    let material = MaterialRecogniser().findAll(text, [sentence]).first(where: {
                        Self.reports.contains($0.kind)
                    }), !isDated(material.kind, context)
                else { continue }
                return [
                    context.finding("deadline_incomplete", .warning, "要求报送材料，但没有写明报送时限，请补上日期和接收单位。", sentence)
                ]
            }
        }
        return []
    }

    /// The same report may be due by a date that stands elsewhere.
    private func isDated(_ kind: NoticeReading.Material.Kind, _ context: LintContext) -> Bool {
        let words = Lexicon.words("material.\(kind.rawValue)").all.map { word in
            String(String.UnicodeScalarView(word))
        }
        return context.reading.deadlines.contains { deadline in words.contains { deadline.what.contains($0) } }
    }

    private func unaddressed(_ context: LintContext) -> [NoticeReading.Finding] {
        let reading = context.reading
        // An address to send things to is a receiver too.
        guard reading.contacts.isEmpty, !reading.materials.isEmpty,
            !context.paragraphs.contains(where: { context.text.keys[$0].contains("@") })
        else { return [] }
        return reading.deadlines.compactMap { deadline in
            guard deadline.to == nil, deadline.date != nil || !deadline.expandedDates.isEmpty else { return nil }
            return .init(
                rule: "deadline_incomplete", severity: .hint, message: "要求报送材料，但没有写明报送给谁，也没有联系人，请补上。",
                source: deadline.source)
        }
    }
}
