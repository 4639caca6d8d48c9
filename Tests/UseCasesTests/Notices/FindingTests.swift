import Domain
import NoticeReading
import OfficeFiles
import TestSupport
import Testing
import UseCases

/// What the reader warns of: let stand with a reason, kept, and shown to the superiors.
@Suite struct FindingTests {
    private static let text = """
        金计生协〔2025〕16号

        金乡县计划生育协会关于开展会员活动的通知

        各镇街计生协：

        现将有关事项通知如下。

        一、活动时间

        2025年5月1日至5月31日

        二、活动内容

        （一）健康义诊。5月20日上午9:30-11:00，在文化广场举办健康义诊，预计100人参加。

        三、工作要求

        请于6月5日前将活动总结、照片10张报送县计生协。督导检查结果纳入年度绩效考核。

        金乡县计划生育协会
        2025年4月30日
        """

    @Test(arguments: Engine.allCases)
    func aRedLineNeedsAReasonThatSuperiorsSee(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let county = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(Self.text.utf8), name: "通知.txt", by: county)
        let review = try await Notices(tree.surroundings).review(id, for: county)
        let breaches = review.reading.findings.indices.filter {
            review.reading.findings[$0].rule == NoticeFinding.redLine
        }
        #expect(breaches.count == 2)
        var draft = review.draft
        let confirm = ConfirmNotice(tree.surroundings)
        do {
            try await confirm.confirm(draft, of: id, by: county)
            Issue.record("it was confirmed without a reason")
        } catch let refused as NoticeDraftRefused {
            #expect(refused.fields.map(\.name) == breaches.map { "finding.\($0).reason" })
        }
        draft.decisions = breaches.map { .init(finding: $0, reason: "上级文件原文如此") }
        try await confirm.confirm(draft, of: id, by: county)
        #expect(try await Notices(tree.surroundings).breaches(for: tree.officer("3708")).isEmpty)
        try await PassNoticeDown(tree.surroundings).issue(id, by: county)
        for code in ["00", "37", "3708"] {
            #expect(try await Notices(tree.surroundings).breaches(for: tree.officer(code)).map(\.id) == [id])
        }
        #expect(try await Notices(tree.surroundings).breaches(for: tree.officer("150203")).isEmpty)
        #expect(try await Notices(tree.surroundings).breaches(for: county).isEmpty)
        let above = try await Notices(tree.surroundings).detail(id, for: tree.officer("37"))
        #expect(
            above.findings.map(\.finding).filter { $0.rule == NoticeFinding.redLine }.map(\.reason) == [
                "上级文件原文如此", "上级文件原文如此",
            ])
        // Whoever it came to reads the notice, not what its author was warned of.
        let below = try await Notices(tree.surroundings).detail(id, for: tree.officer("370828001"))
        #expect(below.findings.isEmpty)
    }

    /// The county wants the summary by the 5th; a street that asks its villages for the 10th is told.
    @Test func aDeadlineAfterTheSuperiorsIsSaid() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let county = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(Self.text.utf8), name: "通知.txt", by: county)
        var draft = try await Notices(tree.surroundings).review(id, for: county).draft
        draft.decisions = (0..<10).map { .init(finding: $0, reason: "说明") }
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: county)
        let street = try await tree.officer("370828001")
        let own = Self.text.replacing("金计生协〔2025〕16号", with: "金街办发〔2025〕7号").replacing("金乡县计划", with: "金乡街道计划")
            .replacing("现将有关事项", with: "按照县计生协《关于开展会员活动的通知》（金计生协〔2025〕16号）要求，现将有关事项")
        func late(_ text: String) async throws -> [String] {
            let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: street)
            return try await Notices(tree.surroundings).review(id, for: street).reading.findings
                .filter { $0.rule == "deadline_after_superior" }.map(\.message)
        }
        let after = own.replacing("6月5日前", with: "6月10日前")
        // Not before the county's notice has come down.
        #expect(try await late(after).isEmpty)
        try await PassNoticeDown(tree.surroundings).issue(id, by: county)
        #expect(try await late(after).count == 1)
        #expect(try await late(after.replacing("6月10日前", with: "6月3日前")).isEmpty)
    }

    @Test func theBurdenCountsWhatIsAskedAndWhatIsKnown() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let county = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(Self.text.utf8), name: "通知.txt", by: county)
        let burden = try await Notices(tree.surroundings).review(id, for: county).burden
        #expect(burden.items.map(\.name) == ["记活动", "总结", "照片"])
        // One session with day and place: the number is to be entered. A summary: eight parts, six of them drafted.
        #expect(burden.items.map(\.fields) == [5, 8, 10])
        #expect(burden.items.map(\.known) == [4, 6, 0])
        #expect(burden.toFill == 13)
        #expect(burden.children > 0 && burden.below > burden.children)
        #expect(!burden.isTooLong)
    }

    /// Read, confirmed, written, read again.
    @Test func theOfficialDocumentSaysTheSame() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let county = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(Self.text.utf8), name: "通知.txt", by: county)
        var draft = try await Notices(tree.surroundings).review(id, for: county).draft
        draft.decisions = (0..<10).map { .init(finding: $0, reason: "说明") }
        draft.activities[0].venue = "人民广场"
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: county)
        let files = NoticeFiles(tree.surroundings)
        let word = try await files.document(id, for: county)
        let again = try await UploadNotice.read(word.bytes)
        #expect(again.reading.docNumber == "金计生协〔2025〕16号")
        #expect(again.reading.activities.map(\.name) == ["健康义诊"])
        #expect(again.reading.clauses.map(\.heading) == ["活动时间", "活动内容", "工作要求"])
        // The correction stands beside the text that was signed.
        #expect(again.text.contains("在文化广场举办"))
        #expect(again.text.contains("人民广场"))
        let calendar = String(decoding: try await files.calendar(id, for: county), as: UTF8.self)
        #expect(calendar.contains("DTSTART;TZID=Asia/Shanghai:20250520T093000"))
        #expect(calendar.contains("LOCATION:人民广场"))
        #expect(calendar == String(decoding: try await files.calendar(id, for: county), as: UTF8.self))
        await #expect(throws: AccessRefused.missing) { _ = try await files.document(id, for: tree.officer("150203")) }
    }

    /// Short days as people type them, and what cannot be understood named field by field.
    @Test(arguments: [
        ("5.18", "2025-05-18"), ("5月18日", "2025-05-18"), ("2025/5/18", "2025-05-18"), ("５．１８", "2025-05-18"),
        ("2025-05-18", "2025-05-18"),
    ])
    func daysAreTypedShort(typed: String, day: String) throws {
        #expect(try CalendarDate(typed: typed, year: 2025).text == day)
    }

    @Test(arguments: ["", "18", "5.32", "13.1", "二十日", "5.1.1.1", "99999999999999999999.1"])
    func whatIsNoDayIsRefused(typed: String) {
        #expect(throws: CalendarDate.Invalid.self) { _ = try CalendarDate(typed: typed, year: 2025) }
    }
}
