/// Finds names of known days and institutions, whatever quotation marks stand in them.
struct KnownNames: Sendable {
    private let names: [(name: Word, year: Int)]
    private let words: Words

    init(_ names: [(name: Word, year: Int)]) {
        self.names = names
        words = Words(names.map(\.name))
    }

    /// The longest name that begins or ends a stretch of text.
    enum Side { case start, end }

    /// - Returns: the year before the first, and where the name stands.
    func find(_ text: NoticeText, _ range: Range<Int>, at side: Side) -> (year: Int, range: Range<Int>)? {
        let places = range.filter { !Self.marks.contains(text.keys[$0]) }
        let keys = places.map { text.keys[$0] }
        var best: (year: Int, range: Range<Int>)?
        var length = 0
        for (name, year) in names where name.count > length && name.count <= keys.count {
            let slice = side == .start ? keys.prefix(name.count) : keys.suffix(name.count)
            guard slice.elementsEqual(name) else { continue }
            let first = side == .start ? places[0] : places[keys.count - name.count]
            let last = side == .start ? places[name.count - 1] : places[keys.count - 1]
            (best, length) = ((year, first..<(last + 1)), name.count)
        }
        return best
    }

    private static let marks: Set<Unicode.Scalar> = ["“", "”", "《", "》", "·", ".", " ", "‘", "’", "\"", "'"]
}
