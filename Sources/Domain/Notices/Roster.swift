/// 应报单位: who fills in a campaign's form. Made of what units set, each for what is below it, and asked of the tree as it is
/// now: a unit that is created, moved or merged is right by itself. See docs/decisions/0020.
package struct Roster: Hashable, Sendable {
    package struct Rule: Hashable, Sendable {
        /// The lowest level that reports. What is below it counts as its superior's own.
        package let lowest: Level
        package let kinds: Set<Unit.Kind>
        /// Only units that are named report, and what is below them.
        package let onlyNamed: Bool

        package init(lowest: Level, kinds: Set<Unit.Kind> = Self.allKinds, onlyNamed: Bool = false) {
            self.lowest = lowest
            self.kinds = kinds
            self.onlyNamed = onlyNamed
        }
        package static let allKinds = Set(Unit.Kind.allCases.filter(\.reports))
    }

    /// A unit that is named, with everything below it.
    package struct Exception: Hashable, Sendable {
        package let unit: Unit
        /// Why it is exempt (免报); nil when it is named to report.
        package let reason: String?
        /// Who set it, and when.
        package let by: String, at: Instant

        package init(unit: Unit, reason: String?, by: String, at: Instant) {
            self.unit = unit
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    /// What one unit set.
    package struct Layer: Hashable, Sendable {
        package let holder: Unit
        /// Nil: the rule of the next layer above holds.
        package let rule: Rule?
        package let exceptions: [Unit.ID: Exception]

        package init(holder: Unit, rule: Rule?, exceptions: [Exception] = []) {
            self.holder = holder
            self.rule = rule
            self.exceptions = exceptions.reduce(into: [:]) { $0[$1.unit.id] = $1 }
        }

        /// The innermost exception that a unit falls under. A closed unit is not exempt by its own name any more: what it
        /// holds is reported by its superior.
        fileprivate func exception(on line: [Unit.ID], of unit: Unit) -> Exception? {
            for id in line.reversed() {
                guard let found = exceptions[id] else { continue }
                if found.reason == nil || id != unit.id || unit.validTo == nil { return found }
            }
            return nil
        }
    }

    package enum Duty: Hashable, Sendable {
        case asked
        case exempt(reason: String)
        case notAsked

        package var isExempt: Bool { if case .exempt = self { true } else { false } }
    }

    /// What holds where nobody set a rule.
    package let standard: Rule
    /// By holder.
    package let layers: [Unit.ID: Layer]

    /// - Parameter lowest: of the form; no rule reaches below it.
    package init(lowest: Level, layers: [Layer] = []) {
        standard = Rule(lowest: lowest)
        self.layers = layers.reduce(into: [:]) { $0[$1.holder.id] = $1 }
    }

    // MARK: What holds for a unit

    package func duty(of unit: Unit) -> Duty {
        guard unit.reportsTo != nil, unit.kind.reports, fillsIn(unit) else { return .notAsked }
        guard !layers.isEmpty else { return .asked }
        let found = exceptions(over: unit)
        if let reason = found.compactMap({ $0.exception.reason }).first { return .exempt(reason: reason) }
        if found.contains(where: { $0.exception.unit.id == unit.id }) { return .asked }
        let rule = rule(over: unit).rule
        return rule.kinds.contains(unit.kind) && (!rule.onlyNamed || !found.isEmpty) ? .asked : .notAsked
    }

    /// Whether its level reports. If not, what it recorded is part of its superior's own figure.
    package func fillsIn(_ unit: Unit) -> Bool {
        guard unit.level <= standard.lowest else { return false }
        guard !layers.isEmpty else { return true }
        if unit.level <= rule(over: unit).rule.lowest { return true }
        return exceptions(over: unit).contains { $0.exception.reason == nil && unit.level <= $0.exception.unit.level }
    }

    /// The rule of the nearest superior that set one; without a holder where nobody did.
    private func rule(over unit: Unit) -> (rule: Rule, holder: Unit?) { rule(of: unit.path.ids.dropLast()) }
    /// What holds for the units directly below.
    package func rule(below unit: Unit) -> (rule: Rule, holder: Unit?) { rule(of: unit.path.ids[...]) }
    private func rule(of line: ArraySlice<Unit.ID>) -> (rule: Rule, holder: Unit?) {
        for id in line.reversed() {
            if let layer = layers[id], let rule = layer.rule { return (rule, layer.holder) }
        }
        return (standard, nil)
    }

    /// The outermost exemption that holds for it, with whoever set it.
    package func exemption(of unit: Unit) -> (exception: Exception, holder: Unit)? {
        exceptions(over: unit).first { $0.exception.reason != nil }
    }

    /// From the nation down, at most one of each superior.
    private func exceptions(over unit: Unit) -> [(exception: Exception, holder: Unit)] {
        let line = unit.path.ids
        return line.dropLast().compactMap { id in
            layers[id].flatMap { layer in layer.exception(on: line, of: unit).map { ($0, layer.holder) } }
        }
    }
}

extension Roster {
    /// What units have in common that are counted together.
    package struct Group: Hashable, Sendable {
        package let level: Level, kind: Unit.Kind
        package init(level: Level, kind: Unit.Kind) {
            self.level = level
            self.kind = kind
        }
    }
    package struct Count: Hashable, Sendable {
        package var asked: Int64, exempt: Int64
        package init(asked: Int64 = 0, exempt: Int64 = 0) {
            self.asked = asked
            self.exempt = exempt
        }
    }

    /// Open units below `top` within which something else may hold than around them.
    package func marks(below top: Unit) -> [Unit] {
        let named = layers.values.flatMap { layer in [layer.holder] + layer.exceptions.values.map(\.unit) }
        return Set(named.filter { $0.validTo == nil && $0.id != top.id && top.path.contains($0.path) })
            .sorted { $0.path < $1.path }
    }

    /// How many units below `top` report and are exempt, by level.
    /// - Parameter below: of `top` and of each of its `marks`: how many open units there are below it.
    package func count(below top: Unit, _ below: [Unit.ID: [Group: Int64]]) -> [Level: Count] {
        let marks = marks(below: top)
        var rest = below
        var counts: [Level: Count] = [:]
        let marked = Set(marks.map(\.id)).union([top.id])
        for mark in marks {
            guard let around = mark.path.ids.dropLast().last(where: marked.contains) else { continue }
            for (group, count) in below[mark.id] ?? [:] { rest[around, default: [:]][group, default: 0] -= count }
            rest[around, default: [:]][Group(level: mark.level, kind: mark.kind), default: 0] -= 1
            add(1, duty(of: mark), mark.level, to: &counts)
        }
        for unit in [top] + marks {
            for (group, count) in rest[unit.id] ?? [:] where count > 0 {
                // Between a mark and the next ones everything of a level and kind has the same duty.
                let any = Unit(
                    id: Unit.ID(0), code: "", name: "", level: group.level, kind: group.kind, parent: nil,
                    reportsTo: unit.id, path: unit.path.appending(Unit.ID(0)), validFrom: unit.validFrom, validTo: nil)
                add(count, duty(of: any), group.level, to: &counts)
            }
        }
        return counts
    }

    private func add(_ count: Int64, _ duty: Duty, _ level: Level, to counts: inout [Level: Count]) {
        switch duty {
        case .asked: counts[level, default: Count()].asked += count
        case .exempt: counts[level, default: Count()].exempt += count
        case .notAsked: break
        }
    }
}

package enum RosterRefused: UserFacingError, Hashable {
    case level, kinds, noReason, reasonTooLong, notBelow, notAsked, exemptElsewhere, changed

    package var code: String { "roster.\(self)" }
    package var kind: UserFacingErrorKind { self == .changed ? .conflict : .invalid }
    package var message: String {
        switch self {
        case .level: "选一下报到哪一级"
        case .kinds: "至少选一种单位"
        case .noReason: "写一句为什么免报，对方和上级都看得到"
        case .reasonTooLong: "原因最多 200 个字，请写短一点"
        case .notBelow: "下面没有这个单位，刷新看看"
        case .notAsked: "它的级别这次不用报"
        case .exemptElsewhere: "它的免报是别的单位定的，要改请找那个单位"
        case .changed: "这里刚有人改过，刷新看看"
        }
    }
}
