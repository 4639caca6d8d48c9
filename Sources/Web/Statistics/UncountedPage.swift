/// A record that a cell cannot take yet.
package struct UncountedRecord: Hashable, Sendable {
    package var title: String
    package var unit: String
    package var date: String
    /// 只填了 41 人次
    package var has: String
    /// 宣传人数
    package var lacks: String
    /// Missing when someone else has to complete it.
    package var editHref: String?

    package init(title: String, unit: String, date: String, has: String, lacks: String, editHref: String? = nil) {
        self.title = title
        self.unit = unit
        self.date = date
        self.has = has
        self.lacks = lacks
        self.editHref = editHref
    }
}

package struct UncountedPage: Hashable, Sendable {
    package var tableHref: String
    package var records: [UncountedRecord]
    package var pager: Pager

    package init(tableHref: String, records: [UncountedRecord] = [], pager: Pager = Pager()) {
        self.tableHref = tableHref
        self.records = records
        self.pager = pager
    }
}

extension UncountedPage {
    package static let sample = UncountedPage(
        tableHref: Paths.table("c1", "370828001"),
        records: [
            UncountedRecord(
                title: "家庭健康义诊", unit: "金山社区", date: "5月20日", has: "只填了 41 人次", lacks: "服务人数",
                editHref: Paths.activityEdit("a2")),
            UncountedRecord(title: "亲子活动", unit: "金府社区", date: "5月24日", has: "只填了 20 组家庭", lacks: "服务人数"),
        ], pager: Pager(total: "共 2 条"))
    package static let empty = UncountedPage(tableHref: Paths.table("c1", "370828001"))
}

package func uncountedPage(_ page: UncountedPage) -> Markup {
    """
    \(crumb([Link("信息统计表", page.tableHref)], "未计入"))
    <div class="title"><h1>未计入的记录</h1><p class="m">人数、人次、组家庭、户不能相加。补上表里要的那个数，就算进去了。</p></div>
    <section class="card" aria-label="未计入的记录">\(page.records.isEmpty ? allCounted : rows(page))</section>
    \(pager(page.pager))
    """
}

private let allCounted: Markup = emptyState(icon: "ring", "都算进去了", "每条记录都有表里要的数。")

private func rows(_ page: UncountedPage) -> Markup { "<ul class=\"list\">\(each: page.records, row)</ul>" }

private func row(_ record: UncountedRecord) -> Markup {
    """
    <li><span class="t"><b>\(record.title)</b><br><span class="m sm">\(record.unit)　\(record.date)　\(record.has)</span>\
    </span>\(chip(Chip(.gap, "缺" + record.lacks)))\
    \(record.editHref.map { "<a class=\"btn two sml\" href=\"\($0)\">补一个数</a>" })</li>
    """
}
