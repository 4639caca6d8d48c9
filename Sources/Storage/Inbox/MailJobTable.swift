package import Domain

/// The `mail_job` table: mails to send, written in the transaction that is their cause.
package struct MailJobTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Job: Sendable {
        package typealias ID = Identifier<Job>
        package let id: ID
        package let recipient: MailAddress
        package let subject: String, body: String
        /// Where its reader ends the daily mail; nil in other mails.
        package let stopLink: String?
        package let createdAt: Instant
        /// How often it was tried, this time included.
        package let tries: Int64
    }

    package func insert(
        _ id: Job.ID, to recipient: MailAddress, subject: String, body: String, stopLink: String?, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO mail_job (id, recipient, subject, body, stop_link, created_at, not_before, tries)
            VALUES (\(id.text), \(recipient.text), \(subject), \(body), \(stopLink), \(instant.milliseconds),
            \(instant.milliseconds), 0)
            """)
    }

    /// The next one that is due, and how often it was tried.
    package func due(at now: Instant) throws -> (id: Job.ID, tries: Int64)? {
        try db.row(
            """
            SELECT id, tries FROM mail_job
            WHERE sent_at IS NULL AND failed IS NULL AND not_before <= \(now.milliseconds)
            ORDER BY not_before, id LIMIT 1
            """
        ).map { (try Job.ID($0.text("id")), try $0.int("tries")) }
    }

    /// Takes one for a while: who takes it and dies leaves it to be taken again.
    /// - Returns: nil when another process took it first.
    package func take(_ id: Job.ID, tries: Int64, until: Instant) throws -> Job? {
        try db.row(
            """
            UPDATE mail_job SET tries = \(tries + 1), not_before = \(until.milliseconds)
            WHERE id = \(id.text) AND tries = \(tries) AND sent_at IS NULL AND failed IS NULL
            RETURNING id, recipient, subject, body, stop_link, created_at, tries
            """
        ).map { row in
            Job(
                id: try Job.ID(row.text("id")), recipient: try MailAddress(row.text("recipient")),
                subject: try row.text("subject"), body: try row.text("body"),
                stopLink: try row.textOrNil("stop_link"),
                createdAt: Instant(milliseconds: try row.int("created_at")), tries: try row.int("tries"))
        }
    }

    /// What was sent or given up keeps no text: links in it are keys.
    package func markSent(_ id: Job.ID, at instant: Instant) throws {
        try db.execute(
            """
            UPDATE mail_job SET sent_at = \(instant.milliseconds), body = '', stop_link = NULL WHERE id = \(id.text)
            """)
    }
    package func markFailed(_ id: Job.ID, _ why: String) throws {
        try db.execute("UPDATE mail_job SET failed = \(why), body = '', stop_link = NULL WHERE id = \(id.text)")
    }
    package func forget(before instant: Instant) throws {
        try db.execute("DELETE FROM mail_job WHERE created_at < \(instant.milliseconds)")
    }
}
