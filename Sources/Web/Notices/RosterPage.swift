/// A unit below, and whether it has to report.
package struct RosterRow: Hashable, Sendable {
    /// What its clerk above can do with it.
    package enum Act: Hashable, Sendable {
        /// Write a reason and exempt it.
        case exempt
        /// Name it to report.
        case name
        /// Take back what names it; the words on the button.
        case reset(String)
    }
    package var name: String, code: String
    /// 金乡县 金乡街道: where it is, when it is not directly below.
    package var place: String?
    package var chip: Chip
    /// 撤并当中（金乡县定的）
    package var reason: String?
    package var act: Act?
    /// The reason as typed, when it could not be taken.
    package var typed: String?

    package init(
        name: String, code: String, place: String? = nil, chip: Chip, reason: String? = nil, act: Act? = nil,
        typed: String? = nil
    ) {
        self.name = name
        self.code = code
        self.place = place
        self.chip = chip
        self.reason = reason
        self.act = act
        self.typed = typed
    }
}

/// The rule, for the unit whose notice it is.
package struct RosterRuleForm: Hashable, Sendable {
    package var levels: [Choice], kinds: [Choice], scopes: [Choice]
    /// It came back with something wrong.
    package var isOpen: Bool

    package init(levels: [Choice], kinds: [Choice], scopes: [Choice], isOpen: Bool = false) {
        self.isOpen = isOpen
        self.levels = levels
        self.kinds = kinds
        self.scopes = scopes
    }
}

/// 谁要报 in short, as it also stands on the page of the notice.
package struct RosterView: Hashable, Sendable {
    /// 下面各级都报，报到村居社区。
    package var sentence: String
    /// By level: 应报 19 个，免报 1 个
    package var counts: [Fact]
    package var href: String

    package init(sentence: String, counts: [Fact] = [], href: String) {
        self.sentence = sentence
        self.counts = counts
        self.href = href
    }
    package static let sample = RosterView(
        sentence: "下面各级都报，报到村居社区。",
        counts: [Fact("乡镇街道", "应报 12 个，免报 1 个"), Fact("村居社区", "应报 643 个，免报 19 个")],
        href: Paths.noticeRoster("n1"))
}

/// 谁要报: the rule, and the units below one by one.
package struct RosterPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var notice: String
    package var view: RosterView
    package var rule: RosterRuleForm?
    /// 去年：只有点名的报，报到村居社区；免报 2 个：桃园村、王架村
    package var lastYear: String?
    package var query: String
    /// Where this page of the list begins.
    package var after: String
    /// 下面的单位 19 个
    package var heading: String
    package var rows: [RosterRow]
    package var pager: Pager
    /// Whom the unit named.
    package var named: [RosterRow]
    /// 共 120 个，这里是前 100 个。
    package var namedNote: String?
    package var errors: FormErrors

    package init(
        csrf: String, id: String, notice: String, view: RosterView, rule: RosterRuleForm? = nil,
        lastYear: String? = nil, query: String = "", after: String = "", heading: String = "下面的单位",
        rows: [RosterRow] = [], pager: Pager = Pager(), named: [RosterRow] = [], namedNote: String? = nil,
        errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.id = id
        self.notice = notice
        self.view = view
        self.rule = rule
        self.lastYear = lastYear
        self.query = query
        self.after = after
        self.heading = heading
        self.rows = rows
        self.pager = pager
        self.named = named
        self.namedNote = namedNote
        self.errors = errors
    }
}

