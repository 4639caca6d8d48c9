internal import Domain
internal import Storage

/// What a unit wrote last year, as this year's plan takes it up.
struct LastYearsPlan {
    let plan: PlanBase
    /// Of it and of what is written now.
    let year: Int, next: Int
    let links: [ClauseLinkTable.Link]
    /// What it was written from.
    let sources: [PlanBase]
    let leadGroup: String

    init(_ plan: PlanBase, year: Int, to next: Int, _ db: any Connection) throws {
        (self.plan, self.year, self.next) = (plan, year, next)
        links = try ClauseLinkTable(db).links(of: plan.notice.id)
        sources = try Set(links.map(\.superior)).sorted { $0.text < $1.text }.compactMap { try PlanBase($0, db) }
        let composed = try PlanDraftTable(db).draft(plan.notice.id)?.composed
        leadGroup = try composed.map { try JSON.value($0, as: PlanComposition.self).leadGroup } ?? ""
    }

    /// The unit's own plan of the year before about what a notice asks for: of several the one most alike; nil when none has a
    /// third of its clauses.
    static func of(_ unit: Unit, like base: PlanBase, year next: Int, _ db: any Connection) throws -> LastYearsPlan? {
        let years = Dictionary(try CampaignTable(db).all().map { ($0.id, $0.year) }) { first, _ in first }
        var best: (last: LastYearsPlan, alike: Int)?
        for notice in try NoticeTable(db).notices(at: unit.id, limit: 100) {
            guard notice.unit.id == unit.id, notice.state != .draft, let campaign = notice.campaign,
                years[campaign] == next - 1, try NoticeTable(db).revision(of: notice.id)?.state ?? .draft == .draft,
                let plan = try PlanBase(notice.id, db)
            else { continue }
            let last = try LastYearsPlan(plan, year: next - 1, to: next, db)
            guard notice.head.kind == Notice.plan || !last.links.isEmpty else { continue }
            let alike = last.alike(base)
            if alike * 3 >= base.clauses.count, alike > best?.alike ?? 0 { best = (last, alike) }
        }
        return best?.last
    }

    private func alike(_ base: PlanBase) -> Int {
        ([plan] + sources).map { known in
            ClauseMatch.pairs(known.clauses, base.clauses).count { $0.old != nil && $0.new != nil }
        }.max() ?? 0
    }

    /// This year's clause of a superior → last year's own.
    func own(for base: PlanBase) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for source in sources {
            for pair in ClauseMatch.pairs(source.clauses, base.clauses) {
                guard let old = pair.old, let new = pair.new else { continue }
                let link = links.first { $0.superior == source.notice.id && $0.theirs == old }
                if let link, found[new] == nil { found[new] = link.ours }
            }
        }
        let taken = Set(found.values)
        for pair in ClauseMatch.pairs(plan.clauses, base.clauses) {
            if let old = pair.old, let new = pair.new, found[new] == nil, !taken.contains(old) { found[new] = old }
        }
        return found
    }

    /// A clause in this year's words, without its day of handing in; empty when nothing else is in it.
    func text(_ place: Int) -> String {
        NextYear.text(plan.withoutDeadline(place) ?? plan.texts[place], from: year, to: next)
    }

    static let wording = "去年的写法"
    static let added = "去年自己加的"

    func hint(_ says: String, _ text: String) -> String {
        let check = NextYear.toCheck(text, theme: plan.notice.head.theme)
        return check.isEmpty ? says : "\(says)，\(check.joined(separator: "、"))核一下"
    }

    /// What it asked for, on the same day of this year.
    func dues(to unit: String) -> [PlanComposition.Due] {
        plan.dues(to: unit).compactMap { due in
            guard let day = try? CalendarDate("\(next)\(due.date.dropFirst(4))") else { return nil }
            return PlanComposition.Due(what: due.what, date: day.text, to: due.to)
        }
    }
}

extension PlanComposition {
    /// The unit's own words of last year for the clauses that are the same in substance, and its own clauses where they stood.
    mutating func add(_ last: LastYearsPlan, superiors: [PlanBase]) {
        let id = last.plan.notice.id
        guard bases.count < Self.mostBases, !bases.contains(where: { $0.notice == id }) else { return }
        bases.append(.init(notice: id, lastYear: last.year))
        let own = Dictionary(superiors.map { ($0.notice.id, last.own(for: $0)) }) { first, _ in first }
        var placeOf: [Int: Int] = [:]
        for place in entries.indices {
            guard let base = entries[place].base, let position = entries[place].position,
                let ours = own[base]?[position], placeOf[ours] == nil
            else { continue }
            placeOf[ours] = place
            let text = last.text(ours)
            // The theme is this year's; by when one asks for what follows from this year's superiors.
            guard !text.isEmpty, !NextYear.isTheme(text) else { continue }
            let sets = superiors.first { $0.notice.id == base }?.withoutDeadline(position) != nil
            let isSame = Clause.words(of: text) == Clause.words(of: entries[place].original ?? "")
            if sets, isSame { continue }
            entries[place].choice = isSame ? .keep : .change
            entries[place].text = text
            if !isSame { entries[place].hint = last.hint(LastYearsPlan.wording, text) }
        }
        insertOwn(last, placeOf)
        for due in last.dues(to: issuer) where dues.place(of: due.what) == nil { dues.merge(due) }
        if leadGroup.isEmpty { leadGroup = last.leadGroup }
    }

