import NoticeReading
import Testing

/// What each rule finds, and what it must let pass.
struct LinterTests {
    private func rules(_ text: String) throws -> [String] { try NoticeReader().read(text).findings.map(\.rule) }

    private func notice(_ sentence: String) -> String {
        "关于开展2024年宣传活动的通知\n各村：\n\(sentence)，请认真组织开展。\n石桥镇人民政府\n2024年4月20日"
    }

    @Test(arguments: [
        ("今年5月29日是第25个“会员活动日”", true), ("今年5月29日是第26个会员活动日", false), ("2023年5月29日是第25个会员活动日", false),
        ("5月19日是第三十三次全国助残日", true), ("5月19日是第三十四次“全国助残日”", false), ("今年6月是第22个全国“安全生产月”", true),
        ("今年6月是第23个全国“安全生产月”", false), ("5月12日是第16个全国防灾减灾日", false), ("组织第三次全国普查", false),
        ("5月30日是第7个“全国科技工作者日”", true),
    ])
    func ordinals(sentence: String, isWrong: Bool) throws {
        #expect(try rules(notice(sentence)).contains("ordinal_mismatch") == isWrong)
    }

    @Test(arguments: [
        ("庆祝中国计生协成立40周年", true), ("庆祝中国计生协成立44周年", false), ("纪念“三八”国际妇女节113周年", true), ("纪念三八国际妇女节114周年", false),
        ("纪念五四运动一百零五周年", false), ("纪念五四运动一百零四周年", true), ("庆祝中华人民共和国成立75周年", false), ("2021年是中国共产党成立100周年", false),
        ("庆祝公司成立20周年", false),
    ])
    func anniversaries(sentence: String, isWrong: Bool) throws {
        #expect(try rules(notice(sentence)).contains("anniversary_mismatch") == isWrong)
    }

    @Test(arguments: [
        ("6月1日（星期二）集中宣传", true), ("6月1日（星期六）集中宣传", false), ("6月1日周日集中宣传", true), ("6月1日（周六）集中宣传", false),
        ("6月2日（星期天）集中宣传", false),
        ("6月3日至5日（星期一至星期三）集中宣传", false), ("6月3日至5日（星期一至星期四）集中宣传", true), ("6月3日（星期一）至4日（星期二）集中宣传", false),
        ("6月3日（礼拜二）集中宣传", true), ("6月每周三集中宣传", false),
    ])
    func weekdays(sentence: String, isWrong: Bool) throws {
        #expect(try rules(notice(sentence)).contains("weekday_mismatch") == isWrong)
    }

    @Test(arguments: [
        ("5月7日至5月13日，为期10天，集中宣传", true), ("5月7日至5月13日，为期7天，集中宣传", false), ("5月1日至5月31日（为期一个月）集中宣传", false),
        ("5月1日至5月20日，为期一个月，集中宣传", true), ("5月1日至5月30日（共20天）集中宣传", true), ("5月6日至5月12日，为期一周，集中宣传", false),
    ])
    func periods(sentence: String, isWrong: Bool) throws {
        #expect(try rules(notice(sentence)).contains("period_conflict") == isWrong)
    }

    @Test(arguments: [
        ("推动全省形成声势", true), ("形成全市上下联动的格局", true), ("全县各单位要高度重视", true), ("在全镇形成声势", false), ("按照全市统一安排", false),
        ("参加全县比赛", false), ("于5月前将本市总结汇总", true), ("落实全省各级部署", false),
    ])
    func scopes(sentence: String, isCopied: Bool) throws {
        #expect(try rules(notice(sentence)).contains("scope_copied") == isCopied)
    }

    @Test(arguments: [
        ("结果纳入年度绩效考核", true), ("网络投票评选优秀作品", true), ("每月排名通报", true), ("每日在群里打卡", true), ("积分排名靠前的奖励", true),
        ("按点赞数评奖", true),
        ("不得以点赞、投票数量作为考核依据", false), ("严禁要求打卡留痕", false), ("组织签到入场", false),
    ])
    func redLines(sentence: String, isCrossed: Bool) throws {
        #expect(try rules(notice(sentence)).contains("red_line") == isCrossed)
    }

    @Test(arguments: [
        ("一、宣传\n开展宣传。\n二、义诊\n开展义诊。\n二、慰问\n开展慰问", "numbering_duplicate"),
        ("一、宣传\n开展宣传。\n三、义诊\n开展义诊", "numbering_gap"), ("活动结束后，各村要及时报送活动总结", "deadline_incomplete"),
        ("请于6月5日前报送活动总结", "deadline_incomplete"),
    ])
    func structure(sentence: String, rule: String) throws {
        #expect(try rules(notice(sentence)) == [rule])
    }

