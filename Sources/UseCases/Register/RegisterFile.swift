internal import Domain
internal import Foundation
internal import OfficeFiles

/// Registers and sites as workbooks.
enum RegisterFile {
    static func children(_ rows: [(unit: Domain.Unit, entry: RegisterVersion?)], year: Int) throws -> [UInt8] {
        let header =
            ["区划代码", "单位", "年份"] + RegisterCount.allCases.map(\.name) + ["上次换届", "下次换届", "哪天填的"]
        return try bytes(sheet: "人手和换届", header: header) { sheet in
            for (unit, entry) in rows {
                let register = entry?.register
                try sheet.append(
                    [.text(unit.code), .text(unit.name), .number(Int64(year))]
                        + RegisterCount.allCases.map { number(register?.counts[$0]) }
                        + [
                            text(register?.electedOn?.text), text(register?.dueOn?.text),
                            text(entry.map { CalendarDate($0.savedAt).text }),
                        ])
            }
        }
    }

    static let siteHeader = ["区划代码", "单位", "上级单位", "种类", "名称", "在哪里", "开放时间", "哪天建的", "哪天停用"]

    static func row(_ site: Site, superior: String) -> [XlsxRows.Value] {
        [
            .text(site.unit.code), .text(site.unit.name), .text(superior), .text(site.draft.kind.name),
            .text(site.draft.shownName), .text(site.draft.address), .text(site.draft.hours),
            text(site.draft.since?.text), text(site.closedOn?.text),
        ]
    }

    static func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "memberday-\(UUID().uuidString).xlsx").path
    }
    static func open(_ path: String, sheet: String, header: [String]) throws -> XlsxRows {
        try XlsxRows(path: path, sheet: sheet, header: header, widths: header.map { Double(max(8, $0.count * 2 + 4)) })
    }
    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    private static func bytes(
        sheet: String, header: [String], _ write: (XlsxRows) throws -> Void
    ) throws -> [UInt8] {
        let path = temporaryPath()
        defer { remove(path) }
        let rows = try open(path, sheet: sheet, header: header)
        try write(rows)
        try rows.close()
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    private static func number(_ value: Int64?) -> XlsxRows.Value { value.map { .number($0) } ?? .empty }
    private static func text(_ value: String?) -> XlsxRows.Value { value.map { .text($0) } ?? .empty }
}
