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
        #expect(plan.entries[plan.place("活动主题")].hint?.contains("去年的主题") ?? false)
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
        // Over, but still of this year: there is no last year's.
        time.pass(hours: 60 * 24)
        #expect(try await notices.lastYears(for: county) == nil)
        #expect(try await !world.around(notice, at: PlanWorld.county).canRepeat)
        time.pass(hours: 240 * 24)
        #expect(try await notices.lastYears(for: county)?.id == notice)
        #expect(try await world.around(notice, at: PlanWorld.county).canRepeat)
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
        // It is there by itself.
        let filled = try await world.editor(plan).plan
        #expect(filled.bases.map(\.lastYear) == [nil, 2025] && filled.bases.last?.notice == last)
        let worded = try #require(filled.entries.first { $0.number == "三（一）" })
        #expect(worded.choice == .change && worded.text.contains("中心广场") && worded.base == next)
        #expect(worded.hint == "去年的写法")
        let own = try #require(filled.entries.firstIndex { $0.text.contains("广场舞会") })
        #expect(filled.entries[own].base == nil && filled.entries[own + 1].text.hasPrefix("走访慰问"))
        #expect(filled.leadGroup == "组长 街道办事处分管负责人")
        #expect(!filled.entries.contains { $0.text.hasPrefix("报送要求") || $0.text.hasPrefix("组织领导") })
        // Last year's plan is no superior: it is not cited.
        #expect(filled.bases.filter(\.isSuperior).map(\.notice) == [next])
        // Taken out again, but for what was written over it; and taken in once more.
        let street = try await world.tree.officer(PlanWorld.street)
        let write = WritePlan(world.surroundings)
        let bare = try await write.removing(last, from: filled, by: street)
        #expect(bare.bases.map(\.notice) == [next] && bare.leadGroup.isEmpty)
        #expect(bare.entries.allSatisfy { $0.base == next && !($0.hint?.contains("去年") ?? false) })
        #expect(bare.entries[bare.place("讲清")].choice == .keep)
        var written = filled
        written.entries[own].text = "广场舞会：5月23日，在文化广场举办。"
        #expect(
            try await write.removing(last, from: written, by: street).entries.contains { $0.text.contains("文化广场") })
        #expect(try await write.adding(last, to: bare, by: street).entries.contains { $0.text.contains("广场舞会") })
        try await write.save(bare, version: world.editor(plan).version, of: plan, by: street)
        #expect(try await world.editor(plan).candidates.map(\.id).contains(last))
    }

    /// A heading keeps what stands below it; one whose parts all went to this year's clauses goes.
    @Test func whatStandsBelowAHeadingStaysThere() async throws {
        let time = MovableTime()
        let world = PlanWorld(try await SmallTree(Engine.sqlite.database(), clock: time.clock))
        let county = try await world.tree.officer(PlanWorld.county)
        let notice = try await world.confirm(PlanWorld.notice, at: PlanWorld.county, campaign: NoticeDraft.newCampaign)
        try await world.issue(notice, at: PlanWorld.county)
        let campaign = try #require(
            try await Notices(world.surroundings).detail(notice, for: county).notice.campaign)
        let text = OneDeadlineTests.own.replacing(
            "（二）走访慰问困难家庭。各社区、村要入户看望计生特殊家庭。",
            with: """
                （二）走访慰问

                走访慰问困难家庭：5月10日，入户看望计生特殊家庭。

                （三）文艺活动

                广场舞会：5月24日，在中心广场举办，预计60人参加。
                """)
        let last = try await world.confirm(text, at: PlanWorld.street, campaign: campaign.text)
        try await world.issue(last, at: PlanWorld.street)
        time.pass(hours: 300 * 24)
        let next = try await WritePlan(world.surroundings).beginNextYear(from: notice, by: county)
        try await world.compose(next, at: PlanWorld.county) { $0.newCampaignName = "2026年会员活动月" }
        try await world.confirm(next, at: PlanWorld.county)
        try await world.issue(next, at: PlanWorld.county)
        let plan = try await world.begin(next)
        let composition = try await world.editor(plan).plan
        #expect(composition.bases.last?.notice == last)
        let entries = composition.entries
        #expect(!entries.contains { $0.text.trimmed == "走访慰问" })
        #expect(entries.first { $0.base == next && $0.number == "三（三）" }?.text.contains("5月10日") ?? false)
        let heading = try #require(entries.firstIndex { $0.text.trimmed == "文艺活动" })
        #expect(entries[heading + 1].text.hasPrefix("广场舞会") && entries[heading + 1].base == nil)
        // One day, though last year's plan had one in its own words.
        #expect(composition.dues.map(\.date) == ["2026-06-05"])
        try await world.compose(plan)
        let review = try await Notices(world.surroundings).review(plan, for: world.tree.officer(PlanWorld.street))
        #expect(review.draft.deadlines.map(\.date) == ["2026-06-05"])
        #expect(!review.draft.activities.map(\.name).contains("走访慰问"))
    }
}
