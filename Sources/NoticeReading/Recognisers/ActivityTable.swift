/// Activities that a table lists, one a row.
struct ActivityTable: Sendable {
    let text: NoticeText
    let dates: DateRecogniser

    /// What the cells of a column state.
    enum Column: Hashable, Sendable {
        case name, content, field(Lexicon.Field), none
    }

    func candidates(_ table: Table) -> [ActivityCandidate] {
        guard let header = table.rows.first else { return [] }
        var columns = header.contains { !dates.findAll(text, $0).isEmpty } ? [] : header.map { column($0) }
        var rows = Array(zip(table.rows, table.ranges))
        if columns.contains(where: { $0 != .none }) {
            rows.removeAll { isHeader($0.0, header) }
        } else {
            columns = guessed(table)
        }
        promoteContent(&columns)
        guard columns.contains(.name), columns.contains(.field(.time)) || columns.contains(.field(.venue)) else {
            return []
        }
        var day: Range<Int>?
        return rows.compactMap { row, range in
            candidate(aligned(row, columns, &day), range, columns)
        }
    }

    /// A day in the first column may stand once for several rows.
    private func aligned(_ row: [Range<Int>], _ columns: [Column], _ day: inout Range<Int>?) -> [Range<Int>] {
        guard columns.first == .field(.time), let first = row.first else { return row }
        if !dates.findAll(text, first).isEmpty {
            day = first
            return row
        }
        guard let day else { return row }
        if first.isEmpty { return [day] + row.dropFirst() }
        return row.count < columns.count ? [day] + row : row
    }

    /// The head of a table is repeated on its next page.
    private func isHeader(_ row: [Range<Int>], _ header: [Range<Int>]) -> Bool {
        row.first.map { text.key($0) } == header.first.map { text.key($0) }
            && row.last.map { text.key($0) } == header.last.map { text.key($0) }
    }

    // MARK: Columns

    private func column(_ cell: Range<Int>) -> Column {
        let plain = NoticeParts.withoutBracket(text, cell)
        let keys = Word(text.keys[plain].filter { $0 != " " })
        if Lexicon.words("column.name").contains(keys) { return .name }
        if Lexicon.words("column.content").contains(keys) { return .content }
        if Lexicon.words("column.time").contains(keys) { return .field(.time) }
        if Lexicon.words("column.headcount").contains(keys) { return .field(.headcount) }
        guard let field = Lexicon.fields[keys] else { return .none }
        switch field {
        case .name: return .name
        case .content: return .content
        case .theme: return .name
        default: return .field(field)
        }
    }

    /// Without a column of names, that of contents names what is held.
    private func promoteContent(_ columns: inout [Column]) {
        if !columns.contains(.name), let index = columns.firstIndex(of: .content) { columns[index] = .name }
        if let first = columns.firstIndex(of: .name) {
            for index in columns.indices where index > first && columns[index] == .name { columns[index] = .content }
        }
    }

    /// A table without a head tells by its cells what its columns are.
    private func guessed(_ table: Table) -> [Column] {
        let width = table.rows.map(\.count).max() ?? 0
        let attributes = ActivityAttributes(text: text)
        var columns = (0..<width).map { index -> Column in
            let cells = table.rows.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }
            let most = { (fits: (Range<Int>) -> Bool) in cells.count(where: fits) * 2 > cells.count }
            if most({ !dates.findAll(text, $0).isEmpty }) || most({ ClockRecogniser.find(text, $0) != nil }) {
                return .field(.time)
            }
            if most({ text.hasSuffix(Lexicon.eventNouns, NoticeParts.withoutBracket(text, $0)) }) { return .name }
            return most({ attributes.isPlace($0) }) ? .field(.venue) : .none
        }
        let names = columns.indices.filter { columns[$0] == .name }
        for index in names.dropFirst() { columns[index] = .none }
        return columns
    }

    // MARK: Rows

    private func candidate(
        _ row: [Range<Int>], _ range: Range<Int>, _ columns: [Column]
    ) -> ActivityCandidate? {
        guard let index = columns.firstIndex(of: .name), index < row.count, row[index].count >= 2 else { return nil }
        var candidate = ActivityCandidate(name: name(row[index]), range: range)
        let isCounted = CountRecogniser.findAll(text, NoticeParts.withoutBracket(text, row[index]))
            .contains(where: \.isPeople)
        if candidate.name != row[index] || isCounted { candidate.sentences = text.sentences(row[index]) }
        for (cell, column) in zip(row, columns) where !cell.isEmpty && !isEmpty(cell) {
            switch column {
            case .field(let field): candidate.fields.append(.init(field: field, label: cell, value: cell))
            case .content: candidate.sentences += text.sentences(cell)
            case .name, .none: break
            }
        }
        let states = candidate.fields.contains { $0.field == .time || $0.field == .venue }
        candidate.evidence = ActivityEvidence(isStated: states, isDated: states, words: 1)
        return states ? candidate : nil
    }

    /// A cell of sentences names what they say is held.
    private func name(_ cell: Range<Int>) -> Range<Int> {
        guard cell.count > 24 || text.index(of: ["。"], cell) != nil, let first = text.sentences(cell).first else {
            return cell
        }
        if first.count <= 24 { return first }
        if let lead = text.split(first, at: ["，"]).first, lead.count >= 4, text.hasSuffix(Lexicon.eventNouns, lead) {
            return lead
        }
        return HeldName(text: text).find(first) ?? text.split(first, at: ["，"]).first ?? first
    }

    private func isEmpty(_ cell: Range<Int>) -> Bool {
        text.keys[cell].allSatisfy { "-/ 无".unicodeScalars.contains($0) }
    }
}
