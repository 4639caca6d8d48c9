/// A clause of a superior and what a plan made of it.
package struct CorrespondenceLine: Hashable, Sendable {
    package var number: String
    /// 照写, 改写, 不写
    package var chip: Chip
    package var isRequired: Bool
    package var theirs: String
    /// What was changed, word by word; empty where it was kept or left out.
    package var pieces: [DiffPiece]

    package init(number: String, chip: Chip, isRequired: Bool = false, theirs: String, pieces: [DiffPiece] = []) {
        self.number = number
        self.chip = chip
        self.isRequired = isRequired
        self.theirs = theirs
        self.pieces = pieces
    }
}

package struct CorrespondenceGroup: Hashable, Sendable {
    package var title: String
    package var href: String?
    /// 照写 3 条，改写 1 条，不写 2 条
    package var summary: String
    package var lines: [CorrespondenceLine]

    package init(title: String, href: String? = nil, summary: String, lines: [CorrespondenceLine] = []) {
        self.title = title
        self.href = href
        self.summary = summary
        self.lines = lines
    }
}

/// How a notice stands between what it follows and what follows it.
package struct PlanSections: Hashable, Sendable {
    /// 依据, with a link where the reader may open it.
    package var cited: [(text: String, href: String?)] { citedTexts.map { ($0, citedHrefs[$0]) } }
    package var citedTexts: [String] = []
    package var citedHrefs: [String: String] = [:]
    package var correspondence: [CorrespondenceGroup] = []
    package var added: [String] = []
    /// 改过的一版，改了 3 条
    package var revised: Link?
    package var replacedBy: Link?
    package var openHref: String?
    package var ownPlanHref: String?
    package var changesHref: String?
    package var canBegin = false
    package var canRevise = false
    package var canRepeat = false

    package init() {}

    var hasActions: Bool {
        openHref != nil || ownPlanHref != nil || changesHref != nil || canBegin || canRevise || canRepeat
    }
}

extension PlanSections {
    package static var sample: PlanSections {
        var plan = PlanSections()
        plan.citedTexts = ["关于开展会员活动的通知（国计生协〔2025〕5号）", "市计生协的通知"]
        plan.citedHrefs = [plan.citedTexts[0]: Paths.notice("n1")]
        plan.correspondence = [
            CorrespondenceGroup(
                title: "关于开展会员活动的通知", href: Paths.notice("n1"), summary: "照写 1 条，改写 1 条，不写 1 条",
                lines: [
                    CorrespondenceLine(number: "一", chip: Chip(.plain, "照写"), theirs: "活动时间"),
                    CorrespondenceLine(
                        number: "三（一）", chip: Chip(.plain, "改写"), isRequired: true, theirs: "设点讲解。",
                        pieces: [DiffPiece(.added, "在中心广场"), DiffPiece(.same, "设点讲解。")]),
                    CorrespondenceLine(number: "四", chip: Chip(.gap, "不写"), isRequired: true, theirs: "各地要重视。"),
                ])
        ]
        plan.added = ["亲子活动：5月24日，在优生优育指导中心。"]
        plan.revised = Link("改过的一版，改了 3 条", Paths.noticeChanges("n1"))
        plan.replacedBy = Link("关于开展会员活动的通知", Paths.notice("n9"))
        plan.openHref = Paths.noticeCompose("n5")
        plan.ownPlanHref = Paths.notice("n5")
        plan.changesHref = Paths.noticeChanges("n1")
        (plan.canBegin, plan.canRevise, plan.canRepeat) = (true, true, true)
        return plan
    }
}

func planNotes(_ plan: PlanSections) -> Markup {
    """
    \(plan.replacedBy.map { "<p class=\"note amber\">\(icon("flag"))<span>改过一版了，看<a href=\"\($0.href)\">新的一份</a>。</span></p>" })\
    \(plan.revised.map { "<p class=\"note\">\(icon("flag"))<span><a href=\"\($0.href)\">\($0.text)</a></span></p>" })
    """
}

