/// A task of a 工作要点, as it can be corrected.
package struct ReviewTask: Hashable, Sendable {
    package var area: String, name: String, indicators: String, owner: String
    package var isIncluded: Bool
    package var source: SourceLink?

    package init(
        area: String = "", name: String = "", indicators: String = "", owner: String = "", isIncluded: Bool = true,
        source: SourceLink? = nil
    ) {
        self.area = area
        self.name = name
        self.indicators = indicators
        self.owner = owner
        self.isIncluded = isIncluded
        self.source = source
    }
}

package struct ReviewDay: Hashable, Sendable {
    package var name: String, date: String
    package init(name: String = "", date: String = "") {
        self.name = name
        self.date = date
    }
}

/// The tasks and yearly days of an annual plan.
func reviewTasks(_ tasks: [ReviewTask], _ days: [ReviewDay], _ errors: FormErrors) -> Markup {
    """
    <section class="card stack" aria-labelledby="tasks"><div class="hd"><h2 id="tasks">重点任务 \
    <span class="q">\(tasks.count) 项</span></h2><button class="btn three sml" name="action" value="add.task">加一项</button>\
    </div>\(each: tasks.enumerated(), { task($0.offset, $0.element, errors) })</section>
    <section class="card stack" aria-labelledby="days"><div class="hd"><h2 id="days">每年的日子 \
    <span class="q">\(days.count) 个</span></h2><button class="btn three sml" name="action" value="add.day">加一个</button>\
    </div>\(each: days.enumerated(), { day($0.offset, $0.element, errors) })</section>
    """
}

private func task(_ place: Int, _ task: ReviewTask, _ errors: FormErrors) -> Markup {
    let name = "task.\(place)."
    return """
        <fieldset class="stack tight-stack" data-mark="\(task.source.map(\.id) ?? "")"><legend class="vh">第 \(place + 1) 项</legend>
        <div class="row"><label class="tick"><input type="checkbox" name="\(name)include" value="1"\
        \(attribute("checked", if: task.isIncluded))><span>要<span class="vh">第 \(place + 1) 项任务</span></span></label>\
        \(task.source.map(sourceLink))</div>
        \(textField(Field(name + "area", "哪方面", value: task.area, errors: errors)))
        \(textField(Field(name + "name", "做什么", value: task.name, errors: errors)))
        <div class="pair">\(textArea(Field(name + "indicators", "指标，一行一个", value: task.indicators, isOptional: true, errors: errors)))
        \(textField(Field(name + "owner", "谁负责", value: task.owner, isOptional: true, errors: errors)))</div></fieldset>
        """
}

private func day(_ place: Int, _ day: ReviewDay, _ errors: FormErrors) -> Markup {
    """
    <div class="pair">\(textField(Field("day.\(place).name", "什么日子", value: day.name, errors: errors)))
    \(textField(Field("day.\(place).date", "哪天", value: day.date, hint: "农历的日子自己填", isOptional: true, errors: errors)))</div>
    """
}
