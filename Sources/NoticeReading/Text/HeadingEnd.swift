/// Where a heading ends and its text begins, and whether it only frames what stands below.
enum HeadingEnd {
    static func split(_ text: NoticeText, _ range: Range<Int>) -> (heading: Range<Int>?, body: Range<Int>?) {
        let range = text.trim(range)
        guard !range.isEmpty else { return (nil, nil) }
        let stop = stop(text, range)
        if let blank = blank(text, range.lowerBound..<stop), blank - range.lowerBound <= 45,
            range.count > 60 || isGeneric(text, range.lowerBound..<blank)
        {
            return (range.lowerBound..<blank, text.trim((blank + 1)..<range.upperBound))
        }
        if let end = glued(text, range.lowerBound..<stop) {
            return (range.lowerBound..<end, text.trim(end..<range.upperBound))
        }
        let heading = range.lowerBound..<stop
        let isRequest = text.hasPrefix(Lexicon.words("outline.request"), heading)
        guard heading.count <= 45, !isRequest else { return (nil, range) }
        let rest = text.trim(min(stop + 1, range.upperBound)..<range.upperBound)
        return (heading, rest.isEmpty ? nil : rest)
    }

    /// The first mark that parts sentences; not the one of 9:00 or http://.
    private static func stop(_ text: NoticeText, _ range: Range<Int>) -> Int {
        var depth = 0
        for index in range {
            let key = text.keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth = max(0, depth - 1) }
            if key == "。" || depth == 0 && (key == "；" || key == "！") { return index }
            guard key == "：", depth == 0, index + 1 < range.upperBound else {
                if key == "：", depth == 0 { return index }
                continue
            }
            let isClock = text.keys[index + 1].isDigit && index > range.lowerBound && text.keys[index - 1].isDigit
            if !isClock, text.keys[index + 1] != "/" { return index }
        }
        return range.upperBound
    }

    private static func blank(_ text: NoticeText, _ range: Range<Int>) -> Int? {
        var depth = 0
        for index in range {
            let key = text.keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth = max(0, depth - 1) }
            if key == " ", depth == 0 { return index }
        }
        return nil
    }

    /// A lost line break: 活动时间2016年11月10日, 安全知识讲座针对大一新生进行….
    private static func glued(_ text: NoticeText, _ range: Range<Int>) -> Int? {
        guard range.count >= 8, !isFrame(text, range) else { return nil }
        if let label = text.prefix(Lexicon.fieldLabels, range), label.count >= 4, label.upperBound < range.upperBound,
            let field = Outline.field(text, label)
        {
            let next = text.keys[label.upperBound]
            if field == .time, next.isDigit { return label.upperBound }
            if field == .theme, range.upperBound - label.upperBound >= 4,
                !"及和与、安要宣".unicodeScalars.contains(next)
            {
                return label.upperBound
            }
        }
        guard range.count >= 16, text.index(of: ["，", "、", "："], range.lowerBound..<(range.lowerBound + 12)) == nil
        else {
            return nil
        }
        return runOn(text, range)
    }

    private static func runOn(_ text: NoticeText, _ range: Range<Int>) -> Int? {
        var depth = 0
        for index in range.lowerBound..<min(range.upperBound, range.lowerBound + 30) {
            let key = text.keys[index]
            if Folding.openers.contains(key) { depth += 1 }
            if Folding.closers.contains(key) { depth = max(0, depth - 1) }
            guard depth == 0, index >= range.lowerBound + 4,
                text.hasPrefix(Lexicon.words("heading.run on"), index..<range.upperBound)
            else { continue }
            let name = NoticeParts.withoutBracket(text, range.lowerBound..<index)
            if text.hasSuffix(Lexicon.eventNouns, name) { return index }
        }
        return nil
    }

    // MARK: What it says

    /// It names nothing of its own: a generic heading, a field or a part of the administration.
    static func isGeneric(_ text: NoticeText, _ heading: Range<Int>) -> Bool {
        isContent(text, heading) || isFrame(text, heading)
            || heading.count <= 12 && text.contains("时间", heading) && text.contains("地点", heading)
    }

    /// Known word for word as a heading of the frame.
    static func isFrame(_ text: NoticeText, _ heading: Range<Int>) -> Bool {
        let keys = text.keys[text.trim(heading)]
        return Lexicon.genericHeadings.contains(keys) || Lexicon.administrativeHeadings.contains(keys)
            || keys.count >= 4 && Lexicon.fieldLabels.contains(keys)
            || Lexicon.fieldLabels.contains(keys) && Lexicon.fields[Word(keys)] != .ignored
    }

    /// “世界读书日”活动内容, 本次活动内容: the name of the whole adds nothing.
    private static func withoutName(_ text: NoticeText, _ heading: Range<Int>) -> Range<Int> {
        var rest = heading
        if let first = heading.first, text.keys[first] == "“", let close = text.index(of: ["”"], heading) {
            rest = (close + 1)..<heading.upperBound
        } else if let this = text.prefix(Lexicon.words("heading.this"), heading) {
            rest = this.upperBound..<heading.upperBound
        }
        return rest.count >= 4 ? rest : heading
    }

    /// 活动内容, 重点项目, 具体活动安排 …: what stands below it is what will be held. Made of general words alone.
    static func isContent(_ text: NoticeText, _ heading: Range<Int>) -> Bool {
        let heading = withoutName(text, NoticeParts.withoutBracket(text, text.trim(heading)))
        if Lexicon.genericHeadings.contains(text.keys[heading]) { return true }
        guard (4...14).contains(heading.count), !Lexicon.administrativeHeadings.contains(text.keys[heading]),
            text.hasSuffix(Lexicon.words("heading.content nouns"), heading)
                || text.hasPrefix(Lexicon.words("heading.weights"), heading)
        else { return false }
        var position = heading.lowerBound
        while position < heading.upperBound,
            let part = text.match(Lexicon.words("heading.general"), at: position, before: heading.upperBound)
        {
            position += part.count
        }
        return position == heading.upperBound
    }
}
