package import Domain
internal import Storage

/// 通知修订了: what a revision changes, clause by clause, beside the unit's own plan; and taking it over.
package struct NoticeChanges: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Change: Sendable {
        /// 三（一）
        package let number: String
        /// Nil for a clause that is new, or gone.
        package let old: String?, new: String?
        /// What the unit's own plan says there; nil when it leaves the clause out, or when there is no plan.
        package let ours: String?
        /// It asks for something by a day, from which the plan's own day is counted back.
        package let setsDay: Bool
        /// By its place in the new text, or `gone.` and that in the old one.
        package let key: String
    }

    package struct Page: Sendable {
        package let notice: Notice
        package let former: Notice
        package let changes: [Change]
        package let unchanged: Int
        /// The own plan that it is taken over into; nil for who carried it out as it stands.
        package let plan: Notice?
        /// It waits for an answer of the officer's unit.
        package let isAsked: Bool
        /// The plan that is being written now.
        package let open: Notice.ID?
    }

    /// - Returns: nil when the notice revises none.
    package func page(_ id: Notice.ID, for officer: Officer) async throws -> Page? {
        try await surroundings.database.read { db in
            let notice = try Notices.visible(id, for: officer, db)
            guard let stand = try Stand(notice, officer, db) else { return nil }
            let (old, new) = (stand.old, stand.new)
            let delivery = try NoticeTable(db).delivery(id, to: officer.unit.id)
            let written = stand.plan?.written
            let links = try stand.plan.map { plan in
                try ClauseLinkTable(db).links(of: plan.notice.id).filter { $0.superior == plan.written.notice.id }
            }
            let own = try stand.plan.flatMap { try PlanBase($0.notice.id, db) }
            // A clause of the former version that the plan was written from → our words.
            let between = written.flatMap {
                $0.notice.id == old.notice.id ? nil : ClauseMatch.pairs($0.clauses, old.clauses)
            }
            let (before, after) = (old.clauses.paths, new.clauses.paths)
            let pairs = ClauseMatch.pairs(old.clauses, new.clauses)
            let changes = pairs.compactMap { pair -> Change? in
                if let was = pair.old, let now = pair.new,
                    !ClauseMatch.isChanged(old.clauses[was], new.clauses[now])
                {
                    return nil
                }
                let source = pair.old.flatMap { was in between.map { $0.first { $0.new == was }?.old } ?? was }
                // What a plan asks for itself stands in a clause of its own.
                let asked = pair.old.map { old.deadlines(in: $0) } ?? []
                let day: Int? = own?.clause(asking: asked)
                let linked: Int? = source.flatMap { place in links?.first { $0.theirs == place }?.ours }
                let ours = [linked, day == linked ? nil : day].compactMap { place in place.flatMap { own?.texts[$0] } }
                return Change(
                    number: pair.new.map { after[$0] } ?? pair.old.map { before[$0] } ?? "",
                    old: pair.old.map { old.texts[$0] }, new: pair.new.map { new.texts[$0] },
                    ours: ours.isEmpty ? nil : ours.joined(separator: "\n"), setsDay: day != nil,
                    key: pair.new.map { "\($0)" } ?? pair.old.map { "gone.\($0)" } ?? "")
            }
            return Page(
                notice: notice, former: old.notice, changes: changes, unchanged: pairs.count - changes.count,
                plan: stand.plan?.notice,
                isAsked: delivery.map { $0.response == nil } ?? false,
                open: try notice.campaign.flatMap {
                    try PlanDraftTable(db).open(of: officer.unit.id, subject: $0.text)
                })
        }
    }

    /// How many clauses a revision changes, adds or takes out.
    static func count(_ id: Notice.ID, revises former: Notice.ID, _ db: any Connection) throws -> Int {
        let (old, new) = (try PlanTable(db).clauses(of: former), try PlanTable(db).clauses(of: id))
        return ClauseMatch.pairs(old, new).count { pair in
            guard let was = pair.old, let now = pair.new else { return true }
            return ClauseMatch.isChanged(old[was], new[now])
        }
    }

    /// A revision, what it revises, and the unit's plan with the version that it was written from.
    private struct Stand {
        let old: PlanBase, new: PlanBase
        let plan: (notice: Notice, written: PlanBase)?

        init?(_ notice: Notice, _ officer: Officer, _ db: any Connection) throws {
            guard let former = notice.revises, let old = try PlanBase(former, db),
                let new = try PlanBase(notice.id, db)
            else { return nil }
            (self.old, self.new) = (old, new)
            guard try NoticeTable(db).delivery(notice.id, to: officer.unit.id) != nil,
                let plan = try WritePlan.standing(officer.unit, campaign: notice.campaign, db)?.notice
            else {
                plan = nil
                return
            }
            // A revision of a revision: what the plan was written from may lie further back.
            let cited = Set(try PlanTable(db).superiors(of: plan.id).compactMap(\.notice))
            var written: PlanBase? = old
            while let base = written, !cited.contains(base.notice.id) {
                written = try base.notice.revises.flatMap { try PlanBase($0, db) }
            }
            self.plan = written.map { (plan, $0) }
        }
    }

    /// Takes the changes over into a revised plan of the unit, to be looked at, confirmed and issued; or, when nothing of them is
    /// taken, answers that the plan stays as it is.
    /// - Parameter decisions: by the keys of the changes; what is not named stays as the unit has it.
    /// - Returns: the plan that is being written; nil when the plan stays.
    package func takeOver(
        _ id: Notice.ID, _ decisions: [String: PlanComposition.Decision], by officer: Officer
    ) async throws -> Notice.ID? {
        let now = surroundings.now
        if decisions.values.allSatisfy({ $0 == .ours }) {
            try await surroundings.database.write { db in
                try officer.requires(.notices, on: officer.unit)
                let mine = try Self.mine(id, officer, db)
                try NoticeTable(db).answer([id], unit: officer.unit.id, plan: mine.plan.id, at: now)
                try AuditTable(db).append("notice.keep_plan", object: id.text, by: officer, at: now)
            }
            return nil
        }
        return try await WritePlan(surroundings).insertOnce(by: officer) { db, today in
            try officer.requires(.notices, on: officer.unit)
            let mine = try Self.mine(id, officer, db)
            let subject = mine.notice.campaign?.text ?? ""
            guard try PlanDraftTable(db).open(of: officer.unit.id, subject: subject) == nil else {
                throw NoticeRefused.revisedBefore
            }
            var composition = try StandingPlan(mine.plan).composition(db)
            // A revision may have another title or number.
            composition.renewOpening(try composition.superiors(db))
            try composition.take(mine, decisions, for: officer.unit, today, db)
            return (nil, .init(plan: composition, subject: subject, revises: mine.plan.id))
        }
    }

    /// 换成新的一版: a plan that is still being written follows a base that was revised. What was kept word by word follows, what
    /// was changed stays with a hint.
    package func follow(_ plan: PlanComposition, by officer: Officer) async throws -> PlanComposition {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            try officer.requires(.notices, on: officer.unit)
            var plan = plan
            plan.renewOpening(try plan.superiors(db))
            for base in plan.bases {
                guard let next = try NoticeTable(db).replacement(of: base.notice, at: officer.unit.id),
                    let old = try PlanBase(base.notice, db), let new = try PlanBase(next.id, db)
                else { continue }
                plan.rebase(from: old, to: new) { _, entry in entry?.choice == .keep || entry == nil ? .theirs : .ours }
                for place in plan.entries.indices where plan.entries[place].base == new.notice.id {
                    let entry = plan.entries[place]
                    let isChanged = old.texts.allSatisfy {
                        Clause.words(of: $0) != Clause.words(of: entry.original ?? "")
                    }
                    if isChanged { plan.entries[place].hint = "上级这条改了，看一眼" }
                }
                try plan.followDues(old, new, for: officer.unit, today, db)
            }
            return plan
        }
    }

    private static func mine(_ id: Notice.ID, _ officer: Officer, _ db: any Connection) throws -> Mine {
        guard let notice = try NoticeTable(db).notice(id),
            let delivery = try NoticeTable(db).delivery(id, to: officer.unit.id),
            let stand = try Stand(notice, officer, db), let plan = stand.plan
        else { throw AccessRefused.missing }
        guard delivery.response == nil else { throw NoticeRefused.answeredBefore }
        guard try NoticeTable(db).replacement(of: id, at: officer.unit.id) == nil else { throw NoticeRefused.replaced }
        return Mine(notice: notice, plan: plan.notice, written: plan.written, old: stand.old, new: stand.new)
    }

    fileprivate struct Mine {
        let notice: Notice, plan: Notice
        let written: PlanBase, old: PlanBase, new: PlanBase
    }
}

extension PlanComposition {
    fileprivate mutating func take(
        _ bases: NoticeChanges.Mine, _ decisions: [String: Decision], for unit: Unit, _ today: CalendarDate,
        _ db: any Connection
    ) throws {
        if bases.written.notice.id != bases.old.notice.id {
            // Versions in between that the unit left as they were.
            rebase(from: bases.written, to: bases.old) { _, _ in .ours }
        }
        rebase(from: bases.old, to: bases.new) { pair, _ in
            decisions[pair.new.map { "\($0)" } ?? pair.old.map { "gone.\($0)" } ?? ""] ?? .ours
        }
        try followDues(bases.written, bases.new, for: unit, today, db)
    }

    fileprivate mutating func followDues(
        _ old: PlanBase, _ new: PlanBase, for unit: Unit, _ today: CalendarDate, _ db: any Connection
    ) throws {
        // A plan that sets no day keeps to that.
        guard !dues.isEmpty else { return }
        let names = try PlanProposal.Names(unit, campaign, db)
        rebaseDues(from: [old], to: [new], unit: names.own, today: today)
    }
}
