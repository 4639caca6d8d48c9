/// Characters that XML cannot hold, written as "_x000D_". Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
enum EscapedText {
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var output = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "_") {
            output += rest[..<mark]
            rest = rest[mark...]
            if let value = code(rest), let scalar = UnicodeScalar(value) {
                // A line end is "\n"; other control characters show nothing.
                if value >= 32 || value == 9 || value == 10 { output.unicodeScalars.append(scalar) }
                rest = rest.dropFirst(7)
            } else {
                output += "_"
                rest = rest.dropFirst()
            }
        }
        return output + rest
    }

    /// So that text which only looks like such a code stays as it is.
    static func encode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var output = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "_") {
            output += rest[..<mark]
            output += code(rest[mark...]) == nil ? "_" : "_x005F_"
            rest = rest[mark...].dropFirst()
        }
        return output + rest
    }

    /// The number in "_xHHHH_" at the start.
    private static func code(_ text: Substring) -> UInt32? {
        let code = text.prefix(7)
        guard code.utf8.count == 7, code.hasPrefix("_x"), code.hasSuffix("_") else { return nil }
        let digits = code.dropFirst(2).dropLast()
        return digits.utf8.first == UInt8(ascii: "+") ? nil : UInt32(digits, radix: 16)
    }
}
