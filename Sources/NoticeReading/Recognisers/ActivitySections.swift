/// Finds activities among the headings: siblings are judged together, by what the section above is about and by what
/// they state themselves.
struct ActivitySections: Sendable {
    let text: NoticeText
    let outline: Outline
    let dates: DateRecogniser
    /// The document is about one event, whose parts are no activities unless they have a day of their own.
    let isOneEvent: Bool

    private var weigher: ActivityWeigher { ActivityWeigher(text: text, dates: dates) }

    struct Context {
        /// A heading above says that activities stand below it.
        var isContent = false
        /// What the heading above speaks of is done, as its words show.
        var isActive = false
        var path: [Range<Int>] = []
        var fields: [Outline.Field] = []
    }

    enum Role { case administrative, field, frame, phase, candidate }

    func findAll() -> [ActivityCandidate] {
        let parts = Dictionary(grouping: outline.roots) { outline.sections[$0].part }
        let found = parts.sorted { $0.key < $1.key }.flatMap { part in walk(part.value, Context()) }
        // Among sections with activities below them, a section that states nothing is a requirement.
        let areNested = found.contains { $0.isNested }
        return found.filter { $0.isNested || !areNested || $0.candidate.evidence.isStated }.map(\.candidate)
    }

    private struct Found {
        let candidate: ActivityCandidate
        /// Whether it stands below another heading.
        let isNested: Bool
    }

    // MARK: What a heading is

    func role(_ index: Int) -> Role {
        guard let heading = outline.sections[index].heading else { return .candidate }
        if outline.sections[index].isItem || isSentence(heading) { return .candidate }
        let plain = NoticeParts.withoutBracket(text, text.trim(heading))
        if isPhase(plain) || isOneEvent && isStage(plain) { return .phase }
        if Lexicon.words("heading.weak frames").contains(text.keys[plain]) { return .phase }
        if HeadingEnd.isContent(text, plain) { return .frame }
        if TimeAndPlace(text: text).isLabel(plain) { return .field }
        if let field = Outline.field(text, plain) { return field == .content ? .frame : .field }
        if plain.count <= 6, text.hasSuffix("内容", plain) {
            return outline.sections[index].parent == nil ? .frame : .field
        }
        if HeadingEnd.isGeneric(text, plain) { return .administrative }
        return isAdministrative(plain) ? .administrative : .candidate
    }

    private func isPhase(_ heading: Range<Int>) -> Bool {
        heading.count <= 24
            && (text.hasSuffix(Lexicon.words("activity.phases"), heading)
                || text.hasPrefix(Lexicon.words("activity.phase starts"), heading))
    }

    /// 初赛, 市级复赛: a step of the one event.
    private func isStage(_ heading: Range<Int>) -> Bool {
        heading.count <= 8 && text.hasSuffix(Lexicon.words("activity.stages"), heading)
    }

    private func isAdministrative(_ heading: Range<Int>) -> Bool {
        if Lexicon.administrativeHeadings.contains(text.keys[heading]) { return true }
        if heading.count <= 10, text.contains(Lexicon.administrativeParts, heading) { return true }
        if heading.count <= 12, text.hasSuffix(Lexicon.words("heading.no activity"), heading) { return true }
        if heading.count <= 8, text.contains(Lexicon.words("heading.no activity"), heading),
            !text.hasSuffix(Lexicon.eventNouns + Lexicon.words("heading.held endings"), heading)
        {
            return true
        }
        return text.hasSuffix(Lexicon.words("activity.requirement endings"), heading)
            || text.contains(Lexicon.requirementWords, heading)
    }

    // MARK: Siblings

