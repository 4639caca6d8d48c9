/// Something that does not look right, with room for a sentence about it. Its error is `explain.<id>` of the form's.
package struct FindingField: Hashable, Sendable {
    package var id: String
    /// 村居社区的慰问人数是去年的 9 倍
    package var message: String
    /// As typed.
    package var explanation: String

    package init(id: String, message: String, explanation: String = "") {
        self.id = id
        self.message = message
        self.explanation = explanation
    }
}

/// A doubt, and what the unit said to it.
package struct ExplainedFinding: Hashable, Sendable {
    /// The unit below that said it; missing for the one that reports.
    package var unit: String?
    package var message: String
    /// Missing when nobody said anything.
    package var explanation: String?

    package init(unit: String? = nil, message: String, explanation: String? = nil) {
        self.unit = unit
        self.message = message
        self.explanation = explanation
    }
}

/// A cell before and after a correction.
package struct CellChange: Hashable, Sendable {
    /// 村居社区，宣传人数
    package var label: String
    package var before: String
    package var after: String

    package init(label: String, before: String, after: String) {
        self.label = label
        self.before = before
        self.after = after
    }
}

func findingFields(_ findings: [FindingField], errors: FormErrors) -> Markup {
    """
    <section class="card" aria-labelledby="findings"><div class="hd"><h2 id="findings">看着不对的地方 \
    <span class="q">\(findings.count) 处</span></h2>\
    <p class="m sm">说一句原因，上级就不用再打电话问。</p></div>\
    <ul>\(each: findings, { findingField($0, errors) })</ul></section>
    """
}

private func findingField(_ finding: FindingField, _ errors: FormErrors) -> Markup {
    doubt(
        textField(
            Field(
                "explain.\(finding.id)", finding.message, value: finding.explanation, isOptional: true, errors: errors)
        ))
}

/// The unit's own in sight, those of units below in a fold: on a phone what can be done about it comes after them.
func explainedFindings(_ findings: [ExplainedFinding]) -> Markup {
    let own = findings.filter { $0.unit == nil }
    let below = findings.filter { $0.unit != nil }
    return """
        <section class="card" aria-labelledby="findings"><div class="hd"><h2 id="findings">看着不对的地方 \
        <span class="q">\(findings.count) 处</span></h2></div>\
        \(own.isEmpty ? nil : "<ul>\(each: own, explainedFinding)</ul>")\(below.isEmpty ? nil : findingsBelow(below))</section>
        """
}

private func findingsBelow(_ findings: [ExplainedFinding]) -> Markup {
    """
    <details class="fold"\(attribute("open", if: findings.count <= 3))><summary>下面单位的 \(findings.count) 处</summary>\
    <ul>\(each: findings, explainedFinding)</ul></details>
    """
}

private func explainedFinding(_ finding: ExplainedFinding) -> Markup {
    let answer: Markup =
        finding.explanation.map { "<p class=\"m\">说明：\($0)</p>" } ?? "<p>\(chip(Chip(.gap, "没有说明")))</p>"
    return doubt("<p>\(finding.unit.map { "<b>\($0)</b>　" })\(finding.message)</p>\(answer)")
}

/// - Parameter reason: why it was corrected, once that is known.
func correctionSection(_ changes: [CellChange], isCorrection: Bool, reason: String? = nil) -> Markup {
    """
    <section class="card flush" aria-labelledby="corrections"><div class="hd"><h2 id="corrections">\
    \(isCorrection ? "更正了哪些" : "比上次多了哪些") \
    <span class="q">\(changes.count) 格</span></h2>\
    \(reason.map { "<p class=\"m\">为什么：\($0)</p>" })</div>
    \(changes.isEmpty ? nil : correctionTable(changes))</section>
    """
}

func correctionTable(_ changes: [CellChange]) -> Markup {
    """
    <table class="tbl"><thead><tr><th class="lead" scope="col">哪一格</th><th class="r nw" scope="col">原来报的</th>\
    <th class="r nw tail" scope="col">现在的</th></tr></thead><tbody>\(each: changes, correctionRow)</tbody></table>
    """
}

private func correctionRow(_ change: CellChange) -> Markup {
    """
    <tr><th class="lead" scope="row">\(change.label)</th><td class="r">\(change.before)</td>\
    <td class="r b tail">\(change.after)</td></tr>
    """
}
