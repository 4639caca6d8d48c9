/// Numbers as dates and headings write them.
enum CalendarNumber {
    static func digit(_ key: Unicode.Scalar) -> Int? {
        switch key {
        case "〇", "零": 0
        case "一": 1
        case "二", "两": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }

    /// 1 … 4 digits at `index`; longer runs are no such number.
    static func arabic(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int, digits: Int = 4) -> (Int, Int)? {
        var position = index
        var value = 0
        while position < end, keys[position].isDigit, position - index <= digits {
            value = value * 10 + Int(keys[position].value) - 48
            position += 1
        }
        return position > index && position - index <= digits ? (value, position) : nil
    }

    /// 一 … 九十九, or 二〇二一 digit by digit.
    static func han(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        var position = index
        var digits: [Int] = []
        var tens: Int?
        while position < end, position - index < 5 {
            if let digit = digit(keys[position]) ?? zero(keys, position, end, isInside: !digits.isEmpty) {
                digits.append(digit)
            } else if keys[position] == "十", tens == nil {
                tens = digits.last ?? 1
                digits = []
            } else {
                break
            }
            position += 1
        }
        guard position > index else { return nil }
        if let tens { return digits.count <= 1 ? (tens * 10 + (digits.first ?? 0), position) : nil }
        return (digits.reduce(0) { $0 * 10 + $1 }, position)
    }

    /// 二0一一, 二O一一: what typists put for 〇 between two Han digits.
    private static func zero(_ keys: [Unicode.Scalar], _ position: Int, _ end: Int, isInside: Bool) -> Int? {
        guard isInside, keys[position] == "0" || keys[position] == "O" || keys[position] == "o", position + 1 < end,
            digit(keys[position + 1]) != nil
        else { return nil }
        return 0
    }

    static func any(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        arabic(keys, index, end) ?? han(keys, index, end)
    }
}
