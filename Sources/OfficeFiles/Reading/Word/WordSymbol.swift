/// Characters that a document takes from a symbol font. Source: ECMA-376 part 1, 17.3.3.30 (sym).
enum WordSymbol {
    private static let wingdings: [UInt32: String] = [
        0x21: "✏", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□",
        0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
        0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    ]
    private static let wingdings2: [UInt32: String] = [
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x98: "●",
    ]
    private static let symbol: [UInt32: String] = [
        0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB0: "°", 0xB1: "±", 0xB7: "·", 0xB8: "÷", 0xAE: "→", 0xA5: "∞", 0xB9: "≠",
    ]

    /// - Parameter code: hexadecimal; symbol fonts lie at F000.
    static func text(font: String?, code: String?) -> String {
        guard let code = code.flatMap({ UInt32($0, radix: 16) }) else { return "" }
        let table =
            switch font?.lowercased() {
            case "wingdings": wingdings
            case "wingdings 2": wingdings2
            case "symbol": symbol
            default: [UInt32: String]()
            }
        let place = (0xF000...0xF0FF).contains(code) ? code - 0xF000 : code
        if let known = table[place] { return known }
        guard table.isEmpty, !(0xE000...0xF8FF).contains(code), code >= 0x20 else { return "" }
        return UnicodeScalar(code).map { String($0) } ?? ""
    }

    /// 带圈字符: a field without a result that prints one character over another. Source: Word's EQ field, \o.
    static func enclosed(_ code: String) -> String {
        let field = code.filter { !$0.isWhitespace }.lowercased()
        guard field.hasPrefix("eq\\o"), let open = field.firstIndex(of: "("), let close = field.lastIndex(of: ")"),
            open < close
        else { return "" }
        let inner = field[field.index(after: open)..<close].split { ",，;".contains($0) }
        guard inner.count == 2, inner[0] == "○", let number = Int(inner[1]) else { return "" }
        return NumberText.enclosed(number, from: 0x2460) ?? ""
    }
}
