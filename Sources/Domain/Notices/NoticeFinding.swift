/// What the reader warned of in a notice, and why a person let it stand.
package struct NoticeFinding: Hashable, Sendable {
    /// A breach of what grassroots offices must not be burdened with; it never goes down without a reason.
    package static let redLine = "red_line"

    /// As in the reading, such as `weekday_mismatch`.
    package let rule: String
    /// error, warning or hint
    package let severity: String
    package let message: String
    package let span: Span
    /// Nil as long as nobody has decided.
    package let reason: String?

    package init(rule: String, severity: String, message: String, span: Span, reason: String?) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.span = span
        self.reason = reason
    }
}
