/// 时间地点, 考核时间、地点: one label for when and where, whose value holds both.
struct TimeAndPlace: Sendable {
    let text: NoticeText

    private static let times = Lexicon.words("place.times")
    private static let places = Lexicon.words("place.places")

    func isLabel(_ label: Range<Int>) -> Bool {
        label.count <= 14 && text.contains(Self.times, label) && text.contains(Self.places, label)
            && !text.hasPrefix(Lexicon.words("field.no suffix"), label)
    }

    /// What is left of the value without its day and time, or the place that its sentences name.
    func venue(_ value: Range<Int>) -> Range<Int>? {
        let clauses = text.split(value, at: ["，", "。", "；", "\n"]).map { text.trim($0) }.filter { !$0.isEmpty }
        let plain = clauses.prefix(4).flatMap { bare($0) }
        let venue = VenueRecogniser(text: text)
        if let place = plain.first(where: { venue.isPlace($0) && $0.count <= 40 }) { return place }
        if let place = venue.find(text.sentences(value)) { return place }
        return clauses.count <= 3 ? plain.first { (3...30).contains($0.count) } : nil
    }

    /// The parts of a clause between blanks and brackets that state no day.
    private func bare(_ clause: Range<Int>) -> [Range<Int>] {
        let pieces = text.split(clause, at: [" "]).map { text.trim($0) }
        return pieces.filter { !isTime($0) && !$0.isEmpty }
    }

    private func isTime(_ range: Range<Int>) -> Bool {
        ClockRecogniser.find(text, range) != nil || !DateRecogniser(year: 2000).findAll(text, range).isEmpty
            || text.contains(Lexicon.words("clock.day parts"), range)
    }
}