func planActions(_ plan: PlanSections, id: String, csrf: String) -> Markup? {
    guard plan.hasActions else { return nil }
    func post(_ path: String, _ label: String, _ style: String) -> Markup {
        "<form method=\"post\" action=\"\(path)\">\(csrfField(csrf))<button class=\"btn \(style)\">\(label)</button></form>"
    }
    func link(_ href: String?, _ label: String, _ style: String) -> Markup? {
        href.map { "<a class=\"btn \(style)\" href=\"\($0)\">\(label)</a>" }
    }
    return """
        <section class="card stack" aria-labelledby="own"><h2 id="own">本级方案</h2>
        \(link(plan.changesHref, "看改了什么，一条一条定", "full"))\
        \(link(plan.ownPlanHref, "看我们的方案", "two full"))\
        \(link(plan.openHref, "接着写方案", "two full"))
        \(plan.canBegin && plan.openHref == nil ? post(Paths.noticePlan(id), "写本级方案", "two full") : nil)\
        \(plan.canBegin && plan.openHref == nil ? beginHelp : nil)
        \(plan.canRevise ? "<a class=\"btn two full\" href=\"\(Paths.noticeRevise(id))\">改一版</a>" : nil)\
        \(plan.canRepeat ? post(Paths.noticeNextYear(id), "照去年的办，起草今年的", "two full") : nil)</section>
        """
}

private let beginHelp: Markup = "<p class=\"m sm\">从上级的条款写起：照写、改写、不写，再加自己的。</p>"

func citedSection(_ plan: PlanSections) -> Markup? {
    guard !plan.citedTexts.isEmpty else { return nil }
    return """
        <section class="card" aria-labelledby="cited"><div class="hd"><h2 id="cited">上级依据</h2></div><ul class="list">\
        \(each: plan.cited, { "<li><span class=\"t\">\(linked($0.text, $0.href))</span></li>" })</ul></section>
        """
}

func correspondenceSection(_ plan: PlanSections) -> Markup? {
    guard !plan.correspondence.isEmpty else { return nil }
    return """
        <section class="card" aria-labelledby="same"><div class="hd"><h2 id="same">和上级对着看</h2></div>\
        \(correspondences(plan))</section>
        """
}

/// The same for whom it is only to look up.
func foldedCorrespondence(_ plan: PlanSections) -> Markup? {
    guard !plan.correspondence.isEmpty else { return nil }
    return """
        <details class="card fold"><summary>和上级对着看</summary>\(correspondences(plan))</details>
        """
}

private func correspondences(_ plan: PlanSections) -> Markup {
    """
    \(each: plan.correspondence, correspondenceGroup)\(plan.added.isEmpty ? nil : addedClauses(plan.added))
    """
}

private func correspondenceGroup(_ group: CorrespondenceGroup) -> Markup {
    """
    <details class="fold line"\(attribute("open", if: group.lines.count <= 12))><summary>\(group.title) \
    <span class="q sm">\(group.summary)</span></summary>\
    \(group.href.map { "<p class=\"sm\"><a href=\"\($0)\">看原文</a></p>" })<ul class="list">\(each: group.lines, line)</ul></details>
    """
}

private func line(_ line: CorrespondenceLine) -> Markup {
    """
    <li><span class="q sm nw">\(line.number)</span><span class="t song">\
    \(line.pieces.isEmpty ? lines(line.theirs) : "\(each: line.pieces, piece)")</span>\
    \(line.isRequired ? chip(Chip(.plain, "规定动作")) : nil)\(chip(line.chip))</li>
    """
}

private func addedClauses(_ added: [String]) -> Markup {
    """
    <details class="fold line"><summary>自己加的 <span class="q sm">\(added.count) 条</span></summary><ul class="list">\
    \(each: added, { "<li><span class=\"t song\">\(lines($0))</span></li>" })</ul></details>
    """
}
