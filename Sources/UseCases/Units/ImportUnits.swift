package import Domain
internal import OfficeFiles
internal import Storage

/// Takes a tree of divisions in: all of it or nothing, and the same file again changes nothing.
package struct ImportUnits: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package struct Outcome: Sendable, Hashable {
        package internal(set) var rows = 0, added = 0, renamed = 0, unchanged = 0
    }

    /// - Parameters:
    ///   - path: a CSV file, also gzipped: header `code,name,level,parent_code`, a parent before its children.
    ///   - only: prefixes of codes to take; a row is taken when it lies above or below one of them. Empty takes all.
    ///   - progress: called with the number of rows so far, about every 20,000 rows.
    /// - Throws: `ImportRefused` with the line of the first bad row; then nothing is kept.
    package func callAsFunction(
        path: String, only: [String] = [], progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let today = CalendarDate(surroundings.now)
        let now = surroundings.now
        return try await surroundings.database.writeAlone { db in
            try db.lock(.tree)
            var pass = try ImportPass(db: db, day: today)
            let lines: GzipLines
            do { lines = try GzipLines(path: path) } catch { throw ImportRefused.unreadable }
            var number = 0
            while let line = try Self.next(lines, after: number) {
                number += 1
                if number == 1 {
                    guard line == "code,name,level,parent_code" else { throw ImportRefused.header }
                    continue
                }
                if line.isEmpty { continue }
                let row = try DivisionRow(line, at: number)
                guard only.isEmpty || only.contains(where: { $0.hasPrefix(row.code) || row.code.hasPrefix($0) }) else {
                    continue
                }
                try pass.take(row)
                if pass.outcome.rows.isMultiple(of: 20_000) { progress(pass.outcome.rows) }
            }
            guard number > 0 else { throw ImportRefused.header }
            try pass.finish()
            try AuditTable(db).append("units.import", object: "unit", detail: "\(pass.outcome)", by: nil, at: now)
            return pass.outcome
        }
    }

    private static func next(_ lines: GzipLines, after number: Int) throws -> String? {
        do { return try lines.next() } catch { throw ImportRefused.damaged(line: number + 1) }
    }
}

/// One checked row of the file.
private struct DivisionRow {
    let line: Int
    let code: String, name: String, parentCode: String
    let level: Level

    private static let codeLengths: [Level: Int] = [
        .province: 2, .prefecture: 4, .county: 6, .township: 9, .village: 12,
    ]

    init(_ text: String, at line: Int) throws(ImportRefused) {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 4, !text.contains("\"") else { throw .row(line: line, what: "要有 4 列") }
        code = String(fields[0])
        name = String(fields[1])
        parentCode = String(fields[3])
        self.line = line
        guard let number = Int(fields[2]), let level = Level(rawValue: number + 1), level > .nation else {
            throw .row(line: line, what: "级别要写 1 到 5")
        }
        self.level = level
        guard code.utf8.count == Self.codeLengths[level], code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .row(line: line, what: "代码的位数和级别对不上")
        }
        guard !name.isEmpty, name.count <= 60 else { throw .row(line: line, what: "名称是空的或太长") }
        guard level == .province ? parentCode.isEmpty : !parentCode.isEmpty && code.hasPrefix(parentCode) else {
            throw .row(line: line, what: "上级代码不对")
        }
    }
}

/// One run over the file within one transaction.
private struct ImportPass {
    /// What a row below needs to know; villages have nothing below them.
    private struct Place {
        let id: Unit.ID
        let level: Level
        /// The next association at or above, and its path.
        let association: Unit.ID
        let associationPath: UnitPath
    }

    private let db: any Connection
    private let day: CalendarDate
    private let nation: Unit
    private var known: [String: (id: Int64, name: Int)] = [:]
    /// Units that were moved since they came from a file: the tree as it is, not the file, says where they are.
    private let moved: [Unit.ID: UnitPath]
    private var places: [String: Place] = [:]
    private var seen: Set<String> = []
    private var waiting: [Unit] = []
    private var nextID: Int64
    private(set) var outcome = ImportUnits.Outcome()
    private static let batch = 500

