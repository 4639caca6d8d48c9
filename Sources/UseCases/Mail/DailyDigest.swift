internal import Domain
internal import Storage

/// 每天一封: at eight in the morning, what there is to do and what is new, for whoever asked for it and only if there is
/// something. It holds nothing that a person wrote: a mailbox is outside of the product.
package struct DailyDigest: Sendable {
    let surroundings: Surroundings
    let links: MailLinks
    package init(_ surroundings: Surroundings, _ links: MailLinks) {
        self.surroundings = surroundings
        self.links = links
    }

    /// In Asia/Shanghai.
    private static let hour: Int64 = 8
    private static let atOnce = 100
    /// After a longer silence only the newest are listed.
    private static let longestSilence = 7
    private static let mostMessages = 20

    /// The day whose digest is the newest at `instant`: before eight it is that of the day before.
    static func day(at instant: Instant) -> CalendarDate { CalendarDate(instant.adding(seconds: -hour * 3600)) }

    /// Writes the mails of this morning that are not written yet.
    /// - Returns: how many.
    @discardableResult
    package func round() async throws -> Int {
        let now = surroundings.now
        let day = Self.day(at: now)
        let due = try await surroundings.database.read { db in
            try MailAddressTable(db).due(on: day, limit: Self.atOnce)
        }
        var written = 0
        for one in due {
            if try await write(one, of: day, at: now) { written += 1 }
        }
        return written
    }

    private func write(_ due: MailAddressTable.Due, of day: CalendarDate, at now: Instant) async throws -> Bool {
        let from = max(due.before ?? day.adding(days: -1), day.adding(days: -Self.longestSilence))
        let since = Instant(milliseconds: (Int64(from.daysSinceEpoch) * 24 + Self.hour - 8) * 3_600_000)
        let officers = try await surroundings.database.read { db in
            guard let account = try AccountTable(db).account(due.account) else { return [Officer]() }
            let held = try PostTable(db).held(by: [account.id])
            return try Set(held.map(\.unit)).sorted { $0.code < $1.code }.map {
                try Officer(account, in: $0, held, db)
            }
        }
        var parts: [DigestText.Part] = []
        for officer in officers {
            let todos = try await ToDoList(surroundings).page(for: officer).todos
            let messages = try await surroundings.database.read { db in
                try MessageTable(db).unread(for: officer, since: since, limit: Self.mostMessages)
            }
            parts.append(DigestText.Part(unit: officer.unit, todos: todos, messages: messages))
        }
        let token = Token.make()
        let stop = links.stop(token)
        let text = DigestText(parts: parts, today: CalendarDate(now), links: links, stopLink: stop)
        let id: MailJobTable.Job.ID = surroundings.identifiers.next()
        return try await surroundings.database.write { db in
            let table = MailAddressTable(db)
            guard try table.takeDigest(due, of: day), let body = text.body else { return false }
            try table.addToken(hash: Digest.hex(token), .stop, of: due.account, address: due.address, at: now)
            try MailJobTable(db).insert(
                id, to: due.address, subject: text.subject, body: body, stopLink: stop, at: now)
            return true
        }
    }
}
