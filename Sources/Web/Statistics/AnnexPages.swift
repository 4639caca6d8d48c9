internal import Domain

/// Turns a definition and values into the printed table.
enum AnnexPages {
    /// - Parameter href: where a cell opens; nil leaves numbers closed, as in a snapshot.
    static func annex(
        _ definition: TableDefinition, year: Int, unit: Unit, values: CellValues, contact: String, date: CalendarDate,
        href: (TableDefinition.Cell) -> String?
    ) -> Annex {
        Annex(
            title: definition.title(year: year), unitName: Wording.association(unit),
            blocks: definition.blocks.map { block($0, unit, values, href) }, contact: contact, phone: "",
            date: date.long, notes: definition.notes)
    }

    private static func block(
        _ block: TableDefinition.Block, _ unit: Unit, _ values: CellValues, _ href: (TableDefinition.Cell) -> String?
    ) -> AnnexBlock {
        var rows = [
            AnnexRow(
                .levels,
                [
                    .header(
                        AnnexHeader(block.label, scope: "rowgroup", rowspan: 1 + 2 * block.rows.count, style: "blk"))
                ] + block.groups.map { .header(AnnexHeader($0.label, scope: "colgroup", colspan: $0.span)) })
        ]
        let groups = block.groups.flatMap { group in Array(repeating: group.label, count: group.span) }
        for line in block.rows {
            rows.append(AnnexRow(.labels, line.map { .header(AnnexHeader($0.label)) }))
            rows.append(
                AnnexRow(
                    .values,
                    zip(groups, line).map { group, column in
                        let label = "\(short(group))\n\(column.label.filter { $0 != "\n" })"
                        guard let value = values[column.cell.id] else {
                            return .value(AnnexValue("", label: label, isNotApplicable: true))
                        }
                        return .value(
                            AnnexValue(text(column.cell, value, unit.level), label: label, href: href(column.cell)))
                    }))
        }
        let applies = block.rows.contains { $0.contains { values[$0.cell.id] != nil } }
        return AnnexBlock(rows: rows, isNotApplicable: !applies)
    }

    /// 有/无 for one association; above it is a count of 有.
    static func text(_ cell: TableDefinition.Cell, _ value: Int64, _ level: Level) -> String {
        guard cell.presence == true, cell.levelSet.contains(level) else { return Wording.number(value) }
        return value > 0 ? "有" : "无"
    }

    private static func short(_ group: String) -> String {
        String(group.prefix { $0 != "\n" }).replacing("计生协", with: "")
    }
}
