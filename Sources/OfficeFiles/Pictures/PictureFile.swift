/// A picture that someone uploads. The content decides what it is, never the name.
package enum PictureFile {
    package enum Kind: Sendable {
        case png, jpeg

        package var mediaType: String {
            switch self {
            case .png: "image/png"
            case .jpeg: "image/jpeg"
            }
        }
    }

    package static let byteLimit = 2 << 20
    /// Pixels.
    package static let sideLimit = 4_096

    /// The size in pixels that the picture's header says; its pixels are not decoded.
    /// - Parameter bytes: begin at index 0.
    package static func check<Bytes: RandomAccessCollection>(
        _ bytes: Bytes, byteLimit: Int = PictureFile.byteLimit, sideLimit: Int = PictureFile.sideLimit
    ) throws(OfficeFileError) -> (kind: Kind, width: Int, height: Int)
    where Bytes.Element == UInt8, Bytes.Index == Int {
        guard !bytes.isEmpty else { throw .empty }
        let kind: Kind
        let size: (width: Int, height: Int)?
        if bytes.starts(with: PNGWriter.signature) {
            (kind, size) = (.png, pngSize(bytes))
        } else {
            (kind, size) = (.jpeg, jpegSize(bytes))
        }
        guard let size, size.width > 0, size.height > 0 else { throw .unknownFormat }
        guard bytes.count <= byteLimit, max(size.width, size.height) <= sideLimit else {
            throw .pictureTooLarge(bytes: byteLimit, side: sideLimit)
        }
        return (kind, size.width, size.height)
    }

    /// IHDR comes first. Source: PNG specification, third edition, 11.2.1.
    private static func pngSize<Bytes: RandomAccessCollection>(_ bytes: Bytes) -> (width: Int, height: Int)?
    where Bytes.Element == UInt8, Bytes.Index == Int {
        // A file that was cut off has no end.
        guard bytes.suffix(64).firstRange(of: Array("IEND".utf8)) != nil else { return nil }
        guard bytes.count >= 33, bytes[8..<16].elementsEqual([0, 0, 0, 13] + Array("IHDR".utf8)) else { return nil }
        return (number(bytes[16..<20]), number(bytes[20..<24]))
    }

    /// Segments up to the frame header. Source: ITU-T T.81, B.1.1 (markers) and B.2.2 (frame header).
    private static func jpegSize<Bytes: RandomAccessCollection>(_ bytes: Bytes) -> (width: Int, height: Int)?
    where Bytes.Element == UInt8, Bytes.Index == Int {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var index = 2
        while index + 3 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            switch marker {
            // A fill byte.
            case 0xFF: index += 1
            // Markers without a segment.
            case 0x01, 0xD0...0xD7: index += 2
            // Huffman tables, extensions and arithmetic conditioning have numbers among those of frames.
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                // A file that was cut off has no end; telephones put a film or a second picture behind it.
                guard index + 8 < bytes.count, bytes[index...].firstRange(of: [0xFF, 0xD9]) != nil else { return nil }
                return (number(bytes[index + 7...index + 8]), number(bytes[index + 5...index + 6]))
            // The pixels, or the end, before any frame.
            case 0xD8, 0xD9, 0xDA: return nil
            default: index += 2 + max(2, number(bytes[index + 2...index + 3]))
            }
        }
        return nil
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
