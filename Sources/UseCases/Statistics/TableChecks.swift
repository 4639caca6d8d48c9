internal import Domain
internal import Storage

/// What does not look right in a unit's table: it is said, never blocks, and what the unit says to it travels up.
struct TableChecks {
    /// A page shows no more; the first kinds of check come first.
    static let most = 12
    private let db: any Connection
    private let campaign: Campaign
    private let figure: ReportedFigure
    private let day: CalendarDate

    init(_ db: any Connection, _ campaign: Campaign, _ figure: ReportedFigure, on day: CalendarDate) {
        self.db = db
        self.campaign = campaign
        self.figure = figure
        self.day = day
    }

    func findings() throws -> [Finding] {
        let cells = figure.cells
        let all =
            try campaign.definition.findings(in: cells) + olderForms() + below(cells) + plan() + year(cells) + similar()
        return Array(all.prefix(Self.most))
    }

    private func label(_ cell: String) -> String {
        campaign.definition.labels(of: cell).dropFirst().joined(separator: "，")
    }

    /// Cells of today's form that accepted versions of an older one do not have: not reported, which is not 0.
    private func olderForms() throws -> [Finding] {
        let key = campaign.definition.key
        let older = figure.accepted.values.filter { $0.definition != key }
        guard !older.isEmpty else { return [] }
        return campaign.definition.cells.compactMap { cell in
            let without = older.filter { cell.applies(to: $0.unit.level) && $0.cells[cell.id] == nil }
            guard !without.isEmpty else { return nil }
            return Finding(
                id: "form:\(cell.id)", message: "\(label(cell.id))：\(without.count) 个单位是用旧表样报的，没有这一格，要请它们再报一次",
                cells: [cell.id])
        }
    }

    /// Across tables: more was reported from below than there are records, so something was withdrawn or lowered since.
    private func below(_ cells: CellValues) throws -> [Finding] {
        guard !figure.accepted.isEmpty else { return [] }
        let live = campaign.definition.values(
            of: try TallyTable(db).facts(campaign: campaign.id, below: figure.unit), for: figure.unit.level)
        let adjusted = figure.adjustments.values
        return campaign.definition.cells.compactMap { cell in
            guard let reported = cells[cell.id], let live = live[cell.id] else { return nil }
            let surplus = reported - (adjusted[cell.id] ?? 0) - live
            guard surplus > 0 else { return nil }
            return Finding(
                id: "below:\(cell.id)",
                message: "\(label(cell.id))：下面报的比现在的记录多 \(surplus.grouped)，可能收下以后又改了记录", cells: [cell.id])
        }
    }

    /// Against last year: more than half up or down, and not by a handful.
    private func year(_ cells: CellValues) throws -> [Finding] {
        guard let earlier = try YearOnYear.figures(of: figure.unit, before: campaign, db).first else { return [] }
        return campaign.definition.cells.compactMap { cell in
            guard let now = cells[cell.id], let then = earlier.cells[cell.id], then > 0 else { return nil }
            let change = now - then
            guard abs(change) >= 10, abs(change) * 2 > then else { return nil }
            return Finding(
                id: "year:\(cell.id)",
                message: "\(label(cell.id))：这次 \(now.grouped)，\(earlier.campaign.year) 年是 \(then.grouped)",
                cells: [cell.id])
        }
    }

    /// Against units of similar size: same superior, same level, half to twice as many units below.
    private func similar() throws -> [Finding] {
        guard let parent = try figure.unit.reportsTo.flatMap({ try UnitTable(db).unit($0) }) else { return [] }
        let size = try UnitTable(db).childCount(of: figure.unit.id)
        let others = try UnitTable(db).children(of: parent.id).filter {
            $0.id != figure.unit.id && $0.level == figure.unit.level
        }
        guard others.count >= Outlier.fewest, others.count <= 400 else { return [] }
        let sizes = try UnitTable(db).childCounts(of: others.map(\.id))
        let alike = others.filter { other in
            let count = sizes[other.id] ?? 0
            return count * 2 >= size && count <= size * 2
        }
        guard alike.count >= Outlier.fewest else { return [] }
        let facts = try TallyTable(db).facts(campaign: campaign.id, ofChildren: alike + [figure.unit], of: parent)
        let values = { (unit: Unit) in
            campaign.definition.values(of: facts[unit.id] ?? [:], for: unit.level)
        }
        let own = values(figure.unit)
        let theirs = alike.map(values)
        return campaign.definition.cells.compactMap { cell in
            guard let value = own[cell.id], value > 0,
                let median = Outlier.median(of: theirs.map { $0[cell.id] ?? 0 }, against: value)
            else { return nil }
            return Finding(
                id: "similar:\(cell.id)",
                message: "\(label(cell.id))：\(value.grouped)，和差不多大的单位差得远（中间的一家是 \(median.grouped)）", cells: [cell.id])
        }
    }

    /// Against the unit's own plan: sessions that were due, and heads.
    private func plan() throws -> [Finding] {
        try PlanTable(db).targets(of: figure.unit, campaign: campaign.id, until: day).compactMap { target in
            if target.held < target.due {
                return Finding(
                    id: "plan:\(target.activity.text)",
                    message: "“\(target.name)”计划到今天办 \(target.due) 场，记了 \(target.held) 场", cells: [])
            }
            guard let least = target.headMin, target.held > 0, target.people < least else { return nil }
            return Finding(
                id: "plan:\(target.activity.text)",
                message: "“\(target.name)”计划 \(least) 人，记了 \(target.people) 人", cells: [])
        }
    }
}
