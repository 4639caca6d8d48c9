package import Domain

/// The `material` table, and what is asked of units.
package struct MaterialTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        material.id AS material_id, material.campaign_id AS campaign_id, material.unit_id AS unit_id,
        material.kind AS material_kind, notice_id, position, material.submission_id AS scanned_id, file_name, media_type,
        size, material.hash AS material_hash, late, added_at, withdrawn_at
        """

    /// - Returns: false when the unit, or the version, has the same file there already.
    package func insert(_ material: Material, by officer: Officer) throws -> Bool {
        let (notice, position, version): (String?, Int64?, String?) =
            switch material.place {
            case .requirement(let notice, let position): (notice.text, position, nil)
            case .version(let submission): (nil, nil, submission.text)
            }
        return try db.execute(
            """
            INSERT INTO material (id, campaign_id, unit_id, kind, notice_id, position, submission_id, file_name,
                media_type, size, hash, late, added_by, added_at)
            VALUES (\(material.id.text), \(material.campaign.text), \(material.unit.number), \(material.kind),
            \(notice), \(position), \(version), \(material.file), \(material.mediaType), \(material.size),
            \(material.hash), \(material.isLate), \(officer.account.text), \(material.addedAt.milliseconds))
            ON CONFLICT DO NOTHING
            """) == 1
    }
    /// - Returns: false when it was withdrawn before.
    package func withdraw(_ id: Material.ID, by officer: Officer, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE material SET withdrawn_by = \(officer.account.text), withdrawn_at = \(instant.milliseconds)
            WHERE id = \(id.text) AND withdrawn_at IS NULL
            """) == 1
    }

    package func material(_ id: Material.ID) throws -> Material? {
        try db.row("SELECT \(Self.columns) FROM material WHERE id = \(id.text)").map(Material.init(row:))
    }
    /// All that was attached to requirements, withdrawn ones too, in the order in which they came; those of one request by
    /// name.
    package func materials(of units: [Unit.ID], campaign: Campaign.ID) throws -> [Material] {
        guard !units.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT \(Self.columns) FROM material
            WHERE campaign_id = \(campaign.text) AND unit_id IN (\(Self.list(units))) AND submission_id IS NULL
            ORDER BY added_at, file_name, id
            """
        ).map(Material.init(row:))
    }

    /// Frozen with a version, in the order in which they came.
    package func materials(of version: Submission.ID) throws -> [Material] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM submission_material JOIN material ON material.id = material_id
            WHERE submission_material.submission_id = \(version.text) ORDER BY added_at, file_name, material.id
            """
        ).map(Material.init(row:))
    }
    package func freeze(_ materials: [Material.ID], with version: Submission.ID) throws {
        guard !materials.isEmpty else { return }
        let rows = materials.map { "(\(version.text), \($0.text))" as SQL }
        try db.execute("INSERT INTO submission_material (submission_id, material_id) VALUES \(SQL.list(rows))")
    }
    /// The files of another version of the same unit.
    package func freeze(sameAs base: Submission.ID, with version: Submission.ID) throws {
        try db.execute(
            """
            INSERT INTO submission_material (submission_id, material_id)
            SELECT \(version.text), material_id FROM submission_material WHERE submission_id = \(base.text)
            """)
    }
    /// 盖章扫描件 of a version; none that was withdrawn.
    package func scans(of version: Submission.ID) throws -> [Material] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM material WHERE submission_id = \(version.text) AND withdrawn_at IS NULL
            ORDER BY added_at, file_name, id
            """
        ).map(Material.init(row:))
    }

    /// The notice whose requirements hold for each unit: of those that came to it the one from its nearest superior, the
    /// newest first. Notices that ask for nothing are passed over.
    package func asking(_ units: [Unit.ID], campaign: Campaign) throws -> [Unit.ID: Notice.ID] {
        guard !units.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT delivery.unit_id AS receiver, notice.id AS notice_id, LENGTH(issuer.path) AS depth,
                delivery.delivered_at AS at
            FROM delivery JOIN notice ON notice.id = delivery.notice_id JOIN unit issuer ON issuer.id = notice.unit_id
            WHERE delivery.unit_id IN (\(Self.list(units))) AND notice.campaign_id = \(campaign.id.text)
                AND EXISTS (SELECT 1 FROM requirement WHERE requirement.notice_id = notice.id)
            ORDER BY depth DESC, at DESC, notice_id DESC
            """)
        var asking: [Unit.ID: Notice.ID] = [:]
        for row in rows {
            let unit = Unit.ID(try row.int("receiver"))
            if asking[unit] == nil { asking[unit] = try Notice.ID(row.text("notice_id")) }
        }
        return asking
    }
    /// Those of `units` that confirmed a notice or plan of their own in a campaign.
    package func planners(among units: [Unit.ID], campaign: Campaign.ID) throws -> Set<Unit.ID> {
        guard !units.isEmpty else { return [] }
        return Set(
            try db.rows(
                """
                SELECT DISTINCT unit_id FROM notice WHERE campaign_id = \(campaign.text) AND state <> 'draft'
                    AND unit_id IN (\(Self.list(units)))
                """
            ).map { Unit.ID(try $0.int("unit_id")) })
    }
    /// Those of `units` whose figures wait or were accepted.
    /// - Parameter kind: of the newest of these versions; nil takes any.
    package func submitters(
        among units: [Unit.ID], campaign: Campaign.ID, kind: Submission.Kind? = nil
    ) throws -> Set<Unit.ID> {
        guard !units.isEmpty else { return [] }
        let isNewest: SQL =
            kind.map { kind in
                """
                kind = \(kind.rawValue) AND version = (SELECT MAX(other.version) FROM submission other
                    WHERE other.campaign_id = submission.campaign_id AND other.unit_id = submission.unit_id
                        AND other.state IN ('submitted', 'accepted'))
                """
            } ?? "1 = 1"
        return Set(
            try db.rows(
                """
                SELECT DISTINCT unit_id FROM submission WHERE campaign_id = \(campaign.text)
                    AND state IN ('submitted', 'accepted') AND unit_id IN (\(Self.list(units))) AND \(isNewest)
                """
            ).map { Unit.ID(try $0.int("unit_id")) })
    }
    /// When somebody last accepted a version of the unit's; supplements that flowed in by themselves decide nothing.
    package func acceptedAt(_ unit: Unit.ID, campaign: Campaign.ID) throws -> Instant? {
        try db.row(
            """
            SELECT MAX(decided_at) AS at FROM submission WHERE campaign_id = \(campaign.text)
                AND unit_id = \(unit.number) AND state = 'accepted' AND decided_by IS NOT NULL
            """
        ).flatMap { try $0.intOrNil("at").map { Instant(milliseconds: $0) } }
    }

    private static func list(_ units: [Unit.ID]) -> SQL { SQL.list(units.map { "\($0.number)" }) }
}

extension Material {
    fileprivate init(row: Row) throws {
        let place: Place =
            if let version = try row.textOrNil("scanned_id") { .version(try Submission.ID(version)) } else {
                .requirement(try Notice.ID(row.text("notice_id")), position: try row.int("position"))
            }
        self.init(
            id: try ID(row.text("material_id")), campaign: try Campaign.ID(row.text("campaign_id")),
            unit: Unit.ID(try row.int("unit_id")), kind: try row.text("material_kind"), place: place,
            file: try row.text("file_name"), mediaType: try row.text("media_type"), size: try row.int("size"),
            hash: try row.text("material_hash"), isLate: try row.bool("late"),
            addedAt: Instant(milliseconds: try row.int("added_at")),
            withdrawnAt: try row.intOrNil("withdrawn_at").map { Instant(milliseconds: $0) })
    }
}
