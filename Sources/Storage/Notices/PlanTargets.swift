package import Domain

extension PlanTable {
    /// What a unit planned of one activity, and what was recorded of it.
    package struct Target: Sendable {
        package let name: String
        package let activity: Identifier<PlannedActivity>
        package let headMin: Int64?
        /// Planned sessions whose last day has passed; sessions and people recorded.
        package let due: Int64, held: Int64, people: Int64
    }

    /// The activities of the unit's own confirmed plans that stand. A record is of an activity when it names one of its sessions, or
    /// has its name; in a township also the villages' records, for its plan is theirs.
    package func targets(of unit: Unit, campaign: Campaign.ID, until day: CalendarDate) throws -> [Target] {
        let planned = try db.rows(
            """
            SELECT activity.id AS id, activity.name AS name, activity.head_min AS head_min,
                activity.head_unit AS head_unit,
                SUM(CASE WHEN COALESCE(session.ends_on, session.starts_on) < \(day.text) THEN 1 ELSE 0 END) AS due
            FROM notice JOIN activity ON activity.notice_id = notice.id
            JOIN planned_session session ON session.activity_id = activity.id
            WHERE notice.unit_id = \(unit.id.number) AND notice.campaign_id = \(campaign.text)
                AND notice.state <> 'draft' AND NOT EXISTS (
                    SELECT 1 FROM notice next WHERE next.revises_id = notice.id AND next.state <> 'draft')
            GROUP BY activity.id, activity.name, activity.head_min, activity.head_unit ORDER BY activity.id
            """)
        guard !planned.isEmpty else { return [] }
        let whose: SQL =
            unit.level >= .township
            ? "unit.path >= \(unit.path.text) AND unit.path <= \(unit.path.upperBound)" : "unit.id = \(unit.id.number)"
        let recorded = try db.rows(
            """
            SELECT session.activity_id AS activity_id, COALESCE(activity.name, record.title) AS name,
                SUM(record.sessions) AS sessions,
                SUM(COALESCE(record.people, 0)) AS people
            FROM unit CROSS JOIN record_campaign link CROSS JOIN activity_record record
            LEFT JOIN planned_session session ON session.id = record.session_id
            LEFT JOIN activity ON activity.id = session.activity_id
            WHERE \(whose) AND link.unit_id = unit.id AND link.campaign_id = \(campaign.text)
                AND CASE WHEN link.counted THEN 1 ELSE 0 END = 1 AND record.id = link.record_id
            GROUP BY session.activity_id, COALESCE(activity.name, record.title)
            """)
        // A session of a plan that was revised counts for the activity of the same name in the plan that stands.
        let known = Set(try planned.map { try $0.text("id") })
        var sums: [String: (held: Int64, people: Int64)] = [:]
        for row in recorded {
            let (activity, name) = (try row.textOrNil("activity_id"), try row.text("name"))
            let mark = activity.flatMap { known.contains($0) ? $0 : nil } ?? name
            let sum = sums[mark] ?? (0, 0)
            sums[mark] = (sum.held + (try row.int("sessions")), sum.people + (try row.int("people")))
        }
        return try planned.map { row in
            let (id, name) = (try row.text("id"), try row.text("name"))
            let (linked, named) = (sums[id], sums[name])
            let isPeople = try row.textOrNil("head_unit") == "人"
            return Target(
                name: name, activity: try Identifier<PlannedActivity>(id),
                headMin: isPeople ? try row.intOrNil("head_min") : nil, due: try row.int("due"),
                held: (linked?.held ?? 0) + (named?.held ?? 0), people: (linked?.people ?? 0) + (named?.people ?? 0))
        }
    }
}
