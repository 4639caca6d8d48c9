package import Domain
internal import OfficeFiles
internal import Storage

/// The facts of a unit's campaign in sentences, from the ledger: every number opens to where it comes from. What it was
/// like, and what was learnt, people write.
package struct SummaryDraft: Sendable {
    package static let mostHighlights = 20

    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// A part of a sentence; a number with the cell or page behind it.
    package struct Piece: Sendable, Hashable {
        package enum Source: Sendable, Hashable { case cell(String), years, table, submissions }
        package let text: String
        package let source: Source?
        init(_ text: String, _ source: Source? = nil) {
            self.text = text
            self.source = source
        }
    }
    package struct Section: Sendable, Hashable {
        package let heading: String
        package let sentences: [[Piece]]
    }
    package struct Summary: Sendable {
        package let campaign: Campaign
        package let unit: Unit
        package let sections: [Section]
    }

    package func callAsFunction(_ id: Campaign.ID, unit code: String, for officer: Officer) async throws -> Summary {
        let day = CalendarDate(surroundings.now)
        return try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            let facts = try TallyTable(db).facts(campaign: id, below: unit)
            let writer = Writer(db: db, campaign: campaign, unit: unit, facts: facts, day: day)
            return Summary(campaign: campaign, unit: unit, sections: try writer.sections())
        }
    }

    /// Records that can be picked, newest first.
    package func records(
        _ id: Campaign.ID, unit code: String, after cursor: String? = nil, limit: Int = 20, for officer: Officer
    ) async throws -> (records: [ActivityRecord], next: String?) {
        try await surroundings.database.read { db in
            let unit = try db.unit(code, .view, officer)
            let campaign = try db.campaign(id, for: unit)
            // The kinds one after the other, each in the order of the tree; a page's cursor names the kind it stopped in.
            let parts = (cursor ?? "").split(separator: "~", maxSplits: 1).map(String.init)
            var found: [(String, ActivityRecord)] = []
            let kinds = Set(campaign.definition.categories.map(\.kind)).sorted()
            for kind in kinds where kind >= (parts.first ?? "") && found.count <= limit {
                let start = kind == parts.first && parts.count == 2 ? RecordCursor(parts[1]) : nil
                found += try ActivityRecordTable(db).records(
                    behind: kind, levels: Set(Level.allCases), campaign: id, below: unit, after: start,
                    limit: limit + 1 - found.count
                ).map { (kind, $0) }
            }
            let last = found.count > limit ? found[limit - 1] : nil
            return (
                try found.prefix(limit).map { try ActivityRecords.visible($0.1, to: officer) },
                last.map { "\($0)~\(RecordCursor(path: $1.unit.path, receipt: $1.receipt.sequence).text)" }
            )
        }
    }

    /// The draft as .docx.
    /// - Parameters:
    ///   - highlights: records that the clerk picked.
    ///   - link: the full address behind a number.
    package func word(
        _ id: Campaign.ID, unit code: String, highlights: [ActivityRecord.ID], for officer: Officer,
        link: @escaping @Sendable (Piece.Source) -> String
    ) async throws -> [UInt8] {
        let summary = try await self(id, unit: code, for: officer)
        let picked = try await surroundings.database.read { db in
            try highlights.prefix(Self.mostHighlights).compactMap { id -> ActivityRecord? in
                guard let record = try ActivityRecordTable(db).record(id), record.withdrawnAt == nil,
                    record.draft.links.contains(where: { $0.campaign == summary.campaign.id }),
                    summary.unit.path.contains(record.unit.path),
                    officer.may(.view, on: record.unit)
                else { return nil }
                return try ActivityRecords.visible(record, to: officer)
            }
        }
        let name = summary.campaign.definition.association(of: summary.unit)
        return try await WorkPool.parsing.run {
            let title = "\(name)\(summary.campaign.name)总结（初稿）"
            var blocks: [WordDocument.Block] = [.paragraph(.init(title, style: .title, alignment: .center))]
            for section in summary.sections {
                blocks.append(.paragraph(.init(section.heading, style: .heading)))
                blocks += section.sentences.map { sentence in
                    .paragraph(.init(runs: sentence.map { .init($0.text, link: $0.source.map(link)) }))
                }
            }
            if !picked.isEmpty { blocks.append(.paragraph(.init("几件具体的事", style: .heading))) }
            blocks += picked.map { record in
                let numbers = record.draft.measures.words(summary.campaign.definition)
                let venue = record.draft.venue.isEmpty ? "" : "，在\(record.draft.venue)"
                let day = record.draft.heldOn.short
                return .paragraph(.init("\(record.unit.shortName)，\(day)\(venue)：\(record.draft.title)，\(numbers)。"))
            }
            for heading in ["主要做法和体会", "不足和下一步"] {
                blocks.append(.paragraph(.init(heading, style: .heading)))
                blocks.append(.paragraph(.init("（请在这里写）")))
            }
            blocks.append(.paragraph(.init(name, alignment: .end)))
            return try WordDocument(blocks: blocks, title: title).bytes()
        }
    }
}

