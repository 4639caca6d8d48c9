package import Domain

/// What a confirmed notice holds: the `clause`, `activity`, `planned_session`, `requirement`, `deadline` and
/// `notice_superior` tables. Written once, with the confirmation.
package struct PlanTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ superiors: [Superior], of notice: Notice.ID) throws {
        try insertRows(
            "notice_superior (notice_id, position, superior_id, doc_number, title)",
            superiors.enumerated().map { position, superior in
                "(\(notice.text), \(position), \(superior.notice?.text), \(superior.docNumber), \(superior.title))"
            })
    }
    package func insert(_ clauses: [Clause], of notice: Notice.ID) throws {
        try insertRows(
            """
            clause (notice_id, position, parent_position, level, number, heading, body, required, span_start, span_end)
            """,
            clauses.enumerated().map { position, clause in
                """
                (\(notice.text), \(position), \(clause.parent.map(Int64.init)), \(clause.level), \(clause.number),
                \(clause.heading), \(clause.body), \(clause.required), \(clause.span.start),
                \(clause.span.end))
                """
            })
    }
    package func insert(_ activities: [PlannedActivity], of notice: Notice.ID, campaign: Campaign.ID) throws {
        try insertRows(
            """
            activity (id, notice_id, campaign_id, category_id, position, name, venue, audience, time_text, head_min,
                head_max, head_unit, per, partners, output, span_start, span_end)
            """,
            activities.enumerated().map { position, activity in
                """
                (\(activity.id.text), \(notice.text), \(campaign.text), \(activity.category), \(position),
                \(activity.name), \(activity.venue), \(activity.audience), \(activity.time), \(activity.headMin),
                \(activity.headMax), \(activity.headUnit), \(activity.per), \(activity.partners),
                \(activity.output), \(activity.span.map { Int64($0.start) }),
                \(activity.span.map { Int64($0.end) }))
                """
            })
        try insertRows(
            "planned_session (id, activity_id, position, starts_on, ends_on)",
            activities.flatMap { activity in
                activity.sessions.enumerated().map { position, session in
                    """
                    (\(session.id.text), \(activity.id.text), \(position), \(session.startsOn?.text),
                    \(session.endsOn?.text))
                    """
                }
            })
    }
    package func insert(_ requirements: [Requirement], of notice: Notice.ID) throws {
        try insertRows(
            "requirement (notice_id, position, kind, count_min, count_max, span_start, span_end)",
            requirements.enumerated().map { position, requirement in
                """
                (\(notice.text), \(position), \(requirement.kind), \(requirement.countMin), \(requirement.countMax),
                \(requirement.span.map { Int64($0.start) }), \(requirement.span.map { Int64($0.end) }))
                """
            })
    }
    package func insert(_ deadlines: [Deadline], of notice: Notice.ID) throws {
        try insertRows(
            "deadline (notice_id, position, what, due_on, time_text, recipient, span_start, span_end)",
            deadlines.enumerated().map { position, deadline in
                """
                (\(notice.text), \(position), \(deadline.what), \(deadline.dueOn?.text), \(deadline.time),
                \(deadline.recipient),
                \(deadline.span.map { Int64($0.start) }), \(deadline.span.map { Int64($0.end) }))
                """
            })
    }
    /// At most 500 rows a statement: far below each engine's limit of bound values.
    private func insertRows(_ into: SQL, _ rows: [SQL]) throws {
        for start in stride(from: 0, to: rows.count, by: 500) {
            try db.execute(
                "INSERT INTO \(into) VALUES \(SQL.list(Array(rows[start..<min(start + 500, rows.count)])))")
        }
    }

    package func clauses(of notice: Notice.ID) throws -> [Clause] {
        try db.rows("SELECT * FROM clause WHERE notice_id = \(notice.text) ORDER BY position").map { row in
            Clause(
                parent: try row.intOrNil("parent_position").map(Int.init), level: Int(try row.int("level")),
                number: try row.text("number"), heading: try row.text("heading"), body: try row.text("body"),
                required: try row.bool("required"), span: try row.span() ?? Span(start: 0, end: 0))
        }
    }
    package func requirements(of notice: Notice.ID) throws -> [Requirement] {
        try db.rows("SELECT * FROM requirement WHERE notice_id = \(notice.text) ORDER BY position").map { row in
            Requirement(
                kind: try row.text("kind"), countMin: try row.intOrNil("count_min"),
                countMax: try row.intOrNil("count_max"), span: try row.span())
        }
    }
    package func deadlines(of notice: Notice.ID) throws -> [Deadline] {
        try db.rows("SELECT * FROM deadline WHERE notice_id = \(notice.text) ORDER BY position").map { row in
            Deadline(
                what: try row.text("what"), dueOn: try row.textOrNil("due_on").map { try CalendarDate($0) },
                time: try row.textOrNil("time_text"), recipient: try row.textOrNil("recipient"), span: try row.span())
        }
    }
    package func superiors(of notice: Notice.ID) throws -> [Superior] {
        try db.rows("SELECT * FROM notice_superior WHERE notice_id = \(notice.text) ORDER BY position").map { row in
            Superior(
                notice: try row.textOrNil("superior_id").map { try Notice.ID($0) },
                docNumber: try row.textOrNil("doc_number"), title: try row.textOrNil("title"))
        }
    }

    package func activities(of notice: Notice.ID) throws -> [PlannedActivity] {
        try activities("activity.notice_id = \(notice.text)")
    }
    /// What a unit may hold in a campaign: the activities of its own notices and of those that came to it, without those
    /// that another took the place of or that its own plan answers; and whatever it has a record of.
    package func activities(at unit: Unit.ID, campaign: Campaign.ID) throws -> [PlannedActivity] {
        try activities(
            """
            activity.campaign_id = \(campaign.text) AND (activity.notice_id IN (
                SELECT id FROM notice WHERE unit_id = \(unit.number) AND state <> 'draft' AND NOT EXISTS (
                    SELECT 1 FROM notice next WHERE next.revises_id = notice.id AND next.state <> 'draft')
                UNION SELECT notice_id FROM delivery WHERE unit_id = \(unit.number)
                    AND COALESCE(response, '') <> 'own_plan' AND NOT EXISTS (
                        SELECT 1 FROM notice next JOIN delivery later ON later.notice_id = next.id
                        WHERE next.revises_id = delivery.notice_id AND later.unit_id = \(unit.number)))
                OR activity.id IN (
                    SELECT held.activity_id FROM activity_record record
                    JOIN planned_session held ON held.id = record.session_id WHERE record.unit_id = \(unit.number)))
            """)
    }
    /// Whether a session is one of the campaign's.
    package func holds(_ session: PlannedSession.ID, campaign: Campaign.ID) throws -> Bool {
        try db.row(
            """
            SELECT planned_session.id FROM planned_session JOIN activity ON activity.id = activity_id
            WHERE planned_session.id = \(session.text) AND campaign_id = \(campaign.text)
            """) != nil
    }

    package func campaign(of session: PlannedSession.ID) throws -> Campaign.ID? {
        try db.row(
            """
            SELECT campaign_id FROM planned_session JOIN activity ON activity.id = activity_id
            WHERE planned_session.id = \(session.text)
            """
        ).map { try Campaign.ID($0.text("campaign_id")) }
    }

    private func activities(_ condition: SQL) throws -> [PlannedActivity] {
        var order: [String] = []
        var rows: [String: [Row]] = [:]
        for row in try db.rows(
            """
            SELECT activity.id AS id, category_id, name, venue, audience, time_text, head_min, head_max, head_unit,
                per, partners, output, span_start, span_end, planned_session.id AS session_id, starts_on, ends_on
            FROM activity LEFT JOIN planned_session ON activity_id = activity.id WHERE \(condition)
            ORDER BY notice_id, activity.position, planned_session.position
            """)
        {
            let id = try row.text("id")
            if rows[id] == nil { order.append(id) }
            rows[id, default: []].append(row)
        }
        return try order.compactMap { id in
            guard let group = rows[id], let row = group.first else { return nil }
            let sessions = try group.compactMap { row in
                try row.textOrNil("session_id").map {
                    PlannedSession(
                        id: try PlannedSession.ID($0), startsOn: try row.day("starts_on"),
                        endsOn: try row.day("ends_on"))
                }
            }
            return PlannedActivity(
                id: try Identifier(id), category: try row.text("category_id"), name: try row.text("name"),
                venue: try row.textOrNil("venue"), audience: try row.textOrNil("audience"),
                time: try row.textOrNil("time_text"), headMin: try row.intOrNil("head_min"),
                headMax: try row.intOrNil("head_max"), headUnit: try row.textOrNil("head_unit"),
                per: try row.textOrNil("per"), partners: try row.textOrNil("partners"),
                output: try row.textOrNil("output"),
                span: try row.span(), sessions: sessions)
        }
    }
}

extension Row {
    fileprivate func span() throws -> Span? {
        guard let start = try intOrNil("span_start"), let end = try intOrNil("span_end") else { return nil }
        return Span(start: Int(start), end: Int(end))
    }
    fileprivate func day(_ column: String) throws -> CalendarDate? {
        try textOrNil(column).map { try CalendarDate($0) }
    }
}
