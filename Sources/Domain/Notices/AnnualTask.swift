/// A task of a year's 工作要点.
package struct AnnualTask: Hashable, Sendable {
    package typealias ID = Identifier<AnnualTask>
    package let id: ID
    /// The heading that it stands under.
    package let area: String
    package let name: String
    /// As written, such as 专职在岗人员不少于2人; one a line.
    package let indicators: String
    /// 责任单位
    package let owner: String?
    package let span: Span?

    package init(id: ID, area: String, name: String, indicators: String, owner: String?, span: Span?) {
        self.id = id
        self.area = area
        self.name = name
        self.indicators = indicators
        self.owner = owner
        self.span = span
    }
}

/// How a unit gets on with a task; entered through the year, never changed.
package struct TaskProgress: Hashable, Sendable {
    package typealias ID = Identifier<TaskProgress>
    package static let longest = 1_000

    package let id: ID
    package let task: AnnualTask.ID
    package let unit: Unit
    package let body: String
    package let createdAt: Instant

    package init(id: ID, task: AnnualTask.ID, unit: Unit, body: String, createdAt: Instant) {
        self.id = id
        self.task = task
        self.unit = unit
        self.body = body
        self.createdAt = createdAt
    }
}

/// A day of every year that a plan names, such as 世界人口日.
package struct YearlyDay: Hashable, Sendable {
    package let name: String
    /// Nil where the day follows another calendar or the text does not tell.
    package let heldOn: CalendarDate?

    package init(name: String, heldOn: CalendarDate?) {
        self.name = name
        self.heldOn = heldOn
    }
}
