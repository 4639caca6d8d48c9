package import Domain
internal import Storage

/// The table of a unit, in both figures, and what stands behind a cell.
package struct StatisticsTables: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Table: Sendable {
        package let campaign: Campaign
        package let unit: Unit
        package let line: [Unit]
        /// 实时数 and 上报数 by cell id; a cell that does not apply to the unit is absent.
        package let live: CellValues, reported: CellValues
        /// Records that lack the measure that their cell takes.
        package let uncounted: Int64
        package let records: Int64
        /// Reporting children without an accepted version, in code order.
        package let missing: [Unit]
    }

    package func table(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Table {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
            let reported = try ReportedFigure(db, campaign: campaign, unit: unit)
            return Table(
                campaign: campaign, unit: unit, line: try UnitTable(db).line(to: unit),
                live: campaign.definition.values(of: facts, for: unit.level), reported: reported.cells,
                uncounted: campaign.definition.uncounted(in: facts),
                records: facts.values.reduce(0) { $0 + $1.records },
                missing: reported.missing)
        }
    }

    package struct CellOrigin: Sendable {
        package let campaign: Campaign
        package let unit: Unit
        package let cell: TableDefinition.Cell
        package let live: Int64, reported: Int64?
        /// How many records stand behind it, and how many of these it cannot take.
        package let count: Int64, uncounted: Int64
        package let records: [ActivityRecord]
        package let media: [(item: MediaItem, unitName: String)]
        package let channels: [(channel: Channel, unitName: String)]
        /// Each reporting child's share, in code order.
        package let children: [(unit: Unit, value: Int64)]
        package let next: RecordCursor?
    }

    package func origin(
        of cellID: String, _ id: Campaign.ID, unit code: String, after cursor: RecordCursor? = nil,
        limit: Int = 20, for officer: Officer
    ) async throws -> CellOrigin {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            guard let cell = campaign.definition.cell(cellID), cell.applies(to: unit.level) else {
                throw AccessRefused.missing
            }
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
                .filter { $0.key.kind == cell.kind && cell.levelSet.contains($0.key.level) }
            let records = try ActivityRecordTable(db).records(
                behind: cell.kind, levels: cell.levelSet, campaign: id, below: unit, after: cursor, limit: limit + 1)
            let level = cell.levelSet.first
            let below = try UnitTable(db).children(of: unit.id).filter { cell.applies(to: $0.level) }
            let parts = try TallyTable(db).facts(campaign: id, ofChildren: below, of: unit)
            let children = below.map { child in
                (child, campaign.definition.values(of: parts[child.id] ?? [:], for: child.level)[cellID] ?? 0)
            }
            let page = try records.prefix(limit).map { try ActivityRecords.visible($0, to: officer) }
            let next = records.count > limit ? page.last : nil
            return CellOrigin(
                campaign: campaign, unit: unit, cell: cell,
                live: campaign.definition.values(of: facts, for: unit.level)[cellID] ?? 0,
                reported: try ReportedFigure(db, campaign: campaign, unit: unit).cells[cellID],
                count: facts.values.reduce(0) { $0 + $1.records },
                uncounted: cell.measure == .people ? facts.values.reduce(0) { $0 + $1.withoutPeople } : 0,
                records: page,
                media: try MediaTable(db).items(campaign: id, below: unit, kind: cell.kind, level: level, limit: 200),
                channels: try MediaTable(db).channels(
                    campaign: id, below: unit, kind: cell.kind, level: level, limit: 200),
                children: children,
                next: next.map { .init(path: $0.unit.path, receipt: $0.receipt.sequence) })
        }
    }

    /// 未计入: the records that the table cannot take as they are.
    package func uncounted(
        _ id: Campaign.ID, unit code: String, limit: Int = 200, for officer: Officer
    ) async throws -> (campaign: Campaign, unit: Unit, records: [ActivityRecord]) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            var kinds: [String: Set<Level>] = [:]
            for cell in campaign.definition.cells where cell.measure == .people {
                kinds[cell.kind, default: []].formUnion(cell.levelSet)
            }
            let records = try kinds.sorted { $0.key < $1.key }.flatMap { kind, levels in
                try ActivityRecordTable(db).records(
                    behind: kind, levels: levels, campaign: id, below: unit, withoutPeople: true, limit: limit)
            }
            return (campaign, unit, try records.prefix(limit).map { try ActivityRecords.visible($0, to: officer) })
        }
    }
}

/// 上报数: the unit's own part and each child's latest accepted version.
struct ReportedFigure {
    let own: CellValues
    let children: [Unit]
    let accepted: [Unit.ID: Submission]

    init(_ db: any Connection, campaign: Campaign, unit: Unit) throws {
        let facts = try TallyTable(db).ownFacts(campaign: campaign.id, of: unit)
        own = campaign.definition.values(of: facts, for: unit.level)
        children = try UnitTable(db).children(of: unit.id)
        accepted = try SubmissionTable(db).acceptedOfChildren(of: unit.id, campaign: campaign.id)
    }

    var cells: CellValues { accepted.values.reduce(own) { $0 + $1.cells } }
    var missing: [Unit] { children.filter { accepted[$0.id] == nil } }
}
