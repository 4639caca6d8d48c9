/// A unit below, as it stands in a submission. `live` is what it recorded, `reported` what was accepted from it.
package struct ChildFigures: Hashable, Sendable {
    package var unit: String
    package var chip: Chip
    /// 3 场 120 人
    package var live: String
    package var liveHref: String?
    /// Empty when nothing was accepted.
    package var reported: String
    /// What it handed up.
    package var href: String?

    package init(
        unit: String, chip: Chip, live: String, liveHref: String? = nil, reported: String = "", href: String? = nil
    ) {
        self.unit = unit
        self.chip = chip
        self.live = live
        self.liveHref = liveHref
        self.reported = reported
        self.href = href
    }
}

package struct NewSubmissionPage: Hashable, Sendable {
    package var csrf: String
    /// The client-made UUID that makes re-sending safe.
    package var id: String
    package var campaign: String
    package var unit: String
    /// 金乡县计生协
    package var superiorName: String
    /// A village chooses between 报完了 and 零报告; a unit above only confirms.
    package var isVillage: Bool
    /// 零报告 was chosen.
    package var isNil: Bool
    /// Written when a township does it for a village: 替金山社区报
    package var forUnit: String?
    package var facts: [Fact]
    /// 未报单位, in code order.
    package var missing: [String]
    package var children: [ChildFigures]
    /// 缺 照片 3 张 and the like.
    package var gaps: [String]
    package var note: String
    package var backHref: String
    package var errors: FormErrors
    package var findings: [FindingField]
    /// ① 宣传人数（村居）：记录算出 1,972，调整 +42，表上 2,014
    package var adjustments: [String]
    /// What was accepted is changed: a reason is needed, and both figures stay to be seen.
    package var isCorrection: Bool
    package var corrections: [CellChange]
    /// Why it is corrected, as typed.
    package var reason: String
    /// It goes to the unit's own signatory first.
    package var needsSignature = false
    /// Why the version before came back, cell by cell.
    package var remarks: [RemarkLine] = []
    package var checklist: ChecklistSection?

    package init(
        csrf: String, id: String, campaign: String, unit: String, superiorName: String, isVillage: Bool,
        isNil: Bool = false, forUnit: String? = nil, facts: [Fact] = [], missing: [String] = [],
        children: [ChildFigures] = [], gaps: [String] = [], note: String = "", backHref: String,
        errors: FormErrors = .none, findings: [FindingField] = [], adjustments: [String] = [],
        isCorrection: Bool = false, corrections: [CellChange] = [], reason: String = ""
    ) {
        self.csrf = csrf
        self.id = id
        self.campaign = campaign
        self.unit = unit
        self.superiorName = superiorName
        self.isVillage = isVillage
        self.isNil = isNil
        self.forUnit = forUnit
        self.facts = facts
        self.missing = missing
        self.children = children
        self.gaps = gaps
        self.note = note
        self.backHref = backHref
        self.errors = errors
        self.findings = findings
        self.adjustments = adjustments
        self.isCorrection = isCorrection
        self.corrections = corrections
        self.reason = reason
    }
}

extension NewSubmissionPage {
    package static let sample = NewSubmissionPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000009", campaign: "c1", unit: "370828001",
        superiorName: "金乡县计生协", isVillage: false,
        facts: [
            Fact("统计表", "20 格，93 条记录", href: Paths.table("c1", "370828001")), Fact("自己办的", "26 场，2,551 人"),
            Fact("下面报来的", "收下 17 个，2 个没报"),
        ],
        missing: ["桃园村", "王架村"],
        children: [
            ChildFigures(
                unit: "金府社区", chip: Chip(.ok, "收下了"), live: "3 场 186 人",
                liveHref: Paths.table("c1", "370828001001"), reported: "3 场 186 人"),
            ChildFigures(unit: "桃园村", chip: Chip(.gap, "没报"), live: "1 场 40 人"),
        ], gaps: ["总结", "照片 3 张"], note: "6个单位总结6月6日补齐。", backHref: Paths.table("c1", "370828001"),
        errors: FormErrors([
            FieldError("reason", "写一句为什么更正，上级看得到"), FieldError("note", "这句话太长，最多 500 个字"),
        ]),
        findings: [
            FindingField(
                id: "year:visit.village.people", message: "村居社区的慰问人数是去年的 9 倍", explanation: "今年加了中秋走访"),
            FindingField(id: "rule:service", message: "有服务场次，没有服务人数"),
        ], adjustments: ["① 宣传人数（村居）：记录算出 1,972，调整 +42，表上 2,014"], isCorrection: true,
        corrections: [
            CellChange(label: "村居社区，宣传人数", before: "1,812", after: "2,014"),
            CellChange(label: "乡镇，活动场次", before: "8", after: "9"),
        ])
    package static let empty = NewSubmissionPage(
        csrf: "token", id: "018f0000-0000-7000-8000-000000000009", campaign: "c1", unit: "370828001002",
        superiorName: "金乡街道", isVillage: true, isNil: true, backHref: Paths.home)
}

