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

extension Role {
    /// What the first one in a unit of this level gets: whoever hands up, and accepts what comes from below, needs somebody
    /// who prepares and somebody who signs, often one person.
    package static func usual(at level: Level) -> [Role] { level == .village ? [.recorder] : [.clerk, .signatory] }

    /// 经办人兼负责人
    package static func name(of roles: [Role]) -> String { roles.map(\.name).joined(separator: "兼") }

    /// The roles that such a text says, several also with other signs between them; nil when one is not among `offered`.
    package static func named(_ text: String, among offered: [Role]) -> [Role]? {
        let words = text.split { "兼、，,和/ ".contains($0) }
        let roles = words.compactMap { word in offered.first { $0.name == word } }
        guard !roles.isEmpty, roles.count == words.count, Set(roles).count == roles.count else { return nil }
        return roles
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
