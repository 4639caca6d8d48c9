/// How often a channel is to publish, and did.
package struct PostingLine: Hashable, Sendable {
    package var id: String
    /// 某某县计生协（公众号）
    package var name: String
    /// 每周 2 至 3 条; missing when nothing was agreed.
    package var plan: String?
    /// 1 条
    package var thisWeek: String
    /// The last four weeks, oldest first: 3, 2, 1, 2.
    package var lastWeeks: [String]
    /// 还差 1 条
    package var shortfall: String?

    package init(
        id: String, name: String, plan: String? = nil, thisWeek: String, lastWeeks: [String] = [],
        shortfall: String? = nil
    ) {
        self.id = id
        self.name = name
        self.plan = plan
        self.thisWeek = thisWeek
        self.lastWeeks = lastWeeks
        self.shortfall = shortfall
    }

    static let samples = [
        PostingLine(
            id: "ch1", name: "某某县计生协（公众号）", plan: "每周 2 至 3 条", thisWeek: "1 条", lastWeeks: ["3", "2", "1", "2"],
            shortfall: "还差 1 条"),
        PostingLine(id: "ch2", name: "某某县计生协（网站）", thisWeek: "0 条", lastWeeks: ["0", "1", "0", "0"]),
    ]
}

/// As typed.
package struct PostingForm: Hashable, Sendable {
    package var channel: String
    package var least: String
    package var most: String

    package init(channel: String = "", least: String = "", most: String = "") {
        self.channel = channel
        self.least = least
        self.most = most
    }
}

func postingSection(_ page: ChannelsPage) -> Markup {
    """
    <section class="card" aria-labelledby="posting"><div class="hd"><h2 id="posting">更新计划</h2>\
    <span class="m sm">数的是媒体稿件里记的</span></div>
    <ul class="list">\(each: page.plans, postingLine)</ul>
    \(planForm(page))</section>
    """
}

private func postingLine(_ line: PostingLine) -> Markup {
    """
    <li><span class="t"><b>\(line.name)</b><br><span class="m sm">\(line.plan ?? "还没定每周几条")</span></span>\
    <span class="nw">本周 \(line.thisWeek)</span>\(line.shortfall.map { chip(Chip(.gap, $0)) })\
    \(line.lastWeeks.isEmpty ? nil : lastWeeks(line.lastWeeks))</li>
    """
}

private func lastWeeks(_ weeks: [String]) -> Markup {
    """
    <span class="q sm entry">前 \(weeks.count) 周，从远到近：\(weeks.joined(separator: "、")) 条</span>
    """
}

private func planForm(_ page: ChannelsPage) -> Markup {
    let typed = page.planForm
    let hasError = ["channel", "least", "most"].contains { page.errors[$0] != nil }
    let isOpen = hasError || !typed.least.isEmpty || !typed.most.isEmpty
    return """
        <details class="fold"\(attribute("open", if: isOpen))><summary>定每周几条</summary>\
        <form class="form" method="post" action="\(Paths.postingPlan)">\(csrfField(page.csrf))
        \(selectField(Field("channel", "哪个账号", errors: page.errors), page.plans.map {
            Choice($0.id, $0.name, isSelected: $0.id == typed.channel)
        }))
        <div class="pair">\(numberField(Field("least", "每周最少几条", value: typed.least, errors: page.errors)))\
        \(numberField(Field("most", "每周最多几条", value: typed.most, errors: page.errors)))</div>
        <button class="btn two full">定下来</button></form></details>
        """
}
