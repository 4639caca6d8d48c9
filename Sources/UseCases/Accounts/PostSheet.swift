package import Domain
internal import Foundation
internal import OfficeFiles
internal import Storage

/// Lists of posts as tables: what was pasted or uploaded becomes rows, and the sheet to fill in.
package struct PostSheet: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package static let header = ["区划代码", "单位", "称呼", "岗位", "账号"]
    /// What people call the columns; of several in one list the first one here counts. Others, such as telephone numbers,
    /// are not taken.
    private static let names: [[String]] = [
        ["区划代码", "代码", "行政区划代码", "单位代码"],
        [
            "村居", "村（居）", "村(居)", "村居社区", "村居名称", "村（社区）", "村(社区)", "社区", "村", "单位", "单位名称", "名称", "乡镇街道",
            "乡镇（街道）", "乡镇(街道)", "街道", "乡镇",
        ], ["称呼", "怎么称呼"], ["岗位"], ["账号", "账号（可不填）", "登录账号"],
    ]
    private static let mostCells = PostBatch.mostRows * 8
    /// Lines above the header, such as a title.
    private static let headReach = 10

    /// What was copied from a sheet, or from a text with blanks between the columns; a header is optional.
    package static func pasted(_ text: String) throws(PostsRefused) -> [PostBatch.Draft] {
        var text = text
        if !text.contains("\t") && !text.contains(",") {
            text = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.split { $0 == " " || $0 == "　" }.joined(separator: "\t")
            }.joined(separator: "\n")
        }
        return try drafts(RowFile.delimited(text), needsHeader: false)
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
        let heads = names.prefix(2).lazy.compactMap { titles in
            lines.prefix(headReach).firstIndex { line in line.cells.contains { titles.contains($0.trimmed) } }
        }
        let head = heads.first
        guard !lines.isEmpty else { throw .noRows }
        guard head != nil || !needsHeader else { throw .noHeading }
        let places: [Int?]? = head.map { head in
            let titles = lines[head].cells.map(\.trimmed)
            return names.map { names in names.lazy.compactMap { titles.firstIndex(of: $0) }.first }
        }
        let rows = lines.dropFirst(head.map { $0 + 1 } ?? 0)
        guard !rows.isEmpty else { throw .noRows }
        guard rows.count <= PostBatch.mostRows else { throw .tooManyRows }
        return rows.map { line in
            let cells: [String] =
                if let places {
                    places.map { place in
                        place.flatMap { line.cells.indices.contains($0) ? line.cells[$0] : nil } ?? ""
                    }
                } else { bare(line.cells.map(\.trimmed)) }
            return PostBatch.Draft(
                line: Int64(line.number), code: cells[0], unitName: cells[1], displayName: cells[2], role: cells[3],
                login: cells[4], hasOpenFormula: line.hasOpenFormula)
        }
    }

    /// A line of a list without headings: the columns of the sheet to fill in; or, where it begins with a name, the unit's
    /// name and a post, if there is one.
    private static func bare(_ cells: [String]) -> [String] {
        if let name = cells.first, !name.isEmpty, !name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let role = cells.dropFirst().first { Role.named($0, among: Role.allCases) != nil }
            return ["", name, "", role ?? "", ""]
        }
        return header.indices.map { index in
            guard cells.indices.contains(index), index == 0 || !isTelephone(cells[index]) else { return "" }
            return cells[index]
        }
    }

    /// A mobile number, or one with an area code; the code of a unit is neither.
    private static func isTelephone(_ text: String) -> Bool {
        guard text.unicodeScalars.allSatisfy({ "0123456789+-() （）".unicodeScalars.contains($0) }) else { return false }
        let digits = text.filter(\.isNumber)
        return (digits.hasPrefix("0") && digits.count >= 10) || (digits.hasPrefix("1") && digits.count == 11)
            || (digits.hasPrefix("86") && digits.count == 13) || (7...8).contains(digits.count)
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
                let roles = Role.usual(at: unit.level)
                try sheet.append([
                    .text(unit.code), .text(unit.name), .text(roles[0].name), .text(Role.name(of: roles)), .empty,
                ])
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
