package import Domain
internal import Synchronization

/// A clock that goes on when it is told to.
package final class MovableTime: Sendable {
    private let instant = Mutex(SmallTree.start)
    package init() {}

    package var clock: Clock { Clock { self.instant.withLock { $0 } } }
    package func pass(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    package func pass(hours: Int64) { pass(seconds: hours * 3600) }
}
