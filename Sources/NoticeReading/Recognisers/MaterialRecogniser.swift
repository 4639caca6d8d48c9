/// Which kinds of material are asked for, and how many.
struct MaterialRecogniser: Sendable {
    typealias Kind = NoticeReading.Material.Kind

    /// What a deadline, a sentence or a list names, with the sentence it stands in.
    struct Object: Sendable {
        var range: Range<Int>
        var sentence: Range<Int>
        /// Named by a deadline: 征集 and 投稿 stand for works.
        var isDue = false
        /// Asked of each class or branch, beside what is asked of all.
        var isLocal = false
        /// The heading of the sentence that asks.
        var isHeading = false
        /// The number asked, where it stands apart from the noun.
        var count: CountRecogniser.Found?
    }

    /// A kind is listed once and later mentions may only add the count, unless several are asked for by number.
    /// - Parameter due: what the deadlines name.
    func findAll(_ text: NoticeText, _ paragraphs: [Range<Int>], due: [Object] = []) -> [NoticeReading.Material] {
        let asked = paragraphs.flatMap { text.sentences($0) }.flatMap { sentence in
            objects(text, sentence).map { Object(range: $0, sentence: sentence) }
        }
        let local = paragraphs.flatMap { AskedMaterial(text: text).objects($0) }
        let due = due.map { Object(range: $0.range, sentence: $0.sentence, isDue: true) }
        let all = (due + asked + lists(text, paragraphs) + local).sorted {
            ($0.range.lowerBound, $0.isLocal ? 0 : 1) < ($1.range.lowerBound, $1.isLocal ? 0 : 1)
        }
        var list = MaterialList()
        for object in all {
            for material in materials(text, object) { list.add(material, isLocal: object.isLocal) }
        }
        return list.sorted
    }

    // MARK: Sentences that ask for something

    /// The parts of a sentence that name what is handed in or gathered.
    private func objects(_ text: NoticeText, _ sentence: Range<Int>) -> [Range<Int>] {
        var objects: [Range<Int>] = []
        var verbs = text.findAll(Lexicon.strongSubmitVerbs, sentence)
        if verbs.isEmpty, text.contains(Lexicon.words("material.taking"), sentence) {
            verbs = HandingIn.weakVerb(text, sentence).map { [$0] } ?? []
        }
        for verb in verbs where !isNoun(text, verb, sentence) && !isRefused(text, verb, sentence) {
            let lead = max(sentence.lowerBound, verb.lowerBound - 160)..<verb.lowerBound
            if text.hasPrefix("上传", verb), !text.contains(Lexicon.words("deadline.takes"), lead) { continue }
            if let take = text.findLast(["将"], lead) ?? text.findLast(["把"], lead),
                !isMedium(text, take.upperBound..<verb.lowerBound)
            {
                objects.append(take.upperBound..<verb.lowerBound)
            } else {
                objects += text.split(lead, at: ["，"]).filter { text.contains(Lexicon.words("material.making"), $0) }
            }
            // 作品发送至指定邮箱: the thing is the subject.
            if let last = text.split(lead, at: ["，"]).last, "至到".unicodeScalars.contains(text.keys[verb.upperBound - 1])
            {
                objects.append(last)
            }
            objects.append(verb.upperBound..<clauseEnd(text, verb.upperBound, sentence))
        }
        for verb in text.findAll(Lexicon.gatherVerbs, sentence) {
            let object = verb.upperBound..<clauseEnd(text, verb.upperBound, sentence)
            if text.contains(Lexicon.words("material.gathered"), object) { objects.append(object) }
        }
        return objects
    }

    /// 将电子版 and no more: what was filled in before is what is handed in.
    private func isMedium(_ text: NoticeText, _ object: Range<Int>) -> Bool {
        text.hasPrefix(Lexicon.words("material.media"), text.trim(object))
            && !text.contains(Lexicon.materialWords, object)
    }

    /// The end of the clause, or of the next that adds to it: …，并附统计表.
    private func clauseEnd(_ text: NoticeText, _ start: Int, _ sentence: Range<Int>) -> Int {
        let limit = min(sentence.upperBound, start + 160)
        let clauses = text.split(start..<limit, at: ["，"])
        guard let first = clauses.first, first.lowerBound == start else { return clauses.isEmpty ? limit : start }
        let adds = clauses.dropFirst().first.map { text.hasPrefix(Lexicon.words("material.adding"), $0) ? $0 : first }
        return (adds ?? first).upperBound
    }

    /// 信息报送质量: the verb as part of a noun.
    private func isNoun(_ text: NoticeText, _ verb: Range<Int>, _ sentence: Range<Int>) -> Bool {
        text.hasPrefix(Lexicon.words("material.noun"), verb.upperBound..<sentence.upperBound)
    }