    init(db: any Connection, day: CalendarDate) throws {
        self.db = db
        self.day = day
        let units = UnitTable(db)
        try units.ensureNation(on: day)
        guard let nation = try units.nation() else { throw AccessRefused.missing }
        self.nation = nation
        var known: [String: (id: Int64, name: Int)] = [:]
        try units.each { known[$0.code] = ($0.id.number, $0.name.hashValue) }
        self.known = known
        moved = try UnitChangeTable(db).moved()
        nextID = try units.nextID()
    }

    mutating func take(_ row: DivisionRow) throws {
        outcome.rows += 1
        guard seen.insert(row.code).inserted else { throw ImportRefused.row(line: row.line, what: "这个代码前面有了") }
        let above: Place? = row.level == .province ? nil : places[row.parentCode]
        if row.level > .province {
            guard let above, above.level.rawValue == row.level.rawValue - 1 else {
                throw ImportRefused.row(line: row.line, what: "前面没有它的上级 \(row.parentCode)")
            }
        }
        let kind = ReportingTree.kind(name: row.name, level: row.level)
        let toNation = above == nil || ReportingTree.separatelyPlannedCities.contains(row.code)
        let superior = toNation ? nation.id : above?.association ?? nation.id
        let superiorPath = toNation ? nation.path : above?.associationPath ?? nation.path
        let id: Unit.ID
        if let stored = known[row.code] {
            id = Unit.ID(stored.id)
            if stored.name == row.name.hashValue {
                outcome.unchanged += 1
            } else {
                try UnitTable(db).rename(id, to: row.name)
                outcome.renamed += 1
            }
        } else {
            id = Unit.ID(nextID)
            nextID += 1
            outcome.added += 1
            waiting.append(
                Unit(
                    id: id, code: row.code, name: row.name, level: row.level, kind: kind,
                    parent: above?.id ?? nation.id,
                    reportsTo: kind.reports ? superior : nil, path: superiorPath.appending(id), validFrom: day,
                    validTo: nil))
            if waiting.count == Self.batch { try flush() }
        }
        if row.level < .village, let path = moved[id] {
            places[row.code] = Place(id: id, level: row.level, association: id, associationPath: path)
        } else if row.level < .village {
            places[row.code] = Place(
                id: id, level: row.level, association: kind.reports ? id : superior,
                associationPath: kind.reports ? superiorPath.appending(id) : superiorPath)
        }
    }

    mutating func finish() throws {
        if known[ReportingTree.corpsCode] == nil {
            let id = Unit.ID(nextID)
            waiting.append(
                Unit(
                    id: id, code: ReportingTree.corpsCode, name: ReportingTree.corpsName, level: .province,
                    kind: .division, parent: nation.id, reportsTo: nation.id, path: nation.path.appending(id),
                    validFrom: day, validTo: nil))
        }
        try flush()
        try UnitTable(db).markTallyTops()
        if outcome.added > 0 { try CoverageTable(db).recount() }
    }

    private mutating func flush() throws {
        try UnitTable(db).insert(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

package enum ImportRefused: UserFacingError, Hashable {
    case unreadable, header
    case damaged(line: Int)
    case row(line: Int, what: String)

    package var code: String { "units.import" }
    package var kind: UserFacingErrorKind { .invalid }
    package var message: String {
        switch self {
        case .unreadable: "打不开这个文件，看看路径对不对"
        case .header: "第 1 行要写 code,name,level,parent_code"
        case .damaged(let line): "第 \(line) 行读不下去，文件可能坏了或不是 UTF-8；一行也没有导入"
        case .row(let line, let what): "第 \(line) 行：\(what)；改好再导，一行也没有导入"
        }
    }
}
