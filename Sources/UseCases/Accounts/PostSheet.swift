package import Domain
internal import Foundation
internal import OfficeFiles
internal import Storage

/// Lists of posts as tables: what was pasted or uploaded becomes rows, and the sheet to fill in.
package struct PostSheet: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package static let header = ["区划代码", "单位", "称呼", "岗位", "账号"]
    /// What people call the columns.
    private static let names: [[String]] = [
        ["区划代码", "代码", "行政区划代码", "单位代码"], ["单位", "单位名称", "名称"], ["称呼", "怎么称呼"], ["岗位"], ["账号", "账号（可不填）", "登录账号"],
    ]
    private static let mostCells = PostBatch.mostRows * 8
    /// Lines above the header, such as a title.
    private static let headReach = 10

    /// What was copied from a sheet; a header is optional, the columns are then as in the sheet to fill in.
    package static func pasted(_ text: String) throws(PostsRefused) -> [PostBatch.Draft] {
        try drafts(RowFile.delimited(text), needsHeader: false)
    }

    package func file(_ bytes: [UInt8]) async throws -> [PostBatch.Draft] {
        let lines = try await WorkPool.parsing.run {
            do { return try RowFile.lines(bytes, cells: Self.mostCells) } catch let error as OfficeFileError {
                throw PostsRefused.file(Self.message(error))
            }
        }
        return try Self.drafts(lines, needsHeader: true)
    }

    private static func drafts(
        _ lines: [RowFile.Line], needsHeader: Bool
    ) throws(PostsRefused) -> [PostBatch.Draft] {
        let head = lines.prefix(headReach).firstIndex { line in
            line.cells.contains { names[0].contains($0.trimmed) }
        }
        guard !lines.isEmpty else { throw .noRows }
        guard head != nil || !needsHeader else { throw .noHeading }
        var places: [Int?] = Array(0..<header.count)
        if let head {
            let titles = lines[head].cells.map(\.trimmed)
            places = names.map { names in titles.firstIndex { names.contains($0) } }
        }
        let rows = lines.dropFirst(head.map { $0 + 1 } ?? 0)
        guard !rows.isEmpty else { throw .noRows }
        guard rows.count <= PostBatch.mostRows else { throw .tooManyRows }
        return rows.map { line in
            let cells = places.map { place in
                place.flatMap { line.cells.indices.contains($0) ? line.cells[$0] : nil } ?? ""
            }
            return PostBatch.Draft(
                line: Int64(line.number), code: cells[0], unitName: cells[1], displayName: cells[2], role: cells[3],
                login: cells[4], hasOpenFormula: line.hasOpenFormula)
        }
    }

    /// A sheet with the units of a level below that have nobody yet.
    package func template(below code: String, level: Level, for officer: Officer) async throws -> [UInt8] {
        let units = try await surroundings.database.read { db in
            let unit = try db.unit(code, .letInBelow, officer)
            return try PostTable(db).vacant(below: unit, level: level, limit: PostBatch.mostRows + 1)
        }
        guard units.count <= PostBatch.mostRows else { throw PostsRefused.tooManyRows }
        return try await WorkPool.writing.run {
            let path = FileManager.default.temporaryDirectory.appending(path: "memberday-\(UUID().uuidString).xlsx")
                .path
            defer { try? FileManager.default.removeItem(atPath: path) }
            let sheet = try XlsxRows(path: path, sheet: "岗位", header: Self.header, widths: [18, 30, 16, 12, 20])
            for unit in units {
                let role = Role.offered(at: unit.level)[0]
                try sheet.append([.text(unit.code), .text(unit.name), .text(role.name), .text(role.name), .empty])
            }
            try sheet.close()
            return Array(try Data(contentsOf: URL(filePath: path)))
        }
    }

    private static func message(_ error: OfficeFileError) -> String {
        switch error {
        case .empty: "文件是空的，请检查后重新选"
        case .tooLarge(let limit): "文件超过 \(limit >> 20) MB，请分开传"
        case .encrypted: "文件设有密码，请去掉密码再传"
        case .notReadable: "文件已损坏，打不开，请重新保存后再传"
        case .externalEntity: "文件含有外部引用，为安全起见没有打开，请重新保存后再传"
        case .unpacksTooLarge, .tooManyCells, .tooManySheets: "文件里的内容太多，一次最多 50,000 行，请分开传"
        case .unknownFormat, .notText, .scanned, .converterMissing, .pictureTooLarge:
            "只收 .xlsx 和 .csv，请用 Excel 或 WPS 另存后再传"
        }
    }
}
