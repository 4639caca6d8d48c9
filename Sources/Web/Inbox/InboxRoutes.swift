internal import Domain
internal import Hummingbird
internal import UseCases

/// 收件箱.
struct InboxRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.inbox, .officer, show), .post(Paths.inbox, .officer, readAll),
            .get("/messages/{message}", .officer, open),
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let before = visit.query("before").flatMap { Int64($0) }
        let found = try await Inbox(surroundings).page(before: before, for: officer)
        var todos: [Todo] = []
        if before == nil {
            let list = try await ToDoList(surroundings).page(for: officer)
            todos = ToDoCards.cards(list, today: CalendarDate(surroundings.clock.now()))
        }
        let page = InboxPage(
            csrf: visit.csrf, todos: todos,
            messages: found.messages.map {
                InboxLine(
                    text: $0.text, reason: $0.reason.nonEmpty, date: $0.at.short, href: Paths.message($0.number),
                    isNew: !$0.isRead)
            }, newest: String(found.messages.first?.number ?? 0),
            pager: Pager(
                firstHref: before == nil ? nil : Paths.inbox, nextHref: found.next.map { Paths.inbox(before: $0) }))
        return visit.page("收件箱", inboxPage(page))
    }

    private func readAll(_ visit: Visit) async throws -> Response {
        try await Inbox(surroundings).readAll(to: Int64(visit.form["to"]) ?? 0, by: visit.officer)
        return .seeOther(Paths.inbox)
    }

    /// On to what the message is about. That it was opened is known to this account alone.
    private func open(_ visit: Visit) async throws -> Response {
        guard let number = Int64(try visit.parameter("message")) else { throw AccessRefused.missing }
        let officer = try visit.officer
        let message = try await Inbox(surroundings).open(number, by: officer)
        return .seeOther(Paths.place(message.place, for: officer.unit))
    }
}
