internal import Domain
internal import Hummingbird
internal import UseCases

/// The home of each role: a village's to-dos, an office's workbench.
struct HomeRoutes {
    let surroundings: Surroundings

    var routes: [Route] { [.get(Paths.home, .officer, home)] }

    private func home(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let agenda = try await Agenda(surroundings).page(
            for: officer, campaign: visit.query("campaign").flatMap { try? Campaign.ID($0) })
        let main =
            officer.unit.level == .village
            ? try await village(officer, agenda) : try await office(officer, agenda)
        return visit.page(officer.unit.shortName, main)
    }

    private var today: CalendarDate { CalendarDate(surroundings.clock.now()) }

    private func village(_ officer: Officer, _ agenda: Agenda.Page) async throws -> Markup {
        guard let campaign = agenda.campaign else {
            return villageHomePage(
                VillageHomePage(
                    dateLine: today.withWeekday, heading: "现在没有活动", recordCount: 0,
                    superiorName: agenda.superior.map(Wording.short) ?? "上级"))
        }
        let unit = officer.unit.code
        let own = try await ActivityRecords(surroundings).ofUnit(unit, campaign: campaign.id, limit: 5, for: officer)
        let done = try await ActivityRecords(surroundings).heldSessions(campaign.id, for: officer)
        let reports = try await Submissions(surroundings).overview(campaign.id, unit: unit, for: officer)
        return villageHomePage(
            VillageHomePage(
                dateLine: today.withWeekday, heading: campaign.name, ordinal: Wording.ordinal(campaign),
                theme: Wording.theme(campaign.theme), recordCount: Int(own.count),
                superiorName: agenda.superior.map(Wording.short) ?? "上级",
                todos: try await noticeTodos(agenda, reports.duty) + uncountedTodos(own.records, campaign.definition)
                    + sessionTodos(agenda, done: done)
                    + materialTodos(campaign.id, officer)
                    + campaignTodos(agenda),
                report: Self.report(reports), records: own.records.map(RecordPages.line)))
    }

    private static func report(_ overview: Submissions.Overview) -> ReportBlock {
        let latest = overview.versions.standing
        let parent = overview.parent.map(Wording.short) ?? "上级"
        let text =
            switch latest?.state {
            case nil, .recalled, .unsigned: "活动都记下了就点“报完了”；一场也没办就点“零报告”。"
            case .prepared: "已经交给负责人签字了。"
            case .submitted, .superseded: "已经报给\(parent)了，等\(parent)看。"
            case .accepted: "\(parent)收下了。后来再记的，可以再报一次。"
            case .returned: "\(parent)退回来了，改好再报一次。"
            }
        if overview.duty != .asked, latest.map({ [.recalled, .unsigned].contains($0.state) }) ?? true {
            return ReportBlock(
                campaign: overview.campaign.id.text, unit: overview.unit.code, heading: "这次要不要报",
                text: exemption(overview) ?? "这次不用报，办了活动照样可以记。",
                chip: Wording.chip(overview.duty), offersChoice: false, mayReport: overview.duty.isExempt,
                submissionHref: latest.map { Paths.submission($0.id.text) })
        }
        let changed = latest?.state == .accepted && latest?.cells != overview.reported
        let open = latest.map { [.recalled, .returned, .unsigned].contains($0.state) } ?? true
        return ReportBlock(
            campaign: overview.campaign.id.text, unit: overview.unit.code, text: text,
            chip: latest.map { Wording.chip($0) }, reason: latest?.state == .returned ? latest?.reason : nil,
            offersChoice: open || changed, submissionHref: latest.map { Paths.submission($0.id.text) })
    }

    private static func exemption(_ overview: Submissions.Overview) -> String? {
        guard case .exempt(let reason) = overview.duty else { return nil }
        return "这次免报：\(reason)。办了活动照样可以记，要报也可以。"
    }

