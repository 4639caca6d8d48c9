package import Domain
internal import Storage

/// Signing in and out, and finding who a request comes from.
package struct SignIn: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Source: DESIGN.md §7.
    package static let idleLimit: Int64 = 30 * 60
    package static let absoluteLimit: Int64 = 12 * 3600
    package static let rememberedLimit: Int64 = 90 * 86_400

    /// Failures that cost nothing, for one account and for one address: a village behind one NAT shares the address.
    static let freeFailures: (account: Int64, address: Int64) = (5, 60)
    static let forgetAfter: Int64 = 3600

    /// - Parameters:
    ///   - unit: the code of the unit to act in, where the account holds several; the first one otherwise.
    ///   - device: in plain words, such as 安卓手机 微信; shown to the account only.
    ///   - replacing: the token of the session that this device had.
    /// - Returns: the token for the cookie.
    /// - Throws: `SignInRefused`.
    package func callAsFunction(
        login: String, password: String, remember: Bool, address: String, unit code: String? = nil,
        device: String = "", replacing old: String? = nil
    ) async throws -> String {
        let now = surroundings.now
        let login = login.lowercased()
        // Nothing that cannot be an account's name is written down.
        guard NewAccount.isLogin(login) else { throw SignInRefused.wrong }
        let subjects = [
            ("account:" + login, Self.freeFailures.account), ("address:" + address, Self.freeFailures.address),
        ]
        // Counted before the password is looked at, so that guesses at the same time are counted too.
        let stored = try await surroundings.database.write { db in
            try SignInTable(db).count(subjects, at: now)
            return try AccountTable(db).account(login: login)
        }
        let right = try await surroundings.passwords.verify(
            String(password.prefix(Passwords.longest)),
            against: stored.flatMap { $0.hasPassword ? $0.passwordHash : nil })
        guard right, let stored else {
            try await surroundings.database.write { db in
                try AuditTable(db).append("sign_in.failed", object: login, by: nil, at: now)
            }
            throw SignInRefused.wrong
        }
        let token = Token.make()
        try await surroundings.database.write { db in
            let held = try PostTable(db).held(by: [stored.id])
            guard let unit = (held.first { $0.unit.code == code } ?? held.first)?.unit else {
                throw SignInRefused.noPost
            }
            let officer = try Officer(stored, in: unit, held, db)
            try SignInTable(db).clearFailures(of: subjects[0].0)
            try SignInTable(db).forgiveOne(of: subjects[1].0)
            if let old { try SignInTable(db).delete(tokenHash: Digest.hex(old)) }
            // A clerk's session is never remembered; a recorder's device is.
            let remembered = remember && officer.roles == [.recorder]
            try SignInTable(db).insert(
                tokenHash: Digest.hex(token), account: stored.id, unit: unit.id, remembered: remembered, device: device,
                at: now)
            try AuditTable(db).append("sign_in", object: stored.id.text, by: officer, at: now)
        }
        return token
    }

    /// Who a request comes from, and what that device may do.
    package struct Session: Sendable {
        package let officer: Officer
        /// A recorder's device that stays signed in.
        package let remembered: Bool
        /// Came in by a slip, holds more than a recorder's post, and has chosen no password yet.
        package let mustSetPassword: Bool
        /// The units in which the account holds posts, in code order.
        package let units: [Unit]
        fileprivate let stored: SignInTable.Stored
    }

    /// - Returns: nil when the token is unknown, has run out, or its post is closed.
    package func session(token: String) async throws -> Session? {
        let now = surroundings.now
        let hash = Digest.hex(token)
        let session = try await surroundings.database.read { db in
            try SignInTable(db).find(tokenHash: hash).flatMap { try Session($0, at: now, db) }
        }
        guard let session else { return nil }
        if now.seconds(since: session.stored.seenAt) >= 60 {
            try await surroundings.database.write { db in try SignInTable(db).touch(tokenHash: hash, at: now) }
        }
        return session
    }
    /// Whose session it is or was.
    package func account(token: String) async throws -> Account.ID? {
        let hash = Digest.hex(token)
        return try await surroundings.database.read { db in try SignInTable(db).find(tokenHash: hash)?.account }
    }
    package func officer(token: String) async throws -> Officer? { try await session(token: token)?.officer }

    /// Goes on in another unit of the account.
    /// - Throws: `.passwordNeeded` on a remembered device, for a unit in which the account is more than recorder.
    package func move(token: String, to code: String) async throws {
        let now = surroundings.now
        let hash = Digest.hex(token)
        try await surroundings.database.write { db in
            guard let session = try SignInTable(db).find(tokenHash: hash).flatMap({ try Session($0, at: now, db) }),
                let account = try AccountTable(db).account(session.stored.account)
            else { throw AccessRefused.unauthenticated }
            let held = try PostTable(db).held(by: [account.id])
            guard let unit = held.first(where: { $0.unit.code == code })?.unit else { throw AccessRefused.missing }
            let officer = try Officer(account, in: unit, held, db)
            guard !session.remembered || officer.roles == [.recorder] else { throw SignInRefused.passwordNeeded }
            try SignInTable(db).setUnit(unit.id, tokenHash: hash)
            try AuditTable(db).append("sign_in.move", object: account.id.text, by: officer, at: now)
        }
    }

    package func out(token: String) async throws {
        let now = surroundings.now
        let officer = try await officer(token: token)
        try await surroundings.database.write { db in
            try SignInTable(db).delete(tokenHash: Digest.hex(token))
            try AuditTable(db).append("sign_out", object: officer?.account.text ?? "", by: officer, at: now)
        }
    }
}