    /// 不得要求报送, 市总工会将报送: what is forbidden, or what others do, is not asked for.
    private func isRefused(_ text: NoticeText, _ verb: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let lead = max(sentence.lowerBound, verb.lowerBound - 12)..<verb.lowerBound
        return text.contains(Lexicon.words("material.refused"), lead)
    }

    /// 结项材料包括：A、B, and the lines below such a heading, each of which begins with its material.
    private func lists(_ text: NoticeText, _ paragraphs: [Range<Int>]) -> [Object] {
        var objects: [Object] = []
        var below = 0
        for paragraph in paragraphs {
            let head = paragraph.lowerBound..<min(paragraph.upperBound, paragraph.lowerBound + 400)
            if opensBelow(text, head) {
                below = 12
            } else if let opens = text.find(Lexicon.words("material.lists"), head) {
                let sentence = text.sentences(opens.upperBound..<head.upperBound).first ?? opens
                objects.append(Object(range: sentence, sentence: sentence))
                below = head.upperBound - opens.upperBound < 8 ? 12 : 0
            } else if below > 0 {
                let items = items(text, head)
                below = items.isEmpty ? 0 : below - 1
                objects += items.map { Object(range: $0, sentence: head) }
            } else {
                below = 0
            }
        }
        return objects
    }

    /// What a line of such a list begins with, and the parts that count it or say what it mostly is.
    private func items(_ text: NoticeText, _ line: Range<Int>) -> [Range<Int>] {
        let pieces = text.split(line, at: ["，", "。", "：", "；"])
        guard let first = pieces.first.map({ beforeBracket(text, $0) }), first.count <= 60,
            text.hasSuffix("材料", first) || text.hasSuffix("报告", first) || text.contains(Lexicon.materialWords, first)
        else { return [] }
        let counted = CountRecogniser.findAll(text, line)
            .filter { !$0.isPeople && $0.range.upperBound > first.upperBound }
            .map { max(first.upperBound, $0.range.lowerBound - 8)..<$0.range.upperBound }.filter { !$0.isEmpty }
        return [first] + pieces.dropFirst().filter { text.hasSuffix("为主", $0) } + counted
    }

    /// 请于1月25日前将以下材料报组织部：
    private func opensBelow(_ text: NoticeText, _ head: Range<Int>) -> Bool {
        guard let last = head.last, text.keys[last] == "：", let sentence = text.sentences(head).last,
            text.contains(Lexicon.words("material.lists below"), sentence)
        else { return false }
        return HandingIn.verb(text, sentence) != nil
    }

    /// 《项目汇总表》（仅一般项目填写）或《申报书》 begins with what stands before the bracket.
    private func beforeBracket(_ text: NoticeText, _ piece: Range<Int>) -> Range<Int> {
        guard let open = text.index(of: ["（"], piece), open > piece.lowerBound + 3 else { return piece }
        return piece.lowerBound..<open
    }

    // MARK: The nouns in them

    private struct Hit {
        var range: Range<Int>
        var kind: Kind
    }

    private func hits(_ text: NoticeText, _ object: Range<Int>, isHeading: Bool) -> [Hit] {
        var hits: [Hit] = []
        for range in text.findAll(Lexicon.materialWords, object) {
            guard let kind = Lexicon.materialKinds[Word(text.keys[range])],
                isHeading || !text.hasPrefix(Lexicon.words("material.no noun"), range.upperBound..<object.upperBound),
                !(kind == .contactPerson && text.keys.indices.contains(range.upperBound)
                    && text.keys[range.upperBound] == "：")
            else { continue }
            // 照片、视频等资料 names nothing new.
            let before = max(object.lowerBound, range.lowerBound - 5)..<range.lowerBound
            if kind == .other, !hits.isEmpty, text.hasSuffix(Lexicon.words("material.umbrella"), range),
                text.contains("等", before)
            {
                continue
            }
            // 短视频作品, 活动照片资料: the last noun of a row is the thing.
            if let last = hits.last, last.range.upperBound == range.lowerBound {
                if kind == .other || kind == .text { continue }
                hits.removeLast()
            }
            hits.append(Hit(range: range, kind: kind))
        }
        // 学习全会精神报告
        let name = NoticeParts.withoutBracket(text, text.trim(object))
        if hits.isEmpty, name.count > 2, text.hasSuffix("报告", name) {
            hits.append(Hit(range: (name.upperBound - 2)..<name.upperBound, kind: .summary))
        }
        return hits
    }

