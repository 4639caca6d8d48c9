/// A numbered passage of a confirmed notice.
package struct NoticeClause: Hashable, Sendable {
    /// 四（二）1
    package var number: String
    package var text: String
    package var body: String
    /// 规定动作, 自选动作
    package var chip: Chip?

    package init(number: String, text: String, body: String = "", chip: Chip? = nil) {
        self.number = number
        self.text = text
        self.body = body
        self.chip = chip
    }
}

package struct NoticeActivityLine: Hashable, Sendable {
    package var name: String
    package var dates: String
    package var venue: String
    package var headcount: String
    package var category: String
    package var href: String?

    package init(name: String, dates: String, venue: String, headcount: String, category: String, href: String? = nil) {
        self.name = name
        self.dates = dates
        self.venue = venue
        self.headcount = headcount
        self.category = category
        self.href = href
    }
}

/// Who has the notice.
package struct DeliveryLine: Hashable, Sendable {
    package var unit: String
    package var chip: Chip
    package var when: String?
    /// The unit's own plan.
    package var planHref: String?

    package init(unit: String, chip: Chip, when: String? = nil, planHref: String? = nil) {
        self.unit = unit
        self.chip = chip
        self.when = when
        self.planHref = planHref
    }
}

/// What the reader can do with the notice: send it down as its owner, or carry it out as it stands.
package enum NoticeAction: Hashable, Sendable {
    case issue(count: Int)
    case carryOut(count: Int)
}

/// A confirmed notice.
package struct NoticePage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var title: String
    package var number: String?
    package var chip: Chip?
    package var facts: [Fact]
    package var clauses: [NoticeClause]
    package var activities: [NoticeActivityLine]
    package var deliveries: [DeliveryLine]
    package var burden: BurdenView?
    package var action: NoticeAction?
    package var findings: [FindingLine]
    package var areas: [TaskArea]
    package var days: [Fact]
    package var canNote: Bool
    /// 公文, 打印, 日历, 原文件
    package var files: [Link]
    package var publication: Publication?
    /// For a unit that has units below.
    package var roster: RosterView?

    /// An entry on a task that could not be taken, as it was typed.
    package struct NoteError: Hashable, Sendable {
        package var task: String, body: String, message: String
        package init(task: String, body: String, message: String) {
            self.task = task
            self.body = body
            self.message = message
        }
    }
    package var noteError: NoteError?
    package var plan = PlanSections()
    /// For a village, which answers and passes nothing on: what it does stands first.
    package var isLast = false

    /// 公开: for the unit that issued it.
    package struct Publication: Hashable, Sendable {
        /// The public page, when there is one.
        package var href: String?
        package init(href: String? = nil) { self.href = href }
    }

    package init(
        csrf: String, id: String, title: String, number: String? = nil, chip: Chip? = nil, facts: [Fact] = [],
        clauses: [NoticeClause] = [], activities: [NoticeActivityLine] = [], deliveries: [DeliveryLine] = [],
        burden: BurdenView? = nil, action: NoticeAction? = nil, findings: [FindingLine] = [], areas: [TaskArea] = [],
        days: [Fact] = [], canNote: Bool = false, files: [Link] = [], publication: Publication? = nil,
        roster: RosterView? = nil
    ) {
        self.csrf = csrf
        self.id = id
        self.title = title
        self.number = number
        self.chip = chip
        self.facts = facts
        self.clauses = clauses
        self.activities = activities
        self.deliveries = deliveries
        self.burden = burden
        self.action = action
        self.findings = findings
        self.areas = areas
        self.days = days
        self.canNote = canNote
        self.files = files
        self.publication = publication
        self.roster = roster
    }
}

