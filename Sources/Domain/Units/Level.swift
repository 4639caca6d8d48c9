/// The six levels of the organisation, from the nation down. The raw value is what is stored.
package enum Level: Int, Sendable, CaseIterable, Comparable, Codable {
    case nation = 1
    case province, prefecture, county, township, village

    package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    /// The name used in definition files and in the interface of programs.
    package var key: String {
        switch self {
        case .nation: "nation"
        case .province: "province"
        case .prefecture: "prefecture"
        case .county: "county"
        case .township: "township"
        case .village: "village"
        }
    }
    package init?(key: String) {
        guard let level = Level.allCases.first(where: { $0.key == key }) else { return nil }
        self = level
    }
    /// As people say it: 国家、省、市、县、乡镇（街道）、村（社区）.
    package var name: String {
        switch self {
        case .nation: "国家"
        case .province: "省"
        case .prefecture: "市"
        case .county: "县"
        case .township: "乡镇街道"
        case .village: "村居社区"
        }
    }
}
