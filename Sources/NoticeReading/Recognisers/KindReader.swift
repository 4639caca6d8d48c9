/// What kind of document it is: by the form its title names, else by what its text says of itself.
struct KindReader: Sendable {
    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    func kind(title: Range<Int>?) -> NoticeReading.Kind {
        guard let title else { return kindOfBody() }
        let whole = NoticeParts.withoutBracket(text, title)
        if let open = text.find("《", whole), let close = text.findLast("》", whole),
            open.upperBound < close.lowerBound,
            text.find("印发", whole) != nil || text.find("转发", whole) != nil
        {
            return form(open.upperBound..<close.lowerBound) ?? .notice
        }
        if text.hasSuffix(Lexicon.words("appeal forms"), whole) { return .other }
        if text.hasSuffix(Lexicon.noticeForms, whole) {
            guard text.contains("印发", whole) else { return .notice }
            // 关于印发2024年工作要点的通知 names the form without brackets.
            if let printed = text.find("印发", whole) {
                let inner = printed.upperBound..<whole.upperBound
                if let end = text.findLast("的通知", inner), let kind = form(inner.lowerBound..<end.lowerBound) {
                    return kind
                }
            }
            return parts.starts.map { parts.blocks[$0] }.lazy.compactMap { form($0) }.first ?? .notice
        }
        return form(whole) ?? kindOfBody()
    }

    private func form(_ range: Range<Int>) -> NoticeReading.Kind? {
        let range = NoticeParts.withoutBracket(text, text.trim(range))
        if text.hasSuffix(Lexicon.words("appeal forms"), range) { return .other }
        if text.hasSuffix(Lexicon.annualForms, range) {
            let isYearly =
                text.contains("年", range)
                && text.keys[range].contains { $0.isDigit || CalendarNumber.digit($0) != nil }
            return isYearly && !text.contains("活动", range) ? .annualPlan : .plan
        }
        if text.hasSuffix(Lexicon.planForms, range) { return .plan }
        if text.hasSuffix(Lexicon.summaryForms, range) { return .summary }
        return text.hasSuffix(Lexicon.noticeForms, range) ? .notice : nil
    }

    private func kindOfBody() -> NoticeReading.Kind {
        let all = 0..<text.count
        if text.contains(Lexicon.words("header.notice tells"), all) { return .notice }
        if text.contains(Lexicon.words("header.plan tells"), all) { return .plan }
        if text.contains(Lexicon.words("header.summary tells"), all) { return .summary }
        guard parts.ranges(.addressee).isEmpty else { return .notice }
        if isNews { return .news }
        return isCall ? .notice : .other
    }

    /// Tells of a day on which something was held, and asks for nothing.
    private var isNews: Bool {
        let body = parts.ranges(.body)
        guard !body.contains(where: { HeadingGrammar.marker(text.keys, $0) != nil }) else { return false }
        let tells = Lexicon.words("header.news tells")
        return body.lazy.flatMap { text.sentences($0) }.prefix(6).contains { sentence in
            let isDated = !DateRecogniser(year: 2000).findAll(text, sentence).isEmpty || text.contains(tells, sentence)
            return isDated && text.contains(Lexicon.words("header.news holding"), sentence)
                && !text.contains(Lexicon.words("header.news asks"), sentence)
        }
    }

    /// Calls for entries or applications: 报名时间, 截稿日期, 参赛规则 …
    private var isCall: Bool {
        parts.ranges(.body).contains { text.contains(Lexicon.words("header.call tells"), $0) }
    }
}
