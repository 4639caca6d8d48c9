package import Domain
internal import Storage

/// What a unit has before it: its campaign, what is planned, what waits for an answer.
package struct Agenda: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let campaigns: [Campaign]
        /// The one that was chosen, is on today, or is the newest; nil before any notice came.
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
            let campaigns = try CampaignTable(db).all().filter {
                owners.contains($0.owner) && ($0.owner == officer.unit.id || !unissued.contains($0.id))
            }
            let campaign =
                campaigns.first { $0.id == chosen } ?? campaigns.first { $0.startsOn <= today && today <= $0.endsOn }
                ?? campaigns.first
            let deliveries = try NoticeTable(db).deliveries(to: officer.unit.id)
            let came = try deliveries.compactMap { delivery in
                try NoticeTable(db).notice(delivery.notice).map { Notices.Listed(notice: $0, delivery: delivery) }
            }
            let unanswered = try AskedDeliveries(came).asked.map { listed in
                var listed = listed
                listed.changed = try listed.notice.revises.map {
                    try NoticeChanges.count(listed.notice.id, revises: $0, db)
                }
                return listed
            }
            return Page(
                campaigns: campaigns, campaign: campaign,
                superior: try officer.unit.reportsTo.flatMap { try UnitTable(db).unit($0) }, line: line,
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
}
