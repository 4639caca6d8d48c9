/// What somebody did with a version, as it is told later: every step with day and post.
package struct SubmissionStep: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// Handed to the unit's own signatory.
        case prepared
        /// Signed, and by that handed up.
        case signed
        /// Handed up in one step.
        case submitted
        /// The signatory did not sign.
        case givenBack = "given_back"
        /// The clerk took it back before it was signed.
        case takenBack = "taken_back"
        case recalled, returned, accepted
        /// Something from below flowed in and made a new version.
        case supplemented
    }
    package let version: Int64
    package let kind: Kind
    package let at: Instant
    /// Where the post is.
    package let unit: Unit
    /// As the person was called then, and the posts held there.
    package let name: String, posts: String
    /// Why; empty where nothing was said.
    package let note: String

    package init(
        version: Int64, kind: Kind, at: Instant, unit: Unit, name: String, posts: String, note: String
    ) {
        self.version = version
        self.kind = kind
        self.at = at
        self.unit = unit
        self.name = name
        self.posts = posts
        self.note = note
    }
}

/// Why a version was returned, for one cell or one thing that was asked for.
package struct SubmissionRemark: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// The id of a cell of the version's form.
        case cell(String)
        /// A kind of `Requirement.kinds`.
        case requirement(String)
    }
    package let subject: Subject
    package let reason: String

    package init(_ subject: Subject, reason: String) {
        self.subject = subject
        self.reason = reason
    }
}

/// Who hands a unit's table up.
package enum SignOff: String, Sendable, CaseIterable {
    /// The clerk prepares, the signatory signs.
    case twoSteps = "two_steps"
    /// The clerk hands up; an office of one.
    case oneStep = "one_step"
    /// Two steps where somebody else is the signatory.
    case byPosts = "by_posts"

    /// - Parameters:
    ///   - signs: whether who hands in is a signatory, too.
    ///   - others: whether somebody else is.
    package func needsSignature(signs: Bool, others: Bool) -> Bool {
        switch self {
        case .twoSteps: true
        case .oneStep: false
        case .byPosts: !signs && others
        }
    }
}