extension RosterPage {
    package static let sample = RosterPage(
        csrf: "token", id: "n1", notice: "“5.29会员活动月”实施方案", view: .sample,
        rule: RosterRuleForm(
            levels: [Choice("township", "乡镇街道"), Choice("village", "村居社区", isSelected: true)],
            kinds: [
                Choice("division", "各级协会", isSelected: true), Choice("enterprise", "企业协会", isSelected: true),
                Choice("group", "会员小组", isSelected: true),
            ],
            scopes: [
                Choice("all", "下面都报", isSelected: true, hint: "免报的除外"), Choice("named", "只有点名的报", hint: "在下面一个一个点"),
            ]),
        lastYear: "去年：下面都报，报到村居社区；免报 1 个：胡集镇", heading: "下面的单位 13 个",
        rows: [
            RosterRow(name: "金乡街道", code: "370828001", chip: Chip(.plain, "应报"), act: .exempt),
            RosterRow(name: "高河街道", code: "370828002", chip: Chip(.plain, "应报"), act: .exempt, typed: ""),
            RosterRow(
                name: "胡集镇", code: "370828104", chip: Chip(.off, "免报"), reason: "正在撤并（本级定的，5月3日）",
                act: .reset("改回要报")),
            RosterRow(name: "某企业协会", code: "370828901", chip: Chip(.off, "不用报"), act: .name),
            RosterRow(name: "羊山镇", code: "370828107", chip: Chip(.off, "免报"), reason: "受灾（山东省定的）"),
        ], pager: Pager(nextHref: Paths.noticeRoster("n1") + "?after=370828107", total: "共 13 个"),
        named: [
            RosterRow(
                name: "胡集镇", code: "370828104", chip: Chip(.off, "免报"), reason: "正在撤并（经办人，5月3日）",
                act: .reset("改回要报"))
        ], namedNote: "共 120 个，这里是前 100 个。",
        errors: FormErrors([FieldError("reason-370828002", "写一句为什么免报，对方和上级都看得到")]))
    package static let empty = RosterPage(
        csrf: "token", id: "n1", notice: "关于开展会员活动日活动的通知",
        view: RosterView(sentence: "照中国计生协定的报：下面各级都报，报到村居社区。", href: Paths.noticeRoster("n1")), query: "金山")
}

