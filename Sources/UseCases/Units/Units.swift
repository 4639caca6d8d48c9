package import Domain
internal import Storage

/// Reading the tree.
package struct Units: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let unit: Unit
        /// From the nation down to the unit itself.
        package let line: [Unit]
        package let children: [Unit]
        package let childCount: Int64
        /// The code behind which the next page begins, or nil at the end.
        package let next: String?
    }

    package func page(_ code: String, after cursor: String? = nil, limit: Int = 20, for officer: Officer) async throws
        -> Page
    {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let children = try UnitTable(db).children(of: unit.id, after: cursor, limit: limit + 1)
            return Page(
                unit: unit, line: try UnitTable(db).line(to: unit), children: Array(children.prefix(limit)),
                childCount: try UnitTable(db).childCount(of: unit.id),
                next: children.count > limit ? children[limit - 1].code : nil)
        }
    }

    /// What is looked for of what was typed: no control characters, at most 30.
    static func searchable(_ text: String) -> String {
        String(text.trimmed.filter { $0.asciiValue.map { $0 >= 0x20 } ?? true }.prefix(30))
    }

    /// - Returns: at most `limit` units of the officer's subtree, each with its line from the nation down.
    package func search(_ text: String, limit: Int = 20, for officer: Officer) async throws -> [[Unit]] {
        let text = Self.searchable(text)
        guard !text.isEmpty else { return [] }
        return try await surroundings.database.read { db in
            try UnitTable(db).search(text, below: officer.unit, limit: limit).map { try UnitTable(db).line(to: $0) }
        }
    }
}
