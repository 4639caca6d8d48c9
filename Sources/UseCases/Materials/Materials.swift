package import Domain
internal import Storage

/// Reading checklists and what was attached to them.
package struct Materials: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// The checklist of one unit.
    package struct Listing: Sendable {
        package let campaign: Campaign
        package let unit: Unit, superior: Unit?
        /// The notice that asks; nil when none asks for anything.
        package let notice: Notice?
        /// Without the names of files when `seesFiles` is false.
        package let checklist: Checklist
        /// Newest first; empty when `seesFiles` is false.
        package let withdrawn: [Material]
        package let canAttach: Bool
        /// The unit itself and its direct superior: files may show families. Source: DESIGN.md, principle 6.
        package let seesFiles: Bool
        package let acceptedAt: Instant?

        /// What the superior accepted stays; what came later can still be taken back.
        package func canWithdraw(_ material: Material) -> Bool {
            canAttach && acceptedAt.map { material.addedAt > $0 } ?? true
        }
    }

    package func listing(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Listing {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let table = MaterialTable(db)
            let all = try table.materials(of: [unit.id], campaign: id)
            let seesFiles = officer.may(.viewMaterials, on: unit)
            let shown = all.map { $0.shown(to: officer, on: unit) }
            let asking = try Self.asking([unit], around: unit, campaign, db)
            return Listing(
                campaign: campaign, unit: unit,
                superior: try campaign.superior(of: unit).flatMap { try UnitTable(db).unit($0) },
                notice: try asking[unit.id].flatMap { try NoticeTable(db).notice($0) },
                checklist: try Self.checklists([unit.id], campaign, asking, shown, db)[unit.id]
                    ?? Checklist([], materials: [], hasPlan: false, isSubmitted: false),
                withdrawn: seesFiles ? all.filter { $0.withdrawnAt != nil }.reversed() : [],
                canAttach: officer.may(.submit, on: unit), seesFiles: seesFiles,
                acceptedAt: try table.acceptedAt(unit.id, campaign: id))
        }
    }

    /// A file to download.
    package func material(_ id: Material.ID, for officer: Officer) async throws -> Material {
        try await surroundings.database.read { db in
            guard let material = try MaterialTable(db).material(id), let unit = try UnitTable(db).unit(material.unit)
            else { throw AccessRefused.missing }
            try officer.requires(.viewMaterials, on: unit)
            return material
        }
    }
    /// Its bytes, piece by piece.
    package func read(
        _ material: Material, _ range: Range<Int64>, _ take: ([UInt8]) async throws -> Void
    ) async throws {
        try await surroundings.files.read(material.hash, range, take)
    }

    /// The notice that asks each unit; nothing is asked of one that does not have to report, is closed, sent a 零报告, or began
    /// the campaign itself.
    static func asking(
        _ units: [Unit], around unit: Unit, _ campaign: Campaign, _ db: any Connection
    ) throws -> [Unit.ID: Notice.ID] {
        let roster = try RosterTable(db).roster(around: unit, of: campaign)
        let asked = units.filter { $0.id != campaign.owner && $0.validTo == nil && roster.duty(of: $0) == .asked }
        let table = MaterialTable(db)
        // Who held nothing has nothing to write about.
        let idle = try table.submitters(among: asked.map(\.id), campaign: campaign.id, kind: .nilReport)
        return try table.asking(asked.map(\.id).filter { !idle.contains($0) }, campaign: campaign)
    }

    static func checklists(
        _ units: [Unit.ID], _ campaign: Campaign, _ asking: [Unit.ID: Notice.ID], _ materials: [Material],
        _ db: any Connection
    ) throws -> [Unit.ID: Checklist] {
        let table = MaterialTable(db)
        var requirements: [Notice.ID: [(place: Material.Place, requirement: Requirement)]] = [:]
        for notice in Set(asking.values) {
            requirements[notice] = try PlanTable(db).requirements(of: notice).enumerated().map {
                (place: .requirement(notice, position: Int64($0)), requirement: $1)
            }
        }
        let planners = try table.planners(among: units, campaign: campaign.id)
        let submitters = try table.submitters(among: units, campaign: campaign.id)
        let there = Dictionary(grouping: materials.filter { $0.withdrawnAt == nil }, by: \.unit)
        return units.reduce(into: [:]) { checklists, unit in
            checklists[unit] = Checklist(
                asking[unit].flatMap { requirements[$0] } ?? [], materials: there[unit] ?? [],
                hasPlan: planners.contains(unit), isSubmitted: submitters.contains(unit))
        }
    }
}

extension Material {
    /// As this officer sees it: the unit itself and its direct superior read files, the others count them.
    func shown(to officer: Officer, on unit: Unit) -> Material {
        officer.may(.viewMaterials, on: unit) ? self : withoutName
    }
    /// For those who may count it and not read it: names of files may hold names of people.
    fileprivate var withoutName: Material {
        Material(
            id: id, campaign: campaign, unit: unit, kind: kind, place: place, file: "", mediaType: mediaType,
            size: size, hash: "", isLate: isLate, addedAt: addedAt, withdrawnAt: withdrawnAt)
    }
}
