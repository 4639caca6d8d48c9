internal import Domain
internal import Storage

/// One-time codes of slips: 12 random digits, kept as hashes only.
struct SignInCodes: Sendable {
    let surroundings: Surroundings

    static let digits = 12
    /// Seconds.
    static let lifetime: Int64 = 14 * 86_400
    private static let saltSetting = "sign_in_code.salt"

    struct Made: Sendable {
        let code: String, hash: String
    }

    func make(_ count: Int) async throws -> [Made] {
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<count).map { _ in
            let digits = String(UInt64.random(in: 0..<1_000_000_000_000, using: &generator))
            return String(repeating: "0", count: Self.digits - digits.count) + digits
        }
        let salt = try await salt()
        var made: [Made] = []
        // In parts, so that somebody who signs in meanwhile does not wait for all of them.
        for start in stride(from: 0, to: count, by: 40) {
            let part = Array(codes[start..<min(start + 40, count)])
            let hashes = try await surroundings.passwords.codeHashes(part, salt: salt)
            made += zip(part, hashes).map { Made(code: $0, hash: $1) }
        }
        return made
    }

    func hash(_ code: String) async throws -> String {
        try await surroundings.passwords.codeHashes([code], salt: salt()).first ?? ""
    }

    /// The installation's own, made when it is first needed.
    private func salt() async throws -> [UInt8] {
        let stored = try await surroundings.database.read { db in try SettingTable(db).value(Self.saltSetting) }
        if let stored { return Self.bytes(stored) }
        let new = String(Token.make().prefix(32))
        return try await surroundings.database.write { db in
            try db.lock(.posts)
            if let stored = try SettingTable(db).value(Self.saltSetting) { return Self.bytes(stored) }
            try SettingTable(db).set(Self.saltSetting, to: new)
            return Self.bytes(new)
        }
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }

    /// What a person typed, without blanks and hyphens, full-width digits too.
    /// - Returns: nil when it is no code.
    static func typed(_ text: String) -> String? {
        var code = ""
        for scalar in text.unicodeScalars.prefix(60) {
            switch scalar.value {
            case 0x30...0x39: code.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: code += String(scalar.value - 0xFF10)
            case 0x20, 0x3000, 0x2D, 0xA0, 0x09, 0x0A: continue
            default: return nil
            }
        }
        return code.count == digits ? code : nil
    }
}

/// Signing in with the code of a slip.
package struct SignInByCode: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Of one address; a township's office behind one NAT shares it.
    static let freeFailures: Int64 = 10
    /// Wrong codes an hour in the whole installation. The arithmetic is in docs/threat-model.md.
    static let hourlyFailures: Int64 = 300

    /// - Returns: the token for the cookie, and whether the device stays signed in.
    /// - Throws: `SignInRefused`: `.noCode` for anything but 12 digits; the same `.wrongCode` whether a code never was, was
    ///   used, replaced, or is too old.
    package func callAsFunction(
        _ typed: String, address: String, device: String, replacing old: String? = nil
    ) async throws -> (token: String, remembered: Bool) {
        // No code at all is no guess either.
        guard let code = SignInCodes.typed(typed) else { throw SignInRefused.noCode }
        let now = surroundings.now
        let subject = "code:" + address
        let hour = "code-hour:\(now.milliseconds / 3_600_000)"
        try await surroundings.database.write { db in
            if let failures = try SignInTable(db).failures(of: hour), failures.count >= Self.hourlyFailures {
                throw SignInRefused.busy(minutes: 60 - now.milliseconds / 60_000 % 60)
            }
            try SignInTable(db).count([(subject, Self.freeFailures), (hour, .max)], at: now) {
                .lockedCode(minutes: $0)
            }
        }
        let hash = try await SignInCodes(surroundings: surroundings).hash(code)
        let token = Token.make()
        let remembered: Bool? = try await surroundings.database.write { db in
            let table = SignInTable(db)
            guard let id = try SignInCodeTable(db).use(hash: hash, at: now),
                let account = try AccountTable(db).account(id),
                let remembered = try Self.enter(account, token, device, at: now, db)
            else {
                // Who has held a real slip is no guesser.
                if try SignInCodeTable(db).isKnown(hash: hash) {
                    for name in [subject, hour] { try table.forgiveOne(of: name) }
                }
                try AuditTable(db).append("sign_in.code_failed", object: "", by: nil, at: now)
                return nil
            }
            for name in [subject, hour] { try table.forgiveOne(of: name) }
            if let old { try table.delete(tokenHash: Digest.hex(old)) }
            return remembered
        }
        guard let remembered else { throw SignInRefused.wrongCode }
        return (token, remembered)
    }

    /// A recorder's device stays signed in; whoever is more than that anywhere gets an ordinary session.
    private static func enter(
        _ account: AccountTable.Stored, _ token: String, _ device: String, at now: Instant, _ db: any Connection
    ) throws -> Bool? {
        let held = try PostTable(db).held(by: [account.id])
        guard let first = held.first(where: { $0.role != .recorder }) ?? held.first else { return nil }
        let remembered = held.allSatisfy { $0.role == .recorder }
        try SignInTable(db).insert(
            tokenHash: Digest.hex(token), account: account.id, unit: first.unit.id, remembered: remembered,
            device: device, at: now)
        try AccountTable(db).setNeedsSlip(false, [account.id])
        try AuditTable(db).append(
            "sign_in.code", object: account.id.text, by: Officer(account, in: first.unit, held, db), at: now)
        return remembered
    }
}
