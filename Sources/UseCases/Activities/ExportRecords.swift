package import Domain
internal import Foundation
internal import OfficeFiles
internal import Storage

/// All records of a unit's subtree as a file, written page by page: memory does not grow with their number.
package struct ExportRecords: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    private static let pageSize = 1000

    /// UTF-8 with a byte order mark, so that spreadsheet programs read it right.
    /// - Parameter write: gets the bytes in order.
    package func csv(
        _ id: Campaign.ID, unit code: String, for officer: Officer, write: ([UInt8]) async throws -> Void
    ) async throws {
        let job = try await job(id, code, officer)
        try await write(CSVRows.byteOrderMark + CSVRows.line(job.header.map { .text($0) }))
        try await job.pages { rows in try await write(rows.flatMap { CSVRows.line($0) }) }
    }

    /// - Returns: the path of a temporary file that the caller removes.
    /// - Throws: `ExportRefused.tooMany` when a sheet cannot hold them.
    package func xlsx(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> String {
        let job = try await job(id, code, officer)
        guard job.count <= Int64(XlsxRows.rowLimit) else { throw ExportRefused.tooMany }
        let path = FileManager.default.temporaryDirectory.appending(path: "memberday-\(UUID().uuidString).xlsx").path
        do {
            let widths = job.header.map { Double(max(8, $0.count * 2 + 4)) }
            let sheet = try XlsxRows(path: path, sheet: "活动记录", header: job.header, widths: widths)
            try await job.pages { rows in for row in rows { try sheet.append(row) } }
            try sheet.close()
            return path
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    private func job(_ id: Campaign.ID, _ code: String, _ officer: Officer) async throws -> Job {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
            let media = MediaItem.Form.allKinds + Channel.Kind.allKinds
            var parts: [Part] = []
            for (key, sums) in facts where key.countsRecords && !media.contains(key.kind) && sums.records > 0 {
                let part = Part(kind: key.kind, level: key.level)
                if !parts.contains(part) { parts.append(part) }
            }
            parts.sort { ($0.kind, $0.level.rawValue) < ($1.kind, $1.level.rawValue) }
            let count = facts.filter { $0.key.countsRecords && !media.contains($0.key.kind) }.values
                .reduce(0) { $0 + $1.records }
            return Job(
                database: surroundings.database, officer: officer, campaign: campaign, unit: unit, parts: parts,
                count: count)
        }
    }

    private struct Part: Equatable { let kind: String, level: Level }

    private struct Job {
        let database: any Database
        let officer: Officer
        let campaign: Campaign
        let unit: Domain.Unit
        /// In the order of the file: kind by kind, level by level, then the tree.
        let parts: [Part]
        let count: Int64

        private var declared: [TableDefinition.DeclaredMeasure] { campaign.definition.measures ?? [] }

        var header: [String] {
            ["回执号", "区划代码", "单位", "上级单位", "活动", "类别", "主办级别", "日期", "地点", "场次", "人数", "人次", "组家庭", "户数"]
                + declared.map(\.name) + ["补充", "代录", "记录时间"]
        }

        func pages(_ write: ([[XlsxRows.Value]]) async throws -> Void) async throws {
            for part in parts {
                var cursor: RecordCursor?
                while true {
                    let (from, at) = (cursor, part)
                    let (campaign, unit, officer, declared) = (campaign, unit, officer, declared)
                    let (rows, next) = try await database.read { db in
                        let records = try ActivityRecordTable(db).records(
                            behind: at.kind, levels: [at.level], campaign: campaign.id, below: unit, after: from,
                            limit: ExportRecords.pageSize)
                        let above = try UnitTable(db).names(Set(records.compactMap(\.unit.reportsTo)))
                        let rows = try records.map { record in
                            let superior = record.unit.reportsTo.flatMap { above[$0] } ?? ""
                            return ExportRecords.row(
                                try ActivityRecords.visible(record, to: officer), superior, declared)
                        }
                        let last = records.count == ExportRecords.pageSize ? records.last : nil
                        return (rows, last.map { RecordCursor(path: $0.unit.path, receipt: $0.receipt.sequence) })
                    }
                    if !rows.isEmpty { try await write(rows) }
                    guard let next else { break }
                    cursor = next
                }
            }
        }
    }

    private static func row(
        _ record: ActivityRecord, _ superior: String, _ declared: [TableDefinition.DeclaredMeasure]
    ) -> [XlsxRows.Value] {
        let draft = record.draft
        let number = { (value: Int64?) -> XlsxRows.Value in value.map { .number($0) } ?? .empty }
        let measures = Measure.common.map { number(draft.measures[$0]) }
        let others = declared.map { number(draft.measures[Measure(rawValue: $0.id)]) }
        let head: [XlsxRows.Value] = [
            .text(record.receipt.digits), .text(record.unit.code), .text(record.unit.name), .text(superior),
            .text(draft.title), .text(record.categoryName), .text((draft.level ?? record.unit.level).name),
            .text(draft.heldOn.text), .text(draft.venue),
        ]
        return head + measures + others + [
            .text(draft.note), .text(record.enteredForOther ? "代录" : ""),
            .text("\(CalendarDate(record.receivedAt).text) \(record.receivedAt.clockText)"),
        ]
    }
}

extension Instant {
    /// 14:05 in Asia/Shanghai.
    package var clockText: String {
        let minutes = ((milliseconds / 60_000 + 8 * 60) % 1440 + 1440) % 1440
        let pad = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(pad(minutes / 60)):\(pad(minutes % 60))"
    }
}

package enum ExportRefused: UserFacingError, Hashable {
    case tooMany
    package var code: String { "export.too_many" }
    package var kind: UserFacingErrorKind { .conflict }
    package var message: String { "一张 Excel 表最多 1,048,575 条，请导出 CSV，或者到下级单位分开导" }
}
