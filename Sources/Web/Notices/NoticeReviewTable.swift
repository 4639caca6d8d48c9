/// The activities that were read, each field open to correction.
package func reviewActivityTable(_ activities: [ReviewActivity], _ errors: FormErrors) -> Markup {
    """
    <section class="card flush" aria-labelledby="acts"><div class="hd"><h2 id="acts">活动 \
    <span class="q">\(activities.count) 项</span></h2><span class="m sm">不要的去掉勾</span></div>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="acts"><table role="table" class="tbl cards">\
    <thead role="rowgroup"><tr role="row">\(each: columns, column)</tr></thead>
    <tbody role="rowgroup">\(each: activities.enumerated(), { row($0.offset, $0.element, errors) })</tbody>\
    </table></div></section>
    """
}

private let columns = ["原文", "要不要", "活动", "哪些天", "几点", "在哪里", "预计", "类别"]

private func column(_ name: String) -> Markup { "<th role=\"columnheader\" scope=\"col\">\(name)</th>" }

private func row(_ place: Int, _ activity: ReviewActivity, _ errors: FormErrors) -> Markup {
    let number = place + 1
    func cell(_ name: String, _ label: String, _ value: String) -> Markup {
        """
        <td role="cell" class="wide" data-l="\(label)">\
        \(input("activity.\(place).\(name)", "第 \(number) 项，\(label)", value, errors))</td>
        """
    }
    return """
        <tr role="row"><td role="cell">\(activity.source.map { source($0, number) })\
        \(activity.isDoubtful ? chip(Chip(.gap, "要看一看")) : nil)</td>\
        <td role="cell"><label class="tick"><input type="checkbox" name="activity.\(place).include" value="1"\
        \(attribute("checked", if: activity.isIncluded))>\
        <span>要<span class="vh">第 \(number) 项</span></span></label></td>\
        \(cell("name", "活动", activity.name))\(cell("dates", "哪些天", activity.dates))\
        \(cell("time", "几点", activity.time))\(cell("venue", "在哪里", activity.venue))\
        \(cell("headcount", "预计", activity.headcount))\
        <td role="cell" class="wide" data-l="类别"><select class="in sml" id="activity.\(place).category" \
        name="activity.\(place).category" aria-label="第 \(number) 项，类别">\
        \(each: activity.categories, option)</select></td></tr>
        """
}

private func source(_ source: SourceLink, _ number: Int) -> Markup {
    "<a class=\"n\" href=\"#\(source.id)\" aria-label=\"看原文，第 \(number) 项\">\(number)</a>"
}

private func input(_ name: String, _ label: String, _ value: String, _ errors: FormErrors) -> Markup {
    let field = Field(name, label, value: value, errors: errors)
    return """
        \(field.errorLine)<input class="in sml"\(field.attributes) value="\(value)" aria-label="\(label)" \
        autocomplete="off">
        """
}
