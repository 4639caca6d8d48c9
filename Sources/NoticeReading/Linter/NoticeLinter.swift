/// Warns of what a careful clerk would ask back. It never corrects an official text.
struct NoticeLinter: Sendable {
    /// In the order in which a reader is told.
    static let rules: [any LintRule] = [
        OrdinalRule(), AnniversaryRule(), WeekdayRule(), PeriodRule(), NumberingRule(), AnnexRule(), ScopeRule(),
        EventBeforeIssueRule(), VenueClashRule(), RedLineRule(), IncompleteDeadlineRule(), LateDeadlineRule(),
        LengthRule(),
    ]

    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        Self.rules.flatMap { $0.findings(context) }
    }
}
