package import Domain
internal import NoticeReading
internal import Storage

/// 本级方案, 照去年的办: a unit's own plan, composed from clauses; then it is read, reviewed, confirmed and issued like any
/// notice.
package struct WritePlan: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    private struct Begun: Error {}

    /// Begins a plan that answers a notice; or opens the one about the same campaign that the unit is writing already, with
    /// the notice among its bases.
    /// - Parameter id: what came to the officer's unit, of which the newest version is taken; or a reference that it confirmed
    ///   itself.
    package func begin(from id: Notice.ID, by officer: Officer) async throws -> Notice.ID {
        try await insertOnce(by: officer) { db, today in
            try officer.requires(.notices, on: officer.unit)
            let asked = try Self.usable(id, for: officer, db)
            let notice = try NoticeTable(db).replacement(of: id, at: officer.unit.id) ?? asked
            if try NoticeTable(db).delivery(notice.id, to: officer.unit.id)?.response == .ownPlan {
                throw NoticeRefused.plannedBefore
            }
            guard let base = try PlanBase(notice.id, db) else { throw AccessRefused.missing }
            let subject = notice.campaign?.text ?? ""
            if let open = try PlanDraftTable(db).open(of: officer.unit.id, subject: subject) {
                try Self.add(base, to: open, by: officer, today, db)
                return (open, nil)
            }
            // A plan that stands is written on with the further superior.
            if let standing = try Self.standing(officer.unit, campaign: notice.campaign, db) {
                var plan = try standing.composition(db)
                // A revision of what it was written from is taken over clause by clause instead.
                guard try !Self.has(base, plan, officer, db) else { throw NoticeRefused.plannedBefore }
                plan.add(base)
                try plan.mergeDues(base, for: officer.unit, today, db)
                return (nil, Start(plan: plan, subject: subject, revises: standing.notice.id))
            }
            var plan = try PlanProposal.plan(from: base, for: officer.unit, today: today, db)
            if let year = try Self.year(of: plan, db),
                let last = try LastYearsPlan.of(officer.unit, like: base, year: year, db)
            {
                plan.add(last, superiors: [base])
            }
            return (nil, Start(plan: plan, subject: subject))
        }
    }

    /// 照去年的办: the unit's own notice of last year once more, as a new campaign.
    package func beginNextYear(from id: Notice.ID, by officer: Officer) async throws -> Notice.ID {
        try await insertOnce(by: officer) { db, _ in
            guard let base = try PlanBase(id, db), let campaign = base.notice.campaign,
                let known = try CampaignTable(db).campaign(campaign)
            else { throw AccessRefused.missing }
            try officer.requires(.notices, on: base.notice.unit)
            let subject = "next:\(campaign.text)"
            if let open = try PlanDraftTable(db).open(of: officer.unit.id, subject: subject) { return (open, nil) }
            let plan = try PlanProposal.nextYear(of: base, campaign: known, for: officer.unit, db)
            return (nil, Start(plan: plan, subject: subject))
        }
    }

    /// 改一版, clause by clause: an issued plan of the unit's own once more, still linked to its superiors' clauses.
    /// - Returns: the revision that is on the way when somebody began before.
    package func beginRevision(of id: Notice.ID, by officer: Officer) async throws -> Notice.ID {
        try await insertOnce(by: officer) { db, _ in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard notice.state == .issued, let campaign = notice.campaign else { throw NoticeRefused.notIssued }
            if let begun = try NoticeTable(db).revision(of: id) { return (begun.id, nil) }
            if let open = try PlanDraftTable(db).open(of: officer.unit.id, subject: campaign.text) {
                return (open, nil)
            }
            let plan = try StandingPlan(notice).composition(db)
            return (nil, Start(plan: plan, subject: campaign.text, revises: id))
        }
    }

    struct Start: Sendable {
        var plan: PlanComposition
        let subject: String
        var revises: Notice.ID?
    }

    /// Two clerks at once: one begins, the other gets the same.
    func insertOnce(
        by officer: Officer,
        _ body: @escaping @Sendable (any Connection, CalendarDate) throws -> (open: Notice.ID?, start: Start?)
    ) async throws -> Notice.ID {
        let (now, id) = (surroundings.now, surroundings.identifiers.next(Notice.self))
        let attempt: @Sendable (any Connection) throws -> Notice.ID = { db in
            let (open, start) = try body(db, CalendarDate(now))
            if let open { return open }
            guard let start else { throw AccessRefused.missing }
            let notice = Notice(
                id: id, unit: officer.unit, campaign: nil, state: .draft,
                head: .init(kind: start.plan.kind, title: start.plan.title), fileName: "本级方案.txt", createdAt: now,
                revises: start.revises)
            var draft = NoticeDraft(NoticeReading(kind: .plan), title: start.plan.title, categories: [])
            draft.kind = start.plan.kind
            try NoticeTable(db).insert(
                notice, plainText: "", reading: try JSON.text(NoticeReading(kind: .plan)), draft: try JSON.text(draft),
                file: [], fileHash: Digest.hex([UInt8]()), by: officer)
            guard
                try PlanDraftTable(db).insert(
                    id, unit: officer.unit.id, subject: start.subject, composition: try JSON.text(start.plan.named),
                    by: officer)
            else { throw Begun() }
            try AuditTable(db).append("plan.begin", object: id.text, by: officer, at: now)
            return id
        }
        do { return try await surroundings.database.write(attempt) } catch is Begun {
            return try await surroundings.database.write(attempt)
        } catch StorageError.unique {
            // The one that it revises has a revision on the way.
            throw NoticeRefused.revisedBefore
        }
    }

    // MARK: Saving

    /// Keeps what was typed, whatever it is.
    /// - Parameter version: that the officer saw.
    /// - Throws: `NoticeRefused.changedMeanwhile` when somebody else saved since.
    package func save(_ plan: PlanComposition, version: Int64, of id: Notice.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try Self.save(plan, composed: nil, version: version, of: id, by: officer, at: now, db)
        }
    }

    private static func save(
        _ plan: PlanComposition, composed: PlanComposition?, version: Int64, of id: Notice.ID, by officer: Officer,
        at now: Instant, _ db: any Connection
    ) throws {
        try NoticeTable(db).hold(id)
        guard let notice = try NoticeTable(db).notice(id), try PlanDraftTable(db).draft(id) != nil else {
            throw AccessRefused.missing
        }
        try officer.requires(.notices, on: notice.unit)
        guard notice.state == .draft else { throw NoticeRefused.confirmedBefore }
        guard
            try PlanDraftTable(db).save(
                JSON.text(plan.named), composed: try composed.map { try JSON.text($0) }, of: id, version: version,
                by: officer)
        else { throw NoticeRefused.changedMeanwhile }
        try AuditTable(db).append(composed == nil ? "plan.save" : "plan.compose", object: id.text, by: officer, at: now)
    }

    /// 成文: the text, what is read of it, and a draft to review; in place of an earlier one.
    /// - Throws: `PlanRefused` with the fields to mend; what was typed is kept by `save` before.
    package func compose(_ plan: PlanComposition, version: Int64, of id: Notice.ID, by officer: Officer) async throws {
        try await save(plan, version: version, of: id, by: officer)
        try plan.check()
        let now = surroundings.now
        let (superiors, days) = try await surroundings.database.read { db in
            (try plan.superiors(db), try plan.campaign.flatMap { try CampaignTable(db).campaign($0) })
        }
        var composed = plan
        composed.renewOpening(superiors)
        let opening = composed.opening ?? PlanProposal.opening(superiors)
        let text = PlanText(composed, opening: opening, day: CalendarDate(now))
        let words = text.text
        let found: NoticeReading
        do { found = try await WorkPool.parsing.run { try NoticeReader().read(words) } } catch let error
            as NoticeInvalid
        {
            throw PlanRefused(fields: [.init(name: "entries", message: error.message)])
        }
        for place in composed.entries.indices { composed.entries[place].start = text.starts[place] }
        let kept = composed
        try await surroundings.database.write { db in
            try Self.save(plan, composed: kept, version: version, of: id, by: officer, at: now, db)
            var reading = found
            reading.kind = NoticeReading.Kind(rawValue: plan.kind) ?? .plan
            let former = try NoticeTable(db).notice(id)?.revises
            reading = try NoticeChecks.checked(reading, of: words, officer.unit, revises: former, db)
            let definition = try days?.definition ?? db.usualDefinition(for: officer.unit)
            var draft = NoticeDraft(reading, title: plan.title.trimmed, categories: definition.categories)
            let head = superiors.first?.notice.head
            if draft.theme.isEmpty { draft.theme = head?.theme ?? "" }
            if draft.periodStart.isEmpty {
                draft.periodStart = head?.startsOn?.text ?? ""
                draft.periodEnd = head?.endsOn?.text ?? ""
            }
            draft.campaign = plan.campaign?.text ?? NoticeDraft.newCampaign
            draft.newCampaignName = plan.newCampaignName
            let bytes = Array(words.utf8)
            guard
                try NoticeTable(db).rewrite(
                    id, title: plan.title.trimmed, plainText: words, reading: try JSON.text(reading),
                    draft: try JSON.text(draft), file: bytes, fileHash: Digest.hex(bytes))
            else { throw NoticeRefused.confirmedBefore }
        }
    }

    // MARK: Bases

    /// A notice that a plan may be written from: issued and here, or confirmed by the unit itself; no 工作要点.
    static func usable(_ id: Notice.ID, for officer: Officer, _ db: any Connection) throws -> Notice {
        guard let notice = try NoticeTable(db).notice(id), notice.state != .draft, notice.campaign != nil else {
            throw AccessRefused.missing
        }
        let isHere = try NoticeTable(db).delivery(id, to: officer.unit.id) != nil
        guard isHere || notice.unit.id == officer.unit.id else { throw AccessRefused.missing }
        return notice
    }

    private static func add(
        _ base: PlanBase, to open: Notice.ID, by officer: Officer, _ today: CalendarDate, _ db: any Connection
    ) throws {
        guard let draft = try PlanDraftTable(db).draft(open) else { return }
        var plan: PlanComposition = try JSON.value(draft.composition)
        // An earlier version of it follows on request.
        guard try !has(base, plan, officer, db) else { return }
        plan.add(base)
        try plan.mergeDues(base, for: officer.unit, today, db)
        _ = try PlanDraftTable(db).save(
            JSON.text(plan.named), composed: nil, of: open, version: draft.version, by: officer)
    }

    /// Whether it is a base already, in this or an earlier version.
    private static func has(_ base: PlanBase, _ plan: PlanComposition, _ officer: Officer, _ db: any Connection) throws
        -> Bool
    {
        try plan.bases.contains { known in
            try known.notice == base.notice.id
                || NoticeTable(db).replacement(of: known.notice, at: officer.unit.id)?.id == base.notice.id
        }
    }

    /// Adds a notice to the bases of a plan that is being written: a superior's, or the unit's own of an earlier year.
    package func adding(_ id: Notice.ID, to plan: PlanComposition, by officer: Officer) async throws -> PlanComposition
    {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            try officer.requires(.notices, on: officer.unit)
            let notice = try Self.usable(id, for: officer, db)
            guard let base = try PlanBase(id, db) else { throw AccessRefused.missing }
            var plan = plan
            let year = try Self.year(of: plan, db)
            if notice.unit.id == officer.unit.id,
                let last = try notice.campaign.flatMap({ try CampaignTable(db).campaign($0) }),
                let year, last.year < year
            {
                plan.add(
                    try LastYearsPlan(base, year: last.year, to: year, db), superiors: try plan.superiors(db))
            } else {
                plan.add(base)
                try plan.mergeDues(base, for: officer.unit, today, db)
            }
            return plan
        }
    }

    /// Takes a base out of a plan that is being written, and what came from it.
    package func removing(_ id: Notice.ID, from plan: PlanComposition, by officer: Officer) async throws
        -> PlanComposition
    {
        try await surroundings.database.read { db in
            try officer.requires(.notices, on: officer.unit)
            var plan = plan
            if let year = plan.bases.first(where: { $0.notice == id })?.lastYear,
                let next = try Self.year(of: plan, db),
                let base = try PlanBase(id, db)
            {
                plan.remove(try LastYearsPlan(base, year: year, to: next, db), superiors: try plan.superiors(db))
            } else {
                plan.remove(id)
            }
            return plan
        }
    }

    /// Counts the deadlines back anew from what the superiors ask.
    package func proposingDues(_ plan: PlanComposition, by officer: Officer) async throws -> PlanComposition {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            var plan = plan
            let names = try PlanProposal.Names(officer.unit, plan.campaign, db)
            let proposed = PlanProposal.dues(try plan.superiors(db), plan.ownDays, to: names.own, today: today)
            plan.dues =
                proposed
                + plan.dues.filter {
                    $0.superiorDate == nil && !$0.what.trimmed.isEmpty && proposed.place(of: $0.what) == nil
                }
            return plan
        }
    }

    /// The year of the campaign that it is for.
    static func year(of plan: PlanComposition, _ db: any Connection) throws -> Int? {
        if let id = plan.campaign { return try CampaignTable(db).campaign(id)?.year }
        return plan.bases.compactMap(\.lastYear).max().map { $0 + 1 }
    }
}

extension PlanComposition {
    fileprivate mutating func mergeDues(
        _ base: PlanBase, for unit: Unit, _ today: CalendarDate, _ db: any Connection
    ) throws {
        let names = try PlanProposal.Names(unit, campaign, db)
        for due in PlanProposal.dues([base], ownDays, to: names.own, today: today) { dues.merge(due) }
    }
}
