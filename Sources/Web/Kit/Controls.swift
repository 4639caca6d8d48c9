/// A word to press and where it leads.
package struct Link: Hashable, Sendable {
    package var text: String
    package var href: String

    package init(_ text: String, _ href: String) {
        self.text = text
        self.href = href
    }
}

/// `text`, as a link when there is somewhere to go.
///
/// Not `href.map { … } ?? …` in an interpolation: there the compiler takes the literals for strings and escapes them.
package func linked(_ text: String, _ href: String?, class style: String? = nil) -> Markup {
    guard let href else { return "\(text)" }
    return "<a\(attribute("class", style)) href=\"\(href)\">\(text)</a>"
}

/// A state: a shape and a word.
package struct Chip: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// Nothing yet: an empty ring.
        case open = ""
        case ok, half, gap, back, off, plain
    }

    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

package func chip(_ chip: Chip) -> Markup {
    "<span class=\"chip\(chip.kind == .open ? "" : " " + chip.kind.rawValue)\">\(chip.text)</span>"
}

/// A line at the top or beside a block. `amber`: something waits for a decision; `brick`: wrong or returned.
package struct Note: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case plain = ""
        case amber, ok, brick
    }

    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

package func note(_ note: Note) -> Markup {
    let symbol =
        switch note.kind {
        case .plain: "wait"
        case .amber, .brick: "flag"
        case .ok: "ring"
        }
    return """
        <p class="note\(note.kind == .plain ? "" : " " + note.kind.rawValue)">\(icon(symbol))\
        <span>\(note.text)</span></p>
        """
}

/// ` name="value"`, or nothing.
package func attribute(_ name: String, _ value: String?) -> Markup? {
    value.map { " \(name)=\"\($0)\"" }
}

/// ` name`, as in `checked`, when `on`.
package func attribute(_ name: String, if on: Bool) -> Markup? {
    on ? " \(name)" : nil
}

/// The lines of `text`, with `<br>` between them.
package func lines(_ text: String) -> Markup {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    return "\(parts.first.map { "\(String($0))" })\(each: parts.dropFirst(), { "<br>\(String($0))" })"
}

/// 主题“提升托育服务质量 共建生育友好社会”, broken only between its halves.
package func theme(_ parts: [String]) -> Markup? {
    guard let last = parts.last else { return nil }
    return "主题“\(each: parts.dropLast(), { "<span class=\"nw\">\($0)</span> " })<span class=\"nw\">\(last)”</span>"
}

/// Where a page stands: the last item is plain text.
package func crumb(_ superiors: [Link], _ here: String, label: String = "位置") -> Markup {
    """
    <nav aria-label="\(label)"><ol class="crumb">\
    \(each: superiors, { "<li><a href=\"\($0.href)\">\($0.text)</a></li>" })<li>\(here)</li></ol></nav>
    """
}

/// Keyset paging: there is no page number, only a way on and a way back to the start.
package struct Pager: Hashable, Sendable {
    package var firstHref: String?
    package var nextHref: String?
    /// 共 37 条
    package var total: String?

    package init(firstHref: String? = nil, nextHref: String? = nil, total: String? = nil) {
        self.firstHref = firstHref
        self.nextHref = nextHref
        self.total = total
    }
}

package func pager(_ pager: Pager) -> Markup? {
    guard pager.firstHref != nil || pager.nextHref != nil || pager.total != nil else { return nil }
    return """
        <nav class="pager" aria-label="翻页">\(pager.firstHref.map { "<a href=\"\($0)\">第一页</a>" })\
        \(pager.nextHref.map { "<a href=\"\($0)\" rel=\"next\">下一页</a>" })\
        \(pager.total.map { "<span class=\"q sm\">\($0)</span>" })</nav>
        """
}

/// Nothing here yet: what it is, what to do.
package func emptyState(icon symbol: String, _ title: String, _ help: String, action: Link? = nil) -> Markup {
    """
    <div class="empty">\(icon(symbol))<p><b>\(title)</b></p><p class="m sm">\(help)</p>\
    \(action.map { "<a class=\"btn two\" href=\"\($0.href)\">\($0.text)</a>" })</div>
    """
}

/// A thing to do. The whole card is the link when `href` is there.
package struct Todo: Hashable, Sendable {
    package var chip: Chip
    package var title: String
    package var hint: String?
    package var href: String
    /// 去记, 去看
    package var verb: String

    package init(chip: Chip, title: String, hint: String? = nil, href: String, verb: String = "去看") {
        self.chip = chip
        self.title = title
        self.hint = hint
        self.href = href
        self.verb = verb
    }
}

package func todo(_ todo: Todo) -> Markup {
    """
    <article class="todo">\(chip(todo.chip))<h3><a href="\(todo.href)">\(todo.title)</a></h3>\
    \(todo.hint.map { "<p class=\"m sm\">\($0)</p>" })<span class="go">\(todo.verb)\(icon("go"))</span></article>
    """
}
