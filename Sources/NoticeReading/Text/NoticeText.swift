/// A document as scalars with layout removed. Every scalar knows its place in the source.
///
/// `shown` is what values are cut from; `keys` stands beside it, scalar for scalar, with one spelling for every
/// variant (full width, brackets, dashes, traditional characters), and is what rules compare with.
struct NoticeText: Sendable {
    private(set) var shown: [Unicode.Scalar] = []
    private(set) var keys: [Unicode.Scalar] = []
    private(set) var offsets: [Int] = []

    var count: Int { keys.count }

    mutating func append(_ scalar: Unicode.Scalar, at offset: Int) {
        shown.append(scalar)
        keys.append(Folding.key(scalar))
        offsets.append(offset)
    }

    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: shown[trim(range)])
        return String(view)
    }

    /// The scalars in their one spelling, for numbers.
    func key(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: keys[trim(range)])
        return String(view)
    }

    /// The words without any blank, as a title is written that a layout has torn apart.
    func joined(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for index in trim(range) where shown[index] != " " && shown[index] != "\n" { view.append(shown[index]) }
        return String(view)
    }

    /// At most 400 scalars of the source.
    func source(_ range: Range<Int>, limit: Int = 400) -> NoticeReading.Source {
        let range = trim(range)
        guard let first = range.first, let last = range.last else {
            let start = range.lowerBound < count ? offsets[range.lowerBound] : 0
            return .init(start: start, end: start)
        }
        return .init(start: offsets[first], end: offsets[first] + min(limit, offsets[last] + 1 - offsets[first]))
    }

    /// Where the scalars of a source stand; layout that was taken off is nowhere.
    func range(of source: NoticeReading.Source) -> Range<Int> {
        let start = firstIndex(at: source.start)
        return start..<max(start, firstIndex(at: source.end))
    }

    /// The first scalar that stood at `offset` or behind it.
    private func firstIndex(at offset: Int) -> Int {
        var (lower, upper) = (0, offsets.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if offsets[middle] < offset { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }

    func trim(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, keys[lower] == " " || keys[lower] == "\n" { lower += 1 }
        while upper > lower, keys[upper - 1] == " " || keys[upper - 1] == "\n" { upper -= 1 }
        return lower..<upper
    }

    func matches(_ word: Word, at index: Int, before end: Int) -> Bool {
        guard index >= 0, index + word.count <= end else { return false }
        for offset in 0..<word.count where keys[index + offset] != word[offset] { return false }
        return true
    }

    func hasPrefix(_ word: Word, _ range: Range<Int>) -> Bool {
        matches(word, at: range.lowerBound, before: range.upperBound)
    }

    func hasSuffix(_ word: Word, _ range: Range<Int>) -> Bool {
        range.upperBound - word.count >= range.lowerBound
            && matches(word, at: range.upperBound - word.count, before: range.upperBound)
    }

    /// The longest of `words` that stands at `index`.
    func match(_ words: Words, at index: Int, before end: Int) -> Word? {
        guard index >= 0, index < end else { return nil }
        return words.starting(with: keys[index]).first { matches($0, at: index, before: end) }
    }

    func prefix(_ words: Words, _ range: Range<Int>) -> Range<Int>? {
        match(words, at: range.lowerBound, before: range.upperBound).map {
            range.lowerBound..<(range.lowerBound + $0.count)
        }
    }

    func suffix(_ words: Words, _ range: Range<Int>) -> Range<Int>? {
        guard let last = range.last else { return nil }
        return words.ending(with: keys[last]).first { hasSuffix($0, range) }.map {
            (range.upperBound - $0.count)..<range.upperBound
        }
    }

    func hasPrefix(_ words: Words, _ range: Range<Int>) -> Bool { prefix(words, range) != nil }
    func hasSuffix(_ words: Words, _ range: Range<Int>) -> Bool { suffix(words, range) != nil }
    func hasPrefix(_ word: String, _ range: Range<Int>) -> Bool { hasPrefix(Word(word.unicodeScalars), range) }
    func hasSuffix(_ word: String, _ range: Range<Int>) -> Bool { hasSuffix(Word(word.unicodeScalars), range) }

    /// Where `word` first stands in `range`.
    func find(_ word: Word, _ range: Range<Int>) -> Range<Int>? {
        guard let first = word.first, range.count >= word.count else { return nil }
        for index in range.lowerBound...(range.upperBound - word.count)
        where keys[index] == first && matches(word, at: index, before: range.upperBound) {
            return index..<(index + word.count)
        }
        return nil
    }

    func find(_ word: String, _ range: Range<Int>) -> Range<Int>? { find(Word(word.unicodeScalars), range) }

    /// Where any of `words` first stands.
    func find(_ words: Words, _ range: Range<Int>) -> Range<Int>? {
        for index in range {
            for word in words.starting(with: keys[index]) where matches(word, at: index, before: range.upperBound) {
                return index..<(index + word.count)
            }
        }
        return nil
    }

    /// Every place where any of `words` stands, without overlaps.
    func findAll(_ words: Words, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var rest = range
        while let next = find(words, rest) {
            found.append(next)
            rest = next.upperBound..<range.upperBound
        }
        return found
    }

    func findLast(_ word: Word, _ range: Range<Int>) -> Range<Int>? {
        var found: Range<Int>?
        var rest = range
        while let next = find(word, rest) {
            found = next
            rest = next.upperBound..<range.upperBound
        }
        return found
    }

    func findLast(_ word: String, _ range: Range<Int>) -> Range<Int>? { findLast(Word(word.unicodeScalars), range) }

    func contains(_ words: Words, _ range: Range<Int>) -> Bool { find(words, range) != nil }
    func contains(_ word: String, _ range: Range<Int>) -> Bool { find(word, range) != nil }

    func index(of scalars: Marks, _ range: Range<Int>) -> Int? {
        range.first { scalars.contains(keys[$0]) }
    }

    /// The pieces between separators; brackets and quotation marks keep theirs.
    func split(_ range: Range<Int>, at separators: Marks) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        var depth = 0
        for index in range {
            let key = keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth = max(0, depth - 1) }
            if separators.contains(key), depth == 0 || key == "。" || key == "\n" {
                if start < index { pieces.append(start..<index) }
                start = index + 1
                depth = 0
            }
        }
        if start < range.upperBound { pieces.append(start..<range.upperBound) }
        return pieces
    }

    func sentences(_ range: Range<Int>) -> [Range<Int>] { split(range, at: ["。", "；", "！", "？", "\n"]) }
}