    /// Who does not have to report in the campaign has no deadline in it either.
    private func noticeTodos(_ agenda: Agenda.Page, _ duty: Roster.Duty = .asked) -> [Todo] {
        agenda.unanswered.map { listed in
            let isAsked = duty == .asked || listed.notice.campaign != agenda.campaign?.id
            let due = isAsked ? listed.delivery?.dueOn : nil
            return Todo(
                chip: Chip(.open, due.map { "\($0.short)前" } ?? "新通知"), title: listed.notice.head.title,
                hint: listed.notice.head.docNumber, href: Paths.notice(listed.notice.id.text), verb: "去看")
        }
    }

    /// What the table cannot take as it is: one tap to complete it.
    private func uncountedTodos(_ records: [ActivityRecord], _ definition: TableDefinition) -> [Todo] {
        records.filter { $0.withdrawnAt == nil }.compactMap { record in
            guard let measure = definition.mainMeasure(of: record.kind), record.draft.measures[measure] == nil else {
                return nil
            }
            return Todo(
                chip: Chip(.gap, "没算进统计表"), title: record.draft.title,
                hint: "缺\(definition.words(of: measure).name)，补一个数就算进去",
                href: Paths.activityEdit(record.id.text), verb: "去补")
        }
    }

    /// One for everything that the superior asks for and that is not there yet.
    private func materialTodos(_ campaign: Campaign.ID, _ officer: Officer) async throws -> [Todo] {
        let unit = officer.unit.code
        let listing = try await Materials(surroundings).listing(campaign, unit: unit, for: officer)
        let gaps = listing.checklist.gaps
        guard !gaps.isEmpty, listing.canAttach else { return [] }
        return [
            Todo(
                chip: Chip(.gap, "还缺"), title: gaps.joined(separator: "、"), hint: "缺着也能上报，晚到的自动补进去",
                href: Paths.materials(campaign.text, unit), verb: "去传")
        ]
    }

    /// Other campaigns that are there at the same time.
    private func campaignTodos(_ agenda: Agenda.Page) -> [Todo] {
        let recent = today.adding(days: -60)
        return agenda.campaigns.filter { $0.id != agenda.campaign?.id && $0.endsOn >= recent }.prefix(3).map {
            campaign in
            Todo(
                chip: Chip(.plain, "别的活动"), title: campaign.name,
                hint: Wording.days(campaign.startsOn, campaign.endsOn), href: Paths.home(campaign: campaign.id.text))
        }
    }

    /// Sessions of today and the nearest ones; what has a record already is done.
    private func sessionTodos(_ agenda: Agenda.Page, done: Set<PlannedSession.ID>) -> [Todo] {
        let near = agenda.activities.flatMap { activity in activity.sessions.map { (activity, $0) } }
            .filter { _, session in
                guard !done.contains(session.id), let start = session.startsOn else { return false }
                return (session.endsOn ?? start) >= today.adding(days: -7) && start <= today.adding(days: 14)
            }
            .sorted { ($0.1.startsOn?.text ?? "") < ($1.1.startsOn?.text ?? "") }
        return near.prefix(4).map { activity, session in
            Todo(
                chip: Chip(.plain, session.startsOn == today ? "今天" : Wording.days(session.startsOn, session.endsOn)),
                title: activity.name, hint: Self.hint(activity), href: Paths.newActivity(session: session.id.text),
                verb: "去记")
        }
    }

