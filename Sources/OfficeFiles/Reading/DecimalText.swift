/// A number of a sheet as people write it: up to 15 significant digits, as spreadsheets show, and no exponent.
enum DecimalText {
    private static let digitLimit = 15
    /// Beyond it, zeros would fill the cell.
    private static let exponentLimit = 30

    /// The text itself when it is no number.
    static func shortest(_ text: String) -> String {
        let isPlain = text.utf8.count < digitLimit && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isPlain, text.utf8.count == 1 || text.utf8.first != 0x30 { return text }
        guard let number = Double(text), number.isFinite else { return text }
        guard number != 0 else { return "0" }
        var (digits, exponent) = parts(number.magnitude)
        round(&digits, &exponent)
        let sign = number < 0 ? "-" : ""
        let ascii = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
        guard abs(exponent) <= exponentLimit else {
            let mantissa = ascii.count == 1 ? ascii : "\(ascii.prefix(1)).\(ascii.dropFirst())"
            return "\(sign)\(mantissa)E\(exponent > 0 ? "+" : "")\(exponent - 1)"
        }
        if exponent <= 0 { return "\(sign)0.\(zeros(-exponent))\(ascii)" }
        if exponent >= ascii.count { return "\(sign)\(ascii)\(zeros(exponent - ascii.count))" }
        return "\(sign)\(ascii.prefix(exponent)).\(ascii.dropFirst(exponent))"
    }

    /// The number is 0.d₁d₂d₃… × 10^exponent.
    private static func parts(_ number: Double) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var point: Int?
        let halves = number.description.split(separator: "e")
        for byte in halves.first.map({ Array($0.utf8) }) ?? [] {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 0x30) }
        }
        let leading = digits.prefix { $0 == 0 }.count
        let power = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        return (Array(digits.dropFirst(leading)), (point ?? digits.count) - leading + power)
    }

    private static func round(_ digits: inout [UInt8], _ exponent: inout Int) {
        if digits.count > digitLimit {
            let roundsUp = digits[digitLimit] >= 5
            digits.removeLast(digits.count - digitLimit)
            if roundsUp {
                while digits.last == 9 { digits.removeLast() }
                if let last = digits.popLast() {
                    digits.append(last + 1)
                } else {
                    digits = [1]
                    exponent += 1
                }
            }
        }
        while digits.last == 0 { digits.removeLast() }
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
