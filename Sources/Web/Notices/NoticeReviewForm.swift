internal import Domain
internal import NoticeReading
internal import UseCases

/// The review form: from a draft to the page, and from the sent fields back to a draft.
enum NoticeReviewForm {
    static let kinds: [(id: String, name: String)] = [
        ("notice", "通知"), ("plan", "实施方案"), (Notice.annualPlan, "工作要点"), ("summary", "总结"), ("news", "信息"),
        ("other", "其他"),
    ]
    static func name(ofKind kind: String) -> String { kinds.first { $0.id == kind }?.name ?? "通知" }

    private static let mostRows = NoticeDraft.mostRows

    /// What was typed over what was stored; rows keep what the form does not show.
    static func draft(_ form: FormData, over stored: NoticeDraft) -> NoticeDraft {
        var draft = stored
        if kinds.contains(where: { $0.id == form["kind"] }) { draft.kind = form["kind"] }
        draft.title = form["title"]
        draft.docNumber = form["doc_number"]
        draft.issuer = form["issuer"]
        draft.issueDate = form["issue_date"]
        draft.theme = form["theme"]
        draft.periodStart = form["period_start"]
        draft.periodEnd = form["period_end"]
        draft.disclosure = Disclosure(
            indexNumber: form["disclosure.index_number"], publisher: form["disclosure.publisher"],
            openness: form["disclosure.openness"], validity: form["disclosure.validity"])
        readActivities(form, into: &draft)
        readRows(form, into: &draft)
        if form.has("campaign") { draft.campaign = form["campaign"] }
        if form.has("new_campaign_name") { draft.newCampaignName = form["new_campaign_name"] }
        decide(form, &draft)
        return draft
    }

    private static func readActivities(_ form: FormData, into draft: inout NoticeDraft) {
        for index in draft.activities.indices {
            let name = "activity.\(index)."
            guard form.has(name + "name") else { continue }
            draft.activities[index].isIncluded = form.has(name + "include")
            draft.activities[index].name = form[name + "name"]
            draft.activities[index].dates = form[name + "dates"]
            draft.activities[index].time = form[name + "time"]
            draft.activities[index].venue = form[name + "venue"]
            draft.activities[index].headcount = form[name + "headcount"]
            draft.activities[index].category = form[name + "category"]
            draft.activities[index].headUnit = form[name + "unit"]
            draft.activities[index].per = form[name + "per"]
            draft.activities[index].audience = form[name + "audience"]
            draft.activities[index].partners = form[name + "partners"]
            draft.activities[index].output = form[name + "output"]
        }
    }

    private static func readRows(_ form: FormData, into draft: inout NoticeDraft) {
        for index in draft.deadlines.indices where form.has("deadline.\(index).what") {
            draft.deadlines[index].what = form["deadline.\(index).what"]
            draft.deadlines[index].date = form["deadline.\(index).date"]
            draft.deadlines[index].time = form["deadline.\(index).time"]
            draft.deadlines[index].to = form["deadline.\(index).to"]
        }
        for index in draft.materials.indices where form.has("material.\(index).count") {
            draft.materials[index].kind = form["material.\(index).kind"]
            draft.materials[index].count = form["material.\(index).count"]
        }
        for index in (draft.tasks ?? []).indices where form.has("task.\(index).name") {
            draft.tasks?[index].isIncluded = form.has("task.\(index).include")
            draft.tasks?[index].area = form["task.\(index).area"]
            draft.tasks?[index].name = form["task.\(index).name"]
            draft.tasks?[index].indicators = form["task.\(index).indicators"]
            draft.tasks?[index].owner = form["task.\(index).owner"]
        }
        for index in (draft.days ?? []).indices where form.has("day.\(index).name") {
            draft.days?[index].name = form["day.\(index).name"]
            draft.days?[index].date = form["day.\(index).date"]
        }
    }

    /// 保持原样 (keep.3), 改主意 (reopen.3), 加一项 (add.activity); a reason that is typed counts as decided.
    private static func decide(_ form: FormData, _ draft: inout NoticeDraft) {
        var reasons: [Int: String] = [:]
        for decision in draft.decisions ?? [] { reasons[decision.finding] = decision.reason }
        for index in 0..<mostRows where form.has("finding.\(index).reason") {
            let typed = form["finding.\(index).reason"]
            if !typed.isEmpty || reasons[index] != nil { reasons[index] = typed }
        }
        let action = form["action"].split(separator: ".")
        if action.count == 2 {
            let place = Int(action[1])
            switch action[0] {
            case "keep": if let place { reasons[place] = form["finding.\(place).reason"] }
            case "reopen": if let place { reasons[place] = nil }
            case "add": add(String(action[1]), to: &draft)
            default: break
            }
        }
        draft.decisions = reasons.sorted { $0.key < $1.key }.map { .init(finding: $0.key, reason: $0.value) }
    }

    private static func add(_ what: String, to draft: inout NoticeDraft) {
        switch what {
        case "activity" where draft.activities.count < mostRows:
            draft.activities.append(
                .init(
                    name: "", dates: "", time: "", venue: "", headcount: "",
                    category: draft.activities.last?.category ?? "", isIncluded: true))
        case "deadline" where draft.deadlines.count < mostRows: draft.deadlines.append(.blank)
        case "material" where draft.materials.count < mostRows: draft.materials.append(.blank)
        case "task" where (draft.tasks ?? []).count < mostRows: draft.tasks = (draft.tasks ?? []) + [.blank]
        case "day" where (draft.days ?? []).count < mostRows: draft.days = (draft.days ?? []) + [.blank]
        default: break
        }
    }

    /// Where the page opens again after an answer that is no confirmation.
    static func anchor(after action: String, _ draft: NoticeDraft) -> String {
        let parts = action.split(separator: ".")
        guard parts.count == 2 else { return "" }
        return switch (parts[0], parts[1]) {
        case ("keep", let place), ("reopen", let place): "#finding.\(place)"
        case ("add", "activity"): "#activity.\(draft.activities.count - 1).name"
        case ("add", "deadline"): "#deadline.\(draft.deadlines.count - 1).what"
        case ("add", "material"): "#material.\(draft.materials.count - 1).kind"
        case ("add", "task"): "#task.\((draft.tasks ?? []).count - 1).name"
        case ("add", "day"): "#day.\((draft.days ?? []).count - 1).name"
        default: ""
        }
    }
}
