/// The table by which government pages disclose a document, with or without bars.
struct DisclosureReader: Sendable {
    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    private static let labels = Lexicon.words("disclosure.labels") + Lexicon.words("disclosure.more")

    func read() -> NoticeReading.Disclosure? {
        let rows = zip(parts.blocks, parts.roles).filter { $0.1 == .disclosure }.map(\.0)
        guard let first = rows.first, let last = rows.last else { return nil }
        var found = NoticeReading.Disclosure(source: text.source(first.lowerBound..<last.upperBound))
        for row in rows {
            for label in text.findAll(Self.labels, row) { note(label, row, &found) }
        }
        let isBlank = found == NoticeReading.Disclosure(source: found.source)
        return isBlank ? nil : found
    }

    private func note(_ label: Range<Int>, _ row: Range<Int>, _ found: inout NoticeReading.Disclosure) {
        let value = Self.value(text, after: label, in: row)
        guard !value.isEmpty, value.count <= 80 else { return }
        let words = text.string(value)
        switch text.key(label) {
        case "索引号", "信息索引号", "统一编号", "统一登记号": found.indexNumber = found.indexNumber ?? words
        case "发布机构", "发文机关", "公开责任部门", "发文单位", "制发单位", "所属机构": found.publisher = found.publisher ?? words
        case "公开方式", "公开属性", "公开形式", "公开类别": found.openness = found.openness ?? words
        case "有效性", "信息有效性", "公文时效", "时效性": found.validity = found.validity ?? words
        case "组配分类", "信息分类", "信息类别", "体裁分类", "分类": found.category = found.category ?? words
        case "主题分类", "主题词", "关键词": found.subject = found.subject ?? words
        case "成文日期", "成文时间", "发文日期", "发文时间": found.formedOn = found.formedOn ?? day(value)
        case "生成日期", "生成时间": found.generatedOn = found.generatedOn ?? day(value)
        case "发布日期", "发布时间", "公开日期", "公开时间": found.publishedOn = found.publishedOn ?? day(value)
        case "废止日期", "失效日期": found.abolishedOn = found.abolishedOn ?? day(value)
        default: break
        }
    }

    private func day(_ range: Range<Int>) -> String? {
        DateRecogniser(year: nil).findAll(text, range).first { $0.hasYear && !$0.isMonth }?.dates.first?.first
            .description
    }

    /// What stands behind a label, up to the next bar or label; empty where it is left blank.
    static func value(_ text: NoticeText, after label: Range<Int>, in row: Range<Int>) -> Range<Int> {
        let limit = min(row.upperBound, label.upperBound + 200)
        var start = label.upperBound
        var bars = 0
        while start < limit, "： |".unicodeScalars.contains(text.keys[start]), bars < 2 {
            if text.keys[start] == "|" { bars += 1 }
            if bars < 2 { start += 1 }
        }
        var end = start
        while end < limit, text.keys[end] != "|" {
            let isBoundary = end == start || text.keys[end - 1] == " "
            if isBoundary, end > label.upperBound, let next = text.match(labels, at: end, before: limit) {
                let after = end + next.count
                if after >= limit || "： |".unicodeScalars.contains(text.keys[after]) { break }
            }
            end += 1
        }
        let value = text.trim(start..<end)
        // 来源：办公室 发布时间 …: of a line without bars the first word, unless it is a title.
        guard bars == 0, let blank = text.index(of: [" "], value), !text.hasSuffix(Lexicon.formWords, value) else {
            return value
        }
        return value.lowerBound..<blank
    }
}
