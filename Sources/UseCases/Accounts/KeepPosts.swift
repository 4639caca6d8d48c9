package import Domain
internal import Storage

/// The people of one unit: new slips, handing over, closing, ending their sessions.
package struct KeepPosts: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Person: Sendable {
        package let account: Account.ID
        package let name: String, login: String
        package let roles: [Role]
        /// The officer may give these roles, and so hand them over and close them.
        package let isOurs: Bool
        /// The officer may give a new slip: the same for every other post of the account.
        package let mayReset: Bool
        /// Roles that the officer may give besides.
        package let more: [Role]
    }
    /// A post that was closed.
    package struct Former: Sendable {
        package let account: Account.ID
        package let name: String, login: String
        package let role: Role
        package let closedAt: Instant
    }
    private static let formerShown = 50

    /// Who holds posts in a unit, by login, and who did before, the last one first.
    package func people(
        of code: String, for officer: Officer
    ) async throws -> (unit: Unit, people: [Person], former: [Former]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .letIn, officer)
            let accounts = try PostTable(db).accounts(in: unit.id)
            let reach = try Reach(accounts.map(\.id), of: officer, db)
            let people = accounts.map { account in
                let roles = reach.held(by: account.id).filter { $0.unit.id == unit.id }.map(\.role)
                let more = unit.validTo == nil ? Role.offered(at: unit.level) : []
                return Person(
                    account: account.id, name: account.displayName, login: account.login, roles: roles,
                    isOurs: account.id != officer.account && roles.allSatisfy { officer.mayGive($0, in: unit) },
                    mayReset: reach.covers(account.id),
                    more: more.filter { !roles.contains($0) && officer.mayGive($0, in: unit) })
            }
            let former = try PostTable(db).former(in: unit.id, limit: Self.formerShown).map {
                Former(
                    account: $0.account, name: $0.displayName, login: $0.login, role: $0.role, closedAt: $0.closedAt)
            }
            return (unit, people, former)
        }
    }

    /// A new slip for somebody who lost the way in: the password is void, all sessions end.
    package func reset(_ account: Account.ID, in code: String, by officer: Officer) async throws -> SignInSlip {
        let slips = try await SignInSlips(surroundings).issue([account], action: "post.reset", by: officer) { db in
            let unit = try Self.ours(account, code, officer, db)
            guard unit.validTo == nil else { throw PostsRefused.closedSlip }
            guard try Reach([account], of: officer, db).covers(account) else { throw PostsRefused.elsewhere }
            try AccountTable(db).setPassword(AccountTable.noPassword, of: account)
            try AccountTable(db).setNeedsSlip(true, [account])
            try SignInTable(db).deleteAll(of: account)
        }
        guard let slip = slips.first else { throw AccessRefused.missing }
        return slip
    }

    /// The person leaves and another one comes: an account of its own with the same roles. What was done before keeps the
    /// name of who did it.
    package func handOver(
        _ account: Account.ID, in code: String, to name: String, by officer: Officer
    ) async throws -> SignInSlip {
        try NewAccount.check(displayName: name)
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        let new: Account.ID = identifiers.next()
        let slips = try await SignInSlips(surroundings).issue([new], action: "slips.print", by: officer) { db in
            let unit = try Self.ours(account, code, officer, db)
            guard unit.validTo == nil else { throw PostsRefused.closed }
            let roles = try Self.close(account, in: unit, at: now, db)
            let login = try Logins(db).free(for: [unit.code]).first ?? ""
            try AccountTable(db).insert(withoutPassword: [(new, login, name)], at: now)
            try PostTable(db).insert(
                roles.map { (identifiers.next(), new, .init(unit: unit.id, role: $0)) }, at: now)
            try AuditTable(db).append("post.hand_over", object: account.text, detail: new.text, by: officer, at: now)
        }
        guard let slip = slips.first else { throw AccessRefused.missing }
        return slip
    }

    package func close(_ account: Account.ID, in code: String, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            let unit = try Self.ours(account, code, officer, db)
            try Self.close(account, in: unit, at: now, db)
            try AuditTable(db).append("post.close", object: account.text, by: officer, at: now)
        }
    }

    /// Ends the sessions that the account has in the unit; the post stays.
    package func signOut(_ account: Account.ID, in code: String, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            let unit = try Self.ours(account, code, officer, db)
            try SignInTable(db).deleteAll(of: account, in: unit.id)
            try AuditTable(db).append("post.sign_out", object: account.text, by: officer, at: now)
        }
    }

    /// The unit, when the account holds posts there that the officer may give.
    /// - Throws: `PostsRefused.done` when it did until somebody was faster.
    private static func ours(
        _ account: Account.ID, _ code: String, _ officer: Officer, _ db: any Connection
    ) throws -> Unit {
        try db.lock(.posts)
        let unit = try db.unit(code, .letIn, officer)
        let held = try PostTable(db).held(by: [account]).filter { $0.unit.id == unit.id }
        if held.isEmpty {
            if try PostTable(db).isFormer(account, in: unit.id) { throw PostsRefused.done }
            throw AccessRefused.missing
        }
        guard account != officer.account else { throw PostsRefused.oneself }
        guard held.allSatisfy({ officer.mayGive($0.role, in: unit) }) else { throw AccessRefused.forbidden }
        return unit
    }

    @discardableResult
    private static func close(
        _ account: Account.ID, in unit: Unit, at now: Instant, _ db: any Connection
    ) throws -> [Role] {
        let roles = try PostTable(db).close(account, in: unit.id, at: now)
        try SignInTable(db).deleteAll(of: account, in: unit.id)
        if try PostTable(db).held(by: [account]).isEmpty { try SignInCodeTable(db).spend([account], at: now) }
        return roles
    }
}

