/// The sentence by which something is handed in: 请于X前将A报送至B, A于X前报B, X前报送A, A截止X.
struct HandingIn: Sendable {
    let text: NoticeText

    private static let takes = Lexicon.words("deadline.takes")
    private static let other = Lexicon.words("deadline.other")
    private static let done = Lexicon.words("deadline.not handed in")

    struct Object: Sendable {
        var what: Range<Int>
        var to: Range<Int>?
    }

    func object(_ due: DeadlineRecogniser.Due, _ scope: Range<Int>) -> Object? {
        let lead = scope.lowerBound..<max(scope.lowerBound, due.range.lowerBound)
        let rest = min(due.range.upperBound, scope.upperBound)..<scope.upperBound
        return taken(lead, rest) ?? verbal(lead, rest) ?? labelled(due, lead, rest)
    }

    // MARK: 将A报送B

    private func taken(_ lead: Range<Int>, _ rest: Range<Int>) -> Object? {
        guard let take = text.find(Self.takes, rest) ?? text.find(Self.takes, lead),
            let verb = Self.verb(text, take.upperBound..<rest.upperBound)
                ?? Self.lightVerb(text, take.upperBound..<rest.upperBound)
        else { return nil }
        var what = text.trim(take.upperBound..<verb.lowerBound)
        if what.lowerBound < lead.upperBound, what.upperBound > lead.upperBound {
            what = what.lowerBound..<lead.upperBound
        }
        what = Self.withoutChannel(text, withoutParticles(what))
        guard what.count > 0 else { return nil }
        return Object(
            what: what, to: receiver(verb.upperBound..<rest.upperBound) ?? towards(take.upperBound..<verb.lowerBound))
    }

    /// 以电子版形式 or 通过浙政钉 is no part of what is handed in.
    static func withoutChannel(_ text: NoticeText, _ range: Range<Int>) -> Range<Int> {
        guard let channel = text.find(Lexicon.words("deadline.channel"), range),
            channel.lowerBound > range.lowerBound + 1
        else { return range }
        return text.trim(range.lowerBound..<channel.lowerBound)
    }

    // MARK: 报送A, A…报B

    private func verbal(_ lead: Range<Int>, _ rest: Range<Int>) -> Object? {
        guard let verb = Self.verb(text, clauses(rest)) else { return nil }
        let after = verb.upperBound..<rest.upperBound
        let end = text.split(after, at: ["，"]).first?.upperBound ?? after.upperBound
        let clause = verb.upperBound..<end
        let between = rest.lowerBound..<max(rest.lowerBound, verb.lowerBound)
        if let named = made(lead) ?? subject(lead) ?? subject(between), !isThing(clause) {
            return Object(what: named, to: receiver(clause))
        }
        let split = text.findAll(Lexicon.words("deadline.recipient"), clause).last {
            $0.lowerBound > clause.lowerBound + 1 && !text.keys[clause.lowerBound..<$0.lowerBound].contains("（")
                && !(($0.lowerBound > 0) && text.keys[$0.lowerBound - 1].isDigit)
        }
        var what = text.trim(clause.lowerBound..<(split?.lowerBound ?? clause.upperBound))
        what = Self.withoutChannel(text, what)
        guard what.count > 1, !isPlace(verb, what) else {
            return made(lead).map { Object(what: $0, to: receiver(clause)) }
        }
        let to =
            split.flatMap { receiver($0.upperBound..<clause.upperBound) } ?? towards(rest.lowerBound..<verb.lowerBound)
        return Object(what: what, to: to)
    }

    /// Up to the second clause: 5月30日前，请各单位报送….
    private func clauses(_ rest: Range<Int>) -> Range<Int> {
        let pieces = text.split(rest, at: ["，"]).prefix(2)
        guard let first = pieces.first, let last = pieces.last else { return rest }
        return first.count <= 3 || Self.verb(text, first) == nil
            ? rest.lowerBound..<last.upperBound : rest.lowerBound..<first.upperBound
    }

    /// 报市总工会: nothing but the receiver stands behind the verb.
    private func isPlace(_ verb: Range<Int>, _ what: Range<Int>) -> Bool {
        guard !isThing(what) else { return false }
        return "至到给".unicodeScalars.contains(text.keys[verb.upperBound - 1])
            || SignatureGrammar(text: text).isSigner(NoticeParts.withoutBracket(text, what))
    }

    private func isThing(_ range: Range<Int>) -> Bool {
        Lexicon.materials.contains { text.contains($0.words, range) }
            || text.contains(Lexicon.words("deadline.things"), range)
    }

    /// 形成书面总结报告，于 … or 制定工作方案，: what the clause before has made.
    private func made(_ lead: Range<Int>) -> Range<Int>? {
        for clause in text.split(lead, at: ["，"]).suffix(2).reversed() where clause.count > 3 {
            guard let verb = text.find(Lexicon.words("deadline.making"), clause) else { continue }
            let what = withoutParticles(verb.upperBound..<clause.upperBound)
            if what.count > 1 { return what }
        }
        return nil
    }

