/// 我的账号: who one is here, the password, the devices, and the mail address.
package struct MePage: Hashable, Sendable {
    package var csrf: String
    /// 经办人
    package var name: String
    /// 金乡街道 经办人、负责人
    package var post: String
    /// False where no mail can be sent.
    package var offersMail: Bool
    package var mail: String
    package var daily: Bool
    /// 确认信发到 … 了
    package var state: Note?
    package var errors: FormErrors
    package var devices: DevicesSection

    package init(
        csrf: String, name: String, post: String, devices: DevicesSection, offersMail: Bool = true, mail: String = "",
        daily: Bool = true,
        state: Note? = nil, errors: FormErrors = .none
    ) {
        self.csrf = csrf
        self.name = name
        self.post = post
        self.devices = devices
        self.offersMail = offersMail
        self.mail = mail
        self.daily = daily
        self.state = state
        self.errors = errors
    }
}

extension MePage {
    package static let sample = MePage(
        csrf: "token", name: "经办人", post: "金乡街道　经办人", devices: .sample, mail: "name@example",
        state: Note(.amber, "确认信发到 name@example.cn 了，点了里面的链接才会收到提醒。"),
        errors: FormErrors([FieldError("mail", "邮箱要写成 name@example.cn 这样")]))
    package static let empty = MePage(csrf: "token", name: "记录员", post: "金山社区　记录员", devices: .empty, offersMail: false)
}

package func mePage(_ page: MePage) -> Markup {
    """
    <div class="title"><h1>我的账号</h1></div>
    <section class="card" aria-label="我是谁"><dl class="kv"><dt>称呼</dt><dd>\(page.name)</dd>\
    <dt>岗位</dt><dd>\(page.post)</dd><dt>账号</dt><dd>\(page.devices.account)</dd></dl></section>
    \(devicesSection(page.devices, csrf: page.csrf))
    <section class="card stack" aria-labelledby="mail-heading"><h2 id="mail-heading">邮箱</h2>
    \(page.offersMail ? mailForm(page) : "<p class=\"m\">这里还没有开通发邮件，有什么事看收件箱。</p>")</section>
    """
}

private func mailForm(_ page: MePage) -> Markup {
    """
    \(page.state.map(note))\(errorSummary(page.errors))
    <form class="form" method="post" action="\(Paths.me)">\(csrfField(page.csrf))
    \(textField(
        Field(
            "mail", "邮箱", value: page.mail, hint: "只用来给你自己发提醒，别人看不到。清空就是不用了。", isOptional: true,
            errors: page.errors), type: "email", autocomplete: "email"))
    \(tick("daily", "每天早上 8 点一封，有事才发", isOn: page.daily))
    <button class="btn">保存</button></form>
    """
}
