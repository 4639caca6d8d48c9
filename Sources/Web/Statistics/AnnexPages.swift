internal import Domain
internal import UseCases

/// Turns a definition and values into the printed table.
enum AnnexPages {
    /// - Parameters:
    ///   - adjustments: those of the unit itself that are in `values`.
    ///   - href: where a cell opens; nil leaves numbers closed, as in a snapshot.
    static func annex(
        _ definition: TableDefinition, year: Int, unit: Unit, values: CellValues, contact: String, date: CalendarDate,
        adjustments: [Adjustment] = [], href: (TableDefinition.Cell) -> String?
    ) -> Annex {
        let marks = marks(adjustments)
        var annex = Annex(
            title: definition.title(year: year), unitName: definition.association(of: unit),
            blocks: definition.blocks.map { block($0, definition, unit, values, marks, href) }, contact: contact,
            phone: "", date: date.long, notes: definition.notes, seal: definition.seal, foot: definition.foot)
        annex.columns = definition.columns
        annex.adjustments = adjustments.enumerated().map { index, adjustment in
            let cell = definition.cell(adjustment.cell)
            let all = adjustments.filter { $0.cell == adjustment.cell }.reduce(0) { $0 + $1.amount }
            let shown = values[adjustment.cell] ?? 0
            return AnnexAdjustment(
                mark: mark(index), label: definition.label(of: adjustment.cell),
                computed: Wording.number(shown - all), computedHref: cell.flatMap(href),
                difference: (adjustment.amount > 0 ? "+" : "") + Wording.number(adjustment.amount),
                shown: Wording.number(shown), reason: "\(adjustment.reason)（\(adjustment.by)）",
                date: adjustment.madeOn.short)
        }
        return annex
    }

    private static func marks(_ adjustments: [Adjustment]) -> [String: String] {
        adjustments.enumerated().reduce(into: [:]) { $0[$1.element.cell, default: ""] += mark($1.offset) }
    }
    /// ① to ⑳, then in brackets.
    private static func mark(_ index: Int) -> String {
        index < 20 ? String(Unicode.Scalar(0x2460 + UInt32(index)).map(Character.init) ?? "①") : "(\(index + 1))"
    }

    private static func block(
        _ block: TableDefinition.Block, _ definition: TableDefinition, _ unit: Unit, _ values: CellValues,
        _ marks: [String: String], _ href: (TableDefinition.Cell) -> String?
    ) -> AnnexBlock {
        let placed = block.placed
        let rows = block.rows.indices.map { row -> AnnexRow in
            let places = placed.filter { $0.row == row }.sorted { $0.column < $1.column }
            let kind: AnnexRow.Kind =
                places.contains { $0.entry.cell != nil } ? .values : row == 0 ? .levels : .labels
            var cells = places.map { place -> AnnexCell in
                guard let cell = place.entry.cell else {
                    let scope = place.namesRow ? "row" : place.columns > 1 ? "colgroup" : "col"
                    return .header(
                        AnnexHeader(
                            place.entry.label ?? "", scope: scope, rowspan: place.rows, colspan: place.columns))
                }
                return .value(value(cell, place, definition, unit, values, marks, href))
            }
            if row == 0 {
                cells.insert(
                    .header(AnnexHeader(block.label, scope: "rowgroup", rowspan: block.rows.count, style: "blk")),
                    at: 0)
            }
            return AnnexRow(kind, cells)
        }
        let applies = placed.contains { $0.entry.cell.map { values[$0.id] != nil } ?? false }
        return AnnexBlock(rows: rows, isNotApplicable: !applies)
    }

    private static func value(
        _ cell: TableDefinition.Cell, _ place: TableDefinition.Block.Placed, _ definition: TableDefinition,
        _ unit: Unit,
        _ values: CellValues, _ marks: [String: String], _ href: (TableDefinition.Cell) -> String?
    ) -> AnnexValue {
        let labels = definition.labels(of: cell.id).dropFirst()
        let head = labels.dropLast().map { short($0) }.joined(separator: " ")
        let label = "\(head)\n\(labels.last ?? "")"
        var shown = AnnexValue("", label: label, isNotApplicable: true)
        if let value = values[cell.id] {
            let text =
                definition.asksPresence(cell, at: unit.level) ? (value > 0 ? "有" : "无") : Wording.number(value)
            shown = AnnexValue(text, label: label, href: href(cell))
            shown.mark = marks[cell.id]
        }
        shown.colspan = place.columns
        return shown
    }

    private static func short(_ group: String) -> String {
        String(group.prefix { $0 != "（" }).replacing("计生协", with: "")
    }
}
