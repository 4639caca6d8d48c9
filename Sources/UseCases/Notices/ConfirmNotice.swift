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

    /// - Throws: `NoticeDraftRefused` with the fields to mend; the draft is kept by `save` before.
    package func confirm(_ draft: NoticeDraft, of id: Notice.ID, by officer: Officer) async throws {
        try await save(draft, of: id, by: officer)
        let checked = try CheckedNotice(draft)
        let now = surroundings.now
        let identifiers = surroundings.identifiers
        try await surroundings.database.write { db in
            guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
            let notice = working.notice
            try officer.requires(.notices, on: notice.unit)
            let campaign = try Self.campaign(draft, checked, notice, identifiers, db, at: now)
            guard try NoticeTable(db).confirm(id, as: checked.head, campaign: campaign.id) else {
                throw NoticeRefused.confirmedBefore
            }
            let reading: NoticeReading = try JSON.value(working.reading)
            let plan = PlanTable(db)
            try plan.insert(Self.flat(reading.clauses), of: id)
            try plan.insert(Self.activities(checked, campaign, identifiers), of: id, campaign: campaign.id)
            try plan.insert(checked.deadlines, of: id)
            try plan.insert(checked.requirements, of: id)
            let cited = try NoticeTable(db).confirmed(docNumbers: reading.references.compactMap(\.docNumber))
            try plan.insert(
                reading.references.map { reference in
                    Superior(
                        notice: cited.first { $0.head.docNumber == reference.docNumber && reference.docNumber != nil }?
                            .id,
                        docNumber: reference.docNumber, title: reference.title)
                }, of: id)
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
                audience: draft.audience, time: draft.time.trimmed.nilIfEmpty, headMin: heads?.0, headMax: heads?.1,
                headUnit: draft.headUnit, span: draft.span,
                sessions: sessions.map { PlannedSession(id: identifiers.next(), startsOn: $0.0, endsOn: $0.1) })
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

/// 发给下级, 照样办.
package struct PassNoticeDown: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// From the unit that confirmed it to its direct reporting children, one to-do each.
    package func issue(_ id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard try NoticeTable(db).markIssued(id) else { throw NoticeRefused.notReady }
            try Self.deliver(notice, from: notice.unit, db, at: now)
            try AuditTable(db).append("notice.issue", object: id.text, by: officer, at: now)
        }
    }

    /// The officer's unit carries a superior's notice out as it stands, and so do the units below it.
    package func carryOut(_ id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try officer.requires(officer.unit.level == .village ? .record : .notices, on: officer.unit)
            guard let notice = try NoticeTable(db).notice(id),
                try NoticeTable(db).delivery(id, to: officer.unit.id) != nil
            else { throw AccessRefused.missing }
            guard try NoticeTable(db).respond(.asItStands, to: id, unit: officer.unit.id, at: now) else {
                throw NoticeRefused.answeredBefore
            }
            try Self.deliver(notice, from: officer.unit, db, at: now)
            try AuditTable(db).append("notice.carry_out", object: id.text, by: officer, at: now)
        }
    }

    private static func deliver(_ notice: Notice, from unit: Unit, _ db: any Connection, at now: Instant) throws {
        let due = try PlanTable(db).deadlines(of: notice.id).compactMap(\.dueOn).min()
        try NoticeTable(db).deliver(
            notice.id, from: unit, to: try UnitTable(db).children(of: unit.id), dueOn: due, at: now)
    }
}

package enum NoticeRefused: UserFacingError, Hashable {
    case confirmedBefore, notReady, answeredBefore
    package var code: String { "notice.\(self)" }
    package var kind: UserFacingErrorKind { .conflict }
    package var message: String {
        switch self {
        case .confirmedBefore: "这份通知已经确认过了，回通知页看看"
        case .notReady: "这份通知还没确认，或者已经发下去了，刷新看看"
        case .answeredBefore: "已经转下去了，不用再点"
        }
    }
}
