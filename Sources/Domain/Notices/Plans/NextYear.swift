/// Last year's words for this year.
package enum NextYear {
    /// The year itself and the ordinal of the 会员活动日 are put on; days keep month and day, for a person to check.
    /// Source of the ordinal: N = year − 1998.
    package static func text(_ text: String, from year: Int, to next: Int) -> String {
        var text = text
        for mark in ["年", "-", ".", "/"] { text = text.replacing("\(year)\(mark)", with: "\(next)\(mark)") }
        let (old, new) = (year - 1998, next - 1998)
        guard old > 0 else { return text }
        return text.replacing("第\(old)个", with: "第\(new)个").replacing("第\(han(old))个", with: "第\(han(new))个")
    }

    /// Whether there is a day in it, such as 5月29日: last year's, which a person has to check.
    package static func hasDay(_ text: String) -> Bool {
        var wasDigit = false
        for character in text {
            if wasDigit, character == "日" || character == "月" || character == "号" { return true }
            wasDigit = character.isNumber && character.isASCII
        }
        return false
    }

    /// What of last year's a person has to check in it: 日子, 主题.
    package static func toCheck(_ text: String, theme: String?) -> [String] {
        let hasTheme = isTheme(text) || theme.map { !$0.isEmpty && text.contains($0) } ?? false
        return (hasDay(text) ? ["日子"] : []) + (hasTheme ? ["主题"] : [])
    }

    /// A clause that is about the theme alone: 活动主题.
    package static func isTheme(_ text: String) -> Bool {
        let heading = text.split(separator: "\n").first ?? ""
        return heading.hasSuffix("主题") || heading.hasPrefix("活动主题") || heading.hasPrefix("主题：")
    }

    /// 1 to 99.
    private static func han(_ number: Int) -> String {
        let digits = Array("零一二三四五六七八九").map(String.init)
        guard (1..<100).contains(number) else { return "\(number)" }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        let head = tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十"
        return head + (ones == 0 ? "" : digits[ones])
    }
}
