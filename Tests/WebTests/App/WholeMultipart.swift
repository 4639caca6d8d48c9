@testable import Web

/// The former parser, which needs the whole body: what the streaming one is compared with.
enum WholeMultipart {
    struct Part: Equatable {
        let name: String
        let fileName: String?
        let content: [UInt8]
    }
    private static let mostParts = 100
    private static let longestHead = 8192
    private static let headEnd = Array("\r\n\r\n".utf8)

    static func parts(of body: [UInt8], contentType: String) throws(FormRefused) -> [Part] {
        guard let boundary = MultipartParser.boundary(in: contentType) else { throw .malformed }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        let opening = delimiter.dropFirst(2)
        guard body.starts(with: opening) else { throw .malformed }
        var parts: [Part] = []
        var count = 0
        var position = opening.count
        while true {
            if body[position...].starts(with: Array("--".utf8)) { return parts }
            guard body[position...].starts(with: Array("\r\n".utf8)) else { throw .malformed }
            position += 2
            guard count < mostParts,
                let head = find(headEnd, in: body, from: position, within: longestHead),
                let end = find(delimiter, in: body, from: head + 2, within: body.count)
            else { throw .malformed }
            count += 1
            let start = head + headEnd.count
            guard let text = String(validating: body[position..<head], as: UTF8.self) else { throw .malformed }
            if let (name, fileName) = MultipartParser.disposition(in: text) {
                parts.append(
                    Part(name: name, fileName: fileName, content: start <= end ? Array(body[start..<end]) : []))
            }
            position = end + delimiter.count
        }
    }

    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int, within limit: Int) -> Int? {
        let last = min(body.count - needle.count, start + limit)
        guard start <= last else { return nil }
        return (start...last).first { body[$0] == needle[0] && body[$0..<$0 + needle.count].elementsEqual(needle) }
    }
}
