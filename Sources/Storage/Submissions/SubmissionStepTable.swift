package import Domain

/// The `submission_step` and `submission_remark` tables: who did what with a version, and why it came back.
package struct SubmissionStepTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// - Parameter name: of who signs, where it is not the account's.
    package func append(
        _ kind: SubmissionStep.Kind, of submission: Submission.ID, note: String = "", name: String? = nil,
        by officer: Officer, at instant: Instant
    ) throws {
        let posts = Role.allCases.filter(officer.roles.contains).map(\.name).joined(separator: "、")
        try db.execute(
            """
            INSERT INTO submission_step (submission_id, kind, at, account_id, unit_id, name, posts, note)
            VALUES (\(submission.text), \(kind.rawValue), \(instant.milliseconds), \(officer.account.text),
            \(officer.unit.id.number), \(name ?? officer.displayName), \(posts), \(note))
            """)
    }

    /// What was done with a version last; nil where another version took its place without a word.
    package func last(of submission: Submission.ID) throws -> SubmissionStep.Kind? {
        try db.row(
            "SELECT kind FROM submission_step WHERE submission_id = \(submission.text) ORDER BY number DESC LIMIT 1"
        ).flatMap { SubmissionStep.Kind(rawValue: try $0.text("kind")) }
    }
    /// Where the officer was who handed a version in: its own unit, or a superior on its behalf.
    package func origin(of submission: Submission.ID) throws -> Unit.ID? {
        try db.row(
            "SELECT unit_id FROM submission_step WHERE submission_id = \(submission.text) ORDER BY number LIMIT 1"
        ).map { Unit.ID(try $0.int("unit_id")) }
    }

    /// Of all versions of a unit, oldest first.
    package func steps(of unit: Unit.ID, campaign: Campaign.ID) throws -> [SubmissionStep] {
        try db.rows(
            """
            SELECT submission.version AS version, submission_step.kind AS step_kind, at, submission_step.name AS step_name,
                posts, submission_step.note AS step_note, \(UnitTable.joined)
            FROM submission JOIN submission_step ON submission_id = submission.id
            JOIN unit ON unit.id = submission_step.unit_id
            WHERE campaign_id = \(campaign.text) AND submission.unit_id = \(unit.number)
            ORDER BY submission_step.number
            """
        ).map { row in
            SubmissionStep(
                version: try row.int("version"),
                kind: try row.required("step_kind", SubmissionStep.Kind(rawValue: row.text("step_kind"))),
                at: Instant(milliseconds: try row.int("at")), unit: try Unit(row: row),
                name: try row.text("step_name"), posts: try row.text("posts"), note: try row.text("step_note"))
        }
    }

    package func insert(_ remarks: [SubmissionRemark], of submission: Submission.ID) throws {
        for (position, remark) in remarks.enumerated() {
            let (cell, requirement): (String?, String?) =
                switch remark.subject {
                case .cell(let id): (id, nil)
                case .requirement(let kind): (nil, kind)
                }
            try db.execute(
                """
                INSERT INTO submission_remark (submission_id, position, cell, requirement, reason)
                VALUES (\(submission.text), \(Int64(position)), \(cell), \(requirement), \(remark.reason))
                """)
        }
    }
    package func remarks(of submission: Submission.ID) throws -> [SubmissionRemark] {
        try db.rows(
            "SELECT cell, requirement, reason FROM submission_remark WHERE submission_id = \(submission.text) ORDER BY position"
        ).map { row in
            let subject: SubmissionRemark.Subject =
                if let cell = try row.textOrNil("cell") { .cell(cell) } else {
                    .requirement(try row.text("requirement"))
                }
            return SubmissionRemark(subject, reason: try row.text("reason"))
        }
    }
}
