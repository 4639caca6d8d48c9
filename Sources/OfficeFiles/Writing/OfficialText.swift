/// Words and marks as official documents write them.
enum OfficialText {
    /// Without blanks around it, or nil if nothing is left.
    static func filled(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(scalars[first...last])
    }

    /// In characters of the body: what is not Chinese takes half of one.
    static func width(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 0.5 : 1) }
    }

    /// 2025年5月7日: Arabic figures, the year in full, no leading zeros. Source: GB/T 9704-2012, 7.3.5.4.
    static func date(_ text: String) -> String {
        let numbers = text.split(whereSeparator: { "-/.年月日 ".contains($0) }).map { Int(String($0)) }
        guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            (1000...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return text }
        return "\(year)年\(month)月\(day)日"
    }

    static func withoutColon(_ text: String) -> String {
        guard let last = text.last, last == "：" || last == ":" else { return text }
        return String(text.dropLast())
    }

    /// Source: GB/T 9704-2012, 7.3.6.
    static func bracketed(_ text: String) -> String {
        guard let first = text.first, first == "（" || first == "(", let last = text.last, last == "）" || last == ")"
        else {
            return "（\(text)）"
        }
        return "（\(text.dropFirst().dropLast())）"
    }

    /// Source: GB/T 9704-2012, 7.4.2.
    static func copyTo(_ text: String) -> String {
        let named = text.hasPrefix("抄送") || text.hasPrefix("抄报") ? text : "抄送：\(text)"
        return named.hasSuffix("。") ? named : named + "。"
    }

    /// 附件, or 附件1, 附件2 … Source: GB/T 9704-2012, 7.3.7.
    static func attachmentMarks(_ count: Int) -> [String] {
        count == 1 ? ["附件"] : (1...max(1, count)).map { "附件\($0)" }
    }

    /// Columns share the width of the text area by their longest words.
    static func table(_ rows: [[String]]) -> WordDocument.Table? {
        let rows = rows.filter { !$0.isEmpty }
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return nil }
        let needs = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? min(20, max(3, width($0[column]))) : 3 }.max() ?? 3
        }
        let all = needs.reduce(0, +)
        let cells = rows.enumerated().map { index, row in
            row.map { WordDocument.Cell(text: $0, isHeader: index == 0 && rows.count > 1) }
        }
        return .init(
            gridColumns: needs.map { Int($0 / all * 8845) }, rows: cells, repeatsHeader: rows.count > 1 ? 1 : 0)
    }
}
