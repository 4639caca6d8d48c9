internal import CZlib

/// Pictures in black and white. Source: PNG specification, third edition, 5 (chunks) and 11.2 (IHDR, IDAT, IEND).
enum PNGWriter {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// - Parameter rows: true is black.
    static func bytes(width: Int, rows: [[Bool]]) -> [UInt8]? {
        guard let pixels = deflated(rows.flatMap(scanline)) else { return nil }
        // One bit a pixel, greyscale, no interlacing.
        let header = number(width) + number(rows.count) + [1, 0, 0, 0, 0]
        return signature + chunk("IHDR", header) + chunk("IDAT", pixels) + chunk("IEND", [])
    }

    /// The filter's type (none), then eight pixels to a byte; a set bit is white.
    private static func scanline(_ row: [Bool]) -> [UInt8] {
        var line = [UInt8](repeating: 0, count: 1 + (row.count + 7) / 8)
        for (x, isBlack) in row.enumerated() where !isBlack { line[1 + x / 8] |= 0x80 >> (x % 8) }
        return line
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        var count = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&output, &count, bytes, uLong(bytes.count), Z_BEST_COMPRESSION) == Z_OK else { return nil }
        return Array(output[..<Int(count)])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + data
        return number(data.count) + content + number(Int(crc32(0, content, uInt(content.count))))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