    /// 参加展览的作品请于 … : what stands as the subject, if it is no organisation that is asked.
    private func subject(_ lead: Range<Int>) -> Range<Int>? {
        guard let clause = text.split(lead, at: ["，", "："]).last else { return nil }
        let what = withoutParticles(clause)
        guard what.count > 1, isThing(what) else { return nil }
        return what
    }

    /// Without a leading 请/并 and a closing 请于, 分别于, 务必在.
    private func withoutParticles(_ range: Range<Int>) -> Range<Int> {
        var range = text.trim(range)
        if let marker = HeadingGrammar.marker(text.keys, range), marker.length < range.count {
            range = (range.lowerBound + marker.length)..<range.upperBound
        }
        while let particle = text.suffix(Lexicon.words("deadline.particles"), range), particle.count < range.count {
            range = text.trim(range.lowerBound..<particle.lowerBound)
        }
        while let last = range.last, "，、：".unicodeScalars.contains(text.keys[last]) { range.removeLast() }
        return range
    }

    // MARK: 报名截止X

    private func labelled(_ due: DeadlineRecogniser.Due, _ lead: Range<Int>, _ rest: Range<Int>) -> Object? {
        if let label = due.label {
            let start =
                text.split(lead, at: ["，", "。"]).last(where: { $0.contains(label.lowerBound) })?.lowerBound
                ?? label.lowerBound
            let bare = Lexicon.words("deadline.label endings")
            var what = start..<label.upperBound
            if label.lowerBound < lead.lowerBound || label.lowerBound - start > 24 { what = label }
            if let marker = HeadingGrammar.marker(text.keys, what), marker.length < what.count {
                what = (what.lowerBound + marker.length)..<what.upperBound
            }
            if let ending = text.suffix(bare, what), ending.lowerBound > what.lowerBound + 1 {
                what = what.lowerBound..<ending.lowerBound
            }
            return Object(what: text.trim(what), to: nil)
        }
        // The words of the same clause, or of the next if the time stands alone.
        let pieces = text.split(rest, at: ["，"])
        let clause = pieces.first.map { $0.count > 2 ? $0 : pieces.dropFirst().first ?? $0 } ?? rest
        let before = text.split(lead, at: ["，"]).last ?? lead
        let after = min(rest.lowerBound, clause.lowerBound)..<max(rest.lowerBound, clause.upperBound)
        guard !text.contains(Self.done, after) else { return nil }
        if let word = text.find(Self.other, after) {
            let place = text.prefix(Lexicon.words("deadline.towards"), after)
            let to = place.flatMap { text.trim($0.upperBound..<word.lowerBound) }.flatMap {
                (2...30).contains($0.count) ? $0 : nil
            }
            return Object(what: word, to: to.map { withoutVerb($0) })
        }
        if let word = text.find(Lexicon.words("deadline.naming"), after) {
            return Object(what: text.trim(word.lowerBound..<after.upperBound), to: nil)
        }
        if text.contains(Lexicon.words("deadline.cue"), before) {
            if let word = text.findAll(Self.other, before).last { return Object(what: text.trim(word), to: nil) }
            return sent(lead)
        }
        if text.contains(Lexicon.words("period.from now"), before), let word = text.find(Self.other, rest) {
            return Object(what: word, to: nil)
        }
        return nil
    }

    /// 电子稿发至语文组邮箱，截止…: what the clause before sends.
    private func sent(_ lead: Range<Int>) -> Object? {
        guard let clause = text.split(lead, at: ["，"]).dropLast().last, let verb = Self.verb(text, clause) else {
            return nil
        }
        let what = withoutParticles(clause.lowerBound..<verb.lowerBound)
        guard what.count > 1, isThing(what) else { return nil }
        return Object(what: what, to: receiver(verb.upperBound..<clause.upperBound))
    }

    /// 社区服务大厅登记 → 社区服务大厅
    private func withoutVerb(_ range: Range<Int>) -> Range<Int> {
        guard let verb = text.suffix(Lexicon.words("deadline.visiting"), range), verb.lowerBound > range.lowerBound + 1
        else { return range }
        return range.lowerBound..<verb.lowerBound
    }

    // MARK: Verbs and receivers

    static func verb(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let weak = weakVerb(text, range)
        guard let strong = text.find(Lexicon.strongSubmitVerbs, range) else { return weak }
        if let weak, weak.lowerBound < strong.lowerBound { return weak }
        return text.match(Lexicon.submitVerbs, at: strong.lowerBound, before: range.upperBound)
            .map { strong.lowerBound..<(strong.lowerBound + $0.count) } ?? strong
    }

