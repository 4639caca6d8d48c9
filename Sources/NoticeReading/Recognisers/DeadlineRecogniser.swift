/// What is to be handed in, by when and to whom.
struct DeadlineRecogniser: Sendable {
    let dates: DateRecogniser
    var period: (start: CalendarDay, end: CalendarDay)?

    /// A time by which something is due.
    struct Due: Sendable {
        var range: Range<Int>
        var days: [CalendarDay]
        /// The words of a time that comes again.
        var rhythm: Range<Int>?
        var clock: Range<Int>?
        /// 报名截止时间： in front of it.
        var label: Range<Int>?
    }

    struct Found: Sendable {
        var deadline: NoticeReading.Deadline
        /// What the issuer itself owes its superior: 县计生协须在6月18日前汇总上报.
        var isSuperior: Bool
        /// Where what is due is named, and the words around it.
        var object: MaterialRecogniser.Object
    }

    private static let before = Lexicon.words("deadline.before")
    private static let cue = Lexicon.words("deadline.cue")
    private static let labels = Lexicon.words("deadline.labels")

    /// The deadlines of a text, each once.
    /// - Parameter paragraphs: in order; a short line above may carry the label of the one below.
    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [Found] {
        var found: [Found] = []
        var known: [String: [String]] = [:]
        var above: Range<Int>?
        for paragraph in paragraphs {
            for next in findAll(text, paragraph, above: above) {
                let key = next.deadline.date ?? next.deadline.expandedDates.joined()
                let whats = known[key, default: []]
                if !key.isEmpty, whats.contains(where: { Self.isSame($0, next.deadline.what) }) { continue }
                known[key] = whats + [next.deadline.what]
                found.append(next)
            }
            above = paragraph.count <= 16 ? paragraph : nil
        }
        return found
    }

    func findAll(_ text: NoticeText, _ paragraph: Range<Int>) -> [NoticeReading.Deadline] {
        findAll(text, [paragraph]).filter { !$0.isSuperior }.map(\.deadline)
    }

