/// The pattern "opener … closer" within one clause, from which most recognisers are made.
struct Capture: Sendable {
    let openers: [Word]
    let closers: [Word]
    var limit = 40
    /// Scalars that end the search; by default the marks that part clauses.
    var barriers: Set<Unicode.Scalar> = ["，", "。", "；", "：", "！", "\n"]

    init(_ openers: String, until closers: String, limit: Int = 40) {
        self.openers = [Word](words: openers)
        self.closers = [Word](words: closers)
        self.limit = limit
    }

    /// Every place where it matches, in order; an empty capture is none.
    func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let opener = openers.first(where: { text.matches($0, at: index, before: range.upperBound) }) else {
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
            if closers.contains(where: { text.matches($0, at: index, before: upper) }) { return index }
            if barriers.contains(key) { return nil }
        }
        // The end of the range is the end of its clause.
        return depth == 0 && upper <= start + limit && closers.contains(where: { $0 == ["，"] || $0 == ["。"] })
            ? upper : nil
    }
}
