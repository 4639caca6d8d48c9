/// The pattern "opener … closer" within one clause, from which most recognisers are made.
struct Capture: Sendable {
    let openers: Words
    let closers: Words
    private let endsClause: Bool
    var limit = 40
    /// Scalars that end the search; by default the marks that part clauses.
    var barriers: Marks = ["，", "。", "；", "：", "！", "\n"]

    /// - Parameter name: of the two lists in the lexicon, `NAME.from` and `NAME.to`.
    init(_ name: String, limit: Int = 40) {
        openers = Lexicon.words("\(name).from")
        closers = Lexicon.words("\(name).to")
        endsClause = closers.all.contains { $0 == ["，"] || $0 == ["。"] }
        self.limit = limit
    }

    /// Every place where it matches, in order; an empty capture is none.
    func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let opener = text.match(openers, at: index, before: range.upperBound) else {
                index += 1
                continue
            }
            let start = index + opener.count
            if let end = end(text, start, range.upperBound), end > start {
                found.append(start..<end)
            }
            index += 1
        }
        return found
    }

    private func end(_ text: NoticeText, _ start: Int, _ upper: Int) -> Int? {
        var depth = 0
        for index in start..<min(upper, start + limit) {
            let key = text.keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth -= 1 }
            if depth < 0 { return nil }
            guard depth == 0 else { continue }
            if text.match(closers, at: index, before: upper) != nil { return index }
            if barriers.contains(key) { return nil }
        }
        // The end of the range is the end of its clause.
        return depth == 0 && upper <= start + limit && endsClause ? upper : nil
    }
}
