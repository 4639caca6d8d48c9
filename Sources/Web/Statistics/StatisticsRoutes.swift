internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// The official table of a unit: on the screen, on paper, as a file, and what stands behind each number.
struct StatisticsRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.tables, .officer, newest),
            .get("/stat-tables/{campaign}/{unit}", .right(.view, .unit), table),
            .get("/stat-tables/{campaign}/{unit}/print", .right(.view, .unit), printed),
            .get("/stat-tables/{campaign}/{unit}/table.xlsx", .right(.view, .unit), file),
            .get("/stat-tables/{campaign}/{unit}/cells/{cell}", .right(.view, .unit), cell),
            .get("/stat-tables/{campaign}/{unit}/uncounted", .right(.view, .unit), uncounted),
        ]
    }

    private func newest(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        guard let campaign = try await Agenda(surroundings).page(for: officer).campaign else {
            return visit.page(
                "信息统计表",
                errorPage(ErrorPage(status: 200, heading: "现在没有活动", help: "上级的通知发下来以后，这里就有统计表。")), narrow: true)
        }
        return .seeOther(Paths.table(campaign.id.text, visit.query("unit") ?? officer.unit.code))
    }

    private func load(_ visit: Visit) async throws -> StatisticsTables.Table {
        try await StatisticsTables(surroundings).table(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: visit.officer)
    }

    /// Only on a unit's own table: nobody signs for another unit.
    private func contact(_ table: StatisticsTables.Table, _ visit: Visit) -> String {
        table.unit.id == visit.signedIn?.unit.id ? visit.signedIn?.displayName ?? "" : ""
    }

    private func annex(_ table: StatisticsTables.Table, _ values: CellValues, _ visit: Visit) throws -> Annex {
        AnnexPages.annex(
            table.campaign.definition, year: table.campaign.year, unit: table.unit, values: values,
            contact: contact(table, visit),
            date: CalendarDate(surroundings.clock.now())
        ) { Paths.cell(table.campaign.id.text, table.unit.code, $0.id) }
    }

    private func table(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let table = try await load(visit)
        let campaign = table.campaign.id.text
        let showsReported = visit.query("figures") == "reported"
        let definition = table.campaign.definition
        let differences = definition.cells.compactMap { cell -> FigureDifference? in
            guard let live = table.live[cell.id], live != table.reported[cell.id] ?? 0 else { return nil }
            return FigureDifference(
                label: definition.labels(of: cell.id).dropFirst().joined(separator: "，"), live: Wording.number(live),
                liveHref: Paths.cell(campaign, table.unit.code, cell.id),
                reported: Wording.number(table.reported[cell.id] ?? 0))
        }
        let href = Paths.table(campaign, table.unit.code)
        let missing = table.missing.prefix(30).map(\.shortName).joined(separator: "、")
        let page = TablePage(
            campaign: campaign, unit: table.unit.code,
            path: table.line.dropLast().filter { officer.may(.view, on: $0) }.map {
                Link($0.name, Paths.table(campaign, $0.code))
            },
            summary:
                "\(table.unit.shortName)该填的 \(table.live.count) 格都由 \(Wording.number(table.records)) 条记录算好了，没有要手填的。横线是别级填的。",
            annex: try annex(table, showsReported ? table.reported : table.live, visit), showsReported: showsReported,
            liveHref: href, reportedHref: href + "?figures=reported", differences: differences,
            uncountedCount: Int(table.uncounted),
            missing: table.missing.isEmpty
                ? nil : "\(missing)\(table.missing.count > 30 ? " 等" : "") \(table.missing.count) 个单位",
            canSubmit: table.unit.reportsTo != nil && officer.may(.submit, on: table.unit))
        return visit.page("信息统计表 \(table.unit.shortName)", tablePage(page))
    }

    private func printed(_ visit: Visit) async throws -> Response {
        let table = try await load(visit)
        let values = visit.query("figures") == "reported" ? table.reported : table.live
        let page = TablePrintPage(
            backHref: Paths.table(table.campaign.id.text, table.unit.code), annex: try annex(table, values, visit))
        return visit.page("信息统计表 \(table.unit.shortName)", tablePrintPage(page), mode: .plain)
    }

    private func file(_ visit: Visit) async throws -> Response {
        let table = try await load(visit)
        let values = visit.query("figures") == "reported" ? table.reported : table.live
        let bytes = try await TableFile(table, values: values, contact: contact(table, visit)).xlsx(
            on: CalendarDate(surroundings.clock.now()))
        let name = "信息统计表-\(table.unit.shortName).xlsx"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                .contentDisposition:
                    "attachment; filename=\"table-\(table.unit.code).xlsx\"; filename*=UTF-8''\(Paths.encode(name))",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func cell(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let id = try visit.parameter("cell")
        let origin = try await StatisticsTables(surroundings).origin(
            of: id, visit.identifier("campaign"), unit: visit.parameter("unit"),
            after: visit.query("after").flatMap(RecordCursor.init), for: officer)
        let campaign = origin.campaign.id.text
        let labels = origin.campaign.definition.labels(of: id)
        let href = Paths.cell(campaign, origin.unit.code, id)
        let units = [Measure.sessions: "场", .people: "人", .attendances: "人次", .families: "组", .households: "户"]
        let isMedia = origin.cell.kind.hasPrefix("media.") || origin.cell.kind.hasPrefix("channel.")
        let unit = isMedia ? (origin.cell.kind.hasPrefix("media.") ? "篇" : "个") : units[origin.cell.measure] ?? ""
        let records =
            origin.records.map { record in
                CellRecord(
                    title: record.draft.title, unit: record.unit.shortName, date: record.draft.heldOn.short,
                    value: record.draft.measures[origin.cell.measure].map { "\(Wording.number($0)) \(unit)" } ?? "没填",
                    href: Paths.activity(record.id.text))
            }
            + origin.media.map {
                CellRecord(
                    title: $0.item.title, unit: $0.unitName, date: $0.item.publishedOn.short, value: $0.item.medium)
            }
            + origin.channels.map {
                CellRecord(title: $0.channel.name, unit: $0.unitName, date: "", value: $0.channel.address)
            }
        let page = CellPage(
            path: [Link("信息统计表", Paths.table(campaign, origin.unit.code))]
                + labels.dropLast().map { Link($0, Paths.table(campaign, origin.unit.code)) },
            label: labels.last ?? "", figure: "\(Wording.number(origin.live)) \(unit)",
            summary: "\(origin.unit.shortName)，共 \(Wording.number(origin.count)) 条记录。没有手工调整。",
            reported: origin.reported.map { "上报数 \(Wording.number($0)) \(unit)" },
            valueLabel: isMedia ? "哪里" : origin.cell.measure.name, records: records,
            children: origin.children.map {
                UnitShare(
                    unit: $0.unit.shortName, value: Wording.number($0.value),
                    href: Paths.cell(campaign, $0.unit.code, id))
            }, uncountedCount: Int(origin.uncounted), uncountedHref: Paths.uncounted(campaign, origin.unit.code),
            pager: Pager(
                firstHref: visit.query("after") == nil ? nil : href,
                nextHref: origin.next.map { href + "?after=\($0.text)" },
                total: "共 \(Wording.number(origin.count)) 条"))
        return visit.page("\(page.figure)，是这样来的", cellPage(page))
    }

    private func uncounted(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let found = try await StatisticsTables(surroundings).uncounted(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: officer)
        let page = UncountedPage(
            tableHref: Paths.table(found.campaign.id.text, found.unit.code),
            records: found.records.map { record in
                UncountedRecord(
                    title: record.draft.title, unit: record.unit.shortName, date: record.draft.heldOn.short,
                    has: Wording.all(record.draft.measures), lacks: Measure.people.name,
                    editHref: officer.may(.record, on: record.unit) ? Paths.activityEdit(record.id.text) : nil)
            })
        return visit.page("没算进来的", uncountedPage(page))
    }
}
