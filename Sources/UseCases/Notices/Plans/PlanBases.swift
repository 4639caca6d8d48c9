internal import Domain
internal import Storage

/// Further bases of a plan: other superiors' notices.
extension PlanComposition {
    /// The bases that it cites.
    func superiors(_ db: any Connection) throws -> [PlanBase] {
        try bases.filter(\.isSuperior).compactMap { try PlanBase($0.notice, db) }
    }

    /// An opening that nobody changed is proposed anew for the bases that it has by now.
    mutating func renewOpening(_ superiors: [PlanBase]) {
        if let words = opening, PlanProposal.isProposed(words, superiors) { opening = nil }
    }

    /// The clauses of another superior come below those that are there.
    mutating func add(_ base: PlanBase) {
        guard bases.count < Self.mostBases, !bases.contains(where: { $0.notice == base.notice.id }) else { return }
        bases.append(.init(notice: base.notice.id))
        var known: Set<String> = []
        for entry in entries {
            guard let words = entry.written else { continue }
            known.insert(Clause.words(of: words))
            known.insert(Clause.words(of: words.split(separator: "\n").first.map(String.init) ?? ""))
        }
        let room = max(0, Self.mostEntries - entries.count)
        entries += base.entries(known: known, isFirst: entries.isEmpty).prefix(room)
        if campaign == nil { campaign = base.notice.campaign }
    }

    mutating func remove(_ base: Notice.ID) {
        bases.removeAll { $0.notice == base }
        entries.removeAll { $0.base == base }
    }
}
