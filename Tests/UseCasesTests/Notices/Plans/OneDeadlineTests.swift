import Domain
import NoticeReading
import TestSupport
import Testing
import UseCases

/// A plan asks for one thing by one day, wherever its words come from.
@Suite struct OneDeadlineTests {
    /// A street's own plan as it came from Word, with its day in its own clause.
    static let own = """
        金街办发〔2025〕16号

        金乡街道“5.29会员活动月”实施方案

        各社区、村计生协：

        按照《关于开展“5.29会员活动月”活动的通知》（金计生协〔2025〕3号）要求，制定本方案。

        一、活动时间

        2025年5月1日至5月31日

        二、活动内容

        （一）讲清生育支持政策。在中心广场设点讲解，发放问答手册。

        （二）走访慰问困难家庭。各社区、村要入户看望计生特殊家庭。

        三、信息报送

        活动结束后，各社区、村计生协于6月5日前将活动总结、信息统计表报送街道计生协。

        金乡街道计划生育协会
        2025年5月2日
        """

    private func twice(_ id: Notice.ID, _ world: PlanWorld) async throws -> [String] {
        try await Notices(world.surroundings).review(id, for: world.tree.officer(PlanWorld.street)).reading.findings
            .filter { $0.rule == "two_deadlines" }.map(\.message)
    }

    /// A further superior's day comes to a plan that has one.
    @Test(arguments: Engine.allCases)
    func aFurtherSuperiorBringsNoSecondDay(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        _ = try await world.issued()
        let plan = try await world.confirm(Self.own, at: PlanWorld.street)
        try await world.issue(plan, at: PlanWorld.street)
        let further = try await world.issued(
            PlanWorld.ministry.replacing("鲁卫函〔2025〕117号", with: "金卫函〔2025〕9号").replacing("6月8日前", with: "6月25日前"))
        let next = try await world.begin(further)
        let editor = try await world.editor(next)
        #expect(editor.plan.dues.map(\.date) == ["2025-06-05"])
        #expect(editor.plan.dues.map(\.superiorDate) == ["2025-06-25"])
        try await world.compose(next)
        let review = try await Notices(world.surroundings).review(next, for: world.tree.officer(PlanWorld.street))
        #expect(review.draft.deadlines.map(\.date) == ["2025-06-05"])
        #expect(!review.plainText.contains("信息报送"))
        #expect(try await twice(next, world).isEmpty)
    }

    @Test func aRevisionThatIsTakenOverBringsNoSecondDay() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let plan = try await world.confirm(Self.own, at: PlanWorld.street)
        try await world.issue(plan, at: PlanWorld.street)
        let revised = try await world.revise(notice) {
            $0.replacing("6月10日前", with: "6月22日前").replacing("发放问答手册", with: "发放问答手册和补贴指南")
        }
        let officer = try await world.tree.officer(PlanWorld.street)
        let changes = try #require(try await NoticeChanges(world.surroundings).page(revised, for: officer)).changes
        let decisions = Dictionary(uniqueKeysWithValues: changes.map { ($0.key, PlanComposition.Decision.theirs) })
        let next = try #require(
            try await NoticeChanges(world.surroundings).takeOver(revised, decisions, by: officer))
        // The superior waits longer; the street's own day stays.
        #expect(try await world.editor(next).plan.dues.map(\.date) == ["2025-06-05"])
        try await world.compose(next)
        let review = try await Notices(world.surroundings).review(next, for: officer)
        #expect(review.draft.deadlines.map(\.date) == ["2025-06-05"])
    }

    /// Whoever writes a second day gets told, and is not told any more once one of them is taken out.
    @Test func twoDaysInAnUploadedNoticeAreSaid() async throws {
        let world = try await PlanWorld(.sqlite)
        let street = try await world.tree.officer(PlanWorld.street)
        let text = Self.own.replacing(
            "报送街道计生协。", with: "报送街道计生协。请各社区、村计生协于2025年6月20日前将活动总结、信息统计表报送街道计生协。")
        let id = try await UploadNotice(world.surroundings)(Array(text.utf8), name: "方案.txt", by: street)
        let found = try await twice(id, world)
        #expect(found.count == 1 && found[0].contains("2025-06-05和2025-06-20"))
        let review = try await Notices(world.surroundings).review(id, for: street)
        #expect(review.draft.deadlines.count == 2)
        var draft = review.draft
        draft.deadlines[1].what = ""
        let place = try #require(review.reading.findings.firstIndex { $0.rule == "two_deadlines" })
        #expect(review.draft.settled(review.reading)[place] == nil)
        #expect(draft.settled(review.reading)[place] == "改过了")
    }
}
