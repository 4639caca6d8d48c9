import Foundation

/// Text without a declared encoding.
enum TextFile {
    static func decode(_ bytes: [UInt8]) throws(OfficeFileError) -> String {
        guard let text = TextEncoding.string(bytes) else { throw .notText }
        let lines = normalised(text)
        guard isText(lines) else { throw .notText }
        return lines
    }

    /// Line ends become "\n"; a stray mark at the start is dropped.
    static func normalised(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            if scalar == "\u{FEFF}" { continue }
            if scalar == "\n", afterReturn { continue }
            scalars.append(scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{85}" ? "\n" : scalar)
        }
        return String(scalars)
    }

    /// Control characters are no part of a text; a few of them survive bad exports.
    static func isText(_ text: String) -> Bool {
        var controls = 0
        var all = 0
        for scalar in text.unicodeScalars {
            all += 1
            if scalar == "\0" { return false }
            if scalar.value < 32, !["\n", "\t", "\u{0B}", "\u{0C}"].contains(scalar) { controls += 1 }
            if (0xE000...0xF8FF).contains(scalar.value) || scalar == "\u{FFFD}" { controls += 1 }
        }
        return controls * 50 <= all
    }
}
