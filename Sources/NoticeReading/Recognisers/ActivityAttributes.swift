/// Where, for whom, with whom and how many: the patterns by which sentences state it.
struct ActivityAttributes: Sendable {
    let text: NoticeText

    // MARK: Where

    private static let held = Capture("venue.held")
    private static let arranged = Capture("venue.arranged", limit: 30)
    private static let platform = Capture("venue.platform", limit: 40)
    private static let into = Capture("venue.into", limit: 30)
    private static let noPlace = Lexicon.words("venue.no place")
    private static let media = Lexicon.words("venue.media")

    func venue(_ sentences: [Range<Int>]) -> Range<Int>? {
        for sentence in sentences {
            if let place = Self.arranged.findAll(text, sentence).first(where: isPlace) { return trimmed(place) }
        }
        for sentence in sentences {
            for place in Self.held.findAll(text, sentence) where isPlace(place) && !text.contains(Self.media, place) {
                return trimmed(place)
            }
        }
        for sentence in sentences.prefix(2) {
            for place in Self.platform.findAll(text, sentence)
            where text.hasSuffix(Lexicon.words("venue.platform names"), place) && text.contains(Self.media, place)
                && place.count >= 6
                && !text.contains(Lexicon.words("venue.no platform"), place)
            {
                return trimmed(place)
            }
        }
        for sentence in sentences {
            if let place = Self.into.findAll(text, sentence).first(where: isPlace) { return trimmed(place) }
        }
        return nil
    }

    func isPlace(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        return (2...34).contains(range.count) && !text.hasSuffix(Self.noPlace, range)
            && text.hasSuffix(Lexicon.places, range)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = text.trim(range)
        while let first = range.first, "各于到在".unicodeScalars.contains(text.keys[first]), text.keys[first] != "各" {
            range.removeFirst()
        }
        return range
    }

    // MARK: For whom

    private static let invited = Capture("audience.invited", limit: 36)
    private static let joining = Capture("audience.joining", limit: 24)
    private static let serving = Capture("audience.serving", limit: 40)
    private static let facing = Capture("audience.facing", limit: 30)
    private static let caring = Capture("audience.caring", limit: 60)
    private static let among = Capture("audience.among", limit: 20)
    private static let led = Capture("audience.led", limit: 24)
    private static let staff = Lexicon.words("audience.staff")
    private static let vague = Lexicon.words("audience.vague")

    func audience(_ sentences: [Range<Int>]) -> Range<Int>? {
        for pattern in [Self.invited, Self.facing, Self.serving, Self.caring, Self.among, Self.led] {
            for sentence in sentences {
                for found in pattern.findAll(text, sentence) {
                    if let people = people(found) { return people }
                }
            }
        }
        for sentence in sentences {  // 预计参与学生200人
            for found in Self.joining.findAll(text, sentence) {
                guard let count = CountRecogniser.findAll(text, found).first(where: \.isPeople),
                    count.range.lowerBound > found.lowerBound,
                    let people = people(found.lowerBound..<count.range.lowerBound)
                else { continue }
                return people
            }
        }
        return nil
    }

    private func people(_ found: Range<Int>) -> Range<Int>? {
        var range = text.trim(found)
        if let count = CountRecogniser.findAll(text, range).first(where: \.isPeople),
            count.range.lowerBound - range.lowerBound < 10
        {
            let rest = text.trim(count.range.upperBound..<range.upperBound)
            if rest.isEmpty, let home = text.findLast(["家", "庭"], count.unit) { return home }
            range = rest
        }
        if let and = text.find(Lexicon.words("audience.and"), range), and.lowerBound > range.lowerBound {
            range = range.lowerBound..<and.lowerBound
        }
        while let word = text.prefix(Self.vague, range), word.count < range.count {
            range = text.trim((range.lowerBound + word.count)..<range.upperBound)
        }
        guard (2...60).contains(range.count), text.hasSuffix(Lexicon.people, NoticeParts.withoutBracket(text, range)),
            !text.hasSuffix(Self.staff, range), !text.contains(Lexicon.words("audience.no people"), range)
        else { return nil }
        return range
    }

    // MARK: With whom

    private static let joint = Capture("partner.joint", limit: 30)
    private static let cooperating = Capture("partner.cooperating", limit: 24)

