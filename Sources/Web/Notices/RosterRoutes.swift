internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// 谁要报: the roster behind a notice.
struct RosterRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/notices/{notice}/roster", .right(.notices, .notice)) { visit in try await show(visit) },
            .post("/notices/{notice}/roster", .right(.notices, .notice), setRule),
            .post("/notices/{notice}/roster/units", .right(.notices, .notice), setUnit),
        ]
    }

    /// What was typed and cannot be taken.
    private struct Refused {
        let field: String, message: String
        var unit: String?
    }

    private func show(_ visit: Visit, refused: Refused? = nil) async throws -> Response {
        // A refused form brings the list's place along.
        let query = visit.query("q") ?? visit.form["q"]
        let after = visit.query("after") ?? visit.form["after"].nonEmpty
        let found = try await Rosters(surroundings).page(
            visit.identifier("notice"), search: query, after: after, for: visit.officer)
        var page = RosterModel.page(found, csrf: visit.csrf, query: query, after: after)
        if let refused {
            page.errors = FormErrors([FieldError(refused.field, refused.message)])
            for index in page.rows.indices where page.rows[index].code == refused.unit {
                page.rows[index].typed = visit.form["reason"]
            }
            if refused.unit == nil, page.rule != nil { page.rule = RosterModel.form(found, typed: visit.form) }
        }
        return visit.page("谁要报", rosterPage(page), status: refused == nil ? .ok : .unprocessableContent)
    }

    private func setRule(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        do {
            let order: SetRoster.Order =
                visit.form["what"] == "last_year" ? .lastYear : .rule(try RosterModel.rule(visit.form))
            try await SetRoster(surroundings)(order, of: id, by: visit.officer)
            return .seeOther(Paths.noticeRoster(id.text))
        } catch let refused as RosterRefused where refused.kind == .invalid {
            return try await show(
                visit, refused: Refused(field: refused == .kinds ? "kinds" : "lowest", message: refused.message))
        }
    }

    private func setUnit(_ visit: Visit) async throws -> Response {
        let id: Notice.ID = try visit.identifier("notice")
        let code = visit.form["unit"]
        let order: SetRoster.Order =
            switch visit.form["what"] {
            case "exempt": .exempt(code, reason: visit.form["reason"])
            case "name": .name(code)
            default: .reset(code)
            }
        do {
            try await SetRoster(surroundings)(order, of: id, by: visit.officer)
        } catch let refused as RosterRefused where refused.kind == .invalid {
            return try await show(
                visit, refused: Refused(field: "reason-" + code, message: refused.message, unit: code))
        }
        return .seeOther(
            Paths.noticeRoster(id.text, search: visit.form["q"], after: visit.form["after"]) + "#u-" + code)
    }
}
