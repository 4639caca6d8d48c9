import Testing

@testable import NoticeReading

struct ActivityAttributesTests {
    @Test(arguments: [
        ("在镇文化广场举办文艺演出", "镇文化广场"), ("每场讲座安排在县图书馆报告厅，邀请专家", "县图书馆报告厅"),
        ("利用微信公众号、抖音等新媒体平台，发布短视频", "微信公众号、抖音等新媒体平台"), ("在上级指导下开展工作", nil), ("在活动中开展宣传", nil),
    ])
    func venue(text: String, expected: String?) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).venue([0..<(text.count - 1)]).map(text.string) == expected)
    }

    @Test(arguments: [
        ("邀请60 - 80名家长参加", "家长"), ("邀请15组家庭参与", "家庭"), ("为育龄妇女提供咨询", "育龄妇女"), ("面向全县职工征集作品", "全县职工"),
        ("预计参与学生200人", "学生"), ("组织志愿者打扫卫生", nil), ("为营造良好氛围，开展宣传", nil),
    ])
    func audience(text: String, expected: String?) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).audience([0..<(text.count - 1)]).map(text.string) == expected)
    }

    @Test(arguments: [
        ("联合县医院、妇联开展义诊", ["县医院", "妇联"]), ("加强与教育部门合作", ["教育部门"]), ("会同镇民政办走访慰问老人", ["镇民政办"]), ("联合国儿童日", []),
    ])
    func partners(text: String, expected: [String]) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).partners([0..<(text.count - 1)]).map(text.string) == expected)
    }

    @Test func sessionsInOrder() {
        let text = folded("9月12日、9月22日，分别在县科技馆、乡中心小学举办天文讲座和航模体验，欢迎参加。")
        let found = SessionRecogniser(text: text, dates: DateRecogniser(year: 2025)).find([0..<(text.count - 2)])
        #expect(found.map(\.name) == ["天文讲座", "航模体验"])
        #expect(found.map(\.date) == ["2025-09-12", "2025-09-22"])
        #expect(found.map(\.venue) == ["县科技馆", "乡中心小学"])
    }

    @Test func targetsAreNoAttendance() {
        let text = folded("为每村培养至少2名指导员")
        #expect(ActivityAttributes(text: text).attendance([0..<(text.count - 1)])?.count == nil)
    }
}