    private func walk(_ siblings: [Int], _ context: Context) -> [Found] {
        var found: [(order: Int, Found)] = []
        var open: [(order: Int, ActivityCandidate)] = []
        for (order, index) in siblings.enumerated() {
            switch role(index) {
            case .field: continue
            case .administrative:
                // Words may mislead: what several sections below give a day to is held.
                let inner = inside(index, context)
                let stated = inner.count(where: \.candidate.evidence.isStated)
                if stated >= 2, stated * 2 >= inner.count { found += inner.map { (order, $0) } }
            case .frame: found += below(index, context, isContent: true).map { (order, $0) }
            case .phase: found += below(index, context, isContent: context.isContent).map { (order, $0) }
            case .candidate:
                let inner = inside(index, context)
                if inner.isEmpty {
                    if let candidate = candidate(index, context) { open.append((order, candidate)) }
                } else {
                    found += inner.map { (order, $0) }
                }
            }
        }
        let mean = open.isEmpty ? 0 : open.reduce(0) { $0 + min(6, $1.1.evidence.total) } * 2 / open.count
        let stated = open.count { $0.1.evidence.isStated }
        let isChance = !context.isContent && !context.isActive && open.count >= 4 && stated == 1
        let accepted = open.filter { _, candidate in
            // A single day among many sections names no activity unless the heading does.
            accepts(candidate, mean: mean, context)
                && !(isChance && candidate.evidence.isStated && candidate.evidence.words < 2)
        }
        // Siblings are alike: where most are activities, one that only lacks their words is one too.
        let areAlike = !context.path.isEmpty && !isOneEvent && accepted.count * 3 >= open.count * 2
        for (order, candidate) in areAlike ? open.filter({ $0.1.evidence.total >= 0 }) : accepted {
            found.append((order, Found(candidate: candidate, isNested: !context.path.isEmpty || context.isContent)))
        }
        return found.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
            .map(\.element.1)
    }

    /// - Parameter mean: of the evidence of all siblings, in halves.
    private func accepts(_ candidate: ActivityCandidate, mean: Int, _ context: Context) -> Bool {
        if isOneEvent, !candidate.evidence.isDated { return false }
        let above = context.isContent ? 4 : context.isActive ? 2 : 0
        let own = candidate.evidence.total
        return own >= -1 && (above + own) * 4 + mean >= 12
    }

    // MARK: Below a heading

    /// What stands below a frame: sections, else the items of its text.
    private func below(_ index: Int, _ context: Context, isContent: Bool) -> [Found] {
        let section = outline.sections[index]
        var inner = context
        inner.isContent = isContent
        inner.fields = section.fields + context.fields
        if let heading = section.heading, !HeadingEnd.isGeneric(text, heading),
            !Lexicon.words("heading.weak frames").contains(text.keys[text.trim(heading)])
        {
            inner.path.append(NoticeParts.withoutBracket(text, text.trim(heading)))
        }
        let sections = walk(section.children, inner)
        return sections.isEmpty ? items(section.body, inner) : sections
    }

    /// Activities below a heading that could be one itself.
    private func inside(_ index: Int, _ context: Context) -> [Found] {
        let section = outline.sections[index]
        guard let heading = section.heading, !section.isItem else { return [] }
        var inner = context
        inner.path.append(text.trim(heading))
        inner.fields = section.fields + context.fields
        inner.isActive = text.contains(Lexicon.activityWords, heading)
        var found = walk(section.children, inner)
        if section.children.isEmpty {
            let stated = items(section.body, inner, mayBeProse: false).filter(\.candidate.evidence.isStated)
            found = stated.count >= 2 ? stated : []
        }
        let isOne = text.hasSuffix(Lexicon.words("event.single"), NoticeParts.withoutBracket(text, heading))
        let states = section.fields.contains { $0.field == .time || $0.field == .venue }
        let own = (isOne || states) && !section.children.isEmpty
        return own ? found.filter(\.candidate.evidence.isStated) : found
    }

    private func items(_ paragraphs: [Range<Int>], _ context: Context, mayBeProse: Bool = true) -> [Found] {
        let held = HeldName(text: text)
        let items = ItemSplitter(text: text).items(paragraphs)
        let found = items.compactMap { item in
            held.item(item, dates: dates).map { made($0.name, item, [item], context, own: $0.fields) }
        }
        let accepted = found.filter { $0.evidence.isStated || context.isContent && $0.evidence.words > 0 }
        if !accepted.isEmpty, accepted.contains(where: \.evidence.isStated) || context.isContent {
            return accepted.map { Found(candidate: $0, isNested: true) }
        }
        guard mayBeProse else { return [] }
        return ProseActivities(text: text, dates: dates).findAll(paragraphs).map { prose in
            var prose = prose
            (prose.path, prose.fields) = (context.path, context.fields)
            return Found(candidate: prose, isNested: true)
        }
    }

    // MARK: One section

