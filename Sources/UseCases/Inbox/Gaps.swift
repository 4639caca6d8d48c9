package import Domain
internal import Storage

/// 谁还缺什么: what the units directly below that have to report (应报) still owe in a campaign, in code order.
package struct Gaps: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Gap: Sendable {
        package let unit: Unit
        /// 信息统计表, 总结, 照片 3 张 …; never empty.
        package let lacks: [String]
        /// Where the unit does it: the table first.
        package let place: Place
        /// By when the superior asked for it.
        package let dueOn: CalendarDate?
        /// Today, by whomever.
        package let isReminded: Bool
        /// As a reminder says it.
        package let text: String
    }
    package struct Page: Sendable {
        package let campaign: Campaign
        package let unit: Unit
        package let gaps: [Gap]
        /// Units that have to report and owe nothing, in code order.
        package let complete: [Unit]
        /// Whether the officer may remind the units below.
        package let mayRemind: Bool
    }

    /// - Parameter id: nil takes the campaign that is on.
    /// - Throws: `AccessRefused.missing` when there is no campaign.
    package func page(_ id: Campaign.ID?, for officer: Officer) async throws -> Page {
        var chosen = id
        if chosen == nil { chosen = try await Agenda(surroundings).page(for: officer).campaign?.id }
        guard let id = chosen else { throw AccessRefused.missing }
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            try Self.find(id, of: officer, on: today, db)
        }
    }

    /// The same within the caller's transaction.
    static func find(
        _ id: Campaign.ID, of officer: Officer, on today: CalendarDate, _ db: any Connection
    ) throws -> Page {
        let unit = officer.unit
        let campaign = try db.campaign(id, for: unit)
        let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
        let latest = try SubmissionTable(db).standingOfChildren(of: unit.id, campaign: id)
        let missing = Set(figure.missing.map(\.id))
        let reminded = try ReminderTable(db).reminded(below: unit.id, on: today)
        let due = try NoticeTable(db).dueDates(from: unit.id, campaign: id)
        let asked = figure.asked.map(\.id)
        let checklists = try Materials.checklists(
            asked, campaign, Materials.asking(figure.asked, around: unit, campaign, db),
            MaterialTable(db).materials(of: asked, campaign: id), db)
        let gaps = figure.asked.compactMap { child -> Gap? in
            let lacks = lacking(
                isMissing: missing.contains(child.id), latest[child.id]?.state,
                materials: checklists[child.id]?.gaps ?? [])
            guard !lacks.isEmpty else { return nil }
            let isTable = lacks.count > checklists[child.id]?.gaps.count ?? 0
            return Gap(
                unit: child, lacks: lacks, place: isTable ? .report(id) : .materials(id), dueOn: due[child.id],
                isReminded: reminded.contains(child.id),
                text: Reminder.text(lacks: lacks, dueOn: due[child.id], today: today))
        }
        let open = Set(gaps.map(\.unit.id))
        return Page(
            campaign: campaign, unit: unit, gaps: gaps, complete: figure.asked.filter { !open.contains($0.id) },
            mayRemind: figure.asked.contains { officer.may(.remind, on: $0) })
    }

    /// What a unit owes, in the words of a reminder.
    /// - Parameters:
    ///   - isMissing: nothing of it is accepted.
    ///   - state: of what it last did itself.
    ///   - materials: what it has not handed in of what the notice asks for, such as 活动总结.
    static func lacking(isMissing: Bool, _ state: Submission.State?, materials: [String]) -> [String] {
        let table: [String] =
            switch state {
            case .returned: ["改好的信息统计表"]
            case .submitted: []
            case nil, .prepared, .unsigned, .recalled, .accepted, .superseded: isMissing ? ["信息统计表"] : []
            }
        return table + materials
    }
}
