package import Domain
internal import Storage

/// Who held an activity together with the unit that recorded it. It counts once, for that lead unit (主办).
package struct HeldTogether: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Partners: Sendable {
        package let units: [Unit]
        /// The officer's own unit is one of them.
        package let isPartner: Bool
        /// Other campaigns in which the record counts.
        package let campaigns: [String]
    }

    package func partners(of id: ActivityRecord.ID, for officer: Officer) async throws -> Partners {
        try await surroundings.database.read { db in
            guard let record = try ActivityRecordTable(db).record(id) else { throw AccessRefused.missing }
            let units = try PartnerTable(db).partners(of: id)
            let isPartner = units.contains { $0.id == officer.unit.id }
            if !isPartner { try officer.requires(.view, on: record.unit) }
            let also = try (record.draft.also ?? []).compactMap { try CampaignTable(db).campaign($0.campaign)?.name }
            return Partners(units: units, isPartner: isPartner, campaigns: also)
        }
    }

    /// Records of other units that the officer's unit helped to hold, newest first, at most 20.
    package func records(_ campaign: Campaign.ID, for officer: Officer) async throws -> [ActivityRecord] {
        try await surroundings.database.read { db in
            try PartnerTable(db).records(with: officer.unit.id, campaign: campaign, limit: 20).compactMap {
                try ActivityRecordTable(db).record($0).map { try ActivityRecords.visible($0, to: officer) }
            }
        }
    }

    /// - Parameter text: a code, or the name of exactly one unit of the lead's own superior's or prefecture's reach.
    package func add(_ text: String, to id: ActivityRecord.ID, by officer: Officer) async throws {
        let text = text.trimmed
        guard !text.isEmpty, text.count <= 60 else { throw PartnerRefused.unknown }
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let record = try ActivityRecordTable(db).record(id) else { throw AccessRefused.missing }
            try officer.requires(.record, on: record.unit)
            guard record.withdrawnAt == nil else { throw RecordRefused.withdrawn }
            let unit = try Self.unit(text, near: record.unit, db)
            guard unit.id != record.unit.id else { throw PartnerRefused.itself }
            guard try PartnerTable(db).partners(of: id).count < 20 else { throw PartnerRefused.tooMany }
            try PartnerTable(db).add(unit.id, to: id, by: officer, at: now)
            try AuditTable(db).append(
                "record.partner.add", object: id.text, detail: unit.code, by: officer, at: now)
        }
    }

    private static func unit(_ text: String, near lead: Unit, _ db: any Connection) throws -> Unit {
        let units = UnitTable(db)
        if let unit = try units.unit(code: text), unit.kind.reports, unit.validTo == nil { return unit }
        // The nearest place where exactly one unit has the name.
        for top in try units.line(to: lead).reversed().dropFirst() {
            let found = try units.search(text, below: top, limit: 20).filter {
                $0.kind.reports && $0.validTo == nil && [$0.name, $0.shortName].contains(text)
            }
            if found.count == 1 { return found[0] }
            if found.count > 1 { throw PartnerRefused.several }
        }
        throw PartnerRefused.unknown
    }

    package func remove(_ code: String, from id: ActivityRecord.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let record = try ActivityRecordTable(db).record(id),
                let unit = try UnitTable(db).unit(code: code)
            else { throw AccessRefused.missing }
            try officer.requires(.record, on: record.unit)
            try PartnerTable(db).remove(unit.id, from: id)
            try AuditTable(db).append(
                "record.partner.remove", object: id.text, detail: unit.code, by: officer, at: now)
        }
    }
}

package enum PartnerRefused: UserFacingError, Hashable {
    case unknown, several, itself, tooMany
    package var code: String { "record.partner" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .unknown: "没有找到这个单位，写全称或区划代码再试"
        case .several: "有好几个单位叫这个名字，请写区划代码"
        case .itself: "本单位就是主办，不用再加"
        case .tooMany: "最多写 20 个一起办的单位"
        }
    }
}
