import Domain
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct InboxTests {
    private let village = "370828001010", town = "370828001", county = "370828"

    private func texts(_ tree: SmallTree, _ code: String, _ roles: Set<Role> = [.clerk]) async throws -> [String] {
        try await Inbox(tree.surroundings).page(for: tree.officer(code, roles)).messages.map(\.text)
    }

    @Test(arguments: Engine.allCases)
    func bothSidesAreToldOfEachStep(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let decide = DecideSubmission(tree.surroundings)
        try await tree.record(tree.draft(people: 10), at: village)
        let first = try await tree.submit(village)
        try await decide.recall(first, seen: .submitted, by: tree.officer(village))
        let second = try await tree.submit(village)
        try await decide.giveBack(second, reason: "5月20日的人数请核一下", by: tree.officer(town))
        let third = try await tree.submit(village)
        try await tree.accept(third, by: town)
        #expect(try await texts(tree, town) == ["金山社区报来了", "金山社区报来了", "金山社区撤回了第 1 次上报", "金山社区报来了"])
        let told = try await Inbox(tree.surroundings).page(for: tree.officer(village)).messages
        #expect(told.map(\.text) == ["上级收下了第 3 次上报", "退回补正：第 2 次上报"])
        #expect(told.map(\.kind) == [.accepted, .returned])
        #expect(told.map(\.reason) == ["", "5月20日的人数请核一下"])
        #expect(told.map(\.place) == [.submission(third), .submission(second)])
        // The neighbour and the superior's superior hear nothing of it.
        #expect(try await texts(tree, "370828001009").isEmpty)
        #expect(try await texts(tree, county).isEmpty)
        // What the township reports for its village and accepts at once, it need not be told.
        try await tree.record(tree.draft(people: 5), at: "370828001209")
        _ = try await SubmitTable(tree.surroundings)(
            .init(campaign: tree.campaign.id, unit: "370828001209", kind: .report, note: ""),
            id: tree.surroundings.identifiers.next(), by: tree.officer(town))
        #expect(try await texts(tree, town).count == 4)
        #expect(try await texts(tree, "370828001209") == ["上级收下了第 1 次上报"])
    }

    /// The clerk hands over, the signatory gives back, then signs: only then the superior is told.
    @Test(arguments: Engine.allCases)
    func signatoryAndClerkAreToldApart(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "fuzeren", displayName: "负责人", password: "a good one"), roles: [.signatory], unit: town,
            by: nil)
        let (clerk, signatory) = try await (tree.officer(town, [.clerk]), tree.officer(town, [.signatory]))
        @Sendable func prepare() async throws -> Submission.ID {
            try await SubmitTable(tree.surroundings)(
                .init(campaign: tree.campaign.id, unit: town, kind: .report, note: ""),
                id: tree.surroundings.identifiers.next(), by: clerk)
        }
        let first = try await prepare()
        #expect(try await texts(tree, town, [.signatory]) == ["送来签字：第 1 次上报"])
        #expect(try await texts(tree, town).isEmpty)
        guard case .sign(let waiting) = try await ToDoList(tree.surroundings).page(for: signatory).todos.first else {
            Issue.record("nothing to sign")
            return
        }
        #expect(waiting.id == first)
        try await SignSubmission(tree.surroundings).giveBack(first, reason: "人数核一下", by: signatory)
        let back = try await Inbox(tree.surroundings).page(for: clerk).messages
        #expect(back.map(\.text) == ["负责人没签：第 1 次上报"])
        #expect(back.map(\.reason) == ["人数核一下"])
        let second = try await prepare()
        #expect(try await texts(tree, county).isEmpty)
        try await SignSubmission(tree.surroundings)(second, name: "负责人", by: signatory)
        #expect(try await texts(tree, county) == ["金乡街道报来了"])
    }

    /// Two late villages on one day are one line for the county, and for everybody above it.
    @Test(arguments: Engine.allCases)
    func whatFlowsUpIsToldOnceADay(engine: Engine) async throws {
        let time = MovableTime()
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        for code in ["370828001009", village, "370828001209"] { try await tree.record(tree.draft(), at: code) }
        try await tree.accept(tree.submit(town), by: county)
        try await tree.accept(tree.submit(county), by: "3708")
        try await tree.accept(tree.submit("370828001009"), by: town)
        try await tree.accept(tree.submit(village), by: town)
        #expect(try await texts(tree, county) == ["金乡街道有补进的数", "上级收下了第 1 次上报", "金乡街道报来了"])
        #expect(try await texts(tree, "3708") == ["金乡县有补进的数", "金乡县报来了"])
        time.pass(hours: 24)
        try await tree.accept(tree.submit("370828001209"), by: town)
        #expect(try await texts(tree, county).count { $0 == "金乡街道有补进的数" } == 2)
    }

    @Test(arguments: Engine.allCases)
    func aNoticeIsToldToThoseWhoGetIt(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let text = """
            金乡县计划生育协会关于开展会员活动的通知

            各乡镇、街道计生协：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            二、工作要求

            请于6月5日前将活动总结报送县计生协。

            金乡县计划生育协会
            2025年4月30日
            """
        let officer = try await tree.officer(county)
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.campaign = tree.campaign.id.text
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        #expect(try await texts(tree, town).isEmpty)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        for code in [town, "370828002"] {
            #expect(try await texts(tree, code) == ["新通知：金乡县计划生育协会关于开展会员活动的通知，6月5日前报"])
        }
        #expect(try await texts(tree, village).isEmpty)
        try await PassNoticeDown(tree.surroundings).carryOut(id, by: tree.officer(town))
        #expect(try await texts(tree, village, [.recorder]).count == 1)
        // What was asked for shows in what is missing, with the day.
        let gaps = try await Gaps(tree.surroundings).page(tree.campaign.id, for: tree.officer(town))
        #expect(gaps.gaps.map(\.text) == Array(repeating: "还差 信息统计表、总结，6月5日前。", count: 3))
        // Who is exempt owes nothing, has no day, and cannot be reminded.
        let exempt = "370828001209"
        try await SetRoster(tree.surroundings)(.exempt(exempt, reason: "整村搬迁"), of: id, by: tree.officer(town))
        let left = try await Gaps(tree.surroundings).page(tree.campaign.id, for: tree.officer(town))
        #expect(left.gaps.map(\.unit.code) == ["370828001009", village] && left.complete.isEmpty)
        await #expect(throws: ReminderRefused.nothingMissing) {
            try await RemindUnits(tree.surroundings)(tree.campaign.id, [exempt], by: tree.officer(town))
        }
        for (code, day) in [(village, "2025-06-05"), (exempt, nil)] as [(String, String?)] {
            let todos = try await ToDoList(tree.surroundings).page(for: tree.officer(code, [.recorder])).todos
            guard case .notice(_, let dueOn, _) = todos.first else {
                Issue.record("\(code) has no notice among \(todos.count)")
                continue
            }
            #expect(dueOn?.text == day)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoHasReadIsKnownToThatAccountAlone(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let inbox = Inbox(tree.surroundings)
        let unit = try await tree.unit(town)
        var officers: [Officer] = []
        for (login, roles) in [("jia", [.clerk]), ("yiyi", [.clerk, .signatory]), ("guan", [.administrator])]
            as [(String, Set<Role>)]
        {
            try await OpenPost(tree.surroundings)(
                NewAccount(login: login, displayName: "经办人", password: "a good one"), roles: roles, unit: town, by: nil)
            let token = try await SignIn(tree.surroundings)(
                login: login, password: "a good one", remember: false, address: "1")
            officers.append(try #require(try await SignIn(tree.surroundings).officer(token: token)))
        }
        let (clerk, both, administrator) = (officers[0], officers[1], officers[2])
        let (campaign, now) = (tree.campaign.id, SmallTree.start)
        try await tree.surroundings.database.write { db in
            let table = MessageTable(db)
            try table.tell(.submitted, "给大家", to: [unit.id], campaign: campaign, place: .changes, at: now)
            try table.tell(
                .handedOver, "给负责人", to: [unit.id], role: .signatory, campaign: campaign, place: .changes, at: now)
            try table.tell(
                .notice, "给管理员", to: [unit.id], role: .administrator, campaign: nil, place: .changes, at: now)
        }
        #expect(try await inbox.page(for: clerk).messages.map(\.text) == ["给大家"])
        #expect(try await inbox.page(for: both).messages.map(\.text) == ["给负责人", "给大家"])
        #expect(try await inbox.page(for: administrator).messages.map(\.text) == ["给管理员"])
        let forAll = try #require(try await inbox.page(for: clerk).messages.first)
        let forSignatory = try #require(try await inbox.page(for: both).messages.first)
        #expect(try await inbox.open(forAll.number, by: clerk).place == .changes)
        _ = try await inbox.open(forAll.number, by: clerk)
        #expect(try await inbox.countUnread(for: clerk) == 0)
        #expect(try await inbox.countUnread(for: both) == 2)
        // Another post's message and another unit's are not there.
        await #expect(throws: AccessRefused.missing) { try await inbox.open(forSignatory.number, by: clerk) }
        await #expect(throws: AccessRefused.missing) {
            try await inbox.open(forAll.number, by: tree.officer("370828002"))
        }
        await #expect(throws: AccessRefused.missing) { try await inbox.open(forAll.number, by: tree.officer(county)) }
        try await inbox.readAll(to: forAll.number, by: both)
        #expect(try await inbox.page(for: both).messages.map(\.isRead) == [false, true])
    }

    @Test(arguments: Engine.allCases)
    func pagesFollowEachOtherAndTheOldIsForgotten(engine: Engine) async throws {
        let time = MovableTime()
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        let officer = try await tree.officer(town)
        let units = try await [tree.unit(town).id, tree.unit("370828002").id]
        let clock = time.clock
        for number in 1...45 {
            try await tree.surroundings.database.write { db in
                try MessageTable(db).tell(
                    .notice, "第 \(number) 条", to: units, campaign: nil, place: .changes, at: clock.now())
            }
            if number == 40 { time.pass(hours: 24 * 399) }
        }
        let inbox = Inbox(tree.surroundings)
        var seen: [String] = []
        var before: Int64?
        repeat {
            let page = try await inbox.page(before: before, for: officer)
            #expect(page.messages.count <= 20)
            seen += page.messages.map(\.text)
            before = page.next
        } while before != nil
        #expect(seen == (1...45).reversed().map { "第 \($0) 条" })
        try await inbox.readAll(to: .max, by: officer)
        time.pass(hours: 48)
        try await inbox.forgetOld()
        #expect(try await inbox.page(limit: 100, for: officer).messages.count == 5)
    }
}