    private static func hint(_ activity: PlannedActivity) -> String? {
        let heads = activity.headMax.map { "计划 \($0) \(activity.headUnit ?? "人")" }
        let parts = [activity.venue, heads].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "，")
    }

    private func office(_ officer: Officer, _ agenda: Agenda.Page) async throws -> Markup {
        guard let campaign = agenda.campaign else {
            return workbenchPage(
                WorkbenchPage(
                    heading: "现在没有活动", dateLine: today.withWeekday, todos: noticeTodos(agenda),
                    canRecord: false))
        }
        let unit = officer.unit
        let overview = try await Submissions(surroundings).overview(campaign.id, unit: unit.code, for: officer)
        let table = try await StatisticsTables(surroundings).table(campaign.id, unit: unit.code, for: officer)
        let own = try await ActivityRecords(surroundings).ofUnit(
            unit.code, campaign: campaign.id, limit: 5, for: officer)
        let waiting = overview.children.filter { $0.latest?.state == .submitted }
        var todos = noticeTodos(agenda, overview.duty)
        if !waiting.isEmpty {
            todos.append(
                Todo(
                    chip: Chip(.open, "等你看"), title: "\(waiting.count) 个单位报来了",
                    hint: waiting.prefix(5).map(\.unit.shortName).joined(separator: "、"),
                    href: Paths.submissions(campaign: campaign.id.text, to: unit.code)))
        }
        todos += try await materialTodos(campaign.id, officer) + campaignTodos(agenda)
        todos += signOffTodos(overview.versions.standing, officer)
        let unseen = try await FigureChanges(surroundings).countUnseen(for: officer)
        return workbenchPage(
            WorkbenchPage(
                heading: campaign.name, dateLine: today.withWeekday,
                period: Wording.days(campaign.startsOn, campaign.endsOn), theme: Wording.theme(campaign.theme),
                exemption: Self.exemption(overview),
                chain: overview.duty != .asked
                    ? []
                    : agenda.dueOn.map { [DeadlineStep(date: $0.short, who: "\(unit.level.name)报", isNow: true)] }
                        ?? [],
                reportedSummary: overview.children.isEmpty
                    ? nil : Wording.reporting(overview),
                missing: overview.children.filter { $0.accepted == nil && $0.duty == .asked }.prefix(20).map { child in
                    MissingUnit(
                        name: child.unit.shortName, href: Paths.unit(child.unit.code),
                        chip: Wording.chipBelow(child),
                        action: child.latest?.state == .submitted
                            ? Link("去看", Paths.submission(child.latest?.id.text ?? "")) : nil)
                }, childrenHref: Paths.submissions(campaign: campaign.id.text, to: unit.code), todos: todos,
                figures: Self.figures(table), tableHref: Paths.table(campaign.id.text, unit.code),
                tableSource: "由 \(Wording.number(table.records)) 条记录算出",
                submitHref: unit.reportsTo == nil
                    ? nil : Paths.newSubmission(campaign: campaign.id.text, unit: unit.code),
                records: own.records.map(RecordPages.line), activitiesHref: Paths.activities,
                canRecord: officer.may(.record, on: unit),
                changes: unseen == 0 ? nil : ChangesNote(count: Int(unseen))))
    }

    /// What came back, and what waits for a signature.
    private func signOffTodos(_ latest: Submission?, _ officer: Officer) -> [Todo] {
        guard let latest else { return [] }
        let href = Paths.submission(latest.id.text)
        switch latest.state {
        case .returned:
            return [Todo(chip: Chip(.back, "退回补正"), title: "上级退回来了", hint: latest.reason, href: href)]
        case .prepared where officer.may(.sign, on: latest.unit):
            return [Todo(chip: Chip(.open, "等你签字"), title: "第 \(latest.version) 次上报", href: href, verb: "去签")]
        case .unsigned where !latest.reason.isEmpty && officer.may(.submit, on: latest.unit):
            return [Todo(chip: Chip(.back, "负责人没签"), title: "改好再送签", hint: latest.reason, href: href)]
        default: return []
        }
    }

    /// The activity cells of the table that have a figure, both figures side by side.
    private static func figures(_ table: StatisticsTables.Table) -> [WorkbenchFigure] {
        let kinds = Set(table.campaign.definition.categories.map(\.kind))
        return table.campaign.definition.cells.filter { kinds.contains($0.kind) }.compactMap { cell in
            guard let live = table.live[cell.id], live > 0 || (table.reported[cell.id] ?? 0) > 0 else { return nil }
            let labels = table.campaign.definition.labels(of: cell.id)
            return WorkbenchFigure(
                label: labels.dropFirst().joined(separator: "，"), live: Wording.number(live),
                liveHref: Paths.cell(table.campaign.id.text, table.unit.code, cell.id),
                reported: Wording.number(table.reported[cell.id] ?? 0))
        }
    }
}
