/// One version of a statistics table: data, so that next year's annex is a new file over the same facts.
/// docs/table-definitions.md describes the file.
package struct TableDefinition: Hashable, Sendable, Codable {
    /// A part of the table with its name at the left, and rows of headers and values as HTML tables have them: an entry is
    /// written once, where it begins, with what it spans.
    package struct Block: Hashable, Sendable, Codable {
        package let id: String
        package let label: String
        package let rows: [[Entry]]
    }
    /// A printed cell: a label, or a value.
    package struct Entry: Hashable, Sendable, Codable {
        package let label: String?
        package let cell: Cell?
        /// What it spans; 1 where nothing is said.
        package let columns: Int?
        package let rows: Int?
    }
    package struct Cell: Hashable, Sendable, Codable {
        package let id: String
        /// `TallyKey.kind` that it sums.
        package let kind: String
        /// `Level.key` of each level that it takes in.
        package let levels: [String]
        package let measure: Measure
        /// Only these finer categories of the kind.
        package let categories: [String]?
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
        package var isMedia: Bool { kind.hasPrefix("media.") }
        package var isChannel: Bool { kind.hasPrefix("channel.") }
    }
    /// A measure beyond `Measure.common`.
    package struct DeclaredMeasure: Hashable, Sendable, Codable {
        package let id: String, name: String, unit: String
    }
    /// What has to hold between cells; where it does not, somebody explains. Never blocks a submission.
    package struct Rule: Hashable, Sendable, Codable {
        package enum Relation: String, Hashable, Sendable, Codable {
            case atMost = "<="
            case equal = "="
            case atLeast = ">="
            /// Both sides are 0, or neither is.
            case together
        }
        package let id: String, message: String
        /// Cells whose sum is compared with the sum of `right`, times `factor` where one is given.
        package let left: [String], right: [String]
        package let relation: Relation
        package let factor: Int64?
    }
    package struct Print: Hashable, Sendable, Codable {
        package let landscape: Bool
        /// Columns of the printed grid for each value column of a Word file.
        package let grid: Int
        /// Width of the column of block names, in grid columns.
        package let labelGrid: Int

        package static let usual = Print(landscape: true, grid: 1, labelGrid: 1)
    }

    package let id: String
    package let version: Int
    /// `{ordinal}` and `{year}` are filled in.
    package let title: String
    /// The year of the 1st; the ordinal counts from there.
    package let firstYear: Int?
    /// What an association calls itself behind its unit's name, such as 计划生育协会.
    package let association: String
    package let seal: String
    package let foot: [String]
    package let notes: [String]
    /// Value columns, without the column of block names.
    package let columns: Int
    /// `Level.key` of the lowest level that fills this form in; what is below counts as its own.
    package let lowestLevel: String?
    package let categories: [Category]
    package let measures: [DeclaredMeasure]?
    package let rules: [Rule]?
    package let print: Print?
    package let blocks: [Block]
    let layout = Layout()

    private enum CodingKeys: CodingKey {
        case id, version, title, firstYear, association, seal, foot, notes, columns, lowestLevel, categories, measures
        case rules, print, blocks
    }

    /// The name of a version, such as `cfpa-529-2021/1`.
    package var key: String { Self.key(id, version) }
    package static func key(_ id: String, _ version: Int) -> String { "\(id)/\(version)" }

    package var lowest: Level { lowestLevel.flatMap(Level.init(key:)) ?? .village }

    /// The levels whose records a cell takes in: those that it names, and with the lowest of the form what is below it.
    package func levels(of cell: Cell) -> Set<Level> {
        guard !cell.isMedia, !cell.isChannel, cell.levelSet.contains(lowest) else { return cell.levelSet }
        return cell.levelSet.union(Level.allCases.filter { $0 > lowest })
    }
    package func takes(_ key: TallyKey, in cell: Cell) -> Bool {
        levels(of: cell).contains(key.level) && (cell.categories?.contains(key.category) ?? true)
    }
    /// The cells that a record of this kind and category, held at this level, is counted in.
    package func cells(kind: String, category: String, level: Level) -> [Cell] {
        let key = TallyKey(level: level, kind: kind, category: category)
        return cells.filter { $0.kind == kind && takes(key, in: $0) }
    }

    /// The printed title; the ordinal is N of 第N个会员活动日 = year − 1998. Source: notices/README.md.
    package func title(year: Int) -> String {
        title.replacing("{ordinal}", with: String(year - (firstYear ?? year) + 1))
            .replacing("{year}", with: String(year))
    }

    /// All cells in the order of print.
    package var cells: [Cell] { blocks.flatMap { $0.rows.flatMap { $0.compactMap(\.cell) } } }
    package func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }

    /// The ids of the cells that a sheet at `level` has.
    package func applying(to level: Level) -> Set<String> { Set(cells.filter { $0.applies(to: level) }.map(\.id)) }

    package func words(of measure: Measure) -> (name: String, unit: String) {
        if let words = measure.words { return words }
        let declared = measures?.first { $0.id == measure.rawValue }
        return (declared?.name ?? measure.rawValue, declared?.unit ?? "")
    }
    /// The word behind a cell's number: 场, 人, 篇, 个 …
    package func unit(of cell: Cell) -> String {
        cell.isMedia ? "篇" : cell.isChannel ? "个" : words(of: cell.measure).unit
    }

    /// Cell values of a unit at `level`, by cell id; cells that do not apply are absent.
    package func values(of facts: Facts, for level: Level) -> CellValues {
        var values = CellValues()
        for cell in cells where cell.applies(to: level) {
            let kind = TallyKey.kind(cell.kind, of: cell.measure)
            let levels = levels(of: cell)
            values[cell.id] = facts.reduce(into: 0) { sum, fact in
                if fact.key.kind == kind, levels.contains(fact.key.level),
                    cell.categories?.contains(fact.key.category) ?? true
                {
                    sum += fact.value[cell.measure]
                }
            }
        }
        return values
    }

    /// What the form asks for in a record of this kind: the first measure but the sessions that a cell of the table takes.
    package func mainMeasure(of kind: String) -> Measure? {
        cells.first { $0.kind == kind && $0.measure != .sessions && $0.measure.isCommon }?.measure
    }

    /// Records behind a cell that it cannot take because they lack its measure.
    package func uncounted(in facts: Facts, by cell: Cell) -> Int64 {
        guard cell.measure == mainMeasure(of: cell.kind) else { return 0 }
        return facts.reduce(0) { sum, fact in
            fact.key.kind == cell.kind && takes(fact.key, in: cell) ? sum + fact.value.without(cell.measure) : sum
        }
    }
    /// Records that lack what their cell takes. Each record is in one row of the tally, and counts once.
    package func uncounted(in facts: Facts) -> Int64 {
        facts.reduce(0) { sum, fact in
            guard let main = mainMeasure(of: fact.key.kind),
                cells.contains(where: { $0.kind == fact.key.kind && $0.measure == main && takes(fact.key, in: $0) })
            else { return sum }
            return sum + fact.value.without(main)
        }
    }
}

/// Values by cell id. A cell that is absent was not reported, which is not 0.
package typealias CellValues = [String: Int64]

extension CellValues {
    /// Cell by cell; a cell that both lack stays absent.
    package static func + (a: CellValues, b: CellValues) -> CellValues { a.merging(b, uniquingKeysWith: +) }
    /// What only grows was reported late (补报); what gets less was wrong and is corrected (更正).
    package func isLowered(in later: CellValues) -> Bool { contains { $0.value > later[$0.key] ?? 0 } }
    package static func - (a: CellValues, b: CellValues) -> CellValues { a + b.mapValues { -$0 } }
}

/// A version as it is kept: a draft that may be replaced, or published for good.
package struct StoredDefinition: Hashable, Sendable {
    package let definition: TableDefinition
    package let isPublished: Bool
    /// Who uploaded it; nil for what comes with the product.
    package let owner: Unit.ID?
    /// Names of the campaigns whose tables it prints.
    package let campaigns: [String]

    package init(definition: TableDefinition, isPublished: Bool, owner: Unit.ID?, campaigns: [String]) {
        self.definition = definition
        self.isPublished = isPublished
        self.owner = owner
        self.campaigns = campaigns
    }
}
