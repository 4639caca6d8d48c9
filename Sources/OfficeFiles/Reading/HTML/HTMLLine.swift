/// A line of a page and what speaks for keeping it when only a part of the page is the document.
struct HTMLLine {
    var text: String
    /// The marked box around it: its place in the list of boxes.
    var box: Int
    var isHeading = false
    /// All its text is a link.
    var isLink = false
}

/// Finds the document within the page: the smallest marked box that holds most of the Chinese text.
struct HTMLContent {
    /// Of the Chinese characters outside of links; titles and letterheads often stand outside of the box.
    private static let share = 0.7
    /// The fields above a document on a government's site. Source: 政府信息公开目录.
    private static let letterhead = [
        "索引号", "文号", "发文字号", "发布机构", "发文机关", "发布日期", "成文日期", "生成日期", "发文日期", "公开方式", "公开日期", "主题分类", "组配分类",
        "信息分类", "有效性", "废止日期", "名称", "标题",
    ]
    private static let files = [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar", ".ofd"]

    /// - Parameters:
    ///   - parents: of each box, the first being the page, whose parent is itself.
    ///   - title: of the page.
    static func lines(_ lines: [HTMLLine], parents: [Int], title: String) -> [String] {
        var weights = [Int](repeating: 0, count: parents.count)
        for line in lines where !line.isLink { weights[line.box] += han(line.text) }
        for box in parents.indices.dropFirst().reversed() { weights[parents[box]] += weights[box] }
        var chosen = 0
        for box in parents.indices where Double(weights[box]) >= share * Double(weights[0]) {
            // Boxes follow in the order of the page, so that an inner one comes after the one around it.
            chosen = box
        }
        guard chosen > 0, weights[0] > 0 else { return lines.map(\.text) }
        var isInside = [Bool](repeating: false, count: parents.count)
        for box in parents.indices { isInside[box] = box == chosen || box > 0 && isInside[parents[box]] }
        let first = lines.firstIndex { isInside[$0.box] } ?? lines.count
        let opening = Set(lines[first...].prefix(5).map { squeezed($0.text) })
        return lines.enumerated().filter { index, line in
            if isInside[line.box] { return true }
            if line.isLink { return isFile(line.text) }
            guard index < first else { return false }
            let text = squeezed(line.text)
            if isLetterhead(text) { return true }
            return line.isHeading && (5..<200).contains(text.count) && title.contains(text) && !opening.contains(text)
        }.map(\.element.text)
    }

    private static func han(_ text: String) -> Int {
        text.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    }

    static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    /// Such as 索 引 号：11370828/2025-01596.
    private static func isLetterhead(_ text: String) -> Bool {
        guard let label = letterhead.first(where: { text.hasPrefix($0) || text.hasPrefix("[\($0)") }) else {
            return false
        }
        return text.count < 200 && text.count > label.count
    }

    private static func isFile(_ text: String) -> Bool {
        let name = text.lowercased()
        return files.contains { name.hasSuffix($0) }
    }
}
