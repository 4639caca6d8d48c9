import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// Random records, corrections and withdrawals on a random choice of units: the sums always say what the records say.
@Suite struct TallyPropertyTests {
    private static let holders = [
        "00", "15", "1502", "150203", "150203001", "150203001026", "21", "2102", "210202", "210202001", "210202001001",
        "37", "3708", "370828", "370828001", "370828001009", "370828001010", "370828001209", "370828002",
        "370828002001", "41", "419001", "419001001", "419001001001", "44", "4419", "441900003", "441900003001", "66",
    ]
    private static let categories = ["publicity", "visit", "service"]

    private func someDraft(_ tree: SmallTree, _ random: inout SeededNumbers) throws -> ActivityDraft {
        let people: Int64? =
            Int.random(in: 0..<4, using: &random) == 0 ? nil : Int64.random(in: 0...500, using: &random)
        return try tree.draft(
            Self.categories.randomElement(using: &random) ?? "visit", people: people,
            attendances: people == nil ? Int64.random(in: 1...900, using: &random) : nil,
            sessions: Int64.random(in: 1...12, using: &random))
    }

    private func liveFacts(_ tree: SmallTree, _ code: String) async throws -> Facts {
        let unit = try await tree.unit(code)
        return try await tree.surroundings.database.read { db in
            try TallyTable(db).facts(campaign: tree.campaign.id, below: unit).filter { !$0.value.isZero }
        }
    }
    private func ownFacts(_ tree: SmallTree, _ code: String) async throws -> Facts {
        let unit = try await tree.unit(code)
        return try await tree.surroundings.database.read { db in
            try TallyTable(db).ownFacts(campaign: tree.campaign.id, of: unit)
        }
    }

    /// For every unit, each sum: live = own + Σ children.
    private func expectConservation(_ tree: SmallTree) async throws {
        for code in Self.holders {
            var expected = try await ownFacts(tree, code)
            let unit = try await tree.unit(code)
            let children = try await tree.surroundings.database.read { db in try UnitTable(db).children(of: unit.id) }
            let together = try await tree.surroundings.database.read { db in
                try TallyTable(db).facts(campaign: tree.campaign.id, ofChildren: children, of: unit)
            }
            for child in children {
                let live = try await liveFacts(tree, child.code)
                #expect((together[child.id] ?? [:]).filter { !$0.value.isZero } == live, "\(child.code)")
                expected.merge(live) { $0 + $1 }
            }
            #expect(try await liveFacts(tree, code) == expected, "\(code)")
        }
    }

    @Test(arguments: Engine.allCases, [UInt64(1), 2, 3])
    func liveFiguresAreConserved(engine: Engine, seed: UInt64) async throws {
        let tree = try await SmallTree(engine.database())
        var random = SeededNumbers(seed: seed)
        var records: [(id: ActivityRecord.ID, unit: String)] = []
        var done = (recorded: 0, corrected: 0, withdrawn: 0)
        for _ in 0..<150 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                let unit = Self.holders.randomElement(using: &random) ?? "00"
                records.append((try await tree.record(someDraft(tree, &random), at: unit).record, unit))
                done.recorded += 1
            case 6..<9:
                guard let record = records.randomElement(using: &random) else { continue }
                try await CorrectActivity(tree.surroundings)(
                    record.id, to: someDraft(tree, &random), saysNothingPrivate: true,
                    by: tree.officer(record.unit))
                done.corrected += 1
            default:
                guard let index = records.indices.randomElement(using: &random) else { continue }
                let record = records.remove(at: index)
                try await WithdrawActivity(tree.surroundings)(record.id, reason: "", by: tree.officer(record.unit))
                done.withdrawn += 1
            }
        }
        try await expectConservation(tree)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        // Not vacuous: all three happened, and the nation's table is not empty.
        #expect(done.recorded > 50 && done.corrected > 20 && done.withdrawn > 5)
        #expect(try await tree.table("00").live.values.filter { $0 > 0 }.count > 10)
    }

    @Test(arguments: Engine.allCases)
    func thirtyTwoWritersAtOnceNeitherLockUpNorDrift(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await withThrowingTaskGroup { group in
            for writer in 0..<32 {
                group.addTask {
                    var random = SeededNumbers(seed: UInt64(writer))
                    let unit = Self.holders[writer % Self.holders.count]
                    for _ in 0..<8 {
                        let id = try await tree.record(someDraft(tree, &random), at: unit).record
                        try await CorrectActivity(tree.surroundings)(
                            id, to: someDraft(tree, &random), saysNothingPrivate: true, by: tree.officer(unit))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        let records = try await liveFacts(tree, "00").values.reduce(0) { $0 + $1.records }
        #expect(records == 32 * 8)
    }

    @Test(arguments: Engine.allCases)
    func recountFindsAndMendsADifference(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await tree.record(tree.draft(people: 10), at: "370828001010")
        let county = try await tree.unit("370828")
        try await tree.surroundings.database.write { db in
            try db.execute("UPDATE tally SET people = people + 1 WHERE unit_id = \(county.id.number)")
        }
        let found = try await Recount(tree.surroundings)(repair: false)
        #expect(found.map(\.unit) == [county.id.number])
        #expect(try await Recount(tree.surroundings)(repair: true).count == 1)
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        #expect(try await tree.table("00").live["publicity-village-people"] == 10)
    }
}