    /// 作品提交 and 提交作品, or a bare 截止 beside any.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        return long.contains(short) || short.hasPrefix("截")
            || Set(short).intersection(long).count * 2 >= Set(short).count
    }

    private func findAll(_ text: NoticeText, _ paragraph: Range<Int>, above: Range<Int>?) -> [Found] {
        guard text.keys[paragraph].contains(where: { "日月周号".unicodeScalars.contains($0) || $0 == "-" || $0 == "." })
        else {
            return []
        }
        var found: [Found] = []
        for sentence in text.sentences(paragraph) {
            let dues = dues(text, sentence, above: sentence.lowerBound == paragraph.lowerBound ? above : nil)
            var lower = sentence.lowerBound
            for (index, due) in dues.enumerated() {
                let next =
                    index + 1 < dues.count
                    ? clauseStart(text, dues[index + 1], after: due.range.upperBound) : sentence.upperBound
                let scope =
                    max(
                        lower, due.range.lowerBound - 160)..<max(
                        due.range.upperBound, min(next, due.range.upperBound + 160))
                found += read(due, text, scope)
                lower = max(lower, scope.upperBound)
            }
        }
        return found
    }

    /// Where the words that belong to `due` begin, behind the last mark before it.
    private func clauseStart(_ text: NoticeText, _ due: Due, after: Int) -> Int {
        let from = min(after, due.range.lowerBound)
        guard let mark = (from..<due.range.lowerBound).last(where: { "，；".unicodeScalars.contains(text.keys[$0]) })
        else {
            return max(from, due.range.lowerBound)
        }
        return mark + 1
    }

    // MARK: When

    private func dues(_ text: NoticeText, _ sentence: Range<Int>, above: Range<Int>?) -> [Due] {
        let rhythms = ReportRhythm(year: dates.year, period: period).findAll(text, sentence)
        var dues: [Due] = rhythms.map { Due(range: $0.range, days: $0.days, rhythm: $0.range) }
        // A document without a year still tells its deadlines, only not their dates.
        let recogniser = dates.year == nil ? DateRecogniser(year: 2000) : dates
        for date in recogniser.findAll(text, sentence) where !rhythms.contains(where: { $0.range.overlaps(date.range) })
        {
            let isKnown = dates.year != nil || date.hasYear
            if date.isRecurrence {
                dues.append(Due(range: date.range, days: date.dates.map(\.first), rhythm: date.range))
            } else if !date.dates.isEmpty {
                dues.append(Due(range: date.range, days: isKnown ? date.dates.map(\.last) : []))
            }
        }
        dues.sort { $0.range.lowerBound < $1.range.lowerBound }
        return dues.compactMap { completed($0, text, sentence, above) }
    }

    /// With its clock and 前, or nil if it is no time by which something is due.
    private func completed(_ due: Due, _ text: NoticeText, _ sentence: Range<Int>, _ above: Range<Int>?) -> Due? {
        var due = due
        var end = due.range.upperBound
        due.clock = ClockRecogniser.find(text, end..<min(sentence.upperBound, end + 14)).flatMap {
            $0.lowerBound <= end + 1 ? $0 : nil
        }
        end = due.clock?.upperBound ?? end
        let before = text.prefix(Self.before, end..<sentence.upperBound)
        let isAround = before != nil && text.hasPrefix("前后", end..<sentence.upperBound)
        let lead = max(sentence.lowerBound, due.range.lowerBound - 24)..<due.range.lowerBound
        let clause = text.split(lead, at: ["，"]).last ?? lead
        if let label = text.findAll(Self.labels, clause).last, isLabel(text, label, until: due.range.lowerBound) {
            due.label = label
        } else if let above, due.rhythm == nil, let label = text.suffix(Self.labels, above), sentence.count <= 60 {
            due.label = label
        }
        let isOpen =
            text.contains(Lexicon.words("period.from now"), clause)
            && text.contains(Lexicon.words("deadline.applying"), end..<min(sentence.upperBound, end + 60))
        guard before != nil && !isAround || due.label != nil || isOpen || text.contains(Self.cue, clause) else {
            return nil
        }
        guard due.rhythm == nil || !due.days.isEmpty || dates.year == nil else { return nil }
        due.range = due.range.lowerBound..<(before?.upperBound ?? end)
        return due
    }

    /// Between a label and its time stand a colon, 即日起至 or an earlier time, but no other words.
    private func isLabel(_ text: NoticeText, _ label: Range<Int>, until start: Int) -> Bool {
        let gap = label.upperBound..<start
        guard let first = gap.first else { return true }
        let joins = "：为是在至于自从即日起到今 -".unicodeScalars
        return text.keys[first] == "：" || text.keys[gap].allSatisfy { joins.contains($0) }
    }

    // MARK: What and to whom

    private func read(_ due: Due, _ text: NoticeText, _ scope: Range<Int>) -> [Found] {
        let grammar = HandingIn(text: text)
        guard let object = grammar.object(due, scope) else { return [] }
        let isSuperior = grammar.isOwnDuty(due, scope)
        let shared = grammar.shares(object.what, due, scope)
        return shared.map { what, day in
            let words = text.string(what)
            let deadline = NoticeReading.Deadline(
                what: words, date: due.rhythm == nil ? day?.description : nil,
                recurrence: due.rhythm.map { text.string($0) },
                expandedDates: due.rhythm == nil ? [] : due.days.map(\.description),
                time: due.clock.map { text.string($0) }, to: object.to.map { text.string($0) },
                source: text.source(
                    min(
                        what.lowerBound, due.range.lowerBound)..<max(
                            what.upperBound, max(scope.upperBound, due.range.upperBound))))
            return Found(
                deadline: deadline, isSuperior: isSuperior,
                object: .init(
                    range: what,
                    sentence: min(what.lowerBound, scope.lowerBound)..<max(what.upperBound, scope.upperBound)))
        }
    }
}
