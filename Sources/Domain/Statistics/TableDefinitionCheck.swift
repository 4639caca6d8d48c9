extension TableDefinition {
    package static let mostCells = 1000
    package static let mostColumns = 48
    package static let mostBytes = 1 << 20

    /// - Throws: the first rule that the definition breaks.
    package func check() throws(Invalid) {
        guard Self.isKey(id), version >= 1, version <= 9999 else { throw .name }
        guard (1...Self.mostColumns).contains(columns), !blocks.isEmpty, (1...100).contains(title.count),
            (1...30).contains(association.count), firstYear.map({ (1900...2200).contains($0) }) ?? true
        else { throw .empty }
        guard notes.count <= 20, foot.count <= 10, (notes + foot + [seal]).allSatisfy({ $0.count <= 500 }) else {
            throw .empty
        }
        let rowCount = blocks.reduce(0) { $0 + $1.rows.count }
        guard (1...Self.mostCells).contains(cells.count), rowCount <= 200 else { throw .tooManyCells }
        guard Set(blocks.map(\.id)).count == blocks.count,
            Set(blocks.map { $0.label.filter { !$0.isWhitespace } }).count == blocks.count,
            blocks.allSatisfy({ Self.isKey($0.id) && (1...60).contains($0.label.count) })
        else { throw .blocks }
        guard (1...200).contains(categories.count), Set(categories.map(\.id)).count == categories.count,
            categories.allSatisfy({ Self.isKey($0.id) && Self.isKey($0.kind) && !$0.name.isEmpty })
        else { throw .categories }
        if let lowestLevel, Level(key: lowestLevel) == nil { throw .level("lowestLevel") }
        let declared = measures ?? []
        guard Set(declared.map(\.id)).count == declared.count, declared.count <= 50,
            declared.allSatisfy({
                Self.isKey($0.id) && !Measure(rawValue: $0.id).isCommon && !$0.name.isEmpty && !$0.unit.isEmpty
            })
        else { throw .measures }
        // A Word table has at most 63 columns.
        if let print {
            guard (1...12).contains(print.grid), (1...12).contains(print.labelGrid),
                print.labelGrid + columns * print.grid <= 63
            else { throw .print }
        }
        var ids: Set<String> = []
        for block in blocks {
            try checkGrid(of: block)
            for cell in block.rows.flatMap({ $0.compactMap(\.cell) }) {
                guard Self.isKey(cell.id), ids.insert(cell.id).inserted else { throw .cellTwice(cell.id) }
                try check(cell)
            }
        }
        // Where something begins in each column, a table that another program saved can be told apart column by column.
        let begins = Set(blocks.flatMap { $0.placed.map(\.column) })
        guard begins.count == columns else { throw .spans(block: blocks[0].id) }
        let counts = cells.filter { $0.isChannel && $0.presence != true }
        for cell in cells where cell.presence == true {
            guard !counts.contains(where: { $0.kind == cell.kind && !$0.levelSet.isDisjoint(with: cell.levelSet) })
            else { throw .presence(cell.id) }
        }
        guard Set((rules ?? []).map(\.id)).count == (rules ?? []).count, (rules ?? []).count <= 500 else {
            throw .rule(rules?.first?.id ?? "")
        }
        for rule in rules ?? [] {
            guard Self.isKey(rule.id), (1...1_000_000).contains(rule.factor ?? 1), !rule.message.isEmpty,
                !rule.left.isEmpty, !rule.right.isEmpty,
                (rule.left + rule.right).allSatisfy(ids.contains)
            else { throw .rule(rule.id) }
        }
    }

    private func check(_ cell: Cell) throws(Invalid) {
        guard !cell.levelSet.isEmpty, cell.levelSet.count == cell.levels.count,
            cell.lowestUnit.map({ Level(key: $0) != nil }) ?? true
        else { throw .level(cell.id) }
        let counted = MediaItem.Form.allKinds + Channel.Kind.allKinds
        guard categories.contains(where: { $0.kind == cell.kind }) || counted.contains(cell.kind) else {
            throw .kind(cell.id)
        }
        guard cell.measure.isCommon || measures?.contains(where: { $0.id == cell.measure.rawValue }) == true,
            !counted.contains(cell.kind) || cell.measure == .sessions
        else { throw .measure(cell.id) }
        let known = categories.filter { $0.kind == cell.kind }.map(\.id)
        guard cell.categories.map({ !$0.isEmpty && $0.allSatisfy(known.contains) }) ?? true else {
            throw .kind(cell.id)
        }
        if cell.presence == true, !cell.isChannel { throw .presence(cell.id) }
    }

    /// Each place of the block belongs to exactly one entry.
    private func checkGrid(of block: Block) throws(Invalid) {
        guard !block.rows.isEmpty, block.rows.count <= 200,
            block.rows.allSatisfy({ row in
                row.allSatisfy { (1...columns).contains($0.columns ?? 1) && (1...200).contains($0.rows ?? 1) }
                    && row.count <= columns
            })
        else { throw .spans(block: block.id) }
        var taken: Set<Int> = []
        for place in block.placed {
            let entry = place.entry
            guard (entry.label == nil) != (entry.cell == nil), (entry.label ?? "x").count <= 200, place.rows >= 1,
                place.columns >= 1, place.column + place.columns <= columns, place.row + place.rows <= block.rows.count
            else { throw .spans(block: block.id) }
            for y in place.row..<(place.row + place.rows) {
                for x in place.column..<(place.column + place.columns) {
                    guard taken.insert(y << 16 | x).inserted else { throw .spans(block: block.id) }
                }
            }
        }
        guard taken.count == columns * block.rows.count else { throw .spans(block: block.id) }
    }

    private static func isKey(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    package enum Invalid: UserFacingError, Hashable {
        case name, empty, tooManyCells, categories, measures, print, blocks
        case spans(block: String), cellTwice(String), level(String), kind(String), measure(String), presence(String)
        case rule(String)
        package var code: String { "table_definition.invalid" }
        package var kind: UserFacingErrorKind { .invalid }
        package var message: String {
            switch self {
            case .name: "表样的 id 只能用小写字母、数字和连字符，version 要是 1 以上的数，请改好再传"
            case .empty: "表样里的标题、列数、分块、说明没有写全，或写得太长；firstYear 填 1900 到 2200，请改好再传"
            case .blocks: "表样里每一块的 id 和名称都要有，不能重复，请改好再传"
            case .tooManyCells: "表样里要有 1 到 \(TableDefinition.mostCells) 格、最多 200 行，请改好再传"
            case .categories: "表样里的 categories 要写清每一类的 id、name、kind，不能重复，请改好再传"
            case .measures: "表样里的 measures 要写清 id、name、unit，不能重复，也不能和自带的几种重名，请改好再传"
            case .print: "表样里的 grid 和 labelGrid 填 1 到 12，合起来不超过 63 列，请改好再传"
            case .spans(let block): "表样“\(block)”这一块的行列对不上：每一行都要正好占满各列，请改好再传"
            case .cellTwice(let cell): "表样里的格“\(cell)”出现了两次，或名字里有别的字符，请改好再传"
            case .level(let cell): "表样里的“\(cell)”没有写清是哪一级，请改好再传"
            case .kind(let cell): "表样里的格“\(cell)”要的种类在 categories 里没有，请改好再传"
            case .measure(let cell): "表样里的格“\(cell)”要的数没有在 measures 里写，请改好再传"
            case .presence(let cell): "表样里的格“\(cell)”填有/无，只有网站和账号的格可以这样，同一级不能又填有/无又填个数，请改好再传"
            case .rule(let rule): "表样里的核对规则“\(rule)”没写全，或提到了没有的格，请改好再传"
            }
        }
    }
}

extension TableDefinition {
    /// What a new version does to a table, said to the person who publishes it.
    package enum Change: Hashable, Sendable {
        case added(String), removed(String), relabelled(String, from: String), title, notes, rules
    }

    /// - Throws: `Meaning` when a cell keeps its id but sums something else: figures of both versions would be mixed.
    package func changes(from old: TableDefinition) throws(Meaning) -> [Change] {
        var changes: [Change] = []
        for category in categories {
            let before = old.categories.first { $0.id == category.id }
            guard before?.kind ?? category.kind == category.kind else { throw Meaning(cell: category.id) }
        }
        for cell in cells {
            guard let before = old.cell(cell.id) else {
                changes.append(.added(label(of: cell.id)))
                continue
            }
            guard before.kind == cell.kind, before.levelSet == cell.levelSet, before.measure == cell.measure,
                before.categories == cell.categories, before.lowestUnit == cell.lowestUnit, old.lowest == lowest,
                (before.presence ?? false) == (cell.presence ?? false)
            else { throw Meaning(cell: cell.id) }
            if old.labels(of: cell.id) != labels(of: cell.id) {
                changes.append(.relabelled(label(of: cell.id), from: old.label(of: cell.id)))
            }
        }
        changes += old.cells.filter { cell($0.id) == nil }.map { .removed(old.label(of: $0.id)) }
        if title != old.title { changes.append(.title) }
        if notes != old.notes || foot != old.foot || seal != old.seal { changes.append(.notes) }
        if (rules ?? []) != (old.rules ?? []) { changes.append(.rules) }
        return changes
    }

    package struct Meaning: UserFacingError, Hashable {
        package let cell: String
        package init(cell: String) { self.cell = cell }
        package var code: String { "table_definition.meaning" }
        package var kind: UserFacingErrorKind { .conflict }
        package var message: String { "格“\(cell)”和上一版同名，算的却不是同一个数；请给它换个名字再传" }
    }
}