extension Measures {
    /// All numbers that were stated: 2 场，80 人.
    package func words(_ definition: TableDefinition) -> String {
        let declared = (definition.measures ?? []).map { Measure(rawValue: $0.id) }
        return (Measure.common + declared).compactMap { measure in
            self[measure].map { "\($0) \(definition.words(of: measure).unit)" }
        }.joined(separator: "，")
    }
}

/// Writes the sentences.
private struct Writer {
    typealias Piece = SummaryDraft.Piece
    typealias Section = SummaryDraft.Section
    let db: any Connection
    let campaign: Campaign
    let unit: Unit
    let facts: Facts
    let day: CalendarDate

    func sections() throws -> [Section] {
        let values = campaign.definition.values(of: facts, for: unit.level)
        let all = [
            Section(heading: "总的情况", sentences: whole(values) + (try reporting())),
            Section(heading: "做了什么", sentences: campaign.definition.blocks.compactMap { block($0, values) }),
            Section(heading: "和计划比", sentences: try plan()), Section(heading: "和以前比", sentences: try years(values)),
            Section(heading: "手工调整", sentences: try adjustments()),
        ]
        return all.filter { !$0.sentences.isEmpty }
    }

    private func number(_ value: Int64, _ unit: String, _ source: Piece.Source) -> Piece {
        Piece("\(value.grouped) \(unit)", source)
    }

    private func whole(_ values: CellValues) -> [[Piece]] {
        let definition = campaign.definition
        let kinds = Set(definition.categories.map(\.kind))
        let cells = definition.cells.filter { kinds.contains($0.kind) }
        var totals: [(Measure, Int64)] = []
        // Facts, not cells: what a total and one of its parts both count is there once.
        for measure in cells.map(\.measure).reduce(into: [Measure](), { if !$0.contains($1) { $0.append($1) } }) {
            let taking = cells.filter { $0.measure == measure && values[$0.id] != nil }
            let sum = facts.reduce(Int64(0)) { sum, fact in
                let isTaken = taking.contains {
                    TallyKey.kind($0.kind, of: measure) == fact.key.kind && definition.takes(fact.key, in: $0)
                }
                return isTaken ? sum + fact.value[measure] : sum
            }
            totals.append((measure, sum))
        }
        let stated = totals.filter { $0.1 > 0 }
        guard !stated.isEmpty else { return [[Piece("到\(day.long)，还没有活动记录。")]] }
        var pieces = [Piece("\(campaign.startsOn.long)至\(campaign.endsOn.short)，\(unit.shortName)共")]
        for (index, total) in stated.enumerated() {
            if index > 0 { pieces.append(Piece("、")) }
            let words = definition.words(of: total.0)
            if total.0 != .sessions { pieces.append(Piece("\(words.name) ")) }
            pieces.append(number(total.1, words.unit, .table))
        }
        return [pieces + [Piece("。")]]
    }

