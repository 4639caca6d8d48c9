package import Domain
internal import FoundationEssentials

/// The `site` table, as sites are, and `site_revision`, as they were.
package struct SiteTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func site(_ id: Site.ID) throws -> Site? {
        try sites("site.id = \(id.text)", limit: 1).first
    }
    package func count(of unit: Unit.ID) throws -> Int64 {
        try db.row("SELECT COUNT(*) AS n FROM site WHERE unit_id = \(unit.number) AND closed_on IS NULL")?.int("n") ?? 0
    }
    /// Of a unit and everything below it, in the order of the tree.
    package func sites(below unit: Unit, _ filter: Site.Filter, after cursor: ItemCursor? = nil, limit: Int) throws
        -> [Site]
    {
        let later: SQL =
            if let cursor { "AND (site.unit_path, site.id) > (\(cursor.path.text), \(cursor.id))" } else { "" }
        let wanted: SQL =
            switch filter {
            case .open: "site.closed_on IS NULL"
            case .kind(let kind): "site.kind = \(kind.rawValue) AND site.closed_on IS NULL"
            case .closed: "site.closed_on IS NOT NULL"
            case .all: "TRUE"
            }
        return try sites(
            """
            \(wanted) AND site.unit_path >= \(unit.path.text) AND site.unit_path <= \(unit.path.upperBound) \(later)
            """, limit: limit)
    }

    /// - Returns: false when there is one with this id.
    package func insert(_ draft: SiteDraft, id: Site.ID, unit: Unit, by officer: Officer, at instant: Instant) throws
        -> Bool
    {
        let added = try db.execute(
            """
            INSERT INTO site (id, unit_id, unit_path, kind, name, address, hours, since, version)
            VALUES (\(id.text), \(unit.id.number), \(unit.path.text), \(draft.kind.rawValue), \(draft.name),
            \(draft.address), \(draft.hours), \(draft.since?.text), 1)
            ON CONFLICT (id) DO NOTHING
            """)
        guard added == 1 else { return false }
        try addVersion(1, of: id, draft, closedOn: nil, by: officer, at: instant)
        return true
    }
    /// - Parameter site: as it was read; its version must still be the newest.
    /// - Returns: false when there is another version by now; then nothing is kept.
    package func update(
        _ site: Site, to draft: SiteDraft, closedOn: CalendarDate?, by officer: Officer, at instant: Instant
    ) throws -> Bool {
        let changed = try db.execute(
            """
            UPDATE site SET kind = \(draft.kind.rawValue), name = \(draft.name), address = \(draft.address),
                hours = \(draft.hours), since = \(draft.since?.text), closed_on = \(closedOn?.text),
                version = \(site.version + 1)
            WHERE id = \(site.id.text) AND version = \(site.version)
            """)
        guard changed == 1 else { return false }
        try addVersion(site.version + 1, of: site.id, draft, closedOn: closedOn, by: officer, at: instant)
        return true
    }

    /// Newest first.
    package func versions(of id: Site.ID, limit: Int) throws -> [SiteVersion] {
        try db.rows(
            """
            SELECT version, body, closed_on, saved_at, account.display_name AS saved_name,
                officer.name AS officer_name, officer.level AS officer_level
            FROM site_revision JOIN account ON account.id = saved_by JOIN unit officer ON officer.id = saved_for
            WHERE site_id = \(id.text) ORDER BY version DESC LIMIT \(limit)
            """
        ).map { row in
            SiteVersion(
                number: try row.int("version"),
                draft: try JSONDecoder().decode(SiteDraft.self, from: Data(row.text("body").utf8)),
                closedOn: try row.textOrNil("closed_on").map { try CalendarDate($0) },
                by: try row.text("saved_name"), byUnit: try Row.officerUnit(row),
                savedAt: Instant(milliseconds: try row.int("saved_at")))
        }
    }

    private func addVersion(
        _ number: Int64, of id: Site.ID, _ draft: SiteDraft, closedOn: CalendarDate?, by officer: Officer,
        at instant: Instant
    ) throws {
        let body = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
        try db.execute(
            """
            INSERT INTO site_revision (site_id, version, body, closed_on, saved_by, saved_for, saved_at)
            VALUES (\(id.text), \(number), \(body), \(closedOn?.text), \(officer.account.text),
            \(officer.unit.id.number), \(instant.milliseconds))
            """)
    }

    /// CROSS JOIN: the sites come first, by their own paths, also in SQLite.
    private func sites(_ condition: SQL, limit: Int) throws -> [Site] {
        try db.rows(
            """
            SELECT site.id AS site_id, site.kind AS site_kind, site.name AS site_name, address, hours, since,
                closed_on, version, \(UnitTable.joined)
            FROM site CROSS JOIN unit WHERE unit.id = site.unit_id AND \(condition)
            ORDER BY site.unit_path, site.id LIMIT \(limit)
            """
        ).map { row in
            Site(
                id: try Site.ID(row.text("site_id")), unit: try Unit(row: row),
                draft: try SiteDraft(
                    kind: row.required("site_kind", Site.Kind(rawValue: row.text("site_kind"))),
                    name: row.text("site_name"), address: row.text("address"), hours: row.text("hours"),
                    since: row.textOrNil("since").map { try CalendarDate($0) }),
                closedOn: try row.textOrNil("closed_on").map { try CalendarDate($0) }, version: try row.int("version"))
        }
    }
}
