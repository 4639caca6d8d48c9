/// The tags and texts of a web page. Source: WHATWG HTML, 13.2.5 (tokenization).
/// Not libxml2's parser: its time grows with the square of a tag's attributes (0.6 MB of them take 5 s), and nothing can
/// stop it in the middle of a tag. Here each byte is looked at once.
struct HTMLTokens {
    enum Token {
        case start(String, [String: String], isEmpty: Bool)
        case end(String)
        /// With its entities.
        case text(ArraySlice<UInt8>)
    }

    /// The attributes that say what a reader sees.
    private static let kept: Set<String> = [
        "id", "class", "style", "hidden", "colspan", "rowspan", "type", "start", "title",
    ]
    /// Longer values are pictures.
    private static let valueLimit = 2_000
    /// Elements whose content has no tags.
    private static let raw: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    private let bytes: [UInt8]
    private var place = 0
    private var rawElement: String?

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func next() -> Token? {
        while place < bytes.count {
            if let element = rawElement {
                rawElement = nil
                if let text = rawText(of: element) { return .text(text) }
                continue
            }
            guard bytes[place] == UInt8(ascii: "<"), let mark = byte(1) else { return .text(text()) }
            switch mark {
            case UInt8(ascii: "!"): skipComment()
            case UInt8(ascii: "?"): skip(past: [UInt8(ascii: ">")])
            case UInt8(ascii: "/"):
                guard let letter = byte(2), Self.isLetter(letter) else {
                    skip(past: [UInt8(ascii: ">")])
                    continue
                }
                place += 2
                let name = tagName()
                _ = attributes()
                return .end(name)
            case let letter where Self.isLetter(letter):
                place += 1
                let name = tagName()
                let (attributes, isEmpty) = attributes()
                if Self.raw.contains(name) { rawElement = name }
                return .start(name, attributes, isEmpty: isEmpty)
            default: return .text(text())
            }
        }
        return nil
    }

    private func byte(_ distance: Int) -> UInt8? { place + distance < bytes.count ? bytes[place + distance] : nil }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Up to the next tag; other "<" are text.
    private mutating func text() -> ArraySlice<UInt8> {
        let start = place
        place += 1
        while let mark = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            place = mark
            if let next = byte(1), Self.isLetter(next) || [0x21, 0x2F, 0x3F].contains(next) {
                return bytes[start..<mark]
            }
            place += 1
        }
        place = bytes.count
        return bytes[start...]
    }

    private mutating func skip(past end: [UInt8]) {
        while let mark = bytes[place...].firstIndex(of: end[0]) {
            place = mark
            if bytes[mark...].starts(with: end) {
                place += end.count
                return
            }
            place += 1
        }
        place = bytes.count
    }

    private mutating func skipComment() {
        guard bytes[place...].starts(with: Array("<!--".utf8)) else { return skip(past: [UInt8(ascii: ">")]) }
        // "<!-->" is a whole comment.
        place += 2
        skip(past: Array("-->".utf8))
    }

    private mutating func tagName() -> String {
        let start = place
        while place < bytes.count, !Self.isBlank(bytes[place]), ![0x2F, 0x3E].contains(bytes[place]) { place += 1 }
        return Self.lowercased(bytes[start..<min(place, start + 40)])
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// To the end of the tag.
    private mutating func attributes() -> ([String: String], isEmpty: Bool) {
        var attributes: [String: String] = [:]
        var isEmpty = false
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            isEmpty = bytes[place] == UInt8(ascii: "/")
            if isEmpty || Self.isBlank(bytes[place]) {
                place += 1
                continue
            }
            let start = place
            place += 1
            while place < bytes.count, !Self.isBlank(bytes[place]), ![0x2F, 0x3D, 0x3E].contains(bytes[place]) {
                place += 1
            }
            let name = Self.lowercased(bytes[start..<min(place, start + 40)])
            let value = value()
            if Self.kept.contains(name), attributes[name] == nil { attributes[name] = value }
        }
        place = min(place + 1, bytes.count)
        return (attributes, isEmpty)
    }

    private mutating func value() -> String {
        skipBlanks()
        guard byte(0) == UInt8(ascii: "=") else { return "" }
        place += 1
        skipBlanks()
        guard let quote = byte(0) else { return "" }
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { place += 1 }
        let start = place
        while place < bytes.count {
            if isQuoted ? bytes[place] == quote : Self.isBlank(bytes[place]) || bytes[place] == UInt8(ascii: ">") {
                break
            }
            place += 1
        }
        defer { if isQuoted { place = min(place + 1, bytes.count) } }
        return String(decoding: bytes[start..<min(place, start + Self.valueLimit)], as: UTF8.self)
    }

    private mutating func skipBlanks() { while let byte = byte(0), Self.isBlank(byte) { place += 1 } }

    /// Up to its end tag, or to the end of the page.
    private mutating func rawText(of element: String) -> ArraySlice<UInt8>? {
        let start = place
        let end = Array("</\(element)".utf8)
        while let mark = bytes[place...].firstIndex(of: end[0]) {
            place = mark
            if mark + end.count <= bytes.count, end.indices.allSatisfy({ bytes[mark + $0] | 0x20 == end[$0] | 0x20 }) {
                break
            }
            place += 1
        }
        if bytes[place...].first != end[0] { place = bytes.count }
        return start == place ? nil : bytes[start..<place]
    }
}
