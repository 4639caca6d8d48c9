internal import Domain
internal import Hummingbird
internal import UseCases

/// Posts below a unit, many at once, and their slips.
struct PostBatchRoutes {
    let surroundings: Surroundings
    private static let gridRows = 100

    var routes: [Route] {
        [
            .get("/units/{unit}/posts/new", .right(.letInBelow, .unit)) { visit in try await form(visit) },
            .post("/units/{unit}/posts/new", .right(.letInBelow, .unit), openGrid),
            .post("/units/{unit}/posts/file", .right(.letInBelow, .unit), body: .upload, openSheet),
            .get("/units/{unit}/posts/template.xlsx", .right(.letInBelow, .unit), template),
            .get("/post-batches/{batch}", .right(.letInBelow, .postBatch), show),
            .post("/post-batches/{batch}", .right(.letInBelow, .postBatch), mend),
            .post("/post-batches/{batch}/work", .right(.letInBelow, .postBatch), work),
            .get("/units/{unit}/posts/slips", .right(.letInBelow, .unit), chooseSlips),
            .post("/units/{unit}/posts/slips", .right(.letInBelow, .unit), printSlips),
        ]
    }

    private func form(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let code = try visit.parameter("unit")
        let found = try await OpenPosts(surroundings).vacant(
            below: code, after: visit.query("after"), limit: Self.gridRows + 1, for: officer)
        let shown = found.vacant.prefix(Self.gridRows)
        let levels = Level.allCases.filter { $0 > found.unit.level }
        let page = NewPostsPage(
            csrf: visit.csrf, id: visit.form["id"].nonEmpty ?? surroundings.identifiers.next(PostBatch.self).text,
            unit: code, unitName: found.unit.shortName,
            rows: shown.map { unit in
                let single = Role.offered(at: unit.level).filter { officer.mayGive($0, in: unit) }
                let usual = Role.name(of: Role.usual(at: unit.level))
                let names = [usual] + single.map(\.name).filter { $0 != usual }
                return NewPostRow(
                    code: unit.code, unitName: unit.shortName, name: single.first?.name ?? "",
                    roles: names.map { Choice($0, $0, isSelected: $0 == usual) })
            },
            nextHref: found.vacant.count > Self.gridRows
                ? Paths.newPosts(of: code) + "?after=" + (shown.last?.code ?? "") : nil,
            pasted: visit.form["text"],
            templates: levels.map { Link("\($0.name)的表样", Paths.postsTemplate(of: code, level: $0.rawValue)) },
            slipsHref: Paths.slips(of: code),
            batches: found.batches.map {
                Link("\($0.createdAt.short) 的 \(Wording.number($0.rows)) 行", Paths.postBatch($0.id.text))
            }, errors: errors)
        return visit.page(
            "给下级开岗位", newPostsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    private func openGrid(_ visit: Visit) async throws -> Response {
        let drafts = visit.form.names(after: "on.").enumerated().map { index, code in
            PostBatch.Draft(
                line: Int64(index + 1), code: code, displayName: visit.form["name.\(code)"],
                role: visit.form["role.\(code)"], login: visit.form["account.\(code)"])
        }
        return try await open(visit, field: "grid") { drafts }
    }

    private func openSheet(_ visit: Visit) async throws -> Response {
        if let file = visit.form.file("file") {
            return try await open(visit, field: "file") { try await PostSheet(surroundings).file(file.bytes) }
        }
        return try await open(visit, field: "text") { try PostSheet.pasted(visit.form["text"]) }
    }

    private func open(
        _ visit: Visit, field: String, _ drafts: () async throws -> [PostBatch.Draft]
    ) async throws -> Response {
        guard let id = try? PostBatch.ID(visit.form["id"]) else { throw FormRefused.malformed }
        do {
            try await OpenPosts(surroundings).receive(
                drafts(), id: id, below: visit.parameter("unit"), by: visit.officer)
        } catch let refused as PostsRefused {
            return try await form(visit, errors: FormErrors([FieldError(field, refused.message)]))
        }
        try await OpenPosts(surroundings).work(id, by: visit.officer)
        return .seeOther(Paths.postBatch(id.text))
    }

    private func template(_ visit: Visit) async throws -> Response {
        guard let level = visit.query("level").flatMap({ Int($0) }).flatMap(Level.init(rawValue:)) else {
            throw AccessRefused.missing
        }
        let code = try visit.parameter("unit")
        let bytes = try await PostSheet(surroundings).template(below: code, level: level, for: visit.officer)
        return .download(
            bytes, name: "岗位-\(code)-\(level.name).xlsx",
            plainName: "posts-\(code).xlsx", type: TableFile.Format.xlsx.mediaType)
    }

    private func show(_ visit: Visit) async throws -> Response {
        let status = try await OpenPosts(surroundings).status(visit.identifier("batch"), for: visit.officer)
        let code = status.unit.code
        let page = PostBatchPage(
            csrf: visit.csrf, id: status.batch.id.text, unitName: status.unit.shortName,
            done: Wording.number(status.done), waiting: status.waiting > 0 ? Wording.number(status.waiting) : nil,
            failed: status.failed > 0 ? Wording.number(status.failed) : nil,
            dropped: status.dropped > 0 ? Wording.number(status.dropped) : nil, isBroken: !status.isWhole,
            rows: status.problems.map { row in
                FailedPost(
                    position: String(row.position), place: "第 \(row.draft.line) 行",
                    message: row.problem?.message ?? "", code: row.draft.code, unitName: row.draft.unitName,
                    name: row.draft.displayName, role: row.draft.role, account: row.draft.login,
                    again: Self.again(row))
            }, hasMore: status.failed > Int64(status.problems.count), slipsHref: Paths.slips(of: code),
            newHref: Paths.newPosts(of: code))
        return visit.page("开岗位", postBatchPage(page))
    }

    private static func again(_ row: PostBatch.Row) -> Choice? {
        switch row.problem?.kind {
        case .somebody, .duplicate: Choice("more", "再开一个")
        case .known: Choice("same", "是同一个人")
        default: row.draft.again == .no ? nil : Choice(row.draft.again.rawValue, "再开一个", isSelected: true)
        }
    }

    private func mend(_ visit: Visit) async throws -> Response {
        let id: PostBatch.ID = try visit.identifier("batch")
        var drafts: [Int64: PostBatch.Draft] = [:]
        for key in visit.form.names(after: "code.") {
            guard let position = Int64(key) else { continue }
            drafts[position] = PostBatch.Draft(
                line: 0, code: visit.form["code.\(key)"], unitName: visit.form["unit.\(key)"],
                displayName: visit.form["name.\(key)"], role: visit.form["role.\(key)"],
                login: visit.form["account.\(key)"], again: PostBatch.Again(rawValue: visit.form["again.\(key)"]) ?? .no
            )
        }
        let dropped = Set(visit.form.names(after: "drop.").compactMap { Int64($0) })
        try await OpenPosts(surroundings).mend(drafts, dropping: dropped, of: id, by: visit.officer)
        try await OpenPosts(surroundings).work(id, by: visit.officer)
        return .seeOther(Paths.postBatch(id.text))
    }

    private func work(_ visit: Visit) async throws -> Response {
        let id: PostBatch.ID = try visit.identifier("batch")
        try await OpenPosts(surroundings).work(id, by: visit.officer)
        return .seeOther(Paths.postBatch(id.text))
    }

    private func chooseSlips(_ visit: Visit) async throws -> Response {
        let (unit, count) = try await SignInSlips(surroundings).count(
            .waiting, below: visit.parameter("unit"), for: visit.officer)
        let page = SlipsPage(
            csrf: visit.csrf, unit: unit.code, unitName: unit.shortName,
            waiting: count < SignInSlips.mostAtOnce ? "\(count) 张" : "\(count) 张以上", hasWaiting: count > 0,
            postsHref: Paths.newPosts(of: unit.code))
        return visit.page("打印登录条", slipsPage(page), narrow: true)
    }

    private func printSlips(_ visit: Visit) async throws -> Response {
        guard let which = SignInSlips.Which(rawValue: visit.form["which"]) else { throw FormRefused.malformed }
        let made = try await SignInSlips(surroundings)(
            which, below: visit.parameter("unit"), after: visit.form["after"].nonEmpty, by: visit.officer)
        return try await visit.slipSheet(
            made.slips, unit: made.unit.code, which: which.rawValue, next: made.next,
            backHref: Paths.slips(of: made.unit.code))
    }
}
