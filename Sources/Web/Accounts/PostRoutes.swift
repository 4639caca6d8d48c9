internal import Domain
internal import Hummingbird
internal import UseCases

/// The people of one unit: who is there, letting somebody in, handing over, closing.
struct PostRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get("/units/{unit}/posts", .right(.letIn, .unit)) { visit in try await posts(visit) },
            .post("/units/{unit}/posts", .right(.letIn, .unit), openPost),
            .post("/units/{unit}/posts/reset", .right(.letIn, .unit), reset),
            .post("/units/{unit}/posts/hand-over", .right(.letIn, .unit), handOver),
            .post("/units/{unit}/posts/sign-out", .right(.letIn, .unit), signOut),
            .post("/units/{unit}/posts/close", .right(.letIn, .unit), close),
        ]
    }

    private func posts(
        _ visit: Visit, errors: FormErrors = .none, offersSame: Bool = false
    ) async throws -> Response {
        let officer = try visit.officer
        let (unit, people) = try await KeepPosts(surroundings).people(of: visit.parameter("unit"), for: officer)
        // The field of the same name in the other forms holds an id.
        let isOpening = (try? Account.ID(visit.form["account"])) == nil
        let offered = Role.offered(at: unit.level).filter { officer.mayGive($0, in: unit) }
        let page = PostsPage(
            csrf: visit.csrf, unit: unit.code, unitName: unit.shortName, isClosed: unit.validTo != nil,
            posts: people.map { person in
                PostLine(
                    id: person.account.text, name: person.name, account: person.login,
                    roles: person.roles.map(\.name).joined(separator: "、"), canChange: person.isOurs,
                    canReset: person.mayReset)
            },
            roles: offered.map { role in
                Choice(
                    role.rawValue, role.name, isSelected: visit.form.has("role.\(role.rawValue)") || offered.count == 1)
            }, name: isOpening ? visit.form["name"] : "", account: isOpening ? visit.form["account"] : "",
            offersSame: offersSame, errors: errors)
        return visit.page(
            "岗位", postsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func openPost(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let roles = Set(Role.allCases.filter { visit.form.has("role.\($0.rawValue)") })
        do {
            if visit.form.has("same") {
                try await OpenPost(surroundings).add(
                    login: visit.form["account"], roles: roles, unit: code, by: visit.officer)
            } else {
                let account = try NewAccount(
                    login: visit.form["account"], displayName: visit.form["name"],
                    password: visit.form["password"].nonEmpty)
                if visit.form["password"].isEmpty {
                    let slip = try await OpenPost(surroundings).slip(
                        account, roles: roles, unit: code, by: visit.officer)
                    return try await visit.slipSheet([slip], unit: code, backHref: Paths.posts(of: code))
                }
                try await OpenPost(surroundings)(account, roles: roles, unit: code, by: visit.officer)
            }
            return .seeOther(Paths.posts(of: code))
        } catch let invalid as NewAccount.Invalid {
            let field =
                switch invalid {
                case .displayName: "name"
                case .password, .passwordsDiffer, .formerPassword: "password"
                default: "account"
                }
            return try await posts(
                visit, errors: FormErrors([FieldError(field, invalid.message)]), offersSame: invalid == .loginTaken)
        } catch let refused as PostsRefused {
            return try await posts(visit, errors: FormErrors([FieldError("account", refused.message)]))
        }
    }

    private func account(_ visit: Visit) throws(AccessRefused) -> Account.ID {
        guard let id = try? Account.ID(visit.form["account"]) else { throw .missing }
        return id
    }

    private func reset(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let slip = try await KeepPosts(surroundings).reset(account(visit), in: code, by: visit.officer)
        return try await visit.slipSheet([slip], unit: code, backHref: Paths.posts(of: code))
    }

    private func handOver(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        do {
            let slip = try await KeepPosts(surroundings).handOver(
                account(visit), in: code, to: visit.form["name"].trimmed, by: visit.officer)
            return try await visit.slipSheet([slip], unit: code, backHref: Paths.posts(of: code))
        } catch let invalid as NewAccount.Invalid {
            return try await posts(
                visit, errors: FormErrors([FieldError("to-" + visit.form["account"], invalid.message)]))
        }
    }

    private func signOut(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        try await KeepPosts(surroundings).signOut(account(visit), in: code, by: visit.officer)
        return .seeOther(Paths.posts(of: code))
    }

    private func close(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        try await KeepPosts(surroundings).close(account(visit), in: code, by: visit.officer)
        return .seeOther(Paths.posts(of: code))
    }
}

extension Visit {
    /// The print page itself answers the form that made the codes: they are shown once.
    func slipSheet(
        _ slips: [SignInSlip], unit: String, which: String = "", next: String? = nil, backHref: String
    ) async throws -> Response {
        let address = origin + Paths.signInCode
        let pictures = try await SlipPictures.make(slips.map { origin + Paths.signInCode($0.code) })
        let page = SlipSheetPage(
            csrf: csrf, unit: unit,
            slips: zip(slips, pictures).map { slip, picture in
                Slip(
                    unitName: slip.unit.shortName, name: slip.displayName, account: slip.login, picture: picture,
                    code: Self.grouped(slip.code), address: address, until: slip.until.short)
            }, which: which, next: next, backHref: backHref)
        return self.page("登录条", slipSheetPage(page))
    }

    /// 3708 2800 1010
    private static func grouped(_ code: String) -> String {
        stride(from: 0, to: code.count, by: 4).map { String(code.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}
