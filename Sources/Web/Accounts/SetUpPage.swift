/// The first start: the one-time link leads here.
package struct SetUpPage: Hashable, Sendable {
    package var csrf: String
    package var token: String
    package var unitName: String
    package var account: String
    package var errors: FormErrors

    package init(csrf: String, token: String, unitName: String, account: String = "", errors: FormErrors = .none) {
        self.csrf = csrf
        self.token = token
        self.unitName = unitName
        self.account = account
        self.errors = errors
    }
}

extension SetUpPage {
    package static let sample = SetUpPage(
        csrf: "token", token: "one-time", unitName: "金乡县计划生育协会", account: "clerk",
        errors: FormErrors([FieldError("password_again", "两次填的密码不一样")]))
    package static let empty = SetUpPage(csrf: "token", token: "one-time", unitName: "金乡县计划生育协会")
}

package func setUpPage(_ page: SetUpPage) -> Markup {
    """
    <div class="signin one"><section class="card stack"><div class="title"><h1>第一次用，先定一个账号</h1>
    <p class="m">这个账号管 <b>\(page.unitName)</b>。链接只能用一次。</p></div>
    \(errorSummary(page.errors))
    <form class="form" method="post" action="\(Paths.setUp(token: page.token))">\(csrfField(page.csrf))
    \(textField(
        Field("account", "账号", value: page.account, hint: "字母、数字，登录时用", errors: page.errors), autocomplete: "username"))
    \(passwordField(
        Field("password", "密码", hint: "至少 8 个字，可以是一句话", errors: page.errors), autocomplete: "new-password"))
    \(passwordField(Field("password_again", "密码再填一遍", errors: page.errors), autocomplete: "new-password"))
    <button class="btn big full">定好，去登录</button></form></section></div>
    """
}