extension NoticePage {
    package static var plan: NoticePage {
        var page = NoticePage(csrf: "token", id: "n5", title: "“5.29会员活动月”实施方案")
        page.plan = .sample
        return page
    }
    package static let sample = NoticePage(
        csrf: "token", id: "n1", title: "“5.29会员活动月”实施方案", number: "金街办发〔2025〕16号", chip: Chip(.open, "还没发"),
        facts: [Fact("主题", "提升托育服务质量 共建生育友好社会"), Fact("时间", "2025年5月1日至31日"), Fact("时限", "6月5日前报总结")],
        clauses: [
            NoticeClause(number: "四（二）1", text: "家风故事分享：每个社区、村至少1场。", chip: Chip(.plain, "规定动作"))
        ],
        activities: [
            NoticeActivityLine(
                name: "家风故事分享", dates: "5月1日至25日", venue: "各社区、村", headcount: "至少1场", category: "宣传",
                href: Paths.newActivity(session: "s9")),
            NoticeActivityLine(name: "走访慰问", dates: "5月1日至31日", venue: "入户", headcount: "没写", category: "慰问"),
        ],
        deliveries: [
            DeliveryLine(unit: "金府社区", chip: Chip(.ok, "收到了"), when: "5月8日 9:12"),
            DeliveryLine(unit: "金山社区", chip: Chip(.open, "还没发")),
            DeliveryLine(unit: "刘庄村", chip: Chip(.ok, "写了方案"), when: "5月9日 9:12", planHref: Paths.notice("n6")),
        ], burden: .sample, action: .issue(count: 19),
        findings: [
            FindingLine(message: "不宜规定报送照片的数量来证明工作，请核对。", isBreach: true, reason: "上级原文如此"),
            FindingLine(message: "序号与上一条重复，请核对。"),
        ], files: [Link("公文 .docx", Paths.noticeDocument("n1")), Link("打印", Paths.noticePrint("n1"))],
        publication: Publication(href: Paths.publicNotice("n1")), roster: .sample)
    package static let annual = NoticePage(
        csrf: "token", id: "n2", title: "2023年工作要点", chip: Chip(.ok, "发下去了"),
        areas: [
            TaskArea(
                name: "持续深化改革",
                tasks: [
                    TaskView(
                        id: "t1", name: "配齐配强专职人员", indicators: ["专职在岗人员不少于2人"], owner: "组织部",
                        notes: [.init(unit: "金乡县", when: "6月3日", text: "已配齐 2 人。")], below: "下面 12 个单位，写了进展的 1 个")
                ])
        ], days: [Fact("世界人口日", "7月11日 周二"), Fact("重阳节", "没写哪天")], canNote: true)
    package static let empty = NoticePage(csrf: "token", id: "n1", title: "关于开展会员活动日活动的通知")
}

