/// One account that holds posts in the unit.
package struct PostLine: Hashable, Sendable {
    package var name: String
    package var account: String
    package var roles: String

    package init(name: String, account: String, roles: String) {
        self.name = name
        self.account = account
        self.roles = roles
    }
}

/// Who works in a unit, and a form to let somebody in.
package struct PostsPage: Hashable, Sendable {
    package var csrf: String
    package var unit: String
    package var unitName: String
    package var posts: [PostLine]
    package var roles: [Choice]
    package var name: String
    package var account: String
    package var errors: FormErrors

    package init(
        csrf: String, unit: String, unitName: String, posts: [PostLine] = [], roles: [Choice] = [], name: String = "",
        account: String = "", errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.unit = unit
        self.unitName = unitName
        self.posts = posts
        self.roles = roles
        self.name = name
        self.account = account
        self.errors = errors
    }
}

extension PostsPage {
    package static let sample = PostsPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道",
        posts: [PostLine(name: "经办人", account: "jiedao", roles: "经办人、负责人")],
        roles: [Choice("clerk", "经办人", isSelected: true), Choice("signatory", "负责人")], name: "经办人", account: "jie dao",
        errors: FormErrors([FieldError("account", "账号用 3 到 40 个小写字母、数字、点或横线")]))
    package static let empty = PostsPage(csrf: "token", unit: "370828001", unitName: "金乡街道")
}

package func postsPage(_ page: PostsPage) -> Markup {
    """
    <div class="title"><h1>\(page.unitName)的岗位</h1><p class="m">权限跟着岗位走。人换了，账号也换，做过的事都留着。</p></div>
    \(errorSummary(page.errors))
    <section class="card" aria-labelledby="now"><div class="hd"><h2 id="now">现在有谁</h2></div>
    \(page.posts.isEmpty
        ? "<p class=\"m\">还没有人。</p>" : "<ul class=\"list\">\(each: page.posts, postLine)</ul>")</section>
    <section class="card stack" aria-labelledby="new"><h2 id="new">开一个账号</h2>
    <form class="form" method="post" action="\(Paths.posts(of: page.unit))">\(csrfField(page.csrf))
    \(textField(Field("name", "怎么称呼", value: page.name, hint: "写岗位就行，比如 经办人", errors: page.errors)))
    \(textField(Field("account", "账号", value: page.account, hint: "小写字母、数字，比如 jiedao", errors: page.errors)))
    \(passwordField(Field("password", "密码", hint: "至少 8 个字，告诉本人", errors: page.errors), autocomplete: "new-password"))
    <fieldset class="field"><legend>什么岗位</legend>\(each: page.roles, roleTick)</fieldset>
    <button class="btn big full">开账号</button></form></section>
    \(page.posts.isEmpty ? nil : resetSection(page))
    """
}

private func resetSection(_ page: PostsPage) -> Markup {
    let accounts = page.posts.map { Choice($0.account, "\($0.account)（\($0.name)）") }
    return """
        <section class="card stack" aria-labelledby="reset"><h2 id="reset">重设密码</h2>
        <form class="form" method="post" action="\(Paths.postPassword(of: page.unit))">\(csrfField(page.csrf))
        \(selectField(Field("login", "哪个账号"), accounts))
        \(passwordField(
            Field("new_password", "新密码", hint: "至少 8 个字，告诉本人；原来登着的会退出", errors: page.errors),
            autocomplete: "new-password"))
        <button class="btn two full">重设</button></form></section>
        """
}

private func postLine(_ post: PostLine) -> Markup {
    "<li><span class=\"t\"><b>\(post.name)</b>　\(post.roles)</span><span class=\"q sm\">\(post.account)</span></li>"
}

private func roleTick(_ role: Choice) -> Markup {
    tick("role.\(role.value)", role.label, isOn: role.isSelected)
}
