import Testing

@testable import NoticeReading

struct ActivityAttributesTests {
    @Test(arguments: [
        ("在镇文化广场举办文艺演出", "镇文化广场"), ("每场讲座安排在县图书馆报告厅，邀请专家", "县图书馆报告厅"),
        ("利用微信公众号、抖音等新媒体平台，发布短视频", "微信公众号、抖音等新媒体平台"), ("在上级指导下开展工作", nil), ("在活动中开展宣传", nil),
        ("在区职工服务中心举行联谊会", "区职工服务中心"), ("分别走进云岫纺织园、北湖电子产业园，提供咨询", "云岫纺织园、北湖电子产业园"), ("在县委党校组织会员培训", "县委党校"),
        ("组织儿童到县科技馆、县融媒体中心参观", "县科技馆、县融媒体中心"), ("在市三中操场开展演练", "市三中操场"), ("让群众感受到组织的温暖", nil), ("在街道党工委领导下开展工作", nil),
        ("5月13日，区羽毛球馆", "区羽毛球馆"), ("深入村（社区）儿童之家开展宣讲", "村（社区）儿童之家"),
    ])
    func venue(text: String, expected: String?) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).venue([0..<(text.count - 1)]).map(text.string) == expected)
    }

    @Test(arguments: [
        ("邀请60 - 80名家长参加", "家长"), ("邀请15组家庭参与", "家庭"), ("为育龄妇女提供咨询", "育龄妇女"), ("面向全县职工征集作品", "全县职工"),
        ("预计参与学生200人", "学生"), ("组织志愿者打扫卫生", nil), ("为营造良好氛围，开展宣传", nil),
        ("各级劳模和职工代表260人参加", "各级劳模和职工代表"), ("招收6至12周岁职工子女300名", "6至12周岁职工子女"), ("走访慰问计生特殊家庭86户", "计生特殊家庭"),
        ("邀请专家为学生讲解知识", "学生"), ("针对大一新生进行教育", "大一新生"), ("欢迎辖区幼儿家庭参加", "辖区幼儿家庭"), ("会员群众现场观看", "会员群众"),
        ("12支代表队参加", nil),
    ])
    func audience(text: String, expected: String?) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).audience([0..<(text.count - 1)]).map(text.string) == expected)
    }

    @Test(arguments: [
        ("联合县医院、妇联开展义诊", ["县医院", "妇联"]), ("加强与教育部门合作", ["教育部门"]), ("会同镇民政办走访慰问老人", ["镇民政办"]), ("联合国儿童日", []),
        ("由市民政局协办", ["市民政局"]), ("会同县司法局、县人民法院在集市设台", ["县司法局", "县人民法院"]), ("在学习的同时增强团队合作意识", []),
        ("5月12日，在广场与县文化馆共同举办", ["县文化馆"]),
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

    @Test(arguments: [
        ("科学教师150名", "科学教师"), ("50组职工家庭", "职工家庭"), ("小学生，每天150名", "小学生"), ("每场40组家庭", "家庭"),
        ("红十字会员、志愿者代表200人左右", "红十字会员、志愿者代表"),
        ("各二级学院代表队（每队3人）", "各二级学院代表队"), ("全体职工", "全体职工"), ("100人", nil),
    ])
    func audienceOfAField(text: String, expected: String?) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).withoutCount(0..<(text.count - 1)).map(text.string) == expected)
    }

    @Test(arguments: ["为每村培养至少2名指导员", "每队3人参加", "一等奖10名", "邀请专家30人现场义诊"])
    func areNoAttendance(text: String) {
        let text = folded(text)
        #expect(ActivityAttributes(text: text).attendance([0..<(text.count - 1)])?.count == nil)
    }

    @Test func targetsAreNoAttendance() {
        let text = folded("为每村培养至少2名指导员")
        #expect(ActivityAttributes(text: text).attendance([0..<(text.count - 1)])?.count == nil)
    }
}
