/// What a notice asks of the units below: fields × units × minutes, before it is issued. Source: DESIGN.md, red lines.
package struct NoticeBurden: Hashable, Sendable {
    /// Documents that go down to the grassroots have at most so many characters. Source: 2019 年“基层减负年”通知
    /// (general documents of at most 4,000 characters, kept by the rules of 2023 and 2024).
    package static let characterLimit = 4_000

    /// One thing that each unit below has to do.
    package struct Item: Hashable, Sendable {
        /// Such as 记活动, 总结.
        package let name: String
        package let times: Int64
        /// Of all its fields, how many the system fills in by itself.
        package let fields: Int64, known: Int64
        /// An estimate for one unit, all times together.
        package let minutes: Int64

        package init(name: String, times: Int64, fields: Int64, known: Int64, minutes: Int64) {
            self.name = name
            self.times = times
            self.fields = fields
            self.known = known
            self.minutes = minutes
        }
    }

    package let items: [Item]
    /// Direct reporting children, and everybody below.
    package let children: Int64, below: Int64
    /// Characters of the text without layout.
    package let characters: Int

    package init(items: [Item], children: Int64, below: Int64, characters: Int) {
        self.items = items
        self.children = children
        self.below = below
        self.characters = characters
    }

    package var fields: Int64 { items.map(\.fields).reduce(0, +) }
    package var known: Int64 { items.map(\.known).reduce(0, +) }
    package var toFill: Int64 { fields - known }
    package var minutes: Int64 { items.map(\.minutes).reduce(0, +) }
    package var isTooLong: Bool { characters > Self.characterLimit }

    /// What handing in one material of a kind costs: fields, of them known, minutes. Estimates of ours, shown as such.
    private static let costs: [String: (fields: Int64, known: Int64, minutes: Int64)] = [
        "summary": (8, 6, 15), "statistics_table": (40, 40, 1), "photos": (1, 0, 1), "videos": (1, 0, 5),
        "works": (4, 1, 10), "activity_information": (5, 4, 5), "plan": (10, 6, 20), "contact_person": (2, 2, 1),
        "text": (2, 0, 10), "other": (4, 1, 10),
    ]

    /// What the plan fixes of a session, so that nobody has to enter it.
    package struct Planned: Sendable {
        let hasDay: Bool, hasVenue: Bool
        package init(hasDay: Bool, hasVenue: Bool) {
            self.hasDay = hasDay
            self.hasVenue = hasVenue
        }
    }

    /// - Parameter names: of the kinds of material.
    package static func items(
        sessions: [Planned], requirements: [Requirement], tasks: Int = 0, names: (String) -> String
    ) -> [Item] {
        var items: [Item] = []
        if !sessions.isEmpty {
            // Name and category come from the plan; then day, place and number.
            let known = sessions.map { 2 + ($0.hasDay ? 1 : 0) + ($0.hasVenue ? 1 : 0) }.reduce(0, +)
            let times = Int64(sessions.count)
            items.append(Item(name: "记活动", times: times, fields: times * 5, known: Int64(known), minutes: times))
        }
        if tasks > 0 {
            // One note a task, in the unit's own words.
            let times = Int64(tasks)
            items.append(Item(name: "写进展", times: times, fields: times, known: 0, minutes: times * 2))
        }
        for requirement in requirements {
            let cost = costs[requirement.kind] ?? (4, 1, 10)
            let times = min(max(1, requirement.countMin ?? requirement.countMax ?? 1), 1_000)
            items.append(
                Item(
                    name: names(requirement.kind), times: times, fields: cost.fields * times,
                    known: cost.known * times, minutes: cost.minutes * times))
        }
        return items
    }
}
