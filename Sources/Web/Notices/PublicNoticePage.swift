/// A public notice, for anybody who has the address.
package struct PublicNoticePage: Hashable, Sendable {
    package var title: String
    package var facts: [Fact]
    package var activities: [NoticeActivityLine]
    package var days: [Fact]
    package var lines: [OfficialLine]
    package var calendarHref: String?

    package init(
        title: String, facts: [Fact] = [], activities: [NoticeActivityLine] = [], days: [Fact] = [],
        lines: [OfficialLine] = [], calendarHref: String? = nil
    ) {
        self.title = title
        self.facts = facts
        self.activities = activities
        self.days = days
        self.lines = lines
        self.calendarHref = calendarHref
    }

    package static let sample = PublicNoticePage(
        title: "“5.29会员活动月”实施方案",
        facts: [Fact("文号", "金街办发〔2025〕16号"), Fact("发布机构", "金乡街道办事处"), Fact("索引号", "11370828/2025-01596")],
        activities: [
            NoticeActivityLine(name: "家庭健康义诊", dates: "5月20日", venue: "社区卫生服务中心", headcount: "200 人", category: "")
        ], lines: [OfficialLine("addressee", "各社区（村）计生协："), OfficialLine("heading1", "一、活动时间")],
        calendarHref: Paths.publicNoticeCalendar("n1"))
    package static let empty = PublicNoticePage(title: "通知")
}

package func publicNoticePage(_ page: PublicNoticePage) -> Markup {
    """
    <div class="title"><h1>\(page.title)</h1></div>
    \(page.facts.isEmpty ? nil : "<section class=\"card\" aria-label=\"基本信息\">\(facts(page.facts))</section>")
    \(page.activities.isEmpty ? nil : activities(page))
    \(page.days.isEmpty ? nil : daySection(page.days))
    \(officialPaper("原文", page.lines))
    """
}

private func activities(_ page: PublicNoticePage) -> Markup {
    """
    <section class="card" aria-labelledby="acts"><div class="hd"><h2 id="acts">什么时候、在哪里</h2>\
    \(page.calendarHref.map { "<a href=\"\($0)\">放进手机日历</a>" })</div><ul class="list">\
    \(each: page.activities, activity)</ul></section>
    """
}

private func activity(_ activity: NoticeActivityLine) -> Markup {
    """
    <li><span class="t"><b>\(activity.name)</b>\(activity.venue.isEmpty ? nil : "<br><span class=\"m sm\">\(activity.venue)</span>")</span>\
    <span class="m">\(activity.dates)</span></li>
    """
}
