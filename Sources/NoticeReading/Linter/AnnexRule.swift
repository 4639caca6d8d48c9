/// An annex that is named but does not follow, or of which a lost table left only the bars.
struct AnnexRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let (text, parts) = (context.text, context.parts)
        let named = parts.ranges(.annexList)
        let heads = parts.blocks.indices.filter { parts.roles[$0] == .annexHead }
        guard let head = heads.first else {
            guard let first = named.first, parts.ranges(.attachmentName).isEmpty else { return [] }
            return [context.finding("annex_missing", .warning, "文中提到附件，但没有附件内容，请补上。", first)]
        }
        let below = parts.blocks[head].lowerBound..<(parts.blocks.last?.upperBound ?? 0)
        var bars = 0
        for key in text.keys[below] {
            bars = key == "|" ? bars + 1 : (key == " " || key == "\n" ? bars : 0)
            if bars >= 8 {
                return [context.finding("annex_missing", .warning, "附件的表格内容已丢失，请补上原表。", parts.blocks[head])]
            }
        }
        return lost(context, named, below)
    }

    /// Numbered annexes of which some follow and some do not.
    private func lost(_ context: LintContext, _ named: [Range<Int>], _ below: Range<Int>) -> [NoticeReading.Finding] {
        let text = context.text
        let items = AttachmentReader(parts: context.parts).items(named)
        guard items.count > 1, context.parts.ranges(.attachmentName).isEmpty else { return [] }
        let missing = items.filter { item in
            let name = Array(text.keys[NoticeParts.withoutBracket(text, item)].filter { $0 != " " })
            return name.count >= 4 && text.find(Array(name.suffix(8)), below) == nil
                && text.find(Array(name.prefix(8)), below) == nil
        }
        guard missing.count < items.count else { return [] }
        return missing.map { context.finding("annex_missing", .warning, "附件“\(text.string($0))”没有内容，请补上。", $0) }
    }
}
