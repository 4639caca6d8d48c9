/// The kinds of 活动, grouped as the table counts them: 宣传, 慰问, 其他服务.
package struct CategoryGroup: Hashable, Sendable {
    /// Empty when there is only one group.
    package var name: String
    package var choices: [Choice]

    package init(name: String, choices: [Choice]) {
        self.name = name
        self.choices = choices
    }
}

/// One earlier state of a record.
package struct HistoryLine: Hashable, Sendable {
    /// 人数从 60 改成 80
    package var text: String
    /// 记录员　5月29日 11:42
    package var byAndWhen: String
    package var before: String?
    package var after: String?

    package init(text: String, byAndWhen: String, before: String? = nil, after: String? = nil) {
        self.text = text
        self.byAndWhen = byAndWhen
        self.before = before
        self.after = after
    }
}

/// A number that this campaign's table asks for besides the common ones.
package struct ExtraNumber: Hashable, Sendable {
    /// The form's field, and the key of its error.
    package var name: String
    /// 发放材料
    package var label: String
    /// 份
    package var unit: String
    package var value: String
    package var hint: String?

    package init(name: String, label: String, unit: String, value: String = "", hint: String? = nil) {
        self.name = name
        self.label = label
        self.unit = unit
        self.value = value
        self.hint = hint
    }
}

/// What only an existing record has.
package struct RecordEditing: Hashable, Sendable {
    package var id: String
    package var history: [HistoryLine]
    /// A record that is in an accepted submission says so here.
    package var notice: String?
    package var reason: String

    package init(id: String, history: [HistoryLine] = [], notice: String? = nil, reason: String = "") {
        self.id = id
        self.history = history
        self.notice = notice
        self.reason = reason
    }
}

/// 记一条, or 改这一条 with `editing`. Whatever was typed is kept as it was typed.
package struct RecordPage: Hashable, Sendable {
    package var csrf: String
    /// The UUID that makes re-sending safe.
    package var id: String
    package var campaign: String
    package var planTitle: String
    /// 宣传　5月29日 周四　活动广场
    package var planSummary: String
    package var isPlanOpen: Bool
    package var plans: [Choice]
    package var units: [Choice]
    package var categories: [CategoryGroup]
    package var title: String
    package var date: String
    package var venue: String
    package var count: String
    /// 计划 60 人。大概数就行，不用点名。
    package var countHint: String
    package var quickCounts: [Int]
    package var countsAttendances: Bool
    package var attendances: String
    package var households: String
    package var families: String
    package var sessions: String
    /// For a clerk who enters several at once for a village.
    package var showsSessions: Bool
    package var note: String
    package var isMoreOpen: Bool
    /// Something to look at again; pressing 保存 once more keeps it as it is.
    package var warnings: [String]
    package var errors: FormErrors
    package var editing: RecordEditing?
    package var extras: [ExtraNumber]
    /// Other campaigns in which the same activity may count; each is a field `also.<value>`.
    package var alsoCounts: [Choice]
    /// Where it counts, and the other campaigns to record in; empty where there is only one.
    package var campaignName = ""
    package var otherCampaigns: [Link] = []
    /// Asked when a visit becomes something else: whether it is ticked; nil asks nothing.
    package var saysNothingPrivate: Bool?

    package init(
        csrf: String, id: String, campaign: String, planTitle: String = "", planSummary: String = "",
        isPlanOpen: Bool = false, plans: [Choice] = [], units: [Choice] = [], categories: [CategoryGroup] = [],
        title: String = "", date: String = "", venue: String = "", count: String = "",
        countHint: String = "大概数就行，不用点名。", quickCounts: [Int] = [20, 40, 60, 100, 200], countsAttendances: Bool = false,
        attendances: String = "", households: String = "", families: String = "", sessions: String = "1",
        showsSessions: Bool = false, note: String = "", isMoreOpen: Bool = false, warnings: [String] = [],
        errors: FormErrors = .none, editing: RecordEditing? = nil, extras: [ExtraNumber] = [],
        alsoCounts: [Choice] = [],
        saysNothingPrivate: Bool? = nil
    ) {
        self.csrf = csrf
        self.id = id
        self.campaign = campaign
        self.planTitle = planTitle
        self.planSummary = planSummary
        self.isPlanOpen = isPlanOpen
        self.plans = plans
        self.units = units
        self.categories = categories
        self.title = title
        self.date = date
        self.venue = venue
        self.count = count
        self.countHint = countHint
        self.quickCounts = quickCounts
        self.countsAttendances = countsAttendances
        self.attendances = attendances
        self.households = households
        self.families = families
        self.sessions = sessions
        self.showsSessions = showsSessions
        self.note = note
        self.isMoreOpen = isMoreOpen
        self.warnings = warnings
        self.errors = errors
        self.editing = editing
        self.extras = extras
        self.alsoCounts = alsoCounts
        self.saysNothingPrivate = saysNothingPrivate
    }
}

