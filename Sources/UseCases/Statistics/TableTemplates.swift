package import Domain
internal import FoundationEssentials
internal import Storage

/// Definitions of tables: uploaded as drafts, looked at on real figures, published, used for campaigns.
package struct TableTemplates: Sendable {
    let surroundings: Surroundings
    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    package func list(for officer: Officer) async throws -> [StoredDefinition] {
        try await surroundings.database.read { db in
            try DefinitionTable(db).all().filter { try Self.sees($0, officer, db) }
        }
    }

    /// A draft is its unit's own; what is published is everybody's to read.
    private static func sees(_ entry: StoredDefinition, _ officer: Officer, _ db: any Connection) throws -> Bool {
        entry.isPublished || entry.owner == officer.unit.id
    }

    /// - Throws: `TableDefinition.Invalid` or `TemplateRefused`; then nothing is kept.
    package func upload(_ file: [UInt8], by officer: Officer) async throws -> TableDefinition {
        try officer.requires(.administer, on: officer.unit)
        let definition = try Self.read(file)
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard try DefinitionTable(db).putDraft(definition, owner: officer.unit.id, at: now) else {
                throw TemplateRefused.taken(definition.version)
            }
            try AuditTable(db).append(
                "table_definition.upload", object: definition.key, by: officer, at: now)
        }
        return definition
    }

    package static func read(_ file: [UInt8]) throws -> TableDefinition {
        guard file.count <= TableDefinition.mostBytes else { throw TemplateRefused.tooLarge }
        let definition: TableDefinition
        do { definition = try JSONDecoder().decode(TableDefinition.self, from: Data(file)) } catch {
            throw TemplateRefused.unreadable(Self.place(of: error))
        }
        try definition.check()
        return definition
    }

    /// Where in the file the decoder stopped, such as blocks.0.rows.2.
    private static func place(of error: any Error) -> String {
        let context: DecodingError.Context? =
            switch error as? DecodingError {
            case .keyNotFound(let key, let context):
                DecodingError.Context(codingPath: context.codingPath + [key], debugDescription: "")
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context
            default: nil
            }
        return (context?.codingPath ?? []).map { $0.intValue.map(String.init) ?? $0.stringValue }
            .joined(separator: ".")
    }

    package struct Preview: Sendable {
        package let entry: StoredDefinition
        package let campaign: Campaign?
        package let unit: Unit
        /// The unit's live figure by this definition, and by the one in use.
        package let then: CellValues, now: CellValues
        package let changes: [TableDefinition.Change]
        /// Why it cannot replace the one in use.
        package let problem: TableDefinition.Meaning?
        /// Adjustments of the campaign on cells that stay, and on cells that go.
        package let keptAdjustments: Int64, lostAdjustments: Int64
        /// Campaigns begun by the officer's unit, newest first.
        package let campaigns: [Campaign]
    }

    /// - Parameter campaign: on whose figures it is shown; nil takes the newest that the officer's unit knows.
    package func preview(
        _ key: String, campaign id: Campaign.ID?, unit code: String, for officer: Officer
    ) async throws -> Preview {
        try await surroundings.database.read { db in
            guard let entry = try DefinitionTable(db).entry(key), try Self.sees(entry, officer, db) else {
                throw AccessRefused.missing
            }
            let unit = try db.unit(code, .view, officer)
            let known = try CampaignTable(db).all().filter { campaign in
                try UnitTable(db).unit(campaign.owner)?.path.contains(unit.path) ?? false
            }
            let campaign = try id.map { try db.campaign($0, for: unit) } ?? known.first
            let facts = try campaign.map { try TallyTable(db).facts(campaign: $0.id, below: unit) } ?? [:]
            let definition = entry.definition
            var changes: [TableDefinition.Change] = []
            var problem: TableDefinition.Meaning?
            if let old = campaign?.definition {
                do throws(TableDefinition.Meaning) { changes = try definition.changes(from: old) } catch {
                    problem = error
                }
            }
            let adjusted = try campaign.map { try AdjustmentTable(db).openCells(campaign: $0.id) } ?? [:]
            let kept = adjusted.filter { definition.cell($0.key) != nil }.values.reduce(0, +)
            return Preview(
                entry: entry, campaign: campaign, unit: unit, then: definition.values(of: facts, for: unit.level),
                now: campaign?.definition.values(of: facts, for: unit.level) ?? [:], changes: changes,
                problem: problem, keptAdjustments: kept, lostAdjustments: adjusted.values.reduce(0, +) - kept,
                campaigns: known.filter { $0.owner == officer.unit.id })
        }
    }

    /// The file as it can be uploaded again.
    package func file(_ key: String, for officer: Officer) async throws -> [UInt8] {
        try await surroundings.database.read { db in
            guard let entry = try DefinitionTable(db).entry(key), try Self.sees(entry, officer, db) else {
                throw AccessRefused.missing
            }
            let json = JSONEncoder()
            json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Array(try json.encode(entry.definition))
        }
    }

    /// From now on it never changes.
    package func publish(_ key: String, by officer: Officer) async throws {
        try officer.requires(.administer, on: officer.unit)
        let now = surroundings.now
        try await surroundings.database.write { db in
            guard let entry = try DefinitionTable(db).entry(key), entry.owner == officer.unit.id else {
                throw AccessRefused.missing
            }
            guard try DefinitionTable(db).publish(key) else { throw TemplateRefused.publishedBefore }
            try AuditTable(db).append("table_definition.publish", object: key, by: officer, at: now)
        }
    }

    /// The campaign's tables are shown by it from now on: figures are derived, so everything that is not handed up is
    /// carried over at once. Versions that were handed up stay as they are.
    package func use(_ key: String, for id: Campaign.ID, by officer: Officer) async throws {
        try officer.requires(.administer, on: officer.unit)
        let now = surroundings.now
        try await surroundings.database.write { db in
            // Records look categories up and submissions the form: neither may be half way.
            try db.lock(.tree)
            try db.lock(.submissions(campaign: id.text))
            guard let entry = try DefinitionTable(db).entry(key), let campaign = try CampaignTable(db).campaign(id),
                campaign.owner == officer.unit.id
            else { throw AccessRefused.missing }
            guard entry.isPublished else { throw TemplateRefused.notPublished }
            let changes = try entry.definition.changes(from: campaign.definition)
            // Figures of every form that was handed up are still added to: none of their cells may mean something else.
            for earlier in try SubmissionTable(db).definitions(campaign: id) {
                _ = try entry.definition.changes(from: DefinitionTable(db).published(earlier))
            }
            for known in try CampaignTable(db).categories(of: id) {
                let new = entry.definition.categories.first { $0.id == known.id }
                guard new?.kind ?? known.kind == known.kind else { throw TableDefinition.Meaning(cell: known.id) }
            }
            try CampaignTable(db).use(entry.definition, for: id)
            try AuditTable(db).append(
                "campaign.definition", object: id.text, detail: "\(key), \(changes.count) changes", by: officer,
                at: now)
        }
    }
}

package enum TemplateRefused: UserFacingError, Hashable {
    case tooLarge, unreadable(String), taken(Int), publishedBefore, notPublished

    package var code: String { "table_definition.refused" }
    package var kind: UserFacingErrorKind {
        switch self {
        case .tooLarge, .unreadable: .invalid
        default: .conflict
        }
    }
    package var message: String {
        switch self {
        case .tooLarge: "表样文件太大，最多 1 MB"
        case .unreadable(let place):
            place.isEmpty ? "这不是表样文件，请从现有模板下载一份照着改" : "表样文件的 \(place) 这里写得不对，照现有模板改好再传"
        case .taken(let version): "第 \(version) 版已经有了，把 version 改大一号再传"
        case .publishedBefore: "这一版已经发布过了"
        case .notPublished: "这一版还没发布，先发布再用"
        }
    }
}
