internal import Domain

/// The words of the daily mail: names of units, titles of notices and of planned activities, dates, links. Titles of
/// records, reasons and whatever else somebody typed stay in the product.
struct DigestText: Sendable {
    struct Part: Sendable {
        let unit: Unit
        let todos: [ToDo]
        let messages: [Message]
    }
    let parts: [Part]
    let today: CalendarDate
    let links: MailLinks
    let stopLink: String

    /// Nil when there is nothing to say.
    var body: String? {
        let blocks = parts.compactMap(block)
        guard !blocks.isEmpty else { return nil }
        return """
            \(blocks.joined(separator: "\n\n"))

            都在这里看：\(links.inbox)

            会员活动日 \(links.address)
            不想每天收：\(stopLink)

            """
    }

    var subject: String {
        let todos = parts.reduce(0) { $0 + lines($1.todos, $1.unit).count }
        let messages = parts.reduce(0) { $0 + $1.messages.count }
        let counts = [todos == 0 ? nil : "要做的事 \(todos) 件", messages == 0 ? nil : "新消息 \(messages) 条"]
        return "\(today.short) \(counts.compactMap(\.self).joined(separator: "，"))"
    }

    private func block(_ part: Part) -> String? {
        let todos = lines(part.todos, part.unit)
        guard !todos.isEmpty || !part.messages.isEmpty else { return nil }
        var text = [part.unit.shortName]
        if !todos.isEmpty { text += ["要做的事"] + todos }
        if !part.messages.isEmpty {
            text += ["新消息"] + part.messages.map { "· \($0.text)\n  \(links.place($0.place, part.unit))" }
        }
        return text.joined(separator: "\n")
    }

    /// By deadline; what has none comes last.
    private func lines(_ todos: [ToDo], _ unit: Unit) -> [String] {
        let uncounted = todos.count { if case .uncounted = $0 { true } else { false } }
        var found = todos.enumerated().compactMap { place, todo in
            line(todo, unit).map { (due: $0.due?.text ?? "9999", place: place, text: $0.text) }
        }
        if uncounted > 0 { found.append(("9999", todos.count, "· 有 \(uncounted) 条记录没算进统计表")) }
        return found.sorted { ($0.due, $0.place) < ($1.due, $1.place) }.map(\.text)
    }

    /// - Returns: nil for what is said in one line for all, and for what waits for nobody.
    private func line(_ todo: ToDo, _ unit: Unit) -> (due: CalendarDate?, text: String)? {
        let linked = { (text: String, place: Place) in "· \(text)\n  \(links.place(place, unit))" }
        return switch todo {
        case .reminder(let reminder, let place): (nil, linked("上级提醒：\(reminder.text)", place))
        case .returned(let submission):
            (nil, linked("退回补正：第 \(submission.version) 次上报", .submission(submission.id)))
        case .sign(let submission): (nil, linked("等你签字：第 \(submission.version) 次上报", .submission(submission.id)))
        case .unsigned(let submission):
            (nil, linked("负责人没签：第 \(submission.version) 次上报", .submission(submission.id)))
        case .notice(let notice, let dueOn, _):
            (dueOn, linked((dueOn.map { "\($0.short)前　" } ?? "") + notice.head.title, .notice(notice.id)))
        case .materials(let gaps): (nil, "· 还缺 " + gaps.joined(separator: "、"))
        case .decide(let waiting):
            (nil, "· \(waiting.count) 个单位报来了，等你看：" + waiting.prefix(5).map(\.unit.shortName).joined(separator: "、"))
        case .session(let activity, let session):
            (session.startsOn, "· " + (session.startsOn.map { "\($0.short)　" } ?? "") + activity.name)
        case .uncounted, .campaign: nil
        }
    }
}
