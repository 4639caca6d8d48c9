/// The activities of a document: the innermost headings of the sections that describe what is held.
struct ActivityReader: Sendable {
    let text: NoticeText
    let outline: Outline
    let dates: DateRecogniser
    let header: HeaderReader.Header
    let period: PeriodRecogniser

    private var attributes: ActivityAttributes { ActivityAttributes(text: text) }

    func findAll() -> [NoticeReading.Activity] {
        let leaves = outline.sections.indices.filter { isLeaf($0) }
        // Among sections with activities below them, a section without any is a requirement.
        let areNested = leaves.contains { outline.sections[$0].parent != nil }
        let chosen = leaves.filter { index in
            guard outline.sections[index].parent == nil else { return true }
            guard let heading = outline.sections[index].heading else { return false }
            return !areNested && text.contains(Lexicon.activityWords, heading)
        }
        let found = chosen.compactMap { activity($0) }
        let isOneEvent =
            isDay(period.stated(.time)) && !period.stated(.venue).isEmpty && found.allSatisfy { $0.dates.isEmpty }
        guard found.isEmpty || isOneEvent, let single = single() else { return found }
        return [single]
    }

    /// One day and one place for the whole notice: what stands below 活动内容 is then a programme.
    private func isDay(_ values: [Range<Int>]) -> Bool {
        let spans = Set(values.flatMap { dates.findAll(text, $0) }.flatMap(\.dates))
        return spans.count == 1 && spans.allSatisfy { $0.first == $0.last }
    }

    // MARK: Which headings

    private func isLeaf(_ index: Int) -> Bool {
        guard let heading = outline.sections[index].heading, isDescriptive(index), !Outline.isGeneric(text, heading)
        else { return false }
        let hasInner = outline.sections[index].children.contains { child in
            outline.sections[child].heading != nil && !isField(child) && !isPhase(child) && isDescriptive(child)
        }
        return !hasInner && !isPhase(index)
    }

    private func isPhase(_ index: Int) -> Bool {
        guard let heading = outline.sections[index].heading else { return false }
        return text.contains(Lexicon.words("activity.phases"), heading)
    }

    private func isField(_ index: Int) -> Bool {
        guard let heading = outline.sections[index].heading, let field = Outline.field(text, heading) else {
            return false
        }
        return field != .content
    }

    /// Neither it nor what it stands under is about organisation, requirements or data.
    private func isDescriptive(_ index: Int) -> Bool {
        (outline.ancestors(index) + [index]).allSatisfy { section in
            guard let heading = outline.sections[section].heading else { return section != index }
            return !isAdministrative(heading) && !isField(section)
        }
    }

    private func isAdministrative(_ heading: Range<Int>) -> Bool {
        let trimmed = text.trim(heading)
        if Lexicon.genericHeadings.contains(text.keys[trimmed]) { return false }
        if trimmed.count <= 10, text.contains(Lexicon.administrativeParts, trimmed) { return true }
        if Lexicon.administrativeHeadings.contains(text.keys[trimmed]) { return true }
        return text.hasSuffix(Lexicon.words("activity.requirement endings"), trimmed)
            || text.contains(Lexicon.requirementWords, trimmed)
    }

    // MARK: One activity

    private func activity(_ index: Int) -> NoticeReading.Activity? {
        let section = outline.sections[index]
        guard let heading = section.heading else { return nil }
        let name = name(heading)
        guard name.count >= 2 else { return nil }
        let body = outline.whole(index)
        var sentences = body.flatMap { text.sentences($0) }
        if body.isEmpty { sentences = [heading] }
        var activity = NoticeReading.Activity(
            name: text.joined(name), source: text.source(section.start..<section.end))
        activity.categoryPath = outline.ancestors(index).compactMap { outline.sections[$0].heading }
            .filter { !Outline.isGeneric(text, $0) }.map { text.joined($0) }
        // Those nearest above; a list of hundreds is none that holds for all.
        let inherited = outline.ancestors(index).flatMap { outline.sections[$0].fields.suffix(40) }.reversed()
        fill(&activity, sentences: sentences, fields: section.fields + inherited, heading: heading)
        return activity
    }

