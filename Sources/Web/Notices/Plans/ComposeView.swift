package func composePage(_ page: ComposePage) -> Markup {
    """
    \(crumb([Link("通知", Paths.notices)], page.heading))
    <div class="title"><h1>\(page.heading)</h1><p class="m">\(page.summary)</p></div>
    <ol class="steps"><li aria-current="step">1 定条款</li><li>2 成文、核对</li><li>3 发下去</li></ol>
    \(errorSummary(page.errors))\(page.conflict.map { note(Note(.amber, $0)) })
    <form class="stack" method="post" action="\(Paths.noticeCompose(page.id))" data-keep>\(csrfField(page.csrf))\
    \(hidden("version", page.version))<button name="action" value="stay" hidden>存</button>
    \(page.replaced.map { replacedNote($0) })\(page.lastYear.map { lastYearNote($0) })
    \(each: page.groups, { group($0, page) })
    \(page.candidates.isEmpty ? nil : candidateSection(page))
    \(dueSection(page))
    \(headSection(page))
    <section class="card row keepbar" aria-label="存或成文"><p class="m aside" data-kept role="status">\
    \(page.isComposed ? replaces : "没定的可以先存着。成文以后还能回来改。")</p>\
    <button class="btn two" name="action" value="save">存着下次再写</button>\
    <button class="btn" name="action" value="compose">成文，去核对</button></section>
    <p><button class="btn three" name="action" value="discard">不写了，删掉草稿</button></p>
    </form>
    <p class="toast noprint" data-toast hidden></p>
    """
}

private let replaces = "成过文了。再成文一次，核对那一页改过的会换成新的。"

private func replacedNote(_ text: String) -> Markup {
    """
    <div class="lint">\(icon("flag"))<div><p><b>\(text)</b></p><p class="m sm">照写的跟着换，改写过的留着，改了的都标出来。</p>\
    <div class="row"><button class="btn two sml" name="action" value="follow">换成新的一版</button></div></div></div>
    """
}

private func lastYearNote(_ plan: Choice) -> Markup {
    """
    <div class="lint ok">\(icon("doc"))<div><p><b>去年的《\(plan.label)》已经用上了</b></p>\
    <p class="m sm">对得上的条款填了去年的写法，去年自己加的也在，都标了“去年”。</p>\
    <div class="row"><button class="btn two sml" name="action" value="remove.\(plan.value)">不用去年的</button></div></div></div>
    """
}

// MARK: Clauses

private func group(_ group: ComposeGroup, _ page: ComposePage) -> Markup {
    """
    <section class="card" aria-labelledby="base-\(group.id)"><div class="hd"><h2 id="base-\(group.id)">\
    <a href="\(group.href)">\(group.title)</a> <span class="q">\(group.number.map { "\($0)" })</span></h2>\
    \(group.note.map { chip(Chip(.plain, $0)) })\
    \(group.canRemove ? remove(group) : nil)</div>
    \(group.entries.isEmpty ? noEntries : "\(each: group.entries, { clause($0.id, $0.entry, page.errors) })")</section>
    """
}

private let noEntries: Markup = "<p class=\"m\">能对上的写法都填到上面的条款里了。</p>"

private func remove(_ group: ComposeGroup) -> Markup {
    """
    <button class="btn three sml" name="action" value="remove.\(group.id)">不用这份<span class="vh">：\(group.title)</span>\
    </button>
    """
}

private func clause(_ id: Int, _ entry: ComposeEntry, _ errors: FormErrors) -> Markup {
    entry.original == nil ? ownClause(id, entry, errors) : takenClause(id, entry, errors)
}

private func takenClause(_ id: Int, _ entry: ComposeEntry, _ errors: FormErrors) -> Markup {
    let name = "entry.\(id)."
    let field = Field(name + "choice", "第 \(entry.number) 条怎么写", errors: errors)
    let choices = [("keep", "照写"), ("change", "改写"), ("leave", "不写")].map {
        Choice($0.0, $0.1, isSelected: $0.0 == entry.choice)
    }
    return """
        <div class="clause" id="entry.\(id)"><div>\(clauseHead(entry))\
        <p class="song">\(lines(entry.original ?? ""))</p></div>
        <fieldset class="field"><legend class="vh">\(field.label)</legend><div class="seg tight">\
        \(each: numbered(choices), { radio($0, field, { "<span>\($0.label)</span>" }) })</div></fieldset>
        \(entry.isRequired ? leftNote(entry.choice == "leave") : nil)
        <div class="rewrite">\(textArea(Field(name + "text", "改成", value: entry.text, errors: errors)))</div>
        \(duty(name, entry, errors))\(addButton(id, entry))</div>
        """
}

/// Shown when it is left out; with `:has` the page shows it as soon as that is chosen.
private func leftNote(_ isLeft: Bool) -> Markup {
    "<p class=\"note amber left\(isLeft ? " on" : "")\">\(icon("flag"))<span>这条是规定动作，不写也能成文，上级看得到。</span></p>"
}

