import Domain
import TestSupport
import Testing
import UseCases

@Suite struct RevisionTests {
    private func changed(_ text: String) -> String {
        text.replacing("设点讲解，发放问答手册", with: "设点讲解，发放问答手册和补贴指南").replacing("5月20日，在社区", with: "5月22日，在社区")
            .replacing("6月10日前", with: "6月12日前")
    }
    private func take(
        _ id: Notice.ID, _ decisions: [String: PlanComposition.Decision], _ world: PlanWorld, at code: String
    ) async throws -> Notice.ID? {
        try await NoticeChanges(world.surroundings).takeOver(id, decisions, by: world.tree.officer(code))
    }

    /// Three levels: the county revises, the street takes two of three changes over, the villages get the street's revision.
    @Test(arguments: Engine.allCases)
    func isTakenOverClauseByClause(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.plan(notice)
        // A village has recorded a session of the plan.
        let session = try #require(
            try await world.agenda(PlanWorld.village).activities.first { $0.name == "家庭健康义诊" }?.sessions.first)
        let draft = try ActivityDraft(
            title: "家庭健康义诊", heldOn: CalendarDate("2025-05-05"), venue: "", note: "", measures: Measures(people: 40),
            campaign: world.tree.campaign.id, category: "service", session: session.id)
        _ = try await RecordActivity(world.surroundings)(
            draft, id: world.surroundings.identifiers.next(), unit: PlanWorld.village,
            by: world.tree.officer(PlanWorld.village))
        let revised = try await world.revise(notice, changed)
        // One to-do, with the number of changed clauses; the day is the new one.
        let street = try await world.agenda(PlanWorld.street)
        #expect(street.unanswered.map(\.notice.id) == [revised] && street.unanswered.map(\.changed) == [3])
        #expect(street.dueOn?.text == "2025-06-12")
        await #expect(throws: NoticeRefused.replaced) {
            try await PassNoticeDown(world.surroundings).carryOut(notice, by: world.tree.officer("370828002"))
        }
        let page = try #require(
            try await NoticeChanges(world.surroundings).page(revised, for: world.tree.officer(PlanWorld.street)))
        #expect(page.changes.count == 3 && page.plan?.id == plan)
        #expect(page.changes[0].ours?.contains("发放问答手册。") ?? false)
        #expect(page.changes[1].new?.contains("5月22日") ?? false)
        let decisions: [String: PlanComposition.Decision] = [
            page.changes[0].key: .ours, page.changes[1].key: .theirs, page.changes[2].key: .theirs,
        ]
        let next = try #require(try await take(revised, decisions, world, at: PlanWorld.street))
        let editor = try await world.editor(next)
        #expect(editor.plan.bases.map(\.notice) == [revised])
        // Counted back from the new day.
        #expect(editor.plan.dues.map(\.date) == ["2025-06-07"])
        try await world.compose(next)
        try await world.confirm(next, at: PlanWorld.street)
        try await world.issue(next, at: PlanWorld.street)
        #expect(try await world.agenda(PlanWorld.street).unanswered.isEmpty)
        let village = try await world.agenda(PlanWorld.village)
        #expect(village.unanswered.map(\.notice.id) == [next])
        #expect(village.dueOn?.text == "2025-06-07")
        // The recorded session is still offered, and the new one too; elsewhere only the new one.
        let sessions = village.activities.filter { $0.name == "家庭健康义诊" }.flatMap(\.sessions)
        #expect(Set(sessions.compactMap(\.startsOn?.text)) == ["2025-05-20", "2025-05-22"])
        let others = try await world.agenda(PlanWorld.other).activities.filter { $0.name == "家庭健康义诊" }
        #expect(others.flatMap(\.sessions).compactMap(\.startsOn?.text) == ["2025-05-22"])
        let around = try await world.around(next)
        let lines = try #require(around.correspondence.first?.lines)
        #expect(lines.first { $0.number == "三（一）" }?.state == .changed)
        #expect(lines.first { $0.theirs.contains("5月22日") }?.state == .kept)
        #expect(around.revises?.notice == plan)
    }

    /// Who carried it out as it stands does so again, with one tap, level by level; and again after the next revision.
    @Test(arguments: Engine.allCases)
    func aRevisionOfARevisionGoesDownThreeLevels(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let down = PassNoticeDown(world.surroundings)
        var notice = try await world.issued()
        try await down.carryOut(notice, by: world.tree.officer(PlanWorld.street))
        try await down.carryOut(notice, by: world.tree.officer(PlanWorld.village))
        for day in ["6月12日前", "6月14日前"] {
            let former = notice
            notice = try await world.revise(notice) { $0.replacing(#/6月1\d日前/#, with: day) }
            #expect(try await world.around(former).replacedBy?.notice == notice)
            #expect(try await world.agenda(PlanWorld.village).unanswered.isEmpty)
            #expect(try await world.agenda(PlanWorld.street).unanswered.map(\.notice.id) == [notice])
            try await down.carryOut(notice, by: world.tree.officer(PlanWorld.street))
            let village = try await world.agenda(PlanWorld.village)
            #expect(village.unanswered.map(\.notice.id) == [notice] && village.unanswered.map(\.changed) == [1])
            try await down.carryOut(notice, by: world.tree.officer(PlanWorld.village))
        }
        #expect(try await world.agenda(PlanWorld.village).dueOn?.text == "2025-06-14")
    }

    /// A unit changes its own plan clause by clause; the links to its superior's clauses stay.
    @Test(arguments: Engine.allCases)
    func anOwnPlanIsRevisedByItsClauses(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.plan(notice) { $0.change("讲清", to: "讲清生育支持政策。在中心广场讲解。") }
        let street = try await world.tree.officer(PlanWorld.street)
        #expect(try await ReviseNotice(world.surroundings).page(plan, for: street).isComposed)
        #expect(
            try await !ReviseNotice(world.surroundings).page(notice, for: world.tree.officer(PlanWorld.county))
                .isComposed)
        let write = WritePlan(world.surroundings)
        await #expect(throws: AccessRefused.missing) {
            try await write.beginRevision(of: plan, by: world.tree.officer("150203"))
        }
        let next = try await write.beginRevision(of: plan, by: street)
        #expect(try await write.beginRevision(of: plan, by: street) == next)
        let entry = try #require(try await world.editor(next).plan.entries.first { $0.number == "三（一）" })
        #expect(entry.base == notice && entry.written?.contains("中心广场") ?? false)
        try await world.compose(next) { $0.change("讲清", to: "讲清生育支持政策。在文化广场讲解。") }
        try await world.confirm(next, at: PlanWorld.street)
        try await world.issue(next, at: PlanWorld.street)
        let around = try await world.around(next)
        #expect(around.revises?.notice == plan && around.revises?.changed == 1)
        #expect(around.correspondence.first?.lines.first { $0.number == "三（一）" }?.state == .changed)
        // The village is asked about the one clause.
        let village = try await world.agenda(PlanWorld.village)
        #expect(village.unanswered.map(\.notice.id) == [next])
        await #expect(throws: NoticeRefused.notIssued) {
            try await write.beginRevision(of: world.begin(world.issued(PlanWorld.ministry)), by: street)
        }
    }

    /// A plan may stay as it is; the next revision is compared with what the plan was written from.
    @Test(arguments: Engine.allCases)
    func aPlanMayStay(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.plan(notice)
        let first = try await world.revise(notice, changed)
        #expect(try await take(first, [:], world, at: PlanWorld.street) == nil)
        #expect(try await world.agenda(PlanWorld.street).unanswered.isEmpty)
        await #expect(throws: NoticeRefused.answeredBefore) { try await take(first, [:], world, at: PlanWorld.street) }
        let second = try await world.revise(first) { $0.replacing("有记录就算完成", with: "有一条记录就算完成") }
        let page = try #require(
            try await NoticeChanges(world.surroundings).page(second, for: world.tree.officer(PlanWorld.street)))
        #expect(page.changes.map(\.number) == ["四（一）"] && page.plan?.id == plan)
        #expect(page.changes.first?.ours?.contains("有记录就算完成") ?? false)
        let next = try #require(
            try await take(second, [page.changes[0].key: .theirs], world, at: PlanWorld.street))
        let entries = try await world.editor(next).plan.entries
        #expect(entries.first { $0.number == "四（一）" }?.written?.contains("有一条记录") ?? false)
        // What was left as it was the first time stays so.
        #expect(entries.first { $0.number == "三（一）" }?.written?.contains("补贴指南") == false)
    }

    /// The superior revises while the plan is being written: confirming says so, the clauses follow, then it is confirmed.
    @Test(arguments: Engine.allCases)
    func aPlanThatIsBeingWrittenFollows(engine: Engine) async throws {
        let world = try await PlanWorld(engine)
        let notice = try await world.issued()
        let plan = try await world.begin(notice)
        try await world.compose(plan) { $0.change("讲清", to: "讲清生育支持政策。在中心广场讲解。") }
        let revised = try await world.revise(notice, changed)
        await #expect(throws: NoticeRefused.baseRevised) { try await world.confirm(plan, at: PlanWorld.street) }
        let editor = try await world.editor(plan)
        #expect(editor.bases.map(\.isReplaced) == [true])
        // Beginning again opens the same draft, and the new version does not come beside the old one.
        #expect(try await world.begin(revised) == plan)
        #expect(try await world.editor(plan).plan.bases.map(\.notice) == [notice])
        let officer = try await world.tree.officer(PlanWorld.street)
        let followed = try await NoticeChanges(world.surroundings).follow(editor.plan, by: officer)
        #expect(followed.bases.map(\.notice) == [revised])
        #expect(followed.entries.first { $0.number == "三（一）" }?.text.contains("中心广场") ?? false)
        #expect(followed.entries.contains { $0.written?.contains("5月22日") ?? false })
        try await WritePlan(world.surroundings).save(followed, version: editor.version, of: plan, by: officer)
        try await world.compose(plan)
        try await world.confirm(plan, at: PlanWorld.street)
        #expect(try await world.agenda(PlanWorld.street).unanswered.isEmpty)
    }

    /// Confirming and revising at the same time end in one of two ways: the plan is told, or the revision waits below.
    @Test(arguments: Engine.allCases)
    func confirmingWhileTheSuperiorRevises(engine: Engine) async throws {
        for _ in 0..<4 {
            let world = try await PlanWorld(engine)
            let notice = try await world.issued()
            let plan = try await world.begin(notice)
            try await world.compose(plan)
            async let confirmed: Bool = {
                do {
                    try await world.confirm(plan, at: PlanWorld.street)
                    return true
                } catch NoticeRefused.baseRevised { return false }
            }()
            let revised = try await world.revise(notice, changed)
            let isConfirmed = try await confirmed
            let waiting = try await world.agenda(PlanWorld.street).unanswered.map(\.notice.id)
            #expect(waiting == [revised], "\(isConfirmed)")
        }
    }

    @Test func oneRevisionAtATimeByTheUnitThatIssuedIt() async throws {
        for engine in Engine.allCases {
            let world = try await PlanWorld(engine)
            let notice = try await world.issued()
            let revise = ReviseNotice(world.surroundings)
            let text = Array(changed(PlanWorld.notice).utf8)
            for (code, refused) in [(PlanWorld.street, AccessRefused.missing), ("3708", .forbidden), ("15", .missing)] {
                let officer = try await world.tree.officer(code)
                await #expect(throws: refused) { try await revise(notice, file: text, name: "x", by: officer) }
            }
            let officer = try await world.tree.officer(PlanWorld.county)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask { (try? await revise(notice, file: text, name: "改过.txt", by: officer)) != nil }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 } == 1)
        }
    }
}
