internal import Domain
internal import Storage

/// 上报数: the unit's own part with its adjustments, and each child's latest accepted version.
struct ReportedFigure {
    let definition: TableDefinition
    let unit: Unit
    /// What holds for the unit and the units directly below it.
    let roster: Roster
    /// What the unit's own records say, before adjustments.
    let computed: CellValues
    let adjustments: [Adjustment]
    /// Units that report to it today, also those that do not have to: closed ones only while they hold figures.
    let children: [Unit]
    /// Also of units that reported here and report elsewhere today: what was reported stays with whom it was reported to.
    let accepted: [Unit.ID: Submission]
    /// Accepted versions of the campaign that stand with a former superior.
    private let stranded: [Submission]
    /// Children whose accepted version stands with a former superior.
    let reportedElsewhere: Set<Unit.ID>

    init(_ db: any Connection, campaign: Campaign, unit: Unit) throws {
        definition = campaign.definition
        self.unit = unit
        let tally = TallyTable(db)
        let open = try UnitTable(db).children(of: unit.id)
        let closed = try UnitTable(db).closedChildren(of: unit.id)
        let roster = try RosterTable(db).roster(around: unit, of: campaign)
        self.roster = roster
        let stranded = try SubmissionTable(db).stranded(campaign: campaign.id)
        self.stranded = stranded
        let elsewhere = Set(stranded.filter { $0.unit.reportsTo == unit.id }.map(\.unit.id))
        reportedElsewhere = elsewhere
        // What a former superior holds already is never the unit's own too.
        let lowest = definition.lowest
        var reporting = (open + closed).filter {
            roster.fillsIn($0) || elsewhere.contains($0.id) && $0.level <= lowest
        }
        let held =
            closed.isEmpty && reporting.count == open.count
            ? [:] : try tally.facts(campaign: campaign.id, ofChildren: reporting, of: unit)
        let facts: Facts
        if reporting.count == open.count + closed.count {
            facts = try tally.ownFacts(campaign: campaign.id, of: unit)
        } else {
            // What is below the lowest level that reports counts as the unit's own.
            let others = held.values.reduce(Facts()) { $0 + $1 }
            facts = try tally.facts(campaign: campaign.id, below: unit) + others.mapValues { -$0 }
        }
        let computed = definition.values(of: facts, for: unit.level)
        self.computed = computed
        adjustments = try AdjustmentTable(db).open(of: unit.id, campaign: campaign.id)
            .filter { computed[$0.cell] != nil }
        // Below the lowest level nobody reports; what such units once did is in the unit's own part.
        let accepted = try SubmissionTable(db).acceptedOfChildren(of: unit.id, campaign: campaign.id)
            .filter { _, version in
                roster.fillsIn(version.unit) || version.unit.reportsTo != unit.id && version.unit.level <= lowest
            }
        self.accepted = accepted
        // A closed unit stays as long as it holds anything: sums, or what it had accepted.
        try reporting.removeAll { child in
            guard child.validTo != nil, accepted[child.id] == nil else { return false }
            return try (held[child.id] ?? [:]).values.allSatisfy(\.isZero)
                && SubmissionTable(db).acceptedOfChildren(of: child.id, campaign: campaign.id).isEmpty
                && AdjustmentTable(db).open(of: child.id, campaign: campaign.id).isEmpty
        }
        children = reporting.sorted { $0.code < $1.code }
    }

    var own: CellValues { computed + adjustments.values }
    var cells: CellValues { clean(accepted.values.reduce(own) { $0 + $1.cells }) }
    /// Who has to report (应报), in code order: units of today.
    var asked: [Unit] { children.filter { $0.validTo == nil && roster.duty(of: $0) == .asked } }
    /// Not accepted yet: of those that have to report, and of closed ones, for which their superior does.
    var missing: [Unit] {
        children.filter {
            roster.duty(of: $0) == .asked && accepted[$0.id] == nil && !reportedElsewhere.contains($0.id)
        }
    }

    /// Without cells of other versions of the form, and those that the unit's level does not have.
    func clean(_ values: CellValues) -> CellValues {
        let applying = definition.applying(to: unit.level)
        return values.filter { applying.contains($0.key) }
    }

    /// The same by today's tree: what was reported by units that came is in, what was reported by units that left is out.
    /// Sums over siblings are those of `cells` once all have reported.
    func byTodaysTree(_ db: any Connection, campaign: Campaign) throws -> CellValues {
        var values = cells
        let table = SubmissionTable(db)
        for version in stranded {
            guard let holder = try table.parent(of: version.id).flatMap({ try UnitTable(db).unit($0) }) else {
                continue
            }
            let isHere = version.unit.path != unit.path && unit.path.contains(version.unit.path)
            let holdsHolder = unit.path.contains(holder.path)
            let isReportedHere = try holdsHolder && counts(version, from: holder, db, campaign)
            // Where both superiors lie below, the unit's place between them makes no difference.
            if isHere, !holdsHolder { values = values + version.cells }
            if isReportedHere, !isHere { values = values - version.cells }
        }
        return clean(values)
    }

    /// Whether a version is part of what stands accepted at each step from its holder up to this unit.
    private func counts(_ version: Submission, from holder: Unit, _ db: any Connection, _ campaign: Campaign) throws
        -> Bool
    {
        let table = SubmissionTable(db)
        var (part, at) = (version, holder)
        while at.id != unit.id {
            guard let next = try table.versions(of: at.id, campaign: campaign.id).accepted,
                try table.children(of: next.id)[part.unit.id] == part.id,
                let parent = try table.parent(of: next.id).flatMap({ try UnitTable(db).unit($0) })
            else { return false }
            (part, at) = (next, parent)
        }
        return true
    }
}
