/// One open database, whichever engine it is. Bodies are synchronous: a transaction cannot be suspended half way.
/// They may run twice (serialization failures, group commit), so they touch nothing but the connection.
package protocol Database: Sendable {
    var dialect: Dialect { get }
    /// Reads one consistent snapshot.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    /// Returns when the transaction is durable; throws when nothing of it was kept.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    /// One long exclusive write, such as an import: not grouped with others.
    @discardableResult
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    /// Waits for what is under way and gives every connection back.
    func close() async throws
}

/// A connection inside a transaction.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }
    func rows(_ sql: SQL) throws -> [Row]
    /// Calls `body` for one row after the other, without holding all of them.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
    /// - Returns: how many rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int
}

extension Connection {
    package func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// Holds until the transaction ends. SQLite has one writer, so there it is nothing.
    package func lock(_ lock: AdvisoryLock, shared: Bool = false) throws {
        guard dialect == .postgres else { return }
        _ = try rows(
            shared
                ? "SELECT pg_advisory_xact_lock_shared(\(lock.space), \(lock.key))"
                : "SELECT pg_advisory_xact_lock(\(lock.space), \(lock.key))")
    }
}

/// What transactions agree on before they touch it. Taken in the order of declaration, so that nobody waits in a circle.
package enum AdvisoryLock: Sendable {
    /// Records take it shared, changes of the reporting tree exclusively.
    case tree
    /// Submissions of one campaign.
    case submissions(campaign: String)
    /// Opening, handing over and closing posts, one at a time.
    case posts
    case migrations

    var space: Int64 {
        switch self {
        case .tree: 1
        case .submissions: 2
        case .migrations: 3
        case .posts: 4
        }
    }
    var key: Int64 {
        guard case .submissions(let campaign) = self else { return 0 }
        // FNV-1a, folded to 31 bits: PostgreSQL takes two 32-bit numbers.
        let hash = campaign.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return Int64(hash >> 1)
    }
}

/// One row of a result; columns by name.
package struct Row: Sendable {
    package let columns: [String]
    package let values: [SQLValue]

    package init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    package func value(_ column: String) throws -> SQLValue {
        guard let index = columns.firstIndex(of: column) else {
            throw StorageError.column(column, "is not in the result")
        }
        return values[index]
    }
    package func text(_ column: String) throws -> String {
        guard let text = try textOrNil(column) else { throw StorageError.column(column, "is null") }
        return text
    }
    package func textOrNil(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw StorageError.column(column, "is no text")
        }
    }
    package func int(_ column: String) throws -> Int64 {
        guard let number = try intOrNil(column) else { throw StorageError.column(column, "is null") }
        return number
    }
    package func intOrNil(_ column: String) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .int(let number): number
        default: throw StorageError.column(column, "is no integer")
        }
    }
    package func bool(_ column: String) throws -> Bool {
        switch try value(column) {
        case .bool(let bool): bool
        case .int(let number): number != 0
        default: throw StorageError.column(column, "is no boolean")
        }
    }
    package func bytes(_ column: String) throws -> [UInt8] {
        guard case .bytes(let bytes) = try value(column) else { throw StorageError.column(column, "is no bytes") }
        return bytes
    }
}

/// What an engine reports, once, in the product's own terms. None of it is for people to act on.
package enum StorageError: Error, Sendable, CustomStringConvertible {
    case unique(String), foreignKey(String), check(String)
    case column(String, String)
    /// The database cannot be reached now.
    case unavailable(String)
    case statement(String)
    /// Another process holds the database.
    case inUse(String)

    package var description: String {
        switch self {
        case .unique(let what): "unique constraint: \(what)"
        case .foreignKey(let what): "foreign key: \(what)"
        case .check(let what): "check constraint: \(what)"
        case .column(let name, let what): "column \(name) \(what)"
        case .unavailable(let what): "database unavailable: \(what)"
        case .statement(let what): "statement failed: \(what)"
        case .inUse(let what): "database in use: \(what)"
        }
    }
}
