import Testing

@testable import NoticeReading

struct SubmissionTests {
    @Test(
        arguments: [
            ("请于6月5日前将活动总结、统计表报送至县妇联办公室。", "活动总结、统计表", "2025-06-05", nil, "县妇联办公室"),
            ("各村7月31日17:00前将照片2张、信息1篇发至镇文化站。", "照片2张、信息1篇", "2025-07-31", "17:00", "镇文化站"),
            ("认真梳理，形成书面总结，于12月10日之前上报区红十字会。", "书面总结", "2025-12-10", nil, "区红十字会"),
            ("各单位请将名单于3月1日前报科协普及部。", "名单", "2025-03-01", nil, "科协普及部"),
            ("抓紧制定工作方案，7月1日前报市总工会。", "工作方案", "2025-07-01", nil, "市总工会"),
            ("参加展览的作品请于4月30日前送区总工会宣教部。", "参加展览的作品", "2025-04-30", nil, "区总工会宣教部"),
            ("请于5月13日17:00前到社区服务台报名，报满为止。", "报名", "2025-05-13", "17:00", "社区服务台"),
            ("徒步大会报名截止5月12日。", "徒步大会报名", "2025-05-12", nil, nil),
            ("决赛截稿日期为2025年8月10日24:00。", "决赛截稿", "2025-08-10", "24:00", nil),
            ("报名时间：4月1日至4月11日。", "报名", "2025-04-11", nil, nil),
            ("作品提交截止：2025年8月31日", "作品提交", "2025-08-31", nil, nil),
            ("请于5月26日前确定1名联络员。", "确定1名联络员", "2025-05-26", nil, nil),
            ("各单位于六月五日前将《花名册》报县献血办。", "《花名册》", "2025-06-05", nil, "县献血办"),
            ("请于9月16日前将回执发送至邮箱a@b.cn。", "回执", "2025-09-16", nil, "邮箱a@b.cn"),
            ("5月30日前，请各单位报送典型案例。", "典型案例", "2025-05-30", nil, nil),
        ] as [(String, String, String, String?, String?)])
    func deadlines(text: String, what: String, date: String, time: String?, to: String?) throws {
        let text = folded(text)
        let found = DeadlineRecogniser(dates: DateRecogniser(year: 2025)).findAll(text, 0..<text.count)
        try #require(found.count == 1)
        #expect(found[0].what == what && found[0].date == date && found[0].time == time && found[0].to == to)
    }

