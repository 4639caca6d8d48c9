import Domain
import OfficeFiles
import Storage
import TestSupport
import Testing
import UseCases

/// A filled table comes back: what is more than recorded is entered, everything else is said.
@Suite struct ImportTablesTests {
    /// The form of a unit with some cells filled in, as somebody's spreadsheet program would send it.
    private func file(
        _ tree: SmallTree, _ code: String, _ values: CellValues, _ format: TableFile.Format = .xlsx
    ) async throws -> [UInt8] {
        let table = try await tree.table(code)
        let filled = table.live.merging(values) { $1 }
        return try await TableFile(table, values: filled, contact: "").bytes(format, on: CalendarDate("2025-06-01"))
    }
    private func upload(_ tree: SmallTree, _ files: [[UInt8]], by code: String) async throws -> ImportTables.Upload {
        let id: ImportUpload.ID = tree.surroundings.identifiers.next()
        let officer = try await tree.officer(code)
        try await ImportTables(tree.surroundings).upload(
            files.enumerated().map { ("表\($0).xlsx", $1) }, id: id, campaign: tree.campaign.id, by: officer)
        return try await ImportTables(tree.surroundings).one(id, for: officer)
    }

    @Test(arguments: Engine.allCases, [TableFile.Format.xlsx, .docx])
    func whatIsMoreBecomesRecords(engine: Engine, format: TableFile.Format) async throws {
        let tree = try await SmallTree(engine.database())
        try await tree.record(tree.draft(people: 10), at: "370828001010")
        let values: CellValues = [
            "publicity-village-sessions": 25_000, "publicity-village-people": 900, "visit-township-sessions": 1,
            "visit-township-people": 12, "media-county-text": 3,
        ]
        let bytes = try await file(tree, "370828001", values, format)
        let found = try await upload(tree, [bytes], by: "370828")
        #expect(found.files[0].unit?.code == "370828001")
        #expect(found.files[0].report.problems == [])
        let officer = try await tree.officer("370828")
        try await ImportTables(tree.surroundings).take(found.id, positions: nil, by: officer)
        let live = try await tree.table("370828001").live
        for (cell, value) in values { #expect(live[cell] == value, "\(cell)") }
        #expect(try await Recount(tree.surroundings)(repair: false) == [])
        // The villages' own tables are as before: it is not known which of them held these.
        #expect(try await tree.table("370828001010").live["publicity-village-people"] == 10)
        // Twice is once.
        let again = try await upload(tree, [bytes], by: "370828")
        #expect(again.files[0].report.problems.count == 1 && !again.files[0].report.canBeTaken)
        #expect(try await tree.table("370828001").live == live)
    }

    /// A table that comes before the campaign's first day is entered on the day that it came, not on one still to come.
    @Test func aTableThatComesEarlyIsTaken() async throws {
        let time = MovableTime()
        let tree = try await SmallTree(Engine.sqlite.database(), clock: time.clock)
        time.pass(hours: -24 * 10)
        let values: CellValues = ["publicity-village-sessions": 2, "publicity-village-people": 40]
        let found = try await upload(tree, [file(tree, "370828001010", values)], by: "370828001")
        let officer = try await tree.officer("370828001")
        try await ImportTables(tree.surroundings).take(found.id, positions: nil, by: officer)
        #expect(try await tree.table("370828001010").live["publicity-village-people"] == 40)
    }

    @Test func whatIsLessOrCannotBeARecordIsSaidAndNotTaken() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        try await tree.record(tree.draft(people: 10), at: "370828001010")
        let fewer = try await upload(
            tree, [file(tree, "370828001010", ["publicity-village-people": 4])], by: "370828001")
        #expect(fewer.files[0].report.lines.first { $0.cell == "publicity-village-people" }?.action == .less)
        #expect(!fewer.files[0].report.canBeTaken)
        let heads = try await upload(
            tree, [file(tree, "370828001010", ["publicity-village-people": 40])], by: "370828001")
        #expect(heads.files[0].report.lines.first { $0.cell == "publicity-village-people" }?.action == .noSessions)
        #expect(!heads.files[0].report.canBeTaken)
    }

    @Test func onlyForOneselfAndWhatIsDirectlyBelow() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let bytes = try await file(tree, "210202", ["publicity-prefecture-sessions": 1])
        #expect(try await upload(tree, [bytes], by: "370828").files[0].report.problems.count == 1)
        let grandchild = try await file(tree, "370828001010", ["publicity-village-sessions": 1])
        #expect(try await upload(tree, [grandchild], by: "370828").files[0].report.problems.count == 1)
    }

    @Test func aRecordMadeSinceTheCheckIsNoticed() async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let bytes = try await file(
            tree, "370828001010", ["publicity-village-sessions": 2, "publicity-village-people": 40])
        let found = try await upload(tree, [bytes], by: "370828001")
        try await tree.record(tree.draft(people: 10), at: "370828001010")
        let officer = try await tree.officer("370828001")
        await #expect(throws: ImportTablesRefused.changed("金山社区")) {
            try await ImportTables(tree.surroundings).take(found.id, positions: nil, by: officer)
        }
        #expect(try await tree.table("370828001010").live["publicity-village-people"] == 10)
    }

    @Test(arguments: [[UInt8](), Array("%PDF-1.4".utf8), Array("PK\u{3}\u{4}nothing".utf8)])
    func aFileThatIsNoneGetsAReport(bytes: [UInt8]) async throws {
        let tree = try await SmallTree(Engine.sqlite.database())
        let found = try await upload(tree, [bytes], by: "370828")
        #expect(found.files[0].report.problems.count == 1)
        let officer = try await tree.officer("370828")
        try await ImportTables(tree.surroundings).take(found.id, positions: nil, by: officer)
        #expect(try await tree.table("370828").live.values.allSatisfy { $0 == 0 })
    }
}
