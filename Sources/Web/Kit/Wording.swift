internal import Domain
internal import UseCases

/// How values are said to people.
enum Wording {
    /// A sentence of the reader as people say it: 2025-05-07 is 2025年5月7日, and quotation marks stand once.
    static func plain(_ sentence: String) -> String {
        let isDigit = { (character: Character) in character.isASCII && character.isNumber }
        var words = ""
        var rest = sentence[...]
        while let first = rest.first {
            if isDigit(first), let day = try? CalendarDate(String(rest.prefix(10))) {
                words += day.long
                rest = rest.dropFirst(10)
            } else {
                words.append(first)
                rest = rest.dropFirst()
            }
        }
        return words.replacing("““", with: "“").replacing("””", with: "”")
    }

    /// With thousands commas.
    static func number(_ value: Int64) -> String { value.grouped }

    /// The number that a record states first, such as `80 人`.
    static func heads(_ measures: Measures) -> String {
        if let people = measures.people { return "\(number(people)) 人" }
        if let attendances = measures.attendances { return "\(number(attendances)) 人次" }
        if let families = measures.families { return "\(number(families)) 组家庭" }
        if let households = measures.households { return "\(number(households)) 户" }
        return "没填"
    }
    /// All numbers that were stated.
    static func all(_ measures: Measures, _ definition: TableDefinition? = nil) -> String {
        var parts: [String] = []
        if measures.sessions != 1 { parts.append("\(number(measures.sessions)) 场") }
        for (value, unit) in [
            (measures.people, "人"), (measures.attendances, "人次"), (measures.families, "组家庭"),
            (measures.households, "户"),
        ] {
            if let value { parts.append("\(number(value)) \(unit)") }
        }
        for (measure, value) in (measures.others ?? [:]).sorted(by: { $0.key < $1.key }) {
            let words = definition?.words(of: Measure(rawValue: measure)) ?? (name: measure, unit: "")
            parts.append("\(words.name) \(number(value)) \(words.unit)")
        }
        return parts.joined(separator: "，")
    }

    static func days(_ from: CalendarDate?, _ to: CalendarDate?) -> String {
        guard let from else { return "没写哪一天" }
        guard let to, to != from else { return from.withWeekday }
        return from.month == to.month && from.year == to.year
            ? "\(from.short)至\(to.day)日" : "\(from.short)至\(to.short)"
    }

    /// `提升…质量 共建…社会` → its halves, which are never broken.
    static func theme(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Where no campaign's form says what associations are called.
    static func association(_ unit: Unit) -> String {
        unit.level == .nation ? unit.name : unit.shortName + "计划生育协会"
    }
    static func short(_ unit: Unit) -> String { unit.level == .nation ? "中国计生协" : unit.shortName }
    static func line(_ line: [Unit]) -> String { line.dropFirst().map(\.shortName).joined(separator: " ") }

    /// The title of a campaign's year: 第27个. Source: N = year − 1998, notices/README.md.
    static func ordinal(_ campaign: Campaign) -> String { "第\(campaign.year - 1998)个" }

    static func chip(_ submission: Submission?) -> Chip {
        switch submission?.state {
        case nil: Chip(.gap, "没报")
        case .prepared: Chip(.half, "等负责人签字")
        case .unsigned: Chip(.gap, "没签，拿回来了")
        case .submitted: Chip(.half, "等上级看")
        case .accepted where submission?.corrects != nil: Chip(.ok, "收下了，有更正")
        case .accepted: Chip(.ok, submission?.kind == .nilReport ? "零报告，收下了" : "收下了")
        case .returned: Chip(.back, "退回补正")
        case .recalled: Chip(.gap, "撤回了")
        case .superseded: Chip(.half, "有新的")
        }
    }
    /// Nil for a unit that has to report.
    static func chip(_ duty: Roster.Duty) -> Chip? {
        switch duty {
        case .asked: nil
        case .exempt: Chip(.off, "免报")
        case .notAsked: Chip(.off, "不用报")
        }
    }
    /// 没报 is said of units only that have to report.
    static func chipBelow(_ child: Submissions.Child) -> Chip {
        child.latest == nil ? chip(child.duty) ?? chipBelow(nil) : chipBelow(child.latest)
    }
    /// 应报 19 个，已收下 17 个，没收下 1 个，免报 1 个，撤销的 2 个（还有 1 个等本级替它报）
    static func reporting(_ overview: Submissions.Overview) -> String {
        let missing = overview.missing.count { $0.validTo == nil }
        let owed = overview.missing.count - missing
        let closed = overview.children.count { $0.unit.validTo != nil }
        let reported = overview.exemptReported == 0 ? "" : "（\(overview.exemptReported) 个也报了）"
        return "应报 \(overview.asked) 个，已收下 \(overview.asked - missing) 个，没收下 \(missing) 个"
            + (overview.exempt == 0 ? "" : "，免报 \(overview.exempt) 个" + reported)
            + (closed == 0 ? "" : "，撤销的 \(closed) 个" + (owed == 0 ? "" : "（还有 \(owed) 个等本级替它报）"))
    }
    /// 王架村（已撤销）
    static func name(_ unit: Unit) -> String { unit.shortName + (unit.validTo == nil ? "" : "（已撤销）") }
    /// As the one sees it who has to decide.
    static func chipBelow(_ submission: Submission?) -> Chip {
        switch submission?.state {
        case .submitted where submission?.corrects != nil: Chip(.open, "更正，等你看")
        case .submitted: Chip(.open, "等你看")
        case .accepted where submission?.kind == .supplement: Chip(.ok, "收下了，有补进")
        default: chip(submission)
        }
    }

    /// Sessions of all activities in a table's values, for one line of a list.
    static func totals(_ values: CellValues, _ definition: TableDefinition) -> String {
        let sum = { (measure: Measure) in
            definition.cells.filter { $0.measure == measure && definition.categories.map(\.kind).contains($0.kind) }
                .reduce(0) { $0 + (values[$1.id] ?? 0) }
        }
        // The common measures that the form has, in their own words: never added to each other.
        return Measure.common.filter { measure in definition.cells.contains { $0.measure == measure } }
            .map { "\(number(sum($0))) \(definition.words(of: $0).unit)" }.joined(separator: " ")
    }
}
