internal import Domain
internal import Hummingbird
internal import UseCases

/// 收表: filled tables come back, are checked cell by cell, and then taken.
struct ImportRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.newImport, .right(.record, .ownUnit)) { try await form($0) },
            .post(Paths.imports, .right(.record, .ownUnit), body: .upload, upload),
            .get("/imports/{import}", .right(.record, .importUpload), report),
            .post("/imports/{import}/take", .right(.record, .importUpload), take),
        ]
    }

    private func form(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let uploads = try await ImportTables(surroundings).list(for: visit.officer)
        let page = NewImportPage(
            csrf: visit.csrf,
            imports: uploads.map { upload in
                ImportLine(
                    date: "\(CalendarDate(upload.createdAt).short) \(upload.createdAt.clockText)",
                    count: "\(upload.files) 份", href: Paths.importReport(upload.id.text))
            }, errors: errors)
        return visit.page(
            "收表", newImportPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func upload(_ visit: Visit) async throws -> Response {
        do {
            guard let campaign = try await Agenda(surroundings).page(for: visit.officer).campaign else {
                throw AccessRefused.missing
            }
            let files = (visit.form.files["file"] ?? []).filter { !($0.name.isEmpty && $0.bytes.isEmpty) }
            let id = surroundings.identifiers.next(ImportUpload.self)
            try await ImportTables(surroundings).upload(
                files.map { ($0.name, $0.bytes) }, id: id, campaign: campaign.id, by: visit.officer)
            return .seeOther(Paths.importReport(id.text))
        } catch let refused as ImportTablesRefused {
            return try await form(visit, errors: FormErrors([FieldError("file", refused.message)]))
        }
    }

    private func report(_ visit: Visit) async throws -> Response {
        let upload = try await ImportTables(surroundings).one(visit.identifier("import"), for: visit.officer)
        let campaign = upload.campaign
        let ready = upload.files.filter { $0.takenAt == nil && $0.report.canBeTaken }
        let records = ready.reduce(0) { $0 + $1.report.recordCount + $1.report.mediaCount }
        let bad = upload.files.filter { !$0.report.problems.isEmpty }.count
        let page = ImportReportPage(
            csrf: visit.csrf, id: upload.id.text,
            date: "\(CalendarDate(upload.createdAt).short) \(upload.createdAt.clockText)",
            summary: "共 \(upload.files.count) 份，能取 \(ready.count) 份，要改 \(bad) 份。",
            files: upload.files.map { file($0, campaign) },
            takeAll: ready.count > 1 ? "\(ready.count) 份能取，会补 \(records) 条记录。" : nil)
        return visit.page("核对收到的表", importReportPage(page))
    }

    private func file(_ file: ImportTables.File, _ campaign: Campaign) -> ImportFile {
        let report = file.report
        let canTake = file.takenAt == nil && report.canBeTaken
        let chip =
            file.takenAt != nil
            ? Chip(.ok, "取过了")
            : !report.problems.isEmpty ? Chip(.back, "要改") : canTake ? Chip(.open, "能取") : Chip(.off, "没有可取的")
        let code = file.unit?.code ?? ""
        let made =
            file.takenAt == nil || file.unit == nil
            ? []
            : [
                Link(
                    "补了 \(report.recordCount + report.mediaCount) 条，去看统计表", Paths.table(campaign.id.text, code))
            ]
        return ImportFile(
            id: String(file.position), name: file.name, unitName: report.unitName.nonEmpty, chip: chip,
            problems: report.problems.map { ImportProblem(place: $0.place, text: $0.message) },
            differences: report.lines.filter { $0.action != .same && $0.action != .blank }.map { line in
                let value = line.file ?? 0
                let difference = value - line.there
                return ImportDifference(
                    label: campaign.definition.label(of: line.cell), now: Wording.number(line.there),
                    nowHref: Paths.cell(campaign.id.text, code, line.cell), file: Wording.number(value),
                    difference: (difference > 0 ? "+" : "") + Wording.number(difference),
                    action: Self.words(line.action), isLeftOut: ![.record, .media].contains(line.action))
            }, canTake: canTake, made: made)
    }

    private static func words(_ action: ImportReport.Action) -> String {
        switch action {
        case .record: "补一条记录"
        case .media: "补媒体稿件"
        case .less: "文件比记录少，没取；要减就改记录或手工调整"
        case .noSessions: "场次没有多，没取；人数要改就改原来的记录"
        case .channel: "没取；到“网站和账号”写上名称"
        case .same, .blank: ""
        }
    }

    private func take(_ visit: Visit) async throws -> Response {
        let id: ImportUpload.ID = try visit.identifier("import")
        let chosen = visit.form["file"]
        guard chosen == "all" || Int64(chosen) != nil else { throw AccessRefused.missing }
        try await ImportTables(surroundings).take(id, positions: Int64(chosen).map { [$0] }, by: visit.officer)
        return .seeOther(Paths.importReport(id.text))
    }
}
