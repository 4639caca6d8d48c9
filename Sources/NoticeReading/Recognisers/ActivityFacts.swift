/// Reads when, where, for whom, with whom and how many of an activity.
struct ActivityFacts: Sendable {
    let text: NoticeText
    let dates: DateRecogniser
    let issued: CalendarDay?
    /// What holds for all activities of the document unless they say otherwise.
    let common: [Outline.Field]

    private var attributes: ActivityAttributes { ActivityAttributes(text: text) }

    func activity(_ candidate: ActivityCandidate) -> NoticeReading.Activity {
        var activity = NoticeReading.Activity(name: text.joined(candidate.name), source: text.source(candidate.range))
        activity.categoryPath = candidate.path.filter { !HeadingEnd.isGeneric(text, $0) }.map { text.joined($0) }
        let facts = Facts(candidate, text, common)
        setDates(&activity, facts)
        setPlace(&activity, facts)
        setPeople(&activity, facts)
        activity.sessions = SessionRecogniser(text: text, dates: dates).find(facts.sentences)
        return activity
    }

    /// Labelled values, and the sentences that are none of them.
    private struct Facts {
        let fields: [Outline.Field]
        let common: [Outline.Field]
        let sentences: [Range<Int>]
        let heading: Range<Int>?
        let text: NoticeText
        let isSingle: Bool
        let name: Range<Int>
        /// The days of a table that names no activities.
        let rows: [Range<Int>]

        init(_ candidate: ActivityCandidate, _ text: NoticeText, _ common: [Outline.Field]) {
            self.text = text
            (fields, heading, isSingle) = (candidate.fields, candidate.heading, candidate.isSingle)
            (rows, name) = (candidate.rows, candidate.name)
            self.common = common
            let ends = Set(candidate.fields.map(\.value.upperBound))
            // What a labelled line states is read from there alone.
            sentences = candidate.sentences.filter {
                !ends.contains($0.upperBound) && !ends.contains($0.upperBound + 1)
            }
        }

        func value(_ field: Lexicon.Field) -> Range<Int>? {
            fields.first { $0.field == field && !$0.value.isEmpty }.map { text.trim($0.value) }
        }

        func values(_ field: Lexicon.Field) -> [Range<Int>] {
            fields.filter { $0.field == field && !$0.value.isEmpty }.map { text.trim($0.value) }
        }

        func commonValue(_ field: Lexicon.Field) -> Range<Int>? {
            common.first { $0.field == field && !$0.value.isEmpty }.map { text.trim($0.value) }
        }
    }

    // MARK: When

    private func setDates(_ activity: inout NoticeReading.Activity, _ facts: Facts) {
        let stated = facts.values(.time)
        for value in stated where activity.dates.isEmpty { readDates(&activity, text.sentences(value)) }
        if activity.dates.isEmpty {
            activity.dates = unique(facts.rows.flatMap { dates.findAll(text, $0) }.flatMap(\.dates))
        }
        if activity.time == nil {
            let clauses = stated.flatMap { text.sentences($0) }.filter {
                !text.contains(Lexicon.words("activity.beside"), $0)
            }
            activity.time = clauses.lazy.compactMap { ClockRecogniser.find(text, $0) }.first.map { text.string($0) }
        }
        if activity.dates.isEmpty, facts.isSingle { readDates(&activity, facts.sentences, isExact: true) }
        if activity.dates.isEmpty { readDates(&activity, facts.sentences) }
        if activity.dates.isEmpty, facts.isSingle { readGathering(&activity, facts.sentences) }
        if activity.dates.isEmpty, let heading = facts.heading { readDates(&activity, [heading]) }
        if activity.dates.isEmpty, activity.time == nil, !facts.isSingle {
            activity.time = facts.sentences.prefix(2).lazy.compactMap { ClockRecogniser.find(text, $0) }.first
                .map { text.string($0) }
        }
    }

    /// The first sentence with a day in it gives the dates; later ones speak of deadlines and results.
    /// - Parameter isExact: months alone do not count.
    private func readDates(
        _ activity: inout NoticeReading.Activity, _ sentences: [Range<Int>], isExact: Bool = false
    ) {
        for sentence in sentences {
            let found = dates.findAll(text, sentence).filter {
                HeldDate.isHeld($0, text, sentence, year: dates.year)
            }
            guard let exact = found.first(where: { !$0.isMonth }) ?? (isExact ? nil : found.first) else { continue }
            let all = found.filter {
                $0.isMonth == exact.isMonth && $0.isRecurrence == exact.isRecurrence && !$0.isOpen
            }
            if exact.isRecurrence || exact.isOpen && !isFromNow(exact, sentence) {
                activity.dates = [text.string(exact.range)]
                activity.expandedDates = exact.isOpen ? [] : exact.dates.map(\.text)
            } else {
                activity.dates = unique(all.flatMap { spans($0, sentence) })
            }
            let rest = exact.range.upperBound..<max(exact.range.upperBound, sentence.upperBound)
            activity.time = activity.time ?? ClockRecogniser.find(text, rest).map { text.string($0) }
            return
        }
    }

