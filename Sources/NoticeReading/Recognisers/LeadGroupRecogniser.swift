/// Who leads the work: 由街道分管领导任组长，计生协负责人任副组长，各社区负责人为成员; or 组长：… line by line.
struct LeadGroupRecogniser: Sendable {
    private static let roles = Lexicon.words("lead.roles")
    private static let takes = Lexicon.words("lead.takes")

    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [NoticeReading.LeadSeat] {
        var seats: [NoticeReading.LeadSeat] = []
        var isGroup = false
        for paragraph in paragraphs {
            let names = text.contains(Lexicon.words("lead.groups"), paragraph)
            isGroup = names || isGroup && paragraph.count <= 160
            guard isGroup else { continue }
            let found = listed(text, paragraph) + text.sentences(paragraph).flatMap { told(text, $0) }
            if found.isEmpty, !names { isGroup = false }
            seats += found
            if seats.count > 200 { break }
        }
        return seats.reduce(into: []) { kept, seat in
            if !kept.contains(where: { $0.role == seat.role && $0.post == seat.post }) { kept.append(seat) }
        }
    }

    // MARK: 由X任组长

    private func told(_ text: NoticeText, _ sentence: Range<Int>) -> [NoticeReading.LeadSeat] {
        text.split(sentence, at: ["，"]).compactMap { clause in
            guard let role = text.suffix(Self.roles, clause) ?? text.findAll(Self.roles, clause).last,
                let take = text.suffix(Self.takes, clause.lowerBound..<role.lowerBound)
            else { return nil }
            var post = text.trim(clause.lowerBound..<take.lowerBound)
            if let by = text.findAll(Lexicon.words("lead.by"), post).last {
                post = text.trim(by.upperBound..<post.upperBound)
            }
            return seat(text, role, post, clause)
        }
    }

    // MARK: 组长：X

    private func listed(_ text: NoticeText, _ paragraph: Range<Int>) -> [NoticeReading.LeadSeat] {
        let labels = text.findAll(Self.roles, paragraph).filter { label in
            label.upperBound < paragraph.upperBound && text.keys[label.upperBound] == "："
                && (label.lowerBound == paragraph.lowerBound || !text.keys[label.lowerBound - 1].isHan)
        }
        return labels.enumerated().flatMap { index, label -> [NoticeReading.LeadSeat] in
            let end = index + 1 < labels.count ? labels[index + 1].lowerBound : paragraph.upperBound
            let value = text.trim((label.upperBound + 1)..<end)
            return text.split(value, at: ["、", "，", "；", "。"]).prefix(60).compactMap {
                seat(text, label, text.trim($0), value)
            }
        }
    }

    /// The post; the name only where the text gives nothing else.
    private func seat(_ text: NoticeText, _ role: Range<Int>, _ holder: Range<Int>, _ around: Range<Int>)
        -> NoticeReading.LeadSeat?
    {
        guard (2...60).contains(holder.count) else { return nil }
        var pieces = text.split(holder, at: [" ", "（", "）"]).map { text.trim($0) }.filter { !$0.isEmpty }
        if pieces.count > 1 {
            let posts = pieces.filter { !isPerson(text, $0) }
            if !posts.isEmpty { pieces = posts }
        }
        guard let first = pieces.first, let last = pieces.last else { return nil }
        let post = first.lowerBound == last.lowerBound ? first : first.lowerBound..<last.upperBound
        return .init(
            role: text.string(role), post: text.string(post),
            source: text.source(min(role.lowerBound, post.lowerBound)..<max(role.upperBound, post.upperBound)))
    }

    private func isPerson(_ text: NoticeText, _ range: Range<Int>) -> Bool {
        (2...4).contains(range.count) && text.hasPrefix(Lexicon.words("surnames"), range)
            && !text.hasSuffix(Lexicon.words("lead.posts"), range)
    }
}