    private func candidate(_ index: Int, _ context: Context) -> ActivityCandidate? {
        let section = outline.sections[index]
        let range = section.start..<section.end
        let body = own(index)
        guard let heading = section.heading, !isSentence(heading) else {
            let whole = [section.heading].compactMap { $0 }.filter { !Recurrence.isWeekday(text, $0) } + body
            guard let sentence = whole.first(where: { $0.count > 1 }).flatMap({ text.sentences($0).first }),
                let name = HeldName(text: text).find(sentence)
            else { return nil }
            return made(name, range, whole, context)
        }
        let name = self.name(heading)
        guard name.count >= 2 else { return nil }
        let labels = Set(section.fields.map(\.label))
        let own = section.fields + inlineFields(body).filter { !labels.contains($0.label) }
        // What a heading states behind its name: 文艺演出，1月20日晚上在大礼堂.
        let rest = text.trim(min(name.upperBound + 1, heading.upperBound)..<heading.upperBound)
        let isStated =
            rest.count > 4 && statesNext(rest.lowerBound, rest.upperBound)
            && text.keys[rest.lowerBound - 1] == "，"
        let words = isStated && !body.isEmpty ? [rest] + body : body
        var candidate = made(name, range, words.isEmpty ? [heading] : words, context, heading: heading, own: own)
        if body.isEmpty { candidate.evidence.words -= 1 }
        return candidate
    }

    /// The words of a section and of those below it that are no requirements.
    private func own(_ index: Int) -> [Range<Int>] {
        let children = outline.sections[index].children.filter { role($0) != .administrative }
        return outline.sections[index].body + children.flatMap { outline.whole($0) }
    }

    /// 时间：…。地点：…。参加人员：…。 within one paragraph.
    private func inlineFields(_ body: [Range<Int>]) -> [Outline.Field] {
        body.flatMap { text.sentences($0) }.compactMap { sentence in
            guard let label = text.prefix(Lexicon.fieldLabels, sentence), label.upperBound < sentence.upperBound,
                text.keys[label.upperBound] == "：", let field = Outline.field(text, label), field != .content
            else { return nil }
            return .init(field: field, label: label, value: (label.upperBound + 1)..<sentence.upperBound)
        }
    }

    private func made(
        _ name: Range<Int>, _ range: Range<Int>, _ body: [Range<Int>], _ context: Context, heading: Range<Int>? = nil,
        own: [Outline.Field] = []
    ) -> ActivityCandidate {
        var candidate = ActivityCandidate(name: name, range: range, path: context.path, heading: heading)
        candidate.sentences = body.flatMap { text.sentences($0) }
        candidate.fields = own + context.fields
        candidate.evidence = weigher.evidence(candidate, own: own)
        return candidate
    }

    /// 5月12日上午，在学校举行捐赠仪式: no heading but the text itself.
    private func isSentence(_ heading: Range<Int>) -> Bool {
        if Recurrence.isWeekday(text, heading) { return true }
        guard let date = dates.findAll(text, heading).first else { return false }
        return date.range.count * 10 >= heading.count * 7
            || date.range.lowerBound <= heading.lowerBound + 2 && text.index(of: ["，"], heading) != nil
    }

    /// 文艺汇演 6月1日上午9:00 → 文艺汇演
    private func withoutDay(_ name: Range<Int>) -> Range<Int> {
        guard let date = dates.findAll(text, name).last, date.range.lowerBound > name.lowerBound + 3 else {
            return name
        }
        let rest = text.trim(date.range.upperBound..<name.upperBound)
        let isClock = rest.isEmpty || ClockRecogniser.find(text, rest) == rest
        let before = text.trim(name.lowerBound..<date.range.lowerBound)
        return isClock && text.hasSuffix(Lexicon.eventNouns, before) ? before : name
    }

    /// A day or 时间, 地点 follows.
    private func statesNext(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return text.hasPrefix(Lexicon.fieldLabels, start..<end)
            || dates.findAll(text, start..<min(end, start + 24)).first?.range.lowerBound == start
    }

    /// Without a bracket that dates it.
    private func name(_ heading: Range<Int>) -> Range<Int> {
        var name = text.trim(heading)
        if let open = text.keys[name].firstIndex(of: "（"), open > name.lowerBound + 1,
            text.keys[open..<name.upperBound].contains(where: \.isDigit)
        {
            name = name.lowerBound..<open
        }
        // 组织技能培训，每周二上午在活动室授课
        if let comma = text.index(of: ["，"], name), comma > name.lowerBound + 3,
            statesNext(comma + 1, name.upperBound)
                || (!dates.findAll(text, comma..<name.upperBound).isEmpty
                    || HandingIn.verb(text, comma..<heading.upperBound) != nil)
                    && text.hasSuffix(Lexicon.eventNouns, name.lowerBound..<comma)
        {
            name = name.lowerBound..<comma
        }
        name = withoutDay(name)
        while let last = name.last, ["。", "；", "，", "："].contains(text.keys[last]) { name.removeLast() }
        return name
    }
}
