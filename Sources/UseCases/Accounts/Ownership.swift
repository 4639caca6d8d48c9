package import Domain
internal import Storage

/// Finds the unit that something named in an address belongs to, so that access is decided by unit alone.
package struct Ownership: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameters:
    ///   - kind: `unit`, `record`, `notice`, `submission`, `item`, `channel`, `task`, `batch`, `site`, `material` or
    ///     `import`.
    ///   - key: its code or id.
    /// - Throws: `AccessRefused.missing` when there is no such thing.
    package func unit(of kind: String, _ key: String, for officer: Officer) async throws -> Unit {
        let found: Unit? = try await surroundings.database.read { db in
            switch kind {
            case "unit": return try UnitTable(db).unit(code: key)
            case "record":
                guard let id = try? ActivityRecord.ID(key) else { return nil }
                // Who held it too may read it like something of its own; changing it is decided by the record's unit.
                if try PartnerTable(db).isPartner(officer.unit.id, of: id) { return officer.unit }
                return try ActivityRecordTable(db).record(id)?.unit
            case "item": return try (try? MediaItem.ID(key)).flatMap { try MediaTable(db).entry($0)?.unit }
            case "channel": return try (try? Channel.ID(key)).flatMap { try ChannelTable(db).entry($0)?.unit }
            case "site": return try (try? Site.ID(key)).flatMap { try SiteTable(db).site($0)?.unit }
            case "material":
                let material = try (try? Material.ID(key)).flatMap { try MaterialTable(db).material($0) }
                return try material.flatMap { try UnitTable(db).unit($0.unit) }
            case "import":
                let upload = try (try? ImportUpload.ID(key)).flatMap { try ImportTable(db).upload($0) }
                return try upload.flatMap { try UnitTable(db).unit($0.unit) }
            case "batch":
                let batch = try (try? PostBatch.ID(key)).flatMap { try PostBatchTable(db).batch($0) }
                return try batch.flatMap { try UnitTable(db).unit($0.unit) }
            case "submission":
                return try (try? Submission.ID(key)).flatMap { try SubmissionTable(db).submission($0)?.unit }
            case "notice": return try (try? Notice.ID(key)).flatMap { try Self.unit(ofNotice: $0, for: officer, db) }
            case "task":
                let task = try (try? AnnualTask.ID(key)).flatMap { try AnnualTaskTable(db).task($0) }
                return try task.flatMap { try Self.unit(ofNotice: $0.notice, for: officer, db) }
            default: return nil
            }
        }
        guard let found else { throw AccessRefused.missing }
        return found
    }

    /// What was delivered to a unit is, for reading and answering, the unit's own.
    private static func unit(ofNotice id: Notice.ID, for officer: Officer, _ db: any Connection) throws -> Unit? {
        if try NoticeTable(db).delivery(id, to: officer.unit.id) != nil { return officer.unit }
        return try NoticeTable(db).notice(id)?.unit
    }
}
