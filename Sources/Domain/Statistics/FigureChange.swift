/// One line for a superior: what changed below since it last looked.
package struct FigureChange: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// 上报, 补报, 更正: a version came.
        case submission, supplement, correction
        /// A version was recalled.
        case recall
        case mediaOwner = "media_owner"
        case tree
    }
    /// Counts up over the installation.
    package let number: Int64
    package let campaign: Campaign.ID?
    package let unit: Unit
    package let kind: Kind
    package let text: String
    /// The submission that it is about.
    package let submission: Submission.ID?
    package let at: Instant

    package init(
        number: Int64, campaign: Campaign.ID?, unit: Unit, kind: Kind, text: String, submission: Submission.ID?,
        at: Instant
    ) {
        self.number = number
        self.campaign = campaign
        self.unit = unit
        self.kind = kind
        self.text = text
        self.submission = submission
        self.at = at
    }
}