    /// 请于10月18日下午在大门口集合: the day of an event that states no other.
    private func readGathering(_ activity: inout NoticeReading.Activity, _ sentences: [Range<Int>]) {
        for sentence in sentences where text.contains(Lexicon.words("activity.gathering"), sentence) {
            guard let found = dates.findAll(text, sentence).first, found.dates.count == 1, let day = found.dates.first,
                day.first == day.last, !found.isMonth, !found.isRecurrence,
                !text.hasPrefix(Lexicon.words("activity.not held after"), found.range.upperBound..<sentence.upperBound)
            else { continue }
            activity.dates = [day.text]
            return
        }
    }

    private func unique(_ spans: [DateRecogniser.Span]) -> [String] {
        spans.map(\.text).reduce(into: []) { days, day in if !days.contains(day) { days.append(day) } }
    }

    private func isFromNow(_ found: DateRecogniser.Found, _ sentence: Range<Int>) -> Bool {
        text.contains("即日起", max(sentence.lowerBound, found.range.lowerBound - 4)..<found.range.lowerBound)
    }

    private func spans(_ found: DateRecogniser.Found, _ sentence: Range<Int>) -> [DateRecogniser.Span] {
        guard isFromNow(found, sentence), let issued, let end = found.dates.last?.last, issued <= end else {
            return found.dates
        }
        return [.init(first: issued, last: end)]
    }

    // MARK: Where and with whom

    private func setPlace(_ activity: inout NoticeReading.Activity, _ facts: Facts) {
        let venue =
            facts.value(.venue).map(firstSentence) ?? venue(facts)
            ?? facts.value(.platform).map(firstSentence)
            ?? facts.commonValue(.venue).flatMap { text.split(firstSentence($0), at: ["，"]).first }
        activity.venue = venue.map { text.joined($0) }
        let stated = facts.values(.partners).flatMap { attributes.names($0) }
        let partners = stated.isEmpty ? attributes.partners(facts.sentences) : stated
        activity.partners = partners.map { text.joined($0) }
    }

    /// Where a single event is held, rather than where people gather for it.
    private func venue(_ facts: Facts) -> Range<Int>? {
        if facts.isSingle {
            let clauses = facts.sentences.flatMap { text.split($0, at: ["，"]) }
            let held = clauses.filter {
                !text.contains(Lexicon.words("activity.gathering"), $0)
                    || text.contains(Lexicon.words("activity.heading for"), $0)
            }
            if held.count < clauses.count, let place = attributes.venue(held) { return place }
        }
        return attributes.venue(facts.sentences)
    }

    /// Without a day before it: 8月6日：县环卫处.
    private func firstSentence(_ range: Range<Int>) -> Range<Int> {
        let sentence = text.sentences(range).first ?? range
        guard let date = dates.findAll(text, sentence).first, date.range.lowerBound == sentence.lowerBound,
            text.matches(["："], at: date.range.upperBound, before: sentence.upperBound)
        else { return sentence }
        return (date.range.upperBound + 1)..<sentence.upperBound
    }

    // MARK: For whom and how many

    private func setPeople(_ activity: inout NoticeReading.Activity, _ facts: Facts) {
        let stated = facts.value(.audience)
        let own = stated.flatMap { attributes.withoutCount($0) }
        let audience =
            own ?? facts.value(.headcount).flatMap { attributes.audience([$0]) } ?? attributes.audience(facts.sentences)
            ?? facts.commonValue(.audience).flatMap { attributes.withoutCount($0) }
            ?? AudienceRecogniser(text: text).whole(facts.sentences)
            ?? (facts.isSingle ? AudienceRecogniser(text: text).inName(facts.name) : nil)
        activity.audience = audience.map { text.joined($0) }
        let crowd =
            facts.value(.headcount).flatMap { attributes.stated($0) } ?? stated.flatMap { attributes.stated($0) }
            ?? attributes.attendance(facts.sentences, isStrict: facts.isSingle)
        if let crowd {
            activity.headcount = .init(min: crowd.count.min, max: crowd.count.max)
            let unit = text.string(crowd.count.unit)
            activity.unit = unit == "名" || unit == "位" ? "人" : unit
            activity.per = crowd.per.map { text.string($0) }
        }
        if let things = attributes.output(facts.sentences) {
            activity.output = .init(
                min: things.count.min, max: things.count.max, unit: text.string(things.count.unit),
                per: things.per.map { text.string($0) })
        }
    }
}
