internal import Dispatch
package import Storage
internal import Synchronization

/// PostgreSQL 15 or later through libpq: a pool of connections, each confined to its own queue.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    /// With the waits between them about 5 s: as long as a restart of the server takes.
    private static let mostAttempts = 9

    private struct State {
        var idle: [PostgresConnection]
        var waiting: [CheckedContinuation<PostgresConnection, Never>] = []
        var closed = false
    }
    private let state: Mutex<State>
    private let connections: [PostgresConnection]

    /// - Parameter url: a libpq connection string or URL.
    /// - Throws: `StorageError.unavailable` when the server cannot be reached.
    package init(url: String, connections count: Int = 8) async throws {
        connections = (0..<count).map { PostgresConnection(url: url, number: $0) }
        state = Mutex(State(idle: connections))
        _ = try await read { db in try db.rows("SELECT 1 AS one") }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(begin: "BEGIN ISOLATION LEVEL READ COMMITTED", body)
    }

    @discardableResult
    package func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await write(body)
    }

    package func close() async throws {
        for connection in connections { await connection.on { $0.disconnect() } }
    }

    private func run<T: Sendable>(
        begin: String, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let connection = await acquire()
        defer { release(connection) }
        for attempt in 1... {
            let outcome = await connection.on { connection in
                Result { try connection.transaction(begin: begin, body) }
            }
            guard case .failure(let error) = outcome, let retry = error as? PostgresRetry else {
                return try outcome.get()
            }
            guard attempt < Self.mostAttempts else { throw retry.error }
            try await Task.sleep(for: .milliseconds(Int.random(in: 5...20) << attempt))
        }
        preconditionFailure("the loop ends by returning or throwing")
    }

    private func acquire() async -> PostgresConnection {
        await withCheckedContinuation { continuation in
            let free: PostgresConnection? = state.withLock { state in
                if let connection = state.idle.popLast() { return connection }
                state.waiting.append(continuation)
                return nil
            }
            if let free { continuation.resume(returning: free) }
        }
    }

    private func release(_ connection: PostgresConnection) {
        let next: CheckedContinuation<PostgresConnection, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.idle.append(connection)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: connection)
    }
}

/// Wraps an error after which the same transaction may be run again: nothing of it was kept.
struct PostgresRetry: Error { let error: StorageError }
