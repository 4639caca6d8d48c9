package import Domain
internal import Storage

/// What is printed for one person: shown once, never stored.
package struct SignInSlip: Sendable, Hashable {
    package let unit: Unit
    package let displayName: String
    package let roles: [Role]
    package let login: String
    /// 12 digits.
    package let code: String
    package let until: CalendarDate
}

/// Makes slips. Each has a new code; the account's code before it stops working.
package struct SignInSlips: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package static let mostAtOnce = 400

    package enum Which: String, Sendable {
        /// Those whose slip nobody has used.
        case waiting
        case all
    }

    /// - Parameter cursor: where the part before ended, or nil.
    /// - Returns: at most `mostAtOnce` slips in the order of the tree, and where the next part begins.
    package func callAsFunction(
        _ which: Which, below code: String, after cursor: String?, by officer: Officer
    ) async throws -> (unit: Unit, slips: [SignInSlip], next: String?) {
        let found = try await surroundings.database.read { db in
            let unit = try db.unit(code, .letInBelow, officer)
            return (unit: unit, page: try Self.page(which, below: unit, after: cursor, officer, db))
        }
        let slips = try await issue(found.page.map(\.account.id), action: "slips.print", by: officer) { db in
            _ = try db.unit(code, .letInBelow, officer)
        }
        let next = found.page.count == Self.mostAtOnce ? found.page.last.map { $0.path + "." + $0.account.login } : nil
        return (found.unit, slips, next)
    }

    /// How many there are to print, at most one more than fits.
    package func count(_ which: Which, below code: String, for officer: Officer) async throws -> (
        unit: Unit, count: Int
    ) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .letInBelow, officer)
            return (unit, try Self.page(which, below: unit, after: nil, officer, db).count)
        }
    }

    private static func page(
        _ which: Which, below unit: Unit, after cursor: String?, _ officer: Officer, _ db: any Connection
    ) throws -> [(account: AccountTable.Stored, path: String)] {
        let parts = (cursor ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        var place = parts.count == 2 ? (path: parts[0], login: parts[1]) : nil
        var found: [(account: AccountTable.Stored, path: String)] = []
        while found.count < mostAtOnce {
            let page = try PostTable(db).accounts(
                below: unit, onlyWaiting: which == .waiting, after: place, limit: mostAtOnce)
            let reach = try Reach(page.map(\.account.id), of: officer, db)
            found += page.filter { reach.covers($0.account.id) }
            guard page.count == mostAtOnce, let last = page.last else { break }
            place = (last.path, last.account.login)
        }
        return Array(found.prefix(mostAtOnce))
    }

    /// New codes for these accounts, those out of reach left out.
    /// - Parameter first: what else happens in the transaction.
    func issue(
        _ accounts: [Account.ID], action: String, by officer: Officer,
        first: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> [SignInSlip] {
        let now = surroundings.now
        let until = now.adding(seconds: SignInCodes.lifetime)
        // Two codes alike are so rare that a second try is enough.
        for attempt in 1... {
            let made = try await SignInCodes(surroundings: surroundings).make(accounts.count)
            let byAccount = Dictionary(zip(accounts, made), uniquingKeysWith: { first, _ in first })
            do {
                return try await surroundings.database.write { db in
                    try first(db)
                    let reach = try Reach(accounts, of: officer, db)
                    let reached = accounts.filter(reach.covers)
                    try SignInCodeTable(db).replace(
                        reached.compactMap { id in byAccount[id].map { (id, $0.hash) } }, at: now, until: until)
                    for id in reached { try AuditTable(db).append(action, object: id.text, by: officer, at: now) }
                    return try reached.compactMap { id -> SignInSlip? in
                        guard let code = byAccount[id]?.code, let account = try AccountTable(db).account(id),
                            let unit = reach.held(by: id).first?.unit
                        else { return nil }
                        return SignInSlip(
                            unit: unit, displayName: account.displayName,
                            roles: reach.held(by: id).filter { $0.unit.id == unit.id }.map(\.role),
                            login: account.login, code: code, until: CalendarDate(until))
                    }
                }
            } catch StorageError.unique where attempt < 3 { continue }
        }
        return []
    }
}

/// Which accounts an officer may give slips to: whoever lets somebody in acts for all posts of that account, so all of
/// them must be the officer's to give.
struct Reach {
    private let posts: [Account.ID: [PostTable.Held]]
    private let officer: Officer

    init(_ accounts: [Account.ID], of officer: Officer, _ db: any Connection) throws {
        posts = Dictionary(grouping: try PostTable(db).held(by: accounts), by: \.account)
        self.officer = officer
    }

    /// In code order of the units.
    func held(by account: Account.ID) -> [PostTable.Held] { posts[account] ?? [] }
    func covers(_ account: Account.ID) -> Bool {
        let held = held(by: account)
        return !held.isEmpty && account != officer.account && held.allSatisfy { officer.mayGive($0.role, in: $0.unit) }
    }
    /// Whether the officer may know of the account.
    func touches(_ account: Account.ID) -> Bool { held(by: account).contains { officer.may(.letIn, on: $0.unit) } }
}
