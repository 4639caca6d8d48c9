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
        let (unit, people, former) = try await KeepPosts(surroundings).people(
            of: visit.parameter("unit"), for: officer)
        // The field of the same name in the other forms holds an id.
        let isOpening = (try? Account.ID(visit.form["account"])) == nil
        let offered = Role.offered(at: unit.level).filter { officer.mayGive($0, in: unit) }
        let page = PostsPage(
            csrf: visit.csrf, unit: unit.code, unitName: unit.shortName, isClosed: unit.validTo != nil,
            posts: people.map { person in
                PostLine(
                    id: person.account.text, name: person.name, account: person.login,
                    roles: person.roles.map(\.name).joined(separator: "、"), canChange: person.isOurs,
                    canReset: person.mayReset, more: person.more.map { Choice($0.rawValue, $0.name) })
            },
            former: former.map {
                FormerPost(name: $0.name, role: $0.role.name, until: "\(CalendarDate($0.closedAt).long)停用")
            }, done: Self.done(visit, people, former),
            roles: offered.map { role in
                Choice(
                    role.rawValue, role.name, isSelected: visit.form.has("role.\(role.rawValue)") || offered.count == 1)
            }, name: isOpening ? visit.form["name"] : "", account: isOpening ? visit.form["account"] : "",
            offersSame: offersSame, errors: errors)
        return visit.page(
            "岗位", postsPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    /// What the form before did, in words; names come from the unit, never from the address.
    private static func done(
        _ visit: Visit, _ people: [KeepPosts.Person], _ former: [KeepPosts.Former]
    ) -> String? {
        guard let done = visit.query("done"), let account = visit.query("account") else { return nil }
        let here = people.first { $0.account.text == account }.map { ($0.name, $0.login) }
        let gone = former.first { $0.account.text == account }.map { ($0.name, $0.login) }
        guard let (name, login) = done == "close" ? gone : here else { return nil }
        let who = "\(name)（\(login)）"
        return switch done {
        case "add": "\(who)加好了岗位。"
        case "sign-out": "\(who)在这个单位登着的设备都退出了。"
        case "close": "\(who)停用了，在这个单位进不来了；做过的事都留着。"
        default: nil
        }
    }

    private func openPost(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let roles = Set(Role.allCases.filter { visit.form.has("role.\($0.rawValue)") })
        do {
            if visit.form.has("same") {
                let id = try await OpenPost(surroundings).add(
                    login: visit.form["account"], roles: roles, unit: code, by: visit.officer)
                return .seeOther(Paths.posts(of: code, done: "add", account: id.text))
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
        let account = try account(visit)
        try await KeepPosts(surroundings).signOut(account, in: code, by: visit.officer)
        return .seeOther(Paths.posts(of: code, done: "sign-out", account: account.text))
    }

    private func close(_ visit: Visit) async throws -> Response {
        let code = try visit.parameter("unit")
        let account = try account(visit)
        try await KeepPosts(surroundings).close(account, in: code, by: visit.officer)
        return .seeOther(Paths.posts(of: code, done: "close", account: account.text))
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
