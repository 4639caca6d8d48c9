package import Domain
internal import NoticeReading
internal import Storage

/// A confirmed notice as something that a plan is written from.
package struct PlanBase: Sendable {
    package let notice: Notice
    package let clauses: [Clause]
    package let deadlines: [Deadline]
    /// What each clause says itself, as printed, without its number.
    package let texts: [String]
    package let lastActivity: CalendarDate?
    let plainText: String

    init?(_ id: Notice.ID, _ db: any Connection) throws {
        guard let working = try NoticeTable(db).working(id), working.notice.state != .draft else { return nil }
        notice = working.notice
        plainText = working.plainText
        let plan = PlanTable(db)
        clauses = Array(try plan.clauses(of: id).prefix(PlanComposition.mostEntries))
        deadlines = try plan.deadlines(of: id)
        lastActivity = try plan.activities(of: id).flatMap(\.sessions).compactMap { $0.endsOn ?? $0.startsOn }.max()
        texts = Self.texts(clauses, in: plainText)
    }

    static func texts(_ clauses: [Clause], in plainText: String) -> [String] {
        let scalars = Array(plainText.unicodeScalars)
        return clauses.enumerated().map { place, clause in
            let next = place + 1 < clauses.count ? clauses[place + 1].span.start : clause.span.end
            let end = min(max(next, clause.span.start), clause.span.end, scalars.count)
            guard clause.span.start < end else { return clause.wording }
            var words = String(String.UnicodeScalarView(scalars[clause.span.start..<end])).trimmed
            if !clause.number.isEmpty, words.hasPrefix(clause.number) {
                words = String(words.dropFirst(clause.number.count).drop { "、.．，,) ）".contains($0) || $0.isWhitespace })
            }
            let lines = words.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? clause.wording : lines.joined(separator: "\n")
        }
    }

    /// Its clauses as a plan takes them up.
    /// - Parameter known: words that the plan has already, from another base.
    func entries(known: Set<String> = [], isFirst: Bool) -> [PlanComposition.Entry] {
        let paths = clauses.paths
        return clauses.indices.map { place in
            let clause = clauses[place]
            var entry = PlanComposition.Entry(
                base: notice.id, position: place, number: paths[place], level: min(clause.level, 4),
                isNumbered: !clause.number.isEmpty, isRequired: clause.required, original: texts[place],
                text: texts[place])
            if let rest = withoutDeadline(place) {
                // The plan says by itself what is handed in when.
                entry.choice = rest.isEmpty ? .leave : .change
                entry.text = rest
                entry.isRequired = false
                entry.hint = Self.deadlineHint
            } else if !isFirst {
                let heading = Clause.words(of: clause.heading)
                let isKnown = known.contains(clause.words) || !heading.isEmpty && known.contains(heading)
                entry.choice = clause.required && !isKnown ? .keep : .leave
                if isKnown { entry.isRequired = false }
            }
            return entry
        }
    }

    static let deadlineHint = "上级的时限换成下面你定的时限"

    /// What is left of a clause without the sentences that set a deadline; nil when it sets none. A heading that nothing stands
    /// below any more is left out, too.
    func withoutDeadline(_ place: Int) -> String? {
        let clause = clauses[place]
        guard !deadlines(in: place).isEmpty else { return nil }
        let names = deadlines.map { Clause.words(of: $0.what) }
        let days = deadlines.compactMap(\.dueOn?.short)
        var rest = ""
        var sentence = ""
        for character in texts[place] {
            sentence.append(character)
            guard "。；\n".contains(character) else { continue }
            if !sets(sentence, names, days) { rest += sentence }
            sentence = ""
        }
        if !sets(sentence, names, days) { rest += sentence }
        let kept = rest.trimmed
        // A heading alone is no clause.
        guard Clause.words(of: kept) == Clause.words(of: clause.heading) else { return kept }
        return clauses.contains { $0.parent == place } ? kept : ""
    }

    /// What a clause itself, without those below it, asks for by a day.
    func deadlines(in place: Int) -> [Deadline] {
        let span = clauses[place].span
        let end = place + 1 < clauses.count ? min(clauses[place + 1].span.start, span.end) : span.end
        return deadlines.filter { deadline in deadline.span.map { span.start <= $0.start && $0.start < end } ?? false }
    }

    /// Where it says by when it wants what these ask for.
    func clause(asking theirs: [Deadline]) -> Int? {
        clauses.indices.first { place in
            deadlines(in: place).contains { own in theirs.contains { $0.asksSame(as: own) } }
        }
    }

    private func sets(_ sentence: String, _ names: [String], _ days: [String]) -> Bool {
        let words = Clause.words(of: sentence)
        return names.contains { !$0.isEmpty && words.contains($0) } || days.contains(where: sentence.contains)
    }

    /// Its paragraph before the clauses, and whom it addresses, as printed.
    var head: (addressees: String?, opening: String) {
        let first = clauses.first?.span.start ?? .max
        let paragraphs = NoticePaper(plainText).paragraphs.filter { $0.source.start < first }
        let opening = paragraphs.filter { $0.role == .body }.map(\.text).joined(separator: "\n")
        return (paragraphs.first { $0.role == .addressee }?.text, opening)
    }
}
