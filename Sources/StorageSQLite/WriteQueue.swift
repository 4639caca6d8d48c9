internal import GRDB
internal import Storage
internal import Synchronization

/// Group commit: while one transaction is made durable, later bodies gather, and the next transaction takes them all, each
/// in a savepoint of its own. A body that throws undoes its own work only.
final class WriteQueue: Sendable {
    /// Bodies in one transaction; more would make the first one wait too long.
    private static let largestGroup = 256

    private struct Job: Sendable {
        let alone: Bool
        /// Runs the body and keeps its result; returns what to do when it is durable.
        let run: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }
    private struct State {
        var waiting: [Job] = []
        var draining = false
    }

    private let writer: any DatabaseWriter
    private let state = Mutex(State())

    init(writer: any DatabaseWriter) { self.writer = writer }

    func run<T: Sendable>(
        alone: Bool, _ body: @escaping @Sendable (any Storage.Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
            enqueue(
                Job(
                    alone: alone,
                    run: { connection in
                        let value = try body(connection)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    private func enqueue(_ job: Job) {
        let start = state.withLock { state in
            state.waiting.append(job)
            defer { state.draining = true }
            return !state.draining
        }
        guard start else { return }
        writer.asyncWriteWithoutTransaction { db in
            while let group = self.nextGroup() { Self.commit(group, on: db) }
        }
    }

    private func nextGroup() -> [Job]? {
        state.withLock { state in
            guard let first = state.waiting.first else {
                state.draining = false
                return nil
            }
            let shared = first.alone ? 1 : state.waiting.prefix(Self.largestGroup).prefix { !$0.alone }.count
            defer { state.waiting.removeFirst(shared) }
            return Array(state.waiting.prefix(shared))
        }
    }

    private static func commit(_ group: [Job], on db: GRDB.Database) {
        let connection = SQLiteConnection(db)
        var durable: [@Sendable () -> Void] = []
        // Whatever happens, each job is in one of the two until it was answered.
        var undecided = group
        var kept: [Job] = []
        do {
            try connection.execute("BEGIN IMMEDIATE")
            while let job = undecided.first {
                try connection.execute("SAVEPOINT body")
                do {
                    let done = try job.run(connection)
                    try connection.execute("RELEASE body")
                    durable.append(done)
                    kept.append(job)
                    undecided.removeFirst()
                } catch {
                    // A full disk ends the whole transaction; then nothing of the group was kept.
                    guard db.isInsideTransaction else { throw error }
                    try connection.execute("ROLLBACK TO body")
                    try connection.execute("RELEASE body")
                    undecided.removeFirst()
                    job.fail(error)
                }
            }
            try connection.execute("COMMIT")
        } catch {
            if db.isInsideTransaction { try? db.rollback() }
            for job in kept + undecided { job.fail(error) }
            return
        }
        for done in durable { done() }
    }
}
