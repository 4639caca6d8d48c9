/// An activity that was read, as it can be corrected.
package struct ReviewActivity: Hashable, Sendable {
    package var name: String
    package var dates: String
    package var time: String
    package var venue: String
    package var headcount: String
    package var headUnit: String, per: String, audience: String, partners: String, output: String
    package var categories: [Choice]
    package var isIncluded: Bool
    package var isDoubtful: Bool
    package var source: SourceLink?

    package init(
        name: String = "", dates: String = "", time: String = "", venue: String = "", headcount: String = "",
        headUnit: String = "", per: String = "", audience: String = "", partners: String = "", output: String = "",
        categories: [Choice] = [], isIncluded: Bool = true, isDoubtful: Bool = false, source: SourceLink? = nil
    ) {
        self.name = name
        self.dates = dates
        self.time = time
        self.venue = venue
        self.headcount = headcount
        self.headUnit = headUnit
        self.per = per
        self.audience = audience
        self.partners = partners
        self.output = output
        self.categories = categories
        self.isIncluded = isIncluded
        self.isDoubtful = isDoubtful
        self.source = source
    }
}

/// The activities that were read, each field open to correction.
package func reviewActivities(_ activities: [ReviewActivity], _ errors: FormErrors) -> Markup {
    """
    <section class="card" aria-labelledby="acts"><div class="hd"><h2 id="acts">活动 \
    <span class="q">\(activities.count) 项</span></h2><span class="m sm">不要的去掉勾</span>\
    <button class="btn three sml" name="action" value="add.activity">加一项</button></div>
    \(activities.isEmpty ? noActivities : "\(each: activities.enumerated(), { row($0.offset, $0.element, errors) })")\
    </section>
    """
}

private let noActivities: Markup = """
    \(emptyState(icon: "cal", "没认出活动", "原文里没写活动也能确认，以后记的都算计划以外的。"))
    """

private func row(_ place: Int, _ activity: ReviewActivity, _ errors: FormErrors) -> Markup {
    let number = place + 1
    func cell(_ name: String, _ label: String, _ value: String, _ span: String = "") -> Markup {
        let field = Field("activity.\(place).\(name)", label, value: value, errors: errors)
        return """
            <label class="\(span)" for="\(field.id)"><span class="m sm">\(label)</span>\(field.errorLine)\
            <input class="in sml"\(field.attributes) value="\(value)" autocomplete="off"></label>
            """
    }
    return """
        <fieldset class="act" data-mark="\(activity.source.map(\.id) ?? "")"><legend class="vh">第 \(number) 项</legend>
        <div class="row all">\(activity.source.map { source($0, number) })<label class="tick">\
        <input type="checkbox" name="activity.\(place).include" value="1"\(attribute("checked", if: activity.isIncluded))>\
        <span>要<span class="vh">第 \(number) 项</span></span></label>\
        \(activity.isDoubtful ? chip(Chip(.gap, "要看一看")) : nil)</div>\
        \(cell("name", "活动", activity.name, "half"))\(cell("dates", "哪些天", activity.dates, "half"))\
        \(cell("time", "几点", activity.time))\(cell("headcount", "预计多少", activity.headcount))\
        \(cell("venue", "在哪里", activity.venue, "half"))\
        <label class="half" for="activity.\(place).category"><span class="m sm">类别</span>\
        <select class="in sml" id="activity.\(place).category" name="activity.\(place).category">\
        \(each: activity.categories, option)</select></label>\
        <details class="fold more half"\(attribute("open", if: hasError(place, errors)))>\
        <summary>\(more(activity))</summary><div class="stack tight-stack">\
        \(cell("unit", "数的单位", activity.headUnit))\(cell("per", "每场还是合计", activity.per))\
        \(cell("audience", "给谁办", activity.audience))\(cell("partners", "和谁一起办", activity.partners))\
        \(cell("output", "要出的东西", activity.output))</div></details></fieldset>
        """
}

private func hasError(_ place: Int, _ errors: FormErrors) -> Bool {
    ["unit", "per", "audience", "partners", "output"].contains { errors["activity.\(place).\($0)"] != nil }
}

/// What the fold holds, so that nobody has to open it to know.
private func more(_ activity: ReviewActivity) -> String {
    let known = [activity.audience, activity.partners, activity.per, activity.output]
        .filter { !$0.isEmpty }
    return known.isEmpty ? "给谁办、和谁办" : known.joined(separator: "；")
}

private func source(_ source: SourceLink, _ number: Int) -> Markup {
    "<a class=\"n\" href=\"#\(source.id)\" aria-label=\"看原文，第 \(number) 项\">\(number)</a>"
}
