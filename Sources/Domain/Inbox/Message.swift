/// What a post in a unit was told: one line in its inbox.
package struct Message: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// From below: 上报, 撤回, and what flowed in after it was accepted (补进, 更正).
        case submitted, recalled, supplement, correction
        /// From above: 收下, 退回补正, 提醒, a notice, a notice that was revised.
        case accepted, returned, reminder, notice
        case revisedNotice = "revised_notice"
        /// Within the unit: the clerk hands to the signatory, the signatory signs or gives back.
        case signed
        case handedOver = "handed_over"
        case givenBack = "given_back"
    }

    /// Counts up over the installation.
    package let number: Int64
    package let kind: Kind
    /// Made by the product, of names of units, titles of notices and dates: may go out by mail.
    package let text: String
    /// What somebody wrote, such as why it was returned; empty when nobody did. Never leaves the product.
    package let reason: String
    package let campaign: Campaign.ID?
    package let place: Place
    package let at: Instant
    /// Whether the one who looks has opened it. Nobody else is ever shown this.
    package let isRead: Bool

    package init(
        number: Int64, kind: Kind, text: String, reason: String, campaign: Campaign.ID?, place: Place, at: Instant,
        isRead: Bool
    ) {
        self.number = number
        self.kind = kind
        self.text = text
        self.reason = reason
        self.campaign = campaign
        self.place = place
        self.at = at
        self.isRead = isRead
    }

    /// Older ones are forgotten.
    package static let daysKept: Int64 = 400
}

/// Where somebody is sent who was told of something; the web knows the address.
package enum Place: Hashable, Sendable {
    case notice(Notice.ID)
    case submission(Submission.ID)
    /// Where the reader's unit hands up its table.
    case report(Campaign.ID)
    /// What the reader's unit was asked for beside the table.
    case materials(Campaign.ID)
    /// 有什么变化
    case changes

    /// As it is stored, such as `notice 018f…`.
    package var text: String {
        switch self {
        case .notice(let id): "notice \(id)"
        case .submission(let id): "submission \(id)"
        case .report(let id): "report \(id)"
        case .materials(let id): "materials \(id)"
        case .changes: "changes"
        }
    }
    package init?(text: String) {
        let parts = text.split(separator: " ").map(String.init)
        switch (parts.first, parts.count > 1 ? parts[1] : "") {
        case ("notice", let key):
            guard let id = try? Notice.ID(key) else { return nil }
            self = .notice(id)
        case ("submission", let key):
            guard let id = try? Submission.ID(key) else { return nil }
            self = .submission(id)
        case ("report", let key):
            guard let id = try? Campaign.ID(key) else { return nil }
            self = .report(id)
        case ("materials", let key):
            guard let id = try? Campaign.ID(key) else { return nil }
            self = .materials(id)
        case ("changes", _): self = .changes
        default: return nil
        }
    }
}