extension RecordPage {
    package static let sample = {
        var page = filled
        page.campaignName = "2025年会员活动月"
        page.otherCampaigns = [Link("5.15国际家庭日", Paths.newActivity(campaign: "c2"))]
        return page
    }()
    private static let filled = RecordPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000001", campaign: "c1", planTitle: "会员活动日集中宣传",
        planSummary: "宣传　5月29日 周四　活动广场",
        plans: [Choice("s1", "会员活动日集中宣传", isSelected: true), Choice("", "计划以外的活动")],
        units: [Choice("370828001002", "金山社区", isSelected: true), Choice("370828001003", "金西社区")],
        categories: [
            CategoryGroup(name: "宣传活动", choices: [Choice("publicity", "宣传", isSelected: true)]),
            CategoryGroup(name: "服务活动", choices: [Choice("visit", "慰问"), Choice("service", "其他服务")]),
        ],
        title: "会员活动日集中宣传", date: "2025-05-29", venue: "活动广场", count: "八十多",
        countHint: "计划 60 人。大概数就行，不用点名。", sessions: "12", showsSessions: true, note: "妇联一起办的",
        isMoreOpen: true,
        warnings: ["5月29日 已经记过一条同名的，是同一场就不用再记"],
        errors: FormErrors([FieldError("count", "人数要填数字，比如 80")]),
        editing: RecordEditing(
            id: "018f0000-0000-7000-8000-000000000001",
            history: [
                HistoryLine(text: "人数", byAndWhen: "记录员　5月29日 11:42", before: "60", after: "80"),
                HistoryLine(text: "记下这条", byAndWhen: "记录员　5月29日 11:20"),
            ], notice: "这条已经报给街道。改了以后，街道会看到改前改后两个数。"),
        extras: [ExtraNumber(name: "measure.leaflets", label: "发放材料", unit: "份", value: "300", hint: "发了才填")],
        alsoCounts: [Choice("c2", "5.15国际家庭日", isSelected: true), Choice("c3", "7.11世界人口日")])
    package static let empty = RecordPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000001", campaign: "c1", isPlanOpen: true)
}

package func recordPage(_ page: RecordPage) -> Markup {
    guard let editing = page.editing else { return recordForm(page) }
    return """
        <div class="title"><h1>改这一条</h1><p class="m">\(page.planTitle)</p></div>
        \(editing.notice.map { note(Note(.plain, $0)) })
        \(recordForm(page))
        \(editing.history.isEmpty ? nil : historySection(editing.history))
        \(withdrawSection(editing, csrf: page.csrf, errors: page.errors))
        """
}

