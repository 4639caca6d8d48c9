/// One change of a unit, as it is told later.
package struct UnitChangeLine: Hashable, Sendable {
    /// 2025年3月1日
    package var date: String
    /// 从 某某镇 划到 金乡街道：因为…
    package var text: String
    package var by: String

    package init(date: String, text: String, by: String) {
        self.date = date
        self.text = text
        self.by = by
    }
}

/// A field that travels through the confirmation.
package struct HiddenField: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What a change will do, in numbers.
package struct UnitChangeConfirmation: Hashable, Sendable {
    /// 把 金乡街道 划到 鱼台县
    package var heading: String
    /// 19 个村跟着过去。
    package var consequences: [String]
    package var fields: [HiddenField]

    package init(heading: String, consequences: [String], fields: [HiddenField]) {
        self.heading = heading
        self.consequences = consequences
        self.fields = fields
    }
}

/// 改名、划转、合并、拆分、撤销: the history of a unit, and a form for each kind of change.
package struct UnitChangesPage: Hashable, Sendable {
    package var csrf: String
    package var path: [Link]
    package var unit: String
    package var unitName: String
    /// A unit that was merged or closed has a history only.
    package var isClosed: Bool
    package var history: [UnitChangeLine]
    /// Units below, which may go to the new one in a split.
    package var children: [Choice]
    /// The kind whose form came back with errors or was not confirmed: rename, move, merge, split, close.
    package var openKind: String?
    /// What was typed in the form of `openKind`, by field name.
    package var typed: [HiddenField]
    /// The date in forms that were not sent yet.
    package var today: String
    package var errors: FormErrors
    package var confirmation: UnitChangeConfirmation?

    package init(
        csrf: String, path: [Link] = [], unit: String, unitName: String, isClosed: Bool = false,
        history: [UnitChangeLine] = [], children: [Choice] = [], openKind: String? = nil, typed: [HiddenField] = [],
        today: String = "", errors: FormErrors = .none, confirmation: UnitChangeConfirmation? = nil
    ) {
        self.csrf = csrf
        self.path = path
        self.unit = unit
        self.unitName = unitName
        self.isClosed = isClosed
        self.history = history
        self.children = children
        self.openKind = openKind
        self.typed = typed
        self.today = today
        self.errors = errors
        self.confirmation = confirmation
    }
}

package func unitChangesPage(_ page: UnitChangesPage) -> Markup {
    if let confirmation = page.confirmation { return unitChangeConfirmation(confirmation, page) }
    return """
        \(crumb(page.path + [Link(page.unitName, Paths.unit(page.unit))], "变更", label: "单位"))
        <div class="title"><h1>\(page.unitName)的变更</h1>\
        <p class="m">以前记的、报的都留着；确认以后马上起作用。</p></div>
        \(errorSummary(page.errors))
        \(page.isClosed ? note(Note(.plain, "这个单位已经撤了，只能看以前的变更。")) : unitChangeForms(page))
        <section class="card" aria-labelledby="before"><div class="hd"><h2 id="before">以前的变更</h2></div>
        \(page.history.isEmpty
            ? "<p class=\"m\">没有变过。</p>" : "<ul class=\"list\">\(each: page.history, historyLine)</ul>")</section>
        """
}

private func historyLine(_ line: UnitChangeLine) -> Markup {
    "<li><span class=\"t\">\(line.text)<br><span class=\"q sm\">\(line.date)　\(line.by)</span></span></li>"
}

private func unitChangeConfirmation(_ confirmation: UnitChangeConfirmation, _ page: UnitChangesPage) -> Markup {
    """
    <div class="title"><h1>\(confirmation.heading)</h1><p class="m">再看一眼，按了“确认”才算。</p></div>
    <section class="card stack" aria-label="会变什么"><ul class="list">\
    \(each: confirmation.consequences, { "<li><span class=\"t\">\($0)</span></li>" })</ul>
    <form class="stack tight-stack" method="post" action="\(Paths.unitChanges(page.unit))">\(csrfField(page.csrf))\
    \(each: confirmation.fields, { hidden($0.name, $0.value) })
    <button class="btn big full" name="confirm" value="yes">确认</button>\
    <button class="btn two full" name="confirm" value="no">再看看</button></form></section>
    """
}
