/// A place of a document that may tell of an activity.
struct ActivityCandidate: Sendable {
    var name: Range<Int>
    /// What the value's source covers.
    var range: Range<Int>
    /// The headings above it, outermost first.
    var path: [Range<Int>] = []
    /// The heading, as far as it may state a date.
    var heading: Range<Int>?
    var sentences: [Range<Int>] = []
    /// Its own labelled lines before those of the sections above.
    var fields: [Outline.Field] = []
    var evidence = ActivityEvidence()
    /// Days in a table that names no activities.
    var rows: [Range<Int>] = []
    /// The whole document is about it.
    var isSingle = false
}

/// What speaks for an activity: that it happens somewhere at some time, and that its words name something held.
struct ActivityEvidence: Sendable {
    /// It states a day, a time or a place.
    var isStated = false
    /// It states a day, not only a month.
    var isDated = false
    var words = 0

    var total: Int { words + (isStated ? 4 : 0) }
}

/// Weighs headings and items by their words and by what they state.
struct ActivityWeigher: Sendable {
    let text: NoticeText
    let dates: DateRecogniser

    func evidence(_ candidate: ActivityCandidate, own fields: [Outline.Field]) -> ActivityEvidence {
        var evidence = ActivityEvidence()
        let sentences = candidate.sentences.prefix(4)
        let stated = fields.contains { ($0.field == .time || $0.field == .venue) && !$0.value.isEmpty }
        let held = ([candidate.heading].compactMap { $0 } + sentences).flatMap(self.held)
        evidence.isStated = stated || !held.isEmpty
        evidence.isDated = stated || held.contains { !$0.isMonth }
        evidence.words = name(candidate.name) + body(Array(sentences))
        return evidence
    }

    /// A day on which something is held, not one by which something is due.
    func states(_ sentence: Range<Int>) -> Bool { !held(sentence).isEmpty }

    private func held(_ sentence: Range<Int>) -> [DateRecogniser.Found] {
        dates.findAll(text, sentence).filter { HeldDate.isHeld($0, text, sentence, year: dates.year) }
    }

    private func name(_ name: Range<Int>) -> Int {
        var weight = 0
        let plain = NoticeParts.withoutBracket(text, name)
        if text.hasSuffix(Lexicon.eventNouns, plain) { weight += 2 }
        if text.contains(Lexicon.activityWords, name) { weight += 1 }
        if text.hasPrefix(Lexicon.words("held.verbs") + Lexicon.words("held.actions"), name) { weight += 1 }
        if let first = name.first, text.keys[first] == "“" { weight += 1 }
        if text.hasPrefix(Lexicon.words("activity.requirement verbs"), name) { weight -= 2 }
        if name.count > 32 { weight -= 1 }
        return weight
    }

    private func body(_ sentences: [Range<Int>]) -> Int {
        guard let first = sentences.first else { return -1 }
        if text.hasPrefix(Lexicon.words("activity.obliging"), first) { return -1 }
        let isHeld = sentences.contains { text.contains(Lexicon.words("held.verbs"), $0) }
        return isHeld || sentences.contains { text.contains(Lexicon.activityWords, $0) } ? 1 : 0
    }
}

/// Whether a date says when something is held.
enum HeldDate {
    static func isHeld(
        _ found: DateRecogniser.Found, _ text: NoticeText, _ sentence: Range<Int>, year: Int?
    ) -> Bool {
        // A sentence has an end even if the text has none.
        let end = min(sentence.upperBound, found.range.upperBound + 60)
        let after = found.range.upperBound..<max(found.range.upperBound, end)
        let before = max(sentence.lowerBound, found.range.lowerBound - 4)..<found.range.lowerBound
        guard !text.hasPrefix(Lexicon.words("activity.not held after"), after),
            !text.hasSuffix(Lexicon.words("activity.not held before"), before),
            !text.contains("截", max(sentence.lowerBound, found.range.lowerBound - 8)..<found.range.lowerBound),
            !isDue(found, text, after)
        else { return false }
        let clause = after.lowerBound..<(text.index(of: ["，", "；", "。"], after) ?? after.upperBound)
        if text.contains(Lexicon.words("activity.beside"), clause) { return false }
        if found.isRecurrence { return true }
        return !found.dates.isEmpty && found.dates.allSatisfy { year == nil || abs($0.first.year - (year ?? 0)) <= 1 }
    }

    /// 9月20日8:10前, 7月31日截稿.
    private static func isDue(_ found: DateRecogniser.Found, _ text: NoticeText, _ after: Range<Int>) -> Bool {
        guard let clock = ClockRecogniser.span(text, after.lowerBound, after.upperBound) else { return false }
        return text.hasPrefix(Lexicon.words("activity.not held after"), clock..<max(clock, after.upperBound))
    }
}
