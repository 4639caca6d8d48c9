package import Domain
internal import Storage

/// Reading who has to report.
package struct Rosters: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// What a notice asks of the units below the officer's.
    package struct Summary: Sendable {
        package let notice: Notice
        package let unit: Unit
        /// Whether the unit's own notice it is: then the unit sets the rule.
        package let setsRule: Bool
        /// What holds for the units directly below, and who set it; nil when nobody did.
        package let rule: Roster.Rule, ruleFrom: Unit?
        /// Open units below, by level.
        package let counts: [Level: Roster.Count]
        /// What the unit set in last year's campaign, as far as it can be taken over; nil once it set anything this year.
        package let lastYear: Roster.Layer?
    }

    package struct Row: Sendable {
        package let unit: Unit
        /// From the officer's unit down to the one above it, both left out for a unit directly below.
        package let between: [Unit]
        package let duty: Roster.Duty
        /// Who exempted it, and the exception that names the unit itself, set by the officer's unit.
        package let exemptedBy: Unit?
        package let own: Roster.Exception?
        /// It may be named: its level is one of the form's.
        package let fits: Bool
    }

    package struct Page: Sendable {
        package let summary: Summary
        package let campaign: Campaign
        /// The units directly below, or what was searched for; in code order.
        package let rows: [Row]
        package let childCount: Int64
        /// The code behind which the next page begins.
        package let next: String?
        /// Whom the officer's unit named, in code order, at most `mostNamed`.
        package let named: [Roster.Exception], namedCount: Int
    }
    package static let mostNamed = 100
    package static let pageSize = 50

    /// - Returns: nil where there is nothing to set: a draft, an annual plan, a unit without units below.
    package func summary(_ id: Notice.ID, for officer: Officer) async throws -> Summary? {
        try await surroundings.database.read { db in
            guard let subject = try Subject(id, officer, db) else { return nil }
            return try Self.summary(subject, try RosterTable(db).roster(below: officer.unit, of: subject.campaign), db)
        }
    }

    /// - Parameters:
    ///   - cursor: `next` of the page before.
    ///   - text: a name or code; then any unit below is found, at most a page of them.
    package func page(
        _ id: Notice.ID, search text: String = "", after cursor: String? = nil, for officer: Officer
    ) async throws -> Page {
        let text = Units.searchable(text)
        return try await surroundings.database.read { db in
            guard let subject = try Subject(id, officer, db) else { throw AccessRefused.missing }
            let (unit, table) = (officer.unit, UnitTable(db))
            let roster = try RosterTable(db).roster(below: unit, of: subject.campaign)
            let found =
                text.isEmpty
                ? try table.children(of: unit.id, after: cursor, limit: Self.pageSize + 1)
                : try table.search(text, below: unit, limit: Self.pageSize)
                    .filter { $0.id != unit.id && $0.validTo == nil && $0.reportsTo != nil }
                    .sorted { $0.code < $1.code }
            let shown = found.prefix(Self.pageSize)
            let above = try table.units(Set(shown.flatMap { $0.path.ids.dropLast() }))
            let own = roster.layers[unit.id]
            let named = (own?.exceptions.values).map { $0.sorted { $0.unit.code < $1.unit.code } } ?? []
            return Page(
                summary: try Self.summary(subject, roster, db), campaign: subject.campaign,
                rows: shown.map { found in
                    Row(
                        unit: found,
                        between: found.path.ids.drop { $0 != unit.id }.dropFirst().dropLast().compactMap { above[$0] },
                        duty: roster.duty(of: found), exemptedBy: roster.exemption(of: found)?.holder,
                        own: own?.exceptions[found.id], fits: found.level <= subject.campaign.definition.lowest)
                },
                childCount: try table.childCount(of: unit.id),
                next: text.isEmpty && found.count > Self.pageSize ? shown.last?.code : nil,
                named: Array(named.prefix(Self.mostNamed)), namedCount: named.count)
        }
    }

    private static func summary(_ subject: Subject, _ roster: Roster, _ db: any Connection) throws -> Summary {
        let unit = subject.unit
        let counts = try RosterTable(db).counts(below: [unit] + roster.marks(below: unit))
        // The units below stand under the unit's own layer.
        let (rule, from) = roster.rule(below: unit)
        let lastYear =
            roster.layers[unit.id] == nil ? try RosterTable(db).lastYear(of: unit, subject.campaign) : nil
        return Summary(
            notice: subject.notice, unit: unit, setsRule: subject.setsRule, rule: rule, ruleFrom: from,
            counts: roster.count(below: unit, counts), lastYear: lastYear)
    }

    /// A confirmed notice of a campaign at a unit that has units below.
    struct Subject {
        let notice: Notice
        let unit: Unit
        let campaign: Campaign
        let setsRule: Bool

        /// - Throws: `AccessRefused` unless it is the officer's unit's own notice or came to it, and the officer keeps notices.
        init?(_ id: Notice.ID, _ officer: Officer, _ db: any Connection) throws {
            notice = try Notices.visible(id, for: officer, db)
            unit = officer.unit
            setsRule = notice.unit.id == unit.id
            let wasDelivered = try setsRule || NoticeTable(db).delivery(id, to: unit.id) != nil
            guard wasDelivered else { throw AccessRefused.missing }
            try officer.requires(.notices, on: unit)
            guard notice.state != .draft, let id = notice.campaign, try UnitTable(db).childCount(of: unit.id) > 0 else {
                return nil
            }
            campaign = try db.campaign(id, for: unit)
        }
    }
}

extension RosterTable {
    /// What a unit set the year before, with what is still to be had of it.
    func lastYear(of unit: Unit, _ campaign: Campaign) throws -> Roster.Layer? {
        guard let layer = try layer(of: unit, year: campaign.year - 1) else { return nil }
        let lowest = campaign.definition.lowest
        return Roster.Layer(
            holder: unit,
            rule: layer.rule.map {
                Roster.Rule(lowest: min($0.lowest, lowest), kinds: $0.kinds, onlyNamed: $0.onlyNamed)
            },
            exceptions: layer.exceptions.values.filter {
                $0.unit.validTo == nil && unit.path.contains($0.unit.path) && $0.unit.level <= lowest
            })
    }
}
