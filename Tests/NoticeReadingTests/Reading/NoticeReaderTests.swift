import Foundation
import NoticeReading
import Testing

struct NoticeReaderTests {
    static let seriesNotice = """
        青石区红十字会文件
        青红发[2023]8号
        ————————————————
        关于开展2023年“世界红十字日”系列宣传活动的通知
        各街道红十字会，各有关单位：
        　　今年5月8日是第76个世界红十字日。根据市红十字会《关于开展博爱周活动的通知》（石红字〔2023〕22号）要求，决定开展系列活动。现将有关事项通知如下：
        　　一、活动时间
        　　2023年5月5日至5月14日
        　　二、活动主题
        　　人道，从身边开始
        　　三、活动内容
        　　（一）应急救护培训进社区
        　　时间：5月6日、5月7日，每天上午9:00-11:30
        　　地点：各街道社区活动室
        　　对象：社区居民、志愿者
        　　人数：每场不少于50人
        　　（二）造血干细胞知识讲座。5月12日，联合区医院、团区委在职业学院大学生活动中心举办讲座，邀请200名大学生参加。
        　　四、工作要求
        　　（一）高度重视，精心组织。各单位要加强领导，推动全省形成声势。
        　　（二）及时总结。请各街道于5月20日前将活动总结和图片（3-5张）报区红十字会业务科。
        　　联 系 人：李强  张燕
        　　联系电话：027－86860001  86860002
        　　附件：统计表
                                           青石区红十字会
                                           二〇二三年四月二十四日
        """

    @Test func readsTheHeadOfANotice() throws {
        let reading = try NoticeReader().read(Self.seriesNotice)
        #expect(reading.kind == .notice)
        #expect(reading.docNumber == "青红发[2023]8号")
        #expect(reading.issuer == "青石区红十字会")
        #expect(reading.issueDate == "2023-04-24")
        #expect(reading.title == "关于开展2023年“世界红十字日”系列宣传活动的通知")
        #expect(reading.theme == "人道，从身边开始")
        #expect(reading.addressees == ["各街道红十字会", "各有关单位"])
        #expect(reading.period?.start == "2023-05-05" && reading.period?.end == "2023-05-14")
        #expect(reading.references.first?.docNumber == "石红字〔2023〕22号")
    }

    @Test func readsActivitiesAndSubmissions() throws {
        let reading = try NoticeReader().read(Self.seriesNotice)
        try #require(reading.activities.map(\.name) == ["应急救护培训进社区", "造血干细胞知识讲座"])
        let training = reading.activities[0]
        #expect(training.dates == ["2023-05-06", "2023-05-07"] && training.time == "上午9:00-11:30")
        #expect(training.venue == "各街道社区活动室" && training.audience == "社区居民、志愿者")
        #expect(training.headcount?.min == 50 && training.headcount?.max == nil && training.unit == "人")
        let lecture = reading.activities[1]
        #expect(lecture.partners == ["区医院", "团区委"] && lecture.venue == "职业学院大学生活动中心")
        #expect(lecture.headcount?.min == 200 && lecture.headcount?.max == 200 && lecture.audience == "大学生")
        #expect(reading.deadlines.map(\.date) == ["2023-05-20"] && reading.deadlines[0].to == "区红十字会业务科")
        #expect(reading.materials.map(\.kind) == [.summary, .photos])
        #expect(reading.contacts.map(\.name) == ["李强", "张燕"])
        #expect(reading.contacts.map(\.phone) == ["027-86860001", "027-86860002"])
        #expect(Set(reading.findings.map(\.rule)) == ["annex_missing", "scope_copied", "red_line"])
    }

    @Test func readsADocumentOnOneLine() throws {
        let reading = try NoticeReader().read(
            "金水镇2024年母亲节活动方案　一、活动时间：2024年5月12日上午9:00 二、活动地点：镇文化广场 三、参加人员：辖区妇女代表100人 四、活动内容：1.义诊咨询。"
                + "镇卫生院医生免费测血压。2.文艺演出。由镇舞蹈队表演节目。五、活动要求：各村于5月10日前将人员名单报镇妇联。 金水镇人民政府 2024年4月28日")
        #expect(reading.kind == .plan && reading.issuer == "金水镇人民政府" && reading.issueDate == "2024-04-28")
        #expect(reading.clauses.map(\.heading) == ["活动时间", "活动地点", "参加人员", "活动内容", "活动要求"])
        #expect(reading.clauses[3].children.map(\.heading) == ["义诊咨询", "文艺演出"])
        try #require(reading.activities.count == 1)
        let event = reading.activities[0]
        #expect(event.dates == ["2024-05-12"] && event.time == "上午9:00" && event.venue == "镇文化广场")
        #expect(event.headcount?.min == 100 && event.headcount?.max == 100)
        #expect(reading.deadlines.map(\.to) == ["镇妇联"])
    }

