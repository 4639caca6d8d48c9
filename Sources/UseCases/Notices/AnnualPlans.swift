package import Domain
internal import Storage

/// 工作要点 through the year: how a unit gets on with a task.
package struct NoteProgress: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Whoever has the plan, its own unit and those that it came to, writes for its own unit.
    /// - Throws: `ProgressRefused`.
    package func callAsFunction(_ body: String, on id: AnnualTask.ID, by officer: Officer) async throws -> Notice.ID {
        let body = body.trimmed
        guard !body.isEmpty else { throw ProgressRefused.empty }
        guard body.count <= TaskProgress.longest else { throw ProgressRefused.tooLong }
        let progress = TaskProgress(
            id: surroundings.identifiers.next(), task: id, unit: officer.unit, body: body, createdAt: surroundings.now)
        return try await surroundings.database.write { db in
            guard let (_, noticeID) = try AnnualTaskTable(db).task(id),
                let notice = try NoticeTable(db).notice(noticeID)
            else { throw AccessRefused.missing }
            if try notice.unit.id != officer.unit.id
                && NoticeTable(db).delivery(noticeID, to: officer.unit.id) == nil
            {
                throw AccessRefused.missing
            }
            try officer.requires(officer.unit.level == .village ? .record : .notices, on: officer.unit)
            try AnnualTaskTable(db).insert(progress, by: officer)
            try AuditTable(db).append("notice.progress", object: id.text, by: officer, at: progress.createdAt)
            return noticeID
        }
    }
}

package enum ProgressRefused: UserFacingError, Hashable {
    case empty, tooLong
    package var code: String { "progress.\(self)" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .empty: "写一句进展再存，比如“已配齐 2 名专职人员”"
        case .tooLong: "进展最多 \(TaskProgress.longest) 个字，写要点就行"
        }
    }
}

/// 公开: an issued notice gets a page that anybody can read, or loses it.
package struct PublishNotice: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func callAsFunction(_ id: Notice.ID, isPublic: Bool, by officer: Officer) async throws {
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let notice = try NoticeTable(db).notice(id) else { throw AccessRefused.missing }
            try officer.requires(.notices, on: notice.unit)
            let openness = notice.head.disclosure.openness
            if isPublic, openness.contains("不予") || openness.contains("依申请") { throw NoticeRefused.notOpen }
            guard try NoticeTable(db).publish(id, at: isPublic ? now : nil) else { throw NoticeRefused.notIssued }
            try AuditTable(db).append(
                isPublic ? "notice.publish" : "notice.unpublish", object: id.text, by: officer, at: now)
        }
    }

    package struct Page: Sendable {
        package let notice: Notice
        package let activities: [PlannedActivity]
        package let days: [YearlyDay]
    }

    /// For anybody. - Throws: `.missing` unless the notice was made public.
    package func page(_ id: Notice.ID) async throws -> Page {
        try await surroundings.database.read { db in
            guard let notice = try NoticeTable(db).notice(id), notice.publishedAt != nil else {
                throw AccessRefused.missing
            }
            return Page(
                notice: notice, activities: try PlanTable(db).activities(of: id),
                days: try AnnualTaskTable(db).days(of: id))
        }
    }
}

/// Annual plans by their tasks.
package struct AnnualPlans: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func notice(of task: AnnualTask.ID) async throws -> Notice.ID {
        try await surroundings.database.read { db in
            guard let found = try AnnualTaskTable(db).task(task) else { throw AccessRefused.missing }
            return found.notice
        }
    }
}
