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
        /// 上报数 by today's tree; nil when no change of the tree makes it another.
        package let today: CellValues?
        /// 核增/核减 of the unit itself that stand, and what the cells would be without them.
        package let adjustments: [Adjustment]
        package let changes: [UnitChange]
        package let findings: [Finding]
        /// Records that lack the measure that their cell takes.
        package let uncounted: Int64
        package let records: Int64
        /// Reporting children without an accepted version, in code order.
        package let missing: [Unit]
    }

    package func table(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Table {
        let now = surroundings.now
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
            let reported = try ReportedFigure(db, campaign: campaign, unit: unit)
            let today = try reported.byTodaysTree(db, campaign: campaign)
            return Table(
                campaign: campaign, unit: unit, line: try UnitTable(db).line(to: unit),
                live: campaign.definition.values(of: facts, for: unit.level), reported: reported.cells,
                today: today == reported.cells ? nil : today, adjustments: reported.adjustments,
                changes: try UnitChangeTable(db).changes(around: unit.id, limit: 10).filter {
                    $0.day >= campaign.startsOn.adding(days: -30)
                },
                findings: try TableChecks(db, campaign, reported, on: CalendarDate(now)).findings(),
                uncounted: campaign.definition.uncounted(in: facts),
                records: facts.records,
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
        /// One page of what it counts: records, or media items, or channels.
        package let records: [ActivityRecord]
        package let media: [MediaReport]
        package let channels: [ChannelEntry]
        /// Each reporting child's share, in code order; closed units with a share are there too.
        package let children: [(unit: Unit, value: Int64)]
        package let adjustments: [Adjustment]
        /// Where the next page begins.
        package let next: String?
    }

    /// - Parameter cursor: `next` of the page before.
    package func origin(
        of cellID: String, _ id: Campaign.ID, unit code: String, after cursor: String? = nil, limit: Int = 20,
        for officer: Officer
    ) async throws -> CellOrigin {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let definition = campaign.definition
            guard let cell = definition.cell(cellID), cell.applies(to: unit.level) else { throw AccessRefused.missing }
            let kind = TallyKey.kind(cell.kind, of: cell.measure)
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
                .filter { ($0.key.kind == kind || $0.key.kind == cell.kind) && definition.takes($0.key, in: cell) }
            let closed = try UnitTable(db).closedChildren(of: unit.id)
            let below = try (UnitTable(db).children(of: unit.id) + closed).filter { cell.applies(to: $0.level) }
            let parts = try TallyTable(db).facts(campaign: id, ofChildren: below, of: unit)
            let children = below.map { child in
                (child, definition.values(of: parts[child.id] ?? [:], for: child.level)[cellID] ?? 0)
            }.filter { $0.0.validTo == nil || $0.1 != 0 }.sorted { $0.0.code < $1.0.code }
            var records: [ActivityRecord] = []
            var media: [MediaReport] = []
            var channels: [ChannelEntry] = []
            var next: String?
            if cell.isMedia {
                let found = try MediaTable(db).items(
                    behind: cell, campaign: id, under: unit, after: cursor.flatMap(ItemCursor.init), limit: limit + 1)
                media = Array(found.prefix(limit))
                next = found.count > limit ? media.last?.cursor.text : nil
            } else if cell.isChannel {
                let found = try ChannelTable(db).channels(
                    campaign: id, below: unit, behind: cell, after: cursor.flatMap(ItemCursor.init), limit: limit + 1)
                channels = Array(found.prefix(limit))
                next = found.count > limit ? channels.last?.cursor.text : nil
            } else {
                let table = ActivityRecordTable(db)
                let levels = definition.levels(of: cell)
                let after = cursor.flatMap(RecordCursor.init)
                let found =
                    cell.categories == nil
                    ? try table.records(
                        behind: cell.kind, levels: levels, campaign: id, below: unit, after: after, limit: limit + 1)
                    : try table.sparse(
                        behind: cell.kind, levels: levels, categories: cell.categories, campaign: id, below: unit,
                        after: after, limit: limit + 1)
                let last = found.prefix(limit).last
                records = try found.prefix(limit).map { try ActivityRecords.visible($0, to: officer) }
                next =
                    found.count > limit
                    ? last.map { RecordCursor(path: $0.unit.path, receipt: $0.receipt.sequence).text } : nil
            }
            let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
            return CellOrigin(
                campaign: campaign, unit: unit, cell: cell,
                live: definition.values(of: facts, for: unit.level)[cellID] ?? 0, reported: figure.cells[cellID],
                count: facts.filter { $0.key.kind == cell.kind }.values.reduce(0) { $0 + $1.records },
                uncounted: definition.uncounted(in: facts, by: cell), records: records, media: media,
                channels: channels, children: children,
                adjustments: figure.adjustments.filter { $0.cell == cellID }, next: next)
        }
    }

    /// 未计入: the records that the table cannot take as they are, kind by kind, in the order of the tree.
    package func uncounted(
        _ id: Campaign.ID, unit code: String, after cursor: String? = nil, limit: Int = 20, for officer: Officer
    ) async throws -> (campaign: Campaign, unit: Unit, records: [ActivityRecord], next: String?) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let definition = campaign.definition
            var kinds: [String: (levels: Set<Level>, categories: Set<String>)] = [:]
            for cell in definition.cells where cell.measure == definition.mainMeasure(of: cell.kind) {
                let all = definition.categories.filter { $0.kind == cell.kind }.map(\.id)
                var kind = kinds[cell.kind] ?? ([], [])
                kind.levels.formUnion(definition.levels(of: cell))
                kind.categories.formUnion(cell.categories ?? all)
                kinds[cell.kind] = kind
            }
            // A page's cursor names the kind that it stopped in.
            let parts = (cursor ?? "").split(separator: "~", maxSplits: 1).map(String.init)
            var records: [(kind: String, record: ActivityRecord)] = []
            for (kind, asked) in kinds.sorted(by: { $0.key < $1.key }) where kind >= (parts.first ?? "") {
                guard records.count <= limit else { break }
                let start = kind == parts.first && parts.count == 2 ? RecordCursor(parts[1]) : nil
                records += try ActivityRecordTable(db).sparse(
                    behind: kind, levels: asked.levels, categories: asked.categories.sorted(), campaign: id,
                    below: unit, after: start,
                    lacking: definition.mainMeasure(of: kind), limit: limit + 1 - records.count
                ).map { (kind, $0) }
            }
            let last = records.count > limit ? records[limit - 1] : nil
            return (
                campaign, unit,
                try records.prefix(limit).map { try ActivityRecords.visible($0.record, to: officer) },
                last.map { kind, record in
                    "\(kind)~\(RecordCursor(path: record.unit.path, receipt: record.receipt.sequence).text)"
                }
            )
        }
    }
}
