package import Domain

/// The `post_batch` and `post_batch_row` tables: posts to be opened, and what became of each row.
package struct PostBatchTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ batch: PostBatch, by officer: Officer) throws {
        try db.execute(
            """
            INSERT INTO post_batch (id, unit_id, row_count, body_hash, created_by, created_at)
            VALUES (\(batch.id.text), \(batch.unit.number), \(batch.rows), \(batch.bodyHash), \(officer.account.text),
            \(batch.createdAt.milliseconds))
            """)
    }

    package func batch(_ id: PostBatch.ID) throws -> PostBatch? {
        try batches("id = \(id.text)", limit: 1).first
    }
    /// Newest first.
    package func batches(of unit: Unit.ID, limit: Int) throws -> [PostBatch] {
        try batches("unit_id = \(unit.number)", limit: limit)
    }
    private func batches(_ condition: SQL, limit: Int) throws -> [PostBatch] {
        try db.rows(
            """
            SELECT id, unit_id, row_count, body_hash, created_at FROM post_batch WHERE \(condition)
            ORDER BY created_at DESC, id LIMIT \(limit)
            """
        ).map {
            PostBatch(
                id: try PostBatch.ID($0.text("id")), unit: Unit.ID(try $0.int("unit_id")),
                rows: try $0.int("row_count"), bodyHash: try $0.text("body_hash"),
                createdAt: Instant(milliseconds: try $0.int("created_at")))
        }
    }

    /// New rows, or what became of rows that are there.
    package func put(_ rows: [PostBatch.Row], of batch: PostBatch.ID) throws {
        guard !rows.isEmpty else { return }
        let values = rows.map { row -> SQL in
            let draft = row.draft
            return """
                (\(batch.text), \(row.position), \(row.state.rawValue), \(draft.line), \(draft.code), \(draft.unitName),
                \(draft.displayName), \(draft.role), \(draft.login), \(draft.again.rawValue), \(draft.hasOpenFormula),
                \(row.problem?.kind.rawValue), \(row.problem?.message), \(row.account?.text))
                """
        }
        try db.execute(
            """
            INSERT INTO post_batch_row (batch_id, position, state, line, code, unit_name, display_name, role, login,
                again, open_formula, problem, message, account_id)
            VALUES \(SQL.list(values))
            ON CONFLICT (batch_id, position) DO UPDATE SET state = excluded.state, code = excluded.code,
                unit_name = excluded.unit_name, display_name = excluded.display_name, role = excluded.role,
                login = excluded.login, again = excluded.again, open_formula = excluded.open_formula,
                problem = excluded.problem, message = excluded.message, account_id = excluded.account_id
            """)
    }

    package func counts(of batch: PostBatch.ID) throws -> [PostBatch.State: Int64] {
        try db.rows("SELECT state, COUNT(*) AS n FROM post_batch_row WHERE batch_id = \(batch.text) GROUP BY state")
            .reduce(into: [:]) {
                $0[try $1.required("state", PostBatch.State(rawValue: $1.text("state")))] = try $1.int("n")
            }
    }

    /// Failed rows that are not to be opened any more.
    package func droppedCount(of batch: PostBatch.ID) throws -> Int64 {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM post_batch_row
            WHERE batch_id = \(batch.text) AND state = 'failed' AND problem = 'dropped'
            """)?.int("n") ?? 0
    }

    /// In the order of the file, without those that were dropped.
    package func rows(
        of batch: PostBatch.ID, _ state: PostBatch.State, after position: Int64 = 0, limit: Int
    ) throws -> [PostBatch.Row] {
        try db.rows(
            """
            SELECT position, state, line, code, unit_name, display_name, role, login, again, open_formula, problem,
                message, account_id
            FROM post_batch_row
            WHERE batch_id = \(batch.text) AND state = \(state.rawValue) AND position > \(position)
                AND (problem IS NULL OR problem <> 'dropped')
            ORDER BY position LIMIT \(limit)
            """
        ).map { row in
            PostBatch.Row(
                position: try row.int("position"),
                draft: PostBatch.Draft(
                    line: try row.int("line"), code: try row.text("code"), unitName: try row.text("unit_name"),
                    displayName: try row.text("display_name"), role: try row.text("role"),
                    login: try row.text("login"), again: PostBatch.Again(rawValue: try row.text("again")) ?? .no,
                    hasOpenFormula: try row.bool("open_formula")),
                state: state,
                problem: try row.textOrNil("problem").map { kind in
                    PostBatch.Problem(
                        try row.required("problem", PostBatch.Problem.Kind(rawValue: kind)), try row.text("message"))
                },
                account: try row.textOrNil("account_id").map { try Account.ID($0) })
        }
    }
}