    @Test func joinsWrappedLinesAndKeepsTwoDocumentsApart() throws {
        let reading = try NoticeReader().read(
            """
            关于印发《2025年科普月活动
            方案》的通知
            科协发〔2025〕15号
            各学会：
            现将方案印发给你们，请认真贯彻执行，并结合各自实际，采取多种形式组织开展好各项科普活动，扩大“科

            普月”影响。
            山阳市科协
            2025年8月20日
            2025年科普月活动方案
            一、活动时间
            即日起至9月30日
            二、重点活动
            1.进校园。9月每周三，面向乡村学生开展科学实验展示。
            """)
        #expect(reading.title == "关于印发《2025年科普月活动方案》的通知")
        #expect(reading.kind == .plan && reading.docNumber == "科协发〔2025〕15号")
        #expect(reading.period?.start == "2025-08-20" && reading.period?.end == "2025-09-30")
        #expect(reading.activities.map(\.dates) == [["9月每周三"]])
        #expect(reading.activities[0].expandedDates == ["2025-09-03", "2025-09-10", "2025-09-17", "2025-09-24"])
    }

    @Test func fieldsAboveHoldForWhatStandsBelow() throws {
        let reading = try NoticeReader().read(
            """
            春和街道家庭教育活动实施方案
            一、活动内容
            （一）倡导家风
            协同部门：街道民政办、妇联。
            活动内容
            家风讲座：2025年6月18日，在街道会议室举办讲座，预计邀请80 - 100人参加。
            故事会：6月1日 - 6月25日，在各社区开展故事会。
            """)
        #expect(reading.activities.map(\.name) == ["家风讲座", "故事会"])
        #expect(reading.activities.allSatisfy { $0.partners == ["街道民政办", "妇联"] })
        #expect(reading.activities.allSatisfy { $0.categoryPath == ["倡导家风"] })
    }

    @Test(arguments: [
        ("2024年5月29日是第20个会员活动日", "ordinal_mismatch"), ("庆祝中国计生协成立40周年", "anniversary_mismatch"),
        ("6月1日（星期二）开展活动", "weekday_mismatch"), ("结果纳入年度绩效考核", "red_line"),
    ])
    func findings(sentence: String, rule: String) throws {
        let text = "关于开展2024年宣传活动的通知\n各村：\n\(sentence)，请认真组织开展。\n"
        let reading = try NoticeReader().read(text)
        #expect(reading.findings.map(\.rule) == [rule])
        #expect(reading.findings.allSatisfy { !cut(text, $0.source).isEmpty })
    }

    @Test func rightNumbersRaiseNothing() throws {
        let text = "关于开展2024年宣传活动的通知\n各村：\n今年是第26个会员活动日，也是中国计生协成立44周年，请于6月1日（星期六）组织开展。"
        #expect(try NoticeReader().read(text).findings.isEmpty)
    }

    @Test func spansHoldTheirValues() throws {
        let text = Self.seriesNotice
        let reading = try NoticeReader().read(text)
        var values: [(String?, NoticeReading.Source?)] = [
            (reading.docNumber, reading.sources.docNumber), (reading.issuer, reading.sources.issuer),
            (reading.title, reading.sources.title), (reading.theme, reading.sources.theme),
        ]
        for activity in reading.activities { values.append((activity.name, activity.source)) }
        for deadline in reading.deadlines { values.append((deadline.what, deadline.source)) }
        for contact in reading.contacts { values.append((contact.name, contact.source)) }
        #expect(values.count == 9)
        for (value, source) in values {
            let piece = cut(text, try #require(source))
            #expect(piece.contains(try #require(value)) && piece.unicodeScalars.count <= 400)
        }
    }

    @Test func silenceIsNull() throws {
        let reading = try NoticeReader().read("关于开展宣传活动的通知\n各村：\n请认真组织开展活动，确保实效，让群众满意。")
        let json = String(decoding: try JSONEncoder().encode(reading), as: UTF8.self)
        #expect(
            json.contains("\"doc_number\":null") && json.contains("\"period\":null") && json.contains("\"contacts\":[]")
        )
        #expect(try JSONDecoder().decode(NoticeReading.self, from: Data(json.utf8)) == reading)
    }

    static let refused: [(String, NoticeInvalid)] = [
        ("", NoticeInvalid.empty), ("  \n\t ", .empty),
        ("买菜：鸡蛋两斤，牛奶一箱，西红柿三斤，土豆五斤，再给孩子买铅笔和作业本。", .notANotice),
        ("Dear all, the meeting is on Monday. Please bring your reports.", .notANotice),
        ("func main() { print(\"你好\") } // 一个程序，打印一句话，没有别的用处，也不是文件。", .notANotice),
        (String(repeating: "（", count: 90_000), .notANotice),
    ]

    @Test(arguments: refused)
    func refusesWhatIsNoNotice(text: String, expected: NoticeInvalid) {
        #expect(throws: expected) { try NoticeReader().read(text) }
        #expect(!expected.message.isEmpty && expected.code.hasPrefix("notice."))
    }

    @Test func refusesWhatIsTooLong() {
        let text = String(repeating: "通知", count: 600_000)
        #expect(throws: NoticeInvalid.tooLong(limit: 1_000_000)) { try NoticeReader().read(text) }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["第一个", "一、活动\n", "将5月1日前", "（一）", "《", "5月1日、", "联系人：张三，"])
    func repetitionDoesNotHang(unit: String) {
        let filler = String(repeating: unit, count: 30_000 / unit.unicodeScalars.count)
        _ = try? NoticeReader().read(Self.seriesNotice + filler)
    }

    private func cut(_ text: String, _ source: NoticeReading.Source) -> String {
        String(String.UnicodeScalarView(Array(text.unicodeScalars)[source.start..<source.end]))
    }
}
