package import Domain
internal import Storage

/// Media items and channels of a unit; each counts in the table of its campaign.
package struct RecordMedia: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func callAsFunction(_ item: MediaItem, by officer: Officer) async throws {
        guard !item.title.isEmpty, item.title.count <= 200 else { throw MediaRefused.title }
        guard !item.medium.isEmpty, item.medium.count <= 60 else { throw MediaRefused.medium }
        try Self.check([item.link, item.title, item.medium])
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree, shared: true)
            let unit = try db.unit(officer.unit.code, .record, officer)
            _ = try db.campaign(item.campaign, for: unit)
            guard try MediaTable(db).insert(item, unit: unit, by: officer, at: now) else { return }
            try AuditTable(db).append("media_item.create", object: item.id.text, by: officer, at: now)
            guard !item.own else { return }
            try TallyTable(db).apply([
                Self.contribution("media.\(item.form.rawValue)", item.level, item.campaign, unit)
            ])
        }
    }

    package func callAsFunction(_ channel: Channel, by officer: Officer) async throws {
        guard !channel.name.isEmpty, channel.name.count <= 60 else { throw MediaRefused.name }
        try Self.check([channel.address, channel.name])
        let now = surroundings.now
        try await surroundings.database.write { db in
            // Exclusive, so that of two at once only one is the first.
            try db.lock(.tree)
            let unit = try db.unit(officer.unit.code, .record, officer)
            let campaign = try db.campaign(channel.campaign, for: unit)
            let kind = "channel.\(channel.kind.rawValue)"
            // Where the table asks 有/无, a unit counts once, so that above it is a count of 有.
            let asksPresence = campaign.definition.cells.contains {
                $0.kind == kind && $0.presence == true && $0.levelSet.contains(unit.level)
            }
            let isAnother = try MediaTable(db).hasChannel(channel.kind, campaign: campaign.id, unit: unit)
            let counted = !asksPresence || !isAnother
            guard try MediaTable(db).insert(channel, unit: unit, counted: counted, by: officer, at: now) else { return }
            try AuditTable(db).append("channel.create", object: channel.id.text, by: officer, at: now)
            guard counted else { return }
            try TallyTable(db).apply([Self.contribution(kind, unit.level, channel.campaign, unit)])
        }
    }

    package func list(
        _ campaign: Campaign.ID, for officer: Officer
    ) async throws -> (items: [(item: MediaItem, unitName: String)], channels: [(channel: Channel, unitName: String)]) {
        try await surroundings.database.read { db in
            (
                try MediaTable(db).items(campaign: campaign, below: officer.unit, limit: 100),
                try MediaTable(db).channels(campaign: campaign, below: officer.unit, limit: 100)
            )
        }
    }

    private static func check(_ texts: [String]) throws(MediaRefused) {
        for text in texts {
            guard text.count <= 500, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { throw .link }
        }
    }
    private static func contribution(
        _ kind: String, _ level: Level, _ campaign: Campaign.ID, _ unit: Unit
    ) -> Contribution {
        var sums = TallySums()
        sums.records = 1
        sums.sessions = 1
        return Contribution(
            campaign: campaign, unit: unit, key: TallyKey(level: level, kind: kind, category: kind), sums: sums)
    }
}

package enum MediaRefused: UserFacingError, Hashable {
    case title, medium, link, name
    package var code: String { "media.\(self)" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .title: "写上稿件标题，最多 200 个字"
        case .medium: "写上发在哪家媒体，最多 60 个字"
        case .link: "网址太长或有看不见的控制符，请重新粘贴"
        case .name: "写上名称，最多 60 个字"
        }
    }
}
