/// For whom something is held: 邀请…参加, 面向…, 为…提供, …120人参加.
struct AudienceRecogniser: Sendable {
    let text: NoticeText

    private static let captures = ["invited", "facing", "serving", "caring", "among", "home", "led", "asked"].map {
        Capture("audience.\($0)", limit: 60)
    }
    private static let joining = Capture("audience.joining", limit: 24)
    private static let staff = Lexicon.words("audience.staff")
    private static let vague = Lexicon.words("audience.vague")

    func find(_ sentences: [Range<Int>]) -> Range<Int>? {
        for capture in Self.captures {
            for sentence in sentences {
                for found in capture.findAll(text, sentence) {
                    if let people = people(found) { return people }
                }
            }
        }
        let clauses = sentences.flatMap { text.split($0, at: ["，", "；"]) }
        return clauses.lazy.compactMap(counted).first ?? joining(sentences) ?? clauses.lazy.compactMap(attending).first
    }

    /// 受助残疾人代表30名参加, 招收6至12周岁职工子女300名, 600余名师生参加.
    private func counted(_ clause: Range<Int>) -> Range<Int>? {
        guard let count = CountRecogniser.findAll(text, clause).first(where: \.isPeople) else { return nil }
        if let people = people(afterVerb(clause.lowerBound..<count.range.lowerBound), mayServe: true) { return people }
        let rest = count.range.upperBound..<clause.upperBound
        guard let verb = text.find(Lexicon.words("audience.attend"), rest), verb.lowerBound > rest.lowerBound else {
            return nil
        }
        return people(rest.lowerBound..<verb.lowerBound, mayServe: true)
    }

    /// 预计参与学生200人
    private func joining(_ sentences: [Range<Int>]) -> Range<Int>? {
        for sentence in sentences {
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

    /// 全校师生参加, 会员群众现场观看
    private func attending(_ clause: Range<Int>) -> Range<Int>? {
        guard let verb = text.find(Lexicon.words("audience.attend"), clause), verb.lowerBound > clause.lowerBound + 1
        else {
            return nil
        }
        return people(afterVerb(clause.lowerBound..<verb.lowerBound))
    }

    /// What stands behind the last verb that takes people: 组织…, 邀请….
    private func afterVerb(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var rest = range
        while let verb = text.find(Lexicon.words("audience.verbs"), rest) {
            start = verb.upperBound
            rest = verb.upperBound..<range.upperBound
        }
        return start..<range.upperBound
    }

    /// 举行全体师生升旗仪式: all of a house, in front of what they hold.
    func whole(_ sentences: [Range<Int>]) -> Range<Int>? {
        for sentence in sentences.prefix(4) {
            for held in text.findAll(Self.holding, sentence) {
                let rest = held.upperBound..<min(sentence.upperBound, held.upperBound + 12)
                guard text.hasPrefix(Self.wholes, rest), let people = text.find(Lexicon.people, rest) else { continue }
                return held.upperBound..<people.upperBound
            }
        }
        return nil
    }

    /// 教职工“春季健身跑”活动, 市直机关党员植树活动: whom the name of an event is for.
    func inName(_ name: Range<Int>) -> Range<Int>? {
        guard let people = text.findAll(Self.named, name).last, people.upperBound < name.upperBound,
            !"节日之家代协们会".unicodeScalars.contains(text.keys[people.upperBound])
        else { return nil }
        let lead = name.lowerBound..<people.lowerBound
        let mark = lead.last { "”“》《暨年 ，、）".unicodeScalars.contains(text.keys[$0]) }
        return (mark.map { $0 + 1 } ?? lead.lowerBound)..<people.upperBound
    }

    private static let holding = Lexicon.words("audience.holding")
    private static let wholes = Lexicon.words("audience.whole")
    private static let named = Lexicon.words("audience.in names")

    // MARK: Who they are

    /// - Parameter mayServe: volunteers that come in numbers take part; those that are only led work.
    private func people(_ found: Range<Int>, mayServe: Bool = false) -> Range<Int>? {
        var range = text.trim(found)
        if let served = text.findLast("为", range), served.lowerBound > range.lowerBound {
            range = served.upperBound..<range.upperBound
        }
        if let count = CountRecogniser.findAll(text, range).first(where: \.isPeople) {
            if count.range.lowerBound - range.lowerBound < 10, count.range.upperBound < range.upperBound {
                range = text.trim(count.range.upperBound..<range.upperBound)
            } else if let home = text.findLast(["家", "庭"], count.unit) {
                return home
            } else {
                range = text.trim(range.lowerBound..<count.range.lowerBound)
            }
        }
        if let and = text.find(Lexicon.words("audience.and"), range), and.lowerBound > range.lowerBound {
            range = range.lowerBound..<and.lowerBound
        }
        range = trimmed(range)
        guard (2...60).contains(range.count), text.hasSuffix(Lexicon.people, NoticeParts.withoutBracket(text, range)),
            !isStaff(range, mayServe: mayServe), !text.contains(Lexicon.words("audience.no people"), range),
            !Lexicon.words("audience.nobody").contains(text.keys[range]), !range.contains(where: isMark)
        else { return nil }
        return range
    }

    private func isStaff(_ range: Range<Int>, mayServe: Bool) -> Bool {
        guard text.hasSuffix(Self.staff, range) else { return false }
        let isList = text.index(of: ["、", "和"], range) != nil
        return !(text.hasSuffix("志愿者", range) && (mayServe || isList))
    }

    private func isMark(_ index: Int) -> Bool { "，。；：".unicodeScalars.contains(text.keys[index]) }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let word = text.prefix(Self.vague, range), word.count < range.count {
            range = text.trim((range.lowerBound + word.count)..<range.upperBound)
        }
        while let word = text.suffix(Lexicon.words("audience.adverbs"), range), word.count + 1 < range.count {
            range = text.trim(range.lowerBound..<word.lowerBound)
        }
        while let word = text.suffix(Lexicon.words("count.before"), range), word.count < range.count {
            range = text.trim(range.lowerBound..<word.lowerBound)
        }
        return range
    }
}
