package import Domain
internal import Storage

/// How a notice stands between superiors and units below: what it follows, what follows it, and what the officer's unit can do.
package struct NoticePlans: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Cited: Sendable {
        package let title: String
        package let docNumber: String?
        /// Nil when it is not in the tree, or not for the reader.
        package let notice: Notice.ID?
    }

    /// A clause of a superior and what a plan made of it.
    package struct Line: Sendable {
        package enum State: Sendable { case kept, changed, left }
        package let number: String
        package let isRequired: Bool
        package let theirs: String
        /// Nil when it is left out.
        package let ours: String?
        package let state: State
    }

    package struct Correspondence: Sendable {
        package let title: String
        package let notice: Notice.ID?
        package let lines: [Line]
    }

    package struct Around: Sendable {
        package let cited: [Cited]
        package let correspondence: [Correspondence]
        /// Clauses of the plan that follow no superior.
        package let added: [String]
        /// What it takes the place of, and in how many clauses it differs.
        package let revises: (notice: Notice.ID, title: String, changed: Int)?
        /// What takes its place, as far as the reader has it.
        package let replacedBy: (notice: Notice.ID, title: String, isDraft: Bool)?
        /// The plan that the officer's unit is writing about the same campaign, and the one that answers this notice.
        package let open: Notice.ID?
        package let ownPlan: Notice.ID?
        package let canBegin: Bool
        /// The superior's revision has to be taken over into the own plan.
        package let hasChanges: Bool
        package let canRevise: Bool
        package let canRepeat: Bool
    }

    package func around(_ id: Notice.ID, for officer: Officer) async throws -> Around {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            let notice = try Notices.visible(id, for: officer, db)
            let delivery = try NoticeTable(db).delivery(id, to: officer.unit.id)
            let isOwn = notice.unit.id == officer.unit.id
            let mayWrite = officer.may(.notices, on: officer.unit)
            let (cited, lines, added) = try Self.follows(notice, officer, db)
            let campaign = try notice.campaign.flatMap { try CampaignTable(db).campaign($0) }
            let next = try Self.next(of: notice, isOwn: isOwn, officer, db)
            let draft = try PlanDraftTable(db).draft(id)
            let standing = try WritePlan.standing(officer.unit, campaign: notice.campaign, db)
            let isReference = isOwn && notice.state == .confirmed && draft == nil && lines.isEmpty
            return Around(
                cited: cited, correspondence: lines, added: added,
                revises: try notice.revises.flatMap { former in
                    try NoticeTable(db).notice(former).map {
                        ($0.id, $0.head.title, try NoticeChanges.count(id, revises: former, db))
                    }
                }, replacedBy: next,
                open: try notice.campaign.flatMap {
                    try mayWrite ? PlanDraftTable(db).open(of: officer.unit.id, subject: $0.text) : nil
                }, ownPlan: delivery?.plan,
                canBegin: mayWrite && campaign != nil && (delivery != nil || isReference) && delivery?.plan == nil
                    && next == nil,
                hasChanges: notice.revises != nil && delivery != nil && delivery?.response == nil && standing != nil,
                canRevise: isOwn && mayWrite && notice.state == .issued && campaign != nil && next == nil,
                canRepeat: isOwn && mayWrite && notice.state == .issued && next == nil
                    && campaign.map { $0.year < today.year && $0.endsOn < today } ?? false)
        }
    }

    private static func next(
        of notice: Notice, isOwn: Bool, _ officer: Officer, _ db: any Connection
    ) throws -> (notice: Notice.ID, title: String, isDraft: Bool)? {
        let next =
            try isOwn
            ? NoticeTable(db).revision(of: notice.id) : NoticeTable(db).replacement(of: notice.id, at: officer.unit.id)
        return next.map { ($0.id, $0.head.title, $0.state == .draft) }
    }

    private static func follows(
        _ notice: Notice, _ officer: Officer, _ db: any Connection
    ) throws -> ([Cited], [Correspondence], [String]) {
        let superiors = try PlanTable(db).superiors(of: notice.id)
        let cited = superiors.map { superior in
            let isSeen = superior.notice.map { (try? Notices.visible($0, for: officer, db)) != nil } ?? false
            return Cited(
                title: superior.title ?? superior.docNumber ?? "", docNumber: superior.docNumber,
                notice: isSeen ? superior.notice : nil)
        }
        let links = try ClauseLinkTable(db).links(of: notice.id)
        let linked = Set(links.map(\.superior))
        guard !links.isEmpty else { return (cited, [], []) }
        let ours = try PlanTable(db).clauses(of: notice.id)
        let correspondence = try zip(superiors, cited).compactMap { superior, cited -> Correspondence? in
            guard let id = superior.notice, linked.contains(id) else { return nil }
            let theirs = try PlanTable(db).clauses(of: id)
            let places = Dictionary(links.filter { $0.superior == id }.map { ($0.theirs, $0.ours) }) { first, _ in first
            }
            let paths = theirs.paths
            return Correspondence(
                title: cited.title, notice: cited.notice,
                lines: theirs.enumerated().map { place, clause in
                    let own = places[place].flatMap { ours.indices.contains($0) ? ours[$0] : nil }
                    let state: Line.State =
                        own.map { ClauseMatch.isChanged(clause, $0) ? .changed : .kept } ?? .left
                    return Line(
                        number: paths[place], isRequired: clause.required, theirs: clause.wording,
                        ours: own?.bareWording,
                        state: state)
                })
        }
        let taken = Set(links.map(\.ours))
        let added = ours.indices.filter { !taken.contains($0) && !ours[$0].words.isEmpty && !ours[$0].isSeat }
            .map { ours[$0].wording }
        return (cited, correspondence, added)
    }
}

extension Clause {
    /// 组长：…, read as a clause of its own; the page shows the lead group beside.
    fileprivate var isSeat: Bool { number.isEmpty && ["组长", "副组长", "成员"].contains(heading) }
}