/// Logins that are still free.
struct Logins {
    let db: any Connection
    init(_ db: any Connection) { self.db = db }

    /// One for each code, such as 370828001010, then 370828001010-2.
    func free(for codes: [String], besides used: Set<String> = []) throws -> [String] {
        var taken = used
        var found = [String?](repeating: nil, count: codes.count)
        var number = 1
        while found.contains(nil) {
            let candidates = codes.indices.filter { found[$0] == nil }.flatMap { index in
                (number..<number + 4).map { (index: index, login: Self.login(codes[index], $0)) }
            }
            taken.formUnion(try AccountTable(db).accounts(logins: candidates.map(\.login)).keys)
            for (index, login) in candidates where found[index] == nil && taken.insert(login).inserted {
                found[index] = login
            }
            number += 4
        }
        return found.compactMap(\.self)
    }

    private static func login(_ code: String, _ number: Int) -> String {
        let base = code.count < 3 ? "dw" + code : code
        return number == 1 ? base : "\(base)-\(number)"
    }
}

package enum PostsRefused: UserFacingError, Hashable {
    case elsewhere, oneself, closed, closedSlip
    /// Somebody else closed the post, or handed it over, meanwhile.
    case done
    case noRows, tooManyRows, noHeading, differentRows, notStored
    case file(String)

    package var code: String { "posts.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .elsewhere, .oneself, .closed, .closedSlip, .done, .differentRows, .notStored: .conflict
        default: .invalid
        }
    }
    package var message: String {
        switch self {
        case .elsewhere: "这个账号不在你管的范围，请对方管理员开"
        case .oneself: "自己的岗位不能自己停，请上级或别的管理员来办"
        case .closed: "这个单位撤销了，不能再开岗位"
        case .closedSlip: "这个单位撤销了，不再发登录条；要看以前的事，请上级代看"
        case .done: "刚有人办过了，刷新看看"
        case .noRows: "没有看到要开的行，填一行再来"
        case .tooManyRows: "一次最多 50,000 行，请分开传"
        case .noHeading: "没有“区划代码”这一列，也没有“单位”，请用下载的表样填"
        case .differentRows: "这一页已经传过别的内容了，请重新打开“给下级开岗位”"
        case .notStored: "上次没有传完，请把同一份再传一次"
        case .file(let message): message
        }
    }
}
