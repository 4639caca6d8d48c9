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

/// Where the account is signed in, and its password.
package struct DevicesSection: Hashable, Sendable {
    package var account: String
    package var hasPassword: Bool
    package var devices: [DeviceLine]

    package init(account: String, hasPassword: Bool, devices: [DeviceLine] = []) {
        self.account = account
        self.hasPassword = hasPassword
        self.devices = devices
    }

    package static let sample = DevicesSection(
        account: "370828001010", hasPassword: false,
        devices: [
            DeviceLine(id: "d1", name: "安卓手机 微信", about: "5月29日登录，金山社区", isThis: true),
            DeviceLine(id: "d2", name: "Windows 电脑 Edge", about: "5月6日登录，金山社区"),
        ])
    package static let empty = DevicesSection(account: "jiedao", hasPassword: true)
}

func devicesSection(_ section: DevicesSection, csrf: String) -> Markup {
    """
    <section class="card stack" aria-labelledby="password"><h2 id="password">密码</h2>
    <p class="m">\(section.hasPassword ? "设了密码，用账号和密码登录。" : "还没设密码，用登录条登录。")</p>
    <p><a class="btn two" href="\(Paths.password)">\(section.hasPassword ? "换一个密码" : "设一个密码")</a></p></section>
    <section class="card" aria-labelledby="now"><div class="hd"><h2 id="now">登录的设备</h2></div>
    <p class="m sm">手机丢了、换了，在这里让它退出；下一次点开就要重新登录。</p>
    \(section.devices.isEmpty
        ? "<p class=\"m\">没有登着的设备。</p>"
        : "<ul class=\"list\">\(each: section.devices, { device($0, csrf) })</ul>")</section>
    """
}

private func device(_ line: DeviceLine, _ csrf: String) -> Markup {
    """
    <li><span class="t"><b>\(line.name)</b>\(line.isThis ? " <span class=\"q\">就是这一台</span>" : nil)<br>\
    <span class="m sm">\(line.about)</span></span>
    <form method="post" action="\(Paths.endDevice)">\(csrfField(csrf))\(hidden("device", line.id))
    <button class="btn two sml">退出<span class="vh">\(line.name)</span></button></form></li>
    """
}
