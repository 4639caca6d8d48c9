internal import Domain
internal import Hummingbird
internal import UseCases

/// What stands behind a number, and what stands behind none.
struct CellRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/stat-tables/{campaign}/{unit}/cells/{cell}", .right(.view, .unit), cell),
            .get("/stat-tables/{campaign}/{unit}/uncounted", .right(.view, .unit), uncounted),
            .get("/stat-tables/{campaign}/{unit}/years", .right(.view, .unit), years),
        ]
    }

    private func cell(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let id = try visit.parameter("cell")
        let origin = try await StatisticsTables(surroundings).origin(
            of: id, visit.identifier("campaign"), unit: visit.parameter("unit"), after: visit.query("after"),
            for: officer)
        let campaign = origin.campaign.id.text
        let definition = origin.campaign.definition
        let labels = definition.labels(of: id)
        let href = Paths.cell(campaign, origin.unit.code, id)
        let unit = definition.unit(of: origin.cell)
        let isMedia = origin.cell.isMedia || origin.cell.isChannel
        let tableHref = Paths.table(campaign, origin.unit.code)
        let total = Wording.number(origin.count)
        let adjusted = origin.adjustments.isEmpty ? "没有手工调整。" : "上报数里有手工调整：\(Self.adjusted(origin.adjustments))。"
        let page = CellPage(
            path: [Link("信息统计表", tableHref)] + labels.dropLast().map { Link($0, tableHref) },
            label: labels.last ?? "", figure: "\(Wording.number(origin.live)) \(unit)",
            summary: "\(origin.unit.shortName)，共 \(total) 条记录。\(adjusted)",
            reported: origin.reported.map { "上报数 \(Wording.number($0)) \(unit)" },
            valueLabel: isMedia ? "哪里" : definition.words(of: origin.cell.measure).name,
            records: Self.records(origin, unit),
            children: origin.children.map { child, value in
                UnitShare(
                    unit: child.shortName + (child.validTo == nil ? "" : "（已撤销）"), value: Wording.number(value),
                    href: Paths.cell(campaign, child.code, id))
            }, uncountedCount: Int(origin.uncounted), uncountedHref: Paths.uncounted(campaign, origin.unit.code),
            pager: Pager(
                firstHref: visit.query("after") == nil ? nil : href,
                nextHref: origin.next.map { href + "?after=\(Paths.encode($0))" }, total: "共 \(total) 条"))
        return visit.page("\(page.figure)，是这样来的", cellPage(page))
    }

    private static func adjusted(_ adjustments: [Adjustment]) -> String {
        adjustments.map { "\($0.amount > 0 ? "+" : "")\(Wording.number($0.amount))（\($0.reason)）" }
            .joined(separator: "，")
    }

    private static func records(_ origin: StatisticsTables.CellOrigin, _ unit: String) -> [CellRecord] {
        let records = origin.records.map { record in
            let value = record.draft.measures[origin.cell.measure]
            return CellRecord(
                title: record.draft.title, unit: record.unit.shortName, date: record.draft.heldOn.short,
                value: value.map { "\(Wording.number($0)) \(unit)" } ?? "没填", href: Paths.activity(record.id.text))
        }
        let media = origin.media.map { entry in
            CellRecord(
                title: entry.item.title, unit: entry.unit.shortName, date: entry.item.publishedOn.short,
                value: entry.item.medium + (entry.item.pieces > 1 ? " \(Wording.number(entry.item.pieces)) 篇" : ""))
        }
        let channels = origin.channels.map { entry in
            CellRecord(
                title: entry.channel.name, unit: entry.unit.shortName, date: "", value: entry.channel.address)
        }
        return records + media + channels
    }

    private func uncounted(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let found = try await StatisticsTables(surroundings).uncounted(
            visit.identifier("campaign"), unit: visit.parameter("unit"), after: visit.query("after"), for: officer)
        let definition = found.campaign.definition
        let href = Paths.uncounted(found.campaign.id.text, found.unit.code)
        var page = UncountedPage(
            tableHref: Paths.table(found.campaign.id.text, found.unit.code),
            records: found.records.map { record in
                let measure = definition.mainMeasure(of: record.kind) ?? .people
                let canEdit = officer.may(.record, on: record.unit)
                var line = UncountedRecord(
                    title: record.draft.title, unit: record.unit.shortName, date: record.draft.heldOn.short,
                    has: Wording.all(record.draft.measures, definition), lacks: definition.words(of: measure).name,
                    editHref: canEdit ? Paths.activityEdit(record.id.text) : nil)
                line.id = record.id.text
                line.completeHref = canEdit ? Paths.activityComplete(record.id.text) : nil
                line.measure = measure.rawValue
                return line
            })
        page.csrf = visit.csrf
        page.pager = Pager(
            firstHref: visit.query("after") == nil ? nil : href,
            nextHref: found.next.map { href + "?after=\(Paths.encode($0))" })
        return visit.page("没算进来的", uncountedPage(page))
    }

    private func years(_ visit: Visit) async throws -> Response {
        let (unit, now, earlier) = try await YearOnYear(surroundings)(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: visit.officer)
        let campaign = now.campaign.id.text
        let chosen = earlier.first { $0.campaign.id.text == visit.query("with") } ?? earlier.first
        let definition = now.campaign.definition
        let rows = chosen.map { last in
            definition.cells.compactMap { cell -> YearLine? in
                guard let value = now.cells[cell.id] else { return nil }
                let then = last.cells[cell.id]
                let difference = then.map { value - $0 }
                return YearLine(
                    label: definition.labels(of: cell.id).joined(separator: "，"), thisYear: Wording.number(value),
                    thisHref: Paths.cell(campaign, unit.code, cell.id), lastYear: then.map { Wording.number($0) },
                    lastHref: then == nil ? nil : Paths.table(last.campaign.id.text, unit.code),
                    difference: difference.map { ($0 > 0 ? "+" : "") + Wording.number($0) })
            }
        }
        let page = YearsPage(
            campaign: campaign, unit: unit.code, unitName: unit.shortName, thisName: now.campaign.name,
            lastName: chosen?.campaign.name ?? "",
            choices: earlier.map {
                YearChoice(
                    name: $0.campaign.name, href: Paths.years(campaign, unit.code) + "?with=\($0.campaign.id.text)",
                    isCurrent: $0.campaign.id == chosen?.campaign.id)
            }, rows: rows ?? [])
        return visit.page("和去年比 \(unit.shortName)", yearsPage(page))
    }
}
