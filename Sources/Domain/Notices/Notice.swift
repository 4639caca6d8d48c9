/// 通知、实施方案、工作要点: what a unit uploaded, confirmed and issued.
package struct Notice: Hashable, Sendable {
    package typealias ID = Identifier<Notice>

    package enum State: String, Sendable { case draft, confirmed, issued }

    /// What stands at the head of it.
    package struct Head: Hashable, Sendable {
        package var kind: String
        package var title: String
        package var docNumber: String?, issuer: String?, theme: String?
        package var issueDate: CalendarDate?, startsOn: CalendarDate?, endsOn: CalendarDate?
        package var disclosure: Disclosure

        package init(
            kind: String, title: String, docNumber: String? = nil, issuer: String? = nil, theme: String? = nil,
            issueDate: CalendarDate? = nil, startsOn: CalendarDate? = nil, endsOn: CalendarDate? = nil,
            disclosure: Disclosure = Disclosure()
        ) {
            self.kind = kind
            self.title = title
            self.docNumber = docNumber
            self.issuer = issuer
            self.theme = theme
            self.issueDate = issueDate
            self.startsOn = startsOn
            self.endsOn = endsOn
            self.disclosure = disclosure
        }
    }

    /// 工作要点
    package static let annualPlan = "annual_plan"
    /// 实施方案
    package static let plan = "plan"

    package let id: ID
    package let unit: Unit
    /// Nil for a draft, and for an annual plan, which belongs to a year.
    package let campaign: Campaign.ID?
    package let state: State
    package let head: Head
    package let fileName: String
    package let createdAt: Instant
    /// When it got a public page.
    package let publishedAt: Instant?
    /// 改一版: the issued notice that it takes the place of.
    package let revises: ID?

    package init(
        id: ID, unit: Unit, campaign: Campaign.ID?, state: State, head: Head, fileName: String, createdAt: Instant,
        publishedAt: Instant? = nil, revises: ID? = nil
    ) {
        self.id = id
        self.unit = unit
        self.campaign = campaign
        self.state = state
        self.head = head
        self.fileName = fileName
        self.createdAt = createdAt
        self.publishedAt = publishedAt
        self.revises = revises
    }
}

/// 政府信息公开: what the head of a published document says of its publication. Empty where it is silent.
package struct Disclosure: Hashable, Sendable, Codable {
    /// 索引号
    package var indexNumber: String
    /// 发布机构
    package var publisher: String
    /// 公开方式: 主动公开, 依申请公开, 不予公开
    package var openness: String
    /// 有效性
    package var validity: String

    package init(indexNumber: String = "", publisher: String = "", openness: String = "", validity: String = "") {
        self.indexNumber = indexNumber
        self.publisher = publisher
        self.openness = openness
        self.validity = validity
    }
}