package func rosterPage(_ page: RosterPage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices), Link(page.notice, Paths.notice(page.id))], "谁要报"))
    <div class="title"><h1>谁要报</h1><p class="m">\(page.view.sentence)免报的不催，也不写进未报名单；它要报也收。</p></div>
    \(errorSummary(page.errors))
    <div class="cols c57"><div class="stack">
    <section class="card" aria-labelledby="count"><div class="hd"><h2 id="count">一共要报</h2></div>\
    \(page.view.counts.isEmpty ? "<p class=\"m\">下面没有要报的单位。</p>" : facts(page.view.counts))\
    \(page.rule.map { ruleForm(page, $0) })</section>
    \(page.lastYear.map { lastYearSection(page, $0) })
    \(page.named.isEmpty ? nil : namedSection(page))</div>
    <div class="stack">\(searchForm(page))\(rowSection(page))</div></div>
    """
}

/// 谁要报, on the page of a notice.
func rosterSection(_ view: RosterView) -> Markup {
    """
    <section class="card stack tight-stack" aria-labelledby="roster"><h2 id="roster">谁要报</h2>\
    <p>\(view.sentence)</p>\(view.counts.isEmpty ? nil : facts(view.counts))\
    <a class="btn two full" href="\(view.href)">看名单，定免报</a></section>
    """
}

private func searchForm(_ page: RosterPage) -> Markup {
    """
    <form class="form tight-stack" role="search" action="\(Paths.noticeRoster(page.id))">\
    \(textField(Field("q", "找下面哪个单位", value: page.query, hint: "隔几级都找得到，写名称或区划代码"), type: "search"))\
    <button class="btn two full">找一找</button></form>
    """
}

private func rowSection(_ page: RosterPage) -> Markup {
    guard !page.rows.isEmpty else {
        return """
            <section class="card" aria-label="单位">\
            \(emptyState(
                icon: "user", "没找到“\(page.query)”", "少打几个字再试试，比如只打“金山”。",
                action: Link("看下面的单位", Paths.noticeRoster(page.id))))</section>
            """
    }
    return """
        <section class="card" aria-labelledby="below"><div class="hd"><h2 id="below">\(page.heading)</h2>\
        <span class="q sm">按区划代码排</span></div><ul class="list">\(each: page.rows, { row($0, page) })</ul>\
        \(pager(page.pager))</section>
        """
}

private func row(_ row: RosterRow, _ page: RosterPage) -> Markup {
    """
    <li id="u-\(row.code)"><span class="t"><b>\(row.name)</b>\(row.place.map { "<br><span class=\"m sm\">\($0)</span>" })\
    \(row.reason.map { "<br><span class=\"m sm\">\($0)</span>" })</span>\(chip(row.chip))\
    \(row.act.map { act($0, row, page) })</li>
    """
}

private func act(_ act: RosterRow.Act, _ row: RosterRow, _ page: RosterPage) -> Markup {
    switch act {
    case .exempt:
        return """
            <details class="fold"\(attribute("open", if: row.typed != nil))><summary>免报<span class="vh">：\(row.name)</span>\
            </summary>\(form(page, row, "exempt", style: "stack tight-stack", reasonField(row, page)))</details>
            """
    case .name:
        return form(page, row, "name", "<button class=\"btn three sml\">点名要报\(about(row))</button>")
    case .reset(let words):
        return form(page, row, "reset", "<button class=\"btn three sml\">\(words)\(about(row))</button>")
    }
}

private func about(_ row: RosterRow) -> Markup { "<span class=\"vh\">：\(row.name)</span>" }

private func reasonField(_ row: RosterRow, _ page: RosterPage) -> Markup {
    let field = Field(
        "reason", "为什么免报", value: row.typed ?? "", hint: "连它下面的一起免；它自己和上级都看得到", id: "reason-" + row.code,
        errors: page.errors)
    return "\(textField(field))<button class=\"btn two full\">定为免报\(about(row))</button>"
}

private func form(
    _ page: RosterPage, _ row: RosterRow, _ what: String, style: String? = nil, _ fields: Markup
) -> Markup {
    """
    <form\(attribute("class", style)) method="post" action="\(Paths.rosterUnits(page.id))">\(csrfField(page.csrf))\
    \(hidden("what", what))\(hidden("unit", row.code))\(hidden("q", page.query))\(hidden("after", page.after))\(fields)</form>
    """
}

private func namedSection(_ page: RosterPage) -> Markup {
    """
    <section class="card" aria-labelledby="named"><div class="hd"><h2 id="named">本级定的</h2>\
    <span class="q sm">按区划代码排</span></div>\(page.namedNote.map { "<p class=\"m sm\">\($0)</p>" })\
    <ul class="list">\(each: page.named, { named($0, page) })</ul></section>
    """
}

private func named(_ row: RosterRow, _ page: RosterPage) -> Markup {
    """
    <li><span class="t">\(row.name)\(row.reason.map { "<br><span class=\"m sm\">\($0)</span>" })</span>\(chip(row.chip))\
    \(row.act.map { act($0, row, page) })</li>
    """
}

private func lastYearSection(_ page: RosterPage, _ text: String) -> Markup {
    """
    <section class="card stack tight-stack" aria-labelledby="last"><h2 id="last">照去年的</h2><p>\(text)</p>\
    <form method="post" action="\(Paths.noticeRoster(page.id))">\(csrfField(page.csrf))\(hidden("what", "last_year"))\
    <button class="btn full">照去年的</button></form></section>
    """
}

private func ruleForm(_ page: RosterPage, _ rule: RosterRuleForm) -> Markup {
    """
    <details class="fold"\(attribute("open", if: rule.isOpen))><summary>改规则</summary>\
    <form class="form" method="post" action="\(Paths.noticeRoster(page.id))">\(csrfField(page.csrf))\(hidden("what", "rule"))
    \(selectField(Field("lowest", "报到哪一级", hint: "再下面的只记活动，数算在上级里", errors: page.errors), rule.levels))
    \(radioCards(Field("scope", "哪些单位", errors: page.errors), rule.scopes))
    \(fieldset(Field("kinds", "哪种单位", errors: page.errors), "\(each: numbered(rule.kinds), kind)"))
    <button class="btn two full">定下来</button></form></details>
    """
}

private func kind(_ choice: (Int, Choice)) -> Markup {
    """
    <label class="tick"><input type="checkbox" name="kind.\(choice.1.value)" value="1"\
    \(attribute("id", choice.0 == 0 ? "kinds" : nil))\(attribute("checked", if: choice.1.isSelected))>\
    \(choice.1.label)</label>
    """
}
