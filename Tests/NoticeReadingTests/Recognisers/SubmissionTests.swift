import Testing

@testable import NoticeReading

struct SubmissionTests {
    @Test(
        arguments: [
            ("请于6月5日前将活动总结、统计表报送至县妇联办公室。", "活动总结、统计表", "2025-06-05", nil, "县妇联办公室"),
            ("各村7月31日17:00前将照片2张、信息1篇发至镇文化站。", "照片2张、信息1篇", "2025-07-31", "17:00", "镇文化站"),
            ("认真梳理，形成书面总结，于12月10日之前上报区红十字会。", "书面总结", "2025-12-10", nil, "区红十字会"),
            ("各单位请将名单于3月1日前报科协普及部。", "名单", "2025-03-01", nil, "科协普及部"),
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

    @Test(arguments: ["5月10日前，各村组织走访，发放慰问金。", "3月5日前后开展海报宣传。", "5月1日举办讲座。"])
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
