/// Signing in with the code of a slip. It says nothing of whose code it is before the code is sent.
package struct CodePage: Hashable, Sendable {
    package var csrf: String
    package var code: String
    package var errors: FormErrors

    package init(csrf: String, code: String = "", errors: FormErrors = .none) {
        self.csrf = csrf
        self.code = code
        self.errors = errors
    }
}

extension CodePage {
    package static let sample = CodePage(
        csrf: "token", code: "3708 2800 1010",
        errors: FormErrors([FieldError("code", "这个码用不了。核对一遍再输；还不行，请乡镇（街道）重发一张登录条")]))
    package static let empty = CodePage(csrf: "token")
}

package func codePage(_ page: CodePage) -> Markup {
    """
    <div class="signin one"><section class="card stack"><div class="title"><h1>用登录条上的码登录</h1>
    <p class="m">扫了码，数字就已经填好，按“登录”就行。</p></div>
    \(errorSummary(page.errors))
    <form class="form" method="post" action="\(Paths.signInCode)">\(csrfField(page.csrf))
    \(textField(
        Field("code", "12 位数字", value: page.code, hint: "登录条上三组、每组四位；只能用一次", errors: page.errors),
        autocomplete: "one-time-code", inputmode: "numeric"))
    <button class="btn big full">登录</button>
    <a class="btn two full" href="\(Paths.signIn)">用账号和密码登录</a></form></section></div>
    """
}
