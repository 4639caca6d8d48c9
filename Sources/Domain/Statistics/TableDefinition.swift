/// One version of a statistics table: data, so that next year's annex is a new file over the same facts.
package struct TableDefinition: Hashable, Sendable, Codable {
    package struct Block: Hashable, Sendable, Codable {
        package let id: String
        /// Line breaks as printed.
        package let label: String
        /// Outer columns, left to right; their spans add up to `TableDefinition.columns`.
        package let groups: [Group]
        /// Pairs of header row and value row under the same groups.
        package let rows: [[Column]]
    }
    package struct Group: Hashable, Sendable, Codable {
        package let label: String
        package let span: Int
    }
    /// A leaf header and the cell under it.
    package struct Column: Hashable, Sendable, Codable {
        package let label: String
        package let cell: Cell
    }
    package struct Cell: Hashable, Sendable, Codable {
        package let id: String
        /// `TallyKey.kind` that it sums.
        package let kind: String
        /// `Level.key` of each level that it takes in.
        package let levels: [String]
        package let measure: Measure
        /// 有/无: shown as such for one association, counted above.
        package let presence: Bool?
        /// Lowest level of a reporting unit whose sheet has it, where that is not the lowest of `levels`.
        package let lowestUnit: String?

        package var levelSet: Set<Level> { Set(levels.compactMap(Level.init(key:))) }

        /// A unit has a cell when it, or something below it, may fill it; other sheets print “—”.
        package func applies(to level: Level) -> Bool {
            let lowest = lowestUnit.flatMap(Level.init(key:)) ?? levelSet.max() ?? .village
            return level <= lowest
        }
    }

    package let id: String
    package let version: Int
    package let title: String
    package let seal: String
    package let foot: [String]
    package let notes: [String]
    /// Value columns, without the column of block labels.
    package let columns: Int
    package let categories: [Category]
    package let blocks: [Block]

    /// The printed title; `{ordinal}` is N of 第N个会员活动日 = year − 1998. Source: notices/README.md.
    package func title(year: Int) -> String { title.replacing("{ordinal}", with: String(year - 1998)) }

    /// All cells in the order of print.
    package var cells: [Cell] { blocks.flatMap { $0.rows.flatMap { $0.map(\.cell) } } }
    package func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }

    /// Where a cell stands, from the block to the leaf, without line breaks.
    package func labels(of id: String) -> [String] {
        for block in blocks {
            for row in block.rows {
                guard let index = row.firstIndex(where: { $0.cell.id == id }) else { continue }
                var right = 0
                for group in block.groups {
                    right += group.span
                    if index < right { return [block.label, group.label, row[index].label].map(Self.oneLine) }
                }
            }
        }
        return []
    }

    /// Cell values of a unit at `level`, by cell id; cells that do not apply are absent.
    package func values(of facts: Facts, for level: Level) -> CellValues {
        var values = CellValues()
        for cell in cells where cell.applies(to: level) {
            let levels = cell.levelSet
            values[cell.id] = facts.reduce(into: 0) { sum, fact in
                if fact.key.kind == cell.kind, levels.contains(fact.key.level) { sum += fact.value[cell.measure] }
            }
        }
        return values
    }

    /// Records that a cell cannot take because they lack its measure.
    package func uncounted(in facts: Facts) -> Int64 {
        let asking = cells.filter { $0.measure == .people }
        return facts.reduce(0) { sum, fact in
            let isAsked = asking.contains { $0.kind == fact.key.kind && $0.levelSet.contains(fact.key.level) }
            return sum + (isAsked ? fact.value.withoutPeople : 0)
        }
    }

    private static func oneLine(_ label: String) -> String { label.filter { $0 != "\n" } }

    /// - Throws: the first rule that the definition breaks.
    package func check() throws(Invalid) {
        var ids: Set<String> = []
        for block in blocks {
            guard block.groups.reduce(0, { $0 + $1.span }) == columns else { throw .spans(block: block.id) }
            for row in block.rows {
                guard row.count == columns else { throw .spans(block: block.id) }
                for column in row {
                    guard ids.insert(column.cell.id).inserted else { throw .cellTwice(column.cell.id) }
                    guard !column.cell.levelSet.isEmpty, column.cell.levelSet.count == column.cell.levels.count else {
                        throw .level(column.cell.id)
                    }
                }
            }
        }
    }

    package enum Invalid: UserFacingError, Hashable {
        case spans(block: String), cellTwice(String), level(String)
        package var code: String { "table_definition.invalid" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String {
            switch self {
            case .spans(let block): "表样“\(block)”这一块的列数对不上，请改好再传"
            case .cellTwice(let cell): "表样里的格“\(cell)”出现了两次，请改好再传"
            case .level(let cell): "表样里的格“\(cell)”没有写清是哪一级，请改好再传"
            }
        }
    }
}

/// Values by cell id. A cell that is absent was not reported, which is not 0.
package typealias CellValues = [String: Int64]

extension CellValues {
    /// Cell by cell; a cell that both lack stays absent.
    package static func + (a: CellValues, b: CellValues) -> CellValues { a.merging(b, uniquingKeysWith: +) }
}
