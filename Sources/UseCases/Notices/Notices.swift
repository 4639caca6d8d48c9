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
        /// Of a revision that asks for an answer: how many clauses are other ones.
        package var changed: Int?
        /// Another notice took its place, or a nearer superior's plan answers it.
        package var isSettled = false

        package init(notice: Notice, delivery: Delivery?) {
            self.notice = notice
            self.delivery = delivery
        }
    }

    package func list(for officer: Officer, limit: Int = 50) async throws -> [Listed] {
        try await surroundings.database.read { db in
            let deliveries = try NoticeTable(db).deliveries(to: officer.unit.id)
            var all = try NoticeTable(db).notices(at: officer.unit.id, limit: limit).map { notice in
                Listed(notice: notice, delivery: deliveries.first { $0.notice == notice.id })
            }
            let settled = AskedDeliveries(all).settled
            for place in all.indices { all[place].isSettled = settled.contains(all[place].notice.id) }
            return all
        }
    }

    /// The unit's own notice of its last campaign, when that was of an earlier year, is over, and nothing of a later one is here
    /// yet: what this year's may begin from.
    package func lastYears(for officer: Officer) async throws -> Notice? {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            guard officer.may(.notices, on: officer.unit) else { return nil }
            let own = try NoticeTable(db).notices(at: officer.unit.id, limit: 100).filter {
                $0.unit.id == officer.unit.id
            }
            guard !own.contains(where: { $0.state == .draft }),
                let newest = own.first(where: { $0.state == .issued && $0.campaign != nil }),
                let campaign = try newest.campaign.flatMap({ try CampaignTable(db).campaign($0) }),
                campaign.year < today.year, campaign.endsOn < today,
                try NoticeTable(db).revision(of: newest.id) == nil
            else { return nil }
            return newest
        }
    }

    package struct Review: Sendable {
        package let notice: Notice
        package let plainText: String
        package let reading: NoticeReading
        package let draft: NoticeDraft
        /// Existing campaigns that it may belong to, best first.
        package let campaigns: [Campaign]
        /// The titles of notices that have the same number.
        package let sameNumber: [String]
        package let categories: [Category]
        package let childCount: Int64
        /// It was composed from clauses, to which one can go back.
        package let isComposed: Bool
        /// It was begun from clauses and is no text yet.
        package let isToCompose: Bool
        package let revises: Notice?
        /// What the draft asks of the units below, as far as it can be understood.
        package let burden: NoticeBurden
    }

    package func review(_ id: Notice.ID, for officer: Officer) async throws -> Review {
        try await surroundings.database.read { db in
            guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: working.notice.unit)
            let reading: NoticeReading = try JSON.value(working.reading)
            let draft: NoticeDraft = try JSON.value(working.draft)
            let composing = try PlanDraftTable(db).draft(id)
            var campaigns = try UploadNotice.proposals(for: reading, working.notice.unit, db).map(\.campaign)
            if let chosen = try? Campaign.ID(draft.campaign), !campaigns.contains(where: { $0.id == chosen }),
                let known = try? db.campaign(chosen, for: working.notice.unit)
            {
                campaigns.insert(known, at: 0)
            }
            return Review(
                notice: working.notice, plainText: working.plainText, reading: reading, draft: draft,
                campaigns: campaigns,
                sameNumber: try NoticeTable(db).confirmed(docNumbers: [draft.docNumber].filter { !$0.isEmpty })
                    .filter {
                        $0.id != working.notice.revises
                            && ($0.unit.id == officer.unit.id
                                || $0.state == .issued && $0.unit.path.contains(officer.unit.path))
                    }
                    .map(\.head.title),
                categories: try db.usualDefinition(for: working.notice.unit).categories,
                childCount: try UnitTable(db).childCount(of: working.notice.unit.id),
                isComposed: composing?.composed != nil, isToCompose: composing != nil && composing?.composed == nil,
                revises: try working.notice.revises.flatMap { try NoticeTable(db).notice($0) },
                burden: try Self.burden(
                    sessions: draft.planned, requirements: draft.requirements,
                    tasks: draft.isAnnualPlan ? (draft.tasks ?? []).count(where: \.isIncluded) : 0,
                    text: working.plainText,
                    of: working.notice.unit, db))
        }
    }

    static func burden(
        sessions: [NoticeBurden.Planned], requirements: [Requirement], tasks: Int, text: String, of unit: Unit,
        _ db: any Connection
    ) throws -> NoticeBurden {
        NoticeBurden(
            items: NoticeBurden.items(
                sessions: sessions, requirements: requirements, tasks: tasks, names: Requirement.name(of:)),
            children: try UnitTable(db).childCount(of: unit.id), below: try UnitTable(db).countBelow(unit),
            characters: text.unicodeScalars.count { !$0.properties.isWhitespace })
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
        /// What the reader warned of, for the unit itself and its superiors, each with the words that stand there.
        package let findings: [(finding: NoticeFinding, quote: String)]
        package let contacts: [NoticeReading.Contact]
        /// For the unit that is about to issue it.
        package let burden: NoticeBurden?
        /// 领导小组, seat by seat: 组长 街道分管领导
        package let leadGroup: [String]
        package let copyTo: [String]
        package let tasks: [AnnualTask]
        package let days: [YearlyDay]
        /// The officer's own unit's notes on the tasks and those of the units directly below, newest first.
        package let progress: [TaskProgress]
    }

    /// - Throws: `AccessRefused` unless the officer's unit has it, it came there, or it is of a unit below.
    static func visible(_ id: Notice.ID, for officer: Officer, _ db: any Connection) throws -> Notice {
        guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
        if try NoticeTable(db).delivery(id, to: officer.unit.id) == nil { try officer.requires(.view, on: notice.unit) }
        // A draft is its unit's own until it is confirmed.
        guard notice.state != .draft || notice.unit.id == officer.unit.id else { throw AccessRefused.missing }
        return notice
    }

    /// A notice is seen by the unit that it belongs to, by its superiors, and by whoever it came to.
    package func detail(_ id: Notice.ID, for officer: Officer) async throws -> Detail {
        try await surroundings.database.read { db in
            let notice = try Self.visible(id, for: officer, db)
            let delivery = try NoticeTable(db).delivery(id, to: officer.unit.id)
            let plan = PlanTable(db)
            guard let working = try NoticeTable(db).working(id) else { throw AccessRefused.missing }
            let activities = try plan.activities(of: id)
            let requirements = try plan.requirements(of: id)
            let tasks = try AnnualTaskTable(db).tasks(of: id)
            let reading: NoticeReading = try JSON.value(working.reading)
            return Detail(
                notice: notice, campaign: try notice.campaign.flatMap { try CampaignTable(db).campaign($0) },
                clauses: try plan.clauses(of: id), activities: activities,
                deadlines: try plan.deadlines(of: id), requirements: requirements,
                superiors: try plan.superiors(of: id), delivery: delivery,
                passedOn: try NoticeTable(db).deliveries(id, from: officer.unit.id),
                childCount: try UnitTable(db).childCount(of: officer.unit.id),
                findings: !officer.may(.view, on: notice.unit)
                    ? []
                    : try NoticeFindingTable(db).findings(of: id).map { ($0, $0.span.quote(from: working.plainText)) },
                contacts: reading.contacts,
                burden: notice.state != .confirmed || notice.unit.id != officer.unit.id
                    ? nil
                    : try Self.burden(
                        sessions: activities.flatMap { activity in
                            activity.sessions.map {
                                .init(hasDay: $0.startsOn != nil && $0.endsOn == nil, hasVenue: activity.venue != nil)
                            }
                        }, requirements: requirements, tasks: tasks.count, text: working.plainText, of: officer.unit, db
                    ),
                leadGroup: reading.leadGroup.map { "\($0.role) \($0.post)" }, copyTo: reading.copyTo, tasks: tasks,
                days: try AnnualTaskTable(db).days(of: id),
                progress: tasks.isEmpty
                    ? [] : try AnnualTaskTable(db).progress(of: id, at: officer.unit.id, own: 20))
        }
    }

    /// Issued notices of units below that breach a red line, newest first.
    package func breaches(for officer: Officer, limit: Int = 50) async throws -> [Notice] {
        try await surroundings.database.read { db in
            try officer.requires(.view, on: officer.unit)
            return try NoticeFindingTable(db).notices(below: officer.unit, rule: NoticeFinding.redLine, limit: limit)
        }
    }

    /// The file that was uploaded, for whoever sees the notice.
    package func original(_ id: Notice.ID, for officer: Officer) async throws -> (name: String, bytes: [UInt8]) {
        try await surroundings.database.read { db in
            let notice = try Self.visible(id, for: officer, db)
            guard let bytes = try NoticeTable(db).file(of: id) else { throw AccessRefused.missing }
            return (notice.fileName, bytes)
        }
    }
}

extension Span {
    /// The words that stand there, on one line, at most forty characters of them.
    package func quote(from text: String) -> String {
        let scalars = text.unicodeScalars
        guard start >= 0, start < end,
            let first = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex)
        else { return "" }
        let last =
            scalars.index(first, offsetBy: min(end - start, 200), limitedBy: scalars.endIndex) ?? scalars.endIndex
        let words = String(scalars[first..<last]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 40 ? words.prefix(40) + "……" : words
    }
}
