/// Finds names of known days and institutions, whatever quotation marks stand in them.
struct KnownNames: Sendable {
    private let years: [Word: Int]
    private let words: Words

    init(_ names: [(name: Word, year: Int)]) {
        years = Dictionary(names.map { ($0.name, $0.year) }, uniquingKeysWith: { first, _ in first })
        words = Words(names.map(\.name))
    }

    /// Whether the name begins or ends the stretch of text.
    enum Side { case start, end }

    /// The longest name that stands there.
    /// - Returns: the year before the first, and where the name stands.
    func find(_ text: NoticeText, _ range: Range<Int>, at side: Side) -> (year: Int, range: Range<Int>)? {
        let places = range.filter { !Self.marks.contains(text.keys[$0]) }
        let keys = places.map { text.keys[$0] }
        guard let edge = side == .start ? keys.first : keys.last else { return nil }
        let candidates = side == .start ? words.starting(with: edge) : words.ending(with: edge)
        let name = candidates.first { name in
            (side == .start ? keys.prefix(name.count) : keys.suffix(name.count)).elementsEqual(name)
        }
        guard let name, let year = years[name] else { return nil }
        let first = side == .start ? 0 : keys.count - name.count
        return (year, places[first]..<(places[first + name.count - 1] + 1))
    }

    private static let marks: Marks = ["“", "”", "《", "》", "·", ".", " ", "‘", "’", "\"", "'"]
}
