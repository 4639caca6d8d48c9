package import Domain
internal import OfficeFiles
internal import Storage

/// 传材料: name and content are checked, the bytes made durable, and only then the rows written. What is wrong is refused
/// by itself; the other files of the same request stay. 盖章扫描件 comes the same way.
package struct AttachMaterials: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Sent: Sendable {
        let name: FileName
        let file: ArrivedFile

        package init(name: String, file: ArrivedFile) {
            self.name = FileName(name)
            self.file = file
        }
    }

    /// Bytes of the largest file that any requirement takes.
    package static let largest: Int64 = 300 << 20
    /// What a unit may have there for one campaign.
    package static let most = 200

    /// - Parameter replaced: withdrawn in the same transaction, when exactly one good file came.
    /// - Returns: why files were not taken, in their order.
    /// - Throws: `MaterialRefused` or `AccessRefused` when none of them can be, whatever is in them.
    package func callAsFunction(
        _ sent: [Sent], to place: Material.Place, replacing replaced: Material.ID? = nil, campaign id: Campaign.ID,
        unit code: String, by officer: Officer
    ) async throws -> [MaterialRefused] {
        guard !sent.isEmpty else { throw MaterialRefused.noFile }
        let now = surroundings.now
        let (unit, asked) = try await surroundings.database.read { db in
            try Self.requirement(place, id, code, officer, db)
        }
        var good: [Material] = []
        var refused: [MaterialRefused] = []
        for one in sent {
            do {
                let kind = try await Self.check(one, asked)
                try await surroundings.files.keep(one.file)
                good.append(
                    Material(
                        id: surroundings.identifiers.next(), campaign: id, unit: unit.id, kind: asked.kind,
                        place: place,
                        file: one.name.text, mediaType: kind.mediaType, size: one.file.size, hash: one.file.hash,
                        isLate: false, addedAt: now))
            } catch let error as MaterialRefused { refused.append(error) }
        }
        let arrived = good
        guard !arrived.isEmpty else { return refused }
        try await surroundings.database.write { db in
            try db.lock(.submissions(campaign: id.text), shared: true)
            let (unit, requirement) = try Self.requirement(place, id, code, officer, db)
            let table = MaterialTable(db)
            let acceptedAt = try table.acceptedAt(unit.id, campaign: id)
            if let replaced, arrived.count == 1 {
                try Self.withdraw(replaced, of: unit, acceptedAt, db, by: officer, at: now)
            }
            let there = try table.materials(of: [unit.id], campaign: id).filter { $0.withdrawnAt == nil }.count
            guard there + arrived.count <= Self.most else { throw MaterialRefused.tooMany(Self.most) }
            for material in arrived {
                let row = Material(
                    id: material.id, campaign: id, unit: unit.id, kind: requirement.kind, place: place,
                    file: material.file, mediaType: material.mediaType, size: material.size, hash: material.hash,
                    isLate: acceptedAt != nil, addedAt: now)
                // The same file again is there already: sending twice is safe.
                guard try table.insert(row, by: officer) else { continue }
                try AuditTable(db).append(
                    "material.attach", object: row.id.text, detail: row.kind, by: officer, at: now)
            }
        }
        return refused
    }

    /// 撤下: it stays in the history.
    package func withdraw(_ id: Material.ID, by officer: Officer) async throws -> (material: Material, unit: Unit) {
        let now = surroundings.now
        return try await surroundings.database.write { db in
            guard let material = try MaterialTable(db).material(id), let unit = try UnitTable(db).unit(material.unit)
            else { throw AccessRefused.missing }
            try officer.requires(.submit, on: unit)
            try db.lock(.submissions(campaign: material.campaign.text), shared: true)
            let acceptedAt = try MaterialTable(db).acceptedAt(unit.id, campaign: material.campaign)
            try Self.withdraw(id, of: unit, acceptedAt, db, by: officer, at: now)
            return (material, unit)
        }
    }

    private static func withdraw(
        _ id: Material.ID, of unit: Unit, _ acceptedAt: Instant?, _ db: any Connection, by officer: Officer,
        at now: Instant
    ) throws {
        guard let material = try MaterialTable(db).material(id), material.unit == unit.id else {
            throw AccessRefused.missing
        }
        if let acceptedAt, material.addedAt <= acceptedAt { throw MaterialRefused.accepted }
        guard try MaterialTable(db).withdraw(id, by: officer, at: now) else { throw MaterialRefused.withdrawnBefore }
        try AuditTable(db).append("material.withdraw", object: id.text, detail: material.kind, by: officer, at: now)
    }

    /// What stands at a place of the unit's checklist today; for a version that was handed up, the stamped scan.
    private static func requirement(
        _ place: Material.Place, _ campaign: Campaign.ID, _ code: String, _ officer: Officer, _ db: any Connection
    ) throws -> (unit: Unit, requirement: Requirement) {
        let unit = try db.unit(code, .submit, officer)
        guard case .requirement(let notice, let position) = place else {
            guard case .version(let id) = place, let version = try SubmissionTable(db).submission(id),
                version.unit.id == unit.id, version.campaign == campaign
            else { throw AccessRefused.missing }
            guard [.submitted, .accepted].contains(version.state) else { throw MaterialRefused.notHandedUp }
            return (unit, .scan)
        }
        let asking = try Materials.asking([unit], around: unit, db.campaign(campaign, for: unit), db)
        let requirements = try PlanTable(db).requirements(of: notice)
        guard asking[unit.id] == notice, requirements.indices.contains(Int(position)),
            requirements[Int(position)].kind != Requirement.table
        else { throw MaterialRefused.changed }
        return (unit, requirements[Int(position)])
    }

    private static func check(_ sent: Sent, _ asked: Requirement) async throws -> AttachedFile.Kind {
        let refused = { (reason: MaterialRefused.Reason) in MaterialRefused.file(sent.name.text, reason) }
        guard sent.file.size > 0 else { throw refused(.empty) }
        guard !sent.file.isBeyondLimit else { throw refused(.tooLarge(megabytes: largest >> 20)) }
        let path = sent.file.path
        let kind: AttachedFile.Kind
        do {
            kind = try await WorkPool.parsing.run { try AttachedFile.kind(ofFileAt: path) }
        } catch let error as AttachedFile.Refused { throw refused(.content(error, asked.endings)) }
        guard !sent.name.ending.isEmpty else { throw refused(.noEnding(kind)) }
        guard kind.endings.contains(sent.name.ending) else { throw refused(.wrongEnding(sent.name.ending, kind)) }
        guard !Set(asked.endings).isDisjoint(with: kind.endings) else { throw refused(.notHere(kind, asked.endings)) }
        guard sent.file.size <= kind.limit else { throw refused(.tooLarge(megabytes: kind.limit >> 20)) }
        return kind
    }
}

extension AttachedFile.Kind {
    /// Bytes.
    var limit: Int64 {
        switch self {
        case .docx, .pdf: 50 << 20
        case .jpeg, .png: 20 << 20
        case .mp4: AttachMaterials.largest
        }
    }
    var endings: [String] { self == .jpeg ? ["jpg", "jpeg"] : [rawValue] }
    var mediaType: String {
        switch self {
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .mp4: "video/mp4"
        }
    }
}
