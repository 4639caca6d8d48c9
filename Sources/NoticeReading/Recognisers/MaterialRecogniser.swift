/// Which kinds of material are asked for, and how many.
struct MaterialRecogniser: Sendable {
    /// A kind is listed once; later mentions may only add the count.
    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [NoticeReading.Material] {
        var found: [NoticeReading.Material] = []
        for object in paragraphs.flatMap({ text.sentences($0) }).flatMap({ objects(text, $0) }) {
            for material in materials(text, object) {
                if let index = found.firstIndex(where: { $0.kind == material.kind }) {
                    if found[index].countMin == nil, material.countMin != nil { found[index] = material }
                } else {
                    found.append(material)
                }
            }
        }
        return found
    }

    /// The parts of a sentence that name what is handed in or gathered.
    private func objects(_ text: NoticeText, _ sentence: Range<Int>) -> [Range<Int>] {
        var objects: [Range<Int>] = []
        var verbs = text.findAll(Lexicon.strongSubmitVerbs, sentence)
        if verbs.isEmpty, text.contains(Lexicon.words("deadline.takes"), sentence) {
            verbs = HandingIn.weakVerb(text, sentence).map { [$0] } ?? []
        }
        for verb in verbs {
            let lead = max(sentence.lowerBound, verb.lowerBound - 160)..<verb.lowerBound
            if let take = text.findLast(["将"], lead) ?? text.findLast(["把"], lead) {
                objects.append(take.upperBound..<verb.lowerBound)
            } else if let clause = text.split(lead, at: ["，"]).last(where: { clause in
                text.contains(Lexicon.words("material.making"), clause)
            }) {
                objects.append(clause)
            }
            let end =
                text.index(of: ["，"], verb.upperBound..<min(sentence.upperBound, verb.upperBound + 160))
                ?? min(sentence.upperBound, verb.upperBound + 160)
            if !isNoun(text, verb, sentence) { objects.append(verb.upperBound..<end) }
        }
        for verb in text.findAll(Lexicon.gatherVerbs, sentence) {
            let end =
                text.index(of: ["，"], verb.upperBound..<min(sentence.upperBound, verb.upperBound + 160))
                ?? min(sentence.upperBound, verb.upperBound + 160)
            let object = verb.upperBound..<end
            if text.contains(Lexicon.words("material.gathered"), object) { objects.append(object) }
        }
        return objects
    }

    /// 信息报送质量: the verb as part of a noun.
    private func isNoun(_ text: NoticeText, _ verb: Range<Int>, _ sentence: Range<Int>) -> Bool {
        text.hasPrefix(Lexicon.words("material.noun"), verb.upperBound..<sentence.upperBound)
    }

    private func materials(_ text: NoticeText, _ object: Range<Int>) -> [NoticeReading.Material] {
        var hits: [(range: Range<Int>, kind: NoticeReading.Material.Kind)] = []
        for (words, kind) in Lexicon.materials {
            guard let hit = text.find(words, object), !hits.contains(where: { $0.range.overlaps(hit) }) else {
                continue
            }
            if kind == .other, hits.contains(where: { $0.range.upperBound > object.lowerBound }),
                text.hasSuffix("资料", hit)
            {
                continue
            }
            hits.append((hit, kind))
        }
        hits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return hits.enumerated().map { position, hit in
            let next = position + 1 < hits.count ? hits[position + 1].range.lowerBound : object.upperBound
            let count = count(text, hit.range, until: min(next, hit.range.upperBound + 14), from: object.lowerBound)
            let end = max(hit.range.upperBound, count?.range.upperBound ?? 0)
            return .init(
                kind: hit.kind, countMin: count?.min, countMax: count?.max,
                source: text.source(
                    min(hit.range.lowerBound, count?.range.lowerBound ?? .max)..<min(end, object.upperBound)))
        }
    }

    /// Behind the noun in brackets or bare (照片10张), or before it (10张照片).
    private func count(_ text: NoticeText, _ noun: Range<Int>, until end: Int, from start: Int) -> CountRecogniser
        .Found?
    {
        let after = CountRecogniser.findAll(text, noun.upperBound..<max(end, noun.upperBound)).first { found in
            found.range.lowerBound - noun.upperBound <= 5 && !found.isPeople
        }
        let before = CountRecogniser.findAll(text, max(start, noun.lowerBound - 14)..<noun.lowerBound).last { found in
            noun.lowerBound - found.range.upperBound <= 5 && !found.isPeople
                && text.index(of: ["、", "，", "）"], found.range.upperBound..<noun.lowerBound) == nil
        }
        return before ?? after
    }
}
