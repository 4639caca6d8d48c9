package import Domain
internal import Storage

/// The first start: no default password, but a link that works once and for a day.
package struct SetUp: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }
    private static let lifetime: Int64 = 86_400

    /// Makes sure that the nation is there, and a link while nobody has an account.
    /// - Returns: the token of the link, or nil when there are accounts.
    package func link() async throws -> String? {
        let token = Token.make()
        let now = surroundings.now
        return try await surroundings.database.write { db in
            try UnitTable(db).ensureNation(on: CalendarDate(now))
            guard try AccountTable(db).isEmpty() else { return nil }
            try SignInTable(db).addSetUpLink(tokenHash: Digest.hex(token), at: now)
            return token
        }
    }

    package func isOpen(token: String) async throws -> Bool {
        let since = surroundings.now.adding(seconds: -Self.lifetime)
        return try await surroundings.database.read { db in
            try SignInTable(db).isOpenSetUpLink(tokenHash: Digest.hex(token), since: since)
        }
    }

    /// Creates the first account: administrator, clerk and signatory of the nation.
    package func callAsFunction(token: String, login: String, password: String, again: String) async throws {
        let account = try NewAccount(login: login, displayName: "管理员", password: password)
        guard password == again else { throw NewAccount.Invalid.passwordsDiffer }
        let hash = try await surroundings.passwords.hash(password)
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        try await surroundings.database.write { db in
            let since = now.adding(seconds: -Self.lifetime)
            guard try SignInTable(db).useSetUpLink(tokenHash: Digest.hex(token), since: since, at: now),
                let nation = try UnitTable(db).nation()
            else { throw AccessRefused.missing }
            let id: Account.ID = identifiers.next()
            try AccountTable(db).insert(
                id, login: account.login, passwordHash: hash, displayName: account.displayName, at: now)
            try PostTable(db).insert(
                [Role.administrator, .clerk, .signatory].map {
                    (identifiers.next(), id, .init(unit: nation.id, role: $0))
                }, at: now)
            try AuditTable(db).append("set_up", object: id.text, by: nil, at: now)
        }
    }
}

/// What an account needs, checked.
package struct NewAccount: Sendable {
    let login: String, displayName: String
    /// nil: the person comes in with a slip.
    let password: String?

    package init(login: String, displayName: String, password: String?) throws(Invalid) {
        let trimmed = login.filter { !$0.isWhitespace }.lowercased()
        guard Self.isLogin(trimmed) else { throw .login }
        try Self.check(displayName: displayName)
        if let password { try Self.check(password) }
        self.login = trimmed
        self.displayName = displayName
        self.password = password
    }

    static func check(displayName name: String) throws(Invalid) {
        guard !name.trimmed.isEmpty, name.unicodeScalars.count <= PostBatch.Draft.longestName, name.isPlainLine else {
            throw .displayName
        }
    }

    static func check(_ password: String) throws(Invalid) {
        guard password.count >= Passwords.shortest, password.count <= Passwords.longest,
            !password.utf8.contains(0)
        else { throw .password }
    }

    static func isLogin(_ text: String) -> Bool {
        (3...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
    }

    package enum Invalid: UserFacingError, Hashable {
        case login, displayName, password, passwordsDiffer, loginTaken, noRole
        /// The password that was right until now.
        case formerPassword
        package var code: String { "account.\(self)" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String {
            switch self {
            case .login: "账号用 3 到 40 个小写字母、数字、点或横线"
            case .displayName: "称呼写 1 到 20 个字，比如 经办人；别带看不见的符号"
            case .password: "密码至少 \(Passwords.shortest) 个字"
            case .passwordsDiffer: "两次填的密码不一样，再填一遍"
            case .loginTaken: "这个账号有人用了，换一个"
            case .noRole: "至少选一个岗位"
            case .formerPassword: "现在的密码不对，再填一遍"
            }
        }
    }
}

extension UnitTable {
    /// The root of the reporting tree is there from the first start.
    package func ensureNation(on day: CalendarDate) throws {
        guard try nation() == nil else { return }
        let id = Unit.ID(try nextID())
        try insert([
            Unit(
                id: id, code: ReportingTree.nationCode, name: ReportingTree.nationName, level: .nation, kind: .division,
                parent: nil, reportsTo: nil, path: UnitPath(root: id), validFrom: day, validTo: nil)
        ])
    }
}
