package import Domain
internal import FoundationEssentials
internal import NoticeReading
internal import OfficeFiles
internal import Storage

/// What a confirmed notice gives out: the official document, the same for paper, its sessions for a calendar.
package struct NoticeFiles: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Line: Hashable, Sendable {
        package enum Style: Sendable {
            case letterhead, number, title, addressee, heading1, heading2, heading3, body, attachment, issuer, note
            /// The cells are parted by tabs.
            case row
        }
        package let style: Style
        package let text: String
        /// What follows a heading in the same line.
        package let runIn: String

        init(_ style: Style, _ text: String, runIn: String = "") {
            self.style = style
            self.text = text
            self.runIn = runIn
        }
    }

    private struct Confirmed: Sendable {
        let notice: Notice
        let plainText: String
        let reading: NoticeReading
        let draft: NoticeDraft
        let activities: [PlannedActivity]
        let days: [YearlyDay]
        let deadlines: [Deadline]
    }

    /// .docx in the layout of GB/T 9704-2012.
    package func document(_ id: Notice.ID, for officer: Officer) async throws -> (title: String, bytes: [UInt8]) {
        let confirmed = try await confirmed(id, for: officer)
        return try await WorkPool.writing.run {
            (confirmed.notice.head.title, try Self.official(confirmed).bytes())
        }
    }

    /// The same document, line by line, for a page that is printed.
    package func lines(_ id: Notice.ID, for officer: Officer) async throws -> (title: String, lines: [Line]) {
        let confirmed = try await confirmed(id, for: officer)
        return try await WorkPool.writing.run {
            (confirmed.notice.head.title, Self.lines(Self.official(confirmed)))
        }
    }

    /// Sessions and yearly days as an iCalendar file.
    package func calendar(_ id: Notice.ID, for officer: Officer) async throws -> [UInt8] {
        try Self.calendar(await confirmed(id, for: officer))
    }

    /// The calendar of a notice with a public page, for anybody.
    package func publicCalendar(_ id: Notice.ID) async throws -> [UInt8] {
        let confirmed = try await surroundings.database.read { db in try Self.confirmed(id, db) }
        guard confirmed.notice.publishedAt != nil else { throw AccessRefused.missing }
        return try Self.calendar(confirmed)
    }

    /// The lines of a notice with a public page, for anybody.
    package func publicLines(_ id: Notice.ID) async throws -> [Line] {
        let confirmed = try await surroundings.database.read { db in try Self.confirmed(id, db) }
        guard confirmed.notice.publishedAt != nil else { throw AccessRefused.missing }
        return try await WorkPool.writing.run { Self.lines(Self.official(confirmed)) }
    }

    // MARK: The notice

    private func confirmed(_ id: Notice.ID, for officer: Officer) async throws -> Confirmed {
        try await surroundings.database.read { db in
            _ = try Notices.visible(id, for: officer, db)
            return try Self.confirmed(id, db)
        }
    }

    private static func confirmed(_ id: Notice.ID, _ db: any Connection) throws -> Confirmed {
        guard let working = try NoticeTable(db).working(id), working.notice.state != .draft else {
            throw AccessRefused.missing
        }
        return Confirmed(
            notice: working.notice, plainText: working.plainText, reading: try JSON.value(working.reading),
            draft: try JSON.value(working.draft), activities: try PlanTable(db).activities(of: id),
            days: try AnnualTaskTable(db).days(of: id), deadlines: try PlanTable(db).deadlines(of: id))
    }

    // MARK: The official document

    private static func official(_ confirmed: Confirmed) -> OfficialDocument {
        let head = confirmed.notice.head
        var reading = confirmed.reading
        let read = (reading.title, reading.docNumber)
        reading.title = head.title
        reading.docNumber = head.docNumber
        reading.issueDate = head.issueDate?.text
        var document = OfficialNotice.document(reading, text: confirmed.plainText)
        if read.0 != head.title { document.main.title = head.title }
        if read.1 != head.docNumber { document.number = head.docNumber }
        // A person's corrections of the plan stand beside the text that was signed, never in it.
        if !confirmed.notice.kindIsAnnual, let table = schedule(confirmed) {
            let attachment = OfficialDocument.Attachment(
                title: "活动安排表", paragraphs: [.body("正文与本表不一致的，以本表为准。"), .table(table)])
            if document.inner.isEmpty {
                document.main.attachments.append(attachment)
            } else {
                document.inner[document.inner.count - 1].attachments.append(attachment)
            }
        }
        return document
    }

    /// Nil when the plan is as it was read: then the text says it all.
    private static func schedule(_ confirmed: Confirmed) -> [[String]]? {
        let read = NoticeDraft(confirmed.reading, title: "", categories: []).activities.map(Self.values)
        let kept = confirmed.draft.activities.filter(\.isIncluded).map(Self.values)
        guard read != kept, !confirmed.activities.isEmpty else { return nil }
        return [["活动", "时间", "地点", "预计"]]
            + confirmed.activities.map { activity in
                [
                    activity.name,
                    activity.sessions.map { Self.days($0) }.joined(separator: "、")
                        + (activity.time.map { " \($0)" } ?? ""),
                    activity.venue ?? "", Self.heads(activity),
                ]
            }
    }

    private static func values(_ activity: NoticeDraft.Activity) -> [String] {
        [activity.name, activity.dates, activity.time, activity.venue, activity.headcount, activity.headUnit ?? ""]
    }

    private static func days(_ session: PlannedSession) -> String {
        guard let first = session.startsOn else { return "" }
        return session.endsOn.map { "\(first.short)至\($0.short)" } ?? first.short
    }

    private static func heads(_ activity: PlannedActivity) -> String {
        guard let least = activity.headMin ?? activity.headMax else { return activity.output ?? "" }
        let most = activity.headMax ?? least
        return "\(activity.per ?? "")\(least == most ? "\(least)" : "\(least)-\(most)")\(activity.headUnit ?? "人")"
    }

    private static func lines(_ document: OfficialDocument) -> [Line] {
        var lines: [Line] = []
        func add(_ style: Line.Style, _ text: String?) {
            if let text, !text.isEmpty { lines.append(Line(style, text)) }
        }
        func add(_ paragraphs: [OfficialDocument.Paragraph]) {
            for paragraph in paragraphs {
                switch paragraph {
                case .heading(let level, let number, let text, let runIn):
                    let style: Line.Style = level == 1 ? .heading1 : level == 2 ? .heading2 : .heading3
                    lines.append(Line(style, number + text, runIn: runIn ?? ""))
                case .body(let text): add(.body, text)
                case .table(let rows): for row in rows { add(.row, row.joined(separator: "\t")) }
                }
            }
        }
        add(.letterhead, document.letterhead)
        add(.number, document.number)
        for (place, part) in ([document.main] + document.inner).enumerated() {
            add(.title, part.title)
            if place == 0 { add(.addressee, document.addressees) }
            add(part.paragraphs)
            for (number, attachment) in part.attachments.enumerated() {
                add(
                    .body,
                    "\(number == 0 ? "附件：" : "")\(part.attachments.count == 1 ? "" : "\(number + 1). ")\(attachment.title)"
                )
            }
            add(.issuer, part.issuer)
            add(.issuer, part.date.map { (try? CalendarDate($0))?.long ?? $0 })
            if place == 0 { add(.note, document.note) }
            for (number, attachment) in part.attachments.enumerated() {
                add(.attachment, "附件\(part.attachments.count == 1 ? "" : "\(number + 1)")　\(attachment.title)")
                add(attachment.paragraphs)
            }
        }
        add(.note, document.copyTo)
        return lines
    }

    // MARK: The calendar

    private static func calendar(_ confirmed: Confirmed) throws -> [UInt8] {
        var events: [CalendarFile.Event] = []
        for activity in confirmed.activities {
            for session in activity.sessions {
                guard let first = session.startsOn else { continue }
                let about = [
                    activity.audience.map { "给谁办：\($0)" }, activity.partners.map { "和谁一起办：\($0)" },
                ].compactMap(\.self).joined(separator: "\n")
                events.append(
                    .init(
                        uid: "\(session.id.text)@memberday", summary: activity.name, firstDay: first.text,
                        lastDay: session.endsOn?.text, time: activity.time, location: activity.venue,
                        description: about.isEmpty ? nil : about))
            }
        }
        for (place, deadline) in confirmed.deadlines.enumerated() {
            guard let due = deadline.dueOn else { continue }
            events.append(
                .init(
                    uid: "\(confirmed.notice.id.text)-due-\(place)@memberday", summary: "截止：\(deadline.what)",
                    firstDay: due.text, description: deadline.recipient.map { "报给：\($0)" }))
        }
        for (place, day) in confirmed.days.enumerated() {
            guard let held = day.heldOn else { continue }
            events.append(
                .init(uid: "\(confirmed.notice.id.text)-\(place)@memberday", summary: day.name, firstDay: held.text))
        }
        return try CalendarFile(
            name: confirmed.notice.head.title, madeAt: confirmed.notice.createdAt.milliseconds, events: events
        ).bytes()
    }
}

extension Notice {
    fileprivate var kindIsAnnual: Bool { head.kind == Self.annualPlan }
}
