package import Domain
internal import Storage

/// What an account does for itself: its devices and its password.
package struct OwnAccount: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Where the account is signed in. When it was used last is nobody's business.
    package struct Device: Sendable, Hashable {
        /// Names the session without being its token.
        package let id: String
        /// 安卓手机 微信
        package let name: String
        package let unit: Unit
        package let since: CalendarDate
        package let isThis: Bool
    }

    package struct Details: Sendable {
        package let login: String
        package let hasPassword: Bool
        package let devices: [Device]
    }

    package func details(token: String, for officer: Officer) async throws -> Details {
        let now = surroundings.now
        return try await surroundings.database.read { db in
            guard let account = try AccountTable(db).account(officer.account) else { throw AccessRefused.missing }
            let own = Digest.hex(token)
            let devices = try SignInTable(db).sessions(of: officer.account).compactMap { session -> Device? in
                guard SignIn.isOpen(session, at: now), let unit = try UnitTable(db).unit(session.unit) else {
                    return nil
                }
                return Device(
                    id: Self.id(session), name: session.device, unit: unit, since: CalendarDate(session.createdAt),
                    isThis: session.tokenHash == own)
            }
            return Details(login: account.login, hasPassword: account.hasPassword, devices: devices)
        }
    }

    /// Ends one session of the account.
    package func end(device id: String, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            let sessions = try SignInTable(db).sessions(of: officer.account)
            guard let session = sessions.first(where: { Self.id($0) == id }) else { throw AccessRefused.missing }
            try SignInTable(db).delete(tokenHash: session.tokenHash)
            try AuditTable(db).append("sign_in.end", object: officer.account.text, by: officer, at: now)
        }
    }

    private static func id(_ session: SignInTable.Stored) -> String {
        String(Digest.hex("device:" + session.tokenHash).prefix(32))
    }

    /// - Parameter former: the password until now; nothing for an account that has none.
    /// - Throws: `SignInRefused.slipNeeded` on a recorder's device when the account has become more than that: whoever
    ///   finds that phone must not become a clerk.
    package func setPassword(
        _ password: String, again: String, former: String, token: String, by officer: Officer
    ) async throws {
        try NewAccount.check(password)
        guard password == again else { throw NewAccount.Invalid.passwordsDiffer }
        let stored = try await surroundings.database.read { db in
            let session = try SignInTable(db).find(tokenHash: Digest.hex(token))
            let isMore = try PostTable(db).held(by: [officer.account]).contains { $0.role != .recorder }
            guard session?.remembered != true || !isMore else { throw SignInRefused.slipNeeded }
            return try AccountTable(db).account(officer.account)
        }
        guard let stored else { throw AccessRefused.unauthenticated }
        if stored.hasPassword {
            let subject = "account:" + stored.login
            let now = surroundings.now
            try await surroundings.database.write { db in
                try SignInTable(db).count([(subject, SignIn.freeFailures.account)], at: now)
            }
            let typed = String(former.prefix(Passwords.longest))
            guard try await surroundings.passwords.verify(typed, against: stored.passwordHash) else {
                throw NewAccount.Invalid.formerPassword
            }
        }
        let hash = try await surroundings.passwords.hash(password)
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard try AccountTable(db).account(officer.account)?.passwordHash == stored.passwordHash,
                try SignInTable(db).find(tokenHash: Digest.hex(token)) != nil
            else { throw AccessRefused.unauthenticated }
            try AccountTable(db).setPassword(hash, of: officer.account)
            try SignInTable(db).clearFailures(of: "account:" + stored.login)
            try AuditTable(db).append("password.set", object: officer.account.text, by: officer, at: now)
        }
    }
}
