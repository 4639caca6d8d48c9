import Domain
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct RecordActivityTests {
    @Test(arguments: Engine.allCases)
    func theSameBodyGivesTheSameReceiptHoweverLate(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let record = RecordActivity(tree.surroundings)
        let id: ActivityRecord.ID = tree.surroundings.identifiers.next()
        let officer = try await tree.officer("370828001010")
        let draft = try tree.draft(people: 80)
        let first = try await record(draft, id: id, unit: "370828001010", by: officer)
        #expect(first.isNew)
        // Also after it was corrected.
        try await CorrectActivity(tree.surroundings)(id, to: tree.draft(people: 81), by: officer)
        let second = try await record(draft, id: id, unit: "370828001010", by: officer)
        #expect(second.number == first.number && !second.isNew)
        #expect(try await tree.table("370828001010").live["publicity-village-people"] == 81)
        // Another first body is a conflict, and changes nothing.
        await #expect(throws: RecordRefused.differentBody(id)) {
            try await record(tree.draft(people: 82), id: id, unit: "370828001010", by: officer)
        }
        // A foreign unit's key says nothing.
        let foreign = try await tree.officer("370828001209")
        await #expect(throws: RecordRefused.foreignKey) {
            try await record(draft, id: id, unit: "370828001209", by: foreign)
        }
    }

    @Test(arguments: Engine.allCases)
    func sixtyFourRetriesAtOnceMakeOneRecord(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let id: ActivityRecord.ID = tree.surroundings.identifiers.next()
        let officer = try await tree.officer("370828001010")
        let draft = try tree.draft(people: 7)
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    try await RecordActivity(tree.surroundings)(draft, id: id, unit: "370828001010", by: officer)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(receipts.map(\.number)).count == 1)
        #expect(receipts.filter(\.isNew).count == 1)
        #expect(try await tree.table("00").live["publicity-village-sessions"] == 1)
    }

    @Test func historyKeepsWhatStoodBefore() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let officer = try await tree.officer("370828001010")
        let id = try await tree.record(tree.draft(people: 10), at: "370828001010").record
        try await CorrectActivity(tree.surroundings)(id, to: tree.draft("visit", people: 12), by: officer)
        try await WithdrawActivity(tree.surroundings)(id, reason: "记重了", by: officer)
        let (record, history, _) = try await ActivityRecords(tree.surroundings).one(id, for: officer)
        #expect(history.map(\.draft.measures.people) == [10, 12, 12])
        #expect(history.last?.reason == "记重了")
        #expect(record.withdrawnAt != nil)
        #expect(try await tree.table("00").live.values.allSatisfy { $0 == 0 })
        await #expect(throws: RecordRefused.withdrawn) {
            try await CorrectActivity(tree.surroundings)(id, to: tree.draft(people: 1), by: officer)
        }
        let audits = try await tree.surroundings.database.read { db in
            try ["record.create", "record.correct", "record.withdraw"].map { try AuditTable(db).count(action: $0) }
        }
        #expect(audits == [1, 1, 1])
    }

    @Test func aClerkEntersForAVillageManySessionsAtOnce() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let clerk = try await tree.officer("370828001", [.clerk])
        _ = try await RecordActivity(tree.surroundings)(
            tree.draft(people: 1300, sessions: 12), id: tree.surroundings.identifiers.next(), unit: "370828001010",
            by: clerk)
        let live = try await tree.table("370828001").live
        // It counts at the level of the village that held it.
        #expect(live["publicity-village-sessions"] == 12 && live["publicity-village-people"] == 1300)
        #expect(live["publicity-township-sessions"] == 0)
        // A county is too far away, and a village below another township is nobody's business.
        let county = try await tree.officer("370828", [.clerk])
        await #expect(throws: AccessRefused.forbidden) {
            try await RecordActivity(tree.surroundings)(
                tree.draft(), id: tree.surroundings.identifiers.next(), unit: "370828001010", by: county)
        }
        await #expect(throws: AccessRefused.missing) {
            try await RecordActivity(tree.surroundings)(
                tree.draft(), id: tree.surroundings.identifiers.next(), unit: "370828002001", by: clerk)
        }
    }

    /// Nothing is recorded before it is held, nor for another year; what stood before the rule can still be corrected.
    @Test(arguments: Engine.allCases)
    func theDayIsHeldAndOfThisCampaign(engine: Engine) async throws {
        let time = MovableTime()
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        let village = "370828001010"
        // It is 9 o'clock of 5 May in Shanghai; in 14 hours still, in 15 no more.
        await #expect(throws: RecordRefused.future) {
            try await tree.record(tree.draft(day: "2025-05-06"), at: village)
        }
        time.pass(hours: 14)
        await #expect(throws: RecordRefused.future) {
            try await tree.record(tree.draft(day: "2025-05-06"), at: village)
        }
        time.pass(hours: 1)
        let id = try await tree.record(tree.draft(day: "2025-05-06"), at: village).record
        // A year before the first of May, and a day more.
        try await tree.record(tree.draft(day: "2024-04-30"), at: village)
        await #expect(throws: RecordRefused.longBefore) {
            try await tree.record(tree.draft(day: "2024-04-29"), at: village)
        }
        let correct = CorrectActivity(tree.surroundings)
        let officer = try await tree.officer(village)
        await #expect(throws: RecordRefused.future) {
            try await correct(id, to: tree.draft(day: "2025-05-29"), by: officer)
        }
        time.pass(hours: -24)
        try await correct(id, to: tree.draft(people: 11, day: "2025-05-06"), by: officer)
        #expect(try await tree.table(village).records == 2)
    }

    @Test func aCategoryOfAnotherCampaignIsRefused() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        await #expect(throws: RecordRefused.unknownCategory) {
            try await tree.record(tree.draft("lecture"), at: "370828001010")
        }
        #expect(try await tree.table("00").records == 0)
    }

    @Test func attendancesAloneAreUncountedAndListed() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await tree.record(tree.draft(people: nil, attendances: 320, title: "直播"), at: "370828001010")
        let table = try await tree.table("370828001")
        #expect(table.live["publicity-village-people"] == 0)
        #expect(table.live["publicity-village-sessions"] == 1)
        #expect(table.uncounted == 1)
        let listed = try await StatisticsTables(tree.surroundings).uncounted(
            tree.campaign.id, unit: "370828001", for: tree.officer("370828001"))
        #expect(listed.records.map(\.draft.title) == ["直播"])
    }

    /// Source: DESIGN.md, principle 6.
    @Test func wordsOfAVisitStayWithTheUnitAndItsDirectSuperior() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let draft = try tree.draft("visit", people: 2, title: "看望老会员", note: "腿脚不便")
        let id = try await tree.record(draft, at: "370828001010").record
        for (code, sees) in [
            ("370828001010", true), ("370828001", true), ("370828", false), ("3708", false), ("00", false),
        ] {
            let seen = try await ActivityRecords(tree.surroundings).one(id, for: tree.officer(code))
            #expect((seen.record.draft.note == "腿脚不便") == sees, "\(code)")
            #expect((seen.record.draft.title == "看望老会员") == sees, "\(code)")
            #expect((seen.record.draft.venue == "广场") == sees, "\(code)")
            #expect(seen.record.draft.measures.people == 2)
            #expect(seen.history.isEmpty != sees)
            let origin = try await StatisticsTables(tree.surroundings).origin(
                of: "visit-village-people", tree.campaign.id, unit: code, for: tree.officer(code))
            #expect(origin.records.map(\.draft.title) == [sees ? "看望老会员" : "慰问"])
        }
    }

    /// The old words of a visit are no more public than the new ones, whatever the record became.
    @Test(arguments: [("visit", "慰问"), ("publicity", "宣传")])
    func aCorrectedVisitDoesNotShowItsOldWords(category: String, title: String) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await tree.record(tree.draft("visit", title: "看望老会员", note: "腿脚不便"), at: "370828001010").record
        let village = try await tree.officer("370828001010")
        try await CorrectActivity(tree.surroundings)(
            id, to: tree.draft(category, title: title), saysNothingPrivate: true, by: village)
        for (code, versions) in [("370828001010", 2), ("370828001", 2), ("370828", 0), ("00", 0)] {
            let seen = try await ActivityRecords(tree.surroundings).one(id, for: tree.officer(code))
            #expect(seen.history.count == versions, "\(code)")
        }
    }

    /// Words that only the unit and its direct superior read do not come before everybody by a change of the category.
    @Test(arguments: Engine.allCases)
    func aVisitBecomesSomethingElseOnlyWhenItsWordsWereLookedAt(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let correct = CorrectActivity(tree.surroundings)
        let village = try await tree.officer("370828001010")
        let id = try await tree.record(tree.draft("visit", title: "看望老会员", note: "腿脚不便"), at: "370828001010").record
        // As a visit it can be changed freely.
        try await correct(id, to: tree.draft("visit", people: 3, title: "看望老会员", note: "腿脚不便"), by: village)
        await #expect(throws: RecordRefused.wordsOfVisit) {
            try await correct(id, to: tree.draft("service", title: "看望老会员", note: "腿脚不便"), by: village)
        }
        let county = try await tree.officer("370828")
        let hidden = try await ActivityRecords(tree.surroundings).one(id, for: county).record.draft
        #expect(hidden.note.isEmpty && hidden.title != "看望老会员")
        try await correct(id, to: tree.draft("service", title: "义诊"), saysNothingPrivate: true, by: village)
        #expect(try await ActivityRecords(tree.surroundings).one(id, for: county).record.draft.title == "义诊")
    }

    @Test func aUnitThatNeverReportsRecordsNothing() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        await #expect(throws: AccessRefused.missing) { try await tree.record(tree.draft(), at: "370828001999") }
        await #expect(throws: AccessRefused.missing) {
            try await OpenPost(tree.surroundings)(
                NewAccount(login: "virtual", displayName: "记录员", password: "a good one"), roles: [.recorder],
                unit: "370828001999", by: nil)
        }
        #expect(try await tree.table("00").records == 0)
    }

    @Test(arguments: [
        (Int64?(-1), ActivityDraft.Invalid.negative), (10_000_001, .tooMany), (nil, .noNumber),
    ])
    func absurdNumbersAreRefused(people: Int64?, invalid: ActivityDraft.Invalid) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        #expect(throws: invalid) { try tree.draft(people: people) }
    }
}
