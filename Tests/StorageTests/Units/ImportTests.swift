import Domain
import FoundationEssentials
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct ImportTests {
    private func importing(_ csv: String, _ database: any Database) async throws -> ImportUnits.Outcome {
        let file = TemporaryFolder.path + "/\(UUID().uuidString).csv"
        try Data(csv.utf8).write(to: URL(filePath: file))
        return try await ImportUnits(Surroundings(database: database, clock: Clock { SmallTree.start }))(path: file)
    }

    @Test(arguments: Engine.allCases)
    func theReportingTreeIsNotTheTreeOfCodes(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        func superior(_ code: String) async throws -> String? {
            let unit = try await tree.unit(code)
            return try await tree.surroundings.database.read { db in
                try unit.reportsTo.flatMap { try UnitTable(db).unit($0)?.code }
            }
        }
        #expect(try await superior("37") == "00")
        // 计划单列市 and 兵团 report to the nation.
        #expect(try await superior("2102") == "00")
        #expect(try await superior("66") == "00")
        // What lies below a placeholder reports to the next real unit; the placeholder itself never does.
        #expect(try await superior("419001") == "41")
        #expect(try await superior("4190") == nil)
        #expect(try await superior("441900003") == "4419")
        #expect(try await superior("441900") == nil)
        #expect(try await tree.unit("370828001999").kind == .virtual)
        #expect(try await superior("370828001999") == nil)
        // Paths follow the reporting tree.
        #expect(try await tree.unit("419001").path.ids.count == 3)
        #expect(try await tree.unit("370828001010").path.ids.count == 6)
        let children = try await tree.surroundings.database.read { db in
            try UnitTable(db).children(of: tree.unit("00", db).id).map(\.code)
        }
        #expect(children == ["15", "21", "2102", "37", "41", "44", "66"])
    }

    @Test(arguments: Engine.allCases)
    func theSameFileAgainChangesNothingAndANewNameIsTaken(engine: Engine) async throws {
        let database = try await engine.database()
        let first = try await importing(SmallTree.csv, database)
        let rows = SmallTree.csv.split(separator: "\n").count - 1
        #expect([first.rows, first.added, first.renamed, first.unchanged] == [rows, rows, 0, 0])
        let second = try await importing(SmallTree.csv, database)
        #expect([second.rows, second.added, second.renamed, second.unchanged] == [rows, 0, 0, rows])
        let renamed = try await importing(SmallTree.csv.replacing("高河街道", with: "高河新街道"), database)
        #expect((renamed.added, renamed.renamed) == (0, 1))
    }

    @Test(
        arguments: Engine.allCases,
        [
            ("37x828003,坏街道,4,370828\n", "代码"), ("370828003,,4,370828\n", "名称"),
            ("370828003,街道,9,370828\n", "级别"), ("370828003,街道,4,370829\n", "上级"),
            ("370828003,街道,4\n", "4 列"), ("370828001,金乡街道,4,370828\n", "前面有了"),
            ("370829003,街道,4,370829\n", "没有它的上级"),
        ])
    func aBadRowIsNamedByItsLineAndNothingIsKept(engine: Engine, bad: (row: String, says: String)) async throws {
        let database = try await engine.database()
        let line = SmallTree.csv.split(separator: "\n").count + 1
        do {
            _ = try await importing(SmallTree.csv + bad.row, database)
            Issue.record("it was taken")
        } catch let refused as ImportRefused {
            #expect(refused.message.contains("第 \(line) 行"))
            #expect(refused.message.contains(bad.says))
        }
        #expect(try await database.read { db in try UnitTable(db).count() } == 0)
    }

    @Test(arguments: Engine.allCases)
    func searchShowsNamesThatStartWithTheTextFirst(engine: Engine) async throws {
        let tree = try await SmallTree(engine.database())
        func found(_ text: String, by code: String) async throws -> [String] {
            try await Units(tree.surroundings).search(text, for: tree.officer(code)).compactMap(\.last?.name)
        }
        #expect(try await found("金乡", by: "00") == ["金乡县", "金乡街道", "金乡虚拟社区"])
        #expect(try await found("山社区", by: "00") == ["金山社区居民委员会"])
        #expect(try await found("金乡", by: "15") == [])
        #expect(try await found("%", by: "00") == [])
        // By the beginning of a code.
        #expect(try await found("3708280010", by: "00") == ["金府社区居民委员会", "金山社区居民委员会"])
    }
}

extension SmallTree {
    fileprivate func unit(_ code: String, _ db: any Connection) throws -> Unit {
        guard let unit = try UnitTable(db).unit(code: code) else { throw AccessRefused.missing }
        return unit
    }
}
