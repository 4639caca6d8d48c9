import Domain
import Storage
import TestSupport
import Testing
import UseCases

/// 划转 in mid-campaign, step by step. Random orders are in LedgerPropertyTests.
@Suite struct ChangeUnitsTests {
    private let people = "publicity-village-people"

    private func figures(_ tree: SmallTree, _ code: String) async throws -> [Int64?] {
        let table = try await tree.table(code)
        return [table.live[people], table.reported[people], table.today?[people]]
    }

    /// 高河街道 goes from 金乡县 to 中山区 of 大连市 after it has reported up to the nation.
    @Test(arguments: Engine.allCases)
    func whatWasReportedStaysUntilTheNewSuperiorAcceptsTheNext(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        try await tree.record(tree.draft(people: 30), at: "370828002001")
        for (code, superior) in [
            ("370828002001", "370828002"), ("370828002", "370828"), ("370828", "3708"), ("3708", "37"), ("37", "00"),
        ] { try await tree.accept(tree.submit(code), by: superior) }
        let nation = try await tree.officer("00", Set(Role.allCases))
        try await ChangeUnits(tree.surroundings)(
            .move(to: "210202"), of: "370828002", on: CalendarDate("2025-05-20"), reason: "批复", by: nation)
        #expect(try await figures(tree, "00") == [30, 30, nil])
        #expect(try await figures(tree, "370828") == [0, 30, 0])
        #expect(try await figures(tree, "210202") == [30, 0, 30])
        #expect(try await tree.table("210202").missing.map(\.code) == ["210202001"])
        // One more, reported to the new superior: it leaves the old figure in the same moment.
        try await tree.record(tree.draft(people: 5), at: "370828002001")
        try await tree.accept(tree.submit("370828002001"), by: "370828002")
        #expect(try await figures(tree, "00") == [35, 35, nil])
        try await tree.accept(tree.submit("370828002"), by: "210202")
        #expect(try await figures(tree, "370828") == [0, 0, nil])
        #expect(try await figures(tree, "210202") == [35, 35, nil])
        #expect(try await figures(tree, "00") == [35, 0, nil])
        try await tree.accept(tree.submit("210202"), by: "2102")
        try await tree.accept(tree.submit("2102"), by: "00")
        #expect(try await figures(tree, "00") == [35, 35, nil])
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
    }

    @Test func aMergedUnitsRecordsCountUnderItsSuccessor() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await tree.record(tree.draft(people: 30), at: "370828002001")
        try await tree.record(tree.draft(people: 4), at: "370828002")
        let nation = try await tree.officer("00", Set(Role.allCases))
        let change = ChangeUnits(tree.surroundings)
        try await change(
            .merge(into: "370828001"), of: "370828002", on: CalendarDate("2025-05-20"), reason: "批复", by: nation)
        let table = try await tree.table("370828001")
        #expect(table.live[people] == 30 && table.live["publicity-township-people"] == 4)
        // What the closed one never reported, its successor reports for it.
        #expect(table.missing.map(\.code).contains("370828002"))
        await #expect(throws: RecordRefused.closed) {
            try await tree.record(tree.draft(people: 1), at: "370828002")
        }
        await #expect(throws: UnitChangeRefused.closed) {
            try await change(
                .rename(to: "新名"), of: "370828002", on: CalendarDate("2025-05-21"), reason: "x", by: nation)
        }
    }

    @Test(arguments: [
        (ChangeUnits.Order.move(to: "370828001010"), "370828001", UnitChangeRefused.ownSuperior),
        (.move(to: "370828"), "370828001", .sameSuperior), (.move(to: "99"), "370828001", .unknownUnit),
        (.merge(into: "370828"), "370828001", .level(.township)), (.close, "370828001", .hasUnitsBelow(3)),
        (.rename(to: "x"), "370828001", .name), (.move(to: "00"), "37", .nation),
        (.split(code: "370828", name: "新街道", children: ["370828001010"]), "370828001", .codeTaken),
        (.split(code: "12x", name: "新街道", children: ["370828001010"]), "370828001", .code),
        (.split(code: "370828009", name: "新街道", children: ["370828002001"]), "370828001", .below),
    ])
    func refuses(order: ChangeUnits.Order, code: String, error: UnitChangeRefused) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let nation = try await tree.officer("00", Set(Role.allCases))
        await #expect(throws: error) {
            try await ChangeUnits(tree.surroundings)(
                order, of: code, on: CalendarDate("2025-05-20"), reason: "批复", by: nation)
        }
        // Not beyond one's own reach, and not by a clerk.
        let county = try await tree.officer("370828", Set(Role.allCases))
        await #expect(throws: UnitChangeRefused.unknownUnit) {
            _ = try await ChangeUnits(tree.surroundings).preview(.move(to: "210202"), of: "370828001", by: county)
        }
        let clerk = try await tree.officer("00")
        await #expect(throws: AccessRefused.forbidden) {
            _ = try await ChangeUnits(tree.surroundings).preview(order, of: code, by: clerk)
        }
    }
}
