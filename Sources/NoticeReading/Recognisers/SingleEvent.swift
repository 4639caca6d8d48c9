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
        let times = period.stated(.time)
        if isDay(times), !period.stated(.venue).isEmpty || isPartOfDay(times) { return true }
        if let set = setDay(), isOne(set) { return true }
        guard let name = header.title.flatMap(subject) ?? announced() else { return false }
        return isOne(name)
    }

    /// 讲座, 征文活动, 运动会; not 系列活动.
    private func isOne(_ name: Range<Int>) -> Bool {
        var name = NoticeParts.withoutBracket(text, name)
        if text.hasSuffix("活动", name), !text.hasSuffix("系列活动", name) {
            name = name.lowerBound..<(name.upperBound - 2)
        }
        while let last = name.last, Folding.closers.contains(text.keys[last]) { name.removeLast() }
        return text.hasSuffix(Lexicon.words("event.single"), name)
    }

    private func isDay(_ values: [Range<Int>]) -> Bool {
        let spans = Set(values.flatMap { dates.findAll(text, $0) }.flatMap(\.dates))
        return spans.count == 1 && spans.allSatisfy { $0.first == $0.last }
    }

    /// 3月10日下午第二节课: no more than one thing is held in it.
    private func isPartOfDay(_ times: [Range<Int>]) -> Bool {
        times.count == 1 && times.allSatisfy { ClockRecogniser.find(text, $0) != nil }
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
        if !stated.contains(where: { $0.field == .audience }), let people = served(to: title) {
            candidate.fields.append(.init(field: .audience, label: people, value: people))
        }
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

    /// What a sentence of the preamble sets for one day: 于5月26日下午举行教职工体育比赛.
    private func setDay() -> Range<Int>? {
        for sentence in outline.preamble.prefix(6).flatMap({ text.sentences($0) }) {
            guard let day = period.heldOn(sentence)?.1 else { continue }
            if let name = HeldName(text: text).find(day.upperBound..<sentence.upperBound) { return name }
        }
        return nil
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
        // 关于…活动通知 has lost its 的.
        guard
            let form = text.find(Lexicon.words("activity.title forms"), title)
                ?? text.suffix(Lexicon.words("activity.title endings"), NoticeParts.withoutBracket(text, title)),
            form.lowerBound > about.upperBound
        else { return nil }
        let subject = about.upperBound..<form.lowerBound
        if let care = text.prefix(Lexicon.words("activity.care"), subject), text.hasSuffix("工作", subject) {
            let name = care.upperBound..<(subject.upperBound - 2)
            if text.hasSuffix(Lexicon.words("event.single"), name) { return name }
        }
        guard !text.hasPrefix(Lexicon.words("activity.no subject"), subject) else { return nil }
        let verb = text.prefix(Lexicon.words("activity.title verbs"), subject)
        let name = (subject.lowerBound + (verb?.count ?? 0))..<subject.upperBound
        return name.count >= 3 ? (served(name) ?? led(name))?.name ?? name : nil
    }

    /// 机关党员开展“红色足迹”主题党日活动, 干部职工参观展览 → what they do, and who.
    private func led(_ name: Range<Int>) -> (name: Range<Int>, audience: Range<Int>)? {
        guard let verb = text.find(Lexicon.words("event.led to"), name), verb.lowerBound > name.lowerBound + 1,
            name.upperBound - verb.upperBound >= 4, text.hasSuffix(Lexicon.people, name.lowerBound..<verb.lowerBound),
            text.index(of: ["“", "《", "、"], name.lowerBound..<verb.lowerBound) == nil
        else { return nil }
        return (verb.upperBound..<name.upperBound, name.lowerBound..<verb.lowerBound)
    }

    private func served(to title: Range<Int>) -> Range<Int>? {
        guard let about = text.find("关于", title) else { return nil }
        var subject = about.upperBound..<title.upperBound
        if let verb = text.prefix(Lexicon.words("activity.title verbs"), subject) {
            subject = verb.upperBound..<subject.upperBound
        }
        return (served(subject) ?? led(subject))?.audience
    }

    /// 对申报人员进行教学水平考核 → what is held, and for whom.
    private func served(_ name: Range<Int>) -> (name: Range<Int>, audience: Range<Int>)? {
        guard text.hasPrefix(Lexicon.words("event.serving"), name),
            let verb = text.find(Lexicon.words("event.served by"), name), verb.lowerBound > name.lowerBound + 2,
            name.upperBound - verb.upperBound >= 2
        else { return nil }
        return (verb.upperBound..<name.upperBound, (name.lowerBound + 1)..<verb.lowerBound)
    }

    /// 某镇母亲节活动方案 → 某镇母亲节活动; 感恩母亲——三八节主题活动通知 → 三八节主题活动
    private func named(_ title: Range<Int>) -> Range<Int>? {
        let title = subtitle(NoticeParts.withoutBracket(text, title))
        let form = text.suffix(Lexicon.words("activity.title endings"), title)
        var name = title.lowerBound..<(title.upperBound - (form?.count ?? 0))
        if text.hasSuffix("的", name) { name.removeLast() }
        while let first = name.first, text.keys[first] == "-" { name.removeFirst() }
        if let verb = text.prefix(Lexicon.words("activity.title verbs"), name), verb.count + 3 < name.count {
            name = verb.upperBound..<name.upperBound
        }
        guard name.count >= 4, text.contains(Lexicon.activityWords, name) else { return nil }
        return form != nil || isEvent(name) ? name : nil
    }

    /// What stands behind the dash of a title in two lines, if it names the form or something held.
    private func subtitle(_ title: Range<Int>) -> Range<Int> {
        guard let dash = text.findLast("--", title) else { return title }
        let rest = text.trim(dash.upperBound..<title.upperBound)
        guard rest.count >= 6, text.contains(Lexicon.activityWords, rest) else { return title }
        return rest
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
