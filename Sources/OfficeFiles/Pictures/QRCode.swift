internal import CQREncode

/// A QR code as a picture, with error correction level M and the quiet zone of four modules. Source: ISO/IEC 18004.
package enum QRCode {
    package enum Failure: Error, Hashable {
        /// UTF-8 bytes.
        case tooLong(limit: Int)
        case cannotEncode
    }

    /// A longer text gives a code that phones read badly.
    package static let byteLimit = 1_000
    private static let quietZone = 4

    /// - Parameter scale: pixels a side of one module, 1 to 40.
    package static func png(of text: String, scale: Int = 8) throws -> [UInt8] {
        guard text.utf8.count <= byteLimit else { throw Failure.tooLong(limit: byteLimit) }
        guard !text.isEmpty, !text.utf8.contains(0),
            let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1), let modules = code.pointee.data
        else { throw Failure.cannotEncode }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let scale = max(1, min(scale, 40))
        let side = (width + 2 * quietZone) * scale
        // The lowest bit of a module says that it is black.
        let rows = (0..<side).map { y in
            let row = y / scale - quietZone
            guard (0..<width).contains(row) else { return [Bool](repeating: false, count: side) }
            return (0..<side).map { x in
                let column = x / scale - quietZone
                return (0..<width).contains(column) && modules[row * width + column] & 1 == 1
            }
        }
        guard let png = PNGWriter.bytes(width: side, rows: rows) else { throw Failure.cannotEncode }
        return png
    }
}
