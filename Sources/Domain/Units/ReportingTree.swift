/// Where the reporting tree leaves the tree of codes.
/// Source: DESIGN.md §2 (37 children of the nation); addressees of 国计生协〔2021〕12号; data/README.md, "Anomalies".
package enum ReportingTree {
    package static let nationCode = "00"
    package static let nationName = "中国计划生育协会"
    /// 新疆生产建设兵团 has no code of its own; 66 is free in the edition used and sorts behind 新疆.
    package static let corpsCode = "66"
    package static let corpsName = "新疆生产建设兵团"
    /// 计划单列市: 大连、宁波、厦门、青岛、深圳 report to the nation.
    package static let separatelyPlannedCities: Set<String> = ["2102", "3302", "3502", "3702", "4403"]

    private static let placeholderPrefectures: Set<String> = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]
    private static let placeholderCounties: Set<String> = ["市辖区", "辖区"]

    /// - Parameter level: of the row, province to village.
    package static func kind(name: String, level: Level) -> Unit.Kind {
        switch level {
        case .prefecture where placeholderPrefectures.contains(name): .placeholder
        case .county where placeholderCounties.contains(name): .placeholder
        case .village where name.contains("虚拟"): .virtual
        default: .division
        }
    }
}
