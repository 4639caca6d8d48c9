package import Domain
internal import Storage

/// Keeps media items and channels of a unit; both feed the lower half of the table.
package struct RecordMedia: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// One on the unit's own site or in its house journal is kept and does not count. One that another unit reported
    /// before counts there.
    package func callAsFunction(_ item: MediaItem, by officer: Officer) async throws {
        try Self.check(item)
        let now = surroundings.now
        try await surroundings.database.write { db in
            // Exclusive, so that of two reports of one item only one is the first.
            try db.lock(.tree)
            _ = try Self.take(item, unit: officer.unit.code, by: officer, at: now, on: db)
        }
    }

    static func check(_ item: MediaItem) throws(MediaRefused) {
        guard !item.title.isEmpty, item.title.count <= 200 else { throw .title }
        guard !item.medium.isEmpty, item.medium.count <= 60 else { throw .medium }
        guard (1...MediaItem.mostPieces).contains(item.pieces) else { throw .pieces }
        try Self.check([item.link, item.title, item.medium])
    }

    /// The same within the caller's transaction, which holds the tree.
    static func take(
        _ item: MediaItem, unit code: String, by officer: Officer, at now: Instant, on db: any Connection
    ) throws -> Unit {
        let unit = try db.unit(code, .record, officer)
        _ = try db.campaign(item.campaign, for: unit)
        if let channel = item.channel {
            guard try ChannelTable(db).entry(channel)?.unit.id == unit.id else { throw MediaRefused.channel }
        }
        guard let counts = try MediaTable(db).insert(item, unit: unit, by: officer, at: now) else {
            // The same again is as before; something else under the same key would be lost.
            guard try MediaTable(db).entry(item.id)?.item == item else { throw MediaRefused.differentBody }
            return unit
        }
        try AuditTable(db).append("media_item.create", object: item.id.text, by: officer, at: now)
        guard counts else { return unit }
        try TallyTable(db).apply([contribution(item.form.kind, item.level, item.campaign, unit, item.pieces)])
        return unit
    }

    /// Ownership passes on to the next unit that reported the same item, as a dated change for the superiors.
    package func withdraw(_ id: MediaItem.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree)
            let table = MediaTable(db)
            guard let entry = try table.entry(id) else { throw AccessRefused.missing }
            try officer.requires(.record, on: entry.unit)
            guard try table.withdraw(id, at: now) else { throw MediaRefused.withdrawn }
            try AuditTable(db).append("media_item.withdraw", object: id.text, by: officer, at: now)
            guard entry.isCounted else { return }
            let item = entry.item
            var contributions = [
                -Self.contribution(item.form.kind, item.level, item.campaign, entry.unit, item.pieces)
            ]
            if let next = try table.passOn(item.matchKey, campaign: item.campaign) {
                contributions.append(
                    Self.contribution(
                        next.item.form.kind, next.item.level, item.campaign, next.unit, next.item.pieces))
                try FigureChangeTable(db).append(
                    .mediaOwner, "“\(item.title.prefix(40))”原来算在\(entry.unit.shortName)，撤掉后算在\(next.unit.shortName)",
                    of: next.unit, campaign: item.campaign, at: now)
                try AuditTable(db).append(
                    "media_item.own", object: next.item.id.text, detail: "from \(id.text)", by: officer, at: now)
            }
            try FigureChangeTable(db).append(
                .mediaOwner, "撤掉了稿件“\(item.title.prefix(40))”", of: entry.unit, campaign: item.campaign, at: now)
            try TallyTable(db).apply(contributions)
        }
    }

    package func items(
        _ campaign: Campaign.ID, after cursor: ItemCursor? = nil, limit: Int = 20, for officer: Officer
    ) async throws -> (items: [MediaReport], next: ItemCursor?) {
        try await surroundings.database.read { db in
            let found = try MediaTable(db).items(
                campaign: campaign, around: officer.unit, after: cursor, limit: limit + 1)
            return (Array(found.prefix(limit)), found.count > limit ? found[limit - 1].cursor : nil)
        }
    }

    static func check(_ texts: [String]) throws(MediaRefused) {
        for text in texts {
            guard text.count <= 500, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { throw .link }
        }
    }
    static func contribution(
        _ kind: String, _ level: Level, _ campaign: Campaign.ID, _ unit: Unit, _ count: Int64 = 1
    ) -> Contribution {
        Contribution(
            campaign: campaign, unit: unit, key: TallyKey(level: level, kind: kind, category: kind),
            sums: TallySums(count: count))
    }
}

package enum MediaRefused: UserFacingError, Hashable {
    case title, medium, link, name, pieces, channel, withdrawn, picture, plan, tooMany, differentBody
    package var code: String { "media.\(self)" }
    package var kind: UserFacingErrorKind { self == .withdrawn || self == .differentBody ? .conflict : .invalid }
    package var message: String {
        switch self {
        case .title: "写上稿件标题，最多 200 个字"
        case .medium: "写上发在哪家媒体，最多 60 个字"
        case .link: "网址太长或有看不见的控制符，请重新粘贴"
        case .name: "写上名称，最多 60 个字"
        case .pieces: "篇数填 1 到 \(MediaItem.mostPieces)"
        case .channel: "这个账号不是本单位的，请重新选"
        case .withdrawn: "这一条已经撤掉了，刷新看看"
        case .picture: "二维码图片要用 PNG 或 JPG，不超过 200 KB，请截小一点再传"
        case .differentBody: "这一页刚才已经保存过别的内容，请重新打开这一页再填"
        case .tooMany: "一个单位最多登记 50 个网站和账号"
        case .plan: "每周几条填 0 到 100，前一个数不大于后一个"
        }
    }
}
