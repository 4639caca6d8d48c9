/// Posts to be opened below one unit, row by row: a row that cannot be opened waits to be mended and holds up no other.
package struct PostBatch: Hashable, Sendable {
    package typealias ID = Identifier<PostBatch>

    package static let mostRows = 50_000

    /// What the person has seen and wants all the same.
    package enum Again: String, Sendable, Codable {
        case no = ""
        /// 再开一个: the unit has somebody in that role.
        case more
        /// 是同一个人: the account is there, and gets one more post.
        case same
    }

    /// What somebody wrote, as it was written.
    package struct Draft: Hashable, Sendable, Codable {
        /// Where it stands in the file, from 1.
        package var line: Int64
        /// May be empty where the unit's name is there and means one unit only.
        package var code: String
        /// May be empty; otherwise it must be the unit's name, which catches codes that slipped by a row.
        package var unitName: String
        package var displayName: String
        package var role: String
        /// Empty asks for a generated one.
        package var login: String
        package var again: Again
        /// A formula whose value the file does not hold.
        package var hasOpenFormula: Bool

        package static let longestName = 20

        /// Of what is too long so much is kept that it is refused rather than taken for something shorter.
        package init(
            line: Int64, code: String, unitName: String = "", displayName: String = "", role: String = "",
            login: String = "", again: Again = .no, hasOpenFormula: Bool = false
        ) {
            func short(_ text: String, _ most: Int) -> String {
                let scalars = text.trimmed.unicodeScalars.filter { $0.value >= 0x20 }.prefix(most + 1)
                return String(String.UnicodeScalarView(scalars))
            }
            self.line = line
            self.code = short(code, 15)
            self.unitName = short(unitName, 60)
            self.displayName = short(displayName, Self.longestName)
            self.role = short(role, 20)
            self.login = short(login, 40)
            self.again = again
            self.hasOpenFormula = hasOpenFormula
        }
    }

    package enum State: String, Sendable { case waiting, done, failed }

    package struct Row: Hashable, Sendable {
        /// From 1 on, without gaps.
        package let position: Int64
        package var draft: Draft
        package var state: State
        package var problem: Problem?
        package var account: Account.ID?

        package init(
            position: Int64, draft: Draft, state: State = .waiting, problem: Problem? = nil, account: Account.ID? = nil
        ) {
            self.position = position
            self.draft = draft
            self.state = state
            self.problem = problem
            self.account = account
        }
    }

    /// Why a row was not opened.
    package struct Problem: Hashable, Sendable {
        package enum Kind: String, Sendable {
            case code, unknown, notBelow, closed, name, role, displayName, login, formula, duplicate
            /// Ticking 再开一个 opens it all the same.
            case somebody
            /// Ticking 是同一个人 gives the account one more post.
            case known
            case taken
            /// Somebody decided that it is not to be opened; nobody is asked again.
            case dropped
        }
        package let kind: Kind
        /// One plain sentence that says what to do.
        package let message: String

        package init(_ kind: Kind, _ message: String) {
            self.kind = kind
            self.message = message
        }
    }

    package let id: ID
    package let unit: Unit.ID
    package let rows: Int64
    package let bodyHash: String
    package let createdAt: Instant

    package init(id: ID, unit: Unit.ID, rows: Int64, bodyHash: String, createdAt: Instant) {
        self.id = id
        self.unit = unit
        self.rows = rows
        self.bodyHash = bodyHash
        self.createdAt = createdAt
    }

    /// Of rows that say the same unit and role twice, the later ones, each with the line of the first.
    package static func duplicates(_ drafts: [Draft]) -> [Int: Int64] {
        struct Key: Hashable { let code: String, role: String }
        var first: [Key: Int64] = [:]
        var found: [Int: Int64] = [:]
        for (index, draft) in drafts.enumerated() where draft.again == .no && !draft.code.isEmpty {
            let key = Key(code: draft.code, role: draft.role)
            if let line = first[key] { found[index] = line } else { first[key] = draft.line }
        }
        return found
    }
}
