/// Sentences that tell when something is held: 5月10日上午9时，在门诊大厅举办义诊，….
struct ProseActivities: Sendable {
    let text: NoticeText
    let dates: DateRecogniser

    func findAll(_ paragraphs: [Range<Int>]) -> [ActivityCandidate] {
        let weigher = ActivityWeigher(text: text, dates: dates)
        return paragraphs.flatMap { text.sentences($0) }.compactMap { sentence in
            guard tells(sentence, weigher), let name = HeldName(text: text).find(sentence) else { return nil }
            var candidate = ActivityCandidate(name: name, range: sentence, sentences: [sentence])
            candidate.evidence = ActivityEvidence(isStated: true, isDated: true, words: 1)
            return candidate
        }
    }

    /// A day of this year and a verb of holding behind it.
    private func tells(_ sentence: Range<Int>, _ weigher: ActivityWeigher) -> Bool {
        let held = dates.findAll(text, sentence).filter {
            HeldDate.isHeld($0, text, sentence, year: dates.year) && !$0.isMonth
                && $0.dates.allSatisfy { dates.year == nil || $0.last.year >= (dates.year ?? 0) }
        }
        guard let first = held.first else { return false }
        let verbs = Lexicon.words("held.verbs") + Lexicon.words("held.actions")
        let rest = first.range.upperBound..<max(first.range.upperBound, sentence.upperBound)
        return text.contains(verbs, rest) && !text.contains(Lexicon.words("prose.no activity"), sentence)
    }
}
