internal import FoundationEssentials

/// Events for a calendar program, as iCalendar (.ics). Without METHOD: importing or subscribing invites nobody.
/// Source: RFC 5545; the time zone is that of all China, which has no summer time since 1991.
package struct CalendarFile: Sendable {
    package struct Event: Hashable, Sendable {
        /// The same for the same event in every file, so that a later file changes it instead of adding another.
        package var uid: String
        /// Counts the changes.
        package var sequence: Int
        package var summary: String
        /// Days as YYYY-MM-DD; the last one is the first where none is given.
        package var firstDay: String, lastDay: String?
        /// As printed in a notice. Unreadable words, and times of events over several days, go into the description.
        package var time: String?
        package var location: String?
        package var description: String?
        /// With http or https; any other is left out.
        package var url: String?

        package init(
            uid: String, sequence: Int = 0, summary: String, firstDay: String, lastDay: String? = nil,
            time: String? = nil, location: String? = nil, description: String? = nil, url: String? = nil
        ) {
            self.uid = uid
            self.sequence = sequence
            self.summary = summary
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.time = time
            self.location = location
            self.description = description
            self.url = url
        }
    }

    package enum Failure: Error, Hashable {
        case badDay(String)
        case endsBeforeStart(uid: String)
        /// None, or that of another event.
        case badIdentifier(String)
        case tooManyEvents(limit: Int)
    }

    package static let eventLimit = 10_000

    package var name: String
    /// When the file was made: ms since 1970 UTC.
    package var madeAt: Int64
    package var events: [Event]

    package init(name: String, madeAt: Int64, events: [Event]) {
        self.name = name
        self.madeAt = madeAt
        self.events = events
    }

    package func bytes() throws(Failure) -> [UInt8] {
        guard events.count <= Self.eventLimit else { throw .tooManyEvents(limit: Self.eventLimit) }
        var lines = CalendarLines()
        lines.add("BEGIN", raw: "VCALENDAR")
        lines.add("VERSION", raw: "2.0")
        lines.add("PRODID", raw: "-//MemberDay//MemberDay//ZH")
        lines.add("CALSCALE", raw: "GREGORIAN")
        lines.add("X-WR-CALNAME", text: name)
        lines.add("X-WR-TIMEZONE", raw: CalendarLines.zone)
        lines.addZone()
        var seen: Set<String> = []
        for event in events {
            guard event.uid.unicodeScalars.contains(where: { !$0.properties.isWhitespace }),
                seen.insert(event.uid).inserted
            else { throw .badIdentifier(event.uid) }
            try add(event, to: &lines)
        }
        lines.add("END", raw: "VCALENDAR")
        return lines.bytes
    }

    private func add(_ event: Event, to lines: inout CalendarLines) throws(Failure) {
        let first = try day(event.firstDay), last = try day(event.lastDay ?? event.firstDay)
        guard first <= last else { throw .endsBeforeStart(uid: event.uid) }
        let words = event.time.flatMap(OfficialText.filled)
        let time = first == last ? words.flatMap(ClockTime.parse) : nil
        lines.add("BEGIN", raw: "VEVENT")
        lines.add("UID", text: event.uid)
        lines.add("DTSTAMP", raw: Self.stamp(madeAt))
        lines.add("SEQUENCE", raw: String(max(0, event.sequence)))
        if let time {
            lines.add("DTSTART;TZID=\(CalendarLines.zone)", raw: Self.local(first, time.start))
            if let end = time.end { lines.add("DTEND;TZID=\(CalendarLines.zone)", raw: Self.local(first, end)) }
        } else {
            lines.add("DTSTART;VALUE=DATE", raw: Self.date(first))
            lines.add("DTEND;VALUE=DATE", raw: Self.date(Self.next(last)))
            // A reminder of work takes nobody's whole day.
            lines.add("TRANSP", raw: "TRANSPARENT")
        }
        lines.add("SUMMARY", text: event.summary)
        if let location = event.location.flatMap(OfficialText.filled) { lines.add("LOCATION", text: location) }
        let untold = time == nil ? words.map { "时间：\($0)" } : nil
        let description = [untold, event.description.flatMap(OfficialText.filled)].compactMap { $0 }
        if !description.isEmpty { lines.add("DESCRIPTION", text: description.joined(separator: "\n")) }
        if let link = event.url.flatMap(WebLink.init) { lines.add("URL", raw: link.address) }
        lines.add("END", raw: "VEVENT")
    }

    // MARK: Days and times

    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        return calendar
    }()

    private func day(_ text: String) throws(Failure) -> Date {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw .badDay(text) }
        let wanted = DateComponents(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2]))
        guard let date = Self.utc.date(from: wanted),
            Self.utc.dateComponents([.year, .month, .day], from: date) == wanted
        else { throw .badDay(text) }
        return date
    }

    private static func next(_ day: Date) -> Date { day.addingTimeInterval(86_400) }

    private static func date(_ day: Date) -> String {
        let parts = utc.dateComponents([.year, .month, .day], from: day)
        return padded(parts.year, 4) + padded(parts.month, 2) + padded(parts.day, 2)
    }

    /// 24:00 is the next day's 00:00.
    private static func local(_ day: Date, _ minutes: Int) -> String {
        let day = minutes < 1440 ? day : next(day)
        return date(day) + "T" + padded(minutes % 1440 / 60, 2) + padded(minutes % 60, 2) + "00"
    }

    private static func stamp(_ milliseconds: Int64) -> String {
        let seconds = max(0, min(milliseconds / 1000, 253_402_300_799))
        let time = Int(seconds % 86_400)
        return date(Date(timeIntervalSince1970: Double(seconds))) + "T" + padded(time / 3600, 2)
            + padded(time / 60 % 60, 2) + padded(time % 60, 2) + "Z"
    }

    private static func padded(_ number: Int?, _ digits: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
