import Domain
import TestSupport
import Testing
import UseCases

@Suite struct NextYearPlanTests {
    @Test(arguments: Engine.allCases)
    func lastYearsNoticeIsTakenUpAgain(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.confirm(PlanWorld.notice, at: PlanWorld.county, campaign: NoticeDraft.newCampaign)
        try await world.issue(notice, at: PlanWorld.county)
        let county = try await world.tree.officer(PlanWorld.county)
        let next = try await WritePlan(world.surroundings).beginNextYear(from: notice, by: county)
        #expect(try await WritePlan(world.surroundings).beginNextYear(from: notice, by: county) == next)
        let plan = try await world.editor(next, at: PlanWorld.county).plan
        #expect(plan.opening?.contains("2026年5月29日是第28个“会员活动日”") ?? false)
        #expect(plan.entries.first?.written?.contains("2026年5月1日至5月31日") ?? false)
        #expect(plan.entries.first?.hint?.contains("去年的日子") ?? false)
        try await world.compose(next, at: PlanWorld.county) { $0.newCampaignName = "2026年会员活动月" }
        try await world.confirm(next, at: PlanWorld.county)
        try await world.issue(next, at: PlanWorld.county)
        let street = try await world.agenda(PlanWorld.street)
        #expect(street.campaigns.contains { $0.name == "2026年会员活动月" && $0.year == 2026 })
        // Another campaign asks by itself.
        #expect(Set(street.unanswered.map(\.notice.id)) == [notice, next])
        await #expect(throws: AccessRefused.missing) {
            try await WritePlan(world.surroundings).beginNextYear(from: next, by: world.tree.officer("150203"))
        }
    }

    /// Offered once last year's campaign is over, until something of this year's is there.
    @Test func lastYearsNoticeIsOffered() async throws {
        let time = MovableTime()
        let tree = try await SmallTree(Engine.sqlite.database(), clock: time.clock)
        let world = PlanWorld(tree)
        let county = try await tree.officer(PlanWorld.county)
        let notices = Notices(tree.surroundings)
        let notice = try await world.confirm(PlanWorld.notice, at: PlanWorld.county, campaign: NoticeDraft.newCampaign)
        try await world.issue(notice, at: PlanWorld.county)
        #expect(try await notices.lastYears(for: county) == nil)
        time.pass(hours: 300 * 24)
        #expect(try await notices.lastYears(for: county)?.id == notice)
        #expect(try await notices.lastYears(for: tree.officer(PlanWorld.county, [.signatory])) == nil)
        #expect(try await notices.lastYears(for: tree.officer(PlanWorld.street)) == nil)
        _ = try await WritePlan(tree.surroundings).beginNextYear(from: notice, by: county)
        #expect(try await notices.lastYears(for: county) == nil)
    }

    /// A street's wording of last year comes with the clauses that are the same this year, its own clauses where they stood.
    @Test func lastYearsWordingIsThere() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.confirm(PlanWorld.notice, at: PlanWorld.county, campaign: NoticeDraft.newCampaign)
        try await world.issue(notice, at: PlanWorld.county)
        let last = try await world.plan(notice) { plan in
            plan.change("讲清", to: "讲清生育支持政策。在中心广场设点讲解。")
            plan.entries.insert(
                .init(level: 2, choice: .change, text: "广场舞会：5月24日，在中心广场举办。"), at: plan.place("走访慰问"))
            plan.leadGroup = "组长 街道办事处分管负责人"
        }
        let county = try await world.tree.officer(PlanWorld.county)
        let next = try await WritePlan(world.surroundings).beginNextYear(from: notice, by: county)
        try await world.compose(next, at: PlanWorld.county) { $0.newCampaignName = "2026年会员活动月" }
        try await world.confirm(next, at: PlanWorld.county)
        try await world.issue(next, at: PlanWorld.county)
        let plan = try await world.begin(next)
        let editor = try await world.editor(plan)
        #expect(editor.candidates.map(\.id).contains(last))
        let street = try await world.tree.officer(PlanWorld.street)
        let filled = try await WritePlan(world.surroundings).adding(last, to: editor.plan, by: street)
        let worded = try #require(filled.entries.first { $0.number == "三（一）" })
        #expect(worded.choice == .change && worded.text.contains("中心广场") && worded.base == next)
        #expect(worded.hint == "去年的写法")
        let own = try #require(filled.entries.firstIndex { $0.text.contains("广场舞会") })
        #expect(filled.entries[own].base == nil && filled.entries[own + 1].text.hasPrefix("走访慰问"))
        #expect(filled.leadGroup == "组长 街道办事处分管负责人")
        #expect(!filled.entries.contains { $0.text.hasPrefix("报送要求") || $0.text.hasPrefix("组织领导") })
        // Last year's plan is no superior: it is not cited.
        #expect(filled.bases.filter(\.isSuperior).map(\.notice) == [next])
    }
}
