package import Domain
internal import Storage

/// 提醒: a clerk reminds units directly below of what they owe, each at most once a day.
package struct RemindUnits: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Outcome: Sendable, Hashable {
        package let sent: Int
        /// Reminded before on this day, mostly by a colleague a moment ago.
        package let remindedBefore: Int

        package init(sent: Int, remindedBefore: Int) {
            self.sent = sent
            self.remindedBefore = remindedBefore
        }
    }

    /// What would be sent.
    /// - Parameter codes: of the units; nil for all that owe something.
    package func preview(_ campaign: Campaign.ID, _ codes: [String]?, for officer: Officer) async throws -> Gaps.Page {
        let today = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            try Self.chosen(campaign, codes, officer, today, db)
        }
    }

    /// - Throws: `ReminderRefused` when nothing could be sent.
    @discardableResult
    package func callAsFunction(_ campaign: Campaign.ID, _ codes: [String], by officer: Officer) async throws -> Outcome
    {
        let now = surroundings.now
        let today = CalendarDate(now)
        return try await surroundings.database.write { db in
            let page = try Self.chosen(campaign, codes, officer, today, db)
            guard !page.gaps.isEmpty else { throw ReminderRefused.nothingMissing }
            var sent = 0
            // In code order, so that two clerks at once never wait for each other in a circle.
            for gap in page.gaps {
                guard
                    try ReminderTable(db).insert(
                        of: gap.unit.id, on: today, campaign: campaign, text: gap.text, by: officer, at: now)
                else { continue }
                try MessageTable(db).tell(
                    .reminder, gap.text, to: [gap.unit.id], campaign: campaign, place: gap.place, at: now)
                sent += 1
            }
            guard sent > 0 else { throw ReminderRefused.alreadyToday }
            try AuditTable(db).append(
                "reminder.send", object: campaign.text, detail: "\(sent) 个单位", by: officer, at: now)
            return Outcome(sent: sent, remindedBefore: page.gaps.count - sent)
        }
    }

    /// What the unit sent, newest first.
    /// - Parameter last: of the page before.
    package func history(
        after last: (at: Instant, code: String)? = nil, limit: Int = 20, for officer: Officer
    ) async throws -> (reminders: [Reminder], hasMore: Bool) {
        try await surroundings.database.read { db in
            let found = try ReminderTable(db).sent(from: officer.unit.id, after: last, limit: limit + 1)
            return (Array(found.prefix(limit)), found.count > limit)
        }
    }

    private static func chosen(
        _ campaign: Campaign.ID, _ codes: [String]?, _ officer: Officer, _ today: CalendarDate, _ db: any Connection
    ) throws -> Gaps.Page {
        // A unit that is not directly below is refused by name, whether or not it owes anything.
        for code in codes ?? [] { _ = try db.unit(code, .remind, officer) }
        let page = try Gaps.find(campaign, of: officer, on: today, db)
        guard page.mayRemind || page.gaps.isEmpty else { throw AccessRefused.forbidden }
        let wanted = codes.map(Set.init)
        return Gaps.Page(
            campaign: page.campaign, unit: page.unit,
            gaps: page.gaps.filter { wanted?.contains($0.unit.code) ?? true }, complete: page.complete,
            mayRemind: page.mayRemind)
    }
}
