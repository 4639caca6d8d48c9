/// Lets a few in at once, the others in the order in which they came.
actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ atOnce: Int) { free = atOnce }

    func with<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { pass() }
        return try await body()
    }

    private func pass() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
