internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 覆盖情况 below a unit. Nothing here is ever sorted by a result.
struct CoverageRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [.get("/coverage/{unit}", .right(.view, .unit), show)]
    }

    private func show(_ visit: Visit) async throws -> Response {
        guard let mark = visit.query("mark") else { return try await all(visit) }
        guard let mark = CoverageMark.all.first(where: { $0.id == mark }) else { throw AccessRefused.missing }
        return try await one(mark, visit)
    }

    private func all(_ visit: Visit) async throws -> Response {
        let found = try await ReadCoverage(surroundings)(
            visit.parameter("unit"), year: RegisterRoutes.year(visit.query("year")), for: visit.officer)
        let code = found.unit.code
        var page = try Self.page(found, mark: nil, visit)
        page.lines = CoverageMark.all.compactMap { mark in
            let reach = found.sums.reach(of: mark)
            guard mark.level > found.unit.level, reach.units > 0 else { return nil }
            return Self.line(
                Self.name(of: mark), reach, Paths.coverage(code, mark: mark.id, year: found.year),
                above: mark, found.unit)
        }
        // What nobody has is said too, but for the kind that people name themselves; a village without any sees nothing.
        let kinds = Site.Kind.allCases.filter { $0 != .other || found.sums.sites($0) > 0 }
        let isEmpty = page.lines.isEmpty && kinds.allSatisfy { found.sums.sites($0) == 0 }
        guard !isEmpty else { return visit.page("覆盖情况", coveragePage(page)) }
        page.sites = kinds.map { kind in
            let count = found.sums.sites(kind)
            let places = Level.allCases.map { ($0, found.sums.sites(kind, at: $0).reached) }.filter { $0.1 > 0 }
            let words = places.map { "\(Wording.number($0.1)) 个\($0.0.name)有" }.joined(separator: "，")
            return SiteCoverageLine(
                kind: kind.name, href: count == 0 ? nil : Paths.sites(code, show: kind.rawValue),
                count: "\(Wording.number(count)) 个", places: count == 0 ? "还没有" : words)
        }
        return visit.page("覆盖情况", coveragePage(page))
    }

    private func one(_ mark: CoverageMark, _ visit: Visit) async throws -> Response {
        let found = try await ReadCoverage(surroundings).parts(
            of: visit.parameter("unit"), mark, year: RegisterRoutes.year(visit.query("year")),
            after: visit.query("after"), for: visit.officer)
        guard mark.level > found.page.unit.level else { throw AccessRefused.missing }
        let year = found.page.year
        var page = try Self.page(found.page, mark: mark, visit)
        page.mark = Self.name(of: mark)
        page.here = mark.count.name
        let total = Self.line("", found.page.sums.reach(of: mark), "", above: mark, found.page.unit)
        page.total =
            "\(found.page.unit.shortName)共 \(total.units)，够了 \(total.reached)，没够 \(total.short)，没填 \(total.notEntered)。"
        for part in found.parts {
            switch part {
            case .short(let unit, let entered):
                page.short.append(
                    ShortUnit(
                        name: unit.shortName, href: Paths.register(unit.code, year: year),
                        entered: entered.map { "\(Wording.number($0)) 人" }))
            case .group(let unit, let reach):
                let href = Paths.coverage(unit.code, mark: mark.id, year: year)
                page.lines.append(Self.line(unit.shortName, reach, href, above: mark, unit))
            }
        }
        let here = Paths.coverage(found.page.unit.code, mark: mark.id, year: year)
        page.pager = Pager(
            firstHref: visit.query("after") == nil ? nil : here, nextHref: found.next.map { "\(here)&after=\($0)" })
        return visit.page("覆盖情况", coveragePage(page))
    }

    private static func page(_ found: ReadCoverage.Page, mark: CoverageMark?, _ visit: Visit) throws -> CoveragePage {
        let officer = try visit.officer
        let code = found.unit.code
        // From one mark the way up leads first to the overview of the same unit.
        let above = mark == nil ? found.line.dropLast() : found.line[...]
        return CoveragePage(
            path: above.filter { officer.may(.view, on: $0) }.map { unit in
                Link(
                    unit.shortName,
                    Paths.coverage(unit.code, mark: unit.code == code ? nil : mark?.id, year: found.year))
            }, unitName: found.unit.shortName, year: found.year,
            otherYears: RegisterRoutes.years(found.year, found.thisYear) {
                Paths.coverage(code, mark: mark?.id, year: $0)
            })
    }

    private static func name(of mark: CoverageMark) -> String {
        "\(mark.level.name)的\(mark.count.name)，不少于 \(mark.least) 人"
    }
    /// - Parameter unit: whose page the line leads to.
    private static func line(
        _ what: String, _ reach: CoverageSums.Reach, _ href: String, above mark: CoverageMark, _ unit: Unit
    ) -> CoverageLine {
        let count = { (units: Int64) in "\(Wording.number(units)) 个" }
        let isByGroups = mark.level.rawValue > unit.level.rawValue + 1
        return CoverageLine(
            what: what, href: href, reachedHref: isByGroups ? href : nil, units: count(reach.units),
            reached: count(reach.reached), short: count(reach.short),
            notEntered: count(reach.notEntered))
    }
}
