internal import Domain
internal import Storage

/// What a new plan begins with: its clauses, title, addressees, opening and deadlines, all for a person to change.
enum PlanProposal {
    static func plan(from base: PlanBase, for unit: Unit, today: CalendarDate, _ db: any Connection) throws
        -> PlanComposition
    {
        let names = try Names(unit, base.notice.campaign, db)
        var plan = PlanComposition(
            kind: Notice.plan, bases: [.init(notice: base.notice.id)],
            title: title(base.notice.head.title, names.own), addressees: names.addressees, issuer: names.own,
            leadGroup: "", entries: base.entries(isFirst: true), dues: [], ownDays: BackwardDeadline.usualDays,
            campaign: base.notice.campaign, newCampaignName: "")
        plan.dues = dues([base], plan.ownDays, to: names.own, today: today)
        return plan
    }

    /// 照去年的办: the unit's own notice of last year with this year's numbers, as a new campaign.
    static func nextYear(of base: PlanBase, campaign: Campaign, for unit: Unit, _ db: any Connection) throws
        -> PlanComposition
    {
        let names = try Names(unit, campaign.id, db)
        let year = campaign.year
        let next = { (text: String) in NextYear.text(text, from: year, to: year + 1) }
        let paths = base.clauses.paths
        let entries = base.clauses.indices.map { place in
            let clause = base.clauses[place]
            let text = next(base.texts[place])
            let check = NextYear.toCheck(text, theme: base.notice.head.theme.map(next))
            return PlanComposition.Entry(
                base: base.notice.id, position: place, number: paths[place], level: min(clause.level, 4),
                isNumbered: !clause.number.isEmpty, isRequired: clause.required,
                choice: text == base.texts[place] ? .keep : .change, original: base.texts[place], text: text,
                hint: check.isEmpty ? nil : "是去年的\(check.joined(separator: "、"))，核一下")
        }
        let head = base.head
        let name = next(campaign.name)
        return PlanComposition(
            kind: base.notice.head.kind, bases: [.init(notice: base.notice.id, lastYear: year)],
            title: next(base.notice.head.title), addressees: head.addressees ?? names.addressees,
            issuer: base.notice.head.issuer ?? names.own, opening: next(head.opening), leadGroup: "",
            entries: entries, dues: [], ownDays: BackwardDeadline.usualDays, campaign: nil,
            newCampaignName: name == campaign.name ? "\(year + 1)年\(campaign.name)" : name)
    }

    /// One line for each thing that the superiors ask for, the earliest day of each counted back.
    static func dues(_ bases: [PlanBase], _ ownDays: Int, to unit: String, today: CalendarDate)
        -> [PlanComposition.Due]
    {
        var dues: [PlanComposition.Due] = []
        let last = bases.compactMap(\.lastActivity).max()
        for deadline in bases.flatMap(\.deadlines) {
            guard let day = deadline.dueOn else { continue }
            let date = BackwardDeadline.proposed(
                superior: day, ownDays: ownDays, lastActivity: last, today: today)
            dues.merge(.init(what: deadline.asked, date: date.text, to: unit, superiorDate: day.text))
        }
        return dues
    }

    /// 根据《…》（…）和《…》要求，结合本地实际，制定本方案。
    static func opening(_ bases: [PlanBase]) -> String {
        let cited = bases.map { base in
            "《\(base.notice.head.title)》" + (base.notice.head.docNumber.map { "（\($0)）" } ?? "")
        }
        guard let last = cited.last else { return "" }
        let list = cited.count == 1 ? last : cited.dropLast().joined(separator: "、") + "和" + last
        return "根据\(list)要求，结合本地实际，制定本方案。"
    }

    /// Whether it is what was proposed for the bases, or for the first of them before the others came.
    static func isProposed(_ text: String, _ bases: [PlanBase]) -> Bool {
        let words = Clause.words(of: text)
        return bases.indices.contains { Clause.words(of: opening(Array(bases[...$0]))) == words }
    }

