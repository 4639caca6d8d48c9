/// What a reading holds beside the activities and submissions: who leads, what is disclosed, what a year is to bring.
extension NoticeReading {
    /// A seat in the group that leads the work: 组长 街道分管领导.
    package struct LeadSeat: Codable, Hashable, Sendable {
        package var role: String
        package var post: String
        package var source: Source
    }

    /// The table above documents on government pages. Days as YYYY-MM-DD; what stands blank is nil.
    package struct Disclosure: Codable, Hashable, Sendable {
        @OrNull package var indexNumber: String? = nil
        @OrNull package var publisher: String? = nil
        @OrNull package var openness: String? = nil
        @OrNull package var validity: String? = nil
        @OrNull package var category: String? = nil
        @OrNull package var subject: String? = nil
        @OrNull package var formedOn: String? = nil
        @OrNull package var generatedOn: String? = nil
        @OrNull package var publishedOn: String? = nil
        @OrNull package var abolishedOn: String? = nil
        package var source: Source

        package enum CodingKeys: String, CodingKey {
            case publisher, openness, validity, category, subject, source
            case indexNumber = "index_number"
            case formedOn = "formed_on"
            case generatedOn = "generated_on"
            case publishedOn = "published_on"
            case abolishedOn = "abolished_on"
        }
    }

    package struct Attachment: Codable, Hashable, Sendable {
        package var name: String
        package var source: Source
    }

    /// What the document asks of a year: a heading or sentence below the heading of its area.
    package struct Task: Codable, Hashable, Sendable {
        @OrNull package var area: String? = nil
        package var name: String
        package var text: String
        package var indicators: [Indicator]
        /// The unit or office in charge.
        @OrNull package var owner: String? = nil
        package var source: Source
    }

    /// A number to be reached: 不少于2人, 覆盖率达到95%以上, 每个村配备至少2名.
    package struct Indicator: Codable, Hashable, Sendable {
        package var text: String
        @OrNull package var min: Double? = nil
        @OrNull package var max: Double? = nil
        package var unit: String
        @OrNull package var per: String? = nil
    }

    /// A known day of every year that the text names; the date is nil where only a table could tell it.
    package struct KnownDay: Codable, Hashable, Sendable {
        package var name: String
        /// A day, or "from/to" of a month or week.
        @OrNull package var date: String? = nil
        package var source: Source
    }
}

/// A list that older readings lack.
@propertyWrapper
package struct OrEmpty<Element: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    package var wrappedValue: [Element]

    package init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws { wrappedValue = try [Element](from: decoder) }

    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

/// Readings that were stored before a field came read as if it were silent.
extension KeyedDecodingContainer {
    package func decode<Value>(_ type: OrNull<Value>.Type, forKey key: Key) throws -> OrNull<Value> {
        try decodeIfPresent(type, forKey: key) ?? OrNull(wrappedValue: nil)
    }

    package func decode<Element>(_ type: OrEmpty<Element>.Type, forKey key: Key) throws -> OrEmpty<Element> {
        try decodeIfPresent(type, forKey: key) ?? OrEmpty(wrappedValue: [])
    }
}

extension NoticeReading.Period {
    /// Its first and last day, if both are told.
    var days: (start: CalendarDay, end: CalendarDay)? {
        guard let start = start.flatMap(CalendarDay.init(iso:)), let end = end.flatMap(CalendarDay.init(iso:)),
            start <= end
        else { return nil }
        return (start, end)
    }
}

extension CalendarDay {
    /// 2024-05-29
    init?(iso: String) {
        let numbers = iso.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3, iso.count == 10 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }
}
