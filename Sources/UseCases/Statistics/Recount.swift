internal import Domain
internal import Storage

/// Rebuilds the running sums from the records and compares, one prefecture after the other: it holds little, however
/// large the tree.
package struct Recount: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Difference: Hashable, Sendable {
        /// `coverage` for the sums over registers and sites.
        package let campaign: String
        package let unit: Int64
        package let what: String
    }

    /// - Parameters:
    ///   - repair: also write what the records say; nobody else writes meanwhile. Without it, others go on.
    ///   - progress: called with the parts done and all parts.
    /// - Returns: where the sums differed; empty when all is well.
    package func callAsFunction(
        repair: Bool, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> [Difference] {
        let now = surroundings.now
        let body = { @Sendable (db: any Connection) in
            if repair { try db.lock(.tree) }
            let parts = try TallyTable(db).parts()
            let campaigns = try CampaignTable(db).all()
            var differences: [Difference] = []
            for (index, campaign) in campaigns.enumerated() {
                var found = 0
                for (number, part) in parts.enumerated() {
                    let new = try Self.compare(campaign.id, part, db, repair: repair)
                    found += new.count
                    differences += new
                    progress(index * parts.count + number + 1, campaigns.count * parts.count)
                }
                if repair, found > 0 {
                    try AuditTable(db).append(
                        "recount.repair", object: campaign.id.text, detail: "\(found)", by: nil, at: now)
                }
            }
            let coverage = try CoverageTable(db).differences().map {
                Difference(campaign: "coverage", unit: $0.unit.number, what: $0.what)
            }
            if repair, !coverage.isEmpty {
                try CoverageTable(db).recount()
                try AuditTable(db).append(
                    "recount.repair", object: "coverage", detail: "\(coverage.count)", by: nil, at: now)
            }
            differences += coverage
            return differences.sorted { ($0.unit, $0.what) < ($1.unit, $1.what) }
        }
        return try await repair ? surroundings.database.writeAlone(body) : surroundings.database.read(body)
    }

    private static func compare(
        _ campaign: Campaign.ID, _ part: TallyTable.Range, _ db: any Connection, repair: Bool
    ) throws -> [Difference] {
        let table = TallyTable(db)
        // In a part, every unit from its top down keeps the sums of what is below.
        let depth =
            switch part {
            case .unit: Int.max
            case .subtree(let top): top.ids.count - 1
            }
        var expected: [Unit.ID: Facts] = [:]
        for own in try table.sources(campaign: campaign, in: part) {
            for holder in depth == Int.max ? [own.unit] : Array(own.path.ids.dropFirst(depth)) {
                let sums = expected[holder, default: [:]][own.key] ?? TallySums()
                expected[holder, default: [:]][own.key] = sums + own.sums
            }
        }
        var left = expected
        var differences: [Difference] = []
        let differ = { (unit: Unit.ID, key: TallyKey) in
            differences.append(
                Difference(
                    campaign: campaign.text, unit: unit.number, what: "\(key.level.key) \(key.kind) \(key.category)"))
        }
        for row in try table.stored(campaign: campaign, in: part) {
            if (left[row.unit]?.removeValue(forKey: row.key) ?? TallySums()) != row.sums { differ(row.unit, row.key) }
        }
        for (unit, facts) in left { for (key, sums) in facts where !sums.isZero { differ(unit, key) } }
        if repair, !differences.isEmpty { try table.replace(campaign: campaign, in: part, with: expected) }
        return differences
    }
}
