/// Where something is held, as sentences state it: 在 … 举办, 走进 …, 依托 … 开设.
struct VenueRecogniser: Sendable {
    let text: NoticeText

    private static let stops = Lexicon.words("venue.stops")
    private static let noPlace = Lexicon.words("venue.no place")
    private static let media = Lexicon.words("venue.media")
    private static let barriers: Marks = ["，", "。", "；", "：", "！", "\n"]

    /// From the surest form to the least sure.
    func find(_ sentences: [Range<Int>]) -> Range<Int>? {
        place(sentences, Lexicon.words("venue.arranged.from")) { !isMedium($0) }
            ?? place(sentences, Lexicon.words("venue.held.from")) { !isMedium($0) }
            ?? platform(sentences.prefix(2))
            ?? place(sentences, Lexicon.words("venue.into.from")) { !isMedium($0) }
            ?? place(sentences, Lexicon.words("venue.based.from")) { !isMedium($0) }
            ?? place(sentences, Lexicon.words("venue.held.from")) { isMedium($0) && $0.count >= 6 }
            ?? sentences.prefix(2).lazy.compactMap(bare).first
    }

    /// 5月13日，区羽毛球馆: a clause that is a place and no more.
    private func bare(_ sentence: Range<Int>) -> Range<Int>? {
        let clauses = text.split(sentence, at: ["，"]).map { text.trim($0) }
        guard clauses.count >= 2, clauses[0].contains(where: { text.keys[$0].isDigit }) else { return nil }
        return clauses.dropFirst().first {
            isPlace($0) && $0.count <= 20 && (text.suffix(Lexicon.places, $0)?.count ?? 0) >= 1 && !isMedium($0)
        }
    }

    /// The name of a place and no more.
    func isPlace(_ range: Range<Int>) -> Bool {
        let range = text.trim(range)
        guard (2...40).contains(range.count), let place = text.suffix(Lexicon.places, range),
            !text.hasPrefix(Lexicon.words("venue.no start"), range)
        else { return false }
        return (text.suffix(Self.noPlace, range)?.count ?? 0) < place.count
    }

    private func isMedium(_ range: Range<Int>) -> Bool {
        text.contains(Self.media, range) && !text.contains("融媒体", range)
    }

    // MARK: Places behind a preposition

    private func place(
        _ sentences: some Sequence<Range<Int>>, _ openers: Words, where fits: (Range<Int>) -> Bool
    ) -> Range<Int>? {
        for sentence in sentences {
            var index = sentence.lowerBound
            while index < sentence.upperBound {
                guard let opener = text.match(openers, at: index, before: sentence.upperBound),
                    !isPartOfWord(index, opener, sentence)
                else {
                    index += 1
                    continue
                }
                index += opener.count
                if let place = stretch(index, sentence.upperBound), fits(place) { return place }
            }
        }
        return nil
    }

    /// 达到, 得到, 现在 and the like.
    private func isPartOfWord(_ index: Int, _ opener: Word, _ sentence: Range<Int>) -> Bool {
        guard opener.count == 1, index > sentence.lowerBound else { return false }
        let before = text.keys[index - 1]
        return opener == ["到"]
            ? "达得送做受收感提看找想遇直及报赶等办落".unicodeScalars.contains(before) : "现存所旨正实潜内外".unicodeScalars.contains(before)
    }

    /// The longest name of a place from `start` to the verb or mark that ends it.
    private func stretch(_ start: Int, _ limit: Int) -> Range<Int>? {
        var end = start
        var depth = 0
        while end < min(limit, start + 60) {
            let key = text.keys[end]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth -= 1 }
            if depth < 0 { break }
            if depth == 0 {
                if Self.barriers.contains(key) { break }
                if end > start + 1, isStop(end, start, limit) { break }
            }
            end += 1
        }
        return name(start..<end)
    }

    /// A verb that ends a place, not the 服务 of 服务中心 nor the 组织 of 协会组织.
    private func isStop(_ index: Int, _ start: Int, _ limit: Int) -> Bool {
        guard let stop = text.match(Self.stops, at: index, before: limit),
            text.match(Lexicon.places, at: index, before: limit) == nil,
            !beginsPlace(index + stop.count, limit)
        else { return false }
        return !text.hasSuffix(Lexicon.words("venue.no stop before"), start..<index)
    }

    private func beginsPlace(_ index: Int, _ limit: Int) -> Bool {
        guard let place = text.match(Lexicon.places, at: index, before: limit) else { return false }
        return place.count >= 2 || "站点所室厅馆院".unicodeScalars.contains(text.keys[index])
    }

    private func name(_ stretch: Range<Int>) -> Range<Int>? {
        let stretch = text.trim(NoticeParts.withoutBracket(text, text.trim(stretch)))
        for end in stride(from: stretch.upperBound, to: max(stretch.lowerBound + 1, stretch.upperBound - 5), by: -1) {
            let place = stretch.lowerBound..<end
            guard isPlace(place) else { continue }
            if text.contains("、到", place) { return nil }
            let rest = end..<stretch.upperBound
            if !rest.isEmpty, let word = text.suffix(Lexicon.places, place), word.count < 2,
                !["镇", "村", "乡"].contains(text.keys[end - 1])
            {
                continue
            }
            if text.contains(Lexicon.words("venue.no rest"), rest) { return nil }
            return place
        }
        return nil
    }

    // MARK: Platforms

    private static let platforms = Capture("venue.platform", limit: 40)

    private func platform(_ sentences: some Sequence<Range<Int>>) -> Range<Int>? {
        for sentence in sentences {
            for place in Self.platforms.findAll(text, sentence)
            where text.hasSuffix(Lexicon.words("venue.platform names"), place) && isMedium(place) && place.count >= 6
                && !text.contains(Lexicon.words("venue.no platform"), place)
            {
                return text.trim(place)
            }
        }
        return nil
    }
}
