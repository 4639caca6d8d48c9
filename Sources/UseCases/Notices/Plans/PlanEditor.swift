package import Domain
internal import Storage

/// What the page for writing a plan shows.
package struct PlanEditor: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Base: Sendable {
        package let notice: Notice
        package let lastYear: Int?
        /// Its superior revised it meanwhile.
        package let isReplaced: Bool
    }

    package struct Page: Sendable {
        package let notice: Notice
        package let version: Int64
        package let plan: PlanComposition
        package let bases: [Base]
        /// What may be added, nearest first.
        package let candidates: [Notice]
        /// The paragraph that cites the bases.
        package let opening: String
        /// It became a text before: doing so again replaces what was corrected in the review.
        package let isComposed: Bool
        /// The units below and above with their days.
        package let chain: [ReportingDay]
        package let revises: Notice?
    }

    /// - Returns: nil when the notice was not written from clauses.
    package func page(_ id: Notice.ID, for officer: Officer) async throws -> Page? {
        try await surroundings.database.read { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            guard let draft = try PlanDraftTable(db).draft(id) else { return nil }
            let plan: PlanComposition = try JSON.value(draft.composition)
            return try Self.page(notice, plan, draft, officer, db)
        }
    }

    /// As `page(_:for:)`, with what was typed instead of what is stored.
    package func page(_ id: Notice.ID, typed plan: PlanComposition, for officer: Officer) async throws -> Page {
        try await surroundings.database.read { db in
            guard let notice = try NoticeTable(db).notice(id), let draft = try PlanDraftTable(db).draft(id) else {
                throw AccessRefused.missing
            }
            try officer.requires(.notices, on: notice.unit)
            return try Self.page(notice, plan, draft, officer, db)
        }
    }

    private static func page(
        _ notice: Notice, _ plan: PlanComposition, _ draft: PlanDraftTable.Draft, _ officer: Officer,
        _ db: any Connection
    ) throws -> Page {
        var plan = plan
        let superiors = try plan.superiors(db)
        plan.renewOpening(superiors)
        let bases = try plan.bases.compactMap { base in
            try NoticeTable(db).notice(base.notice).map {
                Base(
                    notice: $0, lastYear: base.lastYear,
                    isReplaced: try NoticeTable(db).replacement(of: base.notice, at: officer.unit.id) != nil)
            }
        }
        return Page(
            notice: notice, version: draft.version, plan: plan, bases: bases,
            candidates: try candidates(plan, officer, db), opening: PlanProposal.opening(superiors),
            isComposed: draft.composed != nil,
            chain: try ReportingDay.chain(
                from: officer.unit, below: plan.dues.compactMap { try? CalendarDate($0.date) }.min(),
                campaign: plan.campaign, db),
            revises: try notice.revises.flatMap { try NoticeTable(db).notice($0) })
    }

    /// Notices here of the same year, and the unit's own of the year before.
    private static func candidates(_ plan: PlanComposition, _ officer: Officer, _ db: any Connection) throws -> [Notice]
    {
        guard let year = try WritePlan.year(of: plan, db) else { return [] }
        let years = Dictionary(try CampaignTable(db).all().map { ($0.id, $0.year) }) { first, _ in first }
        let known = Set(plan.bases.map(\.notice))
        return try NoticeTable(db).notices(at: officer.unit.id, limit: 100).filter { notice in
            guard notice.state != .draft, !known.contains(notice.id), let campaign = notice.campaign,
                let its = years[campaign]
            else { return false }
            let isOwn = notice.unit.id == officer.unit.id
            guard its == year || isOwn && its == year - 1 else { return false }
            // Not what is being written itself, nor what it takes the place of.
            if isOwn, its == year, try PlanDraftTable(db).draft(notice.id) != nil || notice.state == .issued {
                return false
            }
            return try NoticeTable(db).replacement(of: notice.id, at: officer.unit.id) == nil
        }
    }
}