    private func block(_ block: TableDefinition.Block, _ values: CellValues) -> [Piece]? {
        let cells = block.rows.flatMap { $0.compactMap(\.cell) }.filter { (values[$0.id] ?? 0) > 0 }
        guard !cells.isEmpty else { return nil }
        var pieces = [Piece("\(block.label.filter { $0 != "\n" })：")]
        for (index, cell) in cells.enumerated() {
            if index > 0 { pieces.append(Piece("，")) }
            pieces.append(Piece(campaign.definition.labels(of: cell.id).dropFirst().joined() + " "))
            if campaign.definition.asksPresence(cell, at: unit.level) {
                pieces.append(Piece("有", .cell(cell.id)))
            } else {
                pieces.append(number(values[cell.id] ?? 0, campaign.definition.unit(of: cell), .cell(cell.id)))
            }
        }
        return pieces + [Piece("。")]
    }

    private func reporting() throws -> [[Piece]] {
        let figure = try ReportedFigure(db, campaign: campaign, unit: unit)
        guard !figure.children.isEmpty else { return [] }
        let (asked, missing) = (figure.asked, figure.missing.filter { $0.validTo == nil })
        let exempt = figure.children.filter { $0.validTo == nil && figure.roster.duty(of: $0).isExempt }
        let also = exempt.count { figure.accepted[$0.id] != nil }
        var pieces = [
            Piece("应报 \(asked.count) 个单位，"), Piece("收下 \(asked.count - missing.count) 个", .submissions),
        ]
        if !exempt.isEmpty {
            pieces.append(Piece("，免报 \(exempt.count) 个" + (also == 0 ? "" : "（\(also) 个也报了）")))
        }
        if !missing.isEmpty {
            let names = missing.prefix(20).map(\.shortName).joined(separator: "、")
            pieces.append(Piece("，还没收下的有\(names)\(missing.count > 20 ? "等" : "")"))
        }
        return [pieces + [Piece("。")]]
    }

    private func plan() throws -> [[Piece]] {
        let targets = try PlanTable(db).targets(of: unit, campaign: campaign.id, until: day)
        guard !targets.isEmpty else { return [] }
        let done = targets.filter { $0.held >= max(1, $0.due) }.count
        return [[Piece("本级方案里的活动 \(targets.count) 项，办了 \(done) 项。")]]
            + targets.prefix(30).map { target in
                let heads = target.headMin.map { "，计划 \($0) 人，来了 \(target.people) 人" } ?? ""
                return [Piece("“\(target.name)”到期 \(target.due) 场，记了 \(target.held) 场\(heads)。")]
            }
    }

    private func years(_ values: CellValues) throws -> [[Piece]] {
        guard let last = try YearOnYear.figures(of: unit, before: campaign, db).first else { return [] }
        let pairs = campaign.definition.cells.compactMap { cell -> [Piece]? in
            guard let now = values[cell.id], let then = last.cells[cell.id], now > 0 || then > 0 else { return nil }
            let name = campaign.definition.labels(of: cell.id).joined(separator: " ")
            let word = campaign.definition.unit(of: cell)
            return [
                Piece("\(name)："), number(now, word, .cell(cell.id)), Piece("，\(last.campaign.year) 年 "),
                number(then, word, .years), Piece("。"),
            ]
        }
        return Array(pairs.prefix(20))
    }

    private func adjustments() throws -> [[Piece]] {
        try AdjustmentTable(db).open(of: unit.id, campaign: campaign.id).map { adjustment in
            let sign = adjustment.amount > 0 ? "核增 \(adjustment.amount)" : "核减 \(-adjustment.amount)"
            let label = campaign.definition.labels(of: adjustment.cell).joined(separator: " ")
            return [Piece("\(label) "), Piece(sign, .cell(adjustment.cell)), Piece("：\(adjustment.reason)。")]
        }
    }
}