    /// Without a bracket that dates it.
    private func name(_ heading: Range<Int>) -> Range<Int> {
        var name = text.trim(heading)
        if let open = text.keys[name].firstIndex(of: "（"), open > name.lowerBound + 1,
            text.keys[open..<name.upperBound].contains(where: \.isDigit)
        {
            name = name.lowerBound..<open
        }
        while let last = name.last, ["。", "；", "，", "："].contains(text.keys[last]) { name.removeLast() }
        return name
    }

    /// The one activity that a notice is about: its name stands in the title, its facts under headings of their own.
    private func single() -> NoticeReading.Activity? {
        if header.kind == .news { return reported() }
        guard header.kind == .notice || header.kind == .plan, let title = header.title,
            let name = subject(title)
        else { return nil }
        let fields: [Lexicon.Field] = [.time, .venue, .audience, .headcount, .partners]
        let stated = fields.flatMap { field in
            period.stated(field).map { Outline.Field(field: field, label: $0, value: $0) }
        }
        let prose = outline.preamble + outline.roots.filter { isDescriptive($0) }.flatMap { outline.whole($0) }
        let hasTime = stated.contains { $0.field == .time }
        let isHeld = text.contains(Lexicon.words("activity.single"), title)
        guard hasTime || stated.contains(where: { $0.field == .venue }) || isHeld else { return nil }
        var activity = NoticeReading.Activity(name: text.joined(name), source: text.source(name))
        fill(&activity, sentences: prose.flatMap { text.sentences($0) }, fields: stated)
        return activity
    }

    private static let held = Capture("activity.held", limit: 40)

    /// What a report tells of first.
    private func reported() -> NoticeReading.Activity? {
        let sentences = outline.preamble.flatMap { text.sentences($0) }
        for (index, sentence) in sentences.enumerated() {
            guard
                let name = Self.held.findAll(text, sentence.lowerBound..<min(text.count, sentence.upperBound + 1))
                    .first(where: { $0.count >= 4 })
            else { continue }
            var activity = NoticeReading.Activity(name: text.joined(name), source: text.source(sentence))
            fill(&activity, sentences: Array(sentences[index...].prefix(4)), fields: [])
            return activity
        }
        return nil
    }

    /// 关于举办X的通知 → X
    private func subject(_ title: Range<Int>) -> Range<Int>? {
        guard let about = text.find("关于", title) else { return named(title) }
        guard let form = text.find(Lexicon.words("activity.title forms"), title),
            form.lowerBound > about.upperBound
        else { return nil }
        let subject = about.upperBound..<form.lowerBound
        guard !text.hasPrefix(Lexicon.words("activity.no subject"), subject) else { return nil }
        let verb = text.prefix(Lexicon.words("activity.title verbs"), subject)
        let name = (subject.lowerBound + (verb?.count ?? 0))..<subject.upperBound
        return name.count >= 3 ? name : nil
    }

    /// 某镇母亲节活动方案 → 某镇母亲节活动
    private func named(_ title: Range<Int>) -> Range<Int>? {
        guard let form = text.suffix(Lexicon.words("activity.title endings"), title)
        else {
            return nil
        }
        let name = title.lowerBound..<(title.upperBound - form.count)
        return name.count >= 4 && text.contains(Lexicon.activityWords, name) ? name : nil
    }

    // MARK: Its facts

