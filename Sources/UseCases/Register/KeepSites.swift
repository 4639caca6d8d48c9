package import Domain
internal import OfficeFiles
internal import Storage

/// 阵地 of units: added, corrected, closed; each change is kept with who made it.
package struct KeepSites: Sendable {
    private static let mostSites: Int64 = 100, mostVersions = 50, filePage = 1000
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let unit: Unit
        /// From the nation down to the unit itself.
        package let line: [Unit]
        package let sites: [Site]
        package let next: ItemCursor?
    }

    /// The sites of a unit and everything below it, in code order.
    package func list(
        _ code: String, _ filter: Site.Filter, after cursor: ItemCursor? = nil, limit: Int = 50,
        for officer: Officer
    ) async throws -> Page {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let found = try SiteTable(db).sites(below: unit, filter, after: cursor, limit: limit + 1)
            return Page(
                unit: unit, line: try UnitTable(db).line(to: unit), sites: Array(found.prefix(limit)),
                next: found.count > limit ? found[limit - 1].cursor : nil)
        }
    }

    package func detail(_ id: Site.ID, for officer: Officer) async throws -> (site: Site, versions: [SiteVersion]) {
        try await surroundings.database.read { db in
            guard let site = try SiteTable(db).site(id) else { throw AccessRefused.missing }
            try officer.requires(.view, on: site.unit)
            return (site, try SiteTable(db).versions(of: id, limit: Self.mostVersions))
        }
    }

    /// - Parameter id: made by the client; the same again with the same content changes nothing.
    package func add(_ draft: SiteDraft, id: Site.ID, to code: String, by officer: Officer) async throws {
        let now = surroundings.now
        try Self.check(draft, on: CalendarDate(now))
        try await surroundings.database.write { db in
            // Alone, so that sums are counted over what everybody has kept.
            try db.lock(.tree)
            let unit = try db.unit(code, .record, officer)
            guard unit.validTo == nil else { throw RegisterRefused.closed }
            let table = SiteTable(db)
            guard try table.count(of: unit.id) < Self.mostSites else { throw SiteRefused.tooMany }
            guard try table.insert(draft, id: id, unit: unit, by: officer, at: now) else {
                guard let earlier = try table.site(id), earlier.unit.id == unit.id, earlier.draft == draft else {
                    throw SiteRefused.differentBody
                }
                return
            }
            try AuditTable(db).append("site.create", object: id.text, by: officer, at: now)
            try CoverageTable(db).recountSites(of: unit)
        }
    }

    /// - Parameter before: the version that was on the form.
    package func correct(_ draft: SiteDraft, id: Site.ID, before: Int64, by officer: Officer) async throws {
        let now = surroundings.now
        try Self.check(draft, on: CalendarDate(now))
        try await change(id, before: before, by: officer, at: now) { site in
            site.draft == draft ? nil : (draft, nil, "site.correct")
        }
    }

    /// - Parameter day: the last one that it was open.
    package func close(_ id: Site.ID, on day: CalendarDate, before: Int64, by officer: Officer) async throws {
        let now = surroundings.now
        guard day <= CalendarDate(now) else { throw SiteRefused.closedOn }
        try await change(id, before: before, by: officer, at: now) { site in
            if let since = site.draft.since, day < since { throw SiteRefused.closedOn }
            return (site.draft, day, "site.close")
        }
    }

    private func change(
        _ id: Site.ID, before: Int64, by officer: Officer, at now: Instant,
        _ change: @escaping @Sendable (Site) throws -> (draft: SiteDraft, closedOn: CalendarDate?, action: String)?
    ) async throws {
        try await surroundings.database.write { db in
            try db.lock(.tree)
            guard let site = try SiteTable(db).site(id) else { throw AccessRefused.missing }
            try officer.requires(.record, on: site.unit)
            guard site.closedOn == nil else { throw SiteRefused.closed }
            guard let new = try change(site) else { return }
            guard site.version == before,
                try SiteTable(db).update(site, to: new.draft, closedOn: new.closedOn, by: officer, at: now)
            else { throw SiteRefused.changed }
            try AuditTable(db).append(new.action, object: id.text, by: officer, at: now)
            try CoverageTable(db).recountSites(of: site.unit)
        }
    }

    private static func check(_ draft: SiteDraft, on today: CalendarDate) throws(SiteRefused) {
        if let since = draft.since, since > today { throw .since }
    }

    /// All sites of a unit and everything below it, also those that are closed, as .xlsx.
    /// - Returns: the path of a temporary file that the caller removes.
    /// - Throws: `ExportRefused.tooMany` when a sheet cannot hold them.
    package func file(_ code: String, for officer: Officer) async throws -> String {
        let path = RegisterFile.temporaryPath()
        do {
            let sheet = try RegisterFile.open(path, sheet: "阵地", header: RegisterFile.siteHeader)
            var cursor: ItemCursor?
            var written = 0
            repeat {
                let from = cursor
                let (sites, above) = try await surroundings.database.read { db in
                    let unit = try db.unit(code, .view, officer)
                    let sites = try SiteTable(db).sites(below: unit, .all, after: from, limit: Self.filePage)
                    return (sites, try UnitTable(db).names(Set(sites.compactMap(\.unit.reportsTo))))
                }
                written += sites.count
                guard written <= XlsxRows.rowLimit else { throw ExportRefused.tooMany }
                for site in sites {
                    let superior = site.unit.reportsTo.flatMap { above[$0] } ?? ""
                    try sheet.append(RegisterFile.row(site, superior: superior))
                }
                cursor = sites.count == Self.filePage ? sites.last?.cursor : nil
            } while cursor != nil
            try sheet.close()
            return path
        } catch {
            RegisterFile.remove(path)
            throw error
        }
    }
}
