/// 人手和换届 of a unit for a year: the form for who may fill it in, facts for everybody else.
package struct RegisterPage: Hashable, Sendable {
    package var path: [Link]
    package var csrf: String
    package var unit: String
    package var unitName: String
    package var year: Int
    /// 看 2024 年
    package var otherYears: [Link]
    /// 照去年的，核对一下: where the form begins with an earlier year.
    package var carried: Note?
    /// 金乡街道 经办人　6月4日 09:10 填的
    package var saved: Chip?
    /// The numbers, each a field named like its column.
    package var fields: [Field]
    package var electedOn: Field
    package var dueOn: Field
    /// The version that the form was made from.
    package var version: String
    package var canEdit: Bool
    /// For who may only look.
    package var facts: [Fact]
    package var history: [HistoryLine]
    package var links: [Link]
    package var errors: FormErrors

    package init(
        path: [Link] = [], csrf: String, unit: String, unitName: String, year: Int, otherYears: [Link] = [],
        carried: Note? = nil, saved: Chip? = nil, fields: [Field] = [], electedOn: Field, dueOn: Field,
        version: String = "0", canEdit: Bool = true, facts: [Fact] = [], history: [HistoryLine] = [],
        links: [Link] = [], errors: FormErrors = .none
    ) {
        self.path = path
        self.csrf = csrf
        self.unit = unit
        self.unitName = unitName
        self.year = year
        self.otherYears = otherYears
        self.carried = carried
        self.saved = saved
        self.fields = fields
        self.electedOn = electedOn
        self.dueOn = dueOn
        self.version = version
        self.canEdit = canEdit
        self.facts = facts
        self.history = history
        self.links = links
        self.errors = errors
    }
}

extension RegisterPage {
    private static let bad = FormErrors([FieldError("volunteers", "志愿者要填 0 到 1,000,000 的数字，比如 12")])
    package static let sample = RegisterPage(
        path: [Link("金乡县", Paths.unit("370828")), Link("金乡街道", Paths.unit("370828001"))], csrf: "token",
        unit: "370828001010", unitName: "金山社区", year: 2025,
        otherYears: [Link("看 2024 年", Paths.register("370828001010", year: 2024))],
        carried: Note(.amber, "下面是照去年的，核对一下再保存。"),
        fields: [
            Field("instructors", "家庭健康指导员", value: "2", hint: "照去年的", isOptional: true),
            Field("volunteers", "志愿者", value: "十几个", isOptional: true, errors: bad),
        ], electedOn: Field("elected_on", "上次换届", value: "2023-03-10", isOptional: true),
        dueOn: Field("due_on", "下次换届", value: "2028-03-10", isOptional: true), version: "1",
        history: [
            HistoryLine(text: "志愿者", byAndWhen: "金乡街道 经办人　6月4日 09:10", before: "12", after: "15"),
            HistoryLine(text: "填了第一次", byAndWhen: "金山社区 记录员　3月10日 09:00"),
        ], links: [Link("阵地", Paths.sites("370828001010"))], errors: bad)
    package static let empty = RegisterPage(
        csrf: "token", unit: "370828001010", unitName: "金山社区", year: 2025,
        electedOn: Field("elected_on", "上次换届"), dueOn: Field("due_on", "下次换届"), canEdit: false,
        facts: [Fact("家庭健康指导员", "没填")])
}

package func registerPage(_ page: RegisterPage) -> Markup {
    """
    \(page.path.isEmpty ? nil : crumb(page.path, page.unitName, label: "单位"))
    <div class="title"><div class="row"><h1>\(page.unitName)的人手和换届</h1>\(page.saved.map(chip))</div>\
    <p class="m">\(page.year)年，只填数，不填名字。不知道的空着，空着不等于 0。</p></div>
    \(errorSummary(page.errors))
    \(page.carried.map(note))
    \(page.canEdit ? registerForm(page) : registerFacts(page))
    \(page.links.isEmpty && page.otherYears.isEmpty ? nil : registerLinks(page))
    \(page.history.isEmpty ? nil : historySection(page.history))
    """
}

private func registerForm(_ page: RegisterPage) -> Markup {
    """
    <form class="card form" method="post" action="\(Paths.register(page.unit))">\(csrfField(page.csrf))\
    \(hidden("year", String(page.year)))\(hidden("version", page.version))
    <div class="pair">\(each: page.fields, numberField)</div>
    <div class="pair">\(dateField(page.electedOn))\(dateField(page.dueOn))</div>
    <button class="btn big full">保存</button></form>
    """
}

private func registerFacts(_ page: RegisterPage) -> Markup {
    "<section class=\"card\" aria-label=\"填了什么\">\(facts(page.facts))</section>"
}

private func registerLinks(_ page: RegisterPage) -> Markup {
    """
    <p class="row">\(each: page.links + page.otherYears, { "<a class=\"btn two\" href=\"\($0.href)\">\($0.text)</a>" })\
    </p>
    """
}
