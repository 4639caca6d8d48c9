/// The activities of a document: those that its tables list and its headings name, else those that its sentences tell
/// of, else the one that its title is about.
struct ActivityReader: Sendable {
    let text: NoticeText
    let outline: Outline
    let tables: [Table]
    let dates: DateRecogniser
    let header: HeaderReader.Header
    let period: PeriodRecogniser

    func findAll() -> [NoticeReading.Activity] {
        let facts = ActivityFacts(text: text, dates: dates, issued: header.issueDate?.day, common: common())
        let single = SingleEvent(
            text: text, outline: outline, dates: dates, header: header, period: period, tables: tables)
        if header.kind == .news { return single.reported().map { [facts.activity($0)] } ?? [] }
        let isOneEvent = single.isOneEvent
        let sections = ActivitySections(text: text, outline: outline, dates: dates, isOneEvent: isOneEvent)
        let (rows, owners) = listed()
        // A section that only heads a table of activities is none itself.
        var found = once(rows, sections.findAll().filter { !owners.contains($0.range.lowerBound) })
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
        if found.isEmpty, !isOneEvent {
            found = ItemSplitter(text: text).items(outline.preamble).isEmpty ? [] : items(outline.preamble)
            if found.isEmpty { found = ProseActivities(text: text, dates: dates).findAll(outline.preamble) }
            if found.count == 1, single.candidate() != nil { found = [] }
        }
        if found.isEmpty { return single.candidate().map { [facts.activity($0)] } ?? [] }
        return found.map { facts.activity($0) }
    }

    /// A row of a schedule and a heading may name the same activity: the one that tells its day counts.
    private func once(_ rows: [ActivityCandidate], _ headed: [ActivityCandidate]) -> [ActivityCandidate] {
        let dated = Set(
            headed.filter { one in one.sentences.contains { !dates.findAll(text, $0).isEmpty } }.map {
                text.key($0.name)
            })
        let rows = rows.filter { !dated.contains(text.key($0.name)) }
        let listed = Set(rows.map { text.key($0.name) })
        return rows + headed.filter { !listed.contains(text.key($0.name)) }
    }

    /// What the document states once for all its activities.
    private func common() -> [Outline.Field] {
        [Lexicon.Field.audience, .venue].flatMap { field in
            period.stated(field).prefix(1).map { Outline.Field(field: field, label: $0, value: $0) }
        }
    }

    private func items(_ paragraphs: [Range<Int>]) -> [ActivityCandidate] {
        let held = HeldName(text: text)
        let weigher = ActivityWeigher(text: text, dates: dates)
        return ItemSplitter(text: text).items(paragraphs).compactMap { item in
            guard weigher.states(item), let found = held.item(item, dates: dates) else { return nil }
            return ActivityCandidate(name: found.name, range: item, sentences: [item], fields: found.fields)
        }
    }

    // MARK: Tables

    /// The rows of the tables, each with the headings above its table.
    private func listed() -> (rows: [ActivityCandidate], owners: Set<Int>) {
        var owners: Set<Int> = []
        let rows = tables.flatMap { table -> [ActivityCandidate] in
            let rows = ActivityTable(text: text, dates: dates).candidates(table)
            guard let start = table.ranges.first?.lowerBound else { return [] }
            let owner = outline.sections.lastIndex { $0.start <= start && start <= $0.end + 40 }
            if let owner, !rows.isEmpty { owners.insert(outline.sections[owner].start) }
            let above = owner.map { outline.ancestors($0) + [$0] } ?? []
            let path = above.compactMap { outline.sections[$0].heading }.filter { !HeadingEnd.isGeneric(text, $0) }
                .map { NoticeParts.withoutBracket(text, text.trim($0)) }
            return rows.map { row in
                var row = row
                row.path = path
                return row
            }
        }
        return (rows, owners)
    }
}
