/// A task of the year with how units get on with it.
package struct TaskView: Hashable, Sendable {
    package struct Note: Hashable, Sendable {
        package var unit: String, when: String, text: String
        package init(unit: String, when: String, text: String) {
            self.unit = unit
            self.when = when
            self.text = text
        }
    }

    package var id: String
    package var name: String
    package var indicators: [String]
    package var owner: String?
    package var notes: [Note]
    /// Of the units below, how many wrote something: 下面 9 个单位，写了进展的 4 个
    package var below: String?

    package init(
        id: String, name: String, indicators: [String] = [], owner: String? = nil, notes: [Note] = [],
        below: String? = nil
    ) {
        self.id = id
        self.name = name
        self.indicators = indicators
        self.owner = owner
        self.notes = notes
        self.below = below
    }
}

/// Tasks under one heading.
package struct TaskArea: Hashable, Sendable {
    package var name: String
    package var tasks: [TaskView]
    package init(name: String, tasks: [TaskView]) {
        self.name = name
        self.tasks = tasks
    }
}

/// 重点任务, area by area in the order of the paper.
func taskSections(
    _ areas: [TaskArea], csrf: String, canNote: Bool, error: NoticePage.NoteError? = nil
) -> Markup {
    "\(each: areas.enumerated(), { area($0.offset, $0.element, csrf, canNote, error) })"
}

private func area(
    _ place: Int, _ area: TaskArea, _ csrf: String, _ canNote: Bool, _ error: NoticePage.NoteError?
) -> Markup {
    """
    <section class="card stack" aria-labelledby="area-\(place)"><h2 id="area-\(place)">\(area.name)</h2>\
    \(each: area.tasks, { task($0, csrf, canNote, error?.task == $0.id ? error : nil) })</section>
    """
}

private func task(
    _ task: TaskView, _ csrf: String, _ canNote: Bool, _ error: NoticePage.NoteError?
) -> Markup {
    let errors = error.map { FormErrors([FieldError("body-" + task.id, $0.message)]) } ?? .none
    let form: Markup = """
        <form method="post" action="\(Paths.taskProgress(task.id))" class="stack tight-stack">\(csrfField(csrf))\
        \(textArea(Field("body", "写一句进展", value: error?.body ?? "", id: "body-" + task.id, errors: errors)))\
        <button class="btn two">存下进展</button></form>
        """
    return """
        <div class="stack tight-stack" id="task-\(task.id)"><h3>\(task.name)</h3>\
        \(task.indicators.isEmpty ? nil : indicators(task.indicators))\
        \(task.owner.map { "<p class=\"m sm\">负责：\($0)</p>" })\(task.below.map { "<p class=\"m sm\">\($0)</p>" })\
        \(task.notes.isEmpty ? nil : notes(task.notes))\
        \(canNote ? "<details class=\"fold\"\(attribute("open", if: error != nil))><summary>写进展</summary>\(form)</details>" : nil)</div>
        """
}

private func indicators(_ lines: [String]) -> Markup {
    "<p class=\"row\">\(each: lines, { chip(Chip(.plain, $0)) })</p>"
}

private func notes(_ notes: [TaskView.Note]) -> Markup {
    """
    <ul class="list">\(each: notes, { "<li><span class=\"t\">\($0.text)</span><span class=\"q sm nw\">\($0.unit) \($0.when)</span></li>" })</ul>
    """
}

/// 每年的日子, in order of the calendar.
func daySection(_ days: [Fact]) -> Markup {
    """
    <section class="card" aria-labelledby="days"><div class="hd"><h2 id="days">每年的日子</h2></div>\(facts(days))</section>
    """
}
