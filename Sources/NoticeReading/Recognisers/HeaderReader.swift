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
        header.number = DocumentNumberRecogniser.own(parts)
        header.title = title(number: header.number)
        header.issueDate = issueDate()
        header.issuer = issuer(title: header.title)
        header.addressees = addressees()
        header.kind = kind(title: header.title)
        header.year = year(header)
        if header.kind == .news {
            header.issueDate = header.issueDate ?? metadataDate(["发布时间", "发布日期", "日期"])
            header.title = header.title ?? headline()
            header.year = header.year ?? header.issueDate?.day.year
        }
        return header
    }

    // MARK: Title

    private func title(number: Range<Int>?) -> Range<Int>? {
        if let title = parts.title, let first = title.first, let last = title.last {
            return withoutNumber(parts.blocks[first].lowerBound..<parts.blocks[last].upperBound)
        }
        for block in parts.ranges(.attachmentName) {
            guard let dot = text.keys[block].lastIndex(of: ".") else { continue }
            let name = withoutNumber(block.lowerBound..<dot)
            if name.count >= 8, text.hasSuffix(Lexicon.formWords, name), !text.hasPrefix("附件", name) {
                return name
            }
        }
        if let block = parts.ranges(.title).first { return block }
        guard let block = parts.blocks.first else { return nil }
        return inline(block)
    }

    /// A report has a headline that is no form: its first line, if that is short and no sentence.
    private func headline() -> Range<Int>? {
        guard let block = parts.blocks.first, (6...45).contains(block.count),
            text.index(of: ["。", "：", "；", "|"], block) == nil
        else {
            return nil
        }
        return block
    }

    private func withoutNumber(_ range: Range<Int>) -> Range<Int> {
        guard let number = DocumentNumberRecogniser.first(text, range), number.lowerBound == range.lowerBound else {
            return range
        }
        return text.trim(number.upperBound..<range.upperBound)
    }

    /// 关于…的通知 at the start of a document that is one line.
    private func inline(_ block: Range<Int>) -> Range<Int>? {
        let head = block.lowerBound..<min(block.upperBound, block.lowerBound + 160)
        let end = text.index(of: ["。", "，"], head) ?? head.upperBound
        guard let about = text.find("关于", head.lowerBound..<end),
            let form = text.find(Lexicon.words("header.inline forms"), about.upperBound..<end)
        else { return nil }
        var start = about.lowerBound
        while start > head.lowerBound, text.keys[start - 1].isHan { start -= 1 }
        guard about.lowerBound - start < 30, !text.hasPrefix(Lexicon.words("header.no title"), start..<form.upperBound)
        else { return nil }
        return start..<form.upperBound
    }

    // MARK: Date and issuer

    private func issueDate() -> (day: CalendarDay, range: Range<Int>)? {
        let signed = parts.ranges(.date).compactMap { block -> (CalendarDay, Range<Int>)? in
            guard let range = parts.signature(block)?.date else { return nil }
            return day(in: range)
        }
        if let first = signed.last(where: { $0.1.lowerBound > (text.count / 12) }) ?? signed.first { return first }
        return metadataDate(["成文日期", "发文日期", "印发日期", "发文时间", "成文时间"])
    }

    private func metadataDate(_ labels: [String]) -> (day: CalendarDay, range: Range<Int>)? {
        for block in parts.blocks.prefix(12) {
            for label in labels.map({ Array($0.unicodeScalars) }) {
                guard let found = text.find(label, block) else { continue }
                let window = found.upperBound..<min(block.upperBound, found.upperBound + 20)
                if let day = day(in: window) { return day }
            }
        }
        return nil
    }

    private func day(in range: Range<Int>) -> (CalendarDay, Range<Int>)? {
        guard let found = DateRecogniser(year: nil).findAll(text, range).last(where: { $0.hasYear && !$0.isMonth }),
            let day = found.dates.first?.first
        else { return nil }
        return (day, found.range)
    }

    private func issuer(title: Range<Int>?) -> Range<Int>? {
        for index in parts.blocks.indices.reversed() {
            if parts.roles[index] == .issuer { return text.trim(parts.blocks[index]) }
            if parts.roles[index] == .date, let name = parts.signature(parts.blocks[index])?.issuer { return name }
        }
        if let last = closing() { return last }
        if let title, let about = text.find("关于", title), about.lowerBound - title.lowerBound > 2 {
            let name = text.trim(title.lowerBound..<about.lowerBound)
            if parts.isOrganisation(name) { return name }
        }
        for block in parts.blocks.prefix(4) where text.hasSuffix("文件", block) && block.count < 45 {
            let name = text.trim(block.lowerBound..<(block.upperBound - 2))
            if name.count > 2 { return name }
        }
        for block in parts.blocks.prefix(12) {
            let labels = Lexicon.words("header.issuer labels")
            guard let label = text.find(labels, block), label.lowerBound - block.lowerBound < 200 else { continue }
            var start = label.upperBound
            while start < block.upperBound, "|： ".unicodeScalars.contains(text.keys[start]) { start += 1 }
            let end =
                (start..<block.upperBound).first { "| ".unicodeScalars.contains(text.keys[$0]) } ?? block.upperBound
            if end - start > 2, end - start < 40 { return start..<end }
        }
        guard let title else { return nil }
        return titleOrganisation(title)
    }

    /// An organisation alone on the last line of the body: a signature without a date.
    private func closing() -> Range<Int>? {
        guard let index = parts.roles.lastIndex(of: .body), index > 2 else { return nil }
        let block = parts.blocks[index]
        return parts.isOrganisation(block) && block.count >= 4 ? text.trim(block) : nil
    }

    /// 某某街道计划生育协会 at the start of "某某街道计划生育协会2025年工作要点".
    private func titleOrganisation(_ title: Range<Int>) -> Range<Int>? {
        let strong = Lexicon.words("header.organisations")
        var start = title.lowerBound
        while start < title.upperBound, text.keys[start].isDigit || text.keys[start] == "年" || text.keys[start] == "度" {
            start += 1
        }
        guard let found = text.find(strong, start..<title.upperBound), found.lowerBound - start < 20,
            text.keys[start..<found.upperBound].allSatisfy({ $0.isHan }),
            !text.contains("关于", start..<found.upperBound)
        else { return nil }
        return start..<found.upperBound
    }

    // MARK: Kind, addressees, year

    private func kind(title: Range<Int>?) -> NoticeReading.Kind {
        guard let title else { return kindOfBody() }
        let whole = NoticeParts.withoutBracket(text, title)
        if let open = text.find("《", whole), let close = text.findLast("》", whole),
            open.upperBound < close.lowerBound,
            text.find("印发", whole) != nil || text.find("转发", whole) != nil
        {
            return form(open.upperBound..<close.lowerBound) ?? .notice
        }
        if text.hasSuffix(Lexicon.noticeForms, whole) {
            let plans = parts.starts.map { parts.blocks[$0] }
            return text.contains("印发", whole) ? plans.lazy.compactMap { form($0) }.first ?? .notice : .notice
        }
        return form(whole) ?? kindOfBody()
    }

    /// Tells of a day on which something was held, and asks for nothing.
    private var isNews: Bool {
        let body = parts.ranges(.body)
        guard !body.contains(where: { HeadingGrammar.marker(text.keys, $0) != nil }) else { return false }
        let tells = Lexicon.words("header.news tells")
        return body.flatMap { text.sentences($0) }.prefix(6).contains { sentence in
            let isDated = !DateRecogniser(year: 2000).findAll(text, sentence).isEmpty || text.contains(tells, sentence)
            return isDated && text.contains(Lexicon.words("header.news holding"), sentence)
                && !text.contains(Lexicon.words("header.news asks"), sentence)
        }
    }

    private func form(_ range: Range<Int>) -> NoticeReading.Kind? {
        let range = NoticeParts.withoutBracket(text, text.trim(range))
        if text.hasSuffix(Lexicon.annualForms, range) {
            let isYearly =
                text.contains("年", range)
                && text.keys[range].contains { $0.isDigit || CalendarNumber.digit($0) != nil }
            return isYearly && !text.contains("活动", range) ? .annualPlan : .plan
        }
        if text.hasSuffix(Lexicon.planForms, range) { return .plan }
        if text.hasSuffix(Lexicon.summaryForms, range) { return .summary }
        return text.hasSuffix(Lexicon.noticeForms, range) ? .notice : nil
    }

    private func kindOfBody() -> NoticeReading.Kind {
        let all = 0..<text.count
        let told = Lexicon.words("header.notice tells")
        if text.contains(told, all) { return .notice }
        if text.contains(Lexicon.words("header.plan tells"), all) { return .plan }
        if text.contains(Lexicon.words("header.summary tells"), all) { return .summary }
        if parts.ranges(.addressee).isEmpty, isNews { return .news }
        return parts.ranges(.addressee).isEmpty ? .other : .notice
    }

    private func addressees() -> [String] {
        guard let block = parts.ranges(.addressee).first else { return [] }
        return text.split(block.lowerBound..<(block.upperBound - 1), at: ["，", "；"]).map { text.string($0) }
    }

    /// The year of dates that name none: the title's, else that of the issue, else that of the number.
    private func year(_ header: Header) -> Int? {
        if let title = header.title, let year = yearNumber(title) { return year }
        for block in parts.ranges(.title) { if let year = yearNumber(block) { return year } }
        if let date = header.issueDate { return date.day.year }
        if let number = header.number, let bracket = text.index(of: ["〔", "（"], number),
            let (year, _) = CalendarNumber.arabic(text.keys, bracket + 1, number.upperBound)
        {
            return year
        }
        return yearNumber(0..<text.count) ?? metadataDate(["生成日期", "发布日期", "发布时间"])?.day.year
    }

    private func yearNumber(_ range: Range<Int>) -> Int? {
        for index in range where text.keys[index] == "年" && index >= range.lowerBound + 4 {
            if let (year, end) = CalendarNumber.arabic(text.keys, index - 4, index), end == index,
                (2000...2099).contains(year)
            {
                return year
            }
        }
        return nil
    }
}
