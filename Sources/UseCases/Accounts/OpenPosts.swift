package import Domain
internal import Storage

/// Opens posts below a unit, many at once. Rows are stored first, then opened in short transactions, so that no writer
/// waits long, and a batch that was interrupted goes on where it stopped. A row that fails holds up no other.
package struct OpenPosts: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Rows of one transaction.
    private static let part = 500
    /// Transactions of one request: some seconds.
    package static let partsAtOnce = 40

    package struct Status: Sendable {
        package let batch: PostBatch
        package let unit: Unit
        package let done: Int64, waiting: Int64, failed: Int64
        /// Failed ones that somebody decided not to open.
        package let dropped: Int64
        /// The first ones, at most `shown`.
        package let problems: [PostBatch.Row]
        /// The upload broke off: the same rows have to be sent again.
        package var isWhole: Bool { done + waiting + failed + dropped == batch.rows }
    }
    package static let shown = 50

    /// The units that report to `code` directly and have nobody, in code order.
    package func vacant(
        below code: String, after cursor: String? = nil, limit: Int, for officer: Officer
    ) async throws -> (unit: Unit, vacant: [Unit], batches: [PostBatch]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .letInBelow, officer)
            return (
                unit, try PostTable(db).vacant(below: unit, level: nil, after: cursor, limit: limit),
                try PostBatchTable(db).batches(of: unit.id, limit: 10)
            )
        }
    }

    /// Stores the rows. The same id and rows again go on where the storing stopped.
    package func receive(
        _ drafts: [PostBatch.Draft], id: PostBatch.ID, below code: String, by officer: Officer
    ) async throws {
        guard !drafts.isEmpty else { throw PostsRefused.noRows }
        guard drafts.count <= PostBatch.mostRows else { throw PostsRefused.tooManyRows }
        let now = surroundings.now
        let bodyHash = try Digest.hex(of: drafts)
        let duplicates = PostBatch.duplicates(drafts)
        let total = Int64(drafts.count)
        try await surroundings.database.write { db in
            try db.lock(.posts)
            let unit = try db.unit(code, .letInBelow, officer)
            if let earlier = try PostBatchTable(db).batch(id) {
                guard earlier.unit == unit.id, earlier.bodyHash == bodyHash else { throw PostsRefused.differentRows }
                return
            }
            try PostBatchTable(db).insert(
                PostBatch(id: id, unit: unit.id, rows: total, bodyHash: bodyHash, createdAt: now), by: officer)
            try AuditTable(db).append("posts.receive", object: id.text, detail: "\(total)", by: officer, at: now)
        }
        var stored: Int64 = -1
        while stored < total {
            stored = try await surroundings.database.write { db in
                try db.lock(.posts)
                let start = Int(try PostBatchTable(db).counts(of: id).values.reduce(0, +))
                let rows = (start..<min(start + Self.part, drafts.count)).map { index in
                    let draft = drafts[index]
                    let problem = duplicates[index].map {
                        PostBatch.Problem(.duplicate, "和第 \($0) 行重复；真要再开一个，就勾上“再开一个”")
                    }
                    return PostBatch.Row(
                        position: Int64(index + 1), draft: draft, state: problem == nil ? .waiting : .failed,
                        problem: problem)
                }
                try PostBatchTable(db).put(rows, of: id)
                return Int64(start + rows.count)
            }
        }
    }

    /// Opens what waits, up to some parts of the batch.
    /// - Returns: true when nothing waits any more.
    @discardableResult
    package func work(_ id: PostBatch.ID, parts: Int = OpenPosts.partsAtOnce, by officer: Officer) async throws -> Bool
    {
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        for _ in 0..<parts {
            let isDone = try await surroundings.database.write { db in
                let (batch, superior) = try Self.batch(id, officer, db)
                try db.lock(.posts)
                let rows = try PostBatchTable(db).rows(of: id, .waiting, limit: Self.part)
                guard let last = rows.last else { return true }
                let opening = PostOpening(db: db, officer: officer, superior: superior, identifiers: identifiers)
                let outcome = try opening.open(rows, at: now)
                try PostBatchTable(db).put(outcome, of: id)
                let failed = outcome.filter { $0.state == .failed }.count
                try AuditTable(db).append(
                    "posts.open", object: batch.id.text, detail: "to row \(last.position), \(failed) failed",
                    by: officer, at: now)
                return false
            }
            if isDone { return true }
        }
        return false
    }

    package func status(_ id: PostBatch.ID, for officer: Officer) async throws -> Status {
        try await surroundings.database.read { db in
            let (batch, unit) = try Self.batch(id, officer, db)
            let counts = try PostBatchTable(db).counts(of: id)
            let dropped = try PostBatchTable(db).droppedCount(of: id)
            return Status(
                batch: batch, unit: unit, done: counts[.done] ?? 0, waiting: counts[.waiting] ?? 0,
                failed: (counts[.failed] ?? 0) - dropped, dropped: dropped,
                problems: try PostBatchTable(db).rows(of: id, .failed, limit: Self.shown))
        }
    }

    /// Failed rows as they are now; they wait to be opened again.
    /// - Parameters:
    ///   - drafts: by the row's position; others stay as they are.
    ///   - dropped: positions that are not to be opened at all.
    package func mend(
        _ drafts: [Int64: PostBatch.Draft], dropping dropped: Set<Int64> = [], of id: PostBatch.ID, by officer: Officer
    ) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            _ = try Self.batch(id, officer, db)
            try db.lock(.posts)
            guard let first = dropped.union(drafts.keys).min() else { return }
            let rows = try PostBatchTable(db).rows(of: id, .failed, after: first - 1, limit: Self.shown)
            let mended = rows.compactMap { row -> PostBatch.Row? in
                if dropped.contains(row.position) {
                    return PostBatch.Row(
                        position: row.position, draft: row.draft, state: .failed, problem: .init(.dropped, "不开"))
                }
                guard var draft = drafts[row.position] else { return nil }
                draft.line = row.draft.line
                return PostBatch.Row(position: row.position, draft: draft)
            }
            try PostBatchTable(db).put(mended, of: id)
            try AuditTable(db).append("posts.mend", object: id.text, detail: "\(mended.count)", by: officer, at: now)
        }
    }

    private static func batch(
        _ id: PostBatch.ID, _ officer: Officer, _ db: any Connection
    ) throws -> (batch: PostBatch, unit: Unit) {
        guard let batch = try PostBatchTable(db).batch(id), let unit = try UnitTable(db).unit(batch.unit) else {
            throw AccessRefused.missing
        }
        try officer.requires(.letInBelow, on: unit)
        return (batch, unit)
    }
}
