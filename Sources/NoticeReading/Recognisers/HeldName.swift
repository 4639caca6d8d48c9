/// What a sentence says is held: 在文化广场举行启动仪式，… → 启动仪式.
struct HeldName: Sendable {
    let text: NoticeText

    private static let verbs = Lexicon.words("held.verbs")
    private static let joining = Lexicon.words("held.joining")
    private static let actions = Lexicon.words("held.actions")

    func find(_ sentence: Range<Int>) -> Range<Int>? {
        let clauses = text.split(sentence, at: ["，", "；"])
        for clause in clauses {
            if let name = object(clause, isSure: true) ?? joined(clause) ?? action(clause) { return name }
        }
        if let name = clauses.lazy.compactMap({ object($0) }).first { return name }
        return clauses.lazy.compactMap(quoted).first ?? clauses.first(where: isNamed)
    }

    /// The first clause of 一是办一场广场宣传，7月11日…; in 3月8日，敬老院，“陪伴长者”志愿探访 the one behind the place.
    func item(_ sentence: Range<Int>, dates: DateRecogniser) -> (name: Range<Int>, fields: [Outline.Field])? {
        let clauses = text.split(sentence, at: ["，", "。", "；"]).map { beforeColon(text.trim($0)) }.filter {
            !$0.isEmpty
        }
        let undated = clauses.filter { dates.findAll(text, $0).isEmpty && ClockRecogniser.find(text, $0) == nil }
        let isDatedFirst = clauses.first != undated.first
        let place = isDatedFirst ? undated.first.flatMap { VenueRecogniser(text: text).isPlace($0) ? $0 : nil } : nil
        let rest = place == nil ? undated.first : undated.dropFirst().first
        guard let rest, (2...30).contains(rest.count) else { return nil }
        var fields = place.map { [Outline.Field(field: .venue, label: $0, value: $0)] } ?? []
        if place != nil {
            let people = undated.dropFirst(2).first { text.hasSuffix(Lexicon.people, $0) && $0.count <= 16 }
            if let people { fields.append(.init(field: .audience, label: people, value: people)) }
        }
        return (isDatedFirst ? object(rest) ?? withoutCount(rest) : withoutCount(rest), fields)
    }

    private func beforeColon(_ clause: Range<Int>) -> Range<Int> {
        let colon = clause.first { text.keys[$0] == "：" && ($0 == clause.lowerBound || !text.keys[$0 - 1].isDigit) }
        return colon.map { clause.lowerBound..<$0 } ?? clause
    }

    // MARK: Clauses

    /// The object of 举办, 召开 … if it names something held.
    /// - Parameter isSure: it has to end with the noun of an event or to be a quoted name.
    private func object(_ clause: Range<Int>, isSure: Bool = false) -> Range<Int>? {
        var index = clause.lowerBound
        var depth = 0
        while index < clause.upperBound {
            let key = text.keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth = max(0, depth - 1) }
            if depth == 0, let verb = text.match(Self.verbs, at: index, before: clause.upperBound) {
                let name = withoutCount(withoutLead((index + verb.count)..<clause.upperBound))
                if isNamed(name, isSure: isSure) { return name }
                index += verb.count
            } else {
                index += 1
            }
        }
        return nil
    }

    /// 走访慰问计生特殊家庭86户: the verb belongs to the name.
    private func action(_ clause: Range<Int>) -> Range<Int>? {
        guard let verb = text.find(Self.actions, clause) else { return nil }
        let name = withoutCount(verb.lowerBound..<clause.upperBound)
        return (4...36).contains(name.count) ? name : nil
    }

    /// 请师生准时参加“世界读书日”升旗仪式: what one is to take part in.
    private func joined(_ clause: Range<Int>) -> Range<Int>? {
        guard let verb = text.find(Self.joining, clause) else { return nil }
        let name = withoutCount(verb.upperBound..<clause.upperBound)
        return (4...30).contains(name.count) && isNamed(name, isSure: true) ? name : nil
    }

    private func quoted(_ clause: Range<Int>) -> Range<Int>? {
        guard let open = text.index(of: ["“"], clause) else { return nil }
        let name = withoutCount(open..<clause.upperBound)
        return (4...36).contains(name.count) && text.contains(Lexicon.activityWords, name) ? name : nil
    }

    private func isNamed(_ range: Range<Int>) -> Bool { isNamed(range, isSure: false) }

    private func isNamed(_ range: Range<Int>, isSure: Bool) -> Bool {
        guard (2...40).contains(range.count), !text.hasPrefix(Lexicon.words("held.no object"), range) else {
            return false
        }
        return text.hasSuffix(Lexicon.eventNouns, NoticeParts.withoutBracket(text, range))
            || text.keys[range.lowerBound] == "“" && text.keys[range].contains("”")
            || !isSure && text.contains(Lexicon.activityWords, range)
    }

    /// 了一场, 2期 and the like before the name.
    private func withoutLead(_ range: Range<Int>) -> Range<Int> {
        var range = text.trim(range)
        while let lead = text.prefix(Lexicon.words("held.leads"), range) {
            range = lead.upperBound..<range.upperBound
        }
        if let count = CountRecogniser.findAll(text, range.lowerBound..<min(range.upperBound, range.lowerBound + 8))
            .first,
            count.range.lowerBound <= range.lowerBound + 2, !count.isPeople
        {
            range = count.range.upperBound..<range.upperBound
        }
        return range
    }

    private func withoutCount(_ range: Range<Int>) -> Range<Int> {
        var range = text.trim(range)
        while let last = range.last, ["。", "；", "，", "："].contains(text.keys[last]) { range.removeLast() }
        guard let count = CountRecogniser.findAll(text, range).last, count.range.upperBound == range.upperBound,
            count.range.lowerBound > range.lowerBound + 2
        else { return range }
        return text.trim(range.lowerBound..<count.range.lowerBound)
    }
}
