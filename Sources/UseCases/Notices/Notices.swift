package import Domain
package import NoticeReading
internal import Storage

/// Reading notices and what they ask of a unit.
package struct Notices: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Listed: Sendable {
        package let notice: Notice
        /// How it came to the unit; nil for its own.
        package let delivery: Delivery?

        package init(notice: Notice, delivery: Delivery?) {
            self.notice = notice
            self.delivery = delivery
        }
    }

    package func list(for officer: Officer, limit: Int = 50) async throws -> [Listed] {
        try await surroundings.database.read { db in
            let deliveries = try NoticeTable(db).deliveries(to: officer.unit.id)
            return try NoticeTable(db).notices(at: officer.unit.id, limit: limit).map { notice in
                Listed(notice: notice, delivery: deliveries.first { $0.notice == notice.id })
            }
        }
    }

    package struct Review: Sendable {
        package let notice: Notice
        package let plainText: String
        package let reading: NoticeReading
        package let draft: NoticeDraft
        /// Existing campaigns that it may belong to, best first.
        package let campaigns: [Campaign]
        package let categories: [Category]
        package let childCount: Int64
    }

    package func review(_ id: Notice.ID, for officer: Officer) async throws -> Review {
        try await surroundings.database.read { db in
            guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: working.notice.unit)
            let reading: NoticeReading = try JSON.value(working.reading)
            return Review(
                notice: working.notice, plainText: working.plainText, reading: reading,
                draft: try JSON.value(working.draft),
                campaigns: try UploadNotice.proposals(for: reading, working.notice.unit, db),
                categories: try db.usualDefinition(for: working.notice.unit).categories,
                childCount: try UnitTable(db).childCount(of: working.notice.unit.id))
        }
    }

    package struct Detail: Sendable {
        package let notice: Notice
        package let campaign: Campaign?
        package let clauses: [Clause]
        package let activities: [PlannedActivity]
        package let deadlines: [Deadline]
        package let requirements: [Requirement]
        package let superiors: [Superior]
        /// How it came to the officer's unit, and where that passed it on to.
        package let delivery: Delivery?
        package let passedOn: [Delivery]
        package let childCount: Int64
    }

    /// A notice is seen by the unit that it belongs to, by its superiors, and by whoever it came to.
    package func detail(_ id: Notice.ID, for officer: Officer) async throws -> Detail {
        try await surroundings.database.read { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            let delivery = try NoticeTable(db).delivery(id, to: officer.unit.id)
            if delivery == nil { try officer.requires(.view, on: notice.unit) }
            // A draft is its unit's own until it is confirmed.
            guard notice.state != .draft || notice.unit.id == officer.unit.id else { throw AccessRefused.missing }
            let plan = PlanTable(db)
            return Detail(
                notice: notice, campaign: try notice.campaign.flatMap { try CampaignTable(db).campaign($0) },
                clauses: try plan.clauses(of: id), activities: try plan.activities(of: id),
                deadlines: try plan.deadlines(of: id), requirements: try plan.requirements(of: id),
                superiors: try plan.superiors(of: id), delivery: delivery,
                passedOn: try NoticeTable(db).deliveries(id, from: officer.unit.id),
                childCount: try UnitTable(db).childCount(of: officer.unit.id))
        }
    }
}

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
        package let unanswered: [Notices.Listed]
        package let activities: [PlannedActivity]
        package let categories: [Category]
        package let dueOn: CalendarDate?
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
            let notices = try deliveries.compactMap { try NoticeTable(db).notice($0.notice) }
            let ofCampaign = Set(notices.filter { $0.campaign == campaign?.id }.map(\.id))
            let unanswered = deliveries.filter { $0.response == nil }.compactMap { delivery in
                notices.first { $0.id == delivery.notice }.map { Notices.Listed(notice: $0, delivery: delivery) }
            }
            return Page(
                campaigns: campaigns, campaign: campaign,
                superior: try officer.unit.reportsTo.flatMap { try UnitTable(db).unit($0) }, line: line,
                unanswered: unanswered,
                activities: try campaign.map {
                    try PlanTable(db).activities(at: officer.unit.id, campaign: $0.id)
                } ?? [], categories: try campaign.map { try CampaignTable(db).categories(of: $0.id) } ?? [],
                dueOn: deliveries.filter { ofCampaign.contains($0.notice) }.compactMap(\.dueOn).min(),
                children: try UnitTable(db).children(of: officer.unit.id, limit: 500))
        }
    }
}
