package struct ReviewDeadline: Hashable, Sendable {
    package var what: String
    package var date: String
    package var time: String
    package var to: String
    package var source: SourceLink?

    package init(
        what: String = "", date: String = "", time: String = "", to: String = "", source: SourceLink? = nil
    ) {
        self.what = what
        self.date = date
        self.time = time
        self.to = to
        self.source = source
    }
}

package struct ReviewMaterial: Hashable, Sendable {
    /// The kinds, and 不要.
    package var kinds: [Choice]
    package var count: String
    package var source: SourceLink?

    package init(kinds: [Choice] = [], count: String = "", source: SourceLink? = nil) {
        self.kinds = kinds
        self.count = count
        self.source = source
    }
}

/// What was read from a notice, beside the original. Every value comes back as it was typed.
package struct NoticeReviewPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    /// 金街办发〔2025〕16号
    package var name: String
    /// 认出了 16 项活动、3 件要做的事、1 个时限。
    package var summary: String
    /// 发给 19 个村居
    package var nextStep: String
    package var paragraphs: [PaperParagraph]
    /// Another notice here has the same number.
    package var sameNumber: String?
    package var findings: [ReviewFinding]
    /// 给基层添多少事
    package var burden: BurdenView?
    package var kinds: [Choice]
    /// 工作要点: tasks and days instead of activities.
    package var isAnnualPlan: Bool
    package var title: String
    package var docNumber: String
    package var issuer: String
    package var issueDate: String
    package var theme: String
    package var periodStart: String
    package var periodEnd: String
    /// By field name: title, doc_number, issuer, issue_date, theme, period_start, period_end.
    package var sources: [String: SourceLink]
    package var activities: [ReviewActivity]
    package var deadlines: [ReviewDeadline]
    package var materials: [ReviewMaterial]
    package var tasks: [ReviewTask]
    package var days: [ReviewDay]
    /// 索引号, 发布机构, 公开方式, 有效性
    package var disclosure: [String]
    /// Facts that are read and shown, not asked: 领导小组, 依据, 抄送.
    package var facts: [Fact]
    /// Existing campaigns, and `new`.
    package var campaigns: [Choice]
    package var newCampaignName: String
    package var errors: FormErrors
    /// Back to the clauses that it was composed from.
    package var composeHref: String?
    /// What it takes the place of.
    package var revises: Link?

    package init(
        csrf: String, id: String, name: String, summary: String, nextStep: String, paragraphs: [PaperParagraph] = [],
        sameNumber: String? = nil, findings: [ReviewFinding] = [], burden: BurdenView? = nil, kinds: [Choice] = [],
        isAnnualPlan: Bool = false,
        title: String = "", docNumber: String = "",
        issuer: String = "", issueDate: String = "", theme: String = "", periodStart: String = "",
        periodEnd: String = "", sources: [String: SourceLink] = [:], activities: [ReviewActivity] = [],
        deadlines: [ReviewDeadline] = [], materials: [ReviewMaterial] = [],
        tasks: [ReviewTask] = [], days: [ReviewDay] = [], disclosure: [String] = ["", "", "", ""], facts: [Fact] = [],
        campaigns: [Choice] = [],
        newCampaignName: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.name = name
        self.summary = summary
        self.nextStep = nextStep
        self.paragraphs = paragraphs
        self.sameNumber = sameNumber
        self.findings = findings
        self.burden = burden
        self.kinds = kinds
        self.isAnnualPlan = isAnnualPlan
        self.title = title
        self.docNumber = docNumber
        self.issuer = issuer
        self.issueDate = issueDate
        self.theme = theme
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.sources = sources
        self.activities = activities
        self.deadlines = deadlines
        self.materials = materials
        self.tasks = tasks
        self.days = days
        self.disclosure = disclosure
        self.facts = facts
        self.campaigns = campaigns
        self.newCampaignName = newCampaignName
        self.errors = errors
    }
}
