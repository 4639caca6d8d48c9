package import Domain
internal import Storage

/// What a unit has before it: its campaign, what is planned, what waits for an answer.
package struct Agenda: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        /// Those that the unit began, that came to it, or in which it recorded; those of its line before anything came.
        package let campaigns: [Campaign]
        /// The one that was chosen, or else the one that is on; nil before any notice came. See `current`.
        package let campaign: Campaign?
        package let superior: Unit?
        package let line: [Unit]
        /// One for each campaign, from the nearest superior.
        package let unanswered: [Notices.Listed]
        package let activities: [PlannedActivity]
        package let categories: [Category]
        package let dueOn: CalendarDate?
        /// The days of the units below, its own, and those above.
        package let chain: [ReportingDay]
        package let children: [Unit]
    }

    /// The campaign that a planned session belongs to.
    package func campaign(of session: PlannedSession.ID) async throws -> Campaign.ID? {
        try await surroundings.database.read { db in try PlanTable(db).campaign(of: session) }
    }

    /// - Parameter chosen: a campaign of the unit's line; nil takes the one that is on today, else the newest.
    package func page(for officer: Officer, campaign chosen: Campaign.ID? = nil) async throws -> Page {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            let line = try UnitTable(db).line(to: officer.unit)
            let owners = Set(line.map(\.id))
            // A superior's campaign is there when its notice was issued, not when it was only confirmed.
            let unissued = try NoticeTable(db).campaignsNotIssued()
            let all = try CampaignTable(db).all().filter {
                owners.contains($0.owner) && ($0.owner == officer.unit.id || !unissued.contains($0.id))
            }
            let deliveries = try NoticeTable(db).deliveries(to: officer.unit.id)
            let came = try deliveries.compactMap { delivery in
                try NoticeTable(db).notice(delivery.notice).map { Notices.Listed(notice: $0, delivery: delivery) }
            }
            let reached = Set(came.compactMap(\.notice.campaign))
            let records = ActivityRecordTable(db)
            let own = try all.filter {
                try $0.owner == officer.unit.id || reached.contains($0.id)
                    || records.count(of: officer.unit, campaign: $0.id) > 0
            }
            let campaigns = own.isEmpty ? all : own
            let campaign =
                try all.first { $0.id == chosen } ?? Self.current(campaigns, of: officer.unit, on: today, db)
            let unanswered = try AskedDeliveries(came).asked.map { listed in
                var listed = listed
                listed.changed = try listed.notice.revises.map {
                    try NoticeChanges.count(listed.notice.id, revises: $0, db)
                }
                return listed
            }
            let superior = try (campaign.map { $0.superior(of: officer.unit) } ?? officer.unit.reportsTo)
                .flatMap { try UnitTable(db).unit($0) }
            return Page(
                campaigns: campaigns, campaign: campaign, superior: superior, line: line,
                unanswered: unanswered,
                activities: try campaign.map {
                    try PlanTable(db).activities(at: officer.unit.id, campaign: $0.id)
                } ?? [], categories: try campaign.map { try CampaignTable(db).categories(of: $0.id) } ?? [],
                dueOn: try campaign.flatMap { try NoticeTable(db).due(of: officer.unit.id, campaign: $0.id) },
                chain: try ReportingDay.chain(
                    from: officer.unit,
                    below: campaign.flatMap { try NoticeTable(db).dueBelow(officer.unit.id, campaign: $0.id) },
                    campaign: campaign?.id, db),
                children: try UnitTable(db).children(of: officer.unit.id, limit: 500))
        }
    }

    /// The campaign to work in: in its days; else over and still to be reported; else about to begin; else the last one.
    private static func current(
        _ campaigns: [Campaign], of unit: Unit, on today: CalendarDate, _ db: any Connection
    ) throws -> Campaign? {
        let table = NoticeTable(db)
        let ranked = try campaigns.map { campaign -> (rank: Int, distance: Int, campaign: Campaign) in
            let (start, end) = (campaign.startsOn.daysSinceEpoch, campaign.endsOn.daysSinceEpoch)
            let now = today.daysSinceEpoch
            if now < start { return (now + soon >= start ? 2 : 4, start - now, campaign) }
            if now <= end { return (0, now - start, campaign) }
            let due = try [
                table.due(of: unit.id, campaign: campaign.id), table.dueBelow(unit.id, campaign: campaign.id),
            ].compactMap(\.self).max()
            return (due.map { $0 >= today } ?? false ? 1 : 3, now - end, campaign)
        }
        return ranked.min { ($0.rank, $0.distance) < ($1.rank, $1.distance) }?.campaign
    }
    /// Days before its beginning in which a campaign is worked for.
    private static let soon = 60
}
