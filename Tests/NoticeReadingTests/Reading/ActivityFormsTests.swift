import NoticeReading
import Testing

/// The forms in which documents list what will be held, each in a document of its own.
struct ActivityFormsTests {
    private func activities(_ body: String, title: String = "关于开展2025年邻里节系列活动的通知") throws -> [NoticeReading.Activity] {
        try NoticeReader().read("\(title)\n各社区：\n现将有关事项通知如下。\n\(body)\n某街道办事处\n2025年4月20日\n").activities
    }

    @Test(arguments: [
        // Rows of a table with and without a head, a cell that goes on in the next line, a day that holds for two rows.
        ("序号 | 活动名称 | 时间 | 地点 |\n1 | 健康义诊 | 5月6日 | 社区广场 |\n2 | 读书会 | 5月8日 | 书屋 |", ["健康义诊", "读书会"]),
        ("日期\t活动\t地点\t对象\n5月6日\t健康义诊\t社区广场\t居民\n\t读书会\t书屋\t学生", ["健康义诊", "读书会"]),
        ("日期\t活动\t地点\t对象\n5月6日\t健康义诊\t锦绣家园中心\n\t\t花园\t居民\n5月8日\t读书会\t书屋\t学生", ["健康义诊", "读书会"]),
        ("5月6日\t健康义诊\t社区广场\n5月8日\t亲子阅读\t书屋", ["健康义诊", "亲子阅读"]),
        // Numbered lines that begin with their dates.
        ("1.5月6日上午，在社区广场举行健康义诊，居民100人参加。\n2.5月8日，在书屋开展亲子阅读。", ["健康义诊", "亲子阅读"]),
        // Items of a phase, which is none itself.
        ("一、实施步骤\n（一）宣传发动阶段。广泛宣传。\n（二）组织实施阶段。一是举办讲座。5月6日在会议室举行。二是开展义诊。5月8日在广场举行。", ["举办讲座", "开展义诊"]),
        // Labelled groups.
        ("活动一：健康义诊\n时间：5月6日\n地点：广场\n活动二：读书会\n时间：5月8日\n地点：书屋", ["健康义诊", "读书会"]),
        ("名称：健康义诊\n时间：5月6日 地点：广场\n名称：读书会\n时间：5月8日 地点：书屋", ["健康义诊", "读书会"]),
        // Bullets, with the facts behind or below them.
        ("• 5月6日 9:00，社区广场，健康义诊\n• 5月8日 14:00，书屋，亲子阅读", ["健康义诊", "亲子阅读"]),
        ("内容：\n★ 健康义诊\n5月6日在广场举行。\n★ 亲子阅读\n5月8日在书屋举行。", ["健康义诊", "亲子阅读"]),
        // Sentences.
        ("5月6日，在社区广场举办健康义诊。5月8日，在书屋开展亲子阅读。", ["健康义诊", "亲子阅读"]),
        // What frames and administers is none.
        (
            "一、活动内容\n（一）健康义诊\n为居民义诊。\n（二）亲子阅读\n开展亲子阅读。\n二、奖项设置\n1.一等奖1名\n2.二等奖2名\n三、申报办法\n1.线上申报\n2.现场申报",
            ["健康义诊", "亲子阅读"]
        ),
    ])
    func names(body: String, expected: [String]) throws {
        #expect(try activities(body).map(\.name) == expected)
    }

    @Test(arguments: [
        ("关于举办2025年救护员培训班的通知", "一、培训时间\n5月6日至8日。5月5日下午报到。\n二、培训地点\n区文化馆\n三、培训内容\n1.心肺复苏；\n2.理论考试。", "2025年救护员培训班"),
        ("关于组织2025年度职工体检的通知", "一、体检时间\n5月6日至8日\n二、体检地点\n区医院\n三、体检安排\n5月6日 机关\n5月7日 学校", "2025年度职工体检"),
        ("关于举办第三届创业大赛的通知", "一、大赛时间\n5月6日至8日\n二、参赛对象\n大学生\n三、竞赛安排\n（一）初赛（5月6日）。网上评审。\n（二）决赛（5月8日）。现场答辩。", "第三届创业大赛"),
    ])
    func oneEvent(title: String, body: String, name: String) throws {
        let found = try activities(body, title: title)
        #expect(found.map(\.name) == [name])
        #expect(found.first?.dates == ["2025-05-06/2025-05-08"])
    }

    @Test func whatIsStatedOnceHoldsForAll() throws {
        let found = try activities(
            "一、参与对象\n全体居民\n二、活动内容\n1.健康义诊。5月6日在广场举行。\n2.读书会。每周三下午在书屋举行，学生20人参加。")
        #expect(found.map(\.audience) == ["全体居民", "学生"])
    }
}
