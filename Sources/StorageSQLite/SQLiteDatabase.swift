internal import FoundationEssentials
internal import GRDB
package import Storage

/// The embedded database: one file in WAL mode, many readers, one writer connection with group commit.
///
/// Debian's SQLite 3.40.1 may corrupt the WAL when two connections checkpoint at once; only the writer checkpoints here.
package final class SQLiteDatabase: Storage.Database {
    package let dialect = Dialect.sqlite
    private let writer: any DatabaseWriter
    private let queue: WriteQueue

    /// - Throws: `StorageError.unavailable` when the file cannot be opened.
    package init(path: String) throws {
        do {
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            // The pool sets NORMAL for WAL; an acknowledged record has to survive a power cut.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA mmap_size = 0")
            }
            writer = pool
        } catch { throw StorageError.unavailable("\(path): \(error)") }
        queue = WriteQueue(writer: writer)
    }

    /// A database that lives as long as this object; for tests.
    package init(inMemory: Void) throws {
        writer = try DatabaseQueue(configuration: Self.configuration)
        queue = WriteQueue(writer: writer)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        return configuration
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Storage.Connection) throws -> T
    ) async throws -> T {
        try await writer.read { db in try body(SQLiteConnection(db)) }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any Storage.Connection) throws -> T
    ) async throws -> T {
        try await queue.run(alone: false, body)
    }

    @discardableResult
    package func writeAlone<T: Sendable>(
        _ body: @escaping @Sendable (any Storage.Connection) throws -> T
    ) async throws -> T {
        try await queue.run(alone: true, body)
    }

    package func close() async throws {
        try await write { _ in }
        try writer.close()
    }
}

/// A connection for the time of one transaction.
final class SQLiteConnection: Storage.Connection {
    let dialect = Dialect.sqlite
    private let db: GRDB.Database
    init(_ db: GRDB.Database) { self.db = db }

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        var rows: [Storage.Row] = []
        try each(sql) { rows.append($0) }
        return rows
    }

    func each(_ sql: Storage.SQL, _ body: (Storage.Row) throws -> Void) throws {
        let (statement, columns): (Statement, [String]) = try translating {
            let statement = try db.cachedStatement(sql: sql.text(for: .sqlite))
            return (statement, statement.columnNames)
        }
        let cursor = try translating {
            try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(sql))
        }
        while let row = try translating({ try cursor.next() }) {
            try body(Storage.Row(columns: columns, values: row.databaseValues.map(Self.value)))
        }
    }

    @discardableResult
    func execute(_ sql: Storage.SQL) throws -> Int {
        try translating {
            let statement = try db.cachedStatement(sql: sql.text(for: .sqlite))
            try statement.execute(arguments: Self.arguments(sql))
            return db.changesCount
        }
    }

    private func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError {
            let message = error.message ?? "\(error)"
            switch error.extendedResultCode {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: throw StorageError.unique(message)
            case .SQLITE_CONSTRAINT_FOREIGNKEY: throw StorageError.foreignKey(message)
            case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL: throw StorageError.check(message)
            default:
                switch error.resultCode {
                case .SQLITE_BUSY, .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN:
                    throw StorageError.unavailable(message)
                default: throw StorageError.statement("\(message) in \(error.sql ?? "")")
                }
            }
        }
    }

    private static func arguments(_ sql: Storage.SQL) -> StatementArguments {
        StatementArguments(
            sql.values.map { value in
                switch value {
                case .null: DatabaseValue.null
                case .int(let number): number.databaseValue
                case .text(let text): text.databaseValue
                case .bool(let bool): bool.databaseValue
                case .double(let double): double.databaseValue
                case .bytes(let bytes): Data(bytes).databaseValue
                }
            })
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .int(number)
        case .double(let double): .double(double)
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        }
    }
}
