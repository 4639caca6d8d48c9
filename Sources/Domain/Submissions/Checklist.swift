/// 报送要求 of one unit in one campaign, with what is there already. A gap never blocks a submission.
package struct Checklist: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case done
        /// So many are missing.
        case missing(Int64)
        /// It comes by itself with the submission.
        case notNeeded
    }
    package struct Item: Hashable, Sendable {
        package let place: Material.Place
        package let requirement: Requirement
        /// In the order in which they came; none that was withdrawn.
        package let materials: [Material]
        package let state: State

        package var name: String { Requirement.name(of: requirement.kind) }
        /// What is missing, such as `照片 3 张`.
        package var gap: String? {
            guard case .missing(let count) = state else { return nil }
            return requirement.least == 1 ? name : "\(name) \(count) \(requirement.counter)"
        }
    }

    package let items: [Item]
    /// Handed in for something that is no longer asked.
    package let others: [Material]

    package var gaps: [String] { items.compactMap(\.gap) }

    /// - Parameters:
    ///   - requirements: of the notice that holds for the unit.
    ///   - materials: those that were not withdrawn, in the order in which they came.
    ///   - hasPlan: the unit confirmed a notice or plan of its own in this campaign.
    ///   - isSubmitted: its figures wait or were accepted.
    package init(
        _ requirements: [(place: Material.Place, requirement: Requirement)], materials: [Material], hasPlan: Bool,
        isSubmitted: Bool
    ) {
        // A notice may be replaced by another after something was handed in: then it counts for the first of its kind.
        let places = requirements.map(\.place)
        let home = { (material: Material) in
            places.firstIndex(of: material.place)
                ?? requirements.firstIndex { $0.requirement.kind == material.kind }
        }
        let found = Dictionary(grouping: materials, by: home)
        items = requirements.enumerated().map { index, asked in
            let there = found[index] ?? []
            return Item(
                place: asked.place, requirement: asked.requirement, materials: there,
                state: Self.state(asked.requirement, Int64(there.count), hasPlan: hasPlan, isSubmitted: isSubmitted))
        }
        others = found[nil] ?? []
    }

    private static func state(
        _ requirement: Requirement, _ count: Int64, hasPlan: Bool, isSubmitted: Bool
    ) -> State {
        switch requirement.kind {
        case Requirement.table: return isSubmitted ? .done : .notNeeded
        case "plan" where hasPlan: return .done
        default: return count >= requirement.least ? .done : .missing(requirement.least - count)
        }
    }
}

extension Requirement {
    /// The statistics table: handed up with the submission, never as a file.
    package static let table = "statistics_table"
    /// 盖章扫描件: no notice has to ask for it, and none can.
    package static let scan = Requirement(kind: "stamped_scan", countMin: nil, countMax: nil, span: nil)

    /// How many have to be there; a notice that gives no number wants one.
    package var least: Int64 { max(1, countMin ?? 1) }
    /// 张, 个, 篇, 份
    package var counter: String {
        switch kind {
        case "photos": "张"
        case "videos", "works": "个"
        case "summary": "篇"
        default: "份"
        }
    }
    /// Such as 照片 10 张, 视频 2 至 3 个, 总结.
    package var words: String {
        let name = Self.name(of: kind)
        switch (countMin, countMax) {
        case (nil, nil): return name
        case (let least?, let most?) where least != most: return "\(name) \(least) 至 \(most) \(counter)"
        case (nil, let most?): return "\(name) 最多 \(most) \(counter)"
        default: return least == 1 ? name : "\(name) \(least) \(counter)"
        }
    }

    /// The endings that a file for it may have, in lower case.
    package var endings: [String] {
        switch kind {
        case "photos": ["jpg", "jpeg", "png"]
        case "videos": ["mp4"]
        case Self.scan.kind: ["pdf", "jpg", "jpeg", "png"]
        case "works", "other": ["docx", "pdf", "jpg", "jpeg", "png", "mp4"]
        default: ["docx", "pdf"]
        }
    }
}
