import Domain
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct SubmissionFlowTests {
    private let people = "publicity-village-people"

    /// Village → township → … → nation, one village late; both figures at every step.
    /// Nobody is above the unit that began a campaign, whatever stands above it in the tree.
    @Test func whoBeganItReportsToNobody() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let county = try await tree.officer("370828")
        let own = try await tree.surroundings.database.write { db in
            let campaign = Campaign(
                id: tree.surroundings.identifiers.next(), name: "县里的活动", year: 2025, owner: county.unit.id, theme: "",
                startsOn: try CalendarDate("2025-05-01"), endsOn: try CalendarDate("2025-05-31"),
                definition: tree.campaign.definition)
            try CampaignTable(db).insert(campaign, at: SmallTree.start)
            return campaign
        }
        let overview = try await Submissions(tree.surroundings).overview(own.id, unit: "370828", for: county)
        #expect(overview.parent == nil)
        await #expect(throws: SubmissionRefused.noSuperior) {
            _ = try await SubmitTable(tree.surroundings)(
                .init(campaign: own.id, unit: "370828", kind: .report, note: ""),
                id: tree.surroundings.identifiers.next(), by: county)
        }
        let street = try await tree.officer("370828001")
        #expect(
            try await Submissions(tree.surroundings).overview(own.id, unit: "370828001", for: street).parent?.code
                == "370828")
    }

    @Test(arguments: Engine.allCases)
    func aLateVillageFlowsUpAsASupplement(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        let chain = ["370828001", "370828", "3708", "37"]
        try await tree.record(tree.draft(people: 10), at: "370828001009")
        try await tree.record(tree.draft(people: 20), at: "370828001010")
        func figures(_ code: String) async throws -> [Int64?] {
            let table = try await tree.table(code)
            return [table.live[people], table.reported[people]]
        }
        #expect(try await figures("00") == [30, 0])
        try await tree.accept(tree.submit("370828001009"), by: "370828001")
        #expect(try await figures("370828001") == [30, 10])
        #expect(try await tree.table("370828001").missing.map(\.code) == ["370828001010", "370828001209"])
        let township = try await tree.submit("370828001")
        let snapshot = try await Submissions(tree.surroundings).one(township, for: tree.officer("370828"))
        #expect(snapshot.submission.missing.map(\.name) == ["金山社区", "刘庄村"])
        #expect(snapshot.submission.cells[people] == 10)
        // The county gives it back, the township hands it in again.
        try await DecideSubmission(tree.surroundings).giveBack(township, reason: "核一下", by: tree.officer("370828"))
        #expect(try await figures("370828") == [30, 0])
        let again = try await tree.submit("370828001")
        try await tree.accept(again, by: "370828")
        try await tree.accept(tree.submit("370828"), by: "3708")
        try await tree.accept(tree.submit("3708"), by: "37")
        try await tree.accept(tree.submit("37"), by: "00")
        #expect(try await figures("00") == [30, 10])
        // Two late villages: one with an activity, one without.
        try await tree.accept(tree.submit("370828001010"), by: "370828001")
        try await tree.accept(tree.submit("370828001209", .nilReport), by: "370828001")
        #expect(try await figures("00") == [30, 30])
        for code in chain {
            let overview = try await Submissions(tree.surroundings).overview(
                tree.campaign.id, unit: code, for: tree.officer(code))
            let newest = try #require(overview.versions.first)
            #expect(newest.kind == .supplement && newest.state == .accepted)
            #expect(newest.cells[people] == 30)
            #expect(overview.versions.filter { $0.kind == .supplement }.count == 2)
        }
        // What was frozen stays: content and hash.
        let old = try await Submissions(tree.surroundings).one(again, for: tree.officer("370828"))
        #expect(old.submission.cells[people] == 10 && old.isIntact)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    @Test func aChangedSnapshotIsNoticed() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await tree.record(tree.draft(people: 10), at: "370828001009")
        let id = try await tree.submit("370828001009")
        try await tree.surroundings.database.write { db in
            try db.execute("UPDATE submission SET note = 'x' WHERE id = \(id.text)")
        }
        let found = try await Submissions(tree.surroundings).one(id, for: tree.officer("370828001009"))
        #expect(!found.isIntact)
    }

    @Test func aSupplementReplacesWhatStillWaits() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await tree.record(tree.draft(people: 10), at: "370828001009")
        try await tree.record(tree.draft(people: 20), at: "370828001010")
        try await tree.accept(tree.submit("370828001009"), by: "370828001")
        let waiting = try await tree.submit("370828001")
        try await tree.accept(tree.submit("370828001010"), by: "370828001")
        let overview = try await Submissions(tree.surroundings).overview(
            tree.campaign.id, unit: "370828001", for: tree.officer("370828001"))
        #expect(overview.versions.map(\.state) == [.submitted, .superseded])
        await #expect(throws: SubmissionRefused.notWaiting) { try await tree.accept(waiting, by: "370828") }
        try await tree.accept(#require(overview.versions.first).id, by: "370828")
        #expect(try await tree.table("370828").reported[people] == 30)
    }

    @Test(arguments: Engine.allCases)
    func ofTwoDecisionsAtOnceOneWins(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await tree.record(tree.draft(people: 10), at: "370828001009")
        let id = try await tree.submit("370828001009")
        let superior = try await tree.officer("370828001")
        let own = try await tree.officer("370828001009")
        async let accepted: Void = DecideSubmission(tree.surroundings).accept(id, by: superior)
        async let recalled: Void = DecideSubmission(tree.surroundings).recall(id, seen: .submitted, by: own)
        var wins = 0
        do {
            try await accepted
            wins += 1
        } catch SubmissionRefused.notWaiting {}
        do {
            try await recalled
            wins += 1
        } catch SubmissionRefused.notWaiting {}
        #expect(wins == 1)
    }

    @Test func aNilReportNeedsNothingAndAReportNeedsSomething() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        await #expect(throws: SubmissionRefused.noRecords) { try await tree.submit("370828001209") }
        try await tree.record(tree.draft(), at: "370828001209")
        await #expect(throws: SubmissionRefused.recordsExist) { try await tree.submit("370828001209", .nilReport) }
        try await tree.submit("370828001209")
        await #expect(throws: SubmissionRefused.alreadyWaiting) { try await tree.submit("370828001209") }
        await #expect(throws: SubmissionRefused.noSuperior) { try await tree.submit("00") }
        await #expect(throws: SubmissionRefused.noReason) {
            let id = try await tree.submit("370828002001", .nilReport)
            try await DecideSubmission(tree.surroundings).giveBack(id, reason: " \n", by: tree.officer("370828002"))
        }
    }

    @Test func aTownshipReportsForItsVillageAndThatIsAccepted() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let id = try await SubmitTable(tree.surroundings)(
            .init(campaign: tree.campaign.id, unit: "370828001209", kind: .nilReport, note: "电话里说的"),
            id: tree.surroundings.identifiers.next(), by: tree.officer("370828001"))
        let found = try await Submissions(tree.surroundings).one(id, for: tree.officer("370828001"))
        #expect(found.submission.state == .accepted)
        // Not reported is not 0: the other two are still missing.
        #expect(try await tree.table("370828001").missing.map(\.code) == ["370828001009", "370828001010"])
    }
}
