import Testing

@testable import NoticeReading

struct AnnualPlanTests {
    static let plan = """
        石桥县妇联2024年工作要点
        一、强化思想引领
        （一）抓实理论武装。全年开展宣讲不少于300场，覆盖妇女2万人次以上。（责任科室：宣传部）
        （二）建强队伍。每个村配备至少2名指导员，覆盖率达到95%以上。
        二、服务家庭建设
        一是深化寻找“最美家庭”活动。围绕“国际家庭日”“母亲节”“六一”儿童节开展展演。二是培育绿色家庭。全年新增示范户200户。
        三、加强自身建设
        深入推进作风建设，每人每年调研不少于15天。重阳节前后慰问老人。
        """

    @Test func tasksWithTheirIndicators() throws {
        let reading = try NoticeReader().read(Self.plan)
        #expect(reading.kind == .annualPlan)
        #expect(
            reading.tasks.map(\.name) == [
                "抓实理论武装", "建强队伍", "深化寻找“最美家庭”活动", "培育绿色家庭", "深入推进作风建设，每人每年调研不少于15天", "重阳节前后慰问老人",
            ])
        #expect(reading.tasks.prefix(3).map(\.area) == ["强化思想引领", "强化思想引领", "服务家庭建设"])
        #expect(reading.tasks[0].owner == "宣传部")
        #expect(
            reading.tasks[0].indicators.map(\.min) == [300, 20_000]
                && reading.tasks[0].indicators.map(\.unit) == ["场", "人次"])
        #expect(reading.tasks[1].indicators.map(\.per) == ["每个村", nil] && reading.tasks[1].indicators[1].unit == "%")
        #expect(reading.tasks[4].indicators.map(\.text) == ["不少于15天"])
    }

    @Test func knownDays() throws {
        let days = try NoticeReader().read(Self.plan).days
        #expect(days.map(\.name) == ["国际家庭日", "母亲节", "六一儿童节", "重阳节"])
        #expect(days.map(\.date) == ["2024-05-15", "2024-05-12", "2024-06-01", "2024-10-11"])
    }

    @Test(
        arguments: [
            ("全国助残日", 2025, "2025-05-18"), ("父亲节", 2025, "2025-06-15"), ("安全生产月", 2025, "2025-06-01/2025-06-30"),
            ("端午节", 2024, "2024-06-10"),
            ("男性健康日", 2023, "2023-10-28"), ("全国科普日", 2024, nil), ("重阳节", 2050, nil),
        ] as [(String, Int, String?)])
    func rules(name: String, year: Int, date: String?) {
        let text = folded("组织开展\(name)宣传")
        let found = KnownDayRecogniser(year: year).findAll(text, [0..<text.count])
        #expect(found.map(\.name) == [name] && found.first?.date == date)
    }

    @Test(
        arguments: [
            ("不少于2人", 2.0, nil, "人", nil), ("达到90%以上", 90, nil, "%", nil), ("举办4场", 4, 4, "场", nil),
            ("10-15块", 10, 15, "块", nil),
            ("不超过60人", nil, 60, "人", nil), ("3.5万人", 35_000, 35_000, "人", nil), ("每月开展服务不少于1次", 1, nil, "次", "每月"),
            ("每名执委每年联系群众不少于10名", 10, nil, "名", "每年"), ("不低于4000万元", 4_000, nil, "万元", nil), ("至少五场", 5, nil, "场", nil),
        ] as [(String, Double?, Double?, String, String?)])
    func indicators(words: String, min: Double?, max: Double?, unit: String, per: String?) throws {
        let text = folded(words)
        let found = try #require(IndicatorRecogniser.findAll(text, 0..<text.count).first)
        #expect(found.min == min && found.max == max && found.unit == unit && found.per == per)
    }

    @Test(arguments: ["2024年5月1日", "第3期", "12355热线", "一次次走访", "5.29会员活动日"])
    func areNoIndicators(words: String) {
        let text = folded(words)
        #expect(IndicatorRecogniser.findAll(text, 0..<text.count).isEmpty)
    }

    @Test(
        arguments: [
            ("根据《关于开展活动的通知》（石计协〔2024〕3号）要求，", "石计协〔2024〕3号", "关于开展活动的通知", "根据"),
            ("按照石计协〔2024〕3号文件要求，", "石计协〔2024〕3号", nil, "按照"),
            ("根据县妇联关于开展活动的通知（石妇〔2024〕3号）要求，", "石妇〔2024〕3号", "关于开展活动的通知", "根据"),
            ("认真贯彻《石桥县健康行动实施方案》，", nil, "石桥县健康行动实施方案", "贯彻"),
        ] as [(String, String?, String?, String)])
    func references(words: String, number: String?, title: String?, relation: String) throws {
        let text = folded(words)
        let found = ReferenceRecogniser(text: text).findAll([0..<text.count])
        try #require(found.count == 1)
        #expect(found[0].docNumber == number && found[0].title == title && found[0].relation == relation)
    }

    @Test func ownNumberIsNoReference() {
        let text = folded("落实石计协〔2024〕3号")
        #expect(ReferenceRecogniser(text: text, ownNumber: 2..<text.count).findAll([0..<text.count]).isEmpty)
    }

    @Test func clausesThatOblige() throws {
        let reading = try NoticeReader().read(
            """
            关于开展宣传活动的通知
            各村：
            一、规定动作
            1.宣传。开展宣传活动。
            二、自选动作
            1.义诊。各村要开展义诊。
            三、其他
            1.重要意义。这是邀请群众参与的重要活动。
            2.鼓励创新。鼓励各村可结合实际开展活动。
            3.确保安全。各村必须落实责任。
            """)
        let inner = reading.clauses.flatMap(\.children)
        #expect(inner.map(\.required) == [true, false, false, false, true])
    }
}
