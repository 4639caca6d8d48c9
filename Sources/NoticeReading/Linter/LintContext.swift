/// What a rule of the linter looks at: the text, its parts and what was read in it.
struct LintContext: Sendable {
    let parts: NoticeParts
    let outline: Outline
    let dates: DateRecogniser
    let header: HeaderReader.Header
    let reading: NoticeReading
    var periodRange: Range<Int>?
    /// What the issuer itself owes its superior.
    var superior: [DeadlineRecogniser.Found] = []
    /// Body and titles, the parts that speak.
    let paragraphs: [Range<Int>]

    init(
        parts: NoticeParts, outline: Outline, dates: DateRecogniser, header: HeaderReader.Header,
        reading: NoticeReading, periodRange: Range<Int>? = nil, superior: [DeadlineRecogniser.Found] = []
    ) {
        (self.parts, self.outline, self.dates, self.header) = (parts, outline, dates, header)
        (self.reading, self.periodRange, self.superior) = (reading, periodRange, superior)
        paragraphs = zip(parts.blocks, parts.roles).filter { [.body, .title].contains($0.1) }.map(\.0)
    }

    var text: NoticeText { parts.text }

    func finding(
        _ rule: String, _ severity: NoticeReading.Finding.Severity, _ message: String, _ range: Range<Int>
    ) -> NoticeReading.Finding {
        .init(rule: rule, severity: severity, message: message, source: text.source(range))
    }

    /// The year of which a place speaks: the one named before it in its sentence, else the document's own.
    func year(at index: Int, in paragraph: Range<Int>) -> Int? {
        let lead = max(paragraph.lowerBound, index - 40)..<index
        for position in lead.reversed() {
            if "。；".unicodeScalars.contains(text.keys[position]) { break }
            guard text.keys[position] == "年", position - lead.lowerBound >= 4,
                let (year, end) = CalendarNumber.any(text.keys, position - 4, position), end == position,
                (1950...2099).contains(year)
            else { continue }
            return year
        }
        return header.year
    }
}

/// One thing that a careful clerk would ask back.
protocol LintRule: Sendable {
    func findings(_ context: LintContext) -> [NoticeReading.Finding]
}
