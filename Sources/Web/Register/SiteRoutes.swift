internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 阵地 of units.
struct SiteRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/units/{unit}/sites", .right(.view, .unit)) { visit in try await list(visit) },
            .post("/units/{unit}/sites", .right(.record, .unit), add),
            .get("/units/{unit}/sites.xlsx", .right(.view, .unit), file),
            .get("/sites/{site}", .right(.view, .site)) { visit in try await show(visit) },
            .post("/sites/{site}", .right(.record, .site), correct),
            .post("/sites/{site}/close", .right(.record, .site), close),
        ]
    }

    private static func filter(_ text: String?) -> Site.Filter {
        guard let text else { return .open }
        return Site.Kind(rawValue: text).map { .kind($0) } ?? (text == "closed" ? .closed : .open)
    }

    private func list(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let show = visit.query("show")
        let found = try await KeepSites(surroundings).list(
            visit.parameter("unit"), Self.filter(show), after: visit.query("after").flatMap(ItemCursor.init),
            for: officer)
        let unit = found.unit
        let shows = [("", "开着的，不分种类")] + Site.Kind.allCases.map { ($0.rawValue, $0.name) } + [("closed", "停用的")]
        let here = Paths.sites(unit.code, show: show ?? "")
        var page = SitesPage(
            path: found.line.dropLast().filter { officer.may(.view, on: $0) }.map {
                Link($0.name, Paths.sites($0.code))
            }, unit: unit.code, unitName: unit.shortName,
            shows: shows.map { Choice($0.0, $0.1, isSelected: $0.0 == show ?? "") }, isFiltered: show != nil,
            sites: found.sites.map { site in
                SiteLine(
                    name: site.draft.shownName, href: Paths.site(site.id.text), unit: site.unit.shortName,
                    kind: site.draft.kind.name, address: site.draft.address, hours: site.draft.hours,
                    chip: site.closedOn == nil ? nil : Chip(.off, "停用了"))
            },
            pager: Pager(
                firstHref: visit.query("after") == nil ? nil : here,
                nextHref: found.next.map { here + (show == nil ? "?" : "&") + "after=\($0.text)" }),
            fileHref: Paths.sitesFile(unit.code))
        if unit.validTo == nil, officer.may(.record, on: unit) {
            let id = visit.form["id"].nonEmpty ?? surroundings.identifiers.next(Site.self).text
            page.form = Self.form(visit, nil, key: HiddenField("id", id), to: Paths.sites(unit.code), errors)
        }
        return visit.page("阵地", sitesPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent)
    }

    /// What was typed, else what is stored.
    private static func form(
        _ visit: Visit, _ stored: SiteDraft?, key: HiddenField, to target: String, _ errors: FormErrors
    ) -> SiteForm {
        let typed = visit.form.has("kind") ? visit.form : nil
        let kind = typed?["kind"] ?? stored?.kind.rawValue
        return SiteForm(
            csrf: visit.csrf, target: target, key: key,
            kinds: (stored == nil ? [Choice("", "选一个")] : [])
                + Site.Kind.allCases.map { Choice($0.rawValue, $0.name, isSelected: $0.rawValue == kind) },
            name: typed?["name"] ?? stored?.name ?? "", address: typed?["address"] ?? stored?.address ?? "",
            hours: typed?["hours"] ?? stored?.hours ?? "", since: typed?["since"] ?? stored?.since?.text ?? "",
            errors: errors)
    }

    /// - Throws: `Wrong` with the field, when the form cannot be taken.
    private static func draft(_ form: FormData) throws -> SiteDraft {
        let since: CalendarDate?
        do throws(CalendarDate.Invalid) { since = try form.date("since") } catch {
            throw Wrong(field: "since", message: error.message)
        }
        guard let kind = Site.Kind(rawValue: form["kind"]) else { throw Wrong(field: "kind", message: "选一下是什么") }
        return try SiteDraft(
            kind: kind, name: form["name"], address: form["address"],
            hours: form["hours"], since: since)
    }
    private struct Wrong: Error { let field: String, message: String }

    /// The field that an error belongs to; what is no error of the form goes on.
    private static func errors(_ error: any Error) throws -> FormErrors {
        if let wrong = error as? Wrong { return FormErrors([FieldError(wrong.field, wrong.message)]) }
        guard let refused = error as? SiteRefused else { throw error }
        let field =
            switch refused {
            case .name, .ownName: "name"
            case .address: "address"
            case .hours: "hours"
            case .since: "since"
            case .closedOn: "closed_on"
            case .closed: throw error
            case .changed, .tooMany, .differentBody: "kind"
            }
        return FormErrors([FieldError(field, refused.message)])
    }

    private func add(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        do {
            try await KeepSites(surroundings).add(
                Self.draft(visit.form), id: .init(visit.form["id"]), to: code, by: visit.officer)
            return .seeOther(Paths.sites(code))
        } catch { return try await list(visit, errors: Self.errors(error)) }
    }

    private func show(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let (site, versions) = try await KeepSites(surroundings).detail(visit.identifier("site"), for: officer)
        let path = Paths.site(site.id.text)
        var page = SitePage(
            path: [
                Link(site.unit.shortName, Paths.unit(site.unit.code)), Link("阵地", Paths.sites(site.unit.code)),
            ], name: site.draft.shownName, chip: site.closedOn == nil ? nil : Chip(.off, "停用了"),
            facts: Self.facts(site.draft, site.closedOn), closingErrors: errors["closed_on"] == nil ? .none : errors,
            history: Self.history(versions))
        if site.closedOn == nil, officer.may(.record, on: site.unit) {
            page.form = Self.form(
                visit, site.draft, key: HiddenField("version", String(site.version)), to: path,
                errors["closed_on"] == nil ? errors : .none)
            page.closeHref = Paths.siteClose(site.id.text)
            page.closedOn = visit.form["closed_on"].nonEmpty ?? CalendarDate(surroundings.clock.now()).text
        }
        return visit.page(
            "阵地", sitePage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private static func facts(_ draft: SiteDraft, _ closedOn: CalendarDate?) -> [Fact] {
        let facts = [
            Fact("是什么", draft.kind.name), Fact("叫什么", draft.name.nonEmpty ?? "没填"), Fact("在哪里", draft.address),
            Fact("什么时候开", draft.hours.nonEmpty ?? "没填"), Fact("哪天建的", draft.since?.long ?? "没填"),
        ]
        return facts + (closedOn.map { [Fact("最后一天开到", $0.long)] } ?? [])
    }

    private static func history(_ versions: [SiteVersion]) -> [HistoryLine] {
        versions.enumerated().flatMap { index, version -> [HistoryLine] in
            let when = Wording.saved(by: version.by, of: version.byUnit, at: version.savedAt)
            guard index + 1 < versions.count else { return [HistoryLine(text: "加上", byAndWhen: when)] }
            if let closedOn = version.closedOn { return [HistoryLine(text: "停用，开到\(closedOn.long)", byAndWhen: when)] }
            return zip(facts(versions[index + 1].draft, nil), facts(version.draft, nil)).filter { $0 != $1 }.map {
                HistoryLine(text: $0.label, byAndWhen: when, before: $0.value, after: $1.value)
            }
        }
    }

    private func correct(_ visit: Visit) async throws -> Response {
        let id: Site.ID = try visit.identifier("site")
        do {
            try await KeepSites(surroundings).correct(
                Self.draft(visit.form), id: id, before: Int64(visit.form["version"]) ?? 0, by: visit.officer)
            return .seeOther(Paths.site(id.text))
        } catch { return try await show(visit, errors: Self.errors(error)) }
    }

    private func close(_ visit: Visit) async throws -> Response {
        let id: Site.ID = try visit.identifier("site")
        do {
            guard let day = try? visit.form.date("closed_on") else { throw SiteRefused.closedOn }
            try await KeepSites(surroundings).close(
                id, on: day, before: Int64(visit.form["version"]) ?? 0, by: visit.officer)
            return .seeOther(Paths.site(id.text))
        } catch { return try await show(visit, errors: Self.errors(error)) }
    }

    private func file(_ visit: Visit) async throws -> Response {
        let unit = try visit.parameter("unit")
        let path = try await KeepSites(surroundings).file(unit, for: visit.officer)
        return try .download(
            temporary: path, name: "阵地-\(unit).xlsx", plainName: "sites-\(unit).xlsx",
            type: TableFile.Format.xlsx.mediaType)
    }
}
