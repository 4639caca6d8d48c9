package import Domain
internal import Storage

/// Takes one mail to a server.
package protocol MailTransport: Sendable {
    func send(_ message: MailMessage) async -> MailOutcome
}

package enum MailOutcome: Sendable, Hashable {
    case delivered
    /// The server cannot be reached or asks to come back.
    case later(String)
    /// The server will never take it.
    case rejected(String)
}

/// Sends the mails that are due. At least once: what was sent and not marked, because the process died between, is sent
/// again with the same Message-ID.
package struct SendMail: Sendable {
    let surroundings: Surroundings
    let transport: any MailTransport
    let sender: MailAddress
    package init(_ surroundings: Surroundings, _ transport: any MailTransport, sender: MailAddress) {
        self.surroundings = surroundings
        self.transport = transport
        self.sender = sender
    }

    /// About a day and a half in all.
    static let mostTries: Int64 = 13
    static let daysKept: Int64 = 30
    /// Longer than a transport may take, so that nobody takes a mail that is under way.
    private static let firstWait: Int64 = 120
    private static let longestWait: Int64 = 6 * 3600

    /// Seconds until a mail is tried again: two minutes, doubled each time, at most six hours.
    package static func wait(after tries: Int64) -> Int64 { min(longestWait, firstWait << min(20, tries - 1)) }

    /// - Parameter limit: at most so many; the rest waits for the next round.
    /// - Returns: why mails could not be sent.
    package func round(limit: Int = 50) async throws -> [String] {
        var problems: [String] = []
        for _ in 0..<limit {
            let now = surroundings.now
            guard let due = try await surroundings.database.read({ db in try MailJobTable(db).due(at: now) }) else {
                break
            }
            let until = now.adding(seconds: Self.wait(after: due.tries + 1))
            let taken = try await surroundings.database.write { db in
                try MailJobTable(db).take(due.id, tries: due.tries, until: until)
            }
            guard let job = taken else { continue }
            let outcome = await transport.send(
                MailMessage(
                    sender: sender, recipient: job.recipient, id: job.id.text, subject: job.subject, body: job.body,
                    date: job.createdAt, stopLink: job.stopLink))
            let sentAt = surroundings.now
            try await surroundings.database.write { db in
                let table = MailJobTable(db)
                switch outcome {
                case .delivered: try table.markSent(job.id, at: sentAt)
                case .rejected(let why): try table.markFailed(job.id, why)
                case .later(let why) where job.tries >= Self.mostTries: try table.markFailed(job.id, why)
                case .later: break
                }
            }
            switch outcome {
            case .delivered: continue
            case .rejected(let why): problems.append("\(job.id): \(why)")
            case .later(let why):
                // The others would wait for the same server.
                return problems + ["\(job.id): \(why)"]
            }
        }
        return problems
    }
}
