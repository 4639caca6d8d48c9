import Domain
import TestSupport
import Testing
import UseCases

/// What a plan leaves out can be taken back, and is counted the same wherever it is shown.
@Suite struct LeftOutTests {
    @Test(arguments: Engine.allCases)
    func whatAnUploadedPlanLeavesOutIsListed(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.confirm(OneDeadlineTests.own, at: PlanWorld.street)
        try await world.issue(plan, at: PlanWorld.street)
        let further = try await world.issued(
            PlanWorld.ministry.replacing("鲁卫函〔2025〕117号", with: "金卫函〔2025〕9号"))
        let next = try await world.begin(further)
        let entries = try await world.editor(next).plan.entries
        let theirs = try await Notices(world.surroundings).detail(notice, for: world.tree.officer(PlanWorld.street))
        // Each clause once, in its order.
        let places = entries.filter { $0.base == notice }.compactMap(\.position)
        #expect(places.sorted() == Array(theirs.clauses.indices))
        let theme = try #require(entries.first { $0.original?.hasPrefix("活动主题") ?? false })
        #expect(theme.choice == .leave && theme.written == nil)
        // The plan's own sections stand as they stood.
        try await world.compose(next)
        let street = try await world.tree.officer(PlanWorld.street)
        let text = try await Notices(world.surroundings).review(next, for: street).plainText
        #expect(text.contains("二、活动内容") && text.contains("（二）走访慰问困难家庭"))
        // One is taken back.
        try await world.compose(next) { $0.entries[$0.place("活动主题")].choice = .keep }
        #expect(try await Notices(world.surroundings).review(next, for: street).plainText.contains("、活动主题"))
    }

    @Test func theEditorAndThePageCountTheSame() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let paper = try await world.confirm(
            PlanWorld.ministry.replacing("（二）科学育儿讲座。可以邀请专家到社区讲课。", with: "（二）走访慰问困难家庭。各单位要入户看望计生特殊家庭。"),
            at: PlanWorld.street)
        let plan = try await world.begin(notice)
        let officer = try await world.tree.officer(PlanWorld.street)
        let editor = try await world.editor(plan)
        let both = try await WritePlan(world.surroundings).adding(paper, to: editor.plan, by: officer)
        try await WritePlan(world.surroundings).save(both, version: editor.version, of: plan, by: officer)
        try await world.compose(plan) { $0.entries[$0.place("活动主题")].choice = .leave }
        let counts = try await world.editor(plan).plan.counts
        try await world.confirm(plan, at: PlanWorld.street)
        let lines = try await world.around(plan).correspondence.flatMap(\.lines)
        #expect(counts.left == lines.count { $0.state == .left })
        #expect(counts.changed == lines.count { $0.state == .changed })
        #expect(counts.kept == lines.count { $0.state == .kept })
        // What both superiors say in the same words is written once and left out by neither.
        #expect(lines.filter { $0.theirs.hasPrefix("走访慰问困难家庭") }.map(\.state) == [.kept, .kept])
    }

    /// A revision shows what the plan says itself: nothing where it leaves a clause out, its own day where that is another's.
    @Test func aRevisionShowsWhatIsOurs() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        _ = try await world.plan(notice) { $0.entries[$0.place("走访慰问")].choice = .leave }
        let revised = try await world.revise(notice) {
            $0.replacing("入户看望计生特殊家庭", with: "入户看望计生特殊家庭和留守老人").replacing("6月10日前", with: "6月12日前")
        }
        let officer = try await world.tree.officer(PlanWorld.street)
        let changes = try #require(try await NoticeChanges(world.surroundings).page(revised, for: officer)).changes
        #expect(changes.map(\.number) == ["三（三）", "四（二）"])
        #expect(changes[0].ours == nil && !changes[0].setsDay)
        #expect(changes[1].ours?.contains("6月5日前") ?? false)
        #expect(changes[1].setsDay)
    }
}
