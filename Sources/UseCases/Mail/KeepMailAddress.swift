package import Domain
internal import Storage

/// What mails link to: absolute addresses, which only the web knows how to make.
package struct MailLinks: Sendable {
    /// Of the installation, such as `https://memberday.example.cn`.
    package let address: String
    package let inbox: String
    let place: @Sendable (Place, Unit) -> String
    let confirm: @Sendable (String) -> String
    let stop: @Sendable (String) -> String

    package init(
        address: String, inbox: String, place: @escaping @Sendable (Place, Unit) -> String,
        confirm: @escaping @Sendable (String) -> String, stop: @escaping @Sendable (String) -> String
    ) {
        self.address = address
        self.inbox = inbox
        self.place = place
        self.confirm = confirm
        self.stop = stop
    }
}

/// Somebody's own mail address: set, confirmed by a link that is sent to it, and left again without signing in.
package struct KeepMailAddress: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    private static let confirmDays: Int64 = 3
    private static let stopDays: Int64 = 400
    /// Mails of this kind a day, so that nobody can fill a stranger's mailbox.
    private static let mostConfirmations = 5

    package struct Mine: Sendable {
        package let address: String
        package let isConfirmed: Bool
        package let daily: Bool
    }

    /// - Returns: nil when there is no address.
    package func mine(_ officer: Officer) async throws -> Mine? {
        try await surroundings.database.read { db in
            try MailAddressTable(db).find(officer.account).map {
                Mine(address: $0.address.text, isConfirmed: $0.isConfirmed, daily: $0.daily)
            }
        }
    }

    /// - Parameter raw: empty takes the address away.
    /// - Throws: `MailAddress.Invalid`, `MailRefused.tooMany`.
    package func set(_ raw: String, daily: Bool, links: MailLinks, by officer: Officer) async throws {
        let now = surroundings.now
        let id: MailJobTable.Job.ID = surroundings.identifiers.next()
        let address = raw.trimmed.isEmpty ? nil : try MailAddress(raw)
        let token = Token.make()
        try await surroundings.database.write { db in
            let table = MailAddressTable(db)
            let before = try table.find(officer.account)
            if let address {
                try table.set(address, daily: daily, of: officer.account)
            } else {
                try table.remove(of: officer.account)
            }
            try AuditTable(db).append("mail.set", object: officer.account.text, by: officer, at: now)
            guard let address, before?.address != address || before?.isConfirmed == false else { return }
            let day = now.adding(seconds: -86_400)
            guard try table.countTokens(.confirm, of: officer.account, since: day) < Self.mostConfirmations else {
                throw MailRefused.tooMany
            }
            try table.addToken(
                hash: Digest.hex(token), .confirm, of: officer.account, address: address, at: now)
            try MailJobTable(db).insert(
                id, to: address, subject: "确认你的邮箱",
                body: """
                    有人在会员活动日填了这个邮箱，想每天早上收一封提醒。是你的话，打开下面的链接，点“确认”，3 天内有效：

                    \(links.confirm(token))

                    不是你，就不用管这封信，以后也不会再收到。

                    会员活动日 \(links.address)
                    """, stopLink: nil, at: now)
        }
    }

    /// Whether a link still works. Looking uses nothing up: mail servers open links before people do.
    package func isOpen(confirm token: String) async throws -> Bool { try await isOpen(token, .confirm) }
    package func isOpen(stop token: String) async throws -> Bool { try await isOpen(token, .stop) }

    private func isOpen(_ token: String, _ purpose: MailAddressTable.Purpose) async throws -> Bool {
        let since = since(purpose)
        return try await surroundings.database.read { db in
            try MailAddressTable(db).token(hash: Digest.hex(token), purpose, since: since) != nil
        }
    }
    private func since(_ purpose: MailAddressTable.Purpose) -> Instant {
        surroundings.now.adding(seconds: -86_400 * (purpose == .confirm ? Self.confirmDays : Self.stopDays))
    }

    /// - Throws: `MailRefused.linkUsed`
    package func confirm(token: String) async throws {
        let now = surroundings.now
        let since = since(.confirm)
        try await surroundings.database.write { db in
            let table = MailAddressTable(db)
            // The first digest is that of the next morning.
            guard let found = try table.useToken(hash: Digest.hex(token), .confirm, since: since),
                try table.confirm(
                    found.address, of: found.account, digestDay: DailyDigest.day(at: now), at: now)
            else { throw MailRefused.linkUsed }
            try AuditTable(db).append("mail.confirm", object: found.account.text, by: nil, at: now)
        }
    }

    /// - Throws: `MailRefused.linkUsed`
    package func stop(token: String) async throws {
        let now = surroundings.now
        let since = since(.stop)
        try await surroundings.database.write { db in
            let table = MailAddressTable(db)
            guard let found = try table.useToken(hash: Digest.hex(token), .stop, since: since) else {
                throw MailRefused.linkUsed
            }
            // A link to a former address has done its work already.
            if try table.find(found.account)?.address.text == found.address {
                try table.stopDaily(of: found.account)
            }
            try AuditTable(db).append("mail.stop", object: found.account.text, by: nil, at: now)
        }
    }
}

package enum MailRefused: UserFacingError, Hashable {
    case tooMany, linkUsed
    package var code: String { "mail.\(self)" }
    package var kind: UserFacingErrorKind { self == .tooMany ? .invalid : .conflict }
    package var message: String {
        switch self {
        case .tooMany: "今天发过 5 封确认信了，先看看收件箱和垃圾箱，明天再试"
        case .linkUsed: "这个链接用过了，或者过期了；登录以后在“我的账号”里也能改"
        }
    }
}