private func ownClause(_ id: Int, _ entry: ComposeEntry, _ errors: FormErrors) -> Markup {
    let name = "entry.\(id)."
    let levels = [(1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）")].map {
        Choice("\($0.0)", $0.1, isSelected: $0.0 == entry.level)
    }
    return """
        <div class="clause own" id="entry.\(id)"><div>\(clauseHead(entry))\
        \(textArea(Field(name + "text", "自己加的一条", value: entry.text, hint: "不要就清空", errors: errors)))</div>
        \(selectField(Field(name + "level", "编号", errors: errors), levels))
        \(duty(name, entry, errors))\(addButton(id, entry))</div>
        """
}

private func clauseHead(_ entry: ComposeEntry) -> Markup {
    """
    <p class="row">\(entry.original == nil ? nil : "<b>\(entry.number)</b>")\
    \(entry.isRequired ? chip(Chip(.plain, "规定动作")) : nil)\(entry.hint.map { chip(Chip(.gap, $0)) })</p>
    """
}

private func duty(_ name: String, _ entry: ComposeEntry, _ errors: FormErrors) -> Markup {
    let known = [entry.owner, entry.partners].filter { !$0.isEmpty }.joined(separator: "，")
    return """
        <details class="fold line"\(attribute("open", if: errors[name + "owner"] != nil || errors[name + "partners"] != nil))>\
        <summary>谁负责 <span class="q sm">\(known)</span></summary><div class="pair">\
        \(textField(Field(name + "owner", "责任岗位", value: entry.owner, hint: "写岗位，不写人名", isOptional: true, errors: errors)))\
        \(textField(Field(name + "partners", "协同部门", value: entry.partners, hint: "比如 民政部门、妇联", isOptional: true, errors: errors)))\
        </div></details>
        """
}

private func addButton(_ id: Int, _ entry: ComposeEntry) -> Markup {
    """
    <p class="more-clause"><button class="btn three sml" name="action" value="add.\(id)">在后面加一条<span class="vh">：\
    \(entry.number.isEmpty ? "自己加的" : entry.number)</span></button></p>
    """
}

private func candidateSection(_ page: ComposePage) -> Markup {
    """
    <section class="card form" aria-labelledby="more"><div class="hd"><h2 id="more">还有别的依据</h2></div>\
    <p class="m sm">几个上级都发了通知，可以写进一个方案。去年自己的方案也能拿来用。</p>
    \(selectField(Field("base", "加哪一份", errors: page.errors), page.candidates))
    <button class="btn two" name="action" value="base">加上这份</button></section>
    """
}

// MARK: Deadlines and head

private func dueSection(_ page: ComposePage) -> Markup {
    """
    <section class="card stack" aria-labelledby="due"><div class="hd"><h2 id="due">下级哪天前报 \
    <span class="q">\(page.dues.count) 样</span></h2>\
    <button class="btn three sml" name="action" value="due">加一样</button></div>
    \(page.chain.isEmpty ? nil : chain(page.chain))
    \(page.ownDays.map { ownDays($0, page.errors) })
    \(each: page.dues.enumerated(), { dueRow($0.offset, $0.element, page.errors) })</section>
    """
}

private func ownDays(_ days: String, _ errors: FormErrors) -> Markup {
    """
    <div class="row">\(numberField(Field("own_days", "给自己留几天", value: days, hint: "从上级的时限往前推", errors: errors)))\
    <button class="btn two sml" name="action" value="dues">按这个重新推</button></div>
    """
}

private func dueRow(_ place: Int, _ due: ComposeDue, _ errors: FormErrors) -> Markup {
    let name = "due.\(place)."
    return """
        <fieldset class="stack tight-stack"><legend class="vh">第 \(place + 1) 样</legend>
        \(textField(Field(name + "what", "报什么", value: due.what, hint: "不要这一样就清空", errors: errors)))
        <div class="pair">\(dateField(Field(name + "date", "哪天前", value: due.date, hint: due.superior, errors: errors)))
        \(textField(Field(name + "to", "报给谁", value: due.to, errors: errors)))</div></fieldset>
        """
}

private func headSection(_ page: ComposePage) -> Markup {
    """
    <section class="card form" aria-labelledby="head"><div class="hd"><h2 id="head">标题和落款</h2></div>
    \(textField(Field("title", "标题", value: page.title, errors: page.errors)))
    \(page.newCampaignName.map { textField(Field("new_campaign_name", "新活动叫什么", value: $0, errors: page.errors)) })
    <div class="pair">\(textField(Field("addressees", "发给谁", value: page.addressees, errors: page.errors)))
    \(textField(Field("issuer", "落款", value: page.issuer, errors: page.errors)))</div>
    \(textArea(Field("opening", "开头一段", value: page.opening, isOptional: true, errors: page.errors)))
    \(textArea(Field(
        "lead_group", "领导小组", value: page.leadGroup, hint: "一行一个岗位，比如 组长 街道办事处分管负责人", isOptional: true,
        errors: page.errors)))</section>
    """
}