    /// - Parameter placeOf: last year's clause → the entry that has its words.
    private mutating func insertOwn(_ last: LastYearsPlan, _ placeOf: [Int: Int]) {
        let clauses = last.plan.clauses
        let written = Self.ownClauses(last, placeOf)
        var insertions: [Int: [Entry]] = [:]
        var after = -1
        /// Behind which entry one's own clauses came, so that those below them come there too.
        var slots: [Int: Int] = [:]
        for (place, clause) in clauses.enumerated() {
            if let known = placeOf[place] {
                after = known
                continue
            }
            guard written.contains(place) else { continue }
            let slot: Int
            if let above = clause.parent.flatMap({ slots[$0] }) {
                slot = above
            } else {
                var start = after
                if let heading = clause.parent.flatMap({ placeOf[$0] }), !isBelow(after, heading) { start = heading }
                // Behind what stands below that one.
                while start + 1 < entries.count, start >= 0, entries[start + 1].level > clause.level { start += 1 }
                slot = start
            }
            slots[place] = slot
            let text = last.text(place)
            insertions[slot, default: []].append(
                Entry(
                    level: min(clause.level, 4), isNumbered: !clause.number.isEmpty, text: text,
                    hint: last.hint(LastYearsPlan.added, text)))
        }
        var all = insertions[-1] ?? []
        for (place, entry) in entries.enumerated() { all += [entry] + (insertions[place] ?? []) }
        entries = Array(all.prefix(Self.mostEntries))
    }

    private func isBelow(_ place: Int, _ heading: Int) -> Bool {
        place == heading
            || place > heading && !entries[(heading + 1)...place].contains { $0.level <= entries[heading].level }
    }

    /// Last year's clauses that no entry has the words of. A heading whose parts all went elsewhere says nothing by itself, and
    /// what 成文 makes of lead group and deadlines is made anew.
    private static func ownClauses(_ last: LastYearsPlan, _ placeOf: [Int: Int]) -> Set<Int> {
        let clauses = last.plan.clauses
        var made: Set<Int> = []
        for (place, clause) in clauses.enumerated() {
            let isBelow = clause.parent.map { made.contains($0) } ?? false
            if isBelow || ["组织领导", "报送要求"].contains(clause.heading) { made.insert(place) }
        }
        var written: Set<Int> = []
        for place in clauses.indices.reversed() {
            guard placeOf[place] == nil, !made.contains(place), !last.text(place).isEmpty else { continue }
            let parts = clauses.indices.filter { clauses[$0].parent == place }
            let isBare = Clause.words(of: last.plan.texts[place]) == Clause.words(of: clauses[place].heading)
            if parts.isEmpty || !isBare || parts.contains(where: { written.contains($0) }) { written.insert(place) }
        }
        return written
    }

    /// Takes last year's words out again; what was written over them stays.
    mutating func remove(_ last: LastYearsPlan, superiors: [PlanBase]) {
        let words = Set(last.plan.clauses.indices.map { Clause.words(of: last.text($0)) })
        let isLastYears = { (entry: Entry) in entry.hint?.hasPrefix("去年") ?? false }
        bases.removeAll { $0.notice == last.plan.notice.id }
        entries.removeAll { $0.base == nil && isLastYears($0) && words.contains(Clause.words(of: $0.text)) }
        for base in superiors {
            let fresh = base.entries(isFirst: base.notice.id == bases.first?.notice)
            for place in entries.indices where entries[place].base == base.notice.id && isLastYears(entries[place]) {
                entries[place].hint = nil
                guard let position = entries[place].position, fresh.indices.contains(position),
                    words.contains(Clause.words(of: entries[place].text))
                else { continue }
                entries[place].choice = fresh[position].choice
                entries[place].text = fresh[position].text
                entries[place].hint = fresh[position].hint
            }
        }
        for place in entries.indices where isLastYears(entries[place]) { entries[place].hint = nil }
        let gone = last.dues(to: issuer)
        dues.removeAll { due in
            due.superiorDate == nil && gone.contains { $0.what == due.what && $0.date == due.date }
        }
        if leadGroup.trimmed == last.leadGroup.trimmed { leadGroup = "" }
    }
}
