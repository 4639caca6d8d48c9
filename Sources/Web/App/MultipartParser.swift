/// Reads multipart/form-data. Source: RFC 7578, RFC 2046 5.1.1.
struct MultipartParser {
    struct Part {
        let name: String
        /// nil for a field that is no file.
        let fileName: String?
        let content: ArraySlice<UInt8>
    }
    private static let mostParts = 100
    private static let longestHead = 8192
    private static let headEnd = Array("\r\n\r\n".utf8)

    /// - Parameter contentType: the header's value with the boundary.
    /// - Throws: `.malformed` for anything that is not well formed; never reads outside of `body`.
    static func parts(of body: [UInt8], contentType: String) throws(FormRefused) -> [Part] {
        guard let boundary = boundary(in: contentType) else { throw .malformed }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        let opening = delimiter.dropFirst(2)
        guard body.starts(with: opening) else { throw .malformed }
        var parts: [Part] = []
        var position = opening.count
        while true {
            if body[position...].starts(with: Array("--".utf8)) { return parts }
            guard body[position...].starts(with: Array("\r\n".utf8)) else { throw .malformed }
            position += 2
            guard parts.count < mostParts,
                let head = find(headEnd, in: body, from: position, within: longestHead),
                let end = find(delimiter, in: body, from: head + 2, within: body.count)
            else { throw .malformed }
            let start = head + headEnd.count
            guard let text = String(validating: body[position..<head], as: UTF8.self) else { throw .malformed }
            if let part = part(head: text, content: start <= end ? body[start..<end] : []) { parts.append(part) }
            position = end + delimiter.count
        }
    }

    private static func part(head: String, content: ArraySlice<UInt8>) -> Part? {
        for line in head.split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == "content-disposition" else { continue }
            guard let name = parameter("name", in: pair[1]) else { return nil }
            return Part(name: name, fileName: parameter("filename", in: pair[1]), content: content)
        }
        return nil
    }

    /// `name="…"`; a quote inside is sent as %22.
    private static func parameter(_ name: String, in header: Substring) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingPrefix(while: { $0 == " " }) == name else { continue }
            return String(pair[1].replacing("\"", with: "").replacing("%22", with: "\""))
        }
        return nil
    }

    private static func boundary(in contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let range = contentType.firstRange(of: "boundary=")
        else { return nil }
        let raw = contentType[range.upperBound...].prefix { $0 != ";" }.replacing("\"", with: "")
        return (1...70).contains(raw.utf8.count) ? String(raw) : nil
    }

    /// The first place of `needle` that begins at most `limit` bytes behind `start`. Linear for real bodies: the first byte of
    /// a needle is CR.
    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int, within limit: Int) -> Int? {
        let last = min(body.count - needle.count, start + limit)
        guard start <= last else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var position = start
            while position <= last {
                if bytes[position] == needle[0] {
                    var matched = 1
                    while matched < needle.count, bytes[position + matched] == needle[matched] { matched += 1 }
                    if matched == needle.count { return position }
                }
                position += 1
            }
            return nil
        }
    }
}