    @Test func recurringDeadline() throws {
        let text = folded("6月期间每周四12:00前将活动信息报送街道工会。")
        let found = try #require(
            DeadlineRecogniser(dates: DateRecogniser(year: 2025)).findAll(text, 0..<text.count).first)
        #expect(found.date == nil && found.time == "12:00")
        #expect(found.expandedDates == ["2025-06-05", "2025-06-12", "2025-06-19", "2025-06-26"])
    }

    @Test func eachThingItsOwnDay() {
        let text = folded("8月15日、9月5日前分别报送阶段小结和活动总结。方案于3月1日前报县妇联，总结于6月1日前报县妇联。")
        let found = DeadlineRecogniser(dates: DateRecogniser(year: 2025)).findAll(text, 0..<text.count)
        #expect(found.map(\.what) == ["阶段小结", "活动总结", "方案", "总结"])
        #expect(found.map(\.date) == ["2025-08-15", "2025-09-05", "2025-03-01", "2025-06-01"])
    }

    @Test(arguments: [
        ("每月25日前向街道妇联报送活动信息1篇。", ["2025-05-25", "2025-06-25"]), ("每周四12:00前报送活动信息。", ["2025-06-05", "2025-06-12"]),
        ("5月至6月，各单位每月底前将进展情况报团委。", ["2025-05-31", "2025-06-30"]),
    ])
    func rhythms(text: String, days: [String]) throws {
        let text = folded(text)
        let from = try #require(CalendarDay(year: 2025, month: days[0].hasPrefix("2025-06") ? 6 : 5, day: 1))
        let to = try #require(CalendarDay(year: 2025, month: 6, day: days[1].hasSuffix("12") ? 15 : 30))
        let found = DeadlineRecogniser(dates: DateRecogniser(year: 2025), period: (from, to)).findAll(
            text, 0..<text.count)
        #expect(found.map(\.expandedDates) == [days] && found.first?.date == nil)
    }

    @Test(arguments: [
        "名单于4月18日前公布。", "在2025年6月1日以前正式注册的学生可参加。", "县妇联将于6月1日前将全县情况报市妇联。", "每周四前报送信息。", "5月10日前，各村组织走访，发放慰问金。",
        "3月5日前后开展海报宣传。", "5月1日举办讲座。",
    ])
    func areNoDeadlines(text: String) {
        let text = folded(text)
        #expect(DeadlineRecogniser(dates: DateRecogniser(year: 2025)).findAll(text, 0..<text.count).isEmpty)
    }

    @Test func materialsWithTheirCounts() {
        let text = folded("请将总结、登记表及视频(2-3个)、10张照片报送县科协。提高信息报送质量。及时报送新闻稿1篇。")
        let found = MaterialRecogniser().findAll(text, [0..<text.count])
        #expect(found.map(\.kind) == [.summary, .statisticsTable, .videos, .photos, .activityInformation])
        #expect(found.map(\.countMin) == [nil, nil, 2, 10, 1] && found.map(\.countMax) == [nil, nil, 3, 10, 1])
    }

    @Test(
        arguments: [
            ("报送照片（2—3张）、事迹材料（1500字以内）。", [.photos, .text], [2, nil], [3, nil]),
            ("请提交活动总结、图片各1份。", [.summary, .photos], [1, 1], [1, 1]), ("报送摄影作品不少于5幅。", [.works], [5], [nil]),
            ("作品发送至指定邮箱，每人限报2件。", [.works], [nil], [2]), ("报送竞赛总结和典型案例2至3个。", [.summary, .text], [nil, 2], [nil, 3]),
            ("将短视频作品报县科协。", [.works], [nil], [nil]), ("请填写报名表，报公司工会办公室。", [.other], [nil], [nil]),
            ("请于6月5日前报送信息统计表和3张照片。", [.statisticsTable, .photos], [nil, 3], [nil, 3]),
            ("请报送活动总结及不少于2个视频。", [.summary, .videos], [nil, 2], [nil, nil]),
            ("严禁要求基层报送照片。", [], [], []), ("报送活动总结，并附统计表。", [.summary, .statisticsTable], [nil, nil], [nil, nil]),
        ] as [(String, [NoticeReading.Material.Kind], [Int?], [Int?])])
    func materialsAndCounts(text: String, kinds: [NoticeReading.Material.Kind], min: [Int?], max: [Int?]) {
        let text = folded(text)
        let deadlines = DeadlineRecogniser(dates: DateRecogniser(year: 2025)).findAll(text, [0..<text.count])
        let found = MaterialRecogniser().findAll(text, [0..<text.count], due: deadlines.map(\.object))
        #expect(found.map(\.kind) == kinds && found.map(\.countMin) == min && found.map(\.countMax) == max)
    }

    @Test(
        arguments: [
            ("联系人：甄一、乙二；电话：0531-5550123", ["甄一", "乙二"], ["0531-5550123", "0531-5550123"]),
            ("科普部：江砚秋  0592-5550307，a@b.cn\n宣教科：尹青禾 0592-5550315", ["江砚秋", "尹青禾"], ["0592-5550307", "0592-5550315"]),
            ("会务联系：市科协 陆清扬 电话 0517-5550510；市科技局 华苓 0517-5550533。", ["陆清扬", "华苓"], ["0517-5550510", "0517-5550533"]),
            ("咨询电话：0531-5550188（孔老师）", ["孔老师"], ["0531-5550188"]), ("联系人：李强，139 0000 0000", ["李强"], ["13900000000"]),
            ("联系人及电话：李强（0531）5550123转801", ["李强"], ["0531-5550123转801"]),
            ("联系人：李强，电话：5550123，传真：5550124", ["李强"], ["5550123"]),
            ("联系人：李强，QQ群：781022469，微信号：13900000000", ["李强"], [nil]),
            (
                "联系人：周宁（微信同号）  电话：0371-5550162\n　　　　　　　许木            电话：0371-5550163", ["周宁", "许木"],
                ["0371-5550162", "0371-5550163"]
            ),
            ("联系电话：010-59896196", [nil], ["010-59896196"]),
        ] as [(String, [String?], [String?])])
    func contacts(text: String, names: [String?], phones: [String?]) {
        let text = folded(text)
        let blocks = text.split(0..<text.count, at: ["\n"])
        let found = ContactRecogniser().findAll(text, blocks)
        #expect(found.map(\.name) == names && found.map(\.phone) == phones)
    }

    @Test(arguments: [
        "联系人：        电话：", "将名单发送至邮箱a@b.cn。", "预算1500000元，服务20240529人次。", "明确联络员，做好工作。", "联系人：XXX 电话：138****0000",
    ])
    func areNoContacts(text: String) {
        let text = folded(text)
        #expect(ContactRecogniser().findAll(text, [0..<text.count]).isEmpty)
    }

    @Test func pairsNamesWithNumbers() {
        let text = folded("联 系 人：李强  张燕燕\n联系电话：027－86860001 86860002\n邮箱：a.b@example.org")
        let found = ContactRecogniser().findAll(text, [0..<text.count])
        #expect(found.map(\.name) == ["李强", "张燕燕"])
        #expect(found.map(\.phone) == ["027-86860001", "027-86860002"])
        #expect(found.allSatisfy { $0.email == "a.b@example.org" })
    }

    @Test func blankFieldsAreNoContact() {
        let text = folded("联系人姓名：  电话：  填报日期：")
        #expect(ContactRecogniser().findAll(text, [0..<text.count]).isEmpty)
    }
}
