/// What is counted. Measures are never added to each other. The five that records always know are below; a table's
/// definition may declare more, such as leaflets handed out.
package struct Measure: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let sessions = Measure(rawValue: "sessions")
    package static let people = Measure(rawValue: "people")
    package static let attendances = Measure(rawValue: "attendances")
    package static let families = Measure(rawValue: "families")
    package static let households = Measure(rawValue: "households")
    package static let common = [sessions, people, attendances, families, households]

    package var isCommon: Bool { Self.common.contains(self) }

    /// As the form asks for it, and the word behind a number; of a measure that a definition declares, the definition knows.
    package var words: (name: String, unit: String)? {
        switch self {
        case .sessions: ("场次", "场")
        case .people: ("人数", "人")
        case .attendances: ("人次", "人次")
        case .families: ("组家庭", "组")
        case .households: ("户数", "户")
        default: nil
        }
    }
}

/// The numbers of one record; nil means not stated, which is not 0.
package struct Measures: Hashable, Sendable, Codable {
    package static let most: Int64 = 10_000_000

    package var sessions: Int64
    package var people: Int64?
    package var attendances: Int64?
    package var families: Int64?
    package var households: Int64?
    /// By the id of a declared measure; nil when there are none, so that a body without them keeps its hash.
    package private(set) var others: [String: Int64]?

    package init(
        sessions: Int64 = 1, people: Int64? = nil, attendances: Int64? = nil, families: Int64? = nil,
        households: Int64? = nil, others: [String: Int64] = [:]
    ) {
        self.sessions = sessions
        self.people = people
        self.attendances = attendances
        self.families = families
        self.households = households
        self.others = others.isEmpty ? nil : others
    }

    package subscript(_ measure: Measure) -> Int64? {
        get {
            switch measure {
            case .sessions: sessions
            case .people: people
            case .attendances: attendances
            case .families: families
            case .households: households
            default: others?[measure.rawValue]
            }
        }
        set {
            switch measure {
            case .sessions: sessions = newValue ?? 1
            case .people: people = newValue
            case .attendances: attendances = newValue
            case .families: families = newValue
            case .households: households = newValue
            default:
                var all = others ?? [:]
                all[measure.rawValue] = newValue
                others = all.isEmpty ? nil : all
            }
        }
    }
}
