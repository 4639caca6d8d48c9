package import Domain

extension ActivityRecordTable {
    /// Records that may be few among many: of some finer categories, or without a measure. The running sums say below
    /// which units there are any, so that nothing else is walked through, however large the unit.
    package func sparse(
        behind kind: String, levels: Set<Level>, categories: [String]?, campaign: Campaign.ID, below unit: Unit,
        after cursor: RecordCursor?, lacking: Measure? = nil, limit: Int
    ) throws -> [ActivityRecord] {
        let own = { (alone: Bool) in
            try records(
                behind: kind, levels: levels, categories: categories, campaign: campaign, below: unit, after: cursor,
                lacking: lacking, alone: alone, limit: limit)
        }
        guard unit.level < .township else { return try own(false) }
        var found = (cursor?.path ?? unit.path) <= unit.path ? try own(true) : []
        let units = UnitTable(db)
        let children = try (units.children(of: unit.id) + units.closedChildren(of: unit.id))
            .filter { child in cursor.map { $0.path.text <= child.path.upperBound } ?? true }
            .sorted { $0.path < $1.path }
        let facts = try TallyTable(db).facts(campaign: campaign, ofChildren: children, of: unit)
        for child in children where found.count < limit {
            let holds = (facts[child.id] ?? [:]).contains { key, sums in
                key.kind == kind && levels.contains(key.level) && categories?.contains(key.category) ?? true
                    && (lacking.map { sums.without($0) } ?? sums.records) > 0
            }
            guard holds else { continue }
            found += try sparse(
                behind: kind, levels: levels, categories: categories, campaign: campaign, below: child, after: cursor,
                lacking: lacking, limit: limit - found.count)
        }
        return found
    }
}
