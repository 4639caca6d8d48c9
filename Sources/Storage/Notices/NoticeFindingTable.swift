package import Domain

/// The `notice_finding` table.
package struct NoticeFindingTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ findings: [NoticeFinding], of notice: Notice.ID, by officer: Officer, at now: Instant) throws
    {
        for (position, finding) in findings.enumerated() {
            let decided = finding.reason != nil
            try db.execute(
                """
                INSERT INTO notice_finding (notice_id, position, rule, severity, message, span_start, span_end, reason,
                    decided_by, decided_at)
                VALUES (\(notice.text), \(position), \(finding.rule), \(finding.severity), \(finding.message),
                \(finding.span.start), \(finding.span.end), \(finding.reason),
                \(decided ? officer.account.text : nil), \(decided ? now.milliseconds : nil))
                """)
        }
    }

    package func findings(of notice: Notice.ID) throws -> [NoticeFinding] {
        try db.rows("SELECT * FROM notice_finding WHERE notice_id = \(notice.text) ORDER BY position").map { row in
            NoticeFinding(
                rule: try row.text("rule"), severity: try row.text("severity"), message: try row.text("message"),
                span: Span(start: Int(try row.int("span_start")), end: Int(try row.int("span_end"))),
                reason: try row.textOrNil("reason"))
        }
    }

    /// Issued notices of units below `unit` with a finding of this rule, newest first.
    package func notices(below unit: Unit, rule: String, limit: Int) throws -> [Notice] {
        try NoticeTable(db).notices(
            """
            unit.path >= \(unit.path.text) AND unit.path <= \(unit.path.upperBound) AND unit.id <> \(unit.id.number)
                AND notice.state = 'issued' AND notice.id IN (SELECT notice_id FROM notice_finding WHERE rule = \(rule))
            ORDER BY created_at DESC, notice.id DESC LIMIT \(limit)
            """)
    }
}