    /// 中国计生协关于开展2025年…活动的通知 → 金乡街道计划生育协会2025年…活动实施方案
    private static func title(_ title: String, _ unit: String) -> String {
        var core = title
        if let inner = core.firstIndex(of: "《"), let end = core.lastIndex(of: "》"), inner < end {
            core = String(core[core.index(after: inner)..<end])
        }
        for mark in ["关于开展", "关于做好", "关于组织开展", "关于"] {
            guard let range = core.firstRange(of: mark) else { continue }
            core = String(core[range.upperBound...])
            break
        }
        for mark in ["的通知", "通知", "实施方案", "工作方案", "活动方案", "方案"] where core.hasSuffix(mark) {
            core = String(core.dropLast(mark.count))
            break
        }
        for mark in ["计划生育协会", "计生协"] {
            guard let range = core.firstRange(of: mark),
                core.distance(from: core.startIndex, to: range.upperBound) <= 20
            else { continue }
            core = String(core[range.upperBound...])
        }
        return String((unit + core + "实施方案").prefix(200))
    }

    /// How the unit and those directly below are called.
    struct Names {
        let own: String, addressees: String

        init(_ unit: Unit, _ campaign: Campaign.ID?, _ db: any Connection) throws {
            let known = try campaign.flatMap { try CampaignTable(db).campaign($0)?.definition }
            let definition = try known ?? db.usualDefinition(for: unit)
            own = definition.association(of: unit)
            let words: [Level: String] = [
                .province: "各省、自治区、直辖市", .prefecture: "各市", .county: "各县（市、区）", .township: "各乡镇、街道",
                .village: "各社区、村",
            ]
            let below = try UnitTable(db).children(of: unit.id, limit: 1).first?.level
            addressees = below.flatMap { words[$0] }.map { $0 + definition.association } ?? ""
        }
    }
}

extension [PlanComposition.Due] {
    /// The place of what asks for the same, or for a part of it: 活动总结 is in 活动总结、信息统计表.
    func place(of what: String) -> Int? {
        firstIndex { Deadline.isSame($0.what, what) }
    }

    /// The longer words of the two, and the earlier day; a day of the unit's own stays when the superior can wait for it.
    mutating func merge(_ due: PlanComposition.Due) {
        guard let place = place(of: due.what) else {
            if count < PlanComposition.mostDues { append(due) }
            return
        }
        if self[place].what.count < due.what.count { self[place].what = due.what }
        guard due.superiorDate ?? "9" < self[place].superiorDate ?? "9" else { return }
        let known = self[place]
        let latest = known.superiorDate == nil ? due.superiorDate ?? due.date : due.date
        if (try? CalendarDate(known.date)) == nil || latest < known.date { self[place].date = due.date }
        self[place].superiorDate = due.superiorDate
    }
}

extension Deadline {
    /// What it asks for, without where its form is.
    fileprivate var asked: String { what.replacing("（见附件）", with: "").replacing("(见附件)", with: "") }

    func asksSame(as other: Deadline) -> Bool { Self.isSame(asked, other.asked) }

    fileprivate static func isSame(_ one: String, _ other: String) -> Bool {
        let (first, second) = (Clause.words(of: one), Clause.words(of: other))
        return !first.isEmpty && !second.isEmpty && (first.contains(second) || second.contains(first))
    }
}

extension PlanBase {
    /// What a plan asks for itself and by when, as far as its clauses say so.
    /// - Parameter unit: to whom, where the plan does not say.
    func dues(to unit: String) -> [PlanComposition.Due] {
        let first = clauses.first?.span.start ?? 0
        var dues: [PlanComposition.Due] = []
        for deadline in deadlines where (deadline.span?.start ?? first) >= first {
            guard let day = deadline.dueOn else { continue }
            dues.merge(.init(what: deadline.asked, date: day.text, to: deadline.recipient ?? unit))
        }
        return dues
    }
}
