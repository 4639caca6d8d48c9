internal import CLibPQ
internal import Dispatch
internal import Glibc
internal import Storage

/// One libpq handle, used on its own queue only; hence the one `@unchecked Sendable` of the product.
final class PostgresConnection: @unchecked Sendable {
    private let queue: DispatchQueue
    private let url: String
    private var handle: OpaquePointer?
    /// Statement text → name of the prepared statement on this connection.
    private var prepared: [String: String] = [:]
    private static let mostPrepared = 500

    init(url: String, number: Int) {
        self.url = url
        queue = DispatchQueue(label: "memberday.postgres.\(number)")
    }

    deinit { if let handle { PQfinish(handle) } }

    /// Runs `body` on the connection's queue.
    func on<T: Sendable>(_ body: @escaping @Sendable (PostgresConnection) -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body(self)) }
        }
    }

    func transaction<T>(begin: String, _ body: (any Storage.Connection) throws -> T) throws -> T {
        do {
            try connect()
            try command(begin)
        } catch {
            // The server went away while nothing was under way.
            disconnect()
            throw PostgresRetry(
                error: (error as? PostgresFailure)?.translated ?? error as? StorageError ?? .unavailable("\(error)"))
        }
        let value: T
        do {
            value = try body(self)
        } catch {
            if PQstatus(handle) == CONNECTION_OK {
                try? command("ROLLBACK")
                if let failure = error as? PostgresFailure {
                    throw failure.retryable ? PostgresRetry(error: failure.translated) : failure.translated
                }
                throw error
            }
            disconnect()
            if let failure = error as? PostgresFailure { throw PostgresRetry(error: failure.translated) }
            throw error
        }
        do {
            try command("COMMIT")
        } catch let error as PostgresFailure where error.retryable {
            throw PostgresRetry(error: error.translated)
        } catch let error as PostgresFailure {
            // The server may or may not have kept it; only the client's own key can tell. Never run it twice here.
            if PQstatus(handle) != CONNECTION_OK { disconnect() }
            throw error.translated
        }
        return value
    }

    func disconnect() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
    }

    private func connect() throws {
        if let handle, PQstatus(handle) == CONNECTION_OK { return }
        disconnect()
        handle = PQconnectdb(url)
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError.unavailable(String(cString: PQerrorMessage(handle)))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    private func command(_ text: String) throws {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(of: result, text) }
        // After an error inside, COMMIT answers ROLLBACK and says so in its tag only.
        if text == "COMMIT", String(cString: PQcmdStatus(result)) != "COMMIT" {
            throw PostgresFailure(state: "25P02", message: "the transaction was rolled back")
        }
    }

    private func failure(of result: OpaquePointer?, _ text: String) -> PostgresFailure {
        // "C" is PG_DIAG_SQLSTATE.
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "08006"
        return PostgresFailure(state: state, message: "\(String(cString: PQerrorMessage(handle))) in \(text)")
    }

    private func name(of sql: SQL) throws -> (name: String, text: String) {
        let text = sql.text(for: .postgres)
        if let name = prepared[text] { return (name, text) }
        if prepared.count >= Self.mostPrepared {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, text, Int32(sql.values.count), nil)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(of: result, text) }
        prepared[text] = name
        return (name, text)
    }

    private func withParameters<T>(_ sql: SQL, _ body: ([UnsafePointer<CChar>?]) throws -> T) throws -> T {
        var owned: [UnsafeMutablePointer<CChar>?] = []
        defer { for pointer in owned { free(pointer) } }
        for value in sql.values {
            switch value {
            case .null: owned.append(nil)
            case .int(let number): owned.append(strdup(String(number)))
            case .bool(let bool): owned.append(strdup(bool ? "t" : "f"))
            case .double(let double): owned.append(strdup(String(double)))
            case .text(let text):
                guard !text.utf8.contains(0) else { throw StorageError.statement("a text holds a NUL") }
                owned.append(strdup(text))
            case .bytes(let bytes): owned.append(strdup(PostgresValue.hex(bytes)))
            }
        }
        return try body(owned.map { $0.map { UnsafePointer($0) } })
    }
}

extension PostgresConnection: Storage.Connection {
    var dialect: Dialect { .postgres }

    func rows(_ sql: SQL) throws -> [Row] {
        let (name, text) = try name(of: sql)
        return try withParameters(sql) { parameters in
            let result = PQexecPrepared(handle, name, Int32(parameters.count), parameters, nil, nil, 0)
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK: return try PostgresValue.rows(of: result)
            case PGRES_COMMAND_OK: return []
            default: throw failure(of: result, text)
            }
        }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (name, text) = try name(of: sql)
        try withParameters(sql) { parameters in
            guard PQsendQueryPrepared(handle, name, Int32(parameters.count), parameters, nil, nil, 0) == 1,
                PQsetSingleRowMode(handle) == 1
            else { throw failure(of: nil, text) }
            var thrown: (any Error)?
            while let result = PQgetResult(handle) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK:
                    guard thrown == nil else { continue }
                    do { for row in try PostgresValue.rows(of: result) { try body(row) } } catch { thrown = error }
                default: thrown = thrown ?? failure(of: result, text)
                }
            }
            if let thrown { throw thrown }
        }
    }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        let (name, text) = try name(of: sql)
        return try withParameters(sql) { parameters in
            let result = PQexecPrepared(handle, name, Int32(parameters.count), parameters, nil, nil, 0)
            defer { PQclear(result) }
            let status = PQresultStatus(result)
            guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw failure(of: result, text) }
            return Int(String(cString: PQcmdTuples(result))) ?? 0
        }
    }
}

/// An error of the server with its SQLSTATE. Source: PostgreSQL 15, appendix A.
struct PostgresFailure: Error {
    let state: String
    let message: String

    /// Serialization failure, deadlock: nothing was kept, and the next try may succeed.
    var retryable: Bool { state == "40001" || state == "40P01" }

    var translated: StorageError {
        switch state {
        case "23505": .unique(message)
        case "23503": .foreignKey(message)
        case "23514", "23502": .check(message)
        case _ where state.hasPrefix("08") || state.hasPrefix("57P") || state.hasPrefix("53"): .unavailable(message)
        default: .statement("\(state) \(message)")
        }
    }
}
