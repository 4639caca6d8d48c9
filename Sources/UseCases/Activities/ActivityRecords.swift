package import Domain
internal import Storage

/// Reading records.
package struct ActivityRecords: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// One record with its history, oldest first. Above the direct superior the details of a `visit` are gone.
    package func one(
        _ id: ActivityRecord.ID, for officer: Officer
    ) async throws -> (record: ActivityRecord, history: [ActivityRecordRevision], campaign: Campaign) {
        try await surroundings.database.read { db in
            guard let record = try ActivityRecordTable(db).record(id),
                let campaign = try CampaignTable(db).campaign(record.draft.campaign)
            else { throw AccessRefused.missing }
            // Who held it too sees it like its own superiors do: without the words of a visit.
            if try !PartnerTable(db).isPartner(officer.unit.id, of: id) { try officer.requires(.view, on: record.unit) }
            let visible = try Self.visible(record, to: officer)
            let history = try ActivityRecordTable(db).revisions(of: id)
            // Words of a visit stay hidden also where they stand in an earlier version only.
            let visits = campaign.definition.categories.filter { $0.kind == Category.visitKind }.map(\.id)
            let wasVisit = record.kind == Category.visitKind || history.contains { visits.contains($0.draft.category) }
            let hides = wasVisit && !officer.may(.viewVisitDetails, on: record.unit)
            return (visible, hides ? [] : history, campaign)
        }
    }

    package func ofUnit(
        _ code: String, campaign: Campaign.ID, before: Int64? = nil, limit: Int = 20, for officer: Officer
    ) async throws -> (unit: Unit, records: [ActivityRecord], count: Int64) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let table = ActivityRecordTable(db)
            return (
                unit,
                try table.records(of: unit, campaign: campaign, before: before, limit: limit).map {
                    try Self.visible($0, to: officer)
                }, try table.count(of: unit, campaign: campaign)
            )
        }
    }

    /// Planned sessions that the officer's unit has recorded.
    package func heldSessions(_ campaign: Campaign.ID, for officer: Officer) async throws -> Set<PlannedSession.ID> {
        try await surroundings.database.read { db in
            try ActivityRecordTable(db).heldSessions(of: officer.unit, campaign: campaign)
        }
    }

    /// What somebody may see of a record. Source: DESIGN.md, principle 6.
    static func visible(_ record: ActivityRecord, to officer: Officer) throws -> ActivityRecord {
        guard record.kind == Category.visitKind, !officer.may(.viewVisitDetails, on: record.unit) else { return record }
        let draft = record.draft
        return ActivityRecord(
            id: record.id, unit: record.unit,
            draft: try ActivityDraft(
                title: record.categoryName, heldOn: draft.heldOn, venue: "", note: "", measures: draft.measures,
                campaign: draft.campaign, category: draft.category, session: nil, level: draft.level,
                also: draft.also ?? [], needsNumber: false),
            categoryName: record.categoryName, kind: record.kind, revision: record.revision,
            enteredBy: record.enteredBy, enteredForOther: record.enteredForOther, receivedAt: record.receivedAt,
            withdrawnAt: record.withdrawnAt, receipt: record.receipt)
    }
}