    @Test func aDuplicateIsNoGapToo() throws {
        let body = "一、宣传\n开展宣传。\n二、义诊\n开展义诊。\n二、慰问\n开展慰问。\n四、座谈\n开展座谈"
        #expect(try rules(notice(body)) == ["numbering_duplicate"])
    }

    @Test func completeDeadlinesRaiseNothing() throws {
        #expect(try rules(notice("请于6月5日前将活动总结报镇妇联。联系人：李强，电话：0531-5550123")).isEmpty)
        #expect(try rules(notice("活动结束后5个工作日内报送活动总结")).isEmpty)
    }

    static let schedule = """
        关于开展2024年宣传活动的通知
        各村：
        一、活动内容
        （一）义诊。5月18日上午9:00-11:00，在镇文化活动中心举办义诊。
        （二）讲座。5月18日上午10:00-11:30，在镇文化活动中心举办讲座。
        （三）演出。5月18日下午2:00，在镇文化活动中心举办演出。
        （四）培训。4月8日、5月20日，在镇中心小学举办培训。
        石桥镇人民政府
        2024年4月20日
        """

    @Test func clashesAndPastDays() throws {
        let findings = try NoticeReader().read(Self.schedule).findings
        #expect(findings.filter { $0.rule == "venue_clash" }.count == 1)
        let past = findings.filter { $0.rule == "event_before_issue" }
        #expect(past.count == 1 && past[0].message.contains("2024-04-08") && !past[0].message.contains("2024-05-20"))
    }

    @Test func whatAnnexesLack() throws {
        let body = "请填写附件。\n附件：1.活动统计表\n2.课程安排表\n石桥镇人民政府\n2024年4月20日\n"
        let head = "关于开展宣传活动的通知\n各村：\n请认真组织开展宣传活动，"
        #expect(try rules(head + body) == ["annex_missing"])
        #expect(try rules(head + body + "附件1\n活动统计表\n单位：\n") == ["annex_missing"])
        #expect(try rules(head + body + "附件1\n活动统计表\n单位：\n附件2\n课程安排表\n时间：\n").isEmpty)
    }

    @Test func tooLong() throws {
        let filler = String(repeating: "各村要认真组织，广泛发动群众参与宣传服务活动。", count: 200)
        #expect(try rules(notice(filler)).contains("too_long"))
    }

    // MARK: Superiors

    @Test(arguments: [
        ("活动总结", "2024-06-01", true), ("工作总结", "2024-06-05", false), ("活动总结", "2024-06-20", false),
        ("报名表", "2024-06-01", false),
        ("统计表", "2024-05-31", true),
    ])
    func laterThanTheSuperior(what: String, date: String, isLate: Bool) throws {
        let reading = try NoticeReader().read(notice("请于6月5日前将活动总结、统计表报镇妇联"))
        let findings = SuperiorDeadlineRule(superior: [.init(what: what, date: date, to: "县妇联")]).findings(reading)
        #expect(findings.map(\.rule) == (isLate ? ["deadline_after_superior"] : []))
    }

    @Test func laterThanTheSuperiorWithinOneText() throws {
        let late = "市总工会要求县总工会于6月1日前报送活动情况。请各乡镇工会于6月5日前将活动总结报县总工会"
        #expect(try rules(notice(late)) == ["deadline_after_superior"])
        #expect(try NoticeReader().read(notice(late)).deadlines.map(\.date) == ["2024-06-05"])
    }

    // MARK: Two days for one thing

    @Test(arguments: [
        ("请各村于6月20日前将活动总结、统计表报送镇妇联", true), ("请各村于6月5日前将活动总结报送镇妇联", false), ("请各村于6月20日前将活动照片报送镇妇联", false),
        ("请各乡镇于6月20日前将活动总结报送县妇联", false), ("请各村于6月20日前将阶段总结报送镇妇联", false),
    ])
    func twoDaysForOneThing(second: String, isTwice: Bool) throws {
        let text = notice("请各村于6月5日前将活动总结报送镇妇联。\(second)")
        let reading = try NoticeReader().read(text)
        // The same sentence twice is one deadline.
        #expect(reading.deadlines.count == (second.contains("6月5日") ? 1 : 2))
        let found = TwoDeadlinesRule(text).findings(reading)
        #expect(found.map(\.rule) == (isTwice ? ["two_deadlines"] : []))
        if let first = found.first {
            #expect(first.message.contains("2024-06-05和2024-06-20") && first.message.hasPrefix("同一样东西有两个时限"))
        }
    }

    @Test func messagesAreSentences() throws {
        for finding in try NoticeReader().read(Self.schedule).findings {
            #expect(finding.message.hasSuffix("。") && finding.source.end > finding.source.start)
        }
    }
}
