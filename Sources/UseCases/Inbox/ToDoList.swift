package import Domain
internal import Storage

/// One thing to do. The web gives it words and an address, the daily mail a line.
package enum ToDo: Sendable {
    /// 提醒: stands until the unit hands its table up or owes nothing more; with where it is done.
    case reminder(Reminder, Place)
    case returned(Submission)
    /// Prepared, for the signatory; given back unsigned, for the clerk.
    case sign(Submission), unsigned(Submission)
    /// Came from above and waits for an answer; no day for who does not have to report in its campaign.
    /// A revision says how many clauses it changed.
    case notice(Notice, dueOn: CalendarDate?, changed: Int?)
    /// Children's tables that wait for a decision, in code order.
    case decide([Submission])
    /// What the superior asks for and that is not there yet, such as 照片 3 张.
    case materials([String])
    /// A record that the table cannot take: the measure that it lacks.
    case uncounted(ActivityRecord, Measure)
    /// Planned for these days and not recorded.
    case session(PlannedActivity, PlannedSession)
    /// Another campaign that is there at the same time.
    case campaign(Campaign)
}

/// What a post has to do, computed from where things stand. Home, inbox and the daily mail all show this list.
package struct ToDoList: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Page: Sendable {
        package let agenda: Agenda.Page
        /// Of the agenda's campaign; nil when there is none.
        package let overview: Submissions.Overview?
        /// The unit's newest records, and how many there are.
        package let records: [ActivityRecord], recordCount: Int
        package let todos: [ToDo]
    }

    /// - Parameter chosen: as in `Agenda.page`.
    package func page(for officer: Officer, campaign chosen: Campaign.ID? = nil) async throws -> Page {
        let agenda = try await Agenda(surroundings).page(for: officer, campaign: chosen)
        guard let campaign = agenda.campaign else {
            let notices = agenda.unanswered.map {
                ToDo.notice($0.notice, dueOn: $0.delivery?.dueOn, changed: $0.changed)
            }
            return Page(agenda: agenda, overview: nil, records: [], recordCount: 0, todos: notices)
        }
        let unit = officer.unit
        let overview = try await Submissions(surroundings).overview(campaign.id, unit: unit.code, for: officer)
        let own = try await ActivityRecords(surroundings).ofUnit(
            unit.code, campaign: campaign.id, limit: 5, for: officer)
        var todos: [ToDo] = []
        let materials = try await Materials(surroundings).listing(campaign.id, unit: unit.code, for: officer)
        if overview.isOwed || !materials.checklist.gaps.isEmpty,
            let reminder = try await reminder(campaign.id, unit), overview.isOpen(reminder)
        {
            todos.append(.reminder(reminder, overview.isOwed ? .report(campaign.id) : .materials(campaign.id)))
        }
        todos += Self.own(overview.versions.standing, officer)
        todos += agenda.unanswered.map { listed in
            let isAsked = overview.duty == .asked || listed.notice.campaign != campaign.id
            return ToDo.notice(
                listed.notice, dueOn: isAsked ? listed.delivery?.dueOn : nil, changed: listed.changed)
        }
        if materials.canAttach, !materials.checklist.gaps.isEmpty { todos.append(.materials(materials.checklist.gaps)) }
        if unit.level == .village {
            todos += Self.uncounted(own.records, campaign.definition)
            let done = try await ActivityRecords(surroundings).heldSessions(campaign.id, for: officer)
            todos += sessions(agenda, done: done)
        } else {
            let waiting = overview.children.compactMap(\.latest).filter { $0.state == .submitted }
            if !waiting.isEmpty { todos.append(.decide(waiting)) }
        }
        return Page(
            agenda: agenda, overview: overview, records: own.records, recordCount: Int(own.count),
            todos: todos + campaigns(agenda))
    }

    private var today: CalendarDate { CalendarDate(surroundings.now) }

    private func reminder(_ campaign: Campaign.ID, _ unit: Unit) async throws -> Reminder? {
        try await surroundings.database.read { db in
            try ReminderTable(db).latest(of: unit.id, campaign: campaign)
        }
    }

    /// What came back, and what waits for a signature.
    private static func own(_ latest: Submission?, _ officer: Officer) -> [ToDo] {
        guard let latest else { return [] }
        return switch latest.state {
        case .returned: [.returned(latest)]
        case .prepared where officer.may(.sign, on: latest.unit): [.sign(latest)]
        case .unsigned where !latest.reason.isEmpty && officer.may(.submit, on: latest.unit): [.unsigned(latest)]
        default: []
        }
    }

    private static func uncounted(_ records: [ActivityRecord], _ definition: TableDefinition) -> [ToDo] {
        records.filter { $0.withdrawnAt == nil }.compactMap { record in
            guard let measure = definition.mainMeasure(of: record.kind), record.draft.measures[measure] == nil else {
                return nil
            }
            return .uncounted(record, measure)
        }
    }

    private func campaigns(_ agenda: Agenda.Page) -> [ToDo] {
        let recent = today.adding(days: -60)
        return agenda.campaigns.filter { $0.id != agenda.campaign?.id && $0.endsOn >= recent }.prefix(3)
            .map(ToDo.campaign)
    }

    /// Sessions of today and the nearest ones; what has a record already is done.
    private func sessions(_ agenda: Agenda.Page, done: Set<PlannedSession.ID>) -> [ToDo] {
        agenda.activities.flatMap { activity in activity.sessions.map { (activity, $0) } }
            .filter { _, session in
                guard !done.contains(session.id), let start = session.startsOn else { return false }
                return (session.endsOn ?? start) >= today.adding(days: -7) && start <= today.adding(days: 14)
            }
            .sorted { ($0.1.startsOn?.text ?? "") < ($1.1.startsOn?.text ?? "") }
            .prefix(4).map { ToDo.session($0, $1) }
    }
}

extension Submissions.Overview {
    /// What was handed up after a reminder has answered it, unless it was taken back.
    func isOpen(_ reminder: Reminder) -> Bool {
        guard let latest = versions.standing, ![.recalled, .unsigned].contains(latest.state) else { return true }
        return reminder.sentAt > latest.submittedAt
    }
    /// The unit's own table is still to be handed up.
    var isOwed: Bool {
        guard parent != nil, duty == .asked else { return false }
        return switch versions.standing?.state {
        case nil, .recalled, .returned, .unsigned: true
        case .prepared, .submitted, .accepted, .superseded: false
        }
    }
}
