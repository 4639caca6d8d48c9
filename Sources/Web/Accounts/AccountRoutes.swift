internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// Signing in and out, the first set-up, and the choice of large text.
struct AccountRoutes {
    let surroundings: Surroundings
    let gate: Gate

    var routes: [Route] {
        [
            .get(Paths.root, .open) { visit in .seeOther(visit.signedIn == nil ? Paths.signIn : Paths.home) },
            .get(Paths.signIn, .open) { visit in
                visit.signedIn == nil || visit.query("unit") != nil ? signInForm(visit) : .seeOther(Paths.home)
            },
            .post(Paths.signIn, .open, signIn),
            .post(Paths.signOut, .officer, signOut),
            .get("/set-up/{token}", .open) { visit in
                guard try await SetUp(surroundings).isOpen(token: visit.parameter("token")) else {
                    throw AccessRefused.missing
                }
                return try setUpForm(visit)
            },
            .post("/set-up/{token}", .open, setUp),
            .get("/preferences", .open) { visit in
                let size = visit.query("size") == "large" ? "large" : "normal"
                var response = Response.seeOther(Paths.own(visit.query("back") ?? Paths.root))
                response.headers[.setCookie] = gate.cookie(Gate.sizeCookie, size, seconds: 31_536_000)
                return response
            },
        ]
    }

    private func signInForm(_ visit: Visit, account: String = "", message: String? = nil) -> Response {
        let page = SignInPage(
            csrf: visit.csrf, next: visit.query("next") ?? visit.form["next"].nonEmpty,
            unit: visit.query("unit") ?? visit.form["unit"].nonEmpty, account: account,
            remembers: true,
            message: message,
            demoAccounts: visit.settings.demoAccounts, demoPassword: visit.settings.demoPassword)
        return visit.page(
            "登录", signInPage(page), status: message == nil ? .ok : .unprocessableContent, mode: .plain)
    }

    private func signIn(_ visit: Visit) async throws -> Response {
        let account = visit.form["account"]
        do {
            let token = try await SignIn(surroundings)(
                login: account, password: visit.form["password"], remember: visit.form.has("remember"),
                address: visit.address, unit: visit.form["unit"].nonEmpty, device: visit.device,
                replacing: visit.session == nil ? nil : visit.token)
            let remembered = try await SignIn(surroundings).session(token: token)?.remembered ?? false
            var response = Response.seeOther(Paths.own(visit.form["next"]))
            response.headers[.setCookie] = gate.cookie(
                Gate.sessionCookie, token, seconds: remembered ? SignIn.rememberedLimit : nil)
            return response
        } catch let refused as SignInRefused {
            return signInForm(visit, account: String(account.prefix(40)), message: refused.message)
        }
    }

    private func signOut(_ visit: Visit) async throws -> Response {
        try await SignIn(surroundings).out(token: visit.token)
        var response = Response.seeOther(Paths.signIn)
        response.headers[.setCookie] = gate.cookie(Gate.sessionCookie, "", seconds: 0)
        return response
    }

    private func setUpForm(_ visit: Visit, errors: FormErrors = .none) throws -> Response {
        let page = SetUpPage(
            csrf: visit.csrf, token: try visit.parameter("token"), unitName: ReportingTree.nationName,
            account: visit.form["account"], errors: errors)
        return visit.page(
            "第一次打开", setUpPage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, mode: .plain)
    }

    private func setUp(_ visit: Visit) async throws -> Response {
        do {
            try await SetUp(surroundings)(
                token: visit.parameter("token"), login: visit.form["account"], password: visit.form["password"],
                again: visit.form["password_again"])
            return .seeOther(Paths.signIn)
        } catch let invalid as NewAccount.Invalid {
            let field =
                switch invalid {
                case .login, .loginTaken, .displayName, .noRole: "account"
                case .password, .formerPassword: "password"
                case .passwordsDiffer: "password_again"
                }
            return try setUpForm(visit, errors: FormErrors([FieldError(field, invalid.message)]))
        }
    }
}