private func recordForm(_ page: RecordPage) -> Markup {
    """
    <form class="form" method="post" action="\(page.editing.map { Paths.activityEdit($0.id) } ?? Paths.activities)">\
    \(page.editing == nil ? "<h1 class=\"vh\">记一条活动</h1>" : nil)\
    \(csrfField(page.csrf))\(hidden("id", page.id))\(hidden("campaign", page.campaign))\
    \(page.warnings.isEmpty ? nil : hidden("warned", "1"))
    \(errorSummary(page.errors))\(each: page.warnings, { note(Note(.amber, $0)) })
    \(page.otherCampaigns.isEmpty || page.editing != nil ? nil : whichCampaign(page))
    \(page.units.isEmpty ? nil : selectField(Field("unit", "替谁记", errors: page.errors), page.units))
    \(planDetails(page))
    \(countField(page))
    \(page.showsSessions ? sessionsField(page) : nil)
    \(moreDetails(page))
    \(page.saysNothingPrivate.map { privateField($0, page.errors) })
    \(page.editing == nil ? "<div class=\"save\">\(saveButton)</div>" : saveButton)
    </form>
    """
}

private func whichCampaign(_ page: RecordPage) -> Markup {
    """
    <p class="m">记到 <b>\(page.campaignName)</b>。\
    \(each: page.otherCampaigns, { "<a class=\"btn three sml\" href=\"\($0.href)\">改记到 \($0.text)</a>" })</p>
    """
}

private let saveButton: Markup = "<button class=\"btn big full\">保存</button>"

private func planDetails(_ page: RecordPage) -> Markup {
    let hasError = ["plan", "title", "category", "date", "venue"].contains { page.errors[$0] != nil }
    return """
        <details class="plan"\(attribute("open", if: page.isPlanOpen || hasError))><summary>\
        <b>\(page.planTitle.isEmpty ? "是哪个活动" : page.planTitle)</b>\
        <span class="m sm">\(page.planSummary.isEmpty ? "名称、类别、哪一天、在哪里" : page.planSummary)</span>\
        <span class="go">改</span></summary>
        <div class="form">\
        \(page.plans.isEmpty ? nil : selectField(Field("plan", "是哪个活动", errors: page.errors), page.plans))
        \(textField(titleField(page)))
        \(page.categories.isEmpty ? nil : categoryField(page))
        \(dateField(Field("date", "哪一天", value: page.date, errors: page.errors)))
        \(textField(Field("venue", "在哪里", value: page.venue, isOptional: true, errors: page.errors)))</div></details>
        """
}

private func titleField(_ page: RecordPage) -> Field {
    Field(
        "title", "叫什么", value: page.title, hint: "比如：政策宣传进小区。不填就用计划里的名字；计划以外的，用这一类的名字",
        isOptional: true, errors: page.errors)
}

private func categoryField(_ page: RecordPage) -> Markup {
    let field = Field("category", "属于哪一类", errors: page.errors)
    var groups: [Markup] = []
    var taken = 0
    for (place, group) in page.categories.enumerated() {
        // The first button of all carries the field's id.
        let choices = group.choices.enumerated().map { (taken + $0, $1) }
        taken += choices.count
        groups.append(
            """
            \(group.name.isEmpty ? nil : "<p class=\"hint\" id=\"category-\(place)\">\(group.name)</p>")\
            <div class="seg many" role="group"\
            \(attribute("aria-labelledby", group.name.isEmpty ? nil : "category-\(place)"))>\
            \(each: choices, { radio($0, field, { "<span>\($0.label)</span>" }) })</div>
            """)
    }
    return fieldset(field, "\(each: groups, { $0 })")
}

private func countField(_ page: RecordPage) -> Markup {
    let count = Field("count", "来了多少人", hint: page.countHint, errors: page.errors)
    let measures = [
        Choice("people", "人数（不重复）", isSelected: !page.countsAttendances),
        Choice("attendances", "人次（可重复）", isSelected: page.countsAttendances),
    ]
    let measure = Field("measure", "怎么算人")
    return field(
        count,
        """

        <div class="step"><button type="button" hidden data-add="-5" aria-label="减 5 人">−</button>\
        <input\(count.attributes) inputmode="numeric" autocomplete="off" value="\(page.count)">\
        <button type="button" hidden data-add="5" aria-label="加 5 人">＋</button></div>
        <div class="quick" role="group" aria-label="快速填" hidden>\
        \(each: page.quickCounts, { "<button type=\"button\" data-put=\"\($0)\">\($0)</button>" })</div>
        <div class="seg tight" role="radiogroup" aria-label="怎么算人">\
        \(each: numbered(measures), { radio($0, measure, { "<span>\($0.label)</span>" }) })</div>
        """)
}

