import Domain
import TestSupport
import Testing
import UseCases

@Suite struct RemindUnitsTests {
    private let town = "370828001"
    private let villages = ["370828001009", "370828001010", "370828001209"]

    @Test(arguments: Engine.allCases)
    func remindsWhoOwesAndOnceADay(engine: Engine) async throws {
        let time = MovableTime()
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        let remind = RemindUnits(tree.surroundings)
        let clerk = try await tree.officer(town, [.clerk])
        try await tree.record(tree.draft(), at: villages[0])
        try await tree.record(tree.draft(), at: villages[1])
        // Handed up and waiting is not missing; returned is.
        try await tree.submit(villages[0])
        let back = try await tree.submit(villages[1])
        try await DecideSubmission(tree.surroundings).giveBack(back, reason: "核一下", by: tree.officer(town))
        let preview = try await remind.preview(tree.campaign.id, nil, for: clerk)
        #expect(preview.gaps.map(\.text) == ["还差 改好的信息统计表。", "还差 信息统计表。"])
        #expect(preview.complete.map(\.code) == [villages[0]])
        // Looking sends nothing.
        #expect(try await remind.history(for: clerk).reminders.isEmpty)
        #expect(try await remind(tree.campaign.id, villages, by: clerk) == .init(sent: 2, remindedBefore: 0))
        await #expect(throws: ReminderRefused.alreadyToday) { try await remind(tree.campaign.id, villages, by: clerk) }
        let village = try await tree.officer(villages[2], [.recorder])
        let list = try await ToDoList(tree.surroundings).page(for: village).todos
        guard case .reminder(let reminder, .report) = list.first else {
            Issue.record("no reminder among \(list)")
            return
        }
        #expect(reminder.text == "还差 信息统计表。")
        #expect(try await Inbox(tree.surroundings).page(for: village).messages.map(\.kind) == [.reminder])
        // The next day in Shanghai begins at 16:00 UTC.
        time.pass(hours: 15)
        #expect(try await remind(tree.campaign.id, [villages[2]], by: clerk) == .init(sent: 1, remindedBefore: 0))
        let history = try await remind.history(for: clerk).reminders
        #expect(history.map(\.unit.code) == [villages[2], villages[1], villages[2]])
        // Once it is handed up, the card is gone and nobody can be reminded of it.
        try await tree.submit(villages[2], .nilReport)
        #expect(try await ToDoList(tree.surroundings).page(for: village).todos.isEmpty)
        await #expect(throws: ReminderRefused.nothingMissing) {
            try await remind(tree.campaign.id, [villages[2]], by: clerk)
        }
        // What came back says so itself; the answered reminder does not come back with it.
        time.pass(hours: 1)
        let answer = try await tree.submit(villages[1])
        time.pass(hours: 1)
        try await DecideSubmission(tree.surroundings).giveBack(answer, reason: "再核一下", by: tree.officer(town))
        let returned = try await ToDoList(tree.surroundings).page(for: tree.officer(villages[1], [.recorder])).todos
        guard case .returned = returned.first, returned.count == 1 else {
            Issue.record("\(returned)")
            return
        }
    }

    @Test(arguments: Engine.allCases)
    func ofTwoClerksAtOnceOneReminds(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let clerk = try await tree.officer(town, [.clerk])
        let (villages, campaign) = (villages, tree.campaign.id)
        let outcomes = await withTaskGroup(of: Int?.self) { group in
            for clerkNumber in 0..<8 {
                // Each in another order.
                let codes = clerkNumber.isMultiple(of: 2) ? villages : villages.reversed()
                group.addTask {
                    do {
                        return try await RemindUnits(tree.surroundings)(campaign, codes, by: clerk).sent
                    } catch ReminderRefused.alreadyToday { return 0 } catch { return nil }
                }
            }
            return await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(outcomes.count == 8 && outcomes.allSatisfy { $0 != nil })
        #expect(outcomes.compactMap(\.self).reduce(0, +) == 3)
        for code in villages {
            let told = try await Inbox(tree.surroundings).page(for: tree.officer(code)).messages
            #expect(told.map(\.kind) == [.reminder])
        }
    }

    @Test func onlyTheDirectSuperiorsClerkReminds() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let remind = RemindUnits(tree.surroundings)
        let village = villages[2]
        for (code, roles, refusal) in [
            (town, [.signatory], .forbidden), (town, [.administrator], .forbidden), ("370828", [.clerk], .forbidden),
            ("00", [.clerk], .forbidden), (village, [.recorder], .forbidden), (villages[0], [.recorder], .missing),
            ("370828002", [.clerk], .missing), ("15", [.clerk, .signatory, .administrator], .missing),
        ] as [(String, Set<Role>, AccessRefused)] {
            let officer = try await tree.officer(code, roles)
            await #expect(throws: refusal, "\(code) \(roles)") {
                try await remind(tree.campaign.id, [village], by: officer)
            }
            await #expect(throws: refusal, "\(code) \(roles)") {
                try await remind.preview(tree.campaign.id, [village], for: officer)
            }
        }
        await #expect(throws: AccessRefused.missing) {
            try await remind(tree.campaign.id, ["999"], by: tree.officer(town))
        }
        // One that is refused leaves nothing for the others.
        await #expect(throws: AccessRefused.missing) {
            try await remind(tree.campaign.id, villages + ["370828002001"], by: tree.officer(town))
        }
        #expect(try await remind.history(for: tree.officer(town)).reminders.isEmpty)
    }

    /// In the form of 2021 the nation's 37 and everybody else report; in code order, each page once.
    @Test func theHistoryIsInCodeOrder() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let clerk = try await tree.officer("00", [.clerk])
        let remind = RemindUnits(tree.surroundings)
        let all = try await remind.preview(tree.campaign.id, nil, for: clerk).gaps.map(\.unit.code)
        #expect(all == all.sorted() && all.count >= 5)
        _ = try await remind(tree.campaign.id, all, by: clerk)
        var seen: [String] = []
        var last: (at: Instant, code: String)?
        while true {
            let page = try await remind.history(after: last, limit: 2, for: clerk)
            seen += page.reminders.map(\.unit.code)
            guard page.hasMore, let end = page.reminders.last else { break }
            last = (end.sentAt, end.unit.code)
        }
        #expect(seen == all)
    }
}
