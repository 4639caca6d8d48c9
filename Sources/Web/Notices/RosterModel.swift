internal import Domain
internal import UseCases

/// From who has to report to the words for it.
enum RosterModel {
    static func page(_ found: Rosters.Page, csrf: String, query: String, after: String?) -> RosterPage {
        let summary = found.summary
        let id = summary.notice.id.text
        var page = RosterPage(
            csrf: csrf, id: id, notice: summary.notice.head.title, view: view(summary), query: query,
            after: after ?? "",
            heading: query.isEmpty
                ? "下面的单位 \(Wording.number(found.childCount)) 个" : RosterModel.found(found.rows.count),
            rows: found.rows.map { row($0, at: summary.unit) })
        if summary.setsRule { page.rule = form(found) }
        page.lastYear = summary.lastYear.map(lastYear)
        page.named = found.named.map(named)
        if found.namedCount > found.named.count {
            page.namedNote = "共 \(found.namedCount) 个，这里是前 \(found.named.count) 个；别的用“找一找”。"
        }
        page.pager = Pager(
            firstHref: after == nil && query.isEmpty ? nil : Paths.noticeRoster(id),
            nextHref: found.next.map { Paths.noticeRoster(id, after: $0) })
        return page
    }

    static func view(_ summary: Rosters.Summary) -> RosterView {
        let above = summary.ruleFrom.flatMap { $0.id == summary.unit.id ? nil : "照\(Wording.short($0))定的：" } ?? ""
        return RosterView(
            sentence: above + sentence(summary.rule) + "。",
            counts: Level.allCases.compactMap { level in
                summary.counts[level].map { count in
                    Fact(
                        level.name,
                        "应报 \(Wording.number(count.asked)) 个"
                            + (count.exempt == 0 ? "" : "，免报 \(Wording.number(count.exempt)) 个"))
                }
            }, href: Paths.noticeRoster(summary.notice.id.text))
    }

    /// 下面都报，报到村居社区
    private static func sentence(_ rule: Roster.Rule) -> String {
        let out = kinds.filter { !rule.kinds.contains($0.kind) }.map(\.name)
        return (rule.onlyNamed ? "只有点名的单位和它们下面的报" : "下面都报") + "，报到\(rule.lowest.name)"
            + (out.isEmpty ? "" : "，\(out.joined(separator: "、"))不用报")
    }
    private static func lastYear(_ layer: Roster.Layer) -> String {
        let named = layer.exceptions.values.sorted { $0.unit.code < $1.unit.code }
        let lists = [("免报", named.filter { $0.reason != nil }), ("点名要报", named.filter { $0.reason == nil })].compactMap
        {
            word, units in
            units.isEmpty
                ? nil
                : "\(word) \(units.count) 个：\(units.prefix(10).map(\.unit.shortName).joined(separator: "、"))"
                    + (units.count > 10 ? "等" : "")
        }
        return "去年：" + ((layer.rule.map { [sentence($0)] } ?? []) + lists).joined(separator: "；") + "。"
    }

    private static func found(_ count: Int) -> String {
        count < Rosters.pageSize ? "找到 \(count) 个" : "先列 \(count) 个，多打几个字就能缩小"
    }

    // MARK: Rows

    static func row(_ row: Rosters.Row, at unit: Unit) -> RosterRow {
        var line = RosterRow(
            name: row.unit.shortName, code: row.unit.code,
            place: row.between.isEmpty ? nil : row.between.map(\.shortName).joined(separator: " "),
            chip: Wording.chip(row.duty) ?? Chip(.plain, "应报"))
        if case .exempt(let reason) = row.duty {
            line.reason =
                reason + (row.exemptedBy.map { $0.id == unit.id ? "（本级定的）" : "（\(Wording.short($0))定的）" } ?? "")
        } else if let own = row.own, own.reason == nil {
            line.reason = "点了名要报（本级定的）"
        }
        if let own = row.own {
            line.act = .reset(own.reason == nil ? "不再点名" : "改回要报")
        } else {
            switch row.duty {
            case .asked: line.act = .exempt
            case .exempt: line.act = row.exemptedBy?.id == unit.id && row.fits ? .name : nil
            case .notAsked: line.act = row.fits ? .name : nil
            }
        }
        return line
    }

    private static func named(_ exception: Roster.Exception) -> RosterRow {
        let when = "（\(exception.by)，\(CalendarDate(exception.at).short)）"
        let isClosed = exception.unit.validTo != nil
        return RosterRow(
            name: exception.unit.shortName + (isClosed ? "（撤销了）" : ""), code: exception.unit.code,
            chip: exception.reason == nil ? Chip(.plain, "点名要报") : Chip(.off, "免报"),
            reason: (exception.reason ?? "") + when, act: .reset(exception.reason == nil ? "不再点名" : "改回要报"))
    }

    // MARK: The rule's form

    private static let kinds: [(kind: Unit.Kind, name: String)] = [
        (.division, "各级协会"), (.enterprise, "企业协会"), (.group, "会员小组"),
    ]

    static func form(_ found: Rosters.Page, typed: FormData? = nil) -> RosterRuleForm {
        let (summary, lowest) = (found.summary, found.campaign.definition.lowest)
        let rule = summary.lastYear?.rule ?? summary.rule
        let scope = typed?["scope"] ?? (rule.onlyNamed ? "named" : "all")
        return RosterRuleForm(
            levels: Level.allCases.filter { $0 > summary.unit.level && $0 <= lowest }.map {
                Choice($0.key, $0.name, isSelected: $0.key == typed?["lowest"] || typed == nil && $0 == rule.lowest)
            },
            kinds: kinds.map { kind, name in
                Choice(
                    kind.rawValue, name,
                    isSelected: typed.map { $0.has("kind.\(kind.rawValue)") } ?? rule.kinds.contains(kind))
            },
            scopes: [
                Choice("all", "下面都报", isSelected: scope != "named", hint: "免报的除外"),
                Choice("named", "只有点名的报", isSelected: scope == "named", hint: "连它们下面的一起；在单位那里一个一个点"),
            ], isOpen: typed != nil)
    }

    static func rule(_ form: FormData) throws(RosterRefused) -> Roster.Rule {
        guard let lowest = Level(key: form["lowest"]) else { throw .level }
        return Roster.Rule(
            lowest: lowest, kinds: Set(kinds.map(\.kind).filter { form.has("kind.\($0.rawValue)") }),
            onlyNamed: form["scope"] == "named")
    }
}