/// A gap never blocks: it goes up as it is.
private func gapsNote(_ page: NewSubmissionPage) -> String {
    "带着 \(page.gaps.count) 处缺口上报：还缺 \(page.gaps.joined(separator: "、"))。会原样写给\(page.superiorName)，晚到的自动补进去。"
}

package func newSubmissionPage(_ page: NewSubmissionPage) -> Markup {
    """
    <div class="title"><h1>\(heading(page))</h1>\
    <p class="m">\(page.forUnit.map { "\($0)，" })报给\(page.superiorName)。\(promise(page))</p></div>
    \(errorSummary(page.errors))
    \(page.facts.isEmpty ? nil : "<section class=\"card\" aria-label=\"要报的数\">\(facts(page.facts))</section>")
    \(page.corrections.isEmpty ? nil : correctionSection(page.corrections, isCorrection: page.isCorrection))
    \(page.adjustments.isEmpty ? nil : adjustmentLines(page.adjustments))
    \(page.remarks.isEmpty ? nil : remarkLines(page.remarks))
    \(page.missing.isEmpty ? nil : missingNote(page))
    \(page.gaps.isEmpty ? nil : note(Note(.amber, gapsNote(page))))
    \(page.checklist.map(checklistSection))
    \(page.children.isEmpty ? nil : childrenSection(page.children))
    <form class="form" method="post" action="\(Paths.submissions)">\(csrfField(page.csrf))\(hidden("id", page.id))\
    \(hidden("campaign", page.campaign))\(hidden("unit", page.unit))
    \(page.isVillage ? kindField(page) : hidden("kind", "report"))
    \(page.findings.isEmpty ? nil : findingFields(page.findings, errors: page.errors))
    \(page.isCorrection ? reasonField(page) : nil)
    \(textArea(Field("note", "给\(page.superiorName)的话", value: page.note, isOptional: true, errors: page.errors)))
    <div class="stack tight-stack"><button class="btn big full">\(verb(page))</button>\
    <a class="btn two full" href="\(page.backHref)">再看看</a></div></form>
    """
}

private func heading(_ page: NewSubmissionPage) -> String {
    if page.isCorrection { return "更正上报" }
    return page.isVillage ? "报完了没有" : "确认上报"
}

private func promise(_ page: NewSubmissionPage) -> String {
    if page.needsSignature { return "负责人签了字才报上去；数定在送签这一刻。" }
    return page.isCorrection ? "原来报的还留着，改前改后都看得到。" : "报上去的数定在这一刻；后来再记的，要再报一次。"
}

private func verb(_ page: NewSubmissionPage) -> String {
    if page.needsSignature { return "送负责人签字" }
    if page.isCorrection { return "报上更正的数" }
    return page.isVillage ? "报上去" : "确认上报"
}

private func reasonField(_ page: NewSubmissionPage) -> Markup {
    textArea(Field("reason", "为什么更正", value: page.reason, hint: "比如：义诊记重了一场", errors: page.errors))
}

private func adjustmentLines(_ lines: [String]) -> Markup {
    """
    <section class="card" aria-labelledby="adj"><div class="hd"><h2 id="adj">手工调整 \
    <span class="q">\(lines.count) 处，原数都留着</span></h2></div>\
    <ul class="list">\(each: lines, { "<li><span class=\"t\">\($0)</span></li>" })</ul></section>
    """
}

private func kindField(_ page: NewSubmissionPage) -> Markup {
    radioCards(
        Field("kind", "这次报什么", errors: page.errors),
        [
            Choice("report", "报完了", isSelected: !page.isNil, hint: "办过活动，都记下了"),
            Choice("nil", "零报告", isSelected: page.isNil, hint: "一场也没办，报个零"),
        ])
}

private func missingNote(_ page: NewSubmissionPage) -> Markup {
    let names = page.missing.joined(separator: "、")
    let promise = "会原样写给\(page.superiorName)，不打分，不排名；晚到的自动补进去。"
    return note(Note(.amber, "\(page.missing.count) 个单位的数还没收下：\(names)。\(promise)"))
}

private func childrenSection(_ children: [ChildFigures]) -> Markup {
    """
    <section class="card flush" aria-labelledby="below"><div class="hd"><h2 id="below">下面报来的</h2>\
    <span class="m sm">上报数只算收下的</span></div>
    <table role="table" class="tbl cards"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">单位（按区划代码排）</th>\
    <th role="columnheader" scope="col">报了没有</th><th role="columnheader" class="r" scope="col">实时数</th>\
    <th role="columnheader" class="r" scope="col">上报数</th></tr></thead>
    <tbody role="rowgroup">\(each: children, childRow)</tbody></table></section>
    """
}

private func childRow(_ child: ChildFigures) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\(linked(child.unit, child.href))</th>\
    <td role="cell" class="st">\(chip(child.chip))</td>\
    <td role="cell" class="r full" data-l="实时数">\(figure(child.live, child.liveHref))</td>\
    <td role="cell" class="r full" data-l="上报数">\(child.reported.isEmpty ? "没收下，先不算" : child.reported)</td></tr>
    """
}
