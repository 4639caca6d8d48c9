package import Domain
internal import Storage

/// How far the marks of the yearly work are reached below a unit, on today's tree.
package struct ReadCoverage: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let unit: Unit
        /// From the nation down to the unit itself.
        package let line: [Unit]
        package let year: Int, thisYear: Int
        package let sums: CoverageSums
    }
    /// A unit directly below.
    package enum Part: Sendable {
        /// Of the mark's own level: it entered less than the mark, or nothing.
        case short(Unit, entered: Int64?)
        /// Above the mark's level, with what is below it.
        case group(Unit, CoverageSums.Reach)
    }

    /// - Parameter year: nil is this one.
    package func callAsFunction(_ code: String, year: Int? = nil, for officer: Officer) async throws -> Page {
        let (year, thisYear) = try KeepRegister(surroundings).checked(year)
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            return Page(
                unit: unit, line: try UnitTable(db).line(to: unit), year: year, thisYear: thisYear,
                sums: try CoverageTable(db).sums(below: unit, year: year))
        }
    }

    /// The units directly below, in code order; of the mark's own level only those that do not reach it.
    /// - Parameter cursor: the last code of the page before, or nil for the first page.
    /// - Returns: also the code behind which the next page begins, or nil at the end.
    package func parts(
        of code: String, _ mark: CoverageMark, year: Int? = nil, after cursor: String? = nil, limit: Int = 50,
        for officer: Officer
    ) async throws -> (page: Page, parts: [Part], next: String?) {
        let (year, thisYear) = try KeepRegister(surroundings).checked(year)
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let below = try CoverageTable(db).sums(ofChildrenOf: unit, year: year)
            let page = Page(
                unit: unit, line: try UnitTable(db).line(to: unit), year: year, thisYear: thisYear,
                sums: below.values.reduce(CoverageSums(), +))
            let children = try UnitTable(db).children(of: unit.id, after: cursor)
            let leaves = children.filter { $0.level == mark.level }.map(\.id)
            let entries = try RegisterTable(db).entries(of: leaves, year: year)
            var parts: [(code: String, part: Part)] = []
            for child in children where parts.count <= limit {
                if child.level < mark.level {
                    let reach = (below[child.path] ?? CoverageSums()).reach(of: mark)
                    if reach.units > 0 { parts.append((child.code, .group(child, reach))) }
                } else if child.level == mark.level, child.kind == .division {
                    let entered = entries[child.id]?.register.counts[mark.count]
                    if (entered ?? 0) < mark.least { parts.append((child.code, .short(child, entered: entered))) }
                }
            }
            return (
                page, parts.prefix(limit).map(\.part), parts.count > limit ? parts[limit - 1].code : nil
            )
        }
    }
}
