package import Domain

/// The `receipt` table: the first body under a client's key, and the number that it was given; of records, media items and
/// submissions.
package struct ReceiptTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct Stored: Sendable {
        package let number: ReceiptNumber
        package let unit: Unit.ID
        package let bodyHash: String
        package let issuedAt: Instant
    }

    /// - Returns: nil when a receipt was given for this key before. Two retries at once cannot both win, nor raise.
    package func issue<Entity>(
        for key: Identifier<Entity>, unit: Unit.ID, bodyHash: String, at instant: Instant
    ) throws -> ReceiptNumber? {
        try db.row(
            """
            INSERT INTO receipt (record_id, unit_id, body_hash, issued_at)
            VALUES (\(key.text), \(unit.number), \(bodyHash), \(instant.milliseconds))
            ON CONFLICT (record_id) DO NOTHING RETURNING number
            """
        ).map { ReceiptNumber(sequence: try $0.int("number")) }
    }

    package func find(_ record: ActivityRecord.ID) throws -> Stored? {
        try db.row("SELECT number, unit_id, body_hash, issued_at FROM receipt WHERE record_id = \(record.text)").map {
            Stored(
                number: ReceiptNumber(sequence: try $0.int("number")), unit: Unit.ID(try $0.int("unit_id")),
                bodyHash: try $0.text("body_hash"), issuedAt: Instant(milliseconds: try $0.int("issued_at")))
        }
    }
}
