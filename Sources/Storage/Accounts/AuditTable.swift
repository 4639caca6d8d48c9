package import Domain

/// The `audit` table: one row in the transaction of every write.
package struct AuditTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Parameters:
    ///   - action: dotted, such as `record.create`.
    ///   - object: the key of what was written.
    ///   - detail: what a reader needs to understand it; no personal data.
    package func append(
        _ action: String, object: String, detail: String = "", by officer: Officer?, at instant: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO audit (at, account_id, unit_id, action, object, detail)
            VALUES (\(instant.milliseconds), \(officer?.account.text), \(officer?.unit.id.number), \(action), \(object),
            \(detail))
            """)
    }
    package func count(action: String) throws -> Int64 {
        try db.row("SELECT COUNT(*) AS n FROM audit WHERE action = \(action)")?.int("n") ?? 0
    }
}
