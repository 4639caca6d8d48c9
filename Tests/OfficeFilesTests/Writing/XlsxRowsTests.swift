import Foundation
import OfficeFiles
import Testing

struct XlsxRowsTests {
    private static func written(_ rows: [[XlsxRows.Value]]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try XlsxRows(path: path, sheet: "明细", header: ["单位", "人数"], widths: [20, 8])
        for row in rows { try file.append(row) }
        try file.close()
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    @Test(arguments: [
        (XlsxRows.Value.text("=1+1"), "=1+1"), (.text("<甲>&"), "<甲>&"), (.text("ＡＢ　１"), "ＡＢ　１"),
        (.text("一\n二"), "一\n二"), (.text("a\u{1}b"), "ab"), (.text(" 空 "), " 空 "), (.number(-5), "-5"),
        (.text("_x0041_"), "_x0041_"),
        (.number(999_999_999_999_999), "999999999999999"), (.number(.max), "9223372036854775807"),
        (.number(.min), "-9223372036854775808"), (.text("007"), "007"),
        (.text(String(repeating: "长", count: 40_000)), String(repeating: "长", count: 32_767)),
        (.text("a" + String(repeating: "𠀀", count: 20_000)), "a" + String(repeating: "𠀀", count: 16_383)),
    ])
    func writes(value: XlsxRows.Value, text: String) throws {
        let grid = try #require(GridFile.read(Self.written([[.empty, value], [.text("末")]])).grids.first)
        #expect(grid.name == "明细")
        #expect(
            grid.cells == [
                .init(row: 0, column: 0, text: "单位"), .init(row: 0, column: 1, text: "人数"),
                .init(row: 1, column: 1, text: text), .init(row: 2, column: 0, text: "末"),
            ])
    }

    @Test func headerAlone() throws {
        #expect(try GridFile.read(Self.written([])).grids.first?.cells.map(\.text) == ["单位", "人数"])
    }

    @Test func stopsWhereASheetEnds() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx").path
        let file = try XlsxRows(path: path, sheet: "表", header: ["一"], widths: [])
        for _ in 0..<XlsxRows.rowLimit { try file.append([]) }
        #expect(throws: XlsxRows.Failure.tooManyRows(limit: 1_048_575)) { try file.append([.number(1)]) }
    }

    @Test func cannotWriteNowhere() throws {
        #expect(throws: (any Error).self) {
            let file = try XlsxRows(path: "/nowhere/at/all.xlsx", sheet: "表", header: [], widths: [])
            try file.append([.number(1)])
            try file.close()
        }
        #expect(throws: XlsxRows.Failure.self) {
            try XlsxRows(path: "/nowhere.xlsx", sheet: "a[b]", header: [], widths: [])
        }
    }
}
