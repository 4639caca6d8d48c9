internal import Domain

/// What a filled table says against what is recorded, and what taking it in would enter on the unit's behalf.
package struct ImportReport: Codable, Sendable {
    /// Where something is wrong, and what to do.
    package struct Problem: Codable, Hashable, Sendable {
        /// Such as 信息统计表 B5.
        package let place: String
        package let message: String
    }
    package enum Action: String, Codable, Sendable {
        case same
        /// More in the file: a record, or a media item, is entered for the difference.
        case record, media
        /// Less in the file than is recorded; nothing is taken.
        case less
        /// More people without more sessions: nothing to make a record of.
        case noSessions = "no_sessions"
        /// Sites and accounts are entered by name.
        case channel
        /// Nothing was filled in.
        case blank
    }
    package struct Line: Codable, Hashable, Sendable {
        package let cell: String
        package let there: Int64
        package let file: Int64?
        package var action: Action
    }
    /// A record for the difference of one row of the form.
    struct Entry: Codable, Hashable, Sendable {
        let id: ActivityRecord.ID
        let category: String
        let level: Level
        var measures: Measures
    }
    struct Pieces: Codable, Hashable, Sendable {
        let id: MediaItem.ID
        let form: String
        let level: Level
        let pieces: Int64
    }

    package internal(set) var unitName: String
    package internal(set) var problems: [Problem]
    package internal(set) var lines: [Line] = []
    var entries: [Entry] = []
    var media: [Pieces] = []

    package var recordCount: Int { entries.count }
    package var mediaCount: Int { media.count }
    package var canBeTaken: Bool { problems.isEmpty && !(entries.isEmpty && media.isEmpty) }

    init(unitName: String, problems: [Problem]) {
        self.unitName = unitName
        self.problems = problems
    }

    /// A row of a sheet becomes no more than 50 records of the largest size; what says more was mistyped.
    private static let mostParts: Int64 = 50

    init(
        _ values: CellValues, against live: CellValues, of unit: Unit, _ definition: TableDefinition, _ ids: Identifiers
    ) {
        self.init(unitName: definition.association(of: unit), problems: [])
        let cells = definition.cells.filter { $0.applies(to: unit.level) }
        lines = cells.map { cell in
            let there = live[cell.id] ?? 0
            guard let file = values[cell.id] else {
                return Line(cell: cell.id, there: there, file: nil, action: .blank)
            }
            let action: Action =
                file == there
                ? .same : cell.isChannel ? .channel : file < there ? .less : cell.isMedia ? .media : .record
            return Line(cell: cell.id, there: there, file: file, action: action)
        }
        for cell in cells where cell.isMedia {
            let more = difference(cell.id)
            guard more > 0, let level = cell.levelSet.min() else { continue }
            guard more <= MediaItem.mostPieces * Self.mostParts else {
                refuse(cell, definition)
                continue
            }
            for part in Self.parts(of: more, at: MediaItem.mostPieces) {
                media.append(
                    Pieces(id: ids.next(), form: cell.kind.hasSuffix("av") ? "av" : "text", level: level, pieces: part))
            }
        }
        let groups = Self.groups(cells).sorted { $0[0].categories != nil && $1[0].categories == nil }
        for group in groups {
            // Of a total and its parts (其中), the parts are entered first; the total then only brings what is left.
            let parts =
                group[0].categories == nil
                ? groups.filter {
                    $0[0].categories != nil && $0[0].kind == group[0].kind && $0[0].levels == group[0].levels
                }
                : []
            enter(group, less: parts.joined().map { $0 }, unit, definition, ids)
        }
    }

    private func difference(_ cell: String) -> Int64 {
        guard let line = lines.first(where: { $0.cell == cell }), let file = line.file else { return 0 }
        return file - line.there
    }

    /// The cells of activities that one record feeds.
    private static func groups(_ cells: [TableDefinition.Cell]) -> [[TableDefinition.Cell]] {
        var groups: [[TableDefinition.Cell]] = []
        for cell in cells where !cell.isMedia && !cell.isChannel {
            if let index = groups.firstIndex(where: {
                $0[0].kind == cell.kind && $0[0].levels == cell.levels && $0[0].categories == cell.categories
            }) {
                groups[index].append(cell)
            } else {
                groups.append([cell])
            }
        }
        return groups
    }

    private mutating func enter(
        _ group: [TableDefinition.Cell], less parts: [TableDefinition.Cell], _ unit: Unit,
        _ definition: TableDefinition, _ ids: Identifiers
    ) {
        let differences = group.map { cell in
            let inParts = parts.filter { $0.measure == cell.measure }.reduce(0) { $0 + max(0, difference($1.id)) }
            return (cell, difference(cell.id) - inParts)
        }
        guard differences.contains(where: { $0.1 > 0 }) else { return }
        let asksSessions = group.contains { $0.measure == .sessions }
        let sessions = differences.first { $0.0.measure == .sessions }?.1 ?? 0
        // A record needs sessions; and what is less cannot be in the same record as what is more.
        if asksSessions, sessions <= 0 {
            for (cell, more) in differences where more > 0 && cell.measure != .sessions {
                if !add(more, of: cell.measure, to: parts) { set(cell.id, .noSessions) }
            }
            return
        }
        let cell = group[0]
        guard let category = cell.categories?.first ?? definition.categories.first(where: { $0.kind == cell.kind })?.id,
            let level = cell.levelSet.contains(unit.level)
                ? unit.level : cell.levelSet.filter({ $0 > unit.level }).min()
        else { return }
        let counts: [(Measure, Int64)] = differences.filter { $0.0.measure != .sessions && $0.1 > 0 }
            .map { ($0.0.measure, $0.1) }
        let wanted = max(
            (max(sessions, 1) + ActivityDraft.mostSessions - 1) / ActivityDraft.mostSessions,
            counts.map { ($0.1 + Measures.most - 1) / Measures.most }.max() ?? 1)
        guard wanted <= Self.mostParts else { return refuse(cell, definition) }
        let parts = max(1, wanted)
        for part in 0..<parts {
            let share = { (all: Int64) in all / parts + (part < all % parts ? 1 : 0) }
            var measures = Measures(sessions: max(1, share(asksSessions ? sessions : parts)))
            for (measure, count) in counts { measures[measure] = share(count) }
            entries.append(Entry(id: ids.next(), category: category, level: level, measures: measures))
        }
    }

    /// What only the total says goes with the first record of one of its parts.
    private mutating func add(_ more: Int64, of measure: Measure, to parts: [TableDefinition.Cell]) -> Bool {
        let categories = parts.flatMap { $0.categories ?? [] }
        guard let index = entries.firstIndex(where: { categories.contains($0.category) }) else { return false }
        let all = (entries[index].measures[measure] ?? 0) + more
        guard all <= Measures.most else { return false }
        entries[index].measures[measure] = all
        return true
    }
    private mutating func refuse(_ cell: TableDefinition.Cell, _ definition: TableDefinition) {
        problems.append(Problem(place: definition.label(of: cell.id), message: "数太大了，请看看是不是多按了几个 0，改好再传"))
    }
    private mutating func set(_ cell: String, _ action: Action) {
        if let index = lines.firstIndex(where: { $0.cell == cell }) { lines[index].action = action }
    }
    private static func parts(of count: Int64, at most: Int64) -> [Int64] {
        let parts = (count + most - 1) / most
        return (0..<parts).map { count / parts + ($0 < count % parts ? 1 : 0) }
    }
}
