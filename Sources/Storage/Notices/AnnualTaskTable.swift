package import Domain

/// The `annual_task`, `yearly_day` and `task_progress` tables.
package struct AnnualTaskTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    package func insert(_ tasks: [AnnualTask], of notice: Notice.ID) throws {
        for (position, task) in tasks.enumerated() {
            try db.execute(
                """
                INSERT INTO annual_task (id, notice_id, position, area, name, indicators, owner, span_start, span_end)
                VALUES (\(task.id.text), \(notice.text), \(position), \(task.area), \(task.name), \(task.indicators),
                \(task.owner), \(task.span.map { Int64($0.start) }), \(task.span.map { Int64($0.end) }))
                """)
        }
    }
    package func insert(_ days: [YearlyDay], of notice: Notice.ID) throws {
        for (position, day) in days.enumerated() {
            try db.execute(
                """
                INSERT INTO yearly_day (notice_id, position, name, held_on)
                VALUES (\(notice.text), \(position), \(day.name), \(day.heldOn?.text))
                """)
        }
    }

    package func tasks(of notice: Notice.ID) throws -> [AnnualTask] {
        try db.rows("SELECT * FROM annual_task WHERE notice_id = \(notice.text) ORDER BY position")
            .map(AnnualTask.init(row:))
    }
    package func task(_ id: AnnualTask.ID) throws -> (task: AnnualTask, notice: Notice.ID)? {
        try db.row("SELECT * FROM annual_task WHERE id = \(id.text)").map {
            (try AnnualTask(row: $0), try Notice.ID($0.text("notice_id")))
        }
    }
    package func days(of notice: Notice.ID) throws -> [YearlyDay] {
        try db.rows("SELECT name, held_on FROM yearly_day WHERE notice_id = \(notice.text) ORDER BY held_on, position")
            .map {
                YearlyDay(name: try $0.text("name"), heldOn: try $0.textOrNil("held_on").map { try CalendarDate($0) })
            }
    }

    package func insert(_ progress: TaskProgress, by officer: Officer) throws {
        try db.execute(
            """
            INSERT INTO task_progress (id, task_id, unit_id, body, created_by, created_at)
            VALUES (\(progress.id.text), \(progress.task.text), \(progress.unit.id.number), \(progress.body),
            \(officer.account.text), \(progress.createdAt.milliseconds))
            """)
    }

    /// What a unit wrote on the tasks of a notice, its last `own` notes on each, and the last note of each unit
    /// directly below; newest first.
    package func progress(of notice: Notice.ID, at unit: Unit.ID, own: Int) throws -> [TaskProgress] {
        try db.rows(
            """
            SELECT note.id AS progress_id, task_id, body, created_at, \(UnitTable.joined)
            FROM (
                SELECT task_progress.id, task_id, unit_id, body, created_at, ROW_NUMBER() OVER (
                    PARTITION BY task_id, unit_id ORDER BY created_at DESC, task_progress.id DESC) AS place
                FROM annual_task JOIN task_progress ON task_id = annual_task.id
                WHERE annual_task.notice_id = \(notice.text)
            ) note JOIN unit ON unit.id = note.unit_id
            WHERE unit.id = \(unit.number) AND place <= \(own) OR unit.reports_to = \(unit.number) AND place = 1
            ORDER BY created_at DESC, progress_id DESC
            """
        ).map { row in
            TaskProgress(
                id: try TaskProgress.ID(row.text("progress_id")), task: try AnnualTask.ID(row.text("task_id")),
                unit: try Unit(row: row), body: try row.text("body"),
                createdAt: Instant(milliseconds: try row.int("created_at")))
        }
    }
}

extension AnnualTask {
    fileprivate init(row: Row) throws {
        let start = try row.intOrNil("span_start"), end = try row.intOrNil("span_end")
        self.init(
            id: try ID(row.text("id")), area: try row.text("area"), name: try row.text("name"),
            indicators: try row.text("indicators"), owner: try row.textOrNil("owner"),
            span: start.flatMap { start in end.map { Span(start: Int(start), end: Int($0)) } })
    }
}
