internal import Domain
internal import Storage

/// The plan by which a unit works in a campaign now.
struct StandingPlan: Sendable {
    let notice: Notice

    init(_ notice: Notice) { self.notice = notice }

    /// As it was composed; or, when it came as a file or was corrected as a text, made from its clauses.
    func composition(_ db: any Connection) throws -> PlanComposition {
        if let text = try PlanDraftTable(db).draft(notice.id)?.composed { return try JSON.value(text) }
        guard let own = try PlanBase(notice.id, db) else { throw AccessRefused.missing }
        let links = try ClauseLinkTable(db).links(of: notice.id)
        let superiors = try PlanTable(db).superiors(of: notice.id).compactMap(\.notice).compactMap {
            try PlanBase($0, db)
        }
        let names = try PlanProposal.Names(notice.unit, notice.campaign, db)
        let head = own.head
        var plan = PlanComposition(
            kind: Notice.plan, bases: superiors.map { .init(notice: $0.notice.id) }, title: notice.head.title,
            addressees: head.addressees ?? names.addressees, issuer: notice.head.issuer ?? names.own,
            opening: head.opening, leadGroup: "", entries: [], dues: [], ownDays: BackwardDeadline.usualDays,
            campaign: notice.campaign, newCampaignName: "")
        for (place, clause) in own.clauses.enumerated() {
            let rest = own.withoutDeadline(place)
            var entry = PlanComposition.Entry(
                level: min(clause.level, 4), isNumbered: !clause.number.isEmpty,
                isRequired: rest == nil && clause.required, text: rest ?? own.texts[place])
            for base in superiors {
                guard let link = links.first(where: { $0.superior == base.notice.id && $0.ours == place }),
                    base.clauses.indices.contains(link.theirs)
                else { continue }
                let theirs = base.clauses[link.theirs]
                entry.base = base.notice.id
                entry.position = link.theirs
                entry.number = base.clauses.paths[link.theirs]
                entry.original = base.texts[link.theirs]
                entry.choice = ClauseMatch.isChanged(theirs, clause) ? .change : .keep
                break
            }
            if let rest {
                // By when it asks for what stands among the deadlines.
                if rest.isEmpty, entry.base == nil { continue }
                entry.choice = rest.isEmpty ? .leave : .change
                entry.hint = entry.base == nil ? nil : PlanBase.deadlineHint
            }
            plan.entries.append(entry)
        }
        for base in superiors { plan.addLeftOut(of: base) }
        plan.dues = own.dues(to: names.own)
        return plan
    }
}

extension PlanComposition {
    /// The clauses of a superior that a plan leaves out, where they stand in the superior's order, so that they can be taken back.
    fileprivate mutating func addLeftOut(of base: PlanBase) {
        let taken = Set(entries.filter { $0.base == base.notice.id }.compactMap(\.position))
        for var entry in base.entries(isFirst: true) {
            guard let position = entry.position, !taken.contains(position), entries.count < Self.mostEntries else {
                continue
            }
            entry.choice = .leave
            guard base.notice.id == bases.first?.notice else {
                entries.append(entry)
                continue
            }
            let above = entries.lastIndex { $0.base == base.notice.id && ($0.position ?? .max) < position }
            var place = above.map { $0 + 1 } ?? 0
            // Behind what stands below the clause before it.
            while above != nil, place < entries.count, entries[place].level > entry.level { place += 1 }
            entries.insert(entry, at: place)
        }
    }
}

extension WritePlan {
    static func standing(_ unit: Unit, campaign: Campaign.ID?, _ db: any Connection) throws -> StandingPlan? {
        guard let campaign else { return nil }
        return try NoticeTable(db).standing(of: unit.id, campaign: campaign).first { notice in
            try notice.head.kind == Notice.plan || !ClauseLinkTable(db).links(of: notice.id).isEmpty
        }.map(StandingPlan.init)
    }
}
