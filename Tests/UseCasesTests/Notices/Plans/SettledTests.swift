import Domain
import NoticeReading
import TestSupport
import Testing
import UseCases

/// What was settled when a notice was issued is not asked again when it is revised.
@Suite struct SettledTests {
    /// The clock of the tree stands at 5 May; these two were over by then when the notice was issued.
    private let text = OneDeadlineTests.own
        .replacing("2025年5月2日", with: "2025年5月12日")
        .replacing(
            "（二）走访慰问困难家庭。",
            with: "（二）政策讲座。5月8日，在街道会议室举办讲座，预计100人参加。\n\n（三）家庭健康义诊。5月10日，在社区卫生服务中心开展义诊服务。\n\n（四）走访慰问困难家庭。")

    private func early(_ id: Notice.ID, _ world: PlanWorld) async throws -> [String] {
        try await Notices(world.surroundings).review(id, for: world.tree.officer(PlanWorld.street)).reading.findings
            .filter { $0.rule == "event_before_issue" }.map(\.message)
    }

    @Test(arguments: Engine.allCases)
    func whatStandsUnchangedIsNotAskedAgain(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let officer = try await world.tree.officer(PlanWorld.street)
        let id = try await UploadNotice(world.surroundings)(Array(text.utf8), name: "方案.txt", by: officer)
        #expect(try await early(id, world).count == 2)
        try await world.confirm(id, at: PlanWorld.street, campaign: world.tree.campaign.id.text)
        try await world.issue(id, at: PlanWorld.street)
        // Another number in front is no other sentence; another day is.
        let changed = text.replacing("（三）家庭健康义诊。5月10日", with: "（三）家庭健康义诊。5月9日")
            .replacing("入户看望计生特殊家庭", with: "入户看望计生特殊家庭和留守老人").replacing("（二）政策讲座", with: "（五）政策讲座")
        let next = try await ReviseNotice(world.surroundings)(
            id, file: Array(changed.utf8), name: "改过.txt", by: officer)
        let asked = try await early(next, world)
        #expect(asked.count == 1 && asked[0].contains("家庭健康义诊"))
        // As another unit's text it is asked about as before.
        let again = try await UploadNotice(world.surroundings)(Array(changed.utf8), name: "方案.txt", by: officer)
        #expect(try await early(again, world).count == 2)
    }

    @Test func aComposedRevisionIsNotAskedAgain() async throws {
        let world = try await PlanWorld(.sqlite)
        let officer = try await world.tree.officer(PlanWorld.street)
        let notice = try await world.issued(
            PlanWorld.notice.replacing("家庭健康义诊：5月20日", with: "家庭健康义诊：5月3日"))
        let plan = try await world.plan(notice)
        #expect(try await early(plan, world).count == 1)
        let next = try await WritePlan(world.surroundings).beginRevision(of: plan, by: officer)
        try await world.compose(next) { $0.change("走访慰问", to: "走访慰问困难家庭。各社区、村要入户看望。") }
        #expect(try await early(next, world).isEmpty)
    }
}