/// Where something stands in the plain text of a notice, in Unicode scalars.
package struct Span: Hashable, Sendable, Codable {
    package let start: Int, end: Int
    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

/// 条款, in the order of the text; a parent comes before its children.
package struct Clause: Hashable, Sendable {
    package let parent: Int?
    /// 1 for the outermost.
    package let level: Int
    package let number: String, heading: String, body: String
    /// 规定动作: its words oblige.
    package let required: Bool
    package let span: Span

    package init(
        parent: Int?, level: Int, number: String, heading: String, body: String, required: Bool, span: Span
    ) {
        self.parent = parent
        self.level = level
        self.number = number
        self.heading = heading
        self.body = body
        self.required = required
        self.span = span
    }
}

/// 活动项目 with its planned 场次.
package struct PlannedActivity: Hashable, Sendable {
    package let id: Identifier<PlannedActivity>
    package let category: String, name: String
    package let venue: String?, audience: String?, time: String?
    package let headMin: Int64?, headMax: Int64?
    package let headUnit: String?
    /// 每场, 每个社区 …; nil when the number is of all.
    package let per: String?
    /// 联合单位, as written.
    package let partners: String?
    /// Things that come out of it, such as 10-15 块展板.
    package let output: String?
    package let span: Span?
    package let sessions: [PlannedSession]

    package init(
        id: Identifier<PlannedActivity>, category: String, name: String, venue: String?, audience: String?,
        time: String?, headMin: Int64?, headMax: Int64?, headUnit: String?, per: String? = nil,
        partners: String? = nil, output: String? = nil, span: Span?, sessions: [PlannedSession]
    ) {
        self.id = id
        self.category = category
        self.name = name
        self.venue = venue
        self.audience = audience
        self.time = time
        self.headMin = headMin
        self.headMax = headMax
        self.headUnit = headUnit
        self.per = per
        self.partners = partners
        self.output = output
        self.span = span
        self.sessions = sessions
    }
}

/// One dated occurrence, a range of days, or an activity without a date.
package struct PlannedSession: Hashable, Sendable {
    package typealias ID = Identifier<PlannedSession>
    package let id: ID
    package let startsOn: CalendarDate?, endsOn: CalendarDate?

    package init(id: ID, startsOn: CalendarDate?, endsOn: CalendarDate?) {
        self.id = id
        self.startsOn = startsOn
        self.endsOn = endsOn
    }
}

/// 报送要求: what a notice asks for. Defined by each notice, never blocks a submission.
package struct Requirement: Hashable, Sendable {
    package let kind: String
    package let countMin: Int64?, countMax: Int64?

    /// The kinds with their names, in the order in which a person chooses.
    package static let kinds: [(id: String, name: String)] = [
        ("summary", "总结"), ("statistics_table", "信息统计表"), ("photos", "照片"), ("videos", "视频"), ("works", "作品"),
        ("activity_information", "活动信息"), ("plan", "方案"), ("contact_person", "联系人"), ("text", "文字材料"),
        ("other", "其他材料"),
    ]
    package static func name(of kind: String) -> String {
        kind == scan.kind ? "盖章扫描件" : kinds.first { $0.id == kind }?.name ?? "其他材料"
    }

    package let span: Span?
    package init(kind: String, countMin: Int64?, countMax: Int64?, span: Span?) {
        self.kind = kind
        self.countMin = countMin
        self.countMax = countMax
        self.span = span
    }
}

package struct Deadline: Hashable, Sendable {
    package let what: String
    /// The last day, to 24:00 Asia/Shanghai.
    package let dueOn: CalendarDate?
    /// The time of that day, as printed.
    package let time: String?
    package let recipient: String?
    package let span: Span?
    package init(what: String, dueOn: CalendarDate?, time: String? = nil, recipient: String?, span: Span?) {
        self.what = what
        self.dueOn = dueOn
        self.time = time
        self.recipient = recipient
        self.span = span
    }
}

/// 上级依据: a superior's document that a notice cites; in the tree when `notice` is known.
package struct Superior: Hashable, Sendable {
    package let notice: Notice.ID?
    package let docNumber: String?, title: String?
    package init(notice: Notice.ID?, docNumber: String?, title: String?) {
        self.notice = notice
        self.docNumber = docNumber
        self.title = title
    }
}

/// A notice at a unit below: one to-do with its deadline.
package struct Delivery: Hashable, Sendable {
    package enum Response: String, Sendable {
        /// 照样办
        case asItStands = "as_it_stands"
        /// 本级方案
        case ownPlan = "own_plan"
    }
    package let notice: Notice.ID
    package let unit: Unit
    package let from: Unit.ID
    package let dueOn: CalendarDate?
    package let deliveredAt: Instant
    package let response: Response?
    package let respondedAt: Instant?
    /// The unit's own plan that answers it.
    package let plan: Notice.ID?

    package init(
        notice: Notice.ID, unit: Unit, from: Unit.ID, dueOn: CalendarDate?, deliveredAt: Instant, response: Response?,
        respondedAt: Instant?, plan: Notice.ID? = nil
    ) {
        self.notice = notice
        self.unit = unit
        self.from = from
        self.dueOn = dueOn
        self.deliveredAt = deliveredAt
        self.response = response
        self.respondedAt = respondedAt
        self.plan = plan
    }
}
