package import Domain
internal import FoundationEssentials

/// The `submission` and `submission_child` tables. A snapshot is inserted once; only its state is ever updated.
package struct SubmissionTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns: SQL = """
        submission.id AS submission_id, campaign_id, version, submission.kind AS submission_kind, state, definition_id,
        own_cells, cells, missing, note, hash, submitted_at, decided_at, reason, adjustments, findings, corrects, why, receipt,
        \(UnitTable.joined)
        """
    private static let joins: SQL = "FROM submission JOIN unit ON unit.id = submission.unit_id"

    package func insert(
        _ submission: Submission, parent: Unit.ID, children: [(Unit.ID, Submission.ID)], bodyHash: String,
        by officer: Officer
    ) throws {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys]
        let text = { (value: any Encodable) throws in String(decoding: try json.encode(value), as: UTF8.self) }
        try db.execute(
            """
            INSERT INTO submission (id, campaign_id, unit_id, parent_id, version, kind, definition_id, own_cells, cells,
                missing, note, hash, body_hash, submitted_by, submitted_at, state, decided_by, decided_at, reason,
                adjustments, findings, corrects, why)
            VALUES (\(submission.id.text), \(submission.campaign.text), \(submission.unit.id.number), \(parent.number),
            \(submission.version), \(submission.kind.rawValue), \(submission.definition),
            \(try text(submission.ownCells)), \(try text(submission.cells)), \(try text(submission.missing)),
            \(submission.note), \(submission.hash), \(bodyHash), \(officer.account.text),
            \(submission.submittedAt.milliseconds), \(submission.state.rawValue), \(nil as String?),
            \(submission.decidedAt?.milliseconds), \(submission.reason), \(try text(submission.adjustments)),
            \(try text(submission.findings)), \(submission.corrects), \(submission.why))
            """)
        guard !children.isEmpty else { return }
        let rows = children.map { unit, id -> SQL in "(\(submission.id.text), \(unit.number), \(id.text))" }
        try db.execute(
            "INSERT INTO submission_child (submission_id, unit_id, child_submission_id) VALUES \(SQL.list(rows))")
    }

    /// Only from the state that was seen, so that of two decisions at once one wins and the other learns of it.
    /// - Returns: false when it was decided before.
    package func decide(
        _ id: Submission.ID, from seen: Submission.State, _ state: Submission.State, reason: String,
        by officer: Officer, at instant: Instant
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE submission SET state = \(state.rawValue), reason = \(reason), decided_by = \(officer.account.text),
                decided_at = \(instant.milliseconds)
            WHERE id = \(id.text) AND state = \(seen.rawValue)
            """) == 1
    }

    /// A signed version reaches the superior now.
    /// - Returns: false when it was decided before.
    package func sign(_ id: Submission.ID, at instant: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE submission SET state = 'submitted', submitted_at = \(instant.milliseconds)
            WHERE id = \(id.text) AND state = 'prepared'
            """) == 1
    }
    package func setReceipt(_ receipt: ReceiptNumber, of id: Submission.ID) throws {
        try db.execute("UPDATE submission SET receipt = \(receipt.sequence) WHERE id = \(id.text)")
    }

    package func submission(_ id: Submission.ID) throws -> Submission? {
        try db.row("SELECT \(Self.columns) \(Self.joins) WHERE submission.id = \(id.text)").map(Submission.init(row:))
    }
    package func bodyHash(of id: Submission.ID) throws -> String? {
        try db.row("SELECT body_hash FROM submission WHERE id = \(id.text)")?.text("body_hash")
    }

    /// All versions of a unit, newest first.
    package func versions(of unit: Unit.ID, campaign: Campaign.ID) throws -> [Submission] {
        try db.rows(
            """
            SELECT \(Self.columns) \(Self.joins) WHERE campaign_id = \(campaign.text) AND submission.unit_id = \(unit.number)
            ORDER BY version DESC
            """
        ).map(Submission.init(row:))
    }

    /// What each unit below `parent` last did itself: its newest version, but a supplement that flowed into its accepted
    /// version does not hide one that was returned or recalled. See `[Submission].standing`.
    package func standingOfChildren(of parent: Unit.ID, campaign: Campaign.ID) throws -> [Unit.ID: Submission] {
        try byUnit(
            """
            SELECT \(Self.columns) FROM unit CROSS JOIN submission
            WHERE unit.reports_to = \(parent.number) AND submission.unit_id = unit.id AND campaign_id = \(campaign.text)
                AND version = COALESCE(
                    (SELECT MAX(other.version) FROM submission other WHERE other.campaign_id = submission.campaign_id
                        AND other.unit_id = submission.unit_id AND other.state NOT IN ('superseded', 'prepared', 'unsigned')
                        AND NOT (other.kind = 'supplement' AND other.state = 'accepted')),
                    (SELECT MAX(other.version) FROM submission other WHERE other.campaign_id = submission.campaign_id
                        AND other.unit_id = submission.unit_id AND other.state NOT IN ('prepared', 'unsigned')))
            """)
    }
    /// The forms that versions of a campaign were made with.
    package func definitions(campaign: Campaign.ID) throws -> [String] {
        try db.rows("SELECT DISTINCT definition_id FROM submission WHERE campaign_id = \(campaign.text)").map {
            try $0.text("definition_id")
        }
    }
    /// Versions that wait go to the unit's new superior.
    package func readdress(of unit: Unit.ID, to parent: Unit.ID) throws {
        try db.execute(
            """
            UPDATE submission SET parent_id = \(parent.number) WHERE unit_id = \(unit.number)
                AND state IN ('submitted', 'prepared')
            """)
    }

    /// The newest accepted version of each unit that reports to `parent`.
    package func acceptedOfChildren(of parent: Unit.ID, campaign: Campaign.ID) throws -> [Unit.ID: Submission] {
        try byUnit(
            """
            SELECT \(Self.columns) \(Self.joins) WHERE campaign_id = \(campaign.text) AND submission.parent_id = \(parent.number) AND version =
                (SELECT MAX(other.version) FROM submission other WHERE other.campaign_id = submission.campaign_id
                    AND other.unit_id = submission.unit_id AND other.state = 'accepted')
            """)
    }

    /// Accepted versions that stand with a former superior: their units report elsewhere today and have not done so yet.
    package func stranded(campaign: Campaign.ID) throws -> [Submission] {
        try db.rows(
            """
            SELECT \(Self.columns) \(Self.joins) WHERE campaign_id = \(campaign.text) AND submission.parent_id <> unit.reports_to
                AND submission.unit_id IN (SELECT unit_change.unit_id FROM unit_change WHERE former_id IS NOT NULL
                    AND changed_at >= (SELECT created_at FROM campaign WHERE id = \(campaign.text)))
                AND version = (SELECT MAX(other.version) FROM submission other
                    WHERE other.campaign_id = submission.campaign_id AND other.unit_id = submission.unit_id
                        AND other.state = 'accepted')
            """
        ).map(Submission.init(row:))
    }
    package func parent(of id: Submission.ID) throws -> Unit.ID? {
        try db.row("SELECT parent_id FROM submission WHERE id = \(id.text)").map { Unit.ID(try $0.int("parent_id")) }
    }

    /// The versions of the children that a snapshot was made of.
    package func children(of id: Submission.ID) throws -> [Unit.ID: Submission.ID] {
        try db.rows("SELECT unit_id, child_submission_id FROM submission_child WHERE submission_id = \(id.text)")
            .reduce(into: [:]) {
                $0[Unit.ID(try $1.int("unit_id"))] = try Submission.ID($1.text("child_submission_id"))
            }
    }

    private func byUnit(_ sql: SQL) throws -> [Unit.ID: Submission] {
        try db.rows(sql).map(Submission.init(row:)).reduce(into: [:]) { $0[$1.unit.id] = $1 }
    }
}