extension SignIn.Session {
    /// - Returns: nil when it has run out or its post is closed. A remembered device is a recorder's: it ends when the
    ///   account becomes more than that in its unit.
    fileprivate init?(_ stored: SignInTable.Stored, at now: Instant, _ db: any Connection) throws {
        guard SignIn.isOpen(stored, at: now), let account = try AccountTable(db).account(stored.account) else {
            return nil
        }
        let held = try PostTable(db).held(by: [account.id])
        guard let unit = held.first(where: { $0.unit.id == stored.unit })?.unit else { return nil }
        officer = try Officer(account, in: unit, held, db)
        guard !stored.remembered || officer.roles == [.recorder] else { return nil }
        remembered = stored.remembered
        mustSetPassword = !stored.remembered && !account.hasPassword && held.contains { $0.role != .recorder }
        units = held.map(\.unit).reduce(into: []) { if $0.last?.id != $1.id { $0.append($1) } }
        self.stored = stored
    }
}

extension SignIn {
    static func isOpen(_ session: SignInTable.Stored, at now: Instant) -> Bool {
        let age = now.seconds(since: session.createdAt)
        if session.remembered { return age < rememberedLimit }
        return age < absoluteLimit && now.seconds(since: session.seenAt) < idleLimit
    }

    /// Seconds to wait after so many failures: 30 s, doubled each time, at most 15 min.
    static func wait(after failures: Int64, free: Int64) -> Int64 {
        guard failures >= free else { return 0 }
        return min(900, 30 << min(5, failures - free))
    }
}

extension SignInTable {
    /// Takes a failure of each subject down, to be forgiven when it was none.
    /// - Parameters:
    ///   - subjects: with the number of failures that cost nothing.
    ///   - locked: what is said to who has to wait some minutes.
    func count(
        _ subjects: [(String, Int64)], at now: Instant,
        locked: (Int64) -> SignInRefused = { .locked(minutes: $0) }
    ) throws {
        for (subject, free) in subjects {
            guard let failures = try failures(of: subject) else { continue }
            let wait = SignIn.wait(after: failures.count, free: free) - now.seconds(since: failures.lastAt)
            if wait > 0 { throw locked((wait + 59) / 60) }
        }
        for (subject, _) in subjects {
            try addFailure(of: subject, since: now.adding(seconds: -SignIn.forgetAfter), at: now)
        }
    }
}

extension Officer {
    /// - Parameter held: all posts of the account.
    init(_ account: AccountTable.Stored, in unit: Unit, _ held: [PostTable.Held], _ db: any Connection) throws {
        let roles = Set(held.filter { $0.unit.id == unit.id }.map(\.role))
        let isClerk = roles.contains(.clerk) && !roles.contains(.signatory)
        let hasSignatory = try isClerk && AccountTable(db).holds(.signatory, in: unit.id, except: account.id)
        self.init(
            account: account.id, displayName: account.displayName, unit: unit, roles: roles,
            standsInForSignatory: isClerk && !hasSignatory)
    }
}

package enum SignInRefused: UserFacingError, Hashable {
    case wrong, noPost, passwordNeeded, slipNeeded, setPasswordFirst
    /// Of a code: one sentence, whatever is the matter with it.
    case wrongCode
    /// Not 12 digits: it can be no code of anybody's.
    case noCode
    case busy(minutes: Int64)
    case locked(minutes: Int64)
    /// The same for codes of slips.
    case lockedCode(minutes: Int64)

    package var code: String { "sign_in.refused" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .wrong: "账号或密码不对，再看看；忘了就找管理员重设"
        case .noPost: "这个账号现在没有岗位，找管理员开"
        case .passwordNeeded: "到那个单位办事，要用密码登录一次"
        case .setPasswordFirst: "先设一个密码，再办别的"
        case .slipNeeded: "这台手机只管记村里的活动；设密码请乡镇（街道）重发一张登录条，用它登录后再设"
        case .wrongCode: "这个码用不了。核对一遍再输；还不行，请乡镇（街道）重发一张登录条"
        case .noCode: "码是 12 位数字，照登录条上的三组再输一遍"
        case .busy(let minutes): "现在输错的人太多，等 \(minutes) 分钟再来；码不会作废"
        case .locked(let minutes): "试错的次数多了，等 \(minutes) 分钟再来；忘了密码就找管理员重设"
        case .lockedCode(let minutes):
            "输错的次数多了，等 \(minutes) 分钟再来；登录条不会作废，找不到了就请乡镇（街道）重发一张"
        }
    }
}
