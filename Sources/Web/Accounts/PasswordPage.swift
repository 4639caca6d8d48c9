/// Choosing a password of one's own.
package struct PasswordPage: Hashable, Sendable {
    package var csrf: String
    package var account: String
    /// Came in with a slip and cannot go on without one.
    package var isFirst: Bool
    package var hasPassword: Bool
    package var next: String
    package var errors: FormErrors

    package init(
        csrf: String, account: String, isFirst: Bool, hasPassword: Bool, next: String, errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.account = account
        self.isFirst = isFirst
        self.hasPassword = hasPassword
        self.next = next
        self.errors = errors
    }
}

extension PasswordPage {
    package static let sample = PasswordPage(
        csrf: "token", account: "370828001", isFirst: true, hasPassword: false, next: Paths.home,
        errors: FormErrors([FieldError("again", "两次填的密码不一样，再填一遍")]))
    package static let empty = PasswordPage(
        csrf: "token", account: "370828001010", isFirst: false, hasPassword: true, next: Paths.me)
}

package func passwordPage(_ page: PasswordPage) -> Markup {
    """
    <div class="signin one"><section class="card stack"><div class="title"><h1>设密码</h1>
    <p class="m">\(page.isFirst ? "登录条上的码只能用一次，以后用账号和密码登录。" : "以后可以用账号和密码登录。")</p></div>
    \(facts([Fact("你的账号", page.account)]))
    \(errorSummary(page.errors))
    <form class="form" method="post" action="\(Paths.password)">\(csrfField(page.csrf))\(hidden("next", page.next))
    <input type="hidden" name="username" value="\(page.account)" autocomplete="username">
    \(page.hasPassword
        ? passwordField(Field("former", "现在的密码", errors: page.errors), autocomplete: "current-password") : nil)
    \(passwordField(
        Field("password", "新密码", hint: "至少 8 个字，可以是一句话", errors: page.errors), autocomplete: "new-password"))
    \(passwordField(Field("again", "新密码再填一遍", errors: page.errors), autocomplete: "new-password"))
    <button class="btn big full">设好</button></form></section></div>
    """
}
