package import Domain
internal import OfficeFiles
internal import Storage

/// Sites and accounts of a unit, their pictures, and how often it means to post on them.
package struct KeepChannels: Sendable {
    /// A QR picture needs no more; a list of hundreds of them is made in memory.
    private static let mostPictureBytes = 200 << 10
    private static let mostChannels = 50

    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// - Parameter picture: an uploaded QR picture; without one it is made from the address.
    package func add(_ channel: Channel, picture: [UInt8]? = nil, by officer: Officer) async throws {
        guard !channel.name.isEmpty, channel.name.count <= 60 else { throw MediaRefused.name }
        try RecordMedia.check([channel.address, channel.name])
        if let picture {
            guard picture.count <= Self.mostPictureBytes, (try? PictureFile.check(picture)) != nil else {
                throw MediaRefused.picture
            }
        }
        let hash = picture.map { Digest.hex($0) }
        let kept = Channel(
            id: channel.id, campaign: channel.campaign, kind: channel.kind, name: channel.name,
            address: channel.address, picture: hash)
        let now = surroundings.now
        try await surroundings.database.write { db in
            // Exclusive, so that of two at once only one is the first.
            try db.lock(.tree)
            let unit = try db.unit(officer.unit.code, .record, officer)
            let campaign = try db.campaign(channel.campaign, for: unit)
            if let earlier = try ChannelTable(db).entry(channel.id) {
                guard earlier.channel == kept, earlier.unit.id == unit.id else { throw MediaRefused.differentBody }
                return
            }
            guard try ChannelTable(db).count(campaign: campaign.id, unit: unit.id) < Self.mostChannels else {
                throw MediaRefused.tooMany
            }
            let isAnother = try ChannelTable(db).hasCounted(channel.kind, campaign: campaign.id, unit: unit)
            let counted = !Self.asksPresence(campaign, channel.kind, unit) || !isAnother
            if let picture, let hash { try FileTable(db).put(picture, hash: hash) }
            guard try ChannelTable(db).insert(kept, unit: unit, counted: counted, by: officer, at: now) else { return }
            try AuditTable(db).append("channel.create", object: channel.id.text, by: officer, at: now)
            guard counted else { return }
            try TallyTable(db).apply([
                RecordMedia.contribution(channel.kind.kind, unit.level, channel.campaign, unit)
            ])
        }
    }

    /// Where the table asks 有/无, a unit counts once, so that above it is a count of 有.
    private static func asksPresence(_ campaign: Campaign, _ kind: Channel.Kind, _ unit: Unit) -> Bool {
        campaign.definition.cells.contains {
            $0.kind == kind.kind && $0.presence == true && $0.levelSet.contains(unit.level)
        }
    }

    package func withdraw(_ id: Channel.ID, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            try db.lock(.tree)
            guard let entry = try ChannelTable(db).entry(id),
                let campaign = try CampaignTable(db).campaign(entry.channel.campaign)
            else { throw AccessRefused.missing }
            try officer.requires(.record, on: entry.unit)
            guard try ChannelTable(db).withdraw(id, at: now) else { throw MediaRefused.withdrawn }
            try AuditTable(db).append("channel.withdraw", object: id.text, by: officer, at: now)
            guard entry.isCounted else { return }
            let kind = entry.channel.kind
            if Self.asksPresence(campaign, kind, entry.unit),
                try ChannelTable(db).countAnother(kind, campaign: campaign.id, unit: entry.unit.id)
            {
                return
            }
            try TallyTable(db).apply([
                -RecordMedia.contribution(kind.kind, entry.unit.level, campaign.id, entry.unit)
            ])
        }
    }

    package func setPlan(_ plan: PostingPlan, by officer: Officer) async throws {
        guard (0...100).contains(plan.least), (plan.least...100).contains(plan.most) else { throw MediaRefused.plan }
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let entry = try ChannelTable(db).entry(plan.channel) else { throw AccessRefused.missing }
            try officer.requires(.record, on: entry.unit)
            try ChannelTable(db).setPlan(plan)
            try AuditTable(db).append(
                "posting_plan.set", object: plan.channel.text, detail: "\(plan.least)–\(plan.most)", by: officer,
                at: now)
        }
    }

    package struct Listed: Sendable {
        package let entry: ChannelEntry
        /// Items in the week of the Monday, this one and the three before it, oldest first; for the unit's own channels.
        package let weeks: [(monday: CalendarDate, count: Int64)]
    }

    package func list(
        _ campaign: Campaign.ID, after cursor: ItemCursor? = nil, limit: Int = 50, for officer: Officer
    ) async throws -> (channels: [Listed], next: ItemCursor?) {
        let monday = CalendarDate(surroundings.now).monday
        return try await surroundings.database.read { db in
            let found = try ChannelTable(db).channels(
                campaign: campaign, below: officer.unit, after: cursor, limit: limit + 1)
            let listed = try found.prefix(limit).map { entry in
                guard entry.unit.id == officer.unit.id else { return Listed(entry: entry, weeks: []) }
                let first = monday.adding(days: -21)
                let counts = try MediaTable(db).weeks(of: entry.channel.id, from: first)
                let weeks = (0..<4).map { week in
                    let day = first.adding(days: 7 * week)
                    return (day, counts[day] ?? 0)
                }
                return Listed(entry: entry, weeks: weeks)
            }
            return (listed, found.count > limit ? found[limit - 1].cursor : nil)
        }
    }

    /// The QR picture of a channel: the uploaded one, or one made from the address; nil when there is nothing to make it of.
    package func picture(_ id: Channel.ID, for officer: Officer) async throws -> (bytes: [UInt8], mediaType: String)? {
        let (channel, file) = try await surroundings.database.read { db in
            guard let entry = try ChannelTable(db).entry(id) else { throw AccessRefused.missing }
            try officer.requires(.view, on: entry.unit)
            return (entry.channel, try entry.channel.picture.flatMap { try FileTable(db).bytes($0) })
        }
        if let file, let kind = try? PictureFile.check(file).kind { return (file, kind.mediaType) }
        guard channel.address.contains(where: { !$0.isWhitespace }) else { return nil }
        return (try await WorkPool.parsing.run { try QRCode.png(of: channel.address) }, "image/png")
    }
}
