/// A label and its value.
package struct Fact: Hashable, Sendable {
    package var label: String
    package var value: String
    package var href: String?

    package init(_ label: String, _ value: String, href: String? = nil) {
        self.label = label
        self.value = value
        self.href = href
    }
}

package func facts(_ facts: [Fact]) -> Markup { "<dl class=\"kv\">\(each: facts, factLine)</dl>" }

private func factLine(_ fact: Fact) -> Markup {
    let value: Markup = "\(fact.value)"
    return """
        <dt>\(fact.label)</dt><dd>\(fact.href.map { "<a href=\"\($0)\">\(value)</a>" } ?? value)</dd>
        """
}

/// One record: what it says, what became of it, who changed it.
package struct ActivityRecordPage: Hashable, Sendable {
    package var path: [Link]
    package var receipt: String
    package var title: String
    /// 金山社区　5月29日 周四　活动广场
    package var subtitle: String
    package var chip: Chip?
    package var facts: [Fact]
    /// 退回, 撤掉 and the like, in words.
    package var notice: Note?
    package var countsIn: [Link]
    package var history: [HistoryLine]
    package var editHref: String?
    package var withdrawHref: String?
    package var id: String
    package var csrf: String
    /// May add partners and take them off.
    package var canEdit: Bool
    package var partners: [PartnerLine]
    /// The unit that the record counts for; set when the reader's unit is a partner.
    package var hostName: String?
    /// The unit to add, as typed.
    package var partner: String
    package var alsoCounted: [String]
    package var errors: FormErrors

    package init(
        path: [Link] = [], receipt: String, title: String, subtitle: String, chip: Chip? = nil, facts: [Fact],
        notice: Note? = nil, countsIn: [Link] = [], history: [HistoryLine] = [], editHref: String? = nil,
        withdrawHref: String? = nil, id: String = "", csrf: String = "", canEdit: Bool = false,
        partners: [PartnerLine] = [], hostName: String? = nil, partner: String = "", alsoCounted: [String] = [],
        errors: FormErrors = .none
    ) {
        self.path = path
        self.receipt = receipt
        self.title = title
        self.subtitle = subtitle
        self.chip = chip
        self.facts = facts
        self.notice = notice
        self.countsIn = countsIn
        self.history = history
        self.editHref = editHref
        self.withdrawHref = withdrawHref
        self.id = id
        self.csrf = csrf
        self.canEdit = canEdit
        self.partners = partners
        self.hostName = hostName
        self.partner = partner
        self.alsoCounted = alsoCounted
        self.errors = errors
    }
}

extension ActivityRecordPage {
    package static let sample = ActivityRecordPage(
        path: [Link("活动", Paths.activities), Link("金山社区", Paths.activities(unit: "370828001002"))],
        receipt: "1002 5293 16", title: "会员活动日集中宣传", subtitle: "金山社区　5月29日 周四　活动广场",
        chip: Chip(.ok, "收到了"),
        facts: [
            Fact("类别", "宣传活动"), Fact("人数", "80 人（不重复）"), Fact("办的单位", "金山社区计生协"),
            Fact("对应原文", "社区活动计划第 2 条", href: Paths.notice("n1")), Fact("回执号", "1002 5293 16，5月29日 11:20 收到"),
        ],
        notice: Note(.amber, "这条只有人次，人数还没算进统计表。"),
        countsIn: [Link("村居社区 宣传活动", Paths.cell("c1", "370828001002", "publicity.village.sessions"))],
        history: [
            HistoryLine(text: "人数", byAndWhen: "记录员　5月29日 11:42", before: "60", after: "80"),
            HistoryLine(text: "记下这条", byAndWhen: "记录员　5月29日 11:20"),
        ],
        editHref: Paths.activityEdit("a1"), withdrawHref: Paths.activityEdit("a1") + "#undo",
        id: "a1", csrf: "token", canEdit: true,
        partners: [
            PartnerLine(unit: "金府社区", code: "370828001001"), PartnerLine(unit: "桃园村", code: "370828001203"),
        ], hostName: "金山社区", partner: "金乡", alsoCounted: ["5.15国际家庭日"],
        errors: FormErrors([FieldError("unit", "叫“金乡”的有 3 个，写全名或者区划代码")]))
    package static let empty = ActivityRecordPage(
        receipt: "1002 5293 16", title: "走访慰问", subtitle: "金山社区　5月21日 周三", facts: [])
}

package func activityRecordPage(_ page: ActivityRecordPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.receipt))
    <div class="title"><div class="row"><h1>\(page.title)</h1>\(page.chip.map(chip))</div>\
    <p class="m">\(page.subtitle)</p></div>
    \(errorSummary(page.errors))
    \(page.notice.map(note))
    \(page.hostName.map { note(Note(.plain, "这场你们单位一起办，算在\($0)。你们不用再记。")) })
    <div class="cols c75"><div class="stack">
    <section class="card" aria-labelledby="what"><div class="hd"><h2 id="what">记了什么</h2></div>\
    \(page.facts.isEmpty ? "<p class=\"m\">上一级只看得到日期、类别和数。</p>" : facts(page.facts))</section>
    \(page.history.isEmpty ? nil : historySection(page.history))</div>
    <div class="stack">\(page.countsIn.isEmpty && page.alsoCounted.isEmpty ? nil : counting(page))
    \(actions(page))
    \(page.canEdit || !page.partners.isEmpty ? partnerSection(page) : nil)</div></div>
    """
}

private func counting(_ page: ActivityRecordPage) -> Markup {
    """
    <section class="card" aria-labelledby="cells"><div class="hd"><h2 id="cells">算进了哪里</h2></div><ul class="list">\
    \(each: page.countsIn, { "<li><a class=\"t\" href=\"\($0.href)\">\($0.text)</a></li>" })\
    \(each: page.alsoCounted, { "<li><span class=\"t\">也算进 \($0)</span></li>" })</ul></section>
    """
}

private func actions(_ page: ActivityRecordPage) -> Markup? {
    guard page.editHref != nil || page.withdrawHref != nil else { return nil }
    return """
        <div class="row">\(page.editHref.map { "<a class=\"btn grow\" href=\"\($0)\">改这一条</a>" })\
        \(page.withdrawHref.map { "<a class=\"btn two grow\" href=\"\($0)\">撤掉</a>" })</div>
        """
}
