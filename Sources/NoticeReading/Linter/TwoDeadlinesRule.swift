/// The same thing asked of the same receivers by two days: whoever gets it does not know which one counts. For what a unit writes
/// itself, so it is no rule of the linter, which looks at what others have issued.
package struct TwoDeadlinesRule: Sendable {
    package static let name = "two_deadlines"
    private let scalars: [Unicode.Scalar]

    /// - Parameter text: that the reading is of.
    package init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// What is asked, of whom and to whom, as far as the words tell.
    private struct Asked {
        let deadline: NoticeReading.Deadline
        let date: String
        let kinds: Set<NoticeReading.Material.Kind>
        let askers: Set<Int>, receivers: Set<Int>
        let marks: Set<String>
    }

    package func findings(_ reading: NoticeReading) -> [NoticeReading.Finding] {
        let all = reading.deadlines.prefix(200).compactMap { asked($0) }
        return all.enumerated().compactMap { place, later in
            guard let earlier = all[..<place].first(where: { Self.isTwice($0, later) }) else { return nil }
            let days = [earlier.date, later.date].sorted().joined(separator: "和")
            return .init(
                rule: Self.name, severity: .warning,
                message: "同一样东西有两个时限：\(later.deadline.what)，\(days)，请只留一个。", source: later.deadline.source)
        }
    }

    private static func isTwice(_ one: Asked, _ other: Asked) -> Bool {
        guard one.date != other.date, one.date.prefix(4) == other.date.prefix(4), one.marks == other.marks else {
            return false
        }
        for (first, second) in [(one.askers, other.askers), (one.receivers, other.receivers)]
        where !first.isEmpty && !second.isEmpty && first.isDisjoint(with: second) { return false }
        guard one.kinds.isEmpty || other.kinds.isEmpty else { return !one.kinds.isDisjoint(with: other.kinds) }
        return one.deadline.what == other.deadline.what
    }

    private func asked(_ deadline: NoticeReading.Deadline) -> Asked? {
        guard let date = deadline.date else { return nil }
        let sentence = sentence(deadline.source)
        let isFigure = { (character: Character) in character.isASCII && character.isNumber }
        let lead = sentence.drop { isFigure($0) || "（）().．、 ".contains($0) }.prefix { !isFigure($0) }
        var marks = Set(Self.marks.filter { sentence.contains($0) })
        marks.insert(deadline.what.filter(isFigure))
        return Asked(
            deadline: deadline, date: date, kinds: SuperiorDeadlineRule.kinds(deadline.what),
            askers: Self.levels(String(lead)), receivers: Self.levels(deadline.to ?? ""), marks: marks)
    }

    /// From its beginning to the end of what is asked.
    private func sentence(_ source: NoticeReading.Source) -> String {
        let end = min(max(source.end, 0), scalars.count)
        var start = min(max(source.start, 0), end)
        while start > 0, !"。；\n".unicodeScalars.contains(scalars[start - 1]) { start -= 1 }
        return String(String.UnicodeScalarView(scalars[start..<end]))
    }

    /// 上半年总结 and 全年总结 are two things.
    private static let marks = ["半年", "全年", "季度", "阶段", "初稿", "终稿", "初审", "复审", "首批", "第一", "第二", "第三", "补报"]

    /// 各社区、村 and 各村居 are the same level; empty where none is named.
    private static func levels(_ text: String) -> Set<Int> {
        let words = [["省"], ["市"], ["县", "区"], ["街道", "镇", "乡镇"], ["村", "居委"], ["班"], ["支部"]]
        // The 区 of 社区 is none.
        let rest = text.replacing("（市、区）", with: "").replacing("社区", with: "村")
        return Set(words.indices.filter { place in words[place].contains { rest.contains($0) } })
    }
}
