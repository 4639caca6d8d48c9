/// A clause of a plan that is being written.
package struct ComposeEntry: Hashable, Sendable {
    /// 三（一）, as the superior prints it; empty for one's own.
    package var number: String
    /// Its words in the superior's notice; nil for one's own.
    package var original: String?
    package var text: String
    /// keep, change, leave
    package var choice: String
    package var level: Int
    package var isRequired: Bool
    package var owner: String, partners: String
    package var hint: String?

    package init(
        number: String = "", original: String? = nil, text: String = "", choice: String = "keep", level: Int = 1,
        isRequired: Bool = false, owner: String = "", partners: String = "", hint: String? = nil
    ) {
        self.number = number
        self.original = original
        self.text = text
        self.choice = choice
        self.level = level
        self.isRequired = isRequired
        self.owner = owner
        self.partners = partners
        self.hint = hint
    }
}

/// The clauses of one superior, or last year's own.
package struct ComposeGroup: Hashable, Sendable {
    package var id: String
    package var title: String, number: String?
    package var href: String
    /// 去年的
    package var note: String?
    package var canRemove: Bool
    package var entries: [ComposePlaced]

    package init(
        id: String, title: String, number: String? = nil, href: String, note: String? = nil, canRemove: Bool = false,
        entries: [ComposePlaced] = []
    ) {
        self.id = id
        self.title = title
        self.number = number
        self.href = href
        self.note = note
        self.canRemove = canRemove
        self.entries = entries
    }
}

/// A clause by its name in the form.
package struct ComposePlaced: Hashable, Sendable {
    package var id: Int
    package var entry: ComposeEntry

    package init(_ id: Int, _ entry: ComposeEntry) {
        self.id = id
        self.entry = entry
    }
}

package struct ComposeDue: Hashable, Sendable {
    package var what: String, date: String, to: String
    /// 上级要的是 6月10日
    package var superior: String?

    package init(what: String = "", date: String = "", to: String = "", superior: String? = nil) {
        self.what = what
        self.date = date
        self.to = to
        self.superior = superior
    }
}

/// 写本级方案: which clauses are taken as they are, which are worded anew, which are left out, and what is the unit's own.
package struct ComposePage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var version: String
    /// 写本级方案, 照去年的办
    package var heading: String
    package var summary: String
    /// A base was revised meanwhile; the clauses can follow it.
    package var replaced: String?
    /// The unit's own plan of last year, whose words are in it.
    package var lastYear: Choice?
    /// It became a text before.
    package var isComposed: Bool
    package var conflict: String?
    package var groups: [ComposeGroup]
    package var candidates: [Choice]
    package var title: String, addressees: String, opening: String, issuer: String
    package var leadGroup: String
    /// Nil without a superior whose days are counted back.
    package var ownDays: String?
    package var chain: [DeadlineStep]
    package var dues: [ComposeDue]
    package var newCampaignName: String?
    package var errors: FormErrors

    package init(
        csrf: String, id: String, version: String = "1", heading: String = "写本级方案", summary: String = "",
        replaced: String? = nil, lastYear: Choice? = nil, isComposed: Bool = false, conflict: String? = nil,
        groups: [ComposeGroup] = [],
        candidates: [Choice] = [], title: String = "", addressees: String = "", opening: String = "",
        issuer: String = "", leadGroup: String = "", ownDays: String? = nil, chain: [DeadlineStep] = [],
        dues: [ComposeDue] = [], newCampaignName: String? = nil, errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.version = version
        self.heading = heading
        self.summary = summary
        self.replaced = replaced
        self.lastYear = lastYear
        self.isComposed = isComposed
        self.conflict = conflict
        self.groups = groups
        self.candidates = candidates
        self.title = title
        self.addressees = addressees
        self.opening = opening
        self.issuer = issuer
        self.leadGroup = leadGroup
        self.ownDays = ownDays
        self.chain = chain
        self.dues = dues
        self.newCampaignName = newCampaignName
        self.errors = errors
    }
}

extension ComposePage {
    package static let sample = ComposePage(
        csrf: "token", id: "n5", version: "3", summary: "上级 4 条：照写 1 条，改写 1 条，不写 2 条；自己加了 1 条。",
        replaced: "上级改了一版《关于开展会员活动的通知》", lastYear: Choice("n2", "2024年实施方案"), isComposed: true,
        conflict: "另一位经办人刚存过这份方案",
        groups: [
            ComposeGroup(
                id: "n1", title: "关于开展会员活动的通知", number: "国计生协〔2025〕5号", href: Paths.notice("n1"),
                entries: [
                    ComposePlaced(1, ComposeEntry(number: "一", original: "活动时间\n2025年5月1日至5月31日", text: "")),
                    ComposePlaced(
                        2,
                        ComposeEntry(
                            number: "三（一）", original: "讲清生育支持政策。在群众常去的地方设点讲解。", text: "讲清生育支持政策。在中心广场设点讲解。",
                            choice: "change", level: 2, isRequired: true, owner: "街道计生协秘书长", partners: "民政部门、妇联",
                            hint: "去年的写法，日子核一下")),
                    ComposePlaced(3, ComposeEntry(text: "亲子活动：5月24日，在优生优育指导中心。", level: 2)),
                    ComposePlaced(
                        4,
                        ComposeEntry(
                            number: "四（一）", original: "各地要高度重视。", text: "各地要高度重视。", choice: "leave", level: 2,
                            isRequired: true)),
                ]),
            ComposeGroup(
                id: "n2", title: "2024年实施方案", href: Paths.notice("n2"), note: "去年的", canRemove: true),
        ], candidates: [Choice("n3", "关于开展普惠托育集中宣传月活动的通知（鲁卫函〔2025〕117号）")], title: "会员活动月实施方案",
        addressees: "各社区、村计划生育协会", opening: "根据《关于开展会员活动的通知》（国计生协〔2025〕5号）要求，制定本方案。", issuer: "金乡街道计划生育协会",
        leadGroup: "组长 街道办事处分管负责人", ownDays: "5",
        chain: [
            DeadlineStep(date: "6月5日", who: "村居报", isNow: true), DeadlineStep(date: "6月10日", who: "乡镇报"),
        ],
        dues: [ComposeDue(what: "活动总结", date: "2025-06-05", to: "金乡街道计划生育协会", superior: "上级要的是 6月10日")],
        newCampaignName: "2026年会员活动月", errors: FormErrors([FieldError("entry.3.text", "自己加的一条：写上内容")]))
    package static let empty = ComposePage(csrf: "token", id: "n5")
}
