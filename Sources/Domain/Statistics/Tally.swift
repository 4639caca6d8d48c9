/// What a running sum is kept for, apart from unit and campaign.
package struct TallyKey: Hashable, Sendable, Comparable {
    /// The level of the association that held the activity; for media the level of the medium.
    package let level: Level
    /// `publicity`, `visit`, `service`, `media.text`, `media.av`, `channel.site` …; with a declared measure behind a slash
    /// (`publicity/leaflets`) its sum stands in `sessions`, and `records` counts the records that state it.
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
    package static func kind(_ kind: String, of measure: Measure) -> String {
        measure.isCommon ? kind : "\(kind)/\(measure.rawValue)"
    }
    /// False for a row that holds a declared measure of records counted elsewhere.
    package var countsRecords: Bool { !kind.contains("/") }
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
    package var withoutAttendances: Int64 = 0
    package var withoutFamilies: Int64 = 0
    package var withoutHouseholds: Int64 = 0

    package init() {}
    package init(_ measures: Measures) {
        records = 1
        sessions = measures.sessions
        people = measures.people ?? 0
        attendances = measures.attendances ?? 0
        families = measures.families ?? 0
        households = measures.households ?? 0
        withoutPeople = measures.people == nil ? 1 : 0
        withoutAttendances = measures.attendances == nil ? 1 : 0
        withoutFamilies = measures.families == nil ? 1 : 0
        withoutHouseholds = measures.households == nil ? 1 : 0
    }
    /// Things that are only counted: pieces in the media, channels, a declared measure.
    package init(count: Int64) {
        records = 1
        sessions = count
    }

    package static func + (a: TallySums, b: TallySums) -> TallySums { a.combined(b, &+) }
    package static func - (a: TallySums, b: TallySums) -> TallySums { a.combined(b, &-) }
    package static prefix func - (a: TallySums) -> TallySums { TallySums() - a }
    package var isZero: Bool { self == TallySums() }

    /// The sum of one of the common measures; a declared one has a row of its own, where it is `sessions`.
    package subscript(_ measure: Measure) -> Int64 {
        switch measure {
        case .people: people
        case .attendances: attendances
        case .families: families
        case .households: households
        default: sessions
        }
    }
    /// Records that do not state a common measure; every record has sessions.
    package func without(_ measure: Measure) -> Int64 {
        switch measure {
        case .people: withoutPeople
        case .attendances: withoutAttendances
        case .families: withoutFamilies
        case .households: withoutHouseholds
        default: 0
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
        sums.withoutAttendances = operation(withoutAttendances, other.withoutAttendances)
        sums.withoutFamilies = operation(withoutFamilies, other.withoutFamilies)
        sums.withoutHouseholds = operation(withoutHouseholds, other.withoutHouseholds)
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

extension Facts {
    package static func + (a: Facts, b: Facts) -> Facts { a.merging(b, uniquingKeysWith: +) }
    /// Records behind the sums, each once in its campaign.
    package var records: Int64 { reduce(0) { $0 + ($1.key.countsRecords ? $1.value.records : 0) } }
}
