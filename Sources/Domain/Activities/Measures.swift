/// What is counted. Measures are never added to each other; nil means not stated, which is not 0.
package enum Measure: String, Sendable, CaseIterable, Codable {
    case sessions, people, attendances, families, households

    /// As the form asks for it.
    package var name: String {
        switch self {
        case .sessions: "场次"
        case .people: "人数"
        case .attendances: "人次"
        case .families: "组家庭"
        case .households: "户数"
        }
    }
}

/// The numbers of one record.
package struct Measures: Hashable, Sendable, Codable {
    package static let most: Int64 = 10_000_000

    package var sessions: Int64
    package var people: Int64?
    package var attendances: Int64?
    package var families: Int64?
    package var households: Int64?

    package init(
        sessions: Int64 = 1, people: Int64? = nil, attendances: Int64? = nil, families: Int64? = nil,
        households: Int64? = nil
    ) {
        self.sessions = sessions
        self.people = people
        self.attendances = attendances
        self.families = families
        self.households = households
    }

    package subscript(_ measure: Measure) -> Int64? {
        switch measure {
        case .sessions: sessions
        case .people: people
        case .attendances: attendances
        case .families: families
        case .households: households
        }
    }
}
