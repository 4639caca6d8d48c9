/// The one activity that a document is about: its name stands in the title, its facts under headings of their own.
struct SingleEvent: Sendable {
    let text: NoticeText
    let outline: Outline
    let dates: DateRecogniser
    let header: HeaderReader.Header
    let period: PeriodRecogniser
    let tables: [Table]

    /// One day and one place for the whole notice, or a title that names one event.
    var isOneEvent: Bool {
        if isDay(period.stated(.time)), !period.stated(.venue).isEmpty { return true }
        guard let name = header.title.flatMap(subject) ?? announced() else { return false }
        return isOne(name)
    }

    /// 讲座, 征文活动, 运动会; not 系列活动.
    private func isOne(_ name: Range<Int>) -> Bool {
        var name = NoticeParts.withoutBracket(text, name)
        if text.hasSuffix("活动", name) { name = name.lowerBound..<(name.upperBound - 2) }
        return text.hasSuffix(Lexicon.words("event.single"), name)
    }

    private func isDay(_ values: [Range<Int>]) -> Bool {
        let spans = Set(values.flatMap { dates.findAll(text, $0) }.flatMap(\.dates))
        return spans.count == 1 && spans.allSatisfy { $0.first == $0.last }
    }

    func candidate() -> ActivityCandidate? {
        guard header.kind == .notice || header.kind == .plan || header.kind == .other,
            let name = header.title.flatMap(subject) ?? announced()
        else { return nil }
        let fields: [Lexicon.Field] = [.time, .venue, .audience, .headcount, .partners]
        let stated = fields.flatMap { field in
            period.stated(field).map { Outline.Field(field: field, label: $0, value: $0) }
        }
        let title = header.title ?? name
        let hasFacts = stated.contains { $0.field == .time || $0.field == .venue }
        guard hasFacts || isHeld(title, name), header.kind != .other || isEvent(name) else { return nil }
        var candidate = ActivityCandidate(name: name, range: name, fields: stated)
        candidate.rows = days()
        candidate.sentences = prose().flatMap { text.sentences($0) }
        candidate.isSingle = true
        return candidate
    }

    private func isHeld(_ title: Range<Int>, _ name: Range<Int>) -> Bool {
        text.contains(Lexicon.words("activity.title verbs"), title) || isEvent(name)
    }

    private func isEvent(_ name: Range<Int>) -> Bool {
        isOne(name) || text.hasSuffix("活动", name)
    }

    /// The preamble and those sections that tell of the event itself.
    private func prose() -> [Range<Int>] {
        let sections = ActivitySections(text: text, outline: outline, dates: dates, isOneEvent: true)
        return outline.preamble
            + outline.roots.filter { [.frame, .candidate].contains(sections.role($0)) }.flatMap { outline.whole($0) }
    }

    /// The days of a table that lists when and where, but no names.
    private func days() -> [Range<Int>] {
        tables.flatMap(\.rows).flatMap { row in row.filter { !dates.findAll(text, $0).isEmpty }.prefix(1) }
    }

    // MARK: The name

    /// 决定联合举办第三届设计大赛 in a text without such a title, or a first line that is the name itself.
    private func announced() -> Range<Int>? {
        let held = HeldName(text: text)
        for sentence in outline.preamble.prefix(6).flatMap({ text.sentences($0) }) {
            if let set = text.find(Lexicon.words("event.announced"), sentence),
                let name = held.find(set.upperBound..<sentence.upperBound), isEvent(name)
            {
                return name
            }
        }
        if let name = period.stated(.name).first, (4...40).contains(name.count) { return name }
        return outline.preamble.first.flatMap { (4...40).contains($0.count) && isEvent($0) ? $0 : nil }
    }

    /// 关于举办X的通知 → X
    private func subject(_ title: Range<Int>) -> Range<Int>? {
        guard let about = text.find("关于", title) else { return named(title) }
        guard let form = text.find(Lexicon.words("activity.title forms"), title), form.lowerBound > about.upperBound
        else { return nil }
        let subject = about.upperBound..<form.lowerBound
        if let care = text.prefix(Lexicon.words("activity.care"), subject), text.hasSuffix("工作", subject) {
            let name = care.upperBound..<(subject.upperBound - 2)
            if text.hasSuffix(Lexicon.words("event.single"), name) { return name }
        }
        guard !text.hasPrefix(Lexicon.words("activity.no subject"), subject) else { return nil }
        let verb = text.prefix(Lexicon.words("activity.title verbs"), subject)
        let name = (subject.lowerBound + (verb?.count ?? 0))..<subject.upperBound
        return name.count >= 3 ? name : nil
    }

    /// 某镇母亲节活动方案 → 某镇母亲节活动
    private func named(_ title: Range<Int>) -> Range<Int>? {
        let form = text.suffix(Lexicon.words("activity.title endings"), title)
        let name = title.lowerBound..<(title.upperBound - (form?.count ?? 0))
        guard name.count >= 4, text.contains(Lexicon.activityWords, name) else { return nil }
        return form != nil || isEvent(name) ? name : nil
    }

    // MARK: Reports

    private static let held = Capture("activity.held", limit: 40)

    /// What a report tells of first.
    func reported() -> ActivityCandidate? {
        let sentences = outline.preamble.flatMap { text.sentences($0) }
        for (index, sentence) in sentences.enumerated() {
            guard
                let name = Self.held.findAll(text, sentence.lowerBound..<min(text.count, sentence.upperBound + 1))
                    .first(where: { $0.count >= 4 })
            else { continue }
            return ActivityCandidate(name: name, range: sentence, sentences: Array(sentences[index...].prefix(4)))
        }
        return nil
    }
}
