package import Domain
internal import FoundationEssentials
internal import Synchronization

/// The `table_definition` table: drafts that may be replaced, and published versions that never change.
package struct DefinitionTable {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// A published version stays as it is.
    package func addPublished(_ definition: TableDefinition) throws {
        let (body, mark) = try Self.stored(definition)
        try db.execute(
            """
            INSERT INTO table_definition (id, body, fingerprint, published)
            VALUES (\(definition.key), \(body), \(mark), TRUE) ON CONFLICT DO NOTHING
            """)
    }
    /// - Returns: false when a version of this name is published, or is another unit's.
    package func putDraft(_ definition: TableDefinition, owner: Unit.ID, at instant: Instant) throws -> Bool {
        let (body, mark) = try Self.stored(definition)
        return try db.execute(
            """
            INSERT INTO table_definition (id, body, fingerprint, published, owner_id, uploaded_at)
            VALUES (\(definition.key), \(body), \(mark), FALSE, \(owner.number), \(instant.milliseconds))
            ON CONFLICT (id) DO UPDATE SET body = excluded.body, fingerprint = excluded.fingerprint,
                uploaded_at = excluded.uploaded_at
            WHERE NOT table_definition.published AND table_definition.owner_id = excluded.owner_id
            """) == 1
    }
    /// - Returns: false when it was published before.
    package func publish(_ key: String) throws -> Bool {
        try db.execute("UPDATE table_definition SET published = TRUE WHERE id = \(key) AND NOT published") == 1
    }

    package func entry(_ key: String) throws -> StoredDefinition? {
        try db.row("SELECT id, body, published, owner_id FROM table_definition WHERE id = \(key)").map(entry)
    }
    /// Newest first within a form.
    package func all() throws -> [StoredDefinition] {
        try db.rows("SELECT id, body, published, owner_id FROM table_definition ORDER BY id").map(entry)
            .sorted { ($0.definition.id, $1.definition.version) < ($1.definition.id, $0.definition.version) }
    }
    private func entry(_ row: Row) throws -> StoredDefinition {
        StoredDefinition(
            definition: try JSONDecoder().decode(TableDefinition.self, from: Data(row.text("body").utf8)),
            isPublished: try row.bool("published"), owner: try row.intOrNil("owner_id").map { Unit.ID($0) },
            campaigns: try db.rows(
                "SELECT name FROM campaign WHERE definition_id = \(row.text("id")) ORDER BY created_at"
            ).map { try $0.text("name") })
    }

    /// A published version, by key. Decoded once: what is published does not change.
    package func published(_ key: String, _ fingerprint: String? = nil) throws -> TableDefinition {
        if let fingerprint, !fingerprint.isEmpty, let known = Self.known.withLock({ $0[key + fingerprint] }) {
            return known
        }
        guard let row = try db.row("SELECT body, fingerprint FROM table_definition WHERE id = \(key)") else {
            throw StorageError.column("definition_id", "names no definition")
        }
        let definition = try JSONDecoder().decode(TableDefinition.self, from: Data(row.text("body").utf8))
        let mark = try row.text("fingerprint")
        if !mark.isEmpty {
            Self.known.withLock {
                if $0.count >= 50 { $0.removeAll() }
                $0[key + mark] = definition
            }
        }
        return definition
    }
    private static let known = Mutex<[String: TableDefinition]>([:])

    private static func stored(_ definition: TableDefinition) throws -> (body: String, fingerprint: String) {
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys]
        let body = String(decoding: try json.encode(definition), as: UTF8.self)
        // FNV-1a, 64 bits: tells apart what the cache holds, nothing else.
        let hash = body.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return (body, String(hash, radix: 16))
    }
}
