/// A moment: milliseconds since 1970-01-01 UTC.
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    package func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
    package func seconds(since earlier: Instant) -> Int64 { (milliseconds - earlier.milliseconds) / 1000 }

    /// Hours and minutes in Asia/Shanghai, such as `10:36`.
    package var clockTime: String {
        let minutes = (milliseconds / 60_000 + 480) % 1440
        let pad = { (n: Int64) in n < 10 ? "0\(n)" : "\(n)" }
        return "\(pad(minutes / 60)):\(pad(minutes % 60))"
    }
    /// Such as `5月29日 10:36`.
    package var short: String { "\(CalendarDate(self).short) \(clockTime)" }
}

/// Where the time comes from; tests give their own.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant
    package init(now: @escaping @Sendable () -> Instant) { self.now = now }
}
