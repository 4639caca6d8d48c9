import Foundation

/// Finds the encoding of Chinese text: UTF-8, UTF-16 (with or without a byte order mark) or GB18030.
enum TextEncoding {
    /// Foundation names it by kCFStringEncodingGB_18030_2000 (0x632) under its mark for foreign encodings.
    private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    /// What is read to compare encodings, in bytes.
    private static let sampleSize = 16 << 10
    /// The lines of a damaged text that are read character by character, in bytes.
    private static let repairLimit = 64 << 10

    static func string(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return eightBit(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        // Exports into buffers of a fixed size leave zeros behind.
        let padding = bytes.reversed().prefix { $0 == 0 }.count
        let unpadded = bytes.dropLast(padding)
        return unpadded.contains(0) ? wide(bytes) : eightBit(unpadded)
    }

    private static func eightBit(_ bytes: ArraySlice<UInt8>) -> String? {
        // 通知 in GB18030 happens to be two letters of other scripts in UTF-8, so that Chinese must be seen.
        if let text = String(validating: bytes, as: UTF8.self),
            text.utf8.allSatisfy({ $0 < 0x80 }) || text.unicodeScalars.contains(where: { $0.value >= 0x2000 })
        {
            return text
        }
        let sample = bytes.prefix(sampleSize)
        let wide = [false, true].compactMap { utf16(sample, bigEndian: $0) }.map(likeness).max() ?? 0
        let narrow = gb18030(sample).map(likeness) ?? 0
        let broken = likeness(String(decoding: sample, as: UTF8.self))
        switch max(wide, narrow, broken) {
        case narrow: return gb18030(bytes)
        case broken: return String(decoding: uncut(bytes), as: UTF8.self)
        default: return self.wide(Array(bytes))
        }
    }

    /// Chinese UTF-16 has few zeros, and on both sides: a line feed is 0A 00, 一 is 00 4E.
    private static func wide(_ bytes: [UInt8]) -> String? {
        let sample = bytes.prefix(sampleSize)
        let ranked = [false, true].map { (mark: $0, score: utf16(sample, bigEndian: $0).map(likeness) ?? 0) }
        guard let best = ranked.max(by: { $0.score < $1.score }), best.score >= 0.5 else { return nil }
        return utf16(bytes[...], bigEndian: best.mark)
    }

    /// Without a character at the end of which a part is missing.
    private static func uncut(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let tail = bytes.reversed().prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
        guard let lead = bytes.dropLast(tail).last, lead >= 0xC2 else { return bytes }
        let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        return tail + 1 < width ? bytes.dropLast(tail + 1) : bytes
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String? {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        return units.isEmpty ? nil : String(decoding: units, as: UTF16.self)
    }

    /// In a damaged text, what cannot be read becomes U+FFFD. Lines are parted safely: no second byte is a line feed.
    static func gb18030(_ bytes: ArraySlice<UInt8>) -> String? {
        if let text = String(data: Data(bytes), encoding: gb18030) { return text }
        var repaired = 0
        var text = ""
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            defer { text += "\n" }
            if let whole = String(data: Data(line), encoding: gb18030) {
                text += whole
                continue
            }
            repaired += line.count
            guard repaired <= repairLimit else { return nil }
            text += byCharacters(line)
        }
        return String(text.dropLast())
    }

    private static func byCharacters(_ line: ArraySlice<UInt8>) -> String {
        var text = ""
        var rest = line
        while let first = rest.first {
            let isLong = first >= 0x80 && rest.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
            let width = first < 0x80 ? 1 : isLong ? 4 : 2
            if let character = String(data: Data(rest.prefix(width)), encoding: gb18030), !character.isEmpty {
                text += character
                rest = rest.dropFirst(width)
            } else {
                text += "\u{FFFD}"
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The 3,755 characters of which Chinese texts mostly consist. Source: GB/T 2312-1980, level 1 (rows 16 to 55).
    private static let common: Set<UnicodeScalar> = {
        let rows = (0xB0...0xD7).flatMap { row in (0xA1...0xFE).flatMap { [UInt8(row), UInt8($0)] } }
        return Set((String(data: Data(rows), encoding: gb18030) ?? "").unicodeScalars)
    }()

    /// From 0 to 1: how much this reads like Chinese. Wrong encodings give other letters, and rare characters: two
    /// letters of ASCII look like one character of UTF-16.
    private static func likeness(_ text: String) -> Double {
        var sum = 0
        var all = 0
        for scalar in text.unicodeScalars {
            all += 4
            switch scalar.value {
            case 0x4E00...0x9FA5: sum += common.contains(scalar) ? 4 : 1
            case 0x3000...0x3017, 0xFF01...0xFF5E: sum += 4
            case 0x20...0x7E, 9, 10, 13, 0xA0, 0xB7, 0xD7, 0x2010...0x203B, 0x2160...0x217B, 0x2460...0x249B: sum += 2
            default: break
            }
        }
        return all == 0 ? 0 : Double(sum) / Double(all)
    }
}
