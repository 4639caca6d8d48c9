/// The deadline for the units below, counted back from the superior's with time for the unit's own work.
package enum BackwardDeadline {
    /// Days that a unit usually needs between what comes from below and what it hands up.
    package static let usualDays = 5
    package static let mostDays = 60

    /// As many days earlier, but not before the day after the last activity nor before tomorrow; never after the
    /// superior's own day.
    package static func proposed(
        superior due: CalendarDate, ownDays: Int, lastActivity: CalendarDate?, today: CalendarDate
    ) -> CalendarDate {
        let earliest = [lastActivity?.adding(days: 1), today.adding(days: 1)].compactMap(\.self).max() ?? due
        return min(due, max(due.adding(days: -ownDays), earliest))
    }
}
