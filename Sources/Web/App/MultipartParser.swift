internal import Foundation

/// Reads multipart/form-data as it comes, whatever its size; holds a head or a delimiter that is not complete yet, and the
/// piece that came last. Source: RFC 7578, RFC 2046 5.1.1.
struct MultipartParser {
    enum Event: Equatable {
        /// - Parameter fileName: nil for a field that is no file.
        case begin(name: String, fileName: String?)
        /// Never empty.
        case content(ArraySlice<UInt8>)
        case end
    }
    private enum State {
        /// Before the first delimiter.
        case opening
        /// Behind a delimiter: a line end, or `--` when it was the last.
        case delimited
        case head
        /// In a part; `skipping` of its first bytes belong to the head, whose last line end may begin the delimiter.
        case content(isNamed: Bool, skipping: Int)
        /// The delimiter is next.
        case ended(isNamed: Bool)
        case done
    }

    private static let mostParts = 100
    private static let longestHead = 8192
    private static let headEnd = Array("\r\n\r\n".utf8)
    private static let lineEnd = Array("\r\n".utf8)
    private static let dashes = Array("--".utf8)

    private let delimiter: [UInt8]
    private var state = State.opening
    private var parts = 0
    private var buffer: [UInt8] = []
    /// What stands before it in the buffer is done.
    private var position = 0

    /// - Parameter contentType: the header's value with the boundary.
    init(contentType: String) throws(FormRefused) {
        guard let boundary = Self.boundary(in: contentType) else { throw .malformed }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.removeFirst(position)
        position = 0
        buffer.append(contentsOf: bytes)
    }

    /// - Returns: nil when more bytes are needed.
    /// - Throws: `.malformed` for anything that is not well formed.
    mutating func next() throws(FormRefused) -> Event? {
        while true {
            let rest = buffer[position...]
            switch state {
            case .done:
                position = buffer.count
                return nil
            case .opening:
                let opening = delimiter.dropFirst(2)
                guard rest.count >= opening.count else { return nil }
                guard rest.starts(with: opening) else { throw .malformed }
                position += opening.count
                state = .delimited
            case .delimited:
                guard rest.count >= 2 else { return nil }
                if rest.starts(with: Self.dashes) {
                    state = .done
                    continue
                }
                guard rest.starts(with: Self.lineEnd), parts < Self.mostParts else { throw .malformed }
                parts += 1
                position += 2
                state = .head
            case .head:
                guard let length = Self.find(Self.headEnd, in: rest, within: Self.longestHead) else {
                    guard rest.count < Self.longestHead + Self.headEnd.count else { throw .malformed }
                    return nil
                }
                guard let text = String(validating: rest.prefix(length), as: UTF8.self) else { throw .malformed }
                let found = Self.disposition(in: text)
                position += length + 2
                state = .content(isNamed: found != nil, skipping: 2)
                if let found { return .begin(name: found.name, fileName: found.fileName) }
            case .content(let isNamed, let skipping):
                let end = Self.find(delimiter, in: rest, within: rest.count)
                // What could be the beginning of a delimiter waits for what follows.
                let sure = end ?? max(0, rest.count - delimiter.count + 1)
                let content = rest.prefix(sure).dropFirst(skipping)
                position += sure
                state =
                    end == nil
                    ? .content(isNamed: isNamed, skipping: max(0, skipping - sure)) : .ended(isNamed: isNamed)
                if isNamed, !content.isEmpty { return .content(content) }
                guard end != nil else { return nil }
            case .ended(let isNamed):
                position += delimiter.count
                state = .delimited
                if isNamed { return .end }
            }
        }
    }

    /// - Throws: `.malformed` when the last delimiter has not come.
    func finish() throws(FormRefused) {
        guard case .done = state else { throw .malformed }
    }

    /// Name and name of the file, from the head of a part.
    static func disposition(in head: String) -> (name: String, fileName: String?)? {
        for line in head.split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == "content-disposition" else { continue }
            let parameters = parameters(in: pair[1])
            return parameters["name"].map { ($0, parameters["filename"]) }
        }
        return nil
    }

    /// `name="…"; filename="…"`: browsers send a quote inside as %22, so that the next quote ends it.
    private static func parameters(in header: Substring) -> [String: String] {
        var parameters: [String: String] = [:]
        var rest = header.drop { $0 != ";" }.dropFirst()
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            var value: Substring = ""
            if rest.first == "=" {
                rest = rest.dropFirst()
                if rest.first == "\"" {
                    value = rest.dropFirst().prefix { $0 != "\"" }
                    rest = rest.dropFirst(value.count + 2)
                } else {
                    value = rest.prefix { $0 != ";" }
                }
                let key = String(name.drop { $0 == " " })
                if parameters[key] == nil { parameters[key] = String(value.replacing("%22", with: "\"")) }
            }
            rest = rest.drop { $0 != ";" }.dropFirst()
        }
        return parameters
    }

    static func boundary(in contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let range = contentType.firstRange(of: "boundary=")
        else { return nil }
        let raw = contentType[range.upperBound...].prefix { $0 != ";" }.replacing("\"", with: "")
        return (1...70).contains(raw.utf8.count) ? String(raw) : nil
    }

    /// How many bytes come before `needle`, at most `limit`. Its first byte is CR, which files seldom hold.
    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>, within limit: Int) -> Int? {
        let last = min(bytes.count - needle.count, limit)
        guard last >= 0 else { return nil }
        return bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var position = 0
            while position <= last, let found = memchr(base + position, Int32(needle[0]), last - position + 1) {
                position = base.distance(to: UnsafeRawPointer(found))
                if memcmp(base + position, needle, needle.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }
}
