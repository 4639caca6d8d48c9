internal import Domain
internal import NoticeReading
internal import Storage

/// What a confirmed plan is tied to: the superiors that it follows, their clauses, and what came to the unit.
struct LinkPlan {
    let notice: Notice
    let db: any Connection

    /// - Parameters:
    ///   - cited: superiors in the text.
    ///   - campaign: of the confirmed notice.
    func callAsFunction(
        _ cited: [Superior], clauses: [Clause], kind: String, campaign: Campaign.ID?, at now: Instant
    ) throws {
        let draft = try PlanDraftTable(db).draft(notice.id)
        if let draft, draft.composed == nil { throw NoticeRefused.notComposed }
        let composed: PlanComposition? = try draft?.composed.map { try JSON.value($0) }
        let former = try notice.revises.map { try PlanTable(db).superiors(of: $0).compactMap(\.notice) } ?? []
        let bases = composed?.bases.filter(\.isSuperior).map(\.notice) ?? former
        var superiors = try bases.compactMap { id in
            try NoticeTable(db).notice(id).map {
                Superior(notice: id, docNumber: $0.head.docNumber, title: $0.head.title)
            }
        }
        superiors += cited.filter { one in
            !superiors.contains {
                $0.notice == one.notice && one.notice != nil || $0.docNumber == one.docNumber && one.docNumber != nil
            }
        }
        try PlanTable(db).insert(superiors, of: notice.id)
        guard kind == Notice.plan || !bases.isEmpty else { return try PlanDraftTable(db).close(notice.id) }
        for base in composed?.bases ?? []
        where try NoticeTable(db).replacement(of: base.notice, at: notice.unit.id) != nil {
            throw NoticeRefused.baseRevised
        }
        var links: [ClauseLinkTable.Link] = []
        for base in superiors.compactMap(\.notice) {
            links += try self.links(to: base, composed, clauses)
        }
        try ClauseLinkTable(db).insert(links, of: notice.id)
        try PlanDraftTable(db).close(notice.id)
        guard let campaign else { return }
        // A plan answers what it is written from, and what it cites, as far as that came here.
        let answered = try superiors.compactMap(\.notice).filter { id in
            try NoticeTable(db).delivery(id, to: notice.unit.id) != nil
                && (bases.contains(id) || NoticeTable(db).notice(id)?.campaign == campaign)
        }
        try NoticeTable(db).answer(answered, unit: notice.unit.id, plan: notice.id, at: now)
    }

    /// One to one: as composed; else by the clauses that the plan before had; then whatever says the same.
    private func links(to base: Notice.ID, _ composed: PlanComposition?, _ clauses: [Clause]) throws
        -> [ClauseLinkTable.Link]
    {
        let theirs = try PlanTable(db).clauses(of: base)
        var ours: [Int: Int] = [:]
        var taken: Set<Int> = []
        func link(_ superior: Int, _ own: Int) {
            guard theirs.indices.contains(superior), ours[superior] == nil, taken.insert(own).inserted else { return }
            ours[superior] = own
        }
        if let composed {
            let places = Dictionary(clauses.indices.map { (clauses[$0].span.start, $0) }) { first, _ in first }
            for entry in composed.entries where entry.base == base {
                if let position = entry.position, let start = entry.start, let own = places[start] {
                    link(position, own)
                }
            }
        } else if let former = notice.revises {
            let before = try ClauseLinkTable(db).links(of: former).filter { $0.superior == base }
            for pair in ClauseMatch.pairs(try PlanTable(db).clauses(of: former), clauses) {
                guard let old = pair.old, let new = pair.new, let known = before.first(where: { $0.ours == old }) else {
                    continue
                }
                link(known.theirs, new)
            }
        } else {
            for pair in ClauseMatch.pairs(theirs, clauses) {
                if let old = pair.old, let new = pair.new { link(old, new) }
            }
        }
        let words = Dictionary(clauses.indices.map { (clauses[$0].words, $0) }) { first, _ in first }
        for (place, clause) in theirs.enumerated() where !clause.words.isEmpty {
            if let own = words[clause.words] { link(place, own) }
        }
        return ours.sorted { $0.key < $1.key }.map { .init(superior: base, theirs: $0.key, ours: $0.value) }
    }
}
