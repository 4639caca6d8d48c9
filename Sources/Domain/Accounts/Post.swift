/// What somebody may do in one unit. Rights come from a post, never from having created something.
package enum Role: String, Sendable, CaseIterable {
    /// Prepares and submits.
    case clerk
    /// Signs off, and accepts what comes from below.
    case signatory
    /// Records for one village.
    case recorder
    /// Keeps units and posts.
    case administrator

    package var name: String {
        switch self {
        case .clerk: "经办人"
        case .signatory: "负责人"
        case .recorder: "记录员"
        case .administrator: "管理员"
        }
    }

    /// What people hold in a unit of this level, the usual one first. A recorder records for one village; a village has
    /// nobody else.
    package static func offered(at level: Level) -> [Role] {
        level == .village ? [.recorder] : [.clerk, .signatory, .administrator]
    }
}

package enum Account {
    package typealias ID = Identifier<Account>
}

/// Somebody signed in, acting in one unit with all posts held there.
package struct Officer: Sendable, Hashable {
    package let account: Account.ID
    package let displayName: String
    package let unit: Unit
    package let roles: Set<Role>
    /// A clerk in whose unit nobody is signatory decides about what comes from below, too.
    package let standsInForSignatory: Bool

    package init(
        account: Account.ID, displayName: String, unit: Unit, roles: Set<Role>, standsInForSignatory: Bool = false
    ) {
        self.account = account
        self.displayName = displayName
        self.unit = unit
        self.roles = roles
        self.standsInForSignatory = standsInForSignatory
    }
}
