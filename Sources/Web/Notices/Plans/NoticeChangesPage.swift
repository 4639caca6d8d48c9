/// A run of words in a comparison.
package struct DiffPiece: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case same, removed, added }
    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// A clause that a revision changed.
package struct ChangedClause: Hashable, Sendable {
    /// 三（一）
    package var number: String
    /// 改了, 新加的, 删了
    package var chip: Chip
    package var pieces: [DiffPiece]
    /// What the unit's own plan says.
    package var ours: String?
    /// The plan leaves it out.
    package var isLeftOut: Bool
    /// Its name in the form.
    package var key: String
    /// Empty where nothing is to be chosen.
    package var choices: [Choice]

    package init(
        number: String, chip: Chip, pieces: [DiffPiece], ours: String? = nil, isLeftOut: Bool = false, key: String,
        choices: [Choice] = []
    ) {
        self.number = number
        self.chip = chip
        self.pieces = pieces
        self.ours = ours
        self.isLeftOut = isLeftOut
        self.key = key
        self.choices = choices
    }
}

/// 通知修订了: what is different, and what becomes of it in the unit's own plan.
package struct NoticeChangesPage: Hashable, Sendable {
    package var csrf: String
    package var id: String
    package var title: String
    package var formerHref: String
    package var summary: String
    package var changes: [ChangedClause]
    package var plan: Link?
    /// 一条一条定, to be taken over into the plan.
    package var canTakeOver: Bool
    /// 照样办
    package var canCarryOut: Bool
    /// A village passes nothing on.
    package var isLast: Bool
    /// The plan that is being written.
    package var openHref: String?

    package init(
        csrf: String, id: String, title: String, formerHref: String = "", summary: String = "",
        changes: [ChangedClause] = [], plan: Link? = nil, canTakeOver: Bool = false, canCarryOut: Bool = false,
        isLast: Bool = false, openHref: String? = nil
    ) {
        self.csrf = csrf
        self.id = id
        self.title = title
        self.formerHref = formerHref
        self.summary = summary
        self.changes = changes
        self.plan = plan
        self.canTakeOver = canTakeOver
        self.canCarryOut = canCarryOut
        self.isLast = isLast
        self.openHref = openHref
    }
}

extension NoticeChangesPage {
    static let choices = [Choice("theirs", "采用新的"), Choice("ours", "保持我们的"), Choice("own", "自己写")]
    package static let sample = NoticeChangesPage(
        csrf: "token", id: "n7", title: "关于开展会员活动的通知", formerHref: Paths.notice("n1"), summary: "改了 3 条，其余 6 条没动。",
        changes: [
            ChangedClause(
                number: "三（一）", chip: Chip(.gap, "改了"),
                pieces: [
                    DiffPiece(.same, "5月"), DiffPiece(.removed, "20"), DiffPiece(.added, "22"),
                    DiffPiece(.same, "日义诊。"),
                ], ours: "5月20日在卫生服务中心义诊。", key: "3", choices: choices),
            ChangedClause(
                number: "三（三）", chip: Chip(.gap, "改了"),
                pieces: [DiffPiece(.same, "入户看望"), DiffPiece(.added, "计生特殊家庭"), DiffPiece(.same, "。")],
                isLeftOut: true, key: "5", choices: choices),
            ChangedClause(
                number: "四（三）", chip: Chip(.gap, "新加的"), pieces: [DiffPiece(.added, "照片自愿报送。")], key: "8",
                choices: choices),
        ], plan: Link("我们的方案", Paths.notice("n5")), canTakeOver: true, canCarryOut: true,
        openHref: Paths.noticeCompose("n8"))
    package static let empty = NoticeChangesPage(csrf: "token", id: "n7", title: "关于开展会员活动的通知")
}

package func noticeChangesPage(_ page: NoticeChangesPage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices), Link(page.title, Paths.notice(page.id))], "改了什么"))
    <div class="title"><h1>通知修订了</h1><p class="m">\(page.summary)<span class="nw">划掉的是原来的，</span>\
    <span class="nw">划线的是新的。</span></p></div>
    \(page.openHref.map { openNote($0) })
    \(page.canTakeOver ? takeOverForm(page) : page.changes.isEmpty ? noChanges : changeSection(page))
    \(page.canCarryOut ? carryOut(page) : nil)
    <p class="row"><a href="\(Paths.notice(page.id))">看新的全文</a>\
    \(page.formerHref.isEmpty ? nil : "<a href=\"\(page.formerHref)\">看原来的一版</a>")</p>
    """
}

private func openNote(_ href: String) -> Markup {
    """
    <p class="note amber">\(icon("flag"))<span>方案正在写着，<a href="\(href)">接着写</a>。</span></p>
    """
}

private let noChanges: Markup = """
    <section class="card" aria-label="改了什么">\(emptyState(icon: "doc", "条款没有变", "字面上一样，照原来的办就行。"))</section>
    """

private func takeOverForm(_ page: NoticeChangesPage) -> Markup {
    """
    <form class="stack" method="post" action="\(Paths.noticeChanges(page.id))">\(csrfField(page.csrf))
    \(page.changes.isEmpty ? noChanges : changeSection(page))
    <section class="card row keepbar" aria-label="定好了"><p class="m aside">采用或自己写的，接着在方案里看一遍再发。都保持我们的，方案就不动。</p>\
    <button class="btn">就这么定</button></section></form>
    """
}

private func changeSection(_ page: NoticeChangesPage) -> Markup {
    """
    <section class="card" aria-labelledby="changed"><div class="hd"><h2 id="changed">改了的条款 \
    <span class="q">\(page.changes.count) 条</span></h2>\
    \(page.plan.map { "<a href=\"\($0.href)\">\($0.text)</a>" })</div>\(each: page.changes, changedClause)</section>
    """
}

private func changedClause(_ change: ChangedClause) -> Markup {
    let field = Field("change.\(change.key)", "这条怎么办")
    return """
        <div class="clause"><p class="row"><b>\(change.number)</b>\(chip(change.chip))</p>
        <p class="song">\(each: change.pieces, piece)</p>
        \(change.ours.map { "<p class=\"m sm\">我们的方案写的是：</p><p class=\"song m\">\(lines($0))</p>" })\
        \(change.isLeftOut ? notOurs : nil)
        \(change.choices.isEmpty ? nil : segment(field, change.choices, style: "many"))</div>
        """
}

private let notOurs: Markup = "<p class=\"m sm\">我们没写这条。</p>"

func piece(_ piece: DiffPiece) -> Markup {
    switch piece.kind {
    case .same: lines(piece.text)
    case .removed: "<del>\(lines(piece.text))</del>"
    case .added: "<ins>\(lines(piece.text))</ins>"
    }
}

private let onTheSpot: Markup = "按新的一版办，点一下，上级就知道。"
private let passedOn: Markup = "不另写方案，就按新的一版办，也转给下面。"

private func carryOut(_ page: NoticeChangesPage) -> Markup {
    """
    <section class="card stack" aria-label="照新的办"><p class="m">\(page.isLast ? onTheSpot : passedOn)</p>\
    <form method="post" action="\(Paths.noticeCarryOut(page.id))">\(csrfField(page.csrf))\
    <button class="btn big full">照样办</button></form></section>
    """
}