    private func materials(_ text: NoticeText, _ object: Object) -> [NoticeReading.Material] {
        // 确定参赛队伍名单 hands nothing in.
        if object.isDue, text.hasPrefix(Lexicon.words("deadline.naming"), object.range) { return [] }
        var hits = hits(text, object.range, isHeading: object.isHeading)
        if hits.isEmpty, let entry = text.find(Lexicon.words("material.entries"), object.range), object.isDue {
            hits = [Hit(range: entry, kind: .works)]
        }
        var found: [NoticeReading.Material] = hits.enumerated().map { position, hit in
            let next = position + 1 < hits.count ? hits[position + 1].range.lowerBound : object.range.upperBound
            let first = position > 0 ? hits[position - 1].range.upperBound : object.range.lowerBound
            let count =
                object.count
                ?? count(
                    text, hit.range, until: min(max(next, hit.range.upperBound), hit.range.upperBound + 14), from: first
                )
                ?? limit(text, hit, object)
            let end = max(hit.range.upperBound, count?.range.upperBound ?? 0)
            // 短视频征集。每单位报送2件: pieces are works.
            let arePieces = object.isHeading && count.map { text.hasSuffix("件", $0.unit) } ?? false
            return .init(
                kind: arePieces ? .works : hit.kind, countMin: count?.min, countMax: count?.max,
                source: text.source(min(hit.range.lowerBound, count?.range.lowerBound ?? .max)..<end))
        }
        if let each = text.find(["各"], object.range), let last = hits.last, each.lowerBound >= last.range.upperBound,
            let count = CountRecogniser.findAll(text, each.upperBound..<object.range.upperBound).first, !count.isPeople,
            count.range.lowerBound <= each.upperBound + 1
        {
            for index in found.indices { (found[index].countMin, found[index].countMax) = (count.min, count.max) }
        }
        return found
    }

    /// Behind the noun in brackets or bare (照片10张), or before it (10张照片).
    private func count(_ text: NoticeText, _ noun: Range<Int>, until end: Int, from start: Int) -> CountRecogniser
        .Found?
    {
        let after = CountRecogniser.findAll(text, noun.upperBound..<max(end, noun.upperBound)).first { found in
            found.range.lowerBound - noun.upperBound <= 6 && !isCopies(text, found)
                && text.index(of: ["、", "，"], noun.upperBound..<found.range.lowerBound) == nil
                && !isOfNext(text, found, after: noun)
        }
        let before = CountRecogniser.findAll(text, max(start, noun.lowerBound - 14)..<noun.lowerBound).last { found in
            noun.lowerBound - found.range.upperBound <= 6
                && text.index(of: ["、", "，", "）", "和", "及", "与"], found.range.upperBound..<noun.lowerBound) == nil
        }
        return before ?? after
    }

    /// 信息统计表和3张照片: behind 和 the number, with 不少于 or so at most before it, counts what comes next.
    private func isOfNext(_ text: NoticeText, _ found: CountRecogniser.Found, after noun: Range<Int>) -> Bool {
        let gap = text.trim(noun.upperBound..<found.range.lowerBound)
        guard let joins = gap.last(where: { "和及与".unicodeScalars.contains(text.keys[$0]) }) else { return false }
        let rest = text.trim((joins + 1)..<gap.upperBound)
        return rest.isEmpty || text.suffix(Lexicon.words("count.at least"), rest) == rest
            || text.suffix(Lexicon.words("count.at most"), rest) == rest
    }

    /// 一份 of a form for each person is no number of forms; 名 and 人 count only those who keep in touch.
    private func isCopies(_ text: NoticeText, _ found: CountRecogniser.Found) -> Bool { found.isPeople }

    /// 每人限报2件 in the same sentence holds for the works.
    private func limit(_ text: NoticeText, _ hit: Hit, _ object: Object) -> CountRecogniser.Found? {
        guard hit.kind == .works, let limit = text.find(Lexicon.words("material.limits"), object.sentence) else {
            return nil
        }
        return CountRecogniser.findAll(text, limit.upperBound..<min(object.sentence.upperBound, limit.upperBound + 8))
            .first { !$0.isPeople }.map { found in
                var found = found
                found.min = nil
                return found
            }
    }
}

/// The materials as they are found.
private struct MaterialList {
    /// No document asks for more.
    private static let limit = 100
    private var all: [(material: NoticeReading.Material, isLocal: Bool)] = []

    mutating func add(_ material: NoticeReading.Material, isLocal: Bool) {
        guard all.count < Self.limit else { return }
        let same = all.indices.filter { all[$0].material.kind == material.kind }
        let isCounted = Self.isCounted(material)
        if same.contains(where: { Self.isAlike(all[$0].material, material) }) { return }
        if let open = same.first(where: { !Self.isCounted(all[$0].material) && !all[$0].isLocal }), isCounted {
            all[open] = (material, isLocal)
        } else if same.isEmpty || isLocal || isCounted && same.allSatisfy({ all[$0].isLocal }) {
            all.append((material, isLocal))
        }
    }

    private static func isCounted(_ material: NoticeReading.Material) -> Bool {
        material.countMin != nil || material.countMax != nil
    }

    private static func isAlike(_ one: NoticeReading.Material, _ other: NoticeReading.Material) -> Bool {
        one.countMin == other.countMin && one.countMax == other.countMax
    }

    var sorted: [NoticeReading.Material] { all.map(\.material).sorted { $0.source.start < $1.source.start } }
}
