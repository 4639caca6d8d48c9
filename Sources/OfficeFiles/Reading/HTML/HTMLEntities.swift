import CLibXML2

/// Characters written by name or number. Source: WHATWG HTML, 13.2.5.72 to 13.2.5.80.
enum HTMLEntities {
    /// Numbers 128 to 159 mean the characters of Windows-1252.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
    /// The longest name is "thetasym".
    private static let nameLimit = 10

    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var rest = bytes
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            output += rest[..<mark]
            rest = rest[mark...].dropFirst()
            if let (scalar, length) = entity(rest) {
                output += String(Character(scalar)).utf8
                rest = rest.dropFirst(length)
                if rest.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
            } else {
                output.append(UInt8(ascii: "&"))
            }
        }
        return String(decoding: output + rest, as: UTF8.self)
    }

    /// The character, and how many bytes name it without the semicolon.
    private static func entity(_ bytes: ArraySlice<UInt8>) -> (UnicodeScalar, Int)? {
        guard bytes.first == UInt8(ascii: "#") else { return named(bytes) }
        let isHex = bytes.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let start = isHex ? 2 : 1
        let digits = bytes.dropFirst(start).prefix(10).prefix { byte in
            (0x30...0x39).contains(byte) || isHex && (0x61...0x66).contains(byte | 0x20)
        }
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10) else { return nil }
        let meant = (128...159).contains(value) ? windows[Int(value) - 128] : value
        // A character that there is not shows nothing to read.
        return (meant == 0 ? "\u{FFFD}" : UnicodeScalar(meant) ?? "\u{FFFD}", start + digits.count)
    }

    private static func named(_ bytes: ArraySlice<UInt8>) -> (UnicodeScalar, Int)? {
        let name = bytes.prefix(nameLimit).prefix { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
        guard !name.isEmpty,
            let entity = (Array(name) + [0]).withUnsafeBufferPointer({ htmlEntityLookup($0.baseAddress) }),
            let scalar = UnicodeScalar(entity.pointee.value)
        else { return nil }
        return (scalar, name.count)
    }
}
