/// Where, for whom, with whom and how many: the patterns by which sentences state it.
struct ActivityAttributes: Sendable {
    let text: NoticeText

    func venue(_ sentences: [Range<Int>]) -> Range<Int>? { VenueRecogniser(text: text).find(sentences) }
    func isPlace(_ range: Range<Int>) -> Bool { VenueRecogniser(text: text).isPlace(range) }
    func audience(_ sentences: [Range<Int>]) -> Range<Int>? { AudienceRecogniser(text: text).find(sentences) }

    // MARK: With whom

    private static let captures = ["joint", "cooperating", "helping"].map { Capture("partner.\($0)", limit: 40) }

    func partners(_ sentences: [Range<Int>]) -> [Range<Int>] {
        for sentence in sentences {
            for capture in Self.captures {
                for found in capture.findAll(text, sentence) where !text.hasPrefix(Lexicon.words("partner.no"), found) {
                    let names = names(found).filter(isPartner)
                    if !names.isEmpty { return names }
                }
            }
        }
        return leading(sentences)
    }

    /// 11月3日区消防大队、街道安监办带队，…: who stands between the day and the verb.
    private func leading(_ sentences: [Range<Int>]) -> [Range<Int>] {
        for clause in sentences.flatMap({ text.split($0, at: ["，"]) }) {
            guard let verb = text.find(Lexicon.words("partner.leading"), clause) else { continue }
            let before = clause.lowerBound..<verb.lowerBound
            let start = DateRecogniser(year: 2000).findAll(text, before).last?.range.upperBound ?? before.lowerBound
            let names = names(start..<verb.lowerBound).filter(isPartner)
            if !names.isEmpty { return names }
        }
        return []
    }

    private func isPartner(_ range: Range<Int>) -> Bool {
        range.count <= 20 && text.hasSuffix(Lexicon.organisations + Lexicon.words("partner.kinds"), range)
    }

    /// 街道民政部门、妇联 → two names.
    func names(_ range: Range<Int>) -> [Range<Int>] {
        text.split(range, at: ["、", "，", "；", "。", "和", "及"]).map { text.trim($0) }.filter { $0.count >= 2 }
            .map { text.hasSuffix("等", $0) ? $0.lowerBound..<($0.upperBound - 1) : $0 }
    }

    // MARK: How many

    struct Attendance: Sendable {
        let count: CountRecogniser.Found
        let per: Range<Int>?
    }

    /// The count of a labelled value or a cell.
    func stated(_ value: Range<Int>) -> Attendance? {
        CountRecogniser.findAll(text, value).first(where: \.isPeople).flatMap { count in
            isPerTeam(value.lowerBound..<count.range.lowerBound) ? nil : count
        }.map { .init(count: $0, per: per(value.lowerBound..<$0.range.lowerBound)) }
    }

    /// - Parameter isStrict: words of attendance must stand beside it; else any count of people is one.
    func attendance(_ sentences: [Range<Int>], isStrict: Bool = false) -> Attendance? {
        let clauses = sentences.flatMap { text.split($0, at: ["，"]) }
        return attendance(clauses) { text.contains(Lexicon.attendanceWords, $0) }
            ?? (isStrict ? nil : attendance(clauses) { !text.contains(Lexicon.words("count.no crowd"), $0) })
    }

    private func attendance(_ clauses: [Range<Int>], where fits: (Range<Int>) -> Bool) -> Attendance? {
        for clause in clauses where fits(clause) {
            let count = CountRecogniser.findAll(text, clause).first { count in
                count.isPeople && !isTarget(count.range, clause)
                    && !isPerTeam(clause.lowerBound..<count.range.lowerBound)
                    && !text.hasSuffix(
                        Lexicon.words("count.no crowd before"), clause.lowerBound..<count.range.lowerBound)
            }
            if let count { return Attendance(count: count, per: per(clause.lowerBound..<count.range.lowerBound)) }
        }
        return nil
    }

    /// 一等奖1名, 评选出10名: words of prizes and goals near the number.
    private func isTarget(_ count: Range<Int>, _ clause: Range<Int>) -> Bool {
        let near = max(clause.lowerBound, count.lowerBound - 8)..<min(clause.upperBound, count.upperBound + 6)
        return text.contains(Lexicon.targetWords, near)
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
        let range = NoticeParts.withoutBracket(text, text.split(range, at: ["。"]).first ?? range)
        guard let count = CountRecogniser.findAll(text, range).first(where: \.isPeople) else { return range }
        var end = count.range.lowerBound
        let clause = text.split(range.lowerBound..<end, at: ["，"]).last
        if let clause, clause.lowerBound > range.lowerBound, per(clause) != nil || clause.count <= 5 {
            end = clause.lowerBound
        }
        while end > range.lowerBound, text.hasSuffix(Lexicon.words("count.before"), range.lowerBound..<end) {
            end -= text.suffix(Lexicon.words("count.before"), range.lowerBound..<end)?.count ?? 1
        }
        if end > range.lowerBound + 1 { return range.lowerBound..<end }
        if let home = text.findLast(["家", "庭"], count.unit) { return home }
        let rest = text.trim(count.range.upperBound..<range.upperBound)
        return rest.count >= 2 ? rest : nil
    }
}
