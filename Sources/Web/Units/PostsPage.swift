/// One account that holds posts in the unit.
package struct PostLine: Hashable, Sendable {
    package var id: String
    package var name: String
    package var account: String
    package var roles: String
    /// 交接、停用、退出登录 are this officer's to do.
    package var canChange: Bool
    /// 重发登录条 too: no other post of the account is beyond the officer.
    package var canReset: Bool
    /// Roles that can be added.
    package var more: [Choice]

    package init(
        id: String, name: String, account: String, roles: String, canChange: Bool = true, canReset: Bool = true,
        more: [Choice] = []
    ) {
        self.id = id
        self.name = name
        self.account = account
        self.roles = roles
        self.canChange = canChange
        self.canReset = canReset
        self.more = more
    }
}

/// A post that is closed.
package struct FormerPost: Hashable, Sendable {
    package var name: String
    package var role: String
    /// 2025年6月1日停用
    package var until: String

    package init(name: String, role: String, until: String) {
        self.name = name
        self.role = role
        self.until = until
    }
}

/// Who works in a unit, and a form to let somebody in.
package struct PostsPage: Hashable, Sendable {
    package var csrf: String
    package var unit: String
    package var unitName: String
    package var isClosed: Bool
    package var posts: [PostLine]
    package var former: [FormerPost]
    /// What the press before did.
    package var done: String?
    package var roles: [Choice]
    package var name: String
    package var account: String
    /// The account is there already: it may be the same person.
    package var offersSame: Bool
    package var errors: FormErrors

    package init(
        csrf: String, unit: String, unitName: String, isClosed: Bool = false, posts: [PostLine] = [],
        former: [FormerPost] = [], done: String? = nil, roles: [Choice] = [], name: String = "", account: String = "",
        offersSame: Bool = false,
        errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.unit = unit
        self.unitName = unitName
        self.isClosed = isClosed
        self.posts = posts
        self.former = former
        self.done = done
        self.roles = roles
        self.name = name
        self.account = account
        self.offersSame = offersSame
        self.errors = errors
    }
}

extension PostsPage {
    package static let sample = PostsPage(
        csrf: "token", unit: "370828001", unitName: "金乡街道",
        posts: [
            PostLine(
                id: "a1", name: "经办人", account: "jiedao", roles: "经办人、负责人", more: [Choice("administrator", "管理员")]),
            PostLine(id: "a2", name: "管理员", account: "guanli", roles: "管理员", canChange: false, canReset: false),
        ], former: [FormerPost(name: "经办人", role: "经办人", until: "2025年6月1日停用")],
        done: "经办人（jiedao）在这个单位登着的设备都退出了。",
        roles: [Choice("clerk", "经办人", isSelected: true), Choice("signatory", "负责人")], name: "经办人", account: "jiedao",
        offersSame: true, errors: FormErrors([FieldError("account", "这个账号有人用了，换一个")]))
    package static let empty = PostsPage(csrf: "token", unit: "370828001", unitName: "金乡街道")
}

package func postsPage(_ page: PostsPage) -> Markup {
    """
    \(crumb([Link(page.unitName, Paths.unit(page.unit))], "岗位", label: "单位"))
    <div class="title"><h1>\(page.unitName)的岗位</h1><p class="m">权限跟着岗位走。人换了，账号也换，做过的事都留着。</p></div>
    \(page.done.map { "<div role=\"status\">\(note(Note(.ok, $0)))</div>" })
    \(errorSummary(page.errors))
    <section class="card" aria-labelledby="now"><div class="hd"><h2 id="now">现在有谁</h2></div>
    \(page.posts.isEmpty
        ? "<p class=\"m\">还没有人。</p>"
        : "<ul class=\"list\">\(each: page.posts, { postLine(page, $0) })</ul>")</section>
    \(page.isClosed
        ? note(Note(.plain, "这个单位撤销了：原来的人还能看，不能再开岗位；看完了就停用。")) : newPost(page))
    \(page.former.isEmpty ? nil : formerPosts(page.former))
    """
}

