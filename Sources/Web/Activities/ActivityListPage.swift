/// The records of one unit, latest first.
package struct ActivityListPage: Hashable, Sendable {
    package var unitName: String
    package var isOwn: Bool
    /// 37 条，1,972 人
    package var summary: String?
    package var records: [RecordLine]
    package var canRecord: Bool
    package var pager: Pager

    package init(
        unitName: String, isOwn: Bool = true, summary: String? = nil, records: [RecordLine] = [],
        canRecord: Bool = true, pager: Pager = Pager()
    ) {
        self.unitName = unitName
        self.isOwn = isOwn
        self.summary = summary
        self.records = records
        self.canRecord = canRecord
        self.pager = pager
    }
}

extension ActivityListPage {
    package static let sample = ActivityListPage(
        unitName: "金山社区", summary: "5 条，207 人",
        records: [
            RecordLine(title: "走访慰问", people: "8 人", date: "5月21日", href: Paths.activity("a1")),
            RecordLine(
                title: "家庭健康义诊", people: "41 人次", date: "5月20日", href: Paths.activity("a2"),
                chip: Chip(.gap, "还缺人数")),
            RecordLine(
                title: "趣味游戏", people: "0 人", date: "5月3日", href: Paths.activity("a3"), chip: Chip(.off, "撤掉了")),
        ], pager: Pager(nextHref: Paths.activities + "?after=a3", total: "共 5 条"))
    package static let empty = ActivityListPage(unitName: "金山社区")
}

package func activityListPage(_ page: ActivityListPage) -> Markup {
    """
    <div class="title"><h1>\(page.isOwn ? "记过的" : page.unitName + "记的")</h1>\
    \(page.summary.map { "<p class=\"m\">\($0)</p>" })</div>
    <section class="card" aria-label="活动记录">\(page.records.isEmpty ? noActivities(page) : rows(page))</section>
    \(pager(page.pager))
    \(page.canRecord && !page.records.isEmpty ? recordButton : nil)
    """
}

private let recordButton: Markup = """
    <a class="btn big full" href="\(Paths.newActivity)">\(icon("plus"))记一条活动</a>
    """

private func rows(_ page: ActivityListPage) -> Markup {
    "<ul class=\"list\">\(each: page.records, recordLine)</ul>"
}

private func noActivities(_ page: ActivityListPage) -> Markup {
    emptyState(
        icon: "list", "还没有记过", "办完一场，回来记一条就行。", action: page.canRecord ? Link("记一条", Paths.newActivity) : nil)
}
