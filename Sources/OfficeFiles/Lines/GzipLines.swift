internal import CZlib

/// The lines of a UTF-8 file, one after the other, whether gzipped or not; memory does not grow with the file.
package final class GzipLines {
    package enum Failure: Error { case cannotOpen, damaged }
    private static let longestLine = 1 << 16

    private let file: gzFile
    private var buffer = [CChar](repeating: 0, count: GzipLines.longestLine)

    package init(path: String) throws(Failure) {
        guard let file = gzopen(path, "rb") else { throw .cannotOpen }
        self.file = file
        gzbuffer(file, 1 << 17)
    }
    deinit { gzclose(file) }

    /// The next line without its end, or nil at the end of the file.
    package func next() throws(Failure) -> String? {
        guard gzgets(file, &buffer, Int32(buffer.count)) != nil else {
            var code: Int32 = 0
            _ = gzerror(file, &code)
            // A truncated gzip ends early with Z_BUF_ERROR.
            guard code == Z_OK || code == Z_STREAM_END, gzeof(file) == 1 else { throw .damaged }
            return nil
        }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        var line = bytes[...]
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        guard let text = String(validating: line, as: UTF8.self) else { throw .damaged }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
