/// What a running sum is kept for, apart from unit and campaign.
package struct TallyKey: Hashable, Sendable, Comparable {
    /// The level of the association that held the activity; for media the level of the medium.
    package let level: Level
    /// `publicity`, `visit`, `service`, `media.text`, `media.av`, `channel.site` …
    package let kind: String
    /// The finer category; the kind itself where there is none.
    package let category: String

    package init(level: Level, kind: String, category: String) {
        self.level = level
        self.kind = kind
        self.category = category
    }
    package static func < (a: TallyKey, b: TallyKey) -> Bool {
        (a.level.rawValue, a.kind, a.category) < (b.level.rawValue, b.kind, b.category)
    }
}

/// Sums of measures, with how many records stand behind them and how many of these lack a measure (未计入).
package struct TallySums: Hashable, Sendable {
    package var records: Int64 = 0
    package var sessions: Int64 = 0
    package var people: Int64 = 0
    package var attendances: Int64 = 0
    package var families: Int64 = 0
    package var households: Int64 = 0
    package var withoutPeople: Int64 = 0

    package init() {}
    package init(_ measures: Measures) {
        records = 1
        sessions = measures.sessions
        people = measures.people ?? 0
        attendances = measures.attendances ?? 0
        families = measures.families ?? 0
        households = measures.households ?? 0
        withoutPeople = measures.people == nil ? 1 : 0
    }

    package static func + (a: TallySums, b: TallySums) -> TallySums { a.combined(b, &+) }
    package static func - (a: TallySums, b: TallySums) -> TallySums { a.combined(b, &-) }
    package static prefix func - (a: TallySums) -> TallySums { TallySums() - a }
    package var isZero: Bool { self == TallySums() }

    package subscript(_ measure: Measure) -> Int64 {
        switch measure {
        case .sessions: sessions
        case .people: people
        case .attendances: attendances
        case .families: families
        case .households: households
        }
    }

    private func combined(_ other: TallySums, _ operation: (Int64, Int64) -> Int64) -> TallySums {
        var sums = TallySums()
        sums.records = operation(records, other.records)
        sums.sessions = operation(sessions, other.sessions)
        sums.people = operation(people, other.people)
        sums.attendances = operation(attendances, other.attendances)
        sums.families = operation(families, other.families)
        sums.households = operation(households, other.households)
        sums.withoutPeople = operation(withoutPeople, other.withoutPeople)
        return sums
    }
}

/// A change of the running sums of one unit and its ancestors up to the prefecture.
package struct Contribution: Hashable, Sendable {
    package let campaign: Campaign.ID
    package let unit: Unit
    package let key: TallyKey
    package let sums: TallySums

    package init(campaign: Campaign.ID, unit: Unit, key: TallyKey, sums: TallySums) {
        self.campaign = campaign
        self.unit = unit
        self.key = key
        self.sums = sums
    }
    package static prefix func - (a: Contribution) -> Contribution {
        Contribution(campaign: a.campaign, unit: a.unit, key: a.key, sums: -a.sums)
    }
}

/// The sums of a unit, own or of its whole subtree.
package typealias Facts = [TallyKey: TallySums]
