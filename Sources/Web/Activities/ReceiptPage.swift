/// A figure that the record changed: 场次 +1.
package struct FigureChange: Hashable, Sendable {
    package var text: String
    package var href: String

    package init(text: String, href: String) {
        self.text = text
        self.href = href
    }
}

/// What was saved, as proof: the number can be read out by telephone.
package struct ReceiptPage: Hashable, Sendable {
    /// Grouped in fours: 1002 5293 16
    package var number: String
    /// 街道
    package var superiorName: String
    package var title: String
    package var date: String
    /// 80 人
    package var people: String
    package var unitName: String?
    /// 村居社区计生协，宣传活动
    package var cellLabel: String?
    package var changes: [FigureChange]
    /// Why a figure is not in the table yet, and where to complete it.
    package var uncounted: String?
    package var editHref: String
    /// 6月5日前
    package var editableUntil: String?
    /// In which campaign it counts, as the next one will: its name and id.
    package var campaign: Choice?

    package init(
        number: String, superiorName: String, title: String, date: String, people: String, unitName: String? = nil,
        cellLabel: String? = nil, changes: [FigureChange] = [], uncounted: String? = nil, editHref: String,
        editableUntil: String? = nil
    ) {
        self.number = number
        self.superiorName = superiorName
        self.title = title
        self.date = date
        self.people = people
        self.unitName = unitName
        self.cellLabel = cellLabel
        self.changes = changes
        self.uncounted = uncounted
        self.editHref = editHref
        self.editableUntil = editableUntil
    }
}

extension ReceiptPage {
    package static let sample = {
        var page = planned
        page.campaign = Choice("c1", "2025年会员活动月")
        return page
    }()
    private static let planned = ReceiptPage(
        number: "1002 5293 16", superiorName: "街道", title: "会员活动日集中宣传", date: "5月29日 周四", people: "80 人",
        unitName: "金山社区", cellLabel: "村居社区计生协，宣传活动",
        changes: [
            FigureChange(text: "场次 +1", href: Paths.cell("c1", "370828001002", "publicity.village.sessions")),
            FigureChange(text: "人数 +80", href: Paths.cell("c1", "370828001002", "publicity.village.people")),
        ], uncounted: "只填了人次，人数先没算进去", editHref: Paths.activityEdit("a1"), editableUntil: "6月5日前")
    package static let empty = ReceiptPage(
        number: "1002 5293 16", superiorName: "街道", title: "走访慰问", date: "5月21日 周三", people: "8 人",
        editHref: Paths.activityEdit("a1"))
}

package func receiptPage(_ page: ReceiptPage) -> Markup {
    """
    <div class="done" role="status">\(icon("ring"))<div><h1>记好了</h1>\
    <p class="m">\(page.superiorName)已经能看到</p></div></div>
    <div class="ticket"><div class="stack"><div><p class="q sm">回执号</p><p class="tickno">\(page.number)</p></div>
    <dl class="kv"><dt>活动</dt><dd>\(page.title)</dd>\(page.unitName.map { "<dt>单位</dt><dd>\($0)</dd>" })\
    <dt>哪一天</dt><dd>\(page.date)</dd><dt>人数</dt><dd>\(page.people)</dd>\
    \(page.campaign.map { "<dt>记到</dt><dd>\($0.label)</dd>" })</dl></div>
    \(page.cellLabel == nil && page.uncounted == nil ? nil : counted(page))</div>
    <a class="btn big full" href="\(Paths.newActivity(campaign: page.campaign?.value ?? ""))">\(icon("plus"))再记一条</a>
    <div class="row"><a class="btn two grow" href="\(page.editHref)">改这一条</a>\
    <a class="btn two grow" href="\(page.campaign.map { Paths.home(campaign: $0.value) } ?? Paths.home)">回首页</a></div>
    <p class="q sm">记错了不要紧，\(page.editableUntil.map { "\($0)" })随时能改，改过的都留底。</p>
    """
}

private func counted(_ page: ReceiptPage) -> Markup {
    """
    <div>\(page.cellLabel.map { "<p class=\"q sm\">已经算进统计表</p><p>\($0)</p>" })\
    <p>\(each: page.changes, { "<a class=\"n\" href=\"\($0.href)\">\($0.text)</a>　" })</p>\
    \(page.uncounted.map { "<p class=\"sm\">\($0) <a href=\"\(page.editHref)\">补上</a></p>" })</div>
    """
}
