package import Domain

extension PlanTable {
    /// What a unit planned of one activity, and what it has recorded.
    package struct Target: Sendable {
        package let activity: Identifier<PlannedActivity>
        package let name: String
        package let headMin: Int64?
        /// Sessions whose last day has passed, those of them and later ones with a record, and heads recorded.
        package let due: Int64, held: Int64, people: Int64
    }

    /// The activities of the unit's own confirmed plans.
    package func targets(of unit: Unit, campaign: Campaign.ID, until day: CalendarDate) throws -> [Target] {
        try db.rows(
            """
            SELECT activity.id AS id, activity.name AS name, activity.head_min AS head_min,
                activity.head_unit AS head_unit, COUNT(*) AS sessions,
                SUM(CASE WHEN COALESCE(session.ends_on, session.starts_on) < \(day.text) THEN 1 ELSE 0 END) AS due,
                SUM(CASE WHEN held.people IS NULL THEN 0 ELSE 1 END) AS held, SUM(COALESCE(held.people, 0)) AS people
            FROM notice JOIN activity ON activity.notice_id = notice.id
            JOIN planned_session session ON session.activity_id = activity.id
            LEFT JOIN (
                SELECT record.session_id AS session_id, SUM(COALESCE(record.people, 0)) AS people
                FROM record_campaign link JOIN activity_record record ON record.id = link.record_id
                WHERE link.campaign_id = \(campaign.text) AND link.unit_id = \(unit.id.number) AND link.counted
                    AND record.session_id IS NOT NULL
                GROUP BY record.session_id
            ) held ON held.session_id = session.id
            WHERE notice.unit_id = \(unit.id.number) AND notice.campaign_id = \(campaign.text)
                AND notice.state <> 'draft'
            GROUP BY activity.id, activity.name, activity.head_min, activity.head_unit
            ORDER BY activity.id
            """
        ).map { row in
            let isPeople = try row.textOrNil("head_unit") == "人"
            return Target(
                activity: try Identifier<PlannedActivity>(row.text("id")), name: try row.text("name"),
                headMin: isPeople ? try row.intOrNil("head_min") : nil, due: try row.int("due"),
                held: try row.int("held"), people: try row.int("people"))
        }
    }
}
