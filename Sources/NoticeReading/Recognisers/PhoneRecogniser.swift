/// Telephone numbers: 0531-5550123, （0531）5550123, 139 0000 0000, 5550123, 0531-5550123转801, 400-123-4567.
enum PhoneRecogniser {
    struct Found: Sendable {
        var range: Range<Int>
        var value: String
        /// With an area code or of a mobile: no other number looks like it.
        var isSure: Bool
    }

    private static let voiding = Lexicon.words("contact.no phone")

    static func findAll(_ text: NoticeText, _ range: Range<Int>) -> [Found] {
        var found: [Found] = []
        var area: String?
        var index = range.lowerBound
        while index < range.upperBound {
            let isBracket = text.keys[index] == "（" && index + 1 < range.upperBound && text.keys[index + 1] == "0"
            guard text.keys[index].isDigit || isBracket else {
                index += 1
                continue
            }
            let groups = groups(text, isBracket ? index + 1 : index, range.upperBound)
            let end = groups.last?.upperBound ?? index + 1
            if isFree(text, index, range), let phone = phone(text, groups, from: index), !isVoid(text, index, range),
                !isPart(text, phone.range.upperBound, range)
            {
                var phone = extended(text, phone, range)
                if let dash = phone.value.firstIndex(of: "-"), phone.value.hasPrefix("0") {
                    area = String(phone.value[..<dash])
                } else if let area, !phone.isSure {
                    phone.value = "\(area)-\(phone.value)"
                }
                found.append(phone)
                index = max(phone.range.upperBound, index + 1)
            } else {
                index = max(groups.first?.upperBound ?? end, index + 1)
            }
        }
        return found
    }

    // MARK: Groups of digits

    /// At most four, parted by one dash, blank or bracket.
    private static func groups(_ text: NoticeText, _ start: Int, _ end: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var position = start
        while position < end, groups.count < 4 {
            let first = position
            while position < end, text.keys[position].isDigit, position - first < 20 { position += 1 }
            guard position > first else { break }
            groups.append(first..<position)
            guard position + 1 < end, "- ）".unicodeScalars.contains(text.keys[position]) else { break }
            position += 1
            while position < end, text.keys[position] == "-" || text.keys[position] == " ", position - first < 24 {
                position += 1
            }
        }
        return groups
    }

    private static func phone(_ text: NoticeText, _ groups: [Range<Int>], from start: Int) -> Found? {
        guard let first = groups.first else { return nil }
        let digits = { (group: Range<Int>) in text.key(group) }
        let head = digits(first)
        let counts = groups.map(\.count)
        let found = { (last: Int, value: String, isSure: Bool) in
            Found(range: start..<groups[last].upperBound, value: value, isSure: isSure)
        }
        if head.hasPrefix("1"), counts[0] == 11 { return found(0, head, true) }
        if head.hasPrefix("1"), counts.count >= 3, Array(counts.prefix(3)) == [3, 4, 4] {
            return found(2, groups.prefix(3).map(digits).joined(), true)
        }
        if head.hasPrefix("0"), (3...4).contains(counts[0]), counts.count >= 2 {
            if (7...8).contains(counts[1]) { return found(1, "\(head)-\(digits(groups[1]))", true) }
            if counts.count >= 3, (3...4).contains(counts[1]), counts[2] == 4 {
                return found(2, "\(head)-\(digits(groups[1]))\(digits(groups[2]))", true)
            }
        }
        if head.hasPrefix("0"), (10...12).contains(counts[0]) { return found(0, head, true) }
        if head == "400" || head == "800", counts.count >= 3, counts[1] + counts[2] == 7 {
            return found(2, groups.prefix(3).map(digits).joined(separator: "-"), true)
        }
        let isDay = head.hasPrefix("20") && counts[0] == 8
        return (7...8).contains(counts[0]) && !head.hasPrefix("0") && !isDay ? found(0, head, false) : nil
    }

    // MARK: What stands around it

    private static func isFree(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Bool {
        guard start > range.lowerBound else { return true }
        let before = text.keys[start - 1]
        return !before.isDigit && !before.isLatin && !"@._-/=".unicodeScalars.contains(before)
            || before == "/" && start > range.lowerBound + 1 && text.keys[start - 2].isDigit
    }

    private static func isPart(_ text: NoticeText, _ end: Int, _ range: Range<Int>) -> Bool {
        guard end < range.upperBound else { return false }
        return text.keys[end] == "@" || text.keys[end].isLatin || text.keys[end].isDigit
            || text.hasPrefix(Lexicon.words("contact.units"), end..<range.upperBound)
    }

    /// 传真：, QQ群：, 微信号 before it.
    private static func isVoid(_ text: NoticeText, _ start: Int, _ range: Range<Int>) -> Bool {
        var end = start
        while end > range.lowerBound, start - end < 4, "： ，号码（".unicodeScalars.contains(text.keys[end - 1]) { end -= 1 }
        return text.hasSuffix(voiding, max(range.lowerBound, end - 8)..<end)
    }

    /// 转801
    private static func extended(_ text: NoticeText, _ phone: Found, _ range: Range<Int>) -> Found {
        let end = phone.range.upperBound
        guard end + 1 < range.upperBound, text.keys[end] == "转" || text.keys[end] == "-",
            let (_, last) = CalendarNumber.arabic(text.keys, end + 1, range.upperBound, digits: 5)
        else { return phone }
        var phone = phone
        phone.value += text.key(end..<last)
        phone.range = phone.range.lowerBound..<last
        return phone
    }
}
