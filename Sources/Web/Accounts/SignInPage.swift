/// An account of the demonstration.
package struct DemoAccount: Hashable, Sendable {
    /// 乡镇经办人
    package var level: String
    package var account: String
    /// 能做什么
    package var what: String

    package init(level: String, account: String, what: String) {
        self.level = level
        self.account = account
        self.what = what
    }
}

package struct SignInPage: Hashable, Sendable {
    package var csrf: String
    /// Where to go after; one of our own paths.
    package var next: String?
    /// The unit to act in, of an account that holds several.
    package var unit: String?
    package var account: String
    package var remembers: Bool
    package var errors: FormErrors
    /// 账号或密码不对，再试一次
    package var message: String?
    package var demoAccounts: [DemoAccount]
    package var demoPassword: String?
    /// What was sent when the session had run out.
    package var held: HeldForm?

    package init(
        csrf: String, next: String? = nil, unit: String? = nil, account: String = "", remembers: Bool = false,
        errors: FormErrors = .none,
        message: String? = nil,
        demoAccounts: [DemoAccount] = [], demoPassword: String? = nil
    ) {
        self.csrf = csrf
        self.next = next
        self.unit = unit
        self.account = account
        self.remembers = remembers
        self.errors = errors
        self.message = message
        self.demoAccounts = demoAccounts
        self.demoPassword = demoPassword
    }
}

extension SignInPage {
    package static let sample = SignInPage(
        csrf: "token", account: "jinshan",
        errors: FormErrors([FieldError("password", "密码要填")]), message: "账号或密码不对，再试一次",
        demoAccounts: [
            DemoAccount(level: "村居记录员", account: "village", what: "记活动，按报完了"),
            DemoAccount(level: "乡镇经办人", account: "township", what: "导入通知，看谁还没报，上报"),
        ], demoPassword: "memberday-demo")
    package static let empty = SignInPage(csrf: "token")
}

/// Signing in. Pasting and password managers work; there is no riddle to solve.
package func signInPage(_ page: SignInPage) -> Markup {
    """
    <div class="signin \(page.demoAccounts.isEmpty ? "one" : "cols c2")"><section class="card stack"><h1>登录</h1>
    \(page.message.map { "<div role=\"alert\">\(note(Note(.brick, $0)))</div>" })
    \(errorSummary(page.errors))
    <form class="form" method="post" action="\(Paths.signIn)">\(csrfField(page.csrf))\(page.next.map { hidden("next", $0) })\(page.unit.map { hidden("unit", $0) })\(page.held?.fields)
    \(textField(Field("account", "账号", value: page.account, errors: page.errors), autocomplete: "username"))
    \(passwordField(
        Field("password", "密码", hint: "忘了就请上级重发一张登录条", errors: page.errors), autocomplete: "current-password"))
    \(tick("remember", "我自己的手机，90 天内不用再登录", isOn: page.remembers))
    <button class="btn big full">登录</button>
    <a class="btn two full" href="\(Paths.signInCode)">用登录条上的码登录</a></form></section>
    \(page.demoAccounts.isEmpty ? nil : demoAccounts(page))</div>
    """
}

private func demoAccounts(_ page: SignInPage) -> Markup {
    """
    <section class="card" aria-labelledby="demo"><div class="hd"><h2 id="demo">演示账号</h2></div>
    \(page.demoPassword.map { "<p>密码都是 <span class=\"secret\">\($0)</span></p>" })
    <ul class="list">\(each: page.demoAccounts, demoAccount)</ul></section>
    """
}

private func demoAccount(_ account: DemoAccount) -> Markup {
    """
    <li><span class="t"><b>\(account.level)</b><br><span class="m sm">\(account.what)</span></span>\
    <span class="secret">\(account.account)</span></li>
    """
}