package func noticePage(_ page: NoticePage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices)], page.number ?? "没写文号"))
    <div class="title"><div class="row"><h1>\(page.title)</h1>\(page.chip.map(chip))</div></div>
    \(planNotes(page.plan))\(page.isLast ? page.action.map { actionSection(page, $0) } : nil)
    <div class="cols c75"><div class="stack">
    <section class="card" aria-labelledby="basic"><div class="hd"><h2 id="basic">基本信息</h2>\
    </div>\
    \(page.facts.isEmpty ? "<p class=\"m\">没有认出来的信息。</p>" : facts(page.facts))</section>
    \(page.areas.isEmpty ? nil : taskSections(page.areas, csrf: page.csrf, canNote: page.canNote, error: page.noteError))
    \(page.activities.isEmpty ? nil : activityTable(page.activities))
    \(page.isLast ? foldedCorrespondence(page.plan) : correspondenceSection(page.plan))
    \(page.clauses.isEmpty ? nil : clauseSection(page.clauses))</div>
    <div class="stack">\(page.isLast ? nil : page.action.map { actionSection(page, $0) })
    \(planActions(page.plan, id: page.id, csrf: page.csrf))
    \(page.roster.map(rosterSection))
    \(citedSection(page.plan))
    \(page.files.isEmpty ? nil : fileSection(page.files))
    \(page.days.isEmpty ? nil : daySection(page.days))
    \(page.findings.isEmpty ? nil : findingSection(page.findings))
    \(page.publication.map { publicationSection(page, $0) })
    \(page.deliveries.isEmpty ? nil : deliverySection(page.deliveries))</div></div>
    """
}

private func actionSection(_ page: NoticePage, _ action: NoticeAction) -> Markup {
    let isLast = action == .carryOut(count: 0)
    let (path, label): (String, String) =
        switch action {
        case .issue(let count): (Paths.noticeIssue(page.id), "发给下面 \(count) 个单位")
        case .carryOut(let count):
            (Paths.noticeCarryOut(page.id), count == 0 ? "知道了，照样办" : "照样办，转给下面 \(count) 个单位")
        }
    return """
        \(page.burden.map(burdenSection))
        <section class="card stack" aria-labelledby="send"><h2 id="send">\(isLast ? "收到了" : "往下发")</h2>
        <p class="m sm">\(isLast ? "点一下，上级就知道你们照着办。" : "发了以后，里面的活动和时限变成他们要做的事。")</p>
        <form method="post" action="\(path)">\(csrfField(page.csrf))\
        <button class="btn big full">\(label)</button></form></section>
        """
}

private func fileSection(_ files: [Link]) -> Markup {
    """
    <section class="card" aria-labelledby="files"><div class="hd"><h2 id="files">文件</h2></div><ul class="list">\
    \(each: files, { "<li><a class=\"t\" href=\"\($0.href)\">\($0.text)</a></li>" })</ul></section>
    """
}

private func publicationSection(_ page: NoticePage, _ publication: NoticePage.Publication) -> Markup {
    let isPublic = publication.href != nil
    return """
        <section class="card stack" aria-labelledby="public"><h2 id="public">公开</h2>\
        \(publication.href.map { "<p>谁都能看：<a href=\"\($0)\">公开页</a></p>" })\
        \(isPublic ? nil : "<p class=\"m sm\">公开以后，不登录也能看原文和活动安排。原文里有人名、电话的先想好。</p>")\
        <form method="post" action="\(Paths.noticePublish(page.id))">\(csrfField(page.csrf))\
        \(hidden("public", isPublic ? "0" : "1"))<button class="btn two full">\(isPublic ? "不再公开" : "公开这份通知")</button>\
        </form></section>
        """
}

private func activityTable(_ activities: [NoticeActivityLine]) -> Markup {
    """
    <section class="card flush" aria-labelledby="acts"><div class="hd"><h2 id="acts">活动 \
    <span class="q">\(activities.count) 项</span></h2></div>
    <table role="table" class="tbl cards acts"><thead role="rowgroup"><tr role="row">\
    <th role="columnheader" class="lead" scope="col">活动</th><th role="columnheader" scope="col">什么时候</th>\
    <th role="columnheader" scope="col">在哪里</th><th role="columnheader" scope="col">类别</th>\
    <th role="columnheader" class="tail" scope="col">预计</th></tr></thead>
    <tbody role="rowgroup">\(each: activities, activityRow)</tbody></table></section>
    """
}

private func activityRow(_ line: NoticeActivityLine) -> Markup {
    """
    <tr role="row"><th role="rowheader" class="lead" scope="row">\
    \(linked(line.name, line.href))</th>\
    <td role="cell">\(line.dates)</td><td role="cell">\(line.venue)</td><td role="cell">\(line.category)</td>\
    <td role="cell" class="tail">\(line.headcount)</td></tr>
    """
}

private func clauseSection(_ clauses: [NoticeClause]) -> Markup {
    """
    <section class="card" aria-labelledby="clauses"><div class="hd"><h2 id="clauses">条款</h2></div><ul class="list">\
    \(each: clauses, clause)</ul></section>
    """
}

private func clause(_ clause: NoticeClause) -> Markup {
    """
    <li><span class="q sm nw">\(clause.number)</span><span class="t song">\(clause.text.isEmpty ? nil : "<b>\(clause.text)</b>")\
    \(clause.body.isEmpty ? nil : "<br>\(lines(clause.body))")</span>\(clause.chip.map(chip))</li>
    """
}

private func deliverySection(_ deliveries: [DeliveryLine]) -> Markup {
    """
    <section class="card" aria-labelledby="got"><div class="hd"><h2 id="got">发给谁了 \
    <span class="q">\(deliveries.count) 个</span></h2><span class="q sm">按区划代码排</span></div><ul class="list">\
    \(each: deliveries, delivery)</ul></section>
    """
}

private func delivery(_ line: DeliveryLine) -> Markup {
    """
    <li><span class="t">\(line.unit)</span>\(chip(line.chip))\
    \(line.planHref.map { "<a href=\"\($0)\">看方案<span class=\"vh\">：\(line.unit)</span></a>" })\
    \(line.when.map { "<span class=\"q sm nw\">\($0)</span>" })</li>
    """
}
