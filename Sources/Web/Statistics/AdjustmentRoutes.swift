internal import Domain
internal import Hummingbird
internal import UseCases

/// 手工调整, and what changed below.
struct AdjustmentRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/stat-tables/{campaign}/{unit}/adjustments", .right(.view, .unit)) { try await show($0) },
            .post("/stat-tables/{campaign}/{unit}/adjustments", .right(.submit, .unit), change),
            .get(Paths.changes, .officer, changes), .post(Paths.changes, .officer, looked),
        ]
    }

    private func show(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let found = try await AdjustTable(surroundings).page(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: officer)
        let definition = found.campaign.definition
        let campaign = found.campaign.id.text
        let form = visit.form
        let may = officer.may(.submit, on: found.unit)
        var sums = CellValues()
        let lines = found.adjustments.map { adjustment, isOpen -> AdjustmentLine in
            let computed = found.computed[adjustment.cell] ?? 0
            if isOpen { sums[adjustment.cell, default: 0] += adjustment.amount }
            let shown = computed + (sums[adjustment.cell] ?? 0)
            return AdjustmentLine(
                id: adjustment.id.text, cell: definition.label(of: adjustment.cell),
                computed: Wording.number(computed),
                computedHref: found.computed[adjustment.cell] == nil
                    ? nil : Paths.cell(campaign, found.unit.code, adjustment.cell),
                change: (adjustment.amount > 0 ? "+" : "") + Wording.number(adjustment.amount),
                shown: Wording.number(shown), reason: adjustment.reason, by: adjustment.by,
                date: adjustment.madeOn.short, chip: isOpen ? nil : Chip(.off, "撤掉了"), canWithdraw: isOpen && may)
        }
        let page = AdjustmentsPage(
            csrf: visit.csrf, id: form["id"].nonEmpty ?? surroundings.identifiers.next(Adjustment.self).text,
            campaign: campaign, unit: found.unit.code, unitName: found.unit.shortName, adjustments: lines,
            cells: may
                ? definition.cells.filter { found.computed[$0.id] != nil }.map { cell in
                    let value = Wording.number(found.computed[cell.id] ?? 0)
                    return Choice(
                        cell.id, "\(definition.label(of: cell.id))（\(value)）", isSelected: cell.id == form["cell"])
                } : [],
            direction: form["direction"].nonEmpty ?? "plus", amount: form["amount"], reason: form["reason"],
            errors: errors)
        return visit.page(
            "手工调整 \(found.unit.shortName)", adjustmentsPage(page),
            status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    private func change(_ visit: Visit) async throws -> Response {
        let campaign: Campaign.ID = try visit.identifier("campaign")
        let unit = try visit.parameter("unit")
        let form = visit.form
        do {
            if let id = form["withdraw"].nonEmpty {
                try await AdjustTable(surroundings).withdraw(
                    .init(id), campaign: campaign, unit: unit, by: visit.officer)
            } else {
                let count = try? form.count("amount")
                guard let amount = count ?? nil, amount > 0 else { throw AdjustmentRefused.amount }
                try await AdjustTable(surroundings).add(
                    .init(form["id"]), cell: form["cell"], amount: form["direction"] == "minus" ? -amount : amount,
                    reason: form["reason"], campaign: campaign, unit: unit, by: visit.officer)
            }
            return .seeOther(Paths.adjustments(campaign.text, unit))
        } catch let refused as AdjustmentRefused where refused.kind == .invalid {
            let field =
                switch refused {
                case .noReason: "reason"
                case .unknownCell: "cell"
                default: "amount"
                }
            return try await show(visit, errors: FormErrors([FieldError(field, refused.message)]))
        }
    }

    private func changes(_ visit: Visit) async throws -> Response {
        let found = try await FigureChanges(surroundings).page(
            before: visit.query("before").flatMap { Int64($0) }, for: visit.officer)
        let line = { (change: Domain.FigureChange) in
            ChangeLine(
                date: "\(CalendarDate(change.at).short) \(change.at.clockText)", unit: change.unit.shortName,
                text: change.text,
                href: change.submission.map { Paths.submission($0.text) } ?? Paths.unit(change.unit.code))
        }
        var page = ChangesPage(csrf: visit.csrf, seen: String(found.changes.first?.number ?? 0))
        page.recent = found.changes.filter { $0.number > found.seen }.map(line)
        page.earlier = found.changes.filter { $0.number <= found.seen }.map(line)
        page.pager = Pager(
            firstHref: visit.query("before") == nil ? nil : Paths.changes,
            nextHref: found.next.map { Paths.changes + "?before=\($0)" })
        return visit.page("有什么变化", changesPage(page))
    }

    private func looked(_ visit: Visit) async throws -> Response {
        try await FigureChanges(surroundings).looked(to: Int64(visit.form["seen"]) ?? 0, by: visit.officer)
        return .seeOther(Paths.changes)
    }
}
