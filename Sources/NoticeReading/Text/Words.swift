typealias Word = [Unicode.Scalar]

/// A list of words in which a place of a text can be looked up quickly; of several that fit, the longest counts.
struct Words: Sendable {
    /// The longest first.
    let all: [Word]
    private var byFirst: [Unicode.Scalar: [Word]] = [:]
    private var byLast: [Unicode.Scalar: [Word]] = [:]
    /// Which first and last scalars occur at all, by their lowest six bits: most places of a text end here.
    private var firsts: UInt64 = 0
    private var lasts: UInt64 = 0

    init(_ words: [Word]) {
        all = words.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        for word in all {
            guard let first = word.first, let last = word.last else { continue }
            byFirst[first, default: []].append(word)
            byLast[last, default: []].append(word)
            firsts |= Self.bit(first)
            lasts |= Self.bit(last)
        }
    }

    init(_ words: String) {
        self.init(words.split(whereSeparator: \.isWhitespace).map { Word($0.unicodeScalars) })
    }

    static func + (left: Words, right: Words) -> Words { Words(left.all + right.all) }

    private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

    func starting(with scalar: Unicode.Scalar) -> [Word] {
        firsts & Self.bit(scalar) == 0 ? [] : byFirst[scalar] ?? []
    }

    func ending(with scalar: Unicode.Scalar) -> [Word] {
        lasts & Self.bit(scalar) == 0 ? [] : byLast[scalar] ?? []
    }

    /// Whether one of them begins `keys`.
    func isPrefix(of keys: [Unicode.Scalar]) -> Bool {
        keys.first.map { starting(with: $0).contains { keys.starts(with: $0) } } ?? false
    }

    func contains(_ word: some Collection<Unicode.Scalar>) -> Bool {
        guard let first = word.first else { return false }
        return starting(with: first).contains { $0.elementsEqual(word) }
    }
}

/// A handful of punctuation marks. Looking through them one by one is quicker than hashing.
struct Marks: Sendable, ExpressibleByArrayLiteral {
    private let all: [Unicode.Scalar]

    init(arrayLiteral marks: Unicode.Scalar...) { all = marks }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        for mark in all where mark == scalar { return true }
        return false
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var isHan: Bool { (0x4E00...0x9FFF).contains(value) || self == "〇" || (0x3400...0x4DBF).contains(value) }
    var isLatin: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    var isBlank: Bool {
        self == " " || self == "\t" || self == "\u{3000}" || self == "\u{A0}" || (0x2000...0x200B).contains(value)
            || self == "\u{0B}" || self == "\u{0C}"
    }
}