extension Submission {
    init(row: Row) throws {
        let json = JSONDecoder()
        let data = { (column: String) throws in Data(try row.text(column).utf8) }
        self.init(
            id: try ID(row.text("submission_id")), campaign: try Campaign.ID(row.text("campaign_id")),
            unit: try Unit(row: row), version: try row.int("version"),
            kind: try row.required("submission_kind", Kind(rawValue: row.text("submission_kind"))),
            state: try row.required("state", State(rawValue: row.text("state"))),
            definition: try row.text("definition_id"),
            ownCells: try json.decode(CellValues.self, from: data("own_cells")),
            cells: try json.decode(CellValues.self, from: data("cells")),
            missing: try json.decode([Missing].self, from: data("missing")), note: try row.text("note"),
            hash: try row.text("hash"), submittedAt: Instant(milliseconds: try row.int("submitted_at")),
            decidedAt: try row.intOrNil("decided_at").map { Instant(milliseconds: $0) },
            reason: try row.text("reason"), adjustments: try json.decode([Adjustment].self, from: data("adjustments")),
            findings: try json.decode([Finding].self, from: data("findings")),
            corrects: try row.intOrNil("corrects"), why: try row.text("why"),
            receipt: try row.intOrNil("receipt").map { ReceiptNumber(sequence: $0) })
    }
}
