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
                if visit.signedIn != nil, visit.query("unit") == nil { return .seeOther(Paths.home) }
                let former = try await SignIn(surroundings).account(token: visit.token)
                let isEnded = visit.signedIn == nil && former != nil
                return signInForm(visit, note: isEnded ? "太久没动，已经退出了。登录以后接着办。" : nil)
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

    /// - Parameters:
    ///   - message: why the one that was sent was refused.
    ///   - note: why one is asked.
    private func signInForm(
        _ visit: Visit, account: String = "", message: String? = nil, note: String? = nil
    ) -> Response {
        var page = SignInPage(
            csrf: visit.csrf, next: visit.query("next") ?? visit.form["next"].nonEmpty,
            unit: visit.query("unit") ?? visit.form["unit"].nonEmpty, account: account,
            remembers: true,
            message: message ?? note,
            demoAccounts: visit.settings.demoAccounts, demoPassword: visit.settings.demoPassword)
        page.held = HeldForm(visit.form)
        return visit.page(
            "登录", signInPage(page), status: message == nil ? .ok : .unprocessableContent, mode: .plain)
    }

    /// The session of a form ran out before it came.
    static func hold(_ form: HeldForm, _ visit: Visit) -> Response {
        var page = SignInPage(
            csrf: visit.csrf, remembers: true, message: "太久没动，已经退出了。登录以后接着保存，刚才填的还在。",
            demoAccounts: visit.settings.demoAccounts, demoPassword: visit.settings.demoPassword)
        page.held = form
        return visit.page("登录", signInPage(page), status: .unauthorized, mode: .plain)
    }

    private func signIn(_ visit: Visit) async throws -> Response {
        let account = visit.form["account"]
        do {
            let former = try await SignIn(surroundings).account(token: visit.token)
            let token = try await SignIn(surroundings)(
                login: account, password: visit.form["password"], remember: visit.form.has("remember"),
                address: visit.address, unit: visit.form["unit"].nonEmpty, device: visit.device,
                replacing: visit.session == nil ? nil : visit.token)
            let session = try await SignIn(surroundings).session(token: token)
            let remembered = session?.remembered ?? false
            var response = Response.seeOther(Paths.own(visit.form["next"]))
            // Only for the one who typed it.
            if let held = HeldForm(visit.form), let former, session?.officer.account == former {
                let page = HeldFormPage(csrf: Visit.csrf(of: token), held: held)
                response = visit.page("刚才填的还在", heldFormPage(page), mode: .plain, narrow: true)
            }
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
