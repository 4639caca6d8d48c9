internal import Domain
internal import Hummingbird
internal import UseCases

/// The code of a slip, one's own devices and password, and changing between one's units.
struct OwnAccountRoutes {
    let surroundings: Surroundings
    let gate: Gate

    var routes: [Route] {
        [
            .get(Paths.signInCode, .open) { visit in codeForm(visit, typed: visit.query("code") ?? "") },
            .post(Paths.signInCode, .open, enter),
            .get(Paths.password, .officer) { visit in try await passwordForm(visit) },
            .post(Paths.password, .officer, setPassword),
            .post(Paths.endDevice, .officer, end),
            .post(Paths.switchUnit, .officer, move),
        ]
    }

    private func codeForm(_ visit: Visit, typed: String, errors: FormErrors = .none) -> Response {
        let page = CodePage(csrf: visit.csrf, code: String(typed.prefix(40)), errors: errors)
        return visit.page(
            "用登录条登录", codePage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, mode: .plain)
    }

    private func enter(_ visit: Visit) async throws -> Response {
        do {
            let (token, remembered) = try await SignInByCode(surroundings)(
                visit.form["code"], address: visit.address, device: visit.device,
                replacing: visit.session == nil ? nil : visit.token)
            var response = Response.seeOther(Paths.home)
            response.headers[.setCookie] = gate.cookie(
                Gate.sessionCookie, token, seconds: remembered ? SignIn.rememberedLimit : nil)
            return response
        } catch let refused as SignInRefused {
            return codeForm(
                visit, typed: visit.form["code"], errors: FormErrors([FieldError("code", refused.message)]))
        }
    }

    private func passwordForm(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let details = try await OwnAccount(surroundings).details(token: visit.token, for: visit.officer)
        let isFirst = visit.session?.mustSetPassword ?? false
        let page = PasswordPage(
            csrf: visit.csrf, account: details.login, isFirst: isFirst, hasPassword: details.hasPassword,
            next: isFirst ? Paths.home : Paths.me, errors: errors)
        return visit.page(
            "设密码", passwordPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent,
            mode: isFirst ? .plain : .navigation)
    }

    private func setPassword(_ visit: Visit) async throws -> Response {
        do {
            try await OwnAccount(surroundings).setPassword(
                visit.form["password"], again: visit.form["again"], former: visit.form["former"], token: visit.token,
                by: visit.officer)
            return .seeOther(Paths.own(visit.form["next"]))
        } catch let invalid as NewAccount.Invalid {
            let field =
                switch invalid {
                case .formerPassword: "former"
                case .passwordsDiffer: "again"
                default: "password"
                }
            return try await passwordForm(visit, errors: FormErrors([FieldError(field, invalid.message)]))
        } catch let refused as SignInRefused {
            return try await passwordForm(visit, errors: FormErrors([FieldError("password", refused.message)]))
        }
    }

    private func end(_ visit: Visit) async throws -> Response {
        try await OwnAccount(surroundings).end(device: visit.form["device"], by: visit.officer)
        return .seeOther(Paths.me)
    }

    private func move(_ visit: Visit) async throws -> Response {
        let code = visit.form["unit"]
        do { try await SignIn(surroundings).move(token: visit.token, to: code) } catch SignInRefused.passwordNeeded {
            return .seeOther(Paths.signIn(unit: code))
        }
        return .seeOther(Paths.home)
    }
}