    func partners(_ sentences: [Range<Int>]) -> [Range<Int>] {
        for sentence in sentences {
            let found = Self.joint.findAll(text, sentence) + Self.cooperating.findAll(text, sentence)
            guard let first = found.first(where: { isPartner(text.trim($0)) }) else { continue }
            return names(first)
        }
        return []
    }

    private func isPartner(_ range: Range<Int>) -> Bool {
        text.hasSuffix(
            Lexicon.organisations + Lexicon.words("partner.kinds"), range)
    }

    /// 街道民政部门、妇联 → two names.
    func names(_ range: Range<Int>) -> [Range<Int>] {
        text.split(range, at: ["、", "，", "；", "。", "和"]).map { text.trim($0) }.filter { $0.count >= 2 }
            .map { text.hasSuffix("等", $0) ? $0.lowerBound..<($0.upperBound - 1) : $0 }
    }

    // MARK: How many

    struct Attendance: Sendable {
        let count: CountRecogniser.Found
        let per: Range<Int>?
    }

    /// The count of a labelled value or a cell.
    func stated(_ value: Range<Int>) -> Attendance? {
        CountRecogniser.findAll(text, value).first { count in
            count.isPeople && !isPerTeam(value.lowerBound..<count.range.lowerBound)
        }.map { .init(count: $0, per: per(value.lowerBound..<$0.range.lowerBound)) }
    }

    /// - Parameter isStrict: words of attendance must stand beside it; else any count of people is one.
    func attendance(_ sentences: [Range<Int>], isStrict: Bool = false) -> Attendance? {
        let clauses = sentences.flatMap { text.split($0, at: ["，"]) }
        return attendance(clauses) { text.contains(Lexicon.attendanceWords, $0) }
            ?? (isStrict ? nil : attendance(clauses) { !text.contains(Lexicon.words("count.no crowd"), $0) })
    }

    private func attendance(_ clauses: [Range<Int>], where fits: (Range<Int>) -> Bool) -> Attendance? {
        for clause in clauses where fits(clause) && !text.contains(Lexicon.targetWords, clause) {
            let count = CountRecogniser.findAll(text, clause).first { count in
                count.isPeople && !isPerTeam(clause.lowerBound..<count.range.lowerBound)
                    && !text.hasSuffix(Lexicon.words("count.no crowd before"), clause.lowerBound..<count.range.lowerBound)
            }
            if let count { return Attendance(count: count, per: per(clause.lowerBound..<count.range.lowerBound)) }
        }
        return nil
    }

    /// 每队3人, 每单位限报2人: the size of a team.
    private func isPerTeam(_ before: Range<Int>) -> Bool {
        text.contains(Lexicon.words("count.teams"), max(before.lowerBound, before.upperBound - 8)..<before.upperBound)
    }

    func output(_ sentences: [Range<Int>]) -> Attendance? {
        for clause in sentences.flatMap({ text.split($0, at: ["，"]) }) {
            guard let count = CountRecogniser.findAll(text, clause).first(where: { !$0.isPeople }),
                text.contains(Lexicon.words("output.verbs"), clause)
            else { continue }
            return Attendance(count: count, per: per(clause.lowerBound..<count.range.lowerBound))
        }
        return nil
    }

    private static let rates = Lexicon.words("count.rates")

    private func per(_ range: Range<Int>) -> Range<Int>? { text.find(Self.rates, range) }

    /// 科学教师150名 → 科学教师, 50组职工家庭 → 职工家庭; nil where only a number stands.
    func withoutCount(_ range: Range<Int>) -> Range<Int>? {
        let range = NoticeParts.withoutBracket(text, text.sentences(range).first ?? range)
        guard let count = CountRecogniser.findAll(text, range).first(where: \.isPeople) else { return range }
        var end = count.range.lowerBound
        let clause = text.split(range.lowerBound..<end, at: ["，"]).last
        if let clause, clause.lowerBound > range.lowerBound, per(clause) != nil || clause.count <= 5 { end = clause.lowerBound }
        while end > range.lowerBound, text.hasSuffix(Lexicon.words("count.before"), range.lowerBound..<end) {
            end -= text.suffix(Lexicon.words("count.before"), range.lowerBound..<end)?.count ?? 1
        }
        if end > range.lowerBound + 1 { return range.lowerBound..<end }
        if let home = text.findLast(["家", "庭"], count.unit) { return home }
        let rest = text.trim(count.range.upperBound..<range.upperBound)
        return rest.count >= 2 ? rest : nil
    }
}
