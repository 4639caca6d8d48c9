internal import Domain
internal import Hummingbird
internal import UseCases

/// 改名、划转、合并、拆分、撤销.
struct UnitChangeRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/units/{unit}/changes", .right(.administer, .unit)) { try await show($0) },
            .post("/units/{unit}/changes", .right(.administer, .unit), change),
        ]
    }

    private static let fields = ["name", "superior", "target", "code", "day", "reason"]

    private func show(
        _ visit: Visit, errors: FormErrors = .none, confirmation: UnitChangeConfirmation? = nil
    ) async throws -> Response {
        let officer = try visit.officer
        let found = try await ChangeUnits(surroundings).history(of: visit.parameter("unit"), for: officer)
        let form = visit.form
        let page = UnitChangesPage(
            csrf: visit.csrf, unit: found.unit.code,
            unitName: found.unit.shortName, isClosed: found.unit.validTo != nil,
            history: found.changes.map {
                UnitChangeLine(date: $0.day.long, text: Wording.sentence($0), by: $0.by)
            },
            children: found.children.map {
                Choice($0.code, $0.shortName, isSelected: form.has("child.\($0.code)"))
            }, openKind: form["kind"].nonEmpty, typed: Self.fields.map { HiddenField($0, form[$0]) },
            today: CalendarDate(surroundings.clock.now()).text, errors: errors, confirmation: confirmation)
        return visit.page(
            "单位变更 \(found.unit.shortName)", unitChangesPage(page),
            status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func change(_ visit: Visit) async throws -> Response {
        let form = visit.form
        let code = try visit.parameter("unit")
        let kind = form["kind"]
        guard let order = Self.order(kind, form) else { throw AccessRefused.missing }
        if form["confirm"] == "no" { return try await show(visit) }
        do {
            let day = try CalendarDate(form["day"])
            _ = try ChangeUnits.checked(reason: form["reason"])
            guard form["confirm"] == "yes" else {
                let preview = try await ChangeUnits(surroundings).preview(order, of: code, by: visit.officer)
                return try await show(visit, confirmation: Self.confirmation(order, preview, form))
            }
            try await ChangeUnits(surroundings)(order, of: code, on: day, reason: form["reason"], by: visit.officer)
            return .seeOther(Paths.unitChanges(code))
        } catch let refused as UnitChangeRefused {
            return try await show(
                visit, errors: FormErrors([FieldError("\(kind)-\(Self.field(refused, kind))", refused.message)]))
        } catch let invalid as CalendarDate.Invalid {
            return try await show(visit, errors: FormErrors([FieldError("\(kind)-day", invalid.message)]))
        }
    }

    private static func order(_ kind: String, _ form: FormData) -> ChangeUnits.Order? {
        switch UnitChange.Kind(rawValue: kind) {
        case .rename: .rename(to: form["name"].trimmed)
        case .move: .move(to: form["superior"].trimmed)
        case .merge: .merge(into: form["target"].trimmed)
        case .split:
            .split(
                code: form["code"].trimmed, name: form["name"].trimmed, children: form.names(after: "child."))
        case .close: .close
        case nil: nil
        }
    }

    private static func field(_ refused: UnitChangeRefused, _ kind: String) -> String {
        switch refused {
        case .name: "name"
        case .code, .codeTaken: "code"
        case .reason: "reason"
        case .noChildren, .below: "children"
        default: kind == "move" ? "superior" : kind == "merge" ? "target" : "reason"
        }
    }

    private static func confirmation(
        _ order: ChangeUnits.Order, _ preview: ChangeUnits.Preview, _ form: FormData
    ) -> UnitChangeConfirmation {
        let name = preview.unit.shortName
        let target = preview.target?.shortName ?? ""
        let along = preview.childCount == 0 ? nil : "下面 \(preview.childCount) 个单位跟着过去。"
        let kept = "它们以前记的、报的都还在，全国的总数不变。"
        let (heading, consequences): (String, [String?]) =
            switch order {
            case .rename(let new): ("把\(name)改名为\(new)", ["以后的表和页面都用新名称，以前报过的表不变。"])
            case .move: ("把\(name)划到\(target)", [along, "实时数马上按新的归属算；上报数等\(target)收下以后再转过去。", kept])
            case .merge:
                (
                    "把\(name)并入\(target)",
                    [along, "\(name)马上起不再上报，没报的由\(preview.unit.level == .village ? "上级" : target)替它报。", kept]
                )
            case .split(_, let new, _): ("从\(name)分出\(new)", [along, "新单位马上起自己上报。", kept])
            case .close: ("撤销\(name)", ["马上起不再上报，没报的由上级替它报。", kept])
            }
        var fields = [HiddenField("kind", form["kind"])] + Self.fields.map { HiddenField($0, form[$0]) }
        fields += form.names(after: "child.").map { HiddenField("child.\($0)", "1") }
        return UnitChangeConfirmation(heading: heading, consequences: consequences.compactMap(\.self), fields: fields)
    }
}
