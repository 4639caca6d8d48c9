internal import Domain
package import UseCases

/// The cards of what there is to do, and where things are that a person is told of.
enum ToDoCards {
    static func cards(_ list: ToDoList.Page, today: CalendarDate) -> [Todo] {
        list.todos.map { card($0, list, today) }
    }

    private static func card(_ todo: ToDo, _ list: ToDoList.Page, _ today: CalendarDate) -> Todo {
        switch todo {
        case .reminder(let reminder, let place):
            Todo(
                chip: Chip(.gap, "\(reminder.sentAt.short) 提醒"), title: reminder.text,
                href: Paths.place(place, for: reminder.unit), verb: "去交")
        case .returned(let submission):
            Todo(
                chip: Chip(.back, "退回补正"), title: "上级退回来了", hint: submission.reason,
                href: Paths.submission(submission.id.text))
        case .sign(let submission):
            Todo(
                chip: Chip(.open, "等你签字"), title: "第 \(submission.version) 次上报",
                href: Paths.submission(submission.id.text), verb: "去签")
        case .unsigned(let submission):
            Todo(
                chip: Chip(.back, "负责人没签"), title: "改好再送签", hint: submission.reason,
                href: Paths.submission(submission.id.text))
        case .notice(let notice, let dueOn, let changed?):
            Todo(
                chip: Chip(.gap, dueOn.map { "\($0.short)前" } ?? "改了通知"), title: "通知修订了：\(notice.head.title)",
                hint: "改了 \(changed) 条", href: Paths.noticeChanges(notice.id.text), verb: "去看")
        case .notice(let notice, let dueOn, nil):
            Todo(
                chip: Chip(.open, dueOn.map { "\($0.short)前" } ?? "新通知"), title: notice.head.title,
                hint: notice.head.docNumber, href: Paths.notice(notice.id.text), verb: "去看")
        case .decide(let waiting):
            Todo(
                chip: Chip(.open, "等你看"), title: "\(waiting.count) 个单位报来了",
                hint: waiting.prefix(5).map(\.unit.shortName).joined(separator: "、"),
                href: Paths.submissions(
                    campaign: waiting.first?.campaign.text ?? "", to: list.overview?.unit.code ?? ""))
        case .materials(let gaps):
            Todo(
                chip: Chip(.gap, "还缺"), title: gaps.joined(separator: "、"), hint: "缺着也能上报，晚到的自动补进去",
                href: Paths.materials(list.agenda.campaign?.id.text ?? "", list.overview?.unit.code ?? ""), verb: "去传")
        case .uncounted(let record, let measure):
            Todo(
                chip: Chip(.gap, "没算进统计表"), title: record.draft.title,
                hint: "缺\(list.agenda.campaign?.definition.words(of: measure).name ?? "一个数")，补一个数就算进去",
                href: Paths.activityEdit(record.id.text), verb: "去补")
        case .session(let activity, let session):
            Todo(
                chip: Chip(.plain, session.startsOn == today ? "今天" : Wording.days(session.startsOn, session.endsOn)),
                title: activity.name, hint: hint(activity), href: Paths.newActivity(session: session.id.text),
                verb: "去记")
        case .campaign(let campaign):
            Todo(
                chip: Chip(.plain, "别的活动"), title: campaign.name,
                hint: Wording.days(campaign.startsOn, campaign.endsOn), href: Paths.home(campaign: campaign.id.text))
        }
    }

    private static func hint(_ activity: PlannedActivity) -> String? {
        let heads = activity.headMax.map { "计划 \($0) \(activity.headUnit ?? "人")" }
        let parts = [activity.venue, heads].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "，")
    }
}

extension Paths {
    /// - Parameter unit: of the reader.
    static func place(_ place: Place, for unit: Unit) -> String {
        switch place {
        case .notice(let id): notice(id.text)
        case .submission(let id): submission(id.text)
        case .report(let id): newSubmission(campaign: id.text, unit: unit.code)
        case .materials(let id): materials(id.text, unit.code)
        case .changes: changes
        }
    }
}

extension MailLinks {
    /// - Parameter address: of the installation, without a slash at its end.
    package static func web(at address: String) -> MailLinks {
        MailLinks(
            address: address, inbox: address + Paths.inbox, place: { address + Paths.place($0, for: $1) },
            confirm: { address + Paths.mailConfirm(token: $0) }, stop: { address + Paths.mailStop(token: $0) })
    }
}
