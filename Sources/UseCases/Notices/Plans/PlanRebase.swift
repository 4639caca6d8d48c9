internal import Domain
internal import Storage

/// A superior's revision taken over into a plan, clause by clause.
extension PlanComposition {
    /// What becomes of one changed clause.
    package enum Decision: String, Sendable {
        /// 采用新的
        case theirs
        /// 保持我们的
        case ours
        /// 自己写
        case own
    }

    /// - Parameter decide: for a clause that was changed or added (by its place in `new`) or is gone (by its place in `old`).
    mutating func rebase(
        from old: PlanBase, to new: PlanBase, decide: (_ pair: ClauseMatch.Pair, _ entry: Entry?) -> Decision
    ) {
        guard let place = bases.firstIndex(where: { $0.notice == old.notice.id }) else { return }
        bases[place].notice = new.notice.id
        // As a plan would take the new version up: without its deadlines.
        let fresh = new.entries(isFirst: true)
        let pairs = ClauseMatch.pairs(old.clauses, new.clauses)
        var successor: [Int: Int] = [:]
        for pair in pairs { if let was = pair.old, let now = pair.new { successor[was] = now } }
        var kept: [Entry] = []
        for var entry in entries {
            guard entry.base == old.notice.id, let was = entry.position else {
                kept.append(entry)
                continue
            }
            if let now = successor[was] {
                entry.base = new.notice.id
                entry.position = now
                entry.number = fresh[now].number
                entry.isRequired = fresh[now].isRequired
                if ClauseMatch.isChanged(old.clauses[was], new.clauses[now]) {
                    entry.take(fresh[now], decide(.init(old: was, new: now), entry))
                } else {
                    if entry.choice == .keep { entry.text = fresh[now].text }
                    entry.original = fresh[now].original
                }
            } else {
                let decision = decide(.init(old: was, new: nil), entry)
                guard decision != .theirs, let words = entry.written else { continue }
                entry = Entry(
                    level: entry.level, isNumbered: entry.isNumbered, text: words, owner: entry.owner,
                    partners: entry.partners, hint: "上级删了这条")
            }
            kept.append(entry)
        }
        entries = kept
        for pair in pairs {
            guard pair.old == nil, let now = pair.new else { continue }
            var entry = fresh[now]
            switch decide(pair, nil) {
            case .theirs: break
            case .ours: entry.choice = .leave
            case .own where !entry.text.isEmpty: (entry.choice, entry.hint) = (.change, "上级新加的，照着改")
            case .own: break
            }
            let above = entries.lastIndex { $0.base == new.notice.id && ($0.position ?? .max) < now }
            entries.insert(entry, at: above.map { $0 + 1 } ?? 0)
        }
    }

    /// Where a superior's day is another one now, it is counted back again; a day of the unit's own stays when it is early enough.
    mutating func rebaseDues(from old: [PlanBase], to new: [PlanBase], unit: String, today: CalendarDate) {
        let before = PlanProposal.dues(old, ownDays, to: unit, today: today)
        for due in PlanProposal.dues(new, ownDays, to: unit, today: today) {
            if let place = dues.place(of: due.what) {
                let known = dues[place]
                guard known.superiorDate != due.superiorDate else { continue }
                if known.superiorDate != nil || due.superiorDate ?? "9" < known.date { dues[place].date = due.date }
                dues[place].superiorDate = due.superiorDate
            } else if before.place(of: due.what) == nil {
                dues.merge(due)
            }
        }
    }
}

extension PlanComposition.Entry {
    fileprivate mutating func take(_ new: PlanComposition.Entry, _ decision: PlanComposition.Decision) {
        let ours = written
        original = new.original
        switch decision {
        case .theirs: (choice, text, hint) = (new.choice, new.text, new.hint)
        case .ours:
            // What was kept word by word stays as it was worded before.
            (choice, hint) = (ours == nil ? .leave : .change, nil)
            text = ours ?? new.text
        case .own where !new.text.isEmpty: (choice, text, hint) = (.change, new.text, "上级这条改了，照着改")
        // Nothing but a deadline, which stands below.
        case .own: (choice, text, hint) = (.leave, "", new.hint)
        }
    }
}
