/// A device on which the account is signed in. When it was used last is not shown, and not for anybody.
package struct DeviceLine: Hashable, Sendable {
    package var id: String
    /// 安卓手机 微信
    package var name: String
    /// 5月29日登录，金山社区
    package var about: String
    package var isThis: Bool

    package init(id: String, name: String, about: String, isThis: Bool = false) {
        self.id = id
        self.name = name
        self.about = about
        self.isThis = isThis
    }
}

package struct DevicesPage: Hashable, Sendable {
    package var csrf: String
    package var account: String
    package var hasPassword: Bool
    package var devices: [DeviceLine]

    package init(csrf: String, account: String, hasPassword: Bool, devices: [DeviceLine] = []) {
        self.csrf = csrf
        self.account = account
        self.hasPassword = hasPassword
        self.devices = devices
    }
}

extension DevicesPage {
    package static let sample = DevicesPage(
        csrf: "token", account: "370828001010", hasPassword: false,
        devices: [
            DeviceLine(id: "d1", name: "安卓手机 微信", about: "5月29日登录，金山社区", isThis: true),
            DeviceLine(id: "d2", name: "Windows 电脑 Edge", about: "5月6日登录，金山社区"),
        ])
    package static let empty = DevicesPage(csrf: "token", account: "jiedao", hasPassword: true)
}

package func devicesPage(_ page: DevicesPage) -> Markup {
    """
    <div class="title"><h1>登录的设备</h1><p class="m">手机丢了、换了，在这里让它退出；下一次点开就要重新登录。</p></div>
    <section class="card" aria-labelledby="now"><div class="hd"><h2 id="now">现在登着的</h2></div>
    \(page.devices.isEmpty
        ? "<p class=\"m\">没有登着的设备。</p>" : "<ul class=\"list\">\(each: page.devices, { device(page, $0) })</ul>")</section>
    <section class="card stack" aria-labelledby="password"><h2 id="password">账号和密码</h2>
    \(facts([Fact("账号", page.account), Fact("密码", page.hasPassword ? "设了" : "没设")]))
    <p><a class="btn two" href="\(Paths.password)">\(page.hasPassword ? "换一个密码" : "设一个密码")</a></p></section>
    """
}

private func device(_ page: DevicesPage, _ line: DeviceLine) -> Markup {
    """
    <li><span class="t"><b>\(line.name)</b>\(line.isThis ? " <span class=\"q\">就是这一台</span>" : nil)<br>\
    <span class="m sm">\(line.about)</span></span>
    <form method="post" action="\(Paths.endDevice)">\(csrfField(page.csrf))\(hidden("device", line.id))
    <button class="btn two sml">退出<span class="vh">\(line.name)</span></button></form></li>
    """
}