    private func fill(
        _ activity: inout NoticeReading.Activity, sentences: [Range<Int>], fields: some Sequence<Outline.Field>,
        heading: Range<Int>? = nil
    ) {
        let fields = Array(fields)
        func value(_ field: Lexicon.Field) -> Range<Int>? {
            fields.first { $0.field == field && !$0.value.isEmpty }.map { text.trim($0.value) }
        }
        // What a labelled line states is read from there alone.
        let labelled = Set(fields.map(\.value.upperBound))
        let sentences = sentences.filter { !labelled.contains($0.upperBound) }
        setDates(&activity, sentences: value(.time).map { [$0] } ?? sentences)
        if activity.dates.isEmpty { setDates(&activity, sentences: sentences) }
        if activity.dates.isEmpty, let heading { setDates(&activity, sentences: [heading]) }
        let attributes = attributes
        activity.venue =
            (value(.venue).map(firstSentence) ?? attributes.venue(sentences) ?? value(.platform).map(firstSentence)).map
        { text.joined($0) }
        activity.audience = (value(.audience).map(withoutCount) ?? attributes.audience(sentences)).map {
            text.joined($0)
        }
        activity.partners = (value(.partners).map { attributes.names($0) } ?? attributes.partners(sentences)).map {
            text.joined($0)
        }
        let crowd =
            value(.headcount).flatMap { headcount($0) } ?? value(.audience).flatMap { headcount($0) }
            ?? attributes.attendance(sentences)
        if let crowd {
            activity.headcount = .init(min: crowd.count.min, max: crowd.count.max)
            let unit = text.string(crowd.count.unit)
            activity.unit = unit == "名" || unit == "位" ? "人" : unit
            activity.per = crowd.per.map { text.string($0) }
        }
        if let things = attributes.output(sentences) {
            activity.output = .init(
                min: things.count.min, max: things.count.max, unit: text.string(things.count.unit),
                per: things.per.map { text.string($0) })
        }
        activity.sessions = SessionRecogniser(text: text, dates: dates).find(sentences)
    }

    private func headcount(_ value: Range<Int>) -> ActivityAttributes.Attendance? {
        CountRecogniser.findAll(text, value).first(where: \.isPeople).map { .init(count: $0, per: nil) }
    }

    /// 科学教师150名 → 科学教师
    private func withoutCount(_ range: Range<Int>) -> Range<Int> {
        let range = firstSentence(range)
        guard let count = CountRecogniser.findAll(text, range).first(where: \.isPeople),
            count.range.lowerBound > range.lowerBound
        else {
            return range
        }
        var end = count.range.lowerBound
        while end > range.lowerBound, "，、（共计约各每限预合 ".unicodeScalars.contains(text.keys[end - 1]) { end -= 1 }
        return end > range.lowerBound ? range.lowerBound..<end : range
    }

    private func firstSentence(_ range: Range<Int>) -> Range<Int> { text.sentences(range).first ?? range }

    /// The first sentence with a day in it gives the dates; later ones speak of deadlines and results.
    private func setDates(_ activity: inout NoticeReading.Activity, sentences: [Range<Int>]) {
        for sentence in sentences {
            let found = dates.findAll(text, sentence).filter { isHeld($0, sentence) }
            guard let exact = found.first(where: { !$0.isMonth }) ?? found.first else { continue }
            let all = found.filter { $0.isMonth == exact.isMonth && ($0.isRecurrence == exact.isRecurrence) }
            if exact.isRecurrence {
                activity.dates = [text.string(exact.range)]
                activity.expandedDates = exact.dates.map(\.text)
            } else {
                activity.dates = all.flatMap { found in
                    let before = max(sentence.lowerBound, found.range.lowerBound - 4)..<found.range.lowerBound
                    guard text.contains("即日起", before), let issued = header.issueDate?.day,
                        let end = found.dates.last?.last,
                        issued <= end
                    else { return found.dates.map(\.text) }
                    return [DateRecogniser.Span(first: issued, last: end).text]
                }
            }
            activity.time = ClockRecogniser.find(text, exact.range.upperBound..<sentence.upperBound).map {
                text.string($0)
            }
            return
        }
    }

    private func isHeld(_ found: DateRecogniser.Found, _ sentence: Range<Int>) -> Bool {
        let after = found.range.upperBound..<sentence.upperBound
        let before = max(sentence.lowerBound, found.range.lowerBound - 4)..<found.range.lowerBound
        guard !text.hasPrefix(Lexicon.words("activity.not held after"), after),
            !text.hasSuffix(Lexicon.words("activity.not held before"), before)
        else { return false }
        return !found.dates.isEmpty
            && found.dates.allSatisfy { dates.year == nil || abs($0.first.year - (dates.year ?? 0)) <= 1 }
            || found.isRecurrence
    }
}
