package import Domain
internal import Storage

/// What changed below a unit since somebody there last looked: one line each.
package struct FigureChanges: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        /// Newest first.
        package let changes: [FigureChange]
        /// The number up to which this officer has looked.
        package let seen: Int64
        package let next: Int64?
    }

    package func page(before: Int64? = nil, limit: Int = 30, for officer: Officer) async throws -> Page {
        try await surroundings.database.read { db in
            let table = FigureChangeTable(db)
            let found = try table.changes(below: officer.unit.id, before: before, limit: limit + 1)
            return Page(
                changes: Array(found.prefix(limit)), seen: try table.seen(by: officer.account, in: officer.unit.id),
                next: found.count > limit ? found[limit - 1].number : nil)
        }
    }
    package func countUnseen(for officer: Officer) async throws -> Int64 {
        try await surroundings.database.read { db in
            try FigureChangeTable(db).countUnseen(by: officer.account, in: officer.unit.id)
        }
    }
    /// - Parameter number: of the newest line that was shown.
    package func looked(to number: Int64, by officer: Officer) async throws {
        try await surroundings.database.write { db in
            let newest = try FigureChangeTable(db).changes(below: officer.unit.id, limit: 1).first?.number ?? 0
            try FigureChangeTable(db).look(by: officer.account, in: officer.unit.id, to: min(number, newest))
        }
    }
}
