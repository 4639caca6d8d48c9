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
    private static let forgetAfter: Int64 = 3600

    /// - Returns: the token for the cookie.
    /// - Throws: `SignInRefused`.
    package func callAsFunction(
        login: String, password: String, remember: Bool, address: String
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
            for (subject, free) in subjects {
                guard let failures = try SignInTable(db).failures(of: subject) else { continue }
                let wait = Self.wait(after: failures.count, free: free) - now.seconds(since: failures.lastAt)
                if wait > 0 { throw SignInRefused.locked(minutes: (wait + 59) / 60) }
            }
            for (subject, _) in subjects {
                try SignInTable(db).addFailure(of: subject, since: now.adding(seconds: -Self.forgetAfter), at: now)
            }
            return try AccountTable(db).account(login: login)
        }
        let right = try await surroundings.passwords.verify(
            String(password.prefix(Passwords.longest)), against: stored?.passwordHash)
        guard right, let stored else {
            try await surroundings.database.write { db in
                try AuditTable(db).append("sign_in.failed", object: login, by: nil, at: now)
            }
            throw SignInRefused.wrong
        }
        let token = Token.make()
        try await surroundings.database.write { db in
            guard let unit = try AccountTable(db).units(of: stored.id).first,
                let officer = try AccountTable(db).officer(stored.id, in: unit)
            else { throw SignInRefused.noPost }
            try SignInTable(db).clearFailures(of: subjects[0].0)
            try SignInTable(db).forgiveOne(of: subjects[1].0)
            // A clerk's session is never remembered; a recorder's device is.
            let remembered = remember && officer.roles == [.recorder]
            try SignInTable(db).insert(
                tokenHash: Digest.hex(token), account: stored.id, unit: unit, remembered: remembered, at: now)
            try AuditTable(db).append("sign_in", object: stored.id.text, by: officer, at: now)
        }
        return token
    }

    /// Seconds to wait after so many failures: 30 s, doubled each time, at most 15 min.
    static func wait(after failures: Int64, free: Int64) -> Int64 {
        guard failures >= free else { return 0 }
        return min(900, 30 << min(5, failures - free))
    }

    /// - Returns: nil when the token is unknown or has run out.
    package func officer(token: String) async throws -> Officer? {
        let now = surroundings.now
        let hash = Digest.hex(token)
        let found: (officer: Officer, seenAt: Instant)? = try await surroundings.database.read { db in
            guard let stored = try SignInTable(db).find(tokenHash: hash) else { return nil }
            let age = now.seconds(since: stored.createdAt)
            let idle = now.seconds(since: stored.seenAt)
            guard stored.remembered ? age < Self.rememberedLimit : age < Self.absoluteLimit && idle < Self.idleLimit,
                let officer = try AccountTable(db).officer(stored.account, in: stored.unit)
            else { return nil }
            return (officer, stored.seenAt)
        }
        guard let found else { return nil }
        if now.seconds(since: found.seenAt) >= 60 {
            try await surroundings.database.write { db in try SignInTable(db).touch(tokenHash: hash, at: now) }
        }
        return found.officer
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

package enum SignInRefused: UserFacingError, Hashable {
    case wrong, noPost
    case locked(minutes: Int64)

    package var code: String { "sign_in.refused" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .wrong: "账号或密码不对，再看看；忘了就找管理员重设"
        case .noPost: "这个账号现在没有岗位，找管理员开"
        case .locked(let minutes): "试错的次数多了，等 \(minutes) 分钟再来；忘了密码就找管理员重设"
        }
    }
}