private func sessionsField(_ page: RecordPage) -> Markup {
    numberField(
        Field("sessions", "一共几场", value: page.sessions, hint: "一场一条就填 1。好几场合在一起记，填总场次。", errors: page.errors))
}

private func moreDetails(_ page: RecordPage) -> Markup {
    let names = ["attendances", "households", "families", "sessions", "also", "note"] + page.extras.map(\.name)
    let hasError = names.contains { page.errors[$0] != nil }
    return """
        <details class="fold"\(attribute("open", if: page.isMoreOpen || hasError))>\
        <summary>还想补充（可不填）</summary><div class="form">
        \(numberField(extra("attendances", "人次", page.attendances, "来几次算几次", page)))
        \(numberField(extra("households", "多少户", page.households, "入户、慰问时填", page)))
        \(numberField(extra("families", "多少组家庭", page.families, "亲子活动时填", page)))
        \(each: page.extras, { numberField(extra($0.name, "\($0.label)（\($0.unit)）", $0.value, $0.hint, page)) })
        \(page.showsSessions ? nil : sessionsField(page))
        \(page.alsoCounts.isEmpty ? nil : alsoField(page))
        \(textArea(Field("note", "一句话说说", value: page.note, errors: page.errors)))</div></details>
        """
}

private func alsoField(_ page: RecordPage) -> Markup {
    let field = Field("also", "也算进别的活动", hint: "同一场，两边都要数，勾上就行，不用再记一遍。", errors: page.errors)
    return fieldset(
        field,
        """
        <div id="also">\(each: page.alsoCounts, { tick("also.\($0.value)", $0.label, isOn: $0.isSelected) })</div>
        """)
}

private func privateField(_ isTicked: Bool, _ errors: FormErrors) -> Markup {
    fieldset(
        Field("no_private", "上级都看得到的", errors: errors),
        "<div id=\"no_private\">\(tick("no_private", "没有写家庭的情况", isOn: isTicked))</div>")
}

private func extra(_ name: String, _ label: String, _ value: String, _ hint: String?, _ page: RecordPage) -> Field {
    Field(name, label, value: value, hint: hint, errors: page.errors)
}

package func historySection(_ history: [HistoryLine]) -> Markup {
    """
    <section class="card" aria-labelledby="history"><div class="hd"><h2 id="history">改动记录</h2></div>\
    <ul class="list">\(each: history, historyLine)</ul></section>
    """
}

private func historyLine(_ line: HistoryLine) -> Markup {
    """
    <li><span class="t">\(line.text)\(line.before.map { "　从 \($0)" })\(line.after.map { " 改成 <b>\($0)</b>" })</span>\
    <span class="q sm">\(line.byAndWhen)</span></li>
    """
}

private func withdrawSection(_ editing: RecordEditing, csrf: String, errors: FormErrors) -> Markup {
    """
    <section class="card stack" aria-labelledby="withdraw" id="undo"><h2 id="withdraw">不该记的，撤掉</h2>
    <p class="m sm">撤掉以后统计表里就不算了，底子还留着。</p>
    <form class="form" method="post" action="\(Paths.activityWithdraw(editing.id))">\(csrfField(csrf))
    \(textField(Field("reason", "为什么撤", value: editing.reason, hint: "比如：和街道记的是同一场", errors: errors)))
    <button class="btn two full">撤掉这一条</button></form></section>
    """
}
