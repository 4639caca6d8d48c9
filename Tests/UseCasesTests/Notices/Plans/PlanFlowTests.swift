import Domain
import TestSupport
import Testing
import UseCases

@Suite struct PlanFlowTests {
    /// From the county's notice to the street's plan, its clauses tied one to one, and down to the villages.
    @Test(arguments: Engine.allCases)
    func aStreetAnswersByItsOwnPlan(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.begin(notice)
        let proposed = try await world.editor(plan).plan
        #expect(proposed.entries.map(\.number) == ["一", "二", "三", "三（一）", "三（二）", "三（二）", "三（三）", "四", "四（一）", "四（二）"])
        #expect(proposed.title == "金乡街道计划生育协会“5.29会员活动月”活动实施方案")
        #expect(proposed.dues.map(\.what) == ["活动总结、信息统计表"])
        // The superior's 10 June less five days, after the last activity.
        #expect(proposed.dues.map(\.date) == ["2025-06-05"])
        // The sentence with the superior's day is left out, the rest stays.
        #expect(proposed.entries.last?.written == "照片自愿报送。")
        try await world.compose(plan) { plan in
            plan.change("讲清生育支持政策", to: "讲清生育支持政策。在中心广场设点讲解，发放问答手册。")
            plan.entries[plan.place("走访慰问")].choice = .leave
            plan.entries[plan.place("讲清")].owner = "街道计生协秘书长"
            plan.entries[plan.place("讲清")].partners = "民政部门、妇联"
            let place = plan.place("家庭健康义诊") + 1
            plan.entries.insert(.init(level: 2, choice: .change, text: "亲子活动：5月24日，在优生优育指导中心开展亲子活动。"), at: place)
            plan.leadGroup = "组长 街道办事处分管负责人\n副组长 街道计生协秘书长"
        }
        let review = try await Notices(world.surroundings).review(plan, for: world.tree.officer(PlanWorld.street))
        #expect(review.draft.kind == "plan" && review.draft.campaign == world.tree.campaign.id.text)
        #expect(review.draft.theme == "提升托育服务质量 共建生育友好社会")
        #expect(review.draft.deadlines.map(\.date) == ["2025-06-05"])
        #expect(Set(review.draft.activities.map(\.name)).isSuperset(of: ["家庭健康义诊", "亲子活动"]))
        #expect(review.plainText.contains("根据《金乡县计划生育协会关于开展“5.29会员活动月”活动的通知》（金计生协〔2025〕3号）要求"))
        for number in ["一、活动时间", "（三）亲子活动", "四、工作要求", "五、组织领导", "六、报送要求"] {
            #expect(review.plainText.contains(number), "\(number)")
        }
        try await world.confirm(plan, at: PlanWorld.street)
        let around = try await world.around(plan)
        #expect(around.cited.first?.notice == notice)
        let lines = try #require(around.correspondence.first?.lines)
        #expect(
            lines.map(\.state) == [.kept, .kept, .kept, .changed, .kept, .kept, .left, .kept, .kept, .changed])
        #expect(lines[3].ours?.contains("中心广场") ?? false)
        #expect(around.added.contains { $0.contains("亲子活动") })
        let detail = try await Notices(world.surroundings).detail(plan, for: world.tree.officer(PlanWorld.street))
        #expect(detail.leadGroup == ["组长 街道办事处分管负责人", "副组长 街道计生协秘书长"])
        // The superior sees who wrote a plan, and may open it.
        let above = try await Notices(world.surroundings).detail(notice, for: world.tree.officer(PlanWorld.county))
        #expect(above.passedOn.first { $0.unit.code == PlanWorld.street }?.response == .ownPlan)
        #expect(above.passedOn.first { $0.unit.code == PlanWorld.street }?.plan == plan)
        #expect(above.passedOn.first { $0.unit.code == "370828002" }?.response == nil)
        #expect(try await world.agenda(PlanWorld.street).unanswered.isEmpty)
        try await world.issue(plan, at: PlanWorld.street)
        let below = try await world.agenda(PlanWorld.village)
        #expect(below.unanswered.map(\.notice.id) == [plan])
        #expect(below.dueOn?.text == "2025-06-05")
        #expect(below.activities.filter { $0.name == "家庭健康义诊" }.count == 1)
        #expect(try await world.agenda(PlanWorld.street).activities.filter { $0.name == "家庭健康义诊" }.count == 1)
    }

    /// A ministry's paper, which the office took in itself, stands beside the county's notice in one plan.
    @Test(arguments: Engine.allCases)
    func twoSuperiorsInOnePlan(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let paper = try await world.confirm(PlanWorld.ministry, at: PlanWorld.street)
        let plan = try await world.begin(notice)
        let editor = try await world.editor(plan)
        #expect(editor.candidates.map(\.id) == [paper])
        let officer = try await world.tree.officer(PlanWorld.street)
        let both = try await WritePlan(world.surroundings).adding(paper, to: editor.plan, by: officer)
        #expect(both.bases.map(\.notice) == [notice, paper])
        // The summary is asked for by both: the earlier day is counted back. What must be done is taken, the rest is not.
        #expect(both.dues.map(\.what) == ["活动总结、信息统计表"] && both.dues.map(\.date) == ["2025-06-03"])
        let added = both.entries.filter { $0.base == paper }
        #expect(added.first { $0.text.hasPrefix("托育机构开放日") }?.choice == .keep)
        #expect(added.first { $0.text.hasPrefix("科学育儿讲座") }?.choice == .leave)
        try await WritePlan(world.surroundings).save(both, version: editor.version, of: plan, by: officer)
        try await world.compose(plan)
        let text = try await Notices(world.surroundings).review(plan, for: officer).plainText
        #expect(text.contains("（鲁卫函〔2025〕117号）要求，结合本地实际"))
        // Its clause stands in the section of the same name.
        #expect(text.contains("（四）托育机构开放日") && text.contains("四、工作要求"))
        #expect(text.split(separator: "、活动内容").count == 2)
        try await world.confirm(plan, at: PlanWorld.street)
        let around = try await world.around(plan)
        #expect(around.correspondence.map(\.notice) == [notice, paper])
        #expect(around.correspondence[1].lines.first { $0.theirs.hasPrefix("托育机构开放日") }?.state == .kept)
    }

    /// The opening that nobody changed cites whatever came later; one in other words stays.
    @Test func theOpeningCitesWhatWasAdded() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let paper = try await world.confirm(PlanWorld.ministry, at: PlanWorld.street)
        let officer = try await world.tree.officer(PlanWorld.street)
        let plan = try await world.begin(notice)
        let editor = try await world.editor(plan)
        var typed = editor.plan
        // As a page sends it that was opened before.
        typed.opening = editor.opening
        let both = try await WritePlan(world.surroundings).adding(paper, to: typed, by: officer)
        try await WritePlan(world.surroundings).save(both, version: editor.version, of: plan, by: officer)
        #expect(try await world.editor(plan).plan.opening == nil)
        try await WritePlan(world.surroundings).compose(both, version: editor.version, of: plan, by: officer)
        func text() async throws -> String {
            try await Notices(world.surroundings).review(plan, for: officer).plainText
        }
        #expect(try await text().contains("（金计生协〔2025〕3号）和《山东省卫生健康委员会"))
        try await world.compose(plan) { $0.opening = "为办好活动，制定本方案。" }
        #expect(try await text().contains("为办好活动，制定本方案。"))
        #expect(try await world.editor(plan).plan.opening == "为办好活动，制定本方案。")
    }

    /// A plan that came as a Word file answers what it cites, and is compared with it too.
    @Test func anUploadedPlanAnswersWhatItCites() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let own = PlanWorld.notice.replacing("金计生协〔2025〕3号", with: "金街办发〔2025〕16号")
            .replacing("金乡县计划生育协会关于开展“5.29会员活动月”活动的通知", with: "金乡街道“5.29会员活动月”实施方案")
            .replacing("现将有关事项通知如下", with: "按照《关于开展“5.29会员活动月”活动的通知》（金计生协〔2025〕3号）要求，制定本方案")
            .replacing("200人", with: "120人")
        let plan = try await world.confirm(own, at: PlanWorld.street)
        #expect(try await world.agenda(PlanWorld.street).unanswered.isEmpty)
        let lines = try #require(try await world.around(plan).correspondence.first?.lines)
        #expect(lines.count { $0.state == .kept } >= 6 && lines.contains { $0.state == .changed })
        #expect(try await world.around(notice).ownPlan == plan)
    }

    @Test func twoClerksBeginAndOneDraftIsThere() async throws {
        for engine in Engine.allCases {
            let world = try await PlanWorld(engine)
            let notice = try await world.issued()
            let begun = try await withThrowingTaskGroup(of: Notice.ID.self) { group in
                for _ in 0..<6 { group.addTask { try await world.begin(notice) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(begun.count == 1)
            #expect(try await Notices(world.surroundings).list(for: world.tree.officer(PlanWorld.street)).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoSavesSecondIsTold(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let plan = try await world.begin(world.issued())
        let editor = try await world.editor(plan)
        let first = try await world.tree.officer(PlanWorld.street)
        try await OpenPost(world.surroundings)(
            NewAccount(login: "second", displayName: "另一位", password: "a good one"), roles: [.clerk],
            unit: PlanWorld.street, by: nil)
        let token = try await SignIn(world.surroundings)(
            login: "second", password: "a good one", remember: false, address: "test")
        let second = try #require(try await SignIn(world.surroundings).officer(token: token))
        var (one, other) = (editor.plan, editor.plan)
        one.title = "第一位写的"
        other.title = "第二位写的"
        let write = WritePlan(world.surroundings)
        try await write.save(one, version: editor.version, of: plan, by: first)
        // Again from the same page: one does not get in one's own way.
        try await write.save(one, version: editor.version, of: plan, by: first)
        await #expect(throws: NoticeRefused.changedMeanwhile) {
            try await write.save(other, version: editor.version, of: plan, by: second)
        }
        await #expect(throws: NoticeRefused.changedMeanwhile) {
            try await write.compose(other, version: editor.version, of: plan, by: second)
        }
        #expect(try await world.editor(plan).plan.title == "第一位写的")
        try await write.save(other, version: world.editor(plan).version, of: plan, by: second)
        #expect(try await world.editor(plan).plan.title == "第二位写的")
    }

    @Test func onlyTheClerkOfTheUnitWritesAndForeignNoticesAreNotThere() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let write = WritePlan(world.surroundings)
        for roles in [[.recorder], [.signatory], [.administrator]] as [Set<Role>] {
            let officer = try await world.tree.officer(PlanWorld.street, roles)
            await #expect(throws: AccessRefused.forbidden) { try await write.begin(from: notice, by: officer) }
        }
        for code in ["15", PlanWorld.village, "150203001"] {
            let officer = try await world.tree.officer(code)
            await #expect(throws: AccessRefused.missing) { try await write.begin(from: notice, by: officer) }
        }
        let plan = try await world.begin(notice)
        let editor = try await world.editor(plan)
        for (code, refused) in [(PlanWorld.county, AccessRefused.forbidden), ("370828002", .missing)] {
            let officer = try await world.tree.officer(code)
            await #expect(throws: refused) { try await PlanEditor(world.surroundings).page(plan, for: officer) }
            await #expect(throws: refused) {
                try await write.save(editor.plan, version: editor.version, of: plan, by: officer)
            }
        }
        // A foreign notice is not taken as a base.
        let foreign = try await world.confirm(PlanWorld.ministry, at: "370828002")
        let officer = try await world.tree.officer(PlanWorld.street)
        await #expect(throws: AccessRefused.missing) { try await write.adding(foreign, to: editor.plan, by: officer) }
        // Nor can one answer what one has a plan for.
        try await world.compose(plan)
        try await world.confirm(plan, at: PlanWorld.street)
        await #expect(throws: NoticeRefused.plannedBefore) { try await world.begin(notice) }
    }

    @Test func badInputSaysWhatToMendAndKeepsWhatWasTyped() async throws {
        let world = try await PlanWorld(.sqlite)
        let plan = try await world.begin(world.issued())
        func refused(_ change: (inout PlanComposition) -> Void) async throws -> [String] {
            do {
                try await world.compose(plan, change)
                return []
            } catch let refused as PlanRefused { return refused.fields.map(\.name) }
        }
        let before = try await world.editor(plan).plan
        let none = try await refused { plan in
            for place in plan.entries.indices { plan.entries[place].choice = .leave }
        }
        #expect(none == ["entries"])
        let long = String(repeating: "长", count: 100_000)
        let tooLong = try await refused { plan in
            plan.entries = before.entries
            plan.entries[3].choice = .change
            plan.entries[3].text = long
        }
        #expect(tooLong == ["entry.\(before.entries[3].id).text"])
        #expect(try await world.editor(plan).plan.entries[3].text == long)
        let two = try await refused { plan in
            plan.entries = before.entries
            plan.title = " "
            plan.dues[0].date = "六月"
        }
        #expect(two == ["title", "due.0.date"])
        // What was wrong is mended, and it becomes a text.
        #expect(try await refused { $0 = before }.isEmpty)
    }

    /// As many clauses as a form can hold.
    @Test func fiveHundredClausesBecomeAPlan() async throws {
        let world = try await PlanWorld(.sqlite)
        let plan = try await world.begin(world.issued())
        try await world.compose(plan) { plan in
            for number in 0..<490 {
                let isSection = number % 10 == 0
                plan.entries.append(
                    .init(
                        level: isSection ? 1 : 2, choice: .change,
                        text: isSection ? "第\(number)部分" : "第\(number)项活动。在社区开展，预计\(number + 1)人参加。"))
            }
        }
        try await world.confirm(plan, at: PlanWorld.street)
        let detail = try await Notices(world.surroundings).detail(plan, for: world.tree.officer(PlanWorld.street))
        #expect(detail.clauses.count >= 490)
    }

    /// After 照样办 a plan may still be written; the villages then have one to-do, from their street.
    @Test(arguments: Engine.allCases)
    func onePlanForEachCampaignFromTheNearest(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        try await PassNoticeDown(world.surroundings).carryOut(notice, by: world.tree.officer(PlanWorld.street))
        #expect(try await world.agenda(PlanWorld.village).unanswered.map(\.notice.id) == [notice])
        let plan = try await world.plan(notice)
        let below = try await world.agenda(PlanWorld.village)
        #expect(below.unanswered.map(\.notice.id) == [plan])
        #expect(below.dueOn?.text == "2025-06-05")
        try await PassNoticeDown(world.surroundings).carryOut(plan, by: world.tree.officer(PlanWorld.village))
        #expect(try await world.agenda(PlanWorld.village).unanswered.isEmpty)
        #expect(try await world.agenda(PlanWorld.other).unanswered.map(\.notice.id) == [plan])
    }

    @Test func clausesAloneAreNotConfirmed() async throws {
        let world = try await PlanWorld(.sqlite)
        let plan = try await world.begin(world.issued())
        await #expect(throws: NoticeRefused.notComposed) {
            try await world.confirm(plan, at: PlanWorld.street, campaign: world.tree.campaign.id.text)
        }
    }

    @Test func aDraftThatIsThrownAwayMakesRoom() async throws {
        let world = try await PlanWorld(.sqlite)
        let notice = try await world.issued()
        let plan = try await world.begin(notice)
        try await ConfirmNotice(world.surroundings).discard(plan, by: world.tree.officer(PlanWorld.street))
        #expect(try await world.begin(notice) != plan)
    }
}
