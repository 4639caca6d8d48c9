internal import Domain
internal import FoundationEssentials

/// 成文: a composition as the plain text of an official document, numbered 一、（一）1.（1）.
/// Source: GB/T 9704-2012, 7.3.3.
struct PlanText {
    private(set) var text = ""
    /// Entry → where it begins, in scalars.
    private(set) var starts: [Int: Int] = [:]
    private var counts = [0, 0, 0, 0]
    private var length = 0

    /// - Parameters:
    ///   - opening: the paragraph before the clauses.
    ///   - day: under the signature.
    init(_ plan: PlanComposition, opening: String, day: CalendarDate) {
        line(plan.title.trimmed)
        if !plan.addressees.trimmed.isEmpty {
            let whom = plan.addressees.trimmed
            line(whom.hasSuffix("：") || whom.hasSuffix(":") ? whom : whom + "：")
        }
        if !opening.trimmed.isEmpty { line(opening) }
        for (place, level) in Self.order(plan) { add(plan.entries[place], place, level) }
        let seats = plan.leadGroup.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
        if !seats.isEmpty {
            line(number(1) + "组织领导")
            line("成立活动领导小组。")
            for seat in seats { line(Self.seat(seat)) }
        }
        let dues = plan.dues.filter { !$0.what.trimmed.isEmpty }
        if !dues.isEmpty {
            line(number(1) + "报送要求")
            for due in dues { line(Self.sentence(due, plan.addressees)) }
        }
        if !plan.issuer.trimmed.isEmpty { line(plan.issuer.trimmed) }
        line(day.long, isLast: true)
    }

    private mutating func line(_ words: String, isLast: Bool = false) {
        let paragraph = words + (isLast ? "\n" : "\n\n")
        text += paragraph
        length += paragraph.unicodeScalars.count
    }

    private mutating func add(_ entry: PlanComposition.Entry, _ place: Int, _ level: Int) {
        guard let words = entry.written else { return }
        starts[place] = length
        var lines = words.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
        if !entry.owner.trimmed.isEmpty { lines.append("责任岗位：" + entry.owner.trimmed) }
        if !entry.partners.trimmed.isEmpty { lines.append("协同部门：" + entry.partners.trimmed) }
        line((entry.isNumbered ? number(level) : "") + lines.joined(separator: "\n\n"))
    }

    private mutating func number(_ level: Int) -> String {
        let place = min(max(level, 1), 4) - 1
        counts[place] += 1
        for below in (place + 1)..<4 where below < 4 { counts[below] = 0 }
        let number = counts[place]
        return switch place {
        case 0: "\(Self.han(number))、"
        case 1: "（\(Self.han(number))）"
        case 2: "\(number)."
        default: "（\(number)）"
        }
    }

    static func han(_ number: Int) -> String {
        let digits = Array("零一二三四五六七八九").map(String.init)
        guard (1..<100).contains(number) else { return "\(number)" }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        return (tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十") + (ones == 0 ? "" : digits[ones])
    }

    /// 组长 街道办事处分管负责人 → 组长：街道办事处分管负责人
    private static func seat(_ typed: String) -> String {
        if typed.contains("：") { return typed }
        guard let gap = typed.firstIndex(where: { $0.isWhitespace || $0 == ":" }) else { return typed }
        return typed[..<gap] + "：" + String(typed[gap...].dropFirst()).trimmed
    }

    private static func sentence(_ due: PlanComposition.Due, _ addressees: String) -> String {
        let whom = addressees.trimmed.filter { $0 != "：" && $0 != ":" }
        let day = (try? CalendarDate(due.date))?.long ?? due.date
        return "请\(whom.isEmpty ? "各单位" : whom)于\(day)前将\(due.what.trimmed)报送\(due.to.trimmed)。"
    }

    // MARK: The order of the clauses

    private struct Placed {
        let entry: Int
        var level: Int
        let heading: String
        let isFirst: Bool
    }

    /// Entries that are written, each with its level in the plan. What stood below a clause that is left out moves up. Clauses
    /// of a second base stand at the end of the section of the same name, when there is one.
    static func order(_ plan: PlanComposition) -> [(entry: Int, level: Int)] {
        var placed: [Placed] = []
        let first = plan.bases.first?.notice
        var base = first
        // Levels above: as they were, and as they are in the plan.
        var above: [(level: Int, now: Int)] = []
        /// Where clauses of the present section go; nil at the end.
        var section: Int?
        for (place, entry) in plan.entries.enumerated() {
            if let named = entry.base, named != base {
                base = named
                above = []
                section = nil
            }
            let printed = entry.choice == .change ? entry.text : entry.original ?? entry.text
            let heading = Clause.words(of: printed.split(separator: "\n").first.map(String.init) ?? "")
            if entry.level == 1 {
                above = []
                section = nil
                if base != first, !heading.isEmpty,
                    let same = placed.lastIndex(where: { $0.isFirst && $0.level == 1 && $0.heading == heading })
                {
                    let words = entry.written.map { Clause.words(of: $0) }
                    let there = plan.entries[placed[same].entry].written.map { Clause.words(of: $0) }
                    if words == nil || words == heading || words == there {
                        section = same
                        above = [(1, 1)]
                        continue
                    }
                }
            } else {
                while let last = above.last, last.level >= entry.level { above.removeLast() }
            }
            guard entry.written != nil else { continue }
            let level = entry.isNumbered ? min((above.last?.now ?? 0) + 1, 4) : max(above.last?.now ?? 1, 1)
            let line = Placed(entry: place, level: level, heading: heading, isFirst: base == first)
            if let start = section {
                let end =
                    placed[(start + 1)...].firstIndex { $0.level <= 1 && plan.entries[$0.entry].isNumbered }
                    ?? placed.count
                placed.insert(line, at: end)
            } else {
                placed.append(line)
            }
            if entry.isNumbered { above.append((entry.level, level)) }
        }
        return placed.map { ($0.entry, $0.level) }
    }
}
