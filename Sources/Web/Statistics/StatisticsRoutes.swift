internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// The official table of a unit: on the screen, on paper, as a file.
struct StatisticsRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.tables, .officer, newest),
            .get("/stat-tables/{campaign}/{unit}", .right(.view, .unit), table),
            .get("/stat-tables/{campaign}/{unit}/print", .right(.view, .unit), printed),
            .get("/stat-tables/{campaign}/{unit}/table.xlsx", .right(.view, .unit)) { try await file($0, .xlsx) },
            .get("/stat-tables/{campaign}/{unit}/table.docx", .right(.view, .unit)) { try await file($0, .docx) },
        ] + CellRoutes(surroundings: surroundings).routes + AdjustmentRoutes(surroundings: surroundings).routes
            + ExportRoutes(surroundings: surroundings).routes
    }

    private enum Figures: String {
        case live, reported, today

        init(_ visit: Visit) { self = visit.query("figures").flatMap(Figures.init(rawValue:)) ?? .live }
        func values(of table: StatisticsTables.Table) -> CellValues {
            switch self {
            case .live: table.live
            case .reported: table.reported
            case .today: table.today ?? table.reported
            }
        }
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

    private func annex(_ table: StatisticsTables.Table, _ figures: Figures, _ visit: Visit) throws -> Annex {
        AnnexPages.annex(
            table.campaign.definition, year: table.campaign.year, unit: table.unit, values: figures.values(of: table),
            contact: contact(table, visit), date: CalendarDate(surroundings.clock.now()),
            adjustments: figures == .live ? [] : table.adjustments
        ) { Paths.cell(table.campaign.id.text, table.unit.code, $0.id) }
    }

    private func table(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let table = try await load(visit)
        let (campaign, unit) = (table.campaign.id.text, table.unit.code)
        let figures = Figures(visit)
        let href = Paths.table(campaign, unit)
        let missing = table.missing.prefix(30).map(\.shortName).joined(separator: "、")
        let filled = table.live.count
        let records = Wording.number(table.records)
        var page = TablePage(
            campaign: campaign, unit: unit,
            path: table.line.dropLast().filter { officer.may(.view, on: $0) }.map {
                Link($0.name, Paths.table(campaign, $0.code))
            }, summary: "\(table.unit.shortName)该填的 \(filled) 格都由 \(records) 条记录算好了，没有要手填的。横线是别级填的。",
            annex: try annex(table, figures, visit), showsReported: figures == .reported, liveHref: href,
            reportedHref: href + "?figures=reported", differences: differences(table),
            uncountedCount: Int(table.uncounted),
            missing: table.missing.isEmpty
                ? nil : "\(missing)\(table.missing.count > 30 ? " 等" : "") \(table.missing.count) 个单位",
            canSubmit: table.campaign.superior(of: table.unit) != nil && officer.may(.submit, on: table.unit))
        page.todayHref = table.today == nil ? nil : href + "?figures=today"
        page.showsToday = figures == .today
        page.adjustmentsHref = Paths.adjustments(campaign, unit)
        page.yearsHref = Paths.years(campaign, unit)
        page.summaryHref = Paths.summary(campaign, unit)
        page.recordsXlsxHref = Paths.recordsFile(campaign, unit, "xlsx")
        page.recordsCsvHref = Paths.recordsFile(campaign, unit, "csv")
        page.channelsHref = Paths.channelsFile(campaign, unit)
        page.treeNotes = table.changes.map { Wording.sentence($0) }
        page.checks = table.findings.map { finding in
            CheckLine(
                message: finding.message,
                href: finding.cells.first.flatMap { id in
                    table.live[id] == nil ? nil : Paths.cell(campaign, unit, id)
                })
        }
        return visit.page("信息统计表 \(table.unit.shortName)", tablePage(page))
    }

    private func differences(_ table: StatisticsTables.Table) -> [FigureDifference] {
        let definition = table.campaign.definition
        return definition.cells.compactMap { cell in
            guard let live = table.live[cell.id], live != table.reported[cell.id] ?? 0 else { return nil }
            return FigureDifference(
                label: definition.labels(of: cell.id).dropFirst().joined(separator: "，"), live: Wording.number(live),
                liveHref: Paths.cell(table.campaign.id.text, table.unit.code, cell.id),
                reported: Wording.number(table.reported[cell.id] ?? 0))
        }
    }

    private func printed(_ visit: Visit) async throws -> Response {
        let table = try await load(visit)
        let page = TablePrintPage(
            back: Link("回信息统计表", Paths.table(table.campaign.id.text, table.unit.code)),
            annex: try annex(table, Figures(visit), visit))
        return visit.page("信息统计表 \(table.unit.shortName)", tablePrintPage(page), mode: .plain)
    }

    private func file(_ visit: Visit, _ format: TableFile.Format) async throws -> Response {
        let table = try await load(visit)
        let bytes = try await TableFile(
            table, values: Figures(visit).values(of: table), contact: contact(table, visit)
        ).bytes(format, on: CalendarDate(surroundings.clock.now()))
        return .download(
            bytes, name: "信息统计表-\(table.unit.shortName).\(format.rawValue)",
            plainName: "table-\(table.unit.code).\(format.rawValue)", type: format.mediaType)
    }
}

extension Response {
    /// A file to keep. Source: RFC 6266.
    /// - Parameter plainName: ASCII, for browsers that do not know the other.
    static func download(_ bytes: [UInt8], name: String, plainName: String, type: String) -> Response {
        download(.init(byteBuffer: ByteBuffer(bytes: bytes)), name: name, plainName: plainName, type: type)
    }
    static func download(_ body: ResponseBody, name: String, plainName: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition:
                    "attachment; filename=\"\(plainName)\"; filename*=UTF-8''\(Paths.encode(name))",
                .cacheControl: "no-store",
            ], body: body)
    }
}

extension Wording {
    /// One change of the tree as a line.
    static func sentence(_ change: UnitChange) -> String {
        let what =
            switch change.kind {
            case .rename: "\(change.before)改名为\(change.after)"
            case .move: "\(change.unitName)从\(change.before)划到\(change.after)，划走前报的数还算在\(change.before)"
            case .merge: "\(change.unitName)并入\(change.after)，它记过、报过的数都还在"
            case .split: "从\(change.before)分出\(change.after)"
            case .close: "\(change.unitName)撤销了，它记过、报过的数都还在"
            }
        return "\(change.day.short) \(what)（\(change.reason)）"
    }
}
