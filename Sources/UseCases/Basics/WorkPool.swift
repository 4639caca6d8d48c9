internal import Dispatch
internal import Synchronization

/// A few threads for work that takes long and blocks: hashing of passwords, parsing, export. Handlers only wait for it.
final class WorkPool: Sendable, TaskExecutor {
    private let queues: [DispatchQueue]
    private let next = Atomic(0)

    static let parsing = WorkPool("parsing", width: 2)
    /// What is asked for by anybody must not hold up what comes in.
    static let writing = WorkPool("writing", width: 1)

    init(_ name: String, width: Int) {
        queues = (0..<width).map { DispatchQueue(label: "memberday.\(name).\($0)") }
    }

    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        let (index, _) = next.add(1, ordering: .relaxed)
        let queue = queues[index % queues.count]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let (index, _) = next.add(1, ordering: .relaxed)
        queues[index % queues.count].async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
