/// Something in the notice that a person should look at.
package struct ReviewFinding: Hashable, Sendable {
    /// What is wrong, as a sentence.
    package var title: String
    /// What stands there, in a few words.
    package var quote: String
    /// Why it matters.
    package var why: String
    package var source: SourceLink?
    /// Why it is let stand, as typed.
    package var reason: String
    package var isDecided: Bool
    /// By a changed value, so that there is nothing to think over again.
    package var isSettled: Bool
    /// It cannot go down without a reason.
    package var needsReason: Bool
    /// 只是提醒: nothing has to be decided.
    package var isHint: Bool

    package init(
        title: String, quote: String = "", why: String = "", source: SourceLink? = nil, reason: String = "",
        isDecided: Bool = false, isSettled: Bool = false,
        needsReason: Bool = false, isHint: Bool = false
    ) {
        self.title = title
        self.quote = quote
        self.why = why
        self.source = source
        self.reason = reason
        self.isDecided = isDecided
        self.isSettled = isSettled
        self.needsReason = needsReason
        self.isHint = isHint
    }
}

/// 要你拿主意, undecided first, and below 只是提醒. Places are those in the reading.
func reviewFindings(_ findings: [ReviewFinding], _ errors: FormErrors) -> Markup {
    let all = Array(findings.enumerated())
    let asked = all.filter { !$0.element.isHint }
    let ordered = asked.filter { !$0.element.isDecided } + asked.filter(\.element.isDecided)
    let hints = all.filter(\.element.isHint)
    return "\(ordered.isEmpty ? nil : asking(ordered, errors))\(hints.isEmpty ? nil : reminding(hints))"
}

private typealias Placed = (offset: Int, element: ReviewFinding)

private func asking(_ findings: [Placed], _ errors: FormErrors) -> Markup {
    let open = findings.count { !$0.element.isDecided }
    return """
        <section class="card" aria-labelledby="look"><div class="hd"><h2 id="look">要你拿主意 \
        <span class="q">\(open == 0 ? "都定了" : "还剩 \(open) 处")</span></h2></div>\
        \(each: findings, { finding($0, errors) })</section>
        """
}

private func finding(_ placed: Placed, _ errors: FormErrors) -> Markup {
    let (place, finding) = (placed.offset, placed.element)
    let name = "finding.\(place).reason"
    let reason = Field(
        name, finding.needsReason ? "为什么保持原样" : "为什么保持原样，可不写", value: finding.reason, errors: errors)
    let open: Markup = """
        <div class="row">\(textField(reason))\
        <button class="btn two sml" name="action" value="keep.\(place)">保持原样</button></div>
        """
    let settled: Markup = "<p><span class=\"chip ok\">已定：\(finding.reason)</span></p>"
    let decided: Markup = """
        <div class="row"><span class="chip ok">\
        \(finding.reason.isEmpty ? "已定：保持原样" : "已定：保持原样，\(finding.reason)")</span>\
        \(hidden(name, finding.reason))\
        <button class="btn three sml" name="action" value="reopen.\(place)">改主意</button></div>
        """
    return """
        <div class="lint\(finding.isDecided ? " ok" : "")" id="finding.\(place)" tabindex="-1">\
        \(icon(finding.isDecided ? "ring" : "flag"))<div><p><b>\(finding.title)</b> \(finding.source.map(sourceLink))</p>\
        \(finding.quote.isEmpty ? nil : "<p class=\"m sm song\">原文：\(finding.quote)</p>")\
        \(finding.why.isEmpty ? nil : "<p class=\"m sm\">\(finding.why)</p>")\(finding.isSettled ? settled : finding.isDecided ? decided : open)</div>\
        </div>
        """
}

private func reminding(_ findings: [Placed]) -> Markup {
    """
    <section class="card" aria-labelledby="hints"><div class="hd"><h2 id="hints">只是提醒</h2></div><ul class="list">\
    \(each: findings, hint)</ul></section>
    """
}

private func hint(_ placed: Placed) -> Markup {
    """
    <li id="finding.\(placed.offset)"><span>\(placed.element.title) \(placed.element.source.map(sourceLink))</span></li>
    """
}