    /// 报, 交 or 送 alone, unless it is a part of 海报, 报名, 交流, 送温暖 …
    static func weakVerb(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let found = range.first { index in
            guard index + 1 < range.upperBound else { return false }
            let before = index > range.lowerBound ? text.keys[index - 1] : "，"
            let after = text.keys[index + 1]
            switch text.keys[index] {
            case "报":
                return !"海汇日晚情简板申填上通播预战举".unicodeScalars.contains(before)
                    && !"道名告刊纸社表备考酬满废警销".unicodeScalars.contains(after)
            case "交": return !"社提外公递转".unicodeScalars.contains(before) && !"流通往友警费互接叉换谈".unicodeScalars.contains(after)
            case "送":
                return !"报寄发赠配护欢运播推递输".unicodeScalars.contains(before)
                    && "县市区镇街省团公学校局院社村乡".unicodeScalars.contains(after)
            default: return false
            }
        }
        return found.map { $0..<($0 + 1) }
    }

    /// 传 and 发 alone, unless they are a part of 宣传, 开发, 发放, 传统 …
    static func lightVerb(_ text: NoticeText, _ range: Range<Int>) -> Range<Int>? {
        let found = range.first { index in
            let before = index > range.lowerBound ? text.keys[index - 1] : " "
            let after = index + 1 < range.upperBound ? text.keys[index + 1] : " "
            switch text.keys[index] {
            case "传":
                return !"宣流遗相祖外".unicodeScalars.contains(before) && !"统承播染达递真说导扬教唱".unicodeScalars.contains(after)
            case "发":
                return !"开启激出突自首印颁群分下研沙头并".unicodeScalars.contains(before)
                    && !"放动布现言挥展生扬奖出起行表明票射育达".unicodeScalars.contains(after)
            default: return false
            }
        }
        return found.map { $0..<($0 + 1) }
    }

    private func receiver(_ range: Range<Int>) -> Range<Int>? {
        let end = text.index(of: ["，", "。", "（", "；", "："], range) ?? range.upperBound
        var start = range.lowerBound
        while start < end, "至到给往".unicodeScalars.contains(text.keys[start]) { start += 1 }
        var found = text.trim(start..<end)
        // 发至工会abc@example.org邮箱: whose box it is, else the box.
        if let at = text.index(of: ["@"], found) {
            var address = at
            while address > found.lowerBound, !text.keys[address - 1].isHan, text.keys[address - 1] != "：" {
                address -= 1
            }
            let owner = text.trim(found.lowerBound..<address)
            if owner.count >= 2, !text.hasPrefix("邮箱", owner) { found = owner }
            while let last = found.last, text.keys[last] == "：" { found.removeLast() }
        }
        return (2...40).contains(found.count) ? found : nil
    }

    /// 向街道妇联报送 …
    private func towards(_ range: Range<Int>) -> Range<Int>? {
        guard let towards = text.findLast(["向"], range) else { return nil }
        let found = text.trim(towards.upperBound..<range.upperBound)
        return (2...30).contains(found.count) && SignatureGrammar(text: text).isSigner(found) ? found : nil
    }

    // MARK: Whose duty, and which share

    /// 市总工会要求县总工会于7月5日前报送: a single organisation that is asked is the issuer itself.
    func isOwnDuty(_ due: DeadlineRecogniser.Due, _ scope: Range<Int>) -> Bool {
        let lead = scope.lowerBound..<max(scope.lowerBound, due.range.lowerBound)
        guard let clause = text.split(lead, at: ["，", "："]).last else { return false }
        let isAsked = text.contains("要求", lead)
        var subject = clause
        if let asks = text.findLast("要求", clause) { subject = asks.upperBound..<clause.upperBound }
        let isAnnounced = text.hasSuffix("将于", subject) || text.hasSuffix("将在", subject)
        subject = withoutParticles(subject)
        guard isAsked || isAnnounced, !text.contains(Lexicon.words("deadline.asked"), subject) else { return false }
        return parts(subject)
    }

    private func parts(_ subject: Range<Int>) -> Bool {
        SignatureGrammar(text: text).isOrganisation(subject) || text.hasPrefix("我", subject)
    }

    /// 8月15日、9月5日前分别报送阶段小结和活动总结: each thing has its own day.
    func shares(_ what: Range<Int>, _ due: DeadlineRecogniser.Due, _ scope: Range<Int>) -> [(Range<Int>, CalendarDay?)]
    {
        guard due.rhythm == nil, due.days.count > 1, text.contains("分别", scope) else { return [(what, due.days.last)] }
        for separators in [["、"], ["、", "和", "及"]] as [Marks] {
            let pieces = text.split(what, at: separators).map { text.trim($0) }.filter { !$0.isEmpty }
            if pieces.count == due.days.count { return Array(zip(pieces, due.days.map(Optional.some))) }
        }
        return [(what, due.days.last)]
    }
}
