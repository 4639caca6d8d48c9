import Foundation

/// The boxes of an mp4: their sizes have to add up, and what says how to play it has to be there.
/// Source: ISO/IEC 14496-12, 4.2 (boxes), 4.3 (file type), 8.2 (movie).
enum MovieBoxes {
    private struct Box {
        let type: String
        /// Where its content is in the file.
        let content: Range<Int>
    }

    /// A fragmented film of an hour has a few thousand.
    private static let boxLimit = 100_000
    private static let headerSize = 8

    static func check(_ bytes: Data) throws(AttachedFile.Refused) {
        let boxes = try boxes(bytes, in: 0..<bytes.count)
        guard let first = boxes.first, first.type == "ftyp", first.content.count >= 8 else { throw .damaged(.mp4) }
        switch word(bytes, first.content.lowerBound) {
        case "qt  ": throw .other(.movie)
        case "heic", "heix", "hevc", "mif1", "msf1", "avif": throw .other(.heic)
        default: break
        }
        guard let movie = boxes.first(where: { $0.type == "moov" }), boxes.contains(where: { $0.type == "mdat" }) else {
            throw .damaged(.mp4)
        }
        let parts = Set(try self.boxes(bytes, in: movie.content).map(\.type))
        guard parts.isSuperset(of: ["mvhd", "trak"]) else { throw .damaged(.mp4) }
    }

    private static func boxes(_ bytes: Data, in range: Range<Int>) throws(AttachedFile.Refused) -> [Box] {
        var boxes: [Box] = []
        var position = range.lowerBound
        while position < range.upperBound {
            guard boxes.count < boxLimit, range.upperBound - position >= headerSize else { throw .damaged(.mp4) }
            let type = word(bytes, position + 4)
            // Some cameras fill up with zeros.
            if type == "\0\0\0\0", boxes.count > 2 { break }
            guard type.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) || $0.value == 0xA9 }) else {
                throw .damaged(.mp4)
            }
            var header = headerSize
            var size = number(bytes, position, 4)
            if size == 1 {
                guard range.upperBound - position >= 16 else { throw .damaged(.mp4) }
                header = 16
                size = number(bytes, position + 8, 8)
            } else if size == 0 {
                // To the end of the file.
                size = UInt64(range.upperBound - position)
            }
            guard size >= header, size <= range.upperBound - position else { throw .damaged(.mp4) }
            boxes.append(Box(type: type, content: position + header..<position + Int(size)))
            position += Int(size)
        }
        return boxes
    }

    private static func word(_ bytes: Data, _ offset: Int) -> String {
        String(String.UnicodeScalarView(bytes[offset..<offset + 4].map { Unicode.Scalar($0) }))
    }
    private static func number(_ bytes: Data, _ offset: Int, _ count: Int) -> UInt64 {
        bytes[offset..<offset + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
