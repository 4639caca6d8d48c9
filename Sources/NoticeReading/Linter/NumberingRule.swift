/// A number used twice among siblings, or left out.
struct NumberingRule: LintRule {
    func findings(_ context: LintContext) -> [NoticeReading.Finding] {
        let sections = context.outline.sections
        var findings: [NoticeReading.Finding] = []
        var families = [context.outline.roots]
        families += sections.lazy.map(\.children).filter { !$0.isEmpty }
        for family in families {
            var last: [HeadingGrammar.Form: (number: Int, part: Int, place: Int, marker: Range<Int>)] = [:]
            for index in family {
                let section = sections[index]
                // 活动一、系列活动二 are names that hold a number.
                guard !section.marker.isEmpty, section.number > 0,
                    section.form.rawValue < HeadingGrammar.Form.phrase.rawValue
                else { continue }
                let heading = section.marker.lowerBound..<(section.heading?.upperBound ?? section.marker.upperBound)
                let previous = last[section.form].flatMap { $0.part == section.part ? $0 : nil }
                let place = (previous?.place ?? 0) + 1
                if let previous {
                    if section.number == previous.number {
                        findings.append(
                            context.finding(
                                "numbering_duplicate", .warning, "“\(context.text.string(section.marker))”出现了两次，请核对编号。",
                                heading))
                    } else if section.number == previous.number + 2, section.number != place {
                        findings.append(
                            context.finding(
                                "numbering_gap", .warning,
                                "“\(context.text.string(previous.marker))”后面直接是“\(context.text.string(section.marker))”，请核对是否漏条。",
                                heading))
                    }
                }
                last[section.form] = (
                    section.number, section.part, section.number == 1 ? 1 : place, section.marker
                )
            }
        }
        return findings
    }
}
