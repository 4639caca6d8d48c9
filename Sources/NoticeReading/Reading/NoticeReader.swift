import Foundation

/// Reads a notice, plan or summary of an organisation as a careful clerk would: layout off, parts apart, headings into
/// a tree, then one recogniser per kind of fact. Every value points back into the text that was given.
package struct NoticeReader: Sendable {
    /// Scalars; a notice of thirty pages has 20,000.
    static let limit = 1_000_000

    package init() {}

    /// - Parameter text: as `DocumentFile.plainText` returns it, so that the offsets of the sources agree.
    package func read(_ text: String) throws(NoticeInvalid) -> NoticeReading {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: { !$0.isBlank && $0 != "\n" }) else { throw .empty }
        guard scalars.count <= Self.limit else { throw .tooLong(limit: Self.limit) }
        guard NoticeEvidence.hasChinese(scalars) else { throw .notANotice }
        let parts = NoticeParts(Layout(scalars))
        let header = HeaderReader(parts).read()
        let outline = Outline(parts)
        guard NoticeEvidence.isNotice(parts, header, outline) else { throw .notANotice }
        return reading(parts, header, outline)
    }

    private func reading(_ parts: NoticeParts, _ header: HeaderReader.Header, _ outline: Outline) -> NoticeReading {
        let text = parts.text
        let dates = DateRecogniser(year: header.year)
        let time = PeriodRecogniser(text: text, outline: outline, dates: dates, issueDate: header.issueDate?.day)
        let period = time.period(isReport: header.kind == .news)
        let counted = DateRecogniser(year: header.year, period: period.flatMap { DateRecogniser.Span($0.0) })
        let theme = ThemeRecogniser(text: text, outline: outline, period: time).theme()
        let body = zip(parts.blocks, parts.roles).filter { $0.1 == .body }.map(\.0)
        let clauses = ClauseBuilder(text: text, outline: outline)

        var reading = NoticeReading(kind: header.kind)
        reading.docNumber = header.number.map { text.string($0) }
        reading.issuer = header.issuer.map { text.string($0) }
        reading.issueDate = header.issueDate?.day.description
        reading.title = header.title.map { text.joined($0) }
        reading.theme = theme.map { text.string($0) }
        reading.addressees = header.addressees
        reading.period = period?.0
        reading.activities =
            ActivityReader(
                text: text, outline: outline, tables: Table.all(text, parts.blocks), dates: counted, header: header,
                period: time
            ).findAll()
        let ownDay = period == nil && header.kind != .news ? eventDay(reading.activities, text, body, counted) : nil
        reading.period = reading.period ?? ownDay?.0
        let dues = DeadlineRecogniser(dates: counted, period: reading.period?.days).findAll(text, body)
        reading.deadlines = dues.filter { !$0.isSuperior }.map(\.deadline)
        reading.materials = MaterialRecogniser()
            .findAll(text, body, due: dues.filter { !$0.isSuperior }.map(\.object))
        reading.contacts = ContactRecogniser().findAll(text, body)
        reading.clauses = clauses.clauses()
        reading.references = ReferenceRecogniser(text: text, ownNumber: header.number)
            .findAll(outline.preamble + outline.sections.flatMap(\.body))
        reading.leadGroup = LeadGroupRecogniser().findAll(text, body)
        reading.copyTo = CopyRecogniser().findAll(text, parts.ranges(.imprint))
        if header.kind == .annualPlan {
            reading.tasks = TaskReader(text: text, outline: outline).findAll()
            reading.days = KnownDayRecogniser(year: header.year).findAll(text, body)
        }
        reading.disclosure = DisclosureReader(parts: parts).read()
        reading.sources = .init(
            docNumber: header.number.map { text.source($0) }, issuer: header.issuer.map { text.source($0) },
            issueDate: header.issueDate.map { text.source($0.range) }, title: header.title.map { text.source($0) },
            theme: theme.map { text.source($0) }, period: (period ?? ownDay).map { text.source($0.1) })
        reading.attachments = AttachmentReader(parts: parts).read()
        reading.findings = NoticeLinter().findings(
            LintContext(
                parts: parts, outline: outline, dates: dates, header: header, reading: reading, periodRange: period?.1,
                superior: dues.filter(\.isSuperior)))
        return reading
    }

    /// A document about one event runs when that is held.
    private func eventDay(
        _ activities: [NoticeReading.Activity], _ text: NoticeText, _ body: [Range<Int>], _ dates: DateRecogniser
    ) -> (NoticeReading.Period, Range<Int>)? {
        guard activities.count == 1, let held = activities.first, held.dates.count == 1, held.expandedDates.isEmpty
        else {
            return nil
        }
        for block in body {
            for found in dates.findAll(text, block) where !found.isMonth && found.dates.count == 1 {
                guard let span = found.dates.first, span.text == held.dates.first else { continue }
                return (.init(start: span.first.description, end: span.last.description), found.range)
            }
        }
        return nil
    }
}
