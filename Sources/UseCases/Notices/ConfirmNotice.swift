package import Domain
internal import NoticeReading
internal import Storage

/// A person has looked at what was read: saves the draft, or makes a plan of it.
package struct ConfirmNotice: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Keeps what was typed, whatever it is.
    package func save(_ draft: NoticeDraft, of id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        let text = try JSON.text(draft)
        try await surroundings.database.write { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard notice.state == .draft else { throw NoticeRefused.confirmedBefore }
            try NoticeTable(db).save(draft: text, title: String(draft.title.prefix(200)), of: id)
            try AuditTable(db).append("notice.save", object: id.text, by: officer, at: now)
        }
    }

    /// Throws a draft away, such as that of a wrong file.
    package func discard(_ id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard try NoticeTable(db).discard(id) else { throw NoticeRefused.confirmedBefore }
            try AuditTable(db).append("notice.discard", object: id.text, by: officer, at: now)
        }
    }

    /// - Throws: `NoticeDraftRefused` with the fields to mend; the draft is kept by `save` before.
    package func confirm(_ draft: NoticeDraft, of id: Notice.ID, by officer: Officer) async throws {
        try await save(draft, of: id, by: officer)
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        try await surroundings.database.write { db in
            try NoticeTable(db).hold(id)
            guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
            let notice = working.notice
            try officer.requires(.notices, on: notice.unit)
            let reading: NoticeReading = try JSON.value(working.reading)
            let checked = try CheckedNotice(draft, findings: reading.findings)
            // An annual plan belongs to a year, not to a campaign.
            let campaign =
                draft.isAnnualPlan ? nil : try Self.campaign(draft, checked, notice, identifiers, db, at: now)
            guard try NoticeTable(db).confirm(id, as: checked.head, campaign: campaign?.id) else {
                throw NoticeRefused.confirmedBefore
            }
            let plan = PlanTable(db)
            let clauses = Self.flat(reading.clauses)
            try plan.insert(clauses, of: id)
            if let campaign {
                try plan.insert(Self.activities(checked, campaign, identifiers), of: id, campaign: campaign.id)
            }
            try AnnualTaskTable(db).insert(Self.tasks(checked, identifiers), of: id)
            try AnnualTaskTable(db).insert(checked.days, of: id)
            try NoticeFindingTable(db).insert(Self.findings(reading, draft), of: id, by: officer, at: now)
            try plan.insert(checked.deadlines, of: id)
            try plan.insert(checked.requirements, of: id)
            let cited = try NoticeTable(db).confirmed(docNumbers: reading.references.compactMap(\.docNumber))
            let superiors = reading.references.map { reference in
                Superior(
                    notice: cited.first { $0.head.docNumber == reference.docNumber && reference.docNumber != nil }?.id,
                    docNumber: reference.docNumber, title: reference.title)
            }
            try LinkPlan(notice: notice, db: db)(
                superiors, clauses: clauses, kind: checked.head.kind, campaign: campaign?.id, at: now)
            try AuditTable(db).append("notice.confirm", object: id.text, by: officer, at: now)
        }
    }

    private static func campaign(
        _ draft: NoticeDraft, _ checked: CheckedNotice, _ notice: Notice, _ identifiers: Identifiers,
        _ db: any Connection, at now: Instant
    ) throws -> Campaign {
        if draft.campaign != NoticeDraft.newCampaign {
            return try db.campaign(Campaign.ID(draft.campaign), for: notice.unit)
        }
        let definition = try db.usualDefinition(for: notice.unit)
        let days =
            checked.activities.flatMap { $0.days.flatMap { [$0.0, $0.1 ?? $0.0] } }
            + checked.deadlines.compactMap(\.dueOn)
        let year = checked.year
        let first = [checked.head.issueDate, days.min()].compactMap(\.self).min()
        let starts = try checked.head.startsOn ?? first ?? CalendarDate("\(year)-01-01")
        let ends = try checked.head.endsOn ?? days.max() ?? CalendarDate("\(year)-12-31")
        let campaign = Campaign(
            id: identifiers.next(), name: String(draft.newCampaignName.trimmed.prefix(60)), year: year,
            owner: notice.unit.id, theme: checked.head.theme ?? "",
            // A notice may be dated after what it tells of; a campaign never ends before it begins.
            startsOn: min(starts, ends), endsOn: max(starts, ends), definition: definition)
        try DefinitionTable(db).addPublished(definition)
        try CampaignTable(db).insert(campaign, at: now)
        return campaign
    }

    private static func activities(
        _ checked: CheckedNotice, _ campaign: Campaign, _ identifiers: Identifiers
    ) -> [PlannedActivity] {
        checked.activities.map { draft, days, heads in
            let known = campaign.definition.categories.contains { $0.id == draft.category }
            let sessions = days.isEmpty ? [(nil, nil)] : days.map { ($0.0 as CalendarDate?, $0.1) }
            return PlannedActivity(
                id: identifiers.next(),
                category: known ? draft.category : campaign.definition.categories.first?.id ?? "",
                name: String(draft.name.trimmed.prefix(ActivityDraft.longestTitle)),
                venue: draft.venue.trimmed.nilIfEmpty.map { String($0.prefix(ActivityDraft.longestVenue)) },
                audience: draft.audience?.trimmed.nilIfEmpty, time: draft.time.trimmed.nilIfEmpty, headMin: heads?.0,
                headMax: heads?.1, headUnit: draft.headUnit?.trimmed.nilIfEmpty, per: draft.per?.trimmed.nilIfEmpty,
                partners: draft.partners?.trimmed.nilIfEmpty, output: draft.output?.trimmed.nilIfEmpty,
                span: draft.span,
                sessions: sessions.map { PlannedSession(id: identifiers.next(), startsOn: $0.0, endsOn: $0.1) })
        }
    }

    private static func tasks(_ checked: CheckedNotice, _ identifiers: Identifiers) -> [AnnualTask] {
        checked.tasks.map {
            AnnualTask(
                id: identifiers.next(), area: String($0.area.trimmed.prefix(200)),
                name: String($0.name.trimmed.prefix(500)), indicators: String($0.indicators.trimmed.prefix(2_000)),
                owner: $0.owner.trimmed.nilIfEmpty.map { String($0.prefix(200)) }, span: $0.span)
        }
    }

    private static func findings(_ reading: NoticeReading, _ draft: NoticeDraft) -> [NoticeFinding] {
        let settled = draft.settled(reading)
        return reading.findings.enumerated().map { place, finding in
            NoticeFinding(
                rule: finding.rule, severity: finding.severity.rawValue, message: finding.message,
                span: Span(finding.source),
                reason: (draft.reason(for: place)?.trimmed.nilIfEmpty ?? settled[place]).map { String($0.prefix(500)) })
        }
    }

    private static func flat(_ clauses: [NoticeReading.Clause]) -> [Clause] {
        var flat: [Clause] = []
        func add(_ clauses: [NoticeReading.Clause], below parent: Int?) {
            for clause in clauses {
                flat.append(
                    Clause(
                        parent: parent, level: clause.level, number: clause.number ?? "", heading: clause.heading ?? "",
                        body: clause.text, required: clause.required, span: Span(clause.source)))
                add(clause.children, below: flat.count - 1)
            }
        }
        add(clauses, below: nil)
        return flat
    }
}
