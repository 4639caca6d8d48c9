package import Domain

/// The `import_upload` and `import_file` tables: filled tables that were read back, each with its report.
package struct ImportTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package struct File: Sendable {
        package let position: Int64
        package let name: String, hash: String
        package let unit: Unit?
        /// As JSON.
        package let report: String
        package let takenAt: Instant?
    }

    package func insert(
        _ id: ImportUpload.ID, campaign: Campaign.ID, unit: Unit.ID, bodyHash: String, by officer: Officer,
        at now: Instant
    ) throws {
        try db.execute(
            """
            INSERT INTO import_upload (id, campaign_id, unit_id, body_hash, created_by, created_at)
            VALUES (\(id.text), \(campaign.text), \(unit.number), \(bodyHash), \(officer.account.text),
            \(now.milliseconds))
            """)
    }
    package func insert(
        position: Int, name: String, hash: String, unit: Unit.ID?, report: String, upload: ImportUpload.ID,
        campaign: Campaign.ID
    ) throws {
        try db.execute(
            """
            INSERT INTO import_file (upload_id, position, name, hash, campaign_id, unit_id, report)
            VALUES (\(upload.text), \(position), \(name), \(hash), \(campaign.text), \(unit?.number), \(report))
            """)
    }
    /// - Returns: false when it was taken before.
    package func markTaken(_ upload: ImportUpload.ID, _ position: Int64, by officer: Officer, at now: Instant) throws
        -> Bool
    {
        try db.execute(
            """
            UPDATE import_file SET taken_by = \(officer.account.text), taken_at = \(now.milliseconds)
            WHERE upload_id = \(upload.text) AND position = \(position) AND taken_at IS NULL
            """) == 1
    }
    /// When the same file was taken for the unit.
    package func takenAt(_ hash: String, unit: Unit.ID, campaign: Campaign.ID) throws -> Instant? {
        try db.row(
            """
            SELECT taken_at FROM import_file WHERE campaign_id = \(campaign.text) AND unit_id = \(unit.number)
                AND hash = \(hash) AND taken_at IS NOT NULL
            """
        ).map { Instant(milliseconds: try $0.int("taken_at")) }
    }

    package func upload(_ id: ImportUpload.ID) throws -> ImportUpload? {
        try uploads("import_upload.id = \(id.text)", limit: 1).first
    }
    /// Newest first.
    package func uploads(of unit: Unit.ID, limit: Int) throws -> [ImportUpload] {
        try uploads("import_upload.unit_id = \(unit.number)", limit: limit)
    }
    private func uploads(_ condition: SQL, limit: Int) throws -> [ImportUpload] {
        try db.rows(
            """
            SELECT id, campaign_id, unit_id, body_hash, created_at,
                (SELECT COUNT(*) FROM import_file WHERE upload_id = import_upload.id) AS files
            FROM import_upload WHERE \(condition) ORDER BY created_at DESC, id LIMIT \(limit)
            """
        ).map { row in
            ImportUpload(
                id: try ImportUpload.ID(row.text("id")), campaign: try Campaign.ID(row.text("campaign_id")),
                unit: Unit.ID(try row.int("unit_id")), bodyHash: try row.text("body_hash"),
                createdAt: Instant(milliseconds: try row.int("created_at")), files: try row.int("files"))
        }
    }
    package func files(of upload: ImportUpload.ID) throws -> [File] {
        try db.rows(
            """
            SELECT position, import_file.name AS file_name, hash, unit_id, report, taken_at
            FROM import_file WHERE upload_id = \(upload.text) ORDER BY position
            """
        ).map { row in
            File(
                position: try row.int("position"), name: try row.text("file_name"), hash: try row.text("hash"),
                unit: try row.intOrNil("unit_id").flatMap { try UnitTable(db).unit(Unit.ID($0)) },
                report: try row.text("report"),
                takenAt: try row.intOrNil("taken_at").map { Instant(milliseconds: $0) })
        }
    }
}
