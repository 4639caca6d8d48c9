import NoticeReading
import Testing

/// Documents about a single event: its parts are none of their own, its facts come from fields and prose.
struct OneEventTests {
    struct Event: Sendable {
        var text: String
        var name: String
        var date: String?
        var venue: String?
        var audience: String?
    }

    @Test(arguments: [
        Event(
            text: """
                关于开展支部5月主题党日活动的通知
                各支部：
                现将有关事项通知如下：
                一、时间地点
                2024年5月13日（周一），各支部活动室。
                二、活动内容
                1.《论党的自我革命》；
                2.全市组织部长会议精神。
                某校党委
                2024年5月10日
                """, name: "支部5月主题党日活动", date: "2024-05-13", venue: "各支部活动室"),
        Event(
            text: """
                关于开展工会体育活动的通知
                各工会小组：
                为活跃生活，于6月6日下午第四节举行教职工拔河比赛，现将有关事项通知如下：
                一、参加对象：全校教职工。
                二、比赛方法：
                1、比赛分组：男子一组，女子一组。
                2、比赛规则：三局两胜。
                校工会
                2012年6月1日
                """, name: "工会体育活动", date: "2012-06-06", audience: "全校教职工"),
        Event(
            text: """
                关于组织对申报人员进行业务水平考核的通知
                各单位：
                现将有关事项通知如下：
                一、考核时间、地点：考核定于10月22日进行，请当天上午到市第一中学体育馆报到。
                二、考核时不准带参考资料。
                市人事处
                二0一一年十月十七日
                """, name: "业务水平考核", date: "2011-10-22", venue: "市第一中学体育馆", audience: "申报人员"),
        Event(
            text: """
                感恩母亲，回报真情
                ——某小学“三八妇女节”线上感恩教育活动通知
                一、活动实施
                1.观察妈妈一天做的事。
                2.落实行动，回家为妈妈过节。
                二、活动时间
                3 月10日 下午第二节课
                某小学
                2020年3月9日
                """, name: "某小学“三八妇女节”线上感恩教育活动", date: "2020-03-10"),
        Event(
            text: """
                关于组织参观科技展览的通知
                机关各处室：
                经研究，拟组织干部职工参观科技展览。请于10月18日下午2点30分在局大门口集合，统一乘车前往市科技馆。
                某局办公室
                2018年10月15日
                """, name: "参观科技展览", date: "2018-10-18", venue: "市科技馆", audience: "干部职工"),
    ])
    func reads(event: Event) throws {
        let reading = try NoticeReader().read(event.text)
        try #require(reading.activities.count == 1)
        let activity = reading.activities[0]
        #expect(activity.name.contains(event.name) || event.name.contains(activity.name))
        #expect(activity.dates == [event.date].compactMap { $0 } && reading.period?.start == event.date)
        if let venue = event.venue { #expect(activity.venue == venue) }
        if let audience = event.audience { #expect(activity.audience == audience) }
    }

    /// What a month or week holds: every line that holds something, below headings without numbers.
    @Test func listOfAMonth() throws {
        let reading = try NoticeReader().read(
            """
            重发:2021学年十月份主题教育活动
            高一爱校教育
            1、参观校史陈列室，增强爱校意识。（10月17日—21日）
            2、与艺术组联系开展唱校歌活动，使同学更加热爱学校。
            高二责任教育
            1、开展“对自己负责”教育活动。
            2、观看一部有关责任教育的影片。
            德育处
            2021/9/30
            """)
        #expect(reading.kind == .plan && reading.title == "2021学年十月份主题教育活动")
        #expect(reading.activities.map(\.categoryPath) == [["高一爱校教育"], ["高一爱校教育"], ["高二责任教育"], ["高二责任教育"]])
    }

    @Test func listOfAWeek() throws {
        let reading = try NoticeReader().read(
            "第十五周德育工作安排\n周一：升旗仪式，主题“铭记历史”。\n周二：下午第四节召开班主任例会。\n周四：学生心理健康讲座，地点：阶梯教室。\n政教处\n2020.12.4\n")
        #expect(reading.activities.map(\.name) == ["升旗仪式", "班主任例会", "学生心理健康讲座"])
    }

    @Test func dateBelowItsLabelSignsNothing() throws {
        let reading = try NoticeReader().read(
            "秋游活动方案\n一、活动时间\n2018年11月2日（星期五）\n二、活动地点\n翠湖公园\n三、要求\n分组管理，注意安全。\n某中学七年级部\n")
        #expect(reading.issueDate == nil && reading.period?.start == "2018-11-02")
    }
}
