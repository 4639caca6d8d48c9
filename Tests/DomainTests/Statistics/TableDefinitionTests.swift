import Domain
import Foundation
import Testing

/// Definitions are files that people write: the three that come with the product, and what may be wrong with one.
@Suite struct TableDefinitionTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: root.appending(path: path))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    private static func definition(_ json: [String: Any]) throws -> TableDefinition {
        try JSONDecoder().decode(TableDefinition.self, from: JSONSerialization.data(withJSONObject: json))
    }
    private static let annex = "Sources/UseCases/Resources/cfpa-529-2021.json"

    @Test(arguments: [
        (annex, 40), ("Examples/cfpa-529-2026.json", 35), ("Examples/redcross-week.json", 76),
    ])
    func holds(path: String, cells: Int) throws {
        let definition = try Self.definition(Self.json(path))
        try definition.check()
        #expect(definition.cells.count == cells)
        for cell in definition.cells {
            // Block, and at least one label beside or above.
            #expect(definition.labels(of: cell.id).count >= 2, "\(cell.id)")
        }
        #expect(Set(definition.cells.map { definition.label(of: $0.id) }).count == cells)
    }

    @Test func labelsRunFromTheBlockToTheLeaf() throws {
        let annex = try Self.definition(Self.json(Self.annex))
        #expect(annex.labels(of: "service-township-people") == ["服务活动", "乡镇计生协", "服务人数"])
        #expect(annex.labels(of: "visit-township-people") == ["服务活动", "乡镇计生协", "慰问人数"])
        let short = try Self.definition(Self.json("Examples/cfpa-529-2026.json"))
        #expect(short.label(of: "publicity-county-leaflets") == "宣传活动，发放宣传资料（份），县级计生协")
    }

    @Test(
        arguments: [
            { $0["columns"] = 7 }, { $0["columns"] = Int.max }, { $0["version"] = 0 }, { $0["id"] = "中文" },
            { $0["blocks"] = [Any]() }, { $0["firstYear"] = Int.min }, { $0["lowestLevel"] = "street" },
            { $0["print"] = ["landscape": true, "grid": 9, "labelGrid": 1] as [String: Any] },
            { $0["rules"] = [["id": "a", "message": "x", "left": ["none"], "right": ["none"], "relation": "="]] },
            { edit(&$0) { $0["rows"] = 9_223_372_036_854_775_807 } }, { edit(&$0) { $0["columns"] = 3_000_000 } },
            { edit(&$0) { $0["columns"] = 3 } }, { edit(&$0) { $0["label"] = nil } },
        ] as [@Sendable (inout [String: Any]) -> Void])
    func refuses(mutation: @Sendable (inout [String: Any]) -> Void) throws {
        var json = try Self.json(Self.annex)
        mutation(&json)
        #expect(throws: TableDefinition.Invalid.self) { try Self.definition(json).check() }
    }

    /// The first entry of the first block.
    private static func edit(_ json: inout [String: Any], _ body: (inout [String: Any]) -> Void) {
        guard var blocks = json["blocks"] as? [[String: Any]], var rows = blocks[0]["rows"] as? [[[String: Any]]] else {
            return
        }
        body(&rows[0][0])
        blocks[0]["rows"] = rows
        json["blocks"] = blocks
    }

    @Test func aCellKeepsItsMeaning() throws {
        let old = try Self.definition(Self.json(Self.annex))
        var json = try Self.json(Self.annex)
        json["version"] = 2
        json["title"] = "新标题"
        #expect(try Self.definition(json).changes(from: old) == [.title])
        let text = try String(decoding: JSONSerialization.data(withJSONObject: json), as: UTF8.self)
        let other = text.replacing(
            #/"measure":"people"(,"id":"publicity-village-people"|)/#, with: { "\"measure\":\"families\"\($0.1)" })
        let changed = try JSONDecoder().decode(TableDefinition.self, from: Data(other.utf8))
        #expect(throws: TableDefinition.Meaning.self) { try changed.changes(from: old) }
    }

    @Test func aBrokenRuleIsFoundAndABlankIsNot() throws {
        let annex = try Self.definition(Self.json(Self.annex))
        #expect(annex.findings(in: [:]) == [])
        let found = annex.findings(in: ["publicity-village-sessions": 0, "publicity-village-people": 9])
        #expect(found.map(\.id) == ["rule:publicity-village", "rule:publicity-village-many"])
        #expect(annex.findings(in: ["publicity-village-sessions": 1, "publicity-village-people": 9]) == [])
    }

    @Test(
        arguments: [
            ([10, 11, 9, 10, 12, 10, 11, 9], 10, nil), ([10, 11, 9, 10, 12, 10, 11, 9], 90, 10),
            ([10, 11, 9, 10], 90, nil), ([0, 0, 0, 0, 0, 0, 0, 0], 3, nil), ([0, 0, 0, 0, 0, 0, 0, 0], 60, 0),
        ] as [([Int64], Int64, Int64?)])
    func outliers(others: [Int64], value: Int64, median: Int64?) {
        #expect(Outlier.median(of: others, against: value) == median)
    }
}
