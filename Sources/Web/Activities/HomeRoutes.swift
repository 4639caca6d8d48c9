internal import Domain
internal import Hummingbird
internal import UseCases

/// The home of each role: a village's to-dos, an office's workbench.
struct HomeRoutes {
    let surroundings: Surroundings

    var routes: [Route] { [.get(Paths.home, .officer, home)] }

    private func home(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let list = try await ToDoList(surroundings).page(
            for: officer, campaign: visit.query("campaign").flatMap { try? Campaign.ID($0) })
        let main = officer.unit.level == .village ? village(list) : try await office(officer, list)
        return visit.page(officer.unit.shortName, main)
    }

    private var today: CalendarDate { CalendarDate(surroundings.clock.now()) }

    private func village(_ list: ToDoList.Page) -> Markup {
        let superior = list.agenda.superior.map(Wording.short) ?? "上级"
        let todos = ToDoCards.cards(list, today: today)
        guard let overview = list.overview else {
            return villageHomePage(
                VillageHomePage(
                    dateLine: today.withWeekday, heading: "现在没有活动", recordCount: 0, superiorName: superior,
                    todos: todos))
        }
        let campaign = overview.campaign
        return villageHomePage(
            VillageHomePage(
                dateLine: today.withWeekday, heading: campaign.name, ordinal: Wording.ordinal(campaign),
                theme: Wording.theme(campaign.theme), recordCount: list.recordCount, superiorName: superior,
                todos: todos, report: Self.report(overview), records: list.records.map(RecordPages.line),
                campaign: campaign.id.text))
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
        if !overview.fillsIn {
            return ReportBlock(
                campaign: overview.campaign.id.text, unit: overview.unit.code, heading: "这次不用报",
                text: "办了活动照样记，\(parent)的表里会有。", chip: Wording.chip(overview.duty), offersChoice: false,
                submissionHref: latest.map { Paths.submission($0.id.text) })
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

    private func office(_ officer: Officer, _ list: ToDoList.Page) async throws -> Markup {
        let todos = ToDoCards.cards(list, today: today)
        guard let overview = list.overview else {
            return workbenchPage(
                WorkbenchPage(
                    heading: "现在没有活动", dateLine: today.withWeekday, todos: todos + Self.beginnings(officer, list),
                    canRecord: false))
        }
        let unit = officer.unit
        let campaign = overview.campaign
        let table = try await StatisticsTables(surroundings).table(campaign.id, unit: unit.code, for: officer)
        let gaps = try await Gaps(surroundings).page(campaign.id, for: officer)
        let unseen = try await FigureChanges(surroundings).countUnseen(for: officer)
        return workbenchPage(
            WorkbenchPage(
                heading: campaign.name, dateLine: today.withWeekday,
                period: Wording.days(campaign.startsOn, campaign.endsOn), theme: Wording.theme(campaign.theme),
                exemption: Self.exemption(overview),
                chain: overview.parent != nil && overview.duty != .asked
                    ? []
                    : list.agenda.chain.map { step in
                        DeadlineStep(
                            date: step.day.short, who: "\(step.level.name)报",
                            isNow: step == list.agenda.chain.first { $0.day >= today })
                    },
                reportedSummary: overview.children.isEmpty
                    ? nil : Wording.reporting(overview),
                missing: overview.children.filter { $0.accepted == nil && $0.duty == .asked }.prefix(20).map { child in
                    MissingUnit(
                        name: Wording.name(child.unit), href: Paths.unit(child.unit.code),
                        chip: Wording.chipBelow(child),
                        action: child.latest?.state == .submitted
                            ? Link("去看", Paths.submission(child.latest?.id.text ?? "")) : nil,
                        remind: child.latest?.state == .submitted ? nil : gaps.remind(child.unit))
                }, childrenHref: Paths.submissions(campaign: campaign.id.text, to: unit.code),
                remindAll: gaps.remindAll, todos: todos,
                figures: Self.figures(table), tableHref: Paths.table(campaign.id.text, unit.code),
                tableSource: "由 \(Wording.number(table.records)) 条记录算出",
                submitHref: overview.parent == nil || !officer.may(.submit, on: unit)
                    ? nil : Paths.newSubmission(campaign: campaign.id.text, unit: unit.code),
                records: list.records.map(RecordPages.line),
                activitiesHref: Paths.activities(campaign: campaign.id.text),
                newActivityHref: Paths.newActivity(campaign: campaign.id.text),
                canRecord: officer.may(.record, on: unit),
                changes: unseen == 0 ? nil : ChangesNote(count: Int(unseen))))
    }

    /// What an office begins with, where nothing is there yet.
    private static func beginnings(_ officer: Officer, _ list: ToDoList.Page) -> [Todo] {
        var todos: [Todo] = []
        if officer.may(.notices, on: officer.unit) {
            todos.append(
                Todo(
                    chip: Chip(.plain, "先做"), title: "导入通知", hint: "上级的或本级的，系统先读一遍，你再核", href: Paths.newNotice,
                    verb: "去导入"))
        }
        if list.agenda.children.isEmpty {
            let hint = "还没有下级单位。请管服务器的人导入：memberday units import"
            todos.append(Todo(chip: Chip(.plain, "先做"), title: "导入单位", hint: hint, href: Paths.units, verb: "看单位"))
        } else if officer.may(.letInBelow, on: officer.unit) {
            todos.append(
                Todo(
                    chip: Chip(.plain, "先做"), title: "给下级开岗位", hint: "打印登录条发下去，他们才能进来",
                    href: Paths.newPosts(of: officer.unit.code), verb: "去开"))
        }
        return todos
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
