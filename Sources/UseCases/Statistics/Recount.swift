internal import Domain
internal import Storage

/// Rebuilds the running sums from the records and compares.
package struct Recount: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Difference: Hashable, Sendable {
        package let campaign: String
        package let unit: Int64
        package let what: String
    }

    /// - Parameter repair: also write what the records say.
    /// - Returns: where the sums differed; empty when all is well.
    package func callAsFunction(repair: Bool) async throws -> [Difference] {
        let now = surroundings.now
        return try await surroundings.database.writeAlone { db in
            try db.lock(.tree)
            return try CampaignTable(db).all().flatMap { campaign in
                try Self.compare(campaign, db, repair: repair, at: now)
            }
        }
    }

    private struct Key: Hashable {
        let unit: Unit.ID
        let key: TallyKey
    }

    private static func compare(
        _ campaign: Campaign, _ db: any Connection, repair: Bool, at now: Instant
    ) throws -> [Difference] {
        let table = TallyTable(db)
        var contributions: [Contribution] = []
        var expected: [Key: TallySums] = [:]
        for own in try table.rebuilt(campaign: campaign.id) {
            guard let unit = try UnitTable(db).unit(own.unit) else { continue }
            contributions.append(Contribution(campaign: campaign.id, unit: unit, key: own.key, sums: own.sums))
            let holders =
                unit.keepsSubtreeTally
                ? try UnitTable(db).line(to: unit).filter(\.keepsSubtreeTally).map(\.id) : [unit.id]
            for holder in holders {
                let key = Key(unit: holder, key: own.key)
                expected[key] = (expected[key] ?? TallySums()) + own.sums
            }
        }
        var stored: [Key: TallySums] = [:]
        for row in try table.stored(campaign: campaign.id) { stored[Key(unit: row.unit, key: row.key)] = row.sums }
        let differences = Set(expected.keys).union(stored.keys).filter {
            (expected[$0] ?? TallySums()) != (stored[$0] ?? TallySums())
        }
        if repair, !differences.isEmpty {
            try table.deleteAll(campaign: campaign.id)
            try table.apply(contributions)
            try AuditTable(db).append(
                "recount.repair", object: campaign.id.text, detail: "\(differences.count)", by: nil, at: now)
        }
        return differences.map {
            Difference(
                campaign: campaign.id.text, unit: $0.unit.number,
                what: "\($0.key.level.key) \($0.key.kind) \($0.key.category)")
        }.sorted { ($0.unit, $0.what) < ($1.unit, $1.what) }
    }
}
