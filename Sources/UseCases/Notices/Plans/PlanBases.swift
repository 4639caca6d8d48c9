package import Domain
internal import Storage

/// Further bases of a plan: other superiors' notices, and what the unit wrote last year.
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

    package mutating func remove(_ base: Notice.ID) {
        bases.removeAll { $0.notice == base }
        entries.removeAll { $0.base == base }
    }

    /// The unit's own words of last year for the clauses that are the same in substance, and its own clauses where they stood.
    /// - Parameters:
    ///   - links: of last year's plan.
    ///   - sources: what that was written from.
    mutating func addLastYear(
        _ last: PlanBase, year: Int, to next: Int, links: [ClauseLinkTable.Link], sources: [PlanBase],
        superiors: [PlanBase]
    ) {
        guard bases.count < Self.mostBases, !bases.contains(where: { $0.notice == last.notice.id }) else { return }
        bases.append(.init(notice: last.notice.id, lastYear: year))
        // This year's clause → last year's own.
        var own: [Notice.ID: [Int: Int]] = [:]
        for base in superiors {
            var found: [Int: Int] = [:]
            for source in sources {
                for pair in ClauseMatch.pairs(source.clauses, base.clauses) {
                    guard let old = pair.old, let new = pair.new else { continue }
                    let link = links.first { $0.superior == source.notice.id && $0.theirs == old }
                    if let link, found[new] == nil { found[new] = link.ours }
                }
            }
            let taken = Set(found.values)
            for pair in ClauseMatch.pairs(last.clauses, base.clauses) {
                if let old = pair.old, let new = pair.new, found[new] == nil, !taken.contains(old) { found[new] = old }
            }
            own[base.notice.id] = found
        }
        var placeOf: [Int: Int] = [:]
        for place in entries.indices {
            guard let base = entries[place].base, let position = entries[place].position,
                let ours = own[base]?[position], placeOf[ours] == nil
            else { continue }
            placeOf[ours] = place
            // By when one asks for what follows from this year's superiors.
            let words = last.withoutDeadline(ours) ?? last.texts[ours]
            let sets = superiors.first { $0.notice.id == base }?.withoutDeadline(position) != nil
            guard !words.isEmpty else { continue }
            let text = NextYear.text(words, from: year, to: next)
            let isSame = Clause.words(of: text) == Clause.words(of: entries[place].original ?? "")
            if sets, isSame { continue }
            entries[place].choice = isSame ? .keep : .change
            entries[place].text = text
            if !isSame { entries[place].hint = NextYear.hasDay(text) ? "去年的写法，日子核一下" : "去年的写法" }
        }
        insertOwn(last, year: year, to: next, placeOf: placeOf)
        // What one asked for beside what the superiors do, on the same day of the year.
        for var due in last.dues(to: issuer) where dues.place(of: due.what) == nil {
            guard let day = try? CalendarDate("\(next)\(due.date.dropFirst(4))") else { continue }
            due.date = day.text
            dues.merge(due)
        }
    }

    private mutating func insertOwn(_ last: PlanBase, year: Int, to next: Int, placeOf: [Int: Int]) {
        let made = ["组织领导", "报送要求"]
        var insertions: [Int: [Entry]] = [:]
        var after = -1
        var skipped: Set<Int> = []
        for (place, clause) in last.clauses.enumerated() {
            if let known = placeOf[place] {
                after = known
                continue
            }
            if made.contains(clause.heading) || clause.parent.map(skipped.contains) ?? false {
                skipped.insert(place)
                continue
            }
            let words = last.withoutDeadline(place) ?? last.texts[place]
            guard !words.isEmpty else { continue }
            let text = NextYear.text(words, from: year, to: next)
            insertions[after, default: []].append(
                Entry(
                    level: min(clause.level, 4), isNumbered: !clause.number.isEmpty, text: text,
                    hint: NextYear.hasDay(text) ? "去年自己加的，日子核一下" : "去年自己加的"))
        }
        var all = insertions[-1] ?? []
        for (place, entry) in entries.enumerated() { all += [entry] + (insertions[place] ?? []) }
        entries = Array(all.prefix(Self.mostEntries))
    }
}