private func newPost(_ page: PostsPage) -> Markup {
    """
    <section class="card stack" aria-labelledby="new"><h2 id="new">开一个账号</h2>
    <form class="form" method="post" action="\(Paths.posts(of: page.unit))">\(csrfField(page.csrf))
    \(textField(Field("name", "怎么称呼", value: page.name, hint: "写岗位就行，比如 经办人", errors: page.errors)))
    \(textField(Field("account", "账号", value: page.account, hint: "小写字母、数字，比如 jiedao", errors: page.errors)))
    \(page.offersSame ? tick("same", "是同一个人，只加岗位", isOn: false) : nil)
    \(passwordField(
        Field("password", "密码", hint: "至少 8 个字。不填就给一张登录条，由本人自己设", isOptional: true, errors: page.errors),
        autocomplete: "new-password"))
    <fieldset class="field"><legend>什么岗位</legend>\(each: page.roles, roleTick)</fieldset>
    <button class="btn big full">开账号</button></form></section>
    """
}

private func formerPosts(_ posts: [FormerPost]) -> Markup {
    """
    <details class="card fold"><summary>以前的</summary><ul class="list">\(each: posts, formerPost)</ul></details>
    """
}

private func formerPost(_ post: FormerPost) -> Markup {
    "<li><span class=\"t\"><b>\(post.name)</b>　\(post.role)</span><span class=\"q sm\">\(post.until)</span></li>"
}

private func postLine(_ page: PostsPage, _ post: PostLine) -> Markup {
    """
    <li><span class="t"><b>\(post.name)</b>　\(post.roles)</span><span class="q sm">\(post.account)</span>\
    \(post.more.isEmpty ? nil : moreRoles(page, post))\(post.canChange ? actions(page, post) : nil)</li>
    """
}

/// One press for each role, without typing the account anew.
private func moreRoles(_ page: PostsPage, _ post: PostLine) -> Markup {
    """
    <details class="fold entry"><summary>再加一个岗位</summary><form class="stack pad" method="post" \
    action="\(Paths.posts(of: page.unit))">\(csrfField(page.csrf))\(hidden("same", "1"))\(hidden("account", post.account))
    <p class="hint">还是这个账号，多一个岗位</p>
    \(each: post.more, {
        "<button class=\"btn two full\" name=\"role.\($0.value)\" value=\"1\">加上\($0.label)</button>"
    })</form></details>
    """
}

private func actions(_ page: PostsPage, _ post: PostLine) -> Markup {
    let name = Field("name", "新来的人怎么称呼", hint: "原来的账号停用，做过的事还记在原来的人名下", id: "to-\(post.id)", errors: page.errors)
    return """
        <details class="fold entry"\(attribute("open", if: name.error != nil))><summary>换人、重发、停用</summary><div class="stack pad">
        \(page.isClosed ? nil : letIn(page, post, name))
        \(action(page, post, "sign-out", "退出所有设备", "手机、电脑下一次点开就要重新登录；岗位和密码不变"))
        \(action(page, post, "close", "停用", "马上进不来这个单位，停了不能恢复；做过的事都留着。换人用上面的交接"))
        </div></details>
        """
}

/// A new slip, or a new person; neither where the unit is closed.
private func letIn(_ page: PostsPage, _ post: PostLine, _ name: Field) -> Markup {
    """
    \(post.canReset
        ? action(page, post, "reset", "重发登录条", "原来的密码作废，登着的设备都退出；拿新的登录条再进来")
        : "<p class=\"hint\">这个账号在别处也有岗位，登录条请对方管理员重发</p>")
    <form class="form" method="post" action="\(Paths.postAction("hand-over", of: page.unit))">\(csrfField(page.csrf))\
    \(hidden("account", post.id))\(textField(name))<button class="btn two full">交接给新来的人</button></form>
    """
}

private func action(_ page: PostsPage, _ post: PostLine, _ action: String, _ verb: String, _ effect: String) -> Markup {
    """
    <form method="post" action="\(Paths.postAction(action, of: page.unit))">\(csrfField(page.csrf))\
    \(hidden("account", post.id))<p class="hint">\(verb)：\(effect)</p><button class="btn two full">\(verb)</button></form>
    """
}

private func roleTick(_ role: Choice) -> Markup {
    tick("role.\(role.value)", role.label, isOn: role.isSelected)
}
