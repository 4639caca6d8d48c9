/// What each class, branch or person is asked to hand in, in the words of schools and unions: 各班传班会照片一张,
/// 每班择优发5张, 小报每班2份, 推荐优秀作品报团委.
struct AskedMaterial: Sendable {
    let text: NoticeText

    private static let askers = Lexicon.words("material.askers")
    private static let verbs = Lexicon.words("material.asked verbs")
    private static let rates = Lexicon.words("material.askers") + Lexicon.words("count.rates")

    func objects(_ paragraph: Range<Int>) -> [MaterialRecogniser.Object] {
        let sentences = text.sentences(paragraph.prefix(1_200))
        guard let first = sentences.first else { return [] }
        return sentences.flatMap { sentence in
            var goesOn = false
            return text.split(sentence, at: ["，"]).compactMap { clause in
                let object =
                    asked(clause, sentence, head: first) ?? counted(clause, sentence)
                    ?? (goesOn ? added(clause, sentence) : nil) ?? given(clause, sentence)
                goesOn = object?.isLocal ?? false
                return object
            }
        }
    }

    // MARK: 各班传班会照片一张

    private func asked(_ clause: Range<Int>, _ sentence: Range<Int>, head: Range<Int>) -> MaterialRecogniser.Object? {
        guard let asker = text.find(Self.askers, clause), asker.lowerBound - clause.lowerBound <= 12 else { return nil }
        let rest = asker.upperBound..<clause.upperBound
        guard let verb = verb(rest) ?? made(rest, sentence) else { return nil }
        guard !text.contains(Lexicon.words("deadline.takes"), rest.lowerBound..<max(rest.lowerBound, verb.lowerBound))
        else { return nil }
        var object = MaterialRecogniser.Object(range: rest, sentence: sentence)
        object.isLocal = true
        let after = verb.upperBound..<(text.index(of: ["（"], verb.upperBound..<clause.upperBound) ?? clause.upperBound)
        object.range = rest.lowerBound..<after.upperBound
        object.count = total(sentence)
        if text.contains(Lexicon.materialWords, object.range) { return object }
        object.count = object.count ?? count(after)
        // “劳动美”照片。…。每班择优发5张: the heading names it.
        guard object.count != nil, head.count <= 32, head != sentence, text.contains(Lexicon.materialWords, head) else {
            return nil
        }
        (object.range, object.isHeading) = (head, true)
        return object
    }

    /// 每人撰写观后感一篇，收齐后交机关党委: made first, handed in later in the sentence.
    private func made(_ range: Range<Int>, _ sentence: Range<Int>) -> Range<Int>? {
        guard let verb = text.find(Lexicon.words("material.making") + Lexicon.words("material.asked making"), range),
            HandingIn.verb(text, range.upperBound..<max(range.upperBound, sentence.upperBound)) != nil
        else { return nil }
        return verb
    }

    /// 上传, 上交, or 传, 发, 交, 报 alone.
    private func verb(_ range: Range<Int>) -> Range<Int>? {
        text.find(Lexicon.strongSubmitVerbs + Self.verbs, range) ?? HandingIn.lightVerb(text, range)
            ?? HandingIn.weakVerb(text, range)
    }

    /// …，照片两张: goes on with what the clause before asks.
    private func added(_ clause: Range<Int>, _ sentence: Range<Int>) -> MaterialRecogniser.Object? {
        guard clause.count <= 16, count(clause) != nil, text.contains(Lexicon.materialWords, clause) else { return nil }
        return .init(range: clause, sentence: sentence, isLocal: true)
    }

    // MARK: 小报每班2份

    private func counted(_ clause: Range<Int>, _ sentence: Range<Int>) -> MaterialRecogniser.Object? {
        guard let rate = text.find(Self.rates, clause), clause.lowerBound < rate.lowerBound, clause.count <= 40,
            let count = count(rate.upperBound..<clause.upperBound), count.range.lowerBound - rate.upperBound <= 6
        else { return nil }
        let noun = text.trim(clause.lowerBound..<rate.lowerBound)
        guard let word = text.findAll(Lexicon.materialWords, noun).last, noun.upperBound - word.upperBound <= 2 else {
            return nil
        }
        return .init(range: noun, sentence: sentence, isLocal: true, count: count)
    }

    // MARK: 推荐优秀作品报团委

    private func given(_ clause: Range<Int>, _ sentence: Range<Int>) -> MaterialRecogniser.Object? {
        guard let word = text.find(Lexicon.materialWords, clause) else { return nil }
        let rest = word.upperBound..<clause.upperBound
        guard let verb = text.find(Lexicon.strongSubmitVerbs, rest) ?? HandingIn.weakVerb(text, rest),
            verb.lowerBound - word.upperBound <= 24,
            !text.contains(Lexicon.words("material.refused"), clause.lowerBound..<verb.lowerBound),
            !text.hasPrefix(Lexicon.words("material.noun"), verb.upperBound..<clause.upperBound),
            isReceived(verb.upperBound..<clause.upperBound)
        else { return nil }
        return .init(range: clause.lowerBound..<verb.lowerBound, sentence: sentence)
    }

    private func isReceived(_ after: Range<Int>) -> Bool {
        guard let first = after.first else { return false }
        return "至到给".unicodeScalars.contains(text.keys[first]) || SignatureGrammar(text: text).isSigner(after)
    }

    // MARK: How many

    private func count(_ range: Range<Int>) -> CountRecogniser.Found? {
        CountRecogniser.findAll(text, range).first { !$0.isPeople }
    }

    /// 共8个以上
    private func total(_ sentence: Range<Int>) -> CountRecogniser.Found? {
        CountRecogniser.findAll(text, sentence).first { found in
            !found.isPeople
                && text.hasSuffix(Lexicon.words("count.totals"), sentence.lowerBound..<found.range.lowerBound)
        }
    }
}
