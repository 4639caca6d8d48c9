package import Domain

/// The `reminder` table. Its key lets a unit be reminded once a day, whoever presses at the same time.
package struct ReminderTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Returns: false when the unit was reminded on that day before.
    package func insert(
        of unit: Unit.ID, on day: CalendarDate, campaign: Campaign.ID, text: String, by officer: Officer,
        at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            INSERT INTO reminder (unit_id, day, from_unit_id, campaign_id, body, account_id, sent_at)
            VALUES (\(unit.number), \(day.text), \(officer.unit.id.number), \(campaign.text), \(text),
            \(officer.account.text), \(instant.milliseconds))
            ON CONFLICT (unit_id, day) DO NOTHING
            """) == 1
    }

    /// Of the units that report to `superior`, those that were reminded on a day, by whomever.
    package func reminded(below superior: Unit.ID, on day: CalendarDate) throws -> Set<Unit.ID> {
        Set(
            try db.rows(
                """
                SELECT unit.id FROM unit JOIN reminder ON reminder.unit_id = unit.id
                WHERE unit.reports_to = \(superior.number) AND reminder.day = \(day.text)
                """
            ).map { Unit.ID(try $0.int("id")) })
    }

    /// Sent by a unit: newest first, in code order within what was sent at once.
    package func sent(
        from unit: Unit.ID, after last: (at: Instant, code: String)? = nil, limit: Int
    ) throws -> [Reminder] {
        let later: SQL =
            if let last {
                """
                AND (sent_at < \(last.at.milliseconds)
                    OR (sent_at = \(last.at.milliseconds) AND unit.code > \(last.code)))
                """
            } else { "" }
        return try reminders(
            "from_unit_id = \(unit.number) \(later) ORDER BY sent_at DESC, unit.code LIMIT \(limit)")
    }
    /// The newest that a unit got in a campaign.
    package func latest(of unit: Unit.ID, campaign: Campaign.ID) throws -> Reminder? {
        try reminders("unit_id = \(unit.number) AND campaign_id = \(campaign.text) ORDER BY day DESC LIMIT 1").first
    }

    private func reminders(_ condition: SQL) throws -> [Reminder] {
        try db.rows(
            """
            SELECT body, campaign_id, sent_at, display_name, \(UnitTable.joined)
            FROM reminder JOIN unit ON unit.id = reminder.unit_id JOIN account ON account.id = reminder.account_id
            WHERE \(condition)
            """
        ).map { row in
            Reminder(
                unit: try Unit(row: row), campaign: try Campaign.ID(row.text("campaign_id")),
                text: try row.text("body"), sentBy: try row.text("display_name"),
                sentAt: Instant(milliseconds: try row.int("sent_at")))
        }
    }
}
