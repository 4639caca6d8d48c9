internal import Domain
internal import UseCases

/// The form for writing a plan: from a composition to the page, and from the sent fields back.
enum ComposeForm {
    static func page(_ editor: PlanEditor.Page, csrf: String, errors: FormErrors = .none) -> ComposePage {
        let plan = editor.plan
        var page = ComposePage(csrf: csrf, id: editor.notice.id.text, version: "\(editor.version)")
        let isRepeat = plan.campaign == nil
        page.heading = editor.revises != nil ? "改一版方案" : isRepeat ? "照去年的办" : "写本级方案"
        page.summary = summary(plan)
        page.replaced = editor.bases.first(where: \.isReplaced).map { "上级改了一版《\($0.notice.head.title)》" }
        if plan.bases.contains(where: \.isSuperior) {
            page.ownDays = "\(plan.ownDays)"
            page.lastYear = editor.bases.first { $0.lastYear != nil }.map {
                Choice($0.notice.id.text, $0.notice.head.title)
            }
        }
        page.isComposed = editor.isComposed
        page.groups = groups(editor)
        page.candidates = editor.candidates.map { notice in
            let number = notice.head.docNumber.map { "（\($0)）" } ?? ""
            let year = notice.unit.id == editor.notice.unit.id ? "自己的：" : ""
            return Choice(notice.id.text, year + notice.head.title + number)
        }
        page.title = plan.title
        page.addressees = plan.addressees
        page.opening = plan.opening ?? editor.opening
        page.issuer = plan.issuer
        page.leadGroup = plan.leadGroup
        page.chain = editor.chain.enumerated().map { place, step in
            DeadlineStep(date: step.day.short, who: "\(step.level.name)报", isNow: place == 0)
        }
        page.dues = plan.dues.map { due in
            let superior = due.superiorDate.flatMap { try? CalendarDate($0) }.map { "上级要的是 \($0.short)" }
            return ComposeDue(what: due.what, date: due.date, to: due.to, superior: superior)
        }
        page.newCampaignName = isRepeat ? plan.newCampaignName : nil
        page.errors = errors
        return page
    }

    private static func summary(_ plan: PlanComposition) -> String {
        let counts = plan.counts
        return "一共 \(counts.kept + counts.changed + counts.left) 条：照写 \(counts.kept) 条，改写 \(counts.changed) 条，"
            + "不写 \(counts.left) 条" + (counts.own == 0 ? "。" : "；自己加了 \(counts.own) 条。")
    }

    /// One's own clauses stand in the group of the clause before them.
    private static func groups(_ editor: PlanEditor.Page) -> [ComposeGroup] {
        var groups = editor.bases.enumerated().map { place, base in
            ComposeGroup(
                id: base.notice.id.text, title: base.notice.head.title, number: base.notice.head.docNumber,
                href: Paths.notice(base.notice.id.text),
                note: base.lastYear.map { "\($0) 年的" }, canRemove: place > 0)
        }
        if groups.isEmpty { groups = [ComposeGroup(id: "own", title: "条款", href: Paths.notices)] }
        var current = 0
        for entry in editor.plan.entries {
            if let base = entry.base, let group = groups.firstIndex(where: { $0.id == base.text }) { current = group }
            groups[current].entries.append(
                ComposePlaced(
                    entry.id,
                    ComposeEntry(
                        number: entry.number, original: entry.original, text: entry.text,
                        choice: entry.choice.rawValue, level: entry.level, isRequired: entry.isRequired,
                        owner: entry.owner, partners: entry.partners, hint: entry.hint)))
        }
        return groups
    }

    /// What was typed over what was stored. Words that were changed count as changed also where 照写 is still chosen.
    static func plan(_ form: FormData, over editor: PlanEditor.Page) -> PlanComposition {
        var plan = editor.plan
        for place in plan.entries.indices {
            let name = "entry.\(plan.entries[place].id)."
            guard form.has(name + "text") else { continue }
            let typed = form[name + "text"]
            var entry = plan.entries[place]
            if entry.original == nil {
                entry.choice = typed.trimmed.isEmpty ? .leave : .change
                if let level = Int(form[name + "level"]), (1...4).contains(level) {
                    entry.isNumbered = entry.isNumbered || level != entry.level
                    entry.level = level
                }
            } else if let choice = PlanComposition.Choice(rawValue: form[name + "choice"]) {
                let isNew = typed != entry.text && typed.trimmed != entry.original?.trimmed
                entry.choice = choice == .keep && isNew ? .change : choice
            }
            entry.text = typed
            entry.owner = form[name + "owner"]
            entry.partners = form[name + "partners"]
            plan.entries[place] = entry
        }
        for place in plan.dues.indices where form.has("due.\(place).what") {
            plan.dues[place].what = form["due.\(place).what"]
            plan.dues[place].date = form["due.\(place).date"]
            plan.dues[place].to = form["due.\(place).to"]
        }
        if let days = Int(form["own_days"].trimmed), (0...BackwardDeadline.mostDays).contains(days) {
            plan.ownDays = days
        }
        if form.has("title") { plan.title = form["title"] }
        if form.has("addressees") { plan.addressees = form["addressees"] }
        if form.has("issuer") { plan.issuer = form["issuer"] }
        if form.has("lead_group") { plan.leadGroup = form["lead_group"] }
        if form.has("new_campaign_name") { plan.newCampaignName = form["new_campaign_name"] }
        if form.has("opening") {
            let typed = form["opening"]
            plan.opening = typed.trimmed == editor.opening.trimmed ? nil : typed
        }
        return plan
    }

    /// 在后面加一条 (add.3): below a heading with parts it is one of its parts, else its neighbour.
    /// - Returns: its name in the form; nil when there is no such clause, or no room.
    static func add(after id: Int, to plan: inout PlanComposition) -> Int? {
        guard let place = plan.entries.firstIndex(where: { $0.id == id }),
            plan.entries.count < PlanComposition.mostEntries
        else { return nil }
        let above = plan.entries[place]
        let below = plan.entries.indices.contains(place + 1) ? plan.entries[place + 1].level : 0
        plan.entries.insert(
            .init(level: min(max(above.level, below > above.level ? below : 0), 4), choice: .change), at: place + 1)
        plan.name()
        return plan.entries[place + 1].id
    }
}
