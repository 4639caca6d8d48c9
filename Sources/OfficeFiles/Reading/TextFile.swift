import Foundation

/// Text without a declared encoding: UTF-8, UTF-16 (with or without a byte order mark) or GB18030.
enum TextFile {
    static func decode(_ bytes: [UInt8]) throws(OfficeFileError) -> String {
        guard let text = string(bytes) else { throw .notText }
        let lines = normalised(text)
        guard isText(lines) else { throw .notText }
        return lines
    }

    private static func string(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        if bytes.contains(0) {
            // Without a mark, Chinese UTF-16 betrays itself by line feeds and ASCII digits with a zero on one side.
            guard bytes.count.isMultiple(of: 2) else { return nil }
            let even = stride(from: 0, to: bytes.count, by: 2).count { bytes[$0] == 0 }
            let odd = stride(from: 1, to: bytes.count, by: 2).count { bytes[$0] == 0 }
            guard min(even, odd) == 0 else { return nil }
            return utf16(bytes[...], bigEndian: even > odd)
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(data: Data(bytes), encoding: gb18030)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        return String(validating: units, as: UTF16.self)
    }

    /// Foundation names it by kCFStringEncodingGB_18030_2000 (0x632) under its mark for foreign encodings.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

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
    private static func isText(_ text: String) -> Bool {
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
