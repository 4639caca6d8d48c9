internal import Domain
internal import Hummingbird
internal import UseCases

/// 谁还缺什么, 提醒.
struct ReminderRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.gaps, .officer, gaps), .get("/reminders/new", .officer, preview),
            .get(Paths.reminders, .officer, history), .post(Paths.reminders, .officer, send),
        ]
    }

    private func campaign(_ text: String?) throws -> Campaign.ID? {
        guard let text = text?.nonEmpty else { return nil }
        guard let id = try? Campaign.ID(text) else { throw AccessRefused.missing }
        return id
    }

    private func gaps(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let chosen = try campaign(visit.query("campaign"))
        if chosen == nil, try await Agenda(surroundings).page(for: officer).campaign == nil {
            return visit.page("谁还缺什么", gapsPage(.empty))
        }
        let found = try await Gaps(surroundings).page(chosen, for: officer)
        let items = found.gaps.reduce(0) { $0 + $1.lacks.count }
        let page = GapsPage(
            campaign: found.campaign.name, summary: "\(found.gaps.count) 个单位，\(items) 项",
            gaps: found.gaps.map { gap in
                GapLine(
                    unit: gap.unit.shortName, unitHref: Paths.materials(found.campaign.id.text, gap.unit.code),
                    lacks: gap.lacks,
                    due: gap.dueOn.map { "\($0.short)前" }, remind: found.remind(gap))
            }, complete: found.complete.map { Link($0.shortName, Paths.unit($0.code)) }, remindAll: found.remindAll)
        return visit.page("谁还缺什么", gapsPage(page))
    }

    private func preview(_ visit: Visit) async throws -> Response {
        guard let id = try campaign(visit.query("campaign")) else { throw AccessRefused.missing }
        let found = try await RemindUnits(surroundings).preview(
            id, visit.query("unit").map { [$0] }, for: visit.officer)
        let open = found.gaps.filter { !$0.isReminded }
        let chat = found.gaps.map { gap in
            let link = visit.origin + Paths.place(gap.place, for: gap.unit)
            return Reminder.chatText(unit: gap.unit.shortName, gap.text, link: link)
        }
        let page = NewReminderPage(
            csrf: visit.csrf, campaign: id.text,
            drafts: open.map { ReminderDraft(unit: $0.unit.shortName, code: $0.unit.code, text: $0.text) },
            remindedToday: found.gaps.filter(\.isReminded).map(\.unit.shortName),
            chatText: chat.joined(separator: "\n"), backHref: Paths.gaps(id.text))
        return visit.page("发提醒", newReminderPage(page), narrow: true)
    }

    private func send(_ visit: Visit) async throws -> Response {
        guard let id = try campaign(visit.form["campaign"]) else { throw AccessRefused.missing }
        let outcome = try await RemindUnits(surroundings)(id, visit.form.names(after: "unit."), by: visit.officer)
        return .seeOther(Paths.reminders + "?sent=\(outcome.sent)&before=\(outcome.remindedBefore)")
    }

    private func history(_ visit: Visit) async throws -> Response {
        var last: (at: Instant, code: String)?
        if let at = visit.query("at").flatMap({ Int64($0) }), let code = visit.query("after") {
            last = (Instant(milliseconds: at), code)
        }
        let found = try await RemindUnits(surroundings).history(after: last, for: visit.officer)
        let number = { (name: String) -> Int in visit.query(name).flatMap { Int($0) } ?? 0 }
        var page = RemindersPage(
            reminders: found.reminders.map {
                ReminderLine(unit: $0.unit.shortName, text: $0.text, when: $0.sentAt.short, by: $0.sentBy)
            })
        if number("sent") > 0 {
            let before = number("before") > 0 ? "\(number("before")) 个单位今天提醒过了，没有再发。" : ""
            page.outcome = "发出了 \(number("sent")) 条提醒。" + before
        }
        if let end = found.reminders.last, found.hasMore {
            page.pager = Pager(
                firstHref: last == nil ? nil : Paths.reminders,
                nextHref: Paths.reminders + "?at=\(end.sentAt.milliseconds)&after=\(end.unit.code)")
        } else if last != nil {
            page.pager = Pager(firstHref: Paths.reminders)
        }
        return visit.page("提醒记录", remindersPage(page))
    }
}

extension Gaps.Page {
    func remind(_ gap: Gaps.Gap) -> Remind? {
        if gap.isReminded { return .done }
        return mayRemind ? .offer(href: Paths.newReminder(campaign.id.text, unit: gap.unit.code)) : nil
    }
    /// For a unit in a list; nil when it owes nothing.
    func remind(_ unit: Unit) -> Remind? { gaps.first { $0.unit.id == unit.id }.flatMap(remind) }
    var remindAll: Link? {
        let open = gaps.count { !$0.isReminded }
        return mayRemind && open > 0 ? Link("提醒还缺东西的 \(open) 个", Paths.newReminder(campaign.id.text)) : nil
    }
}
