internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 报送材料 and 谁还缺什么.
struct MaterialRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/materials/{campaign}/{unit}", .right(.view, .unit)) { try await show($0) },
            .post("/materials/{campaign}/{unit}", .right(.submit, .unit), body: .files, attach),
            .get("/material-files/{material}", .right(.viewMaterials, .material), download),
            .post("/material-files/{material}/withdraw", .right(.submit, .material), withdraw),
        ]
    }

    private func show(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let listing = try await Materials(surroundings).listing(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: officer)
        let (campaign, unit) = (listing.campaign.id.text, listing.unit.code)
        let isOwn = listing.unit.id == officer.unit.id
        let superior = listing.superior.map { "报给\(Wording.short($0))。" } ?? ""
        let page = MaterialsPage(
            csrf: visit.csrf, campaign: campaign, unit: unit,
            path: isOwn
                ? [] : [Link("谁还缺什么", Paths.gaps(campaign))],
            heading: isOwn ? "报送材料" : "\(listing.unit.shortName)的报送材料",
            intro: isOwn ? superior + "缺什么也能上报，晚到的自动补进去。" : superior,
            notice: isOwn ? listing.notice.map { Link($0.head.title, Paths.notice($0.id.text)) } : nil,
            items: listing.checklist.items.enumerated().map { item($1, at: $0, listing) },
            others: listing.seesFiles ? listing.checklist.others.map { line($0, listing) } : [],
            withdrawn: listing.withdrawn.map { line($0, listing) }, hidesFiles: !listing.seesFiles,
            submitHref: listing.canAttach && listing.superior != nil
                ? Paths.newSubmission(campaign: campaign, unit: unit) : nil,
            errors: errors)
        return visit.page(
            page.heading, materialsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent,
            narrow: true)
    }

    private func item(_ item: Checklist.Item, at index: Int, _ listing: Materials.Listing) -> MaterialItem {
        let kind = item.requirement.kind
        let isOpen = listing.canAttach && kind != Requirement.table
        let only = item.requirement.least == 1 && item.materials.count == 1 ? item.materials.first : nil
        return MaterialItem(
            place: item.place.text, fieldId: Self.fieldId(index), kind: item.name,
            line: ChecklistLine(item.requirement.words, hint: Wording.hint(item), chip: Wording.chip(item)),
            files: listing.seesFiles ? item.materials.map { line($0, listing) } : [],
            accept: isOpen ? item.requirement.endings.map { "." + $0 }.joined(separator: ",") : "",
            help: Self.help(kind), replaces: only.flatMap { listing.canWithdraw($0) ? line($0, listing) : nil },
            link: kind == "summary" && listing.canAttach
                ? Link("看总结初稿", Paths.summary(listing.campaign.id.text, listing.unit.code)) : nil)
    }

    private static func fieldId(_ index: Int) -> String { "files-\(index)" }
    private static func help(_ kind: String) -> String {
        switch kind {
        case "photos": ".jpg 或 .png，一张最多 20 MB，能一次选好几张"
        case "videos": ".mp4，一个最多 300 MB，一次传的加起来不超过 400 MB"
        case "works", "other": "Word（.docx）、PDF、照片或 .mp4 视频"
        default: "Word（.docx）或 PDF，一份最多 50 MB"
        }
    }

    private func line(_ material: Material, _ listing: Materials.Listing) -> MaterialLine {
        MaterialLine(material, canWithdraw: material.withdrawnAt == nil && listing.canWithdraw(material))
    }

    /// What was good is kept; what was not is named beside its field.
    private func attach(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let campaign: Campaign.ID = try visit.identifier("campaign")
        let unit = try visit.parameter("unit")
        guard let place = Material.Place(visit.form["place"]) else { throw MaterialRefused.changed }
        let refused: [MaterialRefused]
        do {
            refused = try await AttachMaterials(surroundings)(
                visit.form.sent("files"), to: place,
                replacing: visit.form["replaces"].nonEmpty.flatMap { try? Material.ID($0) }, campaign: campaign,
                unit: unit, by: officer)
        } catch let error as MaterialRefused where error.kind == .invalid { refused = [error] }
        guard !refused.isEmpty else { return .seeOther(Paths.materials(campaign.text, unit)) }
        let items = try await Materials(surroundings).listing(campaign, unit: unit, for: officer).checklist.items
        let field = Self.fieldId(items.firstIndex { $0.place == place } ?? 0)
        return try await show(visit, errors: FormErrors(refused.map { FieldError(field, $0.message) }))
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        let (material, unit) = try await AttachMaterials(surroundings).withdraw(
            visit.identifier("material"), by: visit.officer)
        if case .version(let id) = material.place { return .seeOther(Paths.submission(id.text)) }
        return .seeOther(Paths.materials(material.campaign.text, unit.code))
    }

    private func download(_ visit: Visit) async throws -> Response {
        let materials = Materials(surroundings)
        let material = try await materials.material(visit.identifier("material"), for: visit.officer)
        let all = 0..<material.size
        let part = visit.request.headers[.range].flatMap { ByteRange.within(all, $0) }
        let range = part ?? all
        let body = ResponseBody(contentLength: Int(range.upperBound - range.lowerBound)) { writer in
            var writer = writer
            try await materials.read(material, range) { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        let ending = FileName(material.file).ending
        var response = Response.download(
            body, name: material.file, plainName: "material.\(ending)", type: material.mediaType)
        response.headers[.acceptRanges] = "bytes"
        if let part {
            response.status = .partialContent
            response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(material.size)"
        }
        return response
    }
}

extension FormData {
    /// The files of a field. One without a choice comes as a file without a name.
    func sent(_ name: String) -> [AttachMaterials.Sent] {
        (uploads[name] ?? []).filter { !($0.name.isEmpty && $0.file.size == 0) }.map {
            AttachMaterials.Sent(name: $0.name, file: $0.file)
        }
    }
}

extension MaterialLine {
    init(_ material: Material, canWithdraw: Bool = false) {
        self.init(
            id: material.id.text, name: material.file, size: Wording.size(material.size),
            when: (material.withdrawnAt ?? material.addedAt).short, isLate: material.isLate, canWithdraw: canWithdraw)
    }
}

/// One range of a file, as a browser that goes on with a download asks for it. Source: RFC 9110, 14.2.
enum ByteRange {
    /// - Returns: nil for what is not one range that the file has; then the whole file is the answer.
    static func within(_ all: Range<Int64>, _ header: String) -> Range<Int64>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty {
            guard let last = Int64(ends[1]), last > 0 else { return nil }
            return max(0, all.upperBound - last)..<all.upperBound
        }
        guard let first = Int64(ends[0]), all.contains(first) else { return nil }
        guard !ends[1].isEmpty else { return first..<all.upperBound }
        guard let last = Int64(ends[1]), last >= first else { return nil }
        return first..<min(all.upperBound, last + 1)
    }
}
