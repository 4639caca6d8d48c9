/// Where the title at the top of a document stands: one to four lines that end with the name of a form.
struct TitleGrammar: Sendable {
    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    func find() -> Range<Int>? {
        let blocks = parts.blocks
        var seen = 0
        for start in blocks.indices where parts.roles[start] == .body {
            let block = blocks[start]
            seen += 1
            if seen > 16 || block.count > 80 || parts.isAddressee(block) { break }
            guard isPiece(block) else { continue }
            for end in start..<min(start + 5, blocks.count) {
                guard parts.roles[end] == .body, isPiece(blocks[end]) else { break }
                let whole = block.lowerBound..<blocks[end].upperBound
                if whole.count > 160 { break }
                if whole.count >= (seen == 1 ? 6 : 7),
                    text.hasSuffix(Lexicon.formWords, NoticeParts.withoutBracket(text, whole))
                {
                    return start..<(end + 1)
                }
            }
        }
        return nil
    }

    private func isPiece(_ block: Range<Int>) -> Bool {
        block.count <= 80 && text.index(of: ["。", "；", "|", ">"], block) == nil
            && text.keys[block.upperBound - 1] != "："
            && HeadingGrammar.marker(text.keys, block) == nil && parts.signature(block) == nil
            && DocumentNumberRecogniser.first(text, block) == nil && !text.hasSuffix("文件", block)
            && !text.hasPrefix(Lexicon.words("parts.no title"), block)
            && !text.hasSuffix(NoticeParts.fileNames, block)
    }

    /// Without 重发：, 〔置顶〕 and what else a page notes in front of a title.
    static func withoutNote(_ text: NoticeText, _ title: Range<Int>) -> Range<Int> {
        guard let note = text.prefix(Lexicon.words("title.notes"), title) else { return title }
        var start = note.upperBound
        while start < title.upperBound, "：〕） ".unicodeScalars.contains(text.keys[start]) { start += 1 }
        return start > note.upperBound && title.upperBound - start >= 6 ? start..<title.upperBound : title
    }

    // MARK: Titles that name no form

    /// 第十七届“上译”杯翻译竞赛 or 关于…活动 above the text; nil where the first lines are text already.
    func event() -> Range<Int>? {
        var above: Range<Int>?
        var seen = 0
        for (block, role) in zip(parts.blocks, parts.roles) where role == .body || role == .title {
            seen += 1
            if seen > 6 || block.count > 60 || parts.isAddressee(block) { return nil }
            let block = Self.withoutNote(text, block)
            defer { above = block }
            guard block.count >= 6, isPiece(block), text.index(of: ["：", "，"], block) == nil else { continue }
            let name = NoticeParts.withoutBracket(text, block)
            if text.hasPrefix("--", block), let above, above.count <= 40 { return above.lowerBound..<block.upperBound }
            if text.hasPrefix("关于", block) || text.hasSuffix(Lexicon.words("title.events"), name) { return block }
        }
        return nil
    }
}
