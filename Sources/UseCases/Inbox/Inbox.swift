package import Domain
internal import Storage

/// What the posts of the officer's unit were told. Who has opened what is shown to that account alone.
package struct Inbox: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        /// Newest first.
        package let messages: [Message]
        /// The number to go on from; nil on the last page.
        package let next: Int64?
    }

    package func page(before: Int64? = nil, limit: Int = 20, for officer: Officer) async throws -> Page {
        try await surroundings.database.read { db in
            let found = try MessageTable(db).messages(for: officer, before: before, limit: limit + 1)
            return Page(
                messages: Array(found.prefix(limit)), next: found.count > limit ? found[limit - 1].number : nil)
        }
    }

    /// Among the newest of the unit.
    package func countUnread(for officer: Officer) async throws -> Int {
        try await surroundings.database.read { db in Int(try MessageTable(db).countUnread(for: officer)) }
    }

    /// The officer goes to what a message is about.
    /// - Throws: `AccessRefused.missing` when it is not one for the officer's post.
    package func open(_ number: Int64, by officer: Officer) async throws -> Message {
        let now = surroundings.now
        return try await surroundings.database.write { db in
            guard let message = try MessageTable(db).message(number, for: officer) else { throw AccessRefused.missing }
            try MessageTable(db).markRead(number, by: officer, at: now)
            return message
        }
    }

    /// - Parameter number: of the newest message that was shown.
    package func readAll(to number: Int64, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try MessageTable(db).markAllRead(to: number, by: officer, at: now)
        }
    }

    /// Takes away what is older than it is kept: messages, links of mails, and mails that are done.
    package func forgetOld() async throws {
        let now = surroundings.now
        let before = { @Sendable (days: Int64) in now.adding(seconds: -days * 86_400) }
        try await surroundings.database.write { db in
            try MessageTable(db).forget(before: before(Message.daysKept))
            try MailAddressTable(db).forgetTokens(before: before(Message.daysKept))
            try MailJobTable(db).forget(before: before(SendMail.daysKept))
        }
    }
}
