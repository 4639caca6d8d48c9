/// Numbers that count: 1,200, 1.2万, 三百二十, 百余.
enum Cardinal {
    static func read(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        guard index < end else { return nil }
        return keys[index].isDigit ? arabic(keys, index, end) : han(keys, index, end)
    }

    private static func arabic(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        guard var (value, position) = CalendarNumber.arabic(keys, index, end, digits: 7) else { return nil }
        while position + 3 < end, keys[position] == "，", value > 0, value < 1_000_000,
            let (next, after) = CalendarNumber.arabic(keys, position + 1, end, digits: 3), after == position + 4
        {
            (value, position) = (value * 1000 + next, after)
        }
        if position + 1 < end, keys[position] == ".",
            let (tenths, after) = CalendarNumber.arabic(keys, position + 1, end, digits: 2), after < end,
            keys[after] == "万"
        {
            return (value * 10_000 + tenths * (after - position == 2 ? 1000 : 100), after + 1)
        }
        if position < end, keys[position] == "万" { return (value * 10_000, position + 1) }
        if position < end, keys[position] == "千" { return (value * 1000, position + 1) }
        return (value, position)
    }

    private static func han(_ keys: [Unicode.Scalar], _ index: Int, _ end: Int) -> (Int, Int)? {
        var position = index
        var (total, section, digit): (Int, Int, Int?) = (0, 0, nil)
        while position < end, position - index < 12 {
            if let next = CalendarNumber.digit(keys[position]) {
                if let digit, digit != 0 { return nil }  // 二〇二五, 五六十
                digit = next
            } else if let unit = unit(keys[position]) {
                if unit == 10_000 {
                    total += (section + (digit ?? 0)) * unit
                    section = 0
                } else {
                    section += (digit ?? 1) * unit
                }
                digit = nil
            } else {
                break
            }
            position += 1
        }
        let value = total + section + (digit ?? 0)
        return position > index && value > 0 ? (value, position) : nil
    }

    private static func unit(_ key: Unicode.Scalar) -> Int? {
        switch key {
        case "十": 10
        case "百": 100
        case "千": 1000
        case "万": 10_000
        default: nil
        }
    }
}
