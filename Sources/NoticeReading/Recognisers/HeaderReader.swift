/// Who issues the document, when, under which title and number, and to whom.
struct HeaderReader: Sendable {
    struct Header: Sendable {
        var number: Range<Int>?
        var issuer: Range<Int>?
        var issueDate: (day: CalendarDay, range: Range<Int>)?
        var title: Range<Int>?
        var addressees: [String] = []
        var kind = NoticeReading.Kind.other
        var year: Int?
    }

    let parts: NoticeParts
    private var text: NoticeText { parts.text }

    init(_ parts: NoticeParts) { self.parts = parts }

    func read() -> Header {
        var header = Header()
        let signing = SigningReader(parts: parts)
        header.number = DocumentNumberRecogniser.own(parts)
        header.title = title()
        header.issueDate = signing.issueDate()
        header.issuer = signing.issuer(title: header.title)
        header.addressees = addressees()
        header.kind = KindReader(parts: parts).kind(title: header.title)
        if header.kind == .news {
            header.issueDate = header.issueDate ?? signing.labelledDate("header.posted labels")
            header.title = header.title ?? headline()
        } else if header.title == nil, let event = TitleGrammar(parts: parts).event() {
            header.title = event
            header.kind = header.kind == .other ? (isSchedule(event) ? .plan : .notice) : header.kind
        }
        header.year = year(header, signing)
        return header
    }

    /// 十月份主题教育活动: what a month or term holds, without a word that asks for it.
    private func isSchedule(_ title: Range<Int>) -> Bool {
        text.contains(Lexicon.words("title.calendar"), title) && !text.contains("关于", title)
            && parts.ranges(.addressee).isEmpty
    }

    // MARK: Title

    private func title() -> Range<Int>? {
        if let title = parts.title, let first = title.first, let last = title.last {
            return withoutNumber(parts.blocks[first].lowerBound..<parts.blocks[last].upperBound)
        }
        for block in parts.ranges(.attachmentName) {
            guard let dot = text.keys[block].lastIndex(of: ".") else { continue }
            let name = withoutNumber(block.lowerBound..<dot)
            if name.count >= 8, text.hasSuffix(Lexicon.formWords, NoticeParts.withoutBracket(text, name)),
                !text.hasPrefix("附件", name)
            {
                return name
            }
        }
        if let block = parts.ranges(.title).first { return block }
        let own = zip(parts.blocks, parts.roles).lazy.filter { $0.1 != .chrome && $0.1 != .disclosure }.map(\.0)
        return own.prefix(3).lazy.compactMap { inline($0) }.first ?? named()
    }

    /// 名称：关于…的通知 in the table that discloses the document.
    private func named() -> Range<Int>? {
        for block in parts.ranges(.disclosure) {
            guard let label = text.find(Lexicon.words("header.title labels"), block) else { continue }
            let value = DisclosureReader.value(text, after: label, in: block)
            if value.count >= 7, text.hasSuffix(Lexicon.formWords, NoticeParts.withoutBracket(text, value)) {
                return value
            }
        }
        return nil
    }

    /// A report has a headline that is no form: its first line, if that is short and no sentence.
    private func headline() -> Range<Int>? {
        guard let block = parts.ranges(.body).first, (6...45).contains(block.count),
            text.index(of: ["。", "：", "；", "|"], block) == nil
        else {
            return nil
        }
        return block
    }

    private func withoutNumber(_ range: Range<Int>) -> Range<Int> {
        let range = TitleGrammar.withoutNote(text, range)
        guard let number = DocumentNumberRecogniser.first(text, range), number.lowerBound == range.lowerBound else {
            return range
        }
        return text.trim(number.upperBound..<range.upperBound)
    }

    /// 关于…的通知 at the start of a line that goes on with the text.
    private func inline(_ block: Range<Int>) -> Range<Int>? {
        let head = block.lowerBound..<min(block.upperBound, block.lowerBound + 160)
        let end = text.split(head, at: ["。", "，"]).first?.upperBound ?? head.upperBound
        let forms = Lexicon.words("header.inline forms")
        if let about = text.find("关于", head.lowerBound..<end), about.lowerBound - head.lowerBound < 60,
            let form = outsideQuotation(forms, about.upperBound..<end)
        {
            var start = about.lowerBound
            while start > head.lowerBound, text.keys[start - 1].isHan { start -= 1 }
            guard about.lowerBound - start < 30,
                !text.hasPrefix(Lexicon.words("header.no title"), start..<form.upperBound)
            else { return nil }
            return start..<form.upperBound
        }
        // 某镇2024年母亲节活动方案 一、…: a form before the first blank.
        guard let blank = text.split(block.lowerBound..<min(block.upperBound, block.lowerBound + 80), at: [" "]).first,
            blank.count >= 7, blank.upperBound < block.upperBound, text.hasSuffix(Lexicon.formWords, blank),
            !text.hasPrefix(Lexicon.words("header.no title"), blank),
            text.index(of: ["，", "。", "：", "；"], blank) == nil
        else { return nil }
        return blank
    }

    private func outsideQuotation(_ words: Words, _ range: Range<Int>) -> Range<Int>? {
        text.findAll(words, range).first { found in
            let before = text.keys[range.lowerBound..<found.lowerBound]
            return before.count { $0 == "《" } == before.count { $0 == "》" }
        }
    }

    // MARK: Addressees, year

    private func addressees() -> [String] {
        guard let block = parts.ranges(.addressee).first else { return [] }
        return text.split(block.lowerBound..<(block.upperBound - 1), at: ["，", "；"]).map { text.string($0) }
    }

    /// The year of dates that name none: the title's, else that of the issue, else that of the number.
    private func year(_ header: Header, _ signing: SigningReader) -> Int? {
        if let title = header.title, let year = yearNumber(title) {
            // The work on 2020年度 is done, and reported, in the year after.
            guard let day = header.issueDate?.day, day.year == year + 1, text.contains("年度", title) else {
                return year
            }
            return day.year
        }
        for block in parts.ranges(.title) { if let year = yearNumber(block) { return year } }
        if let date = header.issueDate { return date.day.year }
        if let number = header.number, let bracket = text.index(of: ["〔", "（"], number),
            let (year, _) = CalendarNumber.arabic(text.keys, bracket + 1, number.upperBound)
        {
            return year
        }
        if let posted = signing.posting() { return posted.day.year }
        return parts.ranges(.body).lazy.compactMap { yearNumber($0) }.first
            ?? signing.labelledDate("header.posted labels")?.day.year ?? yearNumber(0..<text.count)
    }

    /// 2024年 or 二〇二四年
    private func yearNumber(_ range: Range<Int>) -> Int? {
        for index in range where text.keys[index] == "年" && index >= range.lowerBound + 4 {
            if let (year, end) = CalendarNumber.any(text.keys, index - 4, index), end == index,
                (2000...2099).contains(year)
            {
                return year
            }
        }
        return nil
    }
}
