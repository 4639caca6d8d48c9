/// Deadlines for the units below that fall after the superior's for the same thing: nothing could be passed on in time.
/// The superiors' deadlines come from outside, from the notices that this one follows.
package struct SuperiorDeadlineRule: Sendable {
    package struct Superior: Hashable, Sendable {
        package var what: String
        /// YYYY-MM-DD.
        package var date: String
        package var to: String?

        package init(what: String, date: String, to: String? = nil) {
            (self.what, self.date, self.to) = (what, date, to)
        }
    }

    let superior: [Superior]

    package init(superior: [Superior]) { self.superior = superior }

    package func findings(_ reading: NoticeReading) -> [NoticeReading.Finding] {
        reading.deadlines.compactMap { deadline in
            // Days of one shape compare as text; of several the last decides.
            guard let own = deadline.date ?? deadline.expandedDates.max(),
                let earlier = superior.filter({ $0.date < own && Self.isSame($0.what, deadline.what) }).min(by: {
                    $0.date < $1.date
                })
            else { return nil }
            return Self.finding(own, earlier, deadline.source)
        }
    }

    static func finding(_ own: String, _ superior: Superior, _ source: NoticeReading.Source) -> NoticeReading.Finding {
        .init(
            rule: "deadline_after_superior", severity: .warning,
            message: "报送期限\(own)晚于上级要求的\(superior.date)（\(superior.what)），来不及汇总上报，请提前。", source: source)
    }

    /// Two names of one thing: the same kind of material, or mostly the same words.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let (first, second) = (kinds(one), kinds(other))
        if !first.isEmpty, !second.isEmpty { return !first.isDisjoint(with: second) }
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        guard short.count >= 2 else { return false }
        let pairs = zip(short, short.dropFirst()).map { "\($0)\($1)" }
        return long.contains(short) || pairs.count { long.contains($0) } * 5 >= pairs.count * 3
    }

    /// The kinds of material that it names.
    static func kinds(_ what: String) -> Set<NoticeReading.Material.Kind> {
        var text = NoticeText()
        for (index, scalar) in what.unicodeScalars.enumerated() { text.append(scalar, at: index) }
        let found = text.findAll(Lexicon.materialWords, 0..<text.count).compactMap {
            Lexicon.materialKinds[Word(text.keys[$0])]
        }
        return Set(found).subtracting([.other])
    }
}

/// The same within one text: 市计生协要求6月18日前上报, and the units below are asked for the 20th.
struct LateDeadlineRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        guard !context.superior.isEmpty else { return [] }
        let text = context.text
        return context.reading.deadlines.compactMap { deadline in
            guard let own = deadline.date ?? deadline.expandedDates.max() else { return nil }
            let range = text.range(of: deadline.source)
            let earlier = context.superior.first { superior in
                guard let date = superior.deadline.date, date < own else { return false }
                // What is summed up for the superior is what the same paragraph asks the units for.
                let isNear = abs(superior.object.range.lowerBound - range.lowerBound) <= 200
                let isSum = ["情况", "汇总", "材料"].contains { superior.deadline.what.contains($0) }
                return SuperiorDeadlineRule.isSame(superior.deadline.what, deadline.what) || isNear && isSum
            }
            guard let earlier, let date = earlier.deadline.date else { return nil }
            return SuperiorDeadlineRule.finding(own, .init(what: earlier.deadline.what, date: date), deadline.source)
        }
    }
}
