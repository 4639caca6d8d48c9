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
    package var id: String
    /// Where the one number goes; missing when it takes more than that.
    package var completeHref: String?
    /// The measure that is lacking, such as `people`.
    package var measure: String
    /// As typed. Its error is `value-<id>` of the page's.
    package var value: String

    package init(
        title: String, unit: String, date: String, has: String, lacks: String, editHref: String? = nil,
        id: String = "", completeHref: String? = nil, measure: String = "people", value: String = ""
    ) {
        self.title = title
        self.unit = unit
        self.date = date
        self.has = has
        self.lacks = lacks
        self.editHref = editHref
        self.id = id
        self.completeHref = completeHref
        self.measure = measure
        self.value = value
    }
}

package struct UncountedPage: Hashable, Sendable {
    package var tableHref: String
    package var records: [UncountedRecord]
    package var pager: Pager
    package var csrf: String
    package var errors: FormErrors

    package init(
        tableHref: String, records: [UncountedRecord] = [], pager: Pager = Pager(), csrf: String = "",
        errors: FormErrors = .none
    ) {
        self.tableHref = tableHref
        self.records = records
        self.pager = pager
        self.csrf = csrf
        self.errors = errors
    }
}

extension UncountedPage {
    package static let sample = UncountedPage(
        tableHref: Paths.table("c1", "370828001"),
        records: [
            UncountedRecord(
                title: "家庭健康义诊", unit: "金山社区", date: "5月20日", has: "只填了 41 人次", lacks: "服务人数",
                editHref: Paths.activityEdit("a2"), id: "a2", completeHref: Paths.activityComplete("a2"),
                value: "三十多"),
            UncountedRecord(
                title: "育儿讲座", unit: "金山社区", date: "5月22日", has: "只填了 18 组家庭", lacks: "服务人数",
                editHref: Paths.activityEdit("a5")),
            UncountedRecord(title: "亲子活动", unit: "金府社区", date: "5月24日", has: "只填了 20 组家庭", lacks: "服务人数"),
        ], pager: Pager(nextHref: Paths.uncounted("c1", "370828001") + "?after=a4", total: "共 23 条"), csrf: "token",
        errors: FormErrors([FieldError("value-a2", "人数要填数字，比如 80")]))
    package static let empty = UncountedPage(tableHref: Paths.table("c1", "370828001"))
}

package func uncountedPage(_ page: UncountedPage) -> Markup {
    """
    \(crumb([Link("信息统计表", page.tableHref)], "未计入"))
    <div class="title"><h1>未计入的记录</h1><p class="m">人数、人次、组家庭、户不能相加。补上表里要的那个数，就算进去了。</p></div>
    \(errorSummary(page.errors))
    <section class="card" aria-label="未计入的记录">\(page.records.isEmpty ? allCounted : rows(page))</section>
    \(pager(page.pager))
    """
}

private let allCounted: Markup = emptyState(icon: "ring", "都算进去了", "每条记录都有表里要的数。")

private func rows(_ page: UncountedPage) -> Markup {
    "<ul class=\"list\">\(each: page.records, { row($0, page) })</ul>"
}

private func row(_ record: UncountedRecord, _ page: UncountedPage) -> Markup {
    """
    <li><span class="t"><b>\(record.title)</b><br>\
    <span class="m sm">\(record.unit)　\(record.date)　\(record.has)</span></span>\
    \(chip(Chip(.gap, "缺" + record.lacks)))\
    \(record.completeHref.map { completion(record, $0, page) } ?? editLink(record, "补一个数", "two"))</li>
    """
}

private func editLink(_ record: UncountedRecord, _ text: String, _ style: String) -> Markup {
    guard let href = record.editHref else { return .empty }
    return "<a class=\"btn \(style) sml\" href=\"\(href)\">\(text)<span class=\"vh\">：\(record.title)</span></a>"
}

/// The one number that is lacking.
private func completion(_ record: UncountedRecord, _ href: String, _ page: UncountedPage) -> Markup {
    let number = Field("value", record.lacks, value: record.value, id: "value-\(record.id)", errors: page.errors)
    return """
        <form class="entry field\(number.error == nil ? "" : " bad")" method="post" action="\(href)">\
        \(csrfField(page.csrf))\(hidden("measure", record.measure))\
        \(number.errorLine)<div class="row"><label for="\(number.id)">\(record.lacks)</label>\
        <input class="in sml"\(number.attributes) inputmode="numeric" autocomplete="off" size="6" \
        value="\(number.value)"><button class="btn two sml">补上<span class="vh">：\(record.title)</span></button>\
        \(editLink(record, "改这一条", "three"))</div></form>
        """
}
