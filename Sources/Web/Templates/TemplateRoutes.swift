internal import Domain
internal import Hummingbird
internal import UseCases

/// 附件模板: definitions of tables.
struct TemplateRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.templates, .officer) { try await list($0) },
            .post(Paths.templates, .right(.administer, .ownUnit), body: .upload, upload),
            .get("/table-templates/{template}/{version}", .right(.view, .ownUnit), show),
            .get("/table-templates/{template}/{version}/file", .right(.view, .ownUnit), file),
            .post("/table-templates/{template}/{version}/publish", .right(.administer, .ownUnit), publish),
            .post("/table-templates/{template}/{version}/use", .right(.administer, .ownUnit), use),
        ]
    }

    private func named(_ visit: Visit) throws -> (id: String, version: Int, key: String) {
        let id = try visit.parameter("template")
        guard let version = Int(try visit.parameter("version")) else { throw AccessRefused.missing }
        return (id, version, TableDefinition.key(id, version))
    }

    private static let mostLines = 30

    private static func chip(_ entry: StoredDefinition) -> Chip {
        entry.isPublished ? Chip(.ok, "已发布") : Chip(.half, "草稿")
    }
    private static func versionText(_ definition: TableDefinition) -> String {
        "\(definition.id) 第 \(definition.version) 版"
    }
    private static func title(_ definition: TableDefinition) -> String {
        definition.title.replacing("{ordinal}", with: "N").replacing("{year}", with: "")
    }

    private func list(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let entries = try await TableTemplates(surroundings).list(for: officer)
        let page = TemplateListPage(
            csrf: visit.csrf,
            templates: entries.map { entry in
                let definition = entry.definition
                let href = Paths.template(definition.id, definition.version)
                return TemplateLine(
                    title: Self.title(definition), version: Self.versionText(definition), chip: Self.chip(entry),
                    use: entry.campaigns.isEmpty ? nil : "用在 \(entry.campaigns.joined(separator: "、"))", href: href,
                    downloadHref: Paths.templateFile(definition.id, definition.version))
            }, canUpload: officer.may(.administer, on: officer.unit), errors: errors)
        return visit.page(
            "附件模板", templateListPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    private func upload(_ visit: Visit) async throws -> Response {
        do {
            guard let file = visit.form.file("file") else { throw TemplateRefused.unreadable("") }
            let definition = try await TableTemplates(surroundings).upload(file.bytes, by: visit.officer)
            return .seeOther(Paths.template(definition.id, definition.version))
        } catch let error as any UserFacingError where error is TemplateRefused || error is TableDefinition.Invalid {
            return try await list(visit, errors: FormErrors([FieldError("file", error.message)]))
        }
    }

    private func show(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let (id, version, key) = try named(visit)
        let preview = try await TableTemplates(surroundings).preview(
            key, campaign: visit.query("campaign").flatMap { try? Campaign.ID($0) }, unit: officer.unit.code,
            for: officer)
        let entry = preview.entry
        let definition = entry.definition
        let isOwn = entry.owner == officer.unit.id && officer.may(.administer, on: officer.unit)
        let day = CalendarDate(surroundings.clock.now())
        var page = TemplatePage(
            csrf: visit.csrf, id: id, version: version, title: Self.title(definition),
            versionText: Self.versionText(definition), chip: Self.chip(entry),
            downloadHref: Paths.templateFile(id, version))
        page.problems = preview.problem.map { [$0.message] } ?? []
        page.previewOf = preview.campaign.map { "用 \($0.name) 在 \(preview.unit.shortName) 的数算的" }
        page.annex = AnnexPages.annex(
            definition, year: preview.campaign?.year ?? day.year, unit: preview.unit, values: preview.then, contact: "",
            date: day
        ) { _ in nil }
        if let campaign = preview.campaign, campaign.definition.key != key {
            page.comparedWith = Self.versionText(campaign.definition)
            page.changes = preview.changes.prefix(Self.mostLines).map(Self.sentence)
            if preview.changes.count > Self.mostLines {
                page.changes.append("另外还有 \(preview.changes.count - Self.mostLines) 处")
            }
            page.figureChanges = Self.figures(preview, campaign)
        }
        if preview.keptAdjustments > 0 { page.keptAdjustments = ["\(preview.keptAdjustments) 处照样算"] }
        if preview.lostAdjustments > 0 {
            page.lostAdjustments = ["\(preview.lostAdjustments) 处的格没有了，不再算，原来的记录还在"]
        }
        page.canPublish = isOwn && !entry.isPublished && preview.problem == nil
        page.canUse = entry.isPublished && officer.may(.administer, on: officer.unit)
        page.campaigns =
            page.canUse
            ? preview.campaigns.map {
                TemplateCampaign(id: $0.id.text, name: $0.name, isUsingIt: $0.definition.key == key)
            } : []
        return visit.page("附件模板 \(page.versionText)", templatePage(page))
    }

    /// Cells of either form whose value is not the same.
    private static func figures(_ preview: TableTemplates.Preview, _ campaign: Campaign) -> [TemplateFigureChange] {
        let ids =
            preview.entry.definition.cells.map(\.id)
            + campaign.definition.cells.map(\.id).filter {
                preview.entry.definition.cell($0) == nil
            }
        // A cell that is new and 0 is among the changes; here stand numbers that somebody would miss or wonder at.
        let differing = ids.filter { preview.then[$0] ?? 0 != preview.now[$0] ?? 0 }
        return differing.prefix(Self.mostLines).map { id in
            let (then, now) = (preview.then[id], preview.now[id])
            let label = preview.entry.definition.cell(id) == nil ? campaign.definition : preview.entry.definition
            let words = { (value: Int64?) in value.map { Wording.number($0) } ?? "没有这一格" }
            return TemplateFigureChange(
                label: label.label(of: id), now: words(now),
                nowHref: now == nil ? nil : Paths.cell(campaign.id.text, preview.unit.code, id), then: words(then))
        }
    }

    private static func sentence(_ change: TableDefinition.Change) -> String {
        switch change {
        case .added(let label): "新增一格：\(label)"
        case .removed(let label): "少了一格：\(label)"
        case .relabelled(let label, let from): "改了名称：\(from)，改成 \(label)"
        case .title: "改了标题"
        case .notes: "改了说明或表头表尾"
        case .rules: "改了核对规则"
        }
    }

    private func file(_ visit: Visit) async throws -> Response {
        let (id, version, key) = try named(visit)
        let bytes = try await TableTemplates(surroundings).file(key, for: visit.officer)
        return .download(
            bytes, name: "附件模板-\(id)-\(version).json", plainName: "\(Paths.encode(id))-\(version).json",
            type: "application/json")
    }

    private func publish(_ visit: Visit) async throws -> Response {
        let (id, version, key) = try named(visit)
        try await TableTemplates(surroundings).publish(key, by: visit.officer)
        return .seeOther(Paths.template(id, version))
    }

    private func use(_ visit: Visit) async throws -> Response {
        let (id, version, key) = try named(visit)
        guard let campaign = try? Campaign.ID(visit.form["campaign"]) else { throw AccessRefused.missing }
        try await TableTemplates(surroundings).use(key, for: campaign, by: visit.officer)
        return .seeOther(Paths.template(id, version))
    }
}
