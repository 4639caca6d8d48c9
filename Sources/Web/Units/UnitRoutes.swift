internal import Domain
internal import Hummingbird
internal import UseCases

/// A unit, what reports to it, and finding one by name.
struct UnitRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.units, .officer, search),
            .get("/units/{unit}", .right(.view, .unit), show),
        ]
    }

    private func search(_ visit: Visit) async throws -> Response {
        let text = visit.query("q") ?? ""
        let limit = 20
        let found = try await Units(surroundings).search(text, limit: limit + 1, for: visit.officer)
        let page = UnitSearchPage(
            query: String(text.prefix(30)),
            results: found.prefix(limit).compactMap { line in
                guard let unit = line.last else { return nil }
                return FoundUnit(
                    name: unit.name, path: Wording.line(line), code: unit.code, href: Paths.unit(unit.code))
            }, hasMore: found.count > limit)
        return visit.page("找单位", unitSearchPage(page), narrow: true)
    }

    private func show(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let found = try await Units(surroundings).page(
            visit.parameter("unit"), after: visit.query("after"), for: officer)
        let unit = found.unit
        let superiors = found.line.dropLast()
        let page = UnitPage(
            path: superiors.filter { officer.may(.view, on: $0) }.map { Link($0.name, Paths.unit($0.code)) },
            name: Wording.association(unit),
            chip: unit.validTo != nil ? Chip(.off, "撤销了") : unit.kind.reports ? nil : Chip(.off, "不上报"),
            facts: [
                Fact("级别", unit.level.name), Fact("区划代码", unit.code),
                Fact("上报给", superiors.last.map(Wording.association) ?? "最上面一级，不用再上报"),
                Fact("从哪天起", unit.validFrom.long),
            ],
            childCount: found.childCount == 0 ? nil : "\(Wording.number(found.childCount)) 个",
            children: found.children.map { child in
                UnitLine(
                    name: child.shortName, code: child.code, about: child.level.name, href: Paths.unit(child.code),
                    chip: nil)
            },
            pager: Pager(
                firstHref: visit.query("after") == nil ? nil : Paths.unit(unit.code),
                nextHref: found.next.map { Paths.unit(unit.code, after: $0) },
                total: "共 \(Wording.number(found.childCount)) 个"),
            postsHref: officer.may(.letIn, on: unit) ? Paths.posts(of: unit.code) : nil,
            newPostsHref: officer.may(.letInBelow, on: unit) && found.childCount > 0
                ? Paths.newPosts(of: unit.code) : nil,
            tableHref: Paths.tables(of: unit.code), activitiesHref: Paths.activities(unit: unit.code),
            changesHref: officer.may(.administer, on: unit) && unit.kind.reports ? Paths.unitChanges(unit.code) : nil,
            settingsHref: officer.may(.administer, on: unit) && unit.kind.reports
                ? Paths.unitSettings(unit.code) : nil)
        return visit.page(unit.name, unitPage(page))
    }
}
