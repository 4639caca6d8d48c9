/// What is to be handed in, by when and to whom.
struct DeadlineRecogniser: Sendable {
    let dates: DateRecogniser

    private static let before = Lexicon.words("deadline.before")
    private static let cue = Lexicon.words("deadline.cue")
    private static let other = Lexicon.words("deadline.other")
    private static let takes = Lexicon.words("deadline.takes")

    func findAll(_ text: NoticeText, _ paragraph: Range<Int>) -> [NoticeReading.Deadline] {
        text.sentences(paragraph).flatMap { sentence in
            dates.findAll(text, sentence).compactMap { read($0, text, sentence) }
        }
    }

    private func read(
        _ found: DateRecogniser.Found, _ text: NoticeText, _ sentence: Range<Int>
    ) -> NoticeReading.Deadline? {
        // A sentence has an end even if the text has none.
        let sentence =
            max(
                sentence.lowerBound, found.range.lowerBound - 160)..<min(
                sentence.upperBound, found.range.upperBound + 160)
        guard
            let last = found.dates.last?.last ?? (found.isRecurrence ? CalendarDay(year: 2000, month: 1, day: 1) : nil)
        else { return nil }
        var end = found.range.upperBound
        let clock = ClockRecogniser.find(text, end..<min(sentence.upperBound, end + 12)).flatMap {
            $0.lowerBound <= end + 1 ? $0 : nil
        }
        end = clock?.upperBound ?? end
        let isBefore = text.hasPrefix(Self.before, end..<sentence.upperBound)
        let lead = max(sentence.lowerBound, found.range.lowerBound - 10)..<found.range.lowerBound
        guard isBefore || text.contains(Self.cue, lead) else { return nil }
        guard let (what, receiver) = object(text, sentence, found.range.lowerBound, end) else { return nil }
        let isDay = !found.isRecurrence
        return .init(
            what: text.string(what), date: isDay ? last.description : nil,
            recurrence: isDay ? nil : text.string(found.range),
            expandedDates: isDay ? [] : found.dates.map(\.first.description), time: clock.map { text.string($0) },
            to: receiver.map { text.string($0) },
            source: text.source(min(what.lowerBound, found.range.lowerBound)..<max(sentence.upperBound, end)))
    }

    private func object(
        _ text: NoticeText, _ sentence: Range<Int>, _ dateStart: Int, _ dateEnd: Int
    ) -> (Range<Int>, Range<Int>?)? {
        // 将…报送…
        if let take = text.find(Self.takes, dateEnd..<sentence.upperBound)
            ?? text.find(Self.takes, sentence.lowerBound..<dateStart),
            let verb = Self.verb(text, take.upperBound..<sentence.upperBound)
        {
            var what = text.trim(take.upperBound..<verb.lowerBound)
            if what.contains(dateStart) { what = text.trim(what.lowerBound..<dateStart) }
            while let last = what.last, "于在至".unicodeScalars.contains(text.keys[last]) { what.removeLast() }
            what = Self.withoutChannel(text, what)
            if !what.isEmpty { return (what, receiver(text, verb.upperBound..<sentence.upperBound)) }
        }
        if let verb = Self.verb(text, dateEnd..<sentence.upperBound) {
            let clause =
                verb
                .upperBound..<(text.index(of: ["，", "。"], verb.upperBound..<sentence.upperBound) ?? sentence.upperBound)
            // 形成书面总结报告，于…前报送…
            if let what = previous(text, sentence.lowerBound..<dateStart) { return (what, receiver(text, clause)) }
            let split = text.find(Lexicon.words("deadline.recipient"), clause)
            let what = text.trim(clause.lowerBound..<(split?.lowerBound ?? clause.upperBound))
            return what.count > 1 ? (what, split.map { text.trim($0.upperBound..<clause.upperBound) }) : nil
        }
        guard let other = text.find(Self.other, sentence) else { return nil }
        return (other, nil)
    }

    static func verb(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let weak = weakVerb(text, range)
        guard let strong = text.find(Lexicon.strongSubmitVerbs, range) else { return weak }
        if let weak, weak.lowerBound < strong.lowerBound { return weak }
        return text.match(Lexicon.submitVerbs, at: strong.lowerBound, before: range.upperBound)
            .map { strong.lowerBound..<(strong.lowerBound + $0.count) } ?? strong
    }

    /// 报 or 交 alone, unless it is a part of 海报, 报名, 交流 …
    static func weakVerb(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let found = range.first { index in
            guard index > range.lowerBound, index + 1 < range.upperBound else { return false }
            let (before, after) = (text.keys[index - 1], text.keys[index + 1])
            switch text.keys[index] {
            case "报": return !"海汇日晚情简板申填上".unicodeScalars.contains(before) && !"道名告刊纸社表".unicodeScalars.contains(after)
            case "交": return !"社提外公".unicodeScalars.contains(before) && !"流通往友警费".unicodeScalars.contains(after)
            default: return false
            }
        }
        return found.map { $0..<($0 + 1) }
    }

    /// Drops 通过浙政钉 or 以电子版形式 from the end of what is handed in.
    static func withoutChannel(_ text: NoticeText, _ range: Range<Int>) -> Range<Int> {
        guard let channel = text.find(Lexicon.words("deadline.channel"), range),
            channel.lowerBound > range.lowerBound + 1
        else { return range }
        return text.trim(range.lowerBound..<channel.lowerBound)
    }

    private func previous(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        guard let clause = text.split(range, at: ["，"]).last(where: { $0.count > 3 }) else { return nil }
        let verbs = Lexicon.words("deadline.making")
        guard let verb = text.find(verbs, clause) else { return nil }
        var end = clause.upperBound
        while end > verb.upperBound, "于并请在".unicodeScalars.contains(text.keys[end - 1]) { end -= 1 }
        let what = text.trim(verb.upperBound..<end)
        return what.count > 1 ? what : nil
    }

    private func receiver(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let end = text.index(of: ["，", "。", "（", "；"], range) ?? range.upperBound
        var start = range.lowerBound
        while start < end, "至到给往".unicodeScalars.contains(text.keys[start]) { start += 1 }
        let found = text.trim(start..<end)
        return (2...40).contains(found.count) ? found : nil
    }
}
