internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// Files of a unit's ledger: all records, its sites and accounts, the summary's first draft.
struct ExportRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/stat-tables/{campaign}/{unit}/records.csv", .right(.view, .unit), csv),
            .get("/stat-tables/{campaign}/{unit}/records.xlsx", .right(.view, .unit), xlsx),
            .get("/stat-tables/{campaign}/{unit}/channels.docx", .right(.view, .unit), channels),
            .get("/summaries/{campaign}/{unit}", .right(.view, .unit), summary),
            .get("/summaries/{campaign}/{unit}/summary.docx", .right(.view, .unit), summaryFile),
        ]
    }

    private func csv(_ visit: Visit) async throws -> Response {
        let officer = try visit.officer
        let campaign: Campaign.ID = try visit.identifier("campaign")
        let unit = try visit.parameter("unit")
        // What can be refused is refused before the first byte is on its way.
        _ = try await ActivityRecords(surroundings).ofUnit(unit, campaign: campaign, limit: 1, for: officer)
        let export = ExportRecords(surroundings)
        return .download(
            ResponseBody { writer in
                var writer = writer
                try await export.csv(campaign, unit: unit, for: officer) { bytes in
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.finish(nil)
            }, name: "活动记录-\(unit).csv", plainName: "records-\(unit).csv", type: "text/csv; charset=utf-8")
    }

    private func xlsx(_ visit: Visit) async throws -> Response {
        let unit = try visit.parameter("unit")
        let path = try await ExportRecords(surroundings).xlsx(
            visit.identifier("campaign"), unit: unit, for: visit.officer)
        return try .download(
            temporary: path, name: "活动记录-\(unit).xlsx", plainName: "records-\(unit).xlsx",
            type: TableFile.Format.xlsx.mediaType)
    }

    private func channels(_ visit: Visit) async throws -> Response {
        let unit = try visit.parameter("unit")
        let bytes = try await ChannelFile(surroundings)(
            visit.identifier("campaign"), unit: unit, for: visit.officer)
        return .download(
            bytes, name: "网站和账号-\(unit).docx", plainName: "channels-\(unit).docx",
            type: TableFile.Format.docx.mediaType)
    }

    private func highlights(_ visit: Visit) -> [String] {
        let all = visit.request.uri.queryParameters.filter { $0.key == "h" }.map { String($0.value) }
        return Array(all.filter { (try? ActivityRecord.ID($0)) != nil }.prefix(SummaryDraft.mostHighlights))
    }

    private func href(_ source: SummaryDraft.Piece.Source, _ campaign: String, _ unit: String) -> String {
        switch source {
        case .cell(let id): Paths.cell(campaign, unit, id)
        case .years: Paths.years(campaign, unit)
        case .table: Paths.table(campaign, unit)
        case .submissions: Paths.submissions(campaign: campaign, to: unit)
        }
    }

    private func summary(_ visit: Visit) async throws -> Response {
        let draft = try await SummaryDraft(surroundings)(
            visit.identifier("campaign"), unit: visit.parameter("unit"), for: visit.officer)
        let found = try await SummaryDraft(surroundings).records(
            draft.campaign.id, unit: draft.unit.code, after: visit.query("after"), for: visit.officer)
        let chosen = highlights(visit)
        let (campaign, unit) = (draft.campaign.id.text, draft.unit.code)
        let here = Set(found.records.map(\.id.text))
        let page = SummaryPage(
            campaign: campaign, unit: unit, unitName: draft.unit.shortName,
            sections: draft.sections.map { section in
                SummarySection(
                    heading: section.heading,
                    sentences: section.sentences.map { sentence in
                        sentence.map { piece in
                            SummaryPiece(piece.text, href: piece.source.map { href($0, campaign, unit) })
                        }
                    })
            },
            records: found.records.map { record in
                SummaryRecord(
                    id: record.id.text, title: record.draft.title, unit: record.unit.shortName,
                    date: record.draft.heldOn.short,
                    numbers: Wording.all(record.draft.measures, draft.campaign.definition),
                    isChosen: chosen.contains(record.id.text))
            }, carried: chosen.filter { !here.contains($0) }, nextCursor: found.next,
            isFirstPage: visit.query("after") == nil)
        return visit.page("活动总结初稿 \(draft.unit.shortName)", summaryPage(page))
    }

    private func summaryFile(_ visit: Visit) async throws -> Response {
        let campaign = try visit.parameter("campaign")
        let unit = try visit.parameter("unit")
        let host = visit.request.head.authority ?? "127.0.0.1"
        let origin = (visit.settings.secureCookies ? "https://" : "http://") + host
        let bytes = try await SummaryDraft(surroundings).word(
            visit.identifier("campaign"), unit: unit,
            highlights: highlights(visit).compactMap { try? ActivityRecord.ID($0) }, for: visit.officer
        ) { source in origin + href(source, campaign, unit) }
        return .download(
            bytes, name: "活动总结初稿-\(unit).docx", plainName: "summary-\(unit).docx",
            type: TableFile.Format.docx.mediaType)
    }
}

extension Response {
    /// Sends a temporary file. Once it is open the name can go: nothing is left behind, however the download ends.
    static func download(temporary path: String, name: String, plainName: String, type: String) throws -> Response {
        guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
        try FileManager.default.removeItem(atPath: path)
        return download(
            ResponseBody { writer in
                var writer = writer
                defer { try? file.close() }
                while let part = try file.read(upToCount: 1 << 17), !part.isEmpty {
                    try await writer.write(ByteBuffer(bytes: part))
                }
                try await writer.finish(nil)
            }, name: name, plainName: plainName, type: type)
    }
}
