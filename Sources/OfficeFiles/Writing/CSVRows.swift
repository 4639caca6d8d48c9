/// Lines of a CSV file. Source: RFC 4180; OWASP, "CSV Injection".
package enum CSVRows {
    /// Goes before the first line, so that spreadsheets read the file as UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Text that a spreadsheet could run as a formula gets an apostrophe in front.
    package static func line(_ values: [XlsxRows.Value]) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(values.count * 16)
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            switch value {
            case .text(let text): append(text, to: &line)
            case .number(let number): line.append(contentsOf: String(number).utf8)
            case .empty: break
            }
        }
        line.append(contentsOf: [0x0D, 0x0A])
        return line
    }

    private static func append(_ text: String, to line: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = text.utf8.contains { [quote, UInt8(ascii: ","), 0x0A, 0x0D].contains($0) }
        if needsQuotes { line.append(quote) }
        if startsFormula(text) { line.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == quote { line.append(quote) }
            line.append(byte)
        }
        if needsQuotes { line.append(quote) }
    }

    private static func startsFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }
}
