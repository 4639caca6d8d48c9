/// 提醒 for one unit, or that it was reminded today.
package enum Remind: Hashable, Sendable {
    case offer(href: String)
    case done
}

/// - Parameter unit: for those who do not see the row.
package func remind(_ remind: Remind, _ unit: String) -> Markup {
    switch remind {
    case .offer(let href): "<a class=\"btn two sml\" href=\"\(href)\">提醒<span class=\"vh\">：\(unit)</span></a>"
    case .done: "<span class=\"q sm nw\">今天提醒过了</span>"
    }
}

/// Everybody who was not reminded today; nil when there is nobody.
package func remindAll(_ link: Link?) -> Markup? {
    link.map { "<a class=\"btn two sml\" href=\"\($0.href)\">\(icon("bell"))\($0.text)</a>" }
}
