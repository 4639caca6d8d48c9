/// A number of a list as it is printed. Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
enum NumberText {
    static func text(_ number: Int, format: String) -> String {
        switch format {
        case "none", "bullet": ""
        case "decimalZero": number < 10 ? "0\(number)" : "\(number)"
        case "upperLetter": letters(number, from: "A") ?? "\(number)"
        case "lowerLetter": letters(number, from: "a") ?? "\(number)"
        case "upperRoman": roman(number) ?? "\(number)"
        case "lowerRoman": roman(number)?.lowercased() ?? "\(number)"
        case "decimalFullWidth", "decimalFullWidth2": shifted("\(number)", by: 0xFF10 - 0x30)
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": enclosed(number, from: 0x2460) ?? "\(number)"
        case "decimalEnclosedParen": enclosed(number, from: 0x2474) ?? "(\(number))"
        case "decimalEnclosedFullstop": enclosed(number, from: 0x2488) ?? "\(number)."
        case "ideographEnclosedCircle": (1...10).contains(number) ? scalar(0x3280 + number - 1) : "\(number)"
        case "ideographTraditional": cycle(number, "甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": cycle(number, "子丑寅卯辰巳午未申酉戌亥")
        case "chineseCounting", "taiwaneseCounting": number < 100 ? counted(number) : digits(number)
        case "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting": counted(number)
        case "chineseLegalSimplified": counted(number, digits: "零壹贰叁肆伍陆柒捌玖", units: "拾佰仟", tenIsShort: false)
        case "ideographLegalTraditional", "japaneseLegal":
            counted(number, digits: "零壹貳參肆伍陸柒捌玖", units: "拾佰仟", tenIsShort: false)
        case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital2": digits(number)
        default: "\(number)"
        }
    }

    private static func scalar(_ value: Int) -> String { UnicodeScalar(UInt32(value)).map { String($0) } ?? "" }

    private static func shifted(_ text: String, by distance: Int) -> String {
        text.unicodeScalars.map { scalar(Int($0.value) + distance) }.joined()
    }

    /// ①, ⑴ and ⒈ go up to 20.
    static func enclosed(_ number: Int, from first: Int) -> String? {
        (1...20).contains(number) ? scalar(first + number - 1) : nil
    }

    /// After z follow aa, bb, cc; nobody counts that far.
    private static func letters(_ number: Int, from first: UnicodeScalar) -> String? {
        guard (1...780).contains(number) else { return nil }
        let (rounds, index) = (number - 1).quotientAndRemainder(dividingBy: 26)
        return String(repeating: scalar(Int(first.value) + index), count: rounds + 1)
    }

    private static func roman(_ number: Int) -> String? {
        guard (1...3_999).contains(number) else { return nil }
        let signs = [
            (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var (rest, text) = (number, "")
        for (value, sign) in signs {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    private static func cycle(_ number: Int, _ signs: String) -> String {
        (1...signs.count).contains(number) ? String(Array(signs)[number - 1]) : "\(number)"
    }

    private static func digits(_ number: Int) -> String {
        guard number >= 0 else { return "\(number)" }
        let signs = Array("〇一二三四五六七八九")
        return String(String(number).utf8.map { signs[Int($0) - 0x30] })
    }

    /// 十二, 二十, 一百零五; below ten thousand.
    private static func counted(
        _ number: Int, digits: String = "零一二三四五六七八九", units: String = "十百千", tenIsShort: Bool = true
    ) -> String {
        guard (1...9_999).contains(number) else { return number == 0 ? String(digits.prefix(1)) : "\(number)" }
        let (digits, units) = (Array(digits), Array(units))
        var text = ""
        var skipsZero = true
        for (power, value) in [1_000, 100, 10, 1].enumerated() {
            let digit = number / value % 10
            if digit == 0 {
                skipsZero = skipsZero || text.isEmpty
                if !skipsZero, number % value > 0 {
                    text.append(digits[0])
                    skipsZero = true
                }
                continue
            }
            if !(tenIsShort && value == 10 && digit == 1 && text.isEmpty) { text.append(digits[digit]) }
            if power < 3 { text.append(units[2 - power]) }
            skipsZero = false
        }
        return text
    }
}
