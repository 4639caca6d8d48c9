internal import UseCases

/// What stands around a page: title, unit, role, navigation and the lines that every page must carry.
package struct Shell: Hashable, Sendable {
    /// Changes with the static files, so that they can be cached for good.
    package static let assetVersion = String(
        Digest.hex(
            PackageResources.memberday_css + PackageResources.app_css + PackageResources.memberday_js
        ).prefix(8))

    package enum Mode: Hashable, Sendable {
        case navigation
        /// One thing to fill in: a way back and a heading instead of the navigation.
        case fill(back: String, heading: String)
        /// Before signing in, and where the navigation would be in the way.
        case plain
    }

    package var title: String
    package var unitName: String?
    package var unitHref: String
    /// The superiors, topmost first.
    package var unitPath: [Link]
    package var roleName: String?
    package var nav: [NavItem]
    /// Further links in the role menu.
    package var menu: [MenuGroup]
    /// The units between which the account can switch; the one it acts in is selected.
    package var units: [Choice] = []
    /// New messages in the inbox.
    package var unread: Int
    package var isDemo: Bool
    package var largeText: Bool
    package var path: String
    package var csrf: String?
    package var operatorName: String
    package var filingNumber: String
    package var mode: Mode
    package var isNarrow: Bool

    package init(
        title: String, unitName: String? = nil, unitHref: String = Paths.home, unitPath: [Link] = [],
        roleName: String? = nil, nav: [NavItem] = [], menu: [MenuGroup] = [], unread: Int = 0, isDemo: Bool = false,
        largeText: Bool = false,
        path: String = Paths.root, csrf: String? = nil, operatorName: String = "", filingNumber: String = "",
        mode: Mode = .navigation, isNarrow: Bool = false
    ) {
        self.title = title
        self.unitName = unitName
        self.unitHref = unitHref
        self.unitPath = unitPath
        self.roleName = roleName
        self.nav = nav
        self.menu = menu
        self.unread = unread
        self.isDemo = isDemo
        self.largeText = largeText
        self.path = path
        self.csrf = csrf
        self.operatorName = operatorName
        self.filingNumber = filingNumber
        self.mode = mode
        self.isNarrow = isNarrow
    }

    package static let sample = Shell(
        title: "金山社区", unitName: "金山社区", unitHref: Paths.unit("370828001002"),
        unitPath: [Link("金乡县", Paths.unit("370828")), Link("金乡街道", Paths.unit("370828001"))], roleName: "记录员",
        nav: [
            NavItem("首页", icon: "home", href: Paths.home, isCurrent: true),
            NavItem("记一条", icon: "plus", href: Paths.newActivity),
            NavItem("记过的", icon: "list", href: Paths.activities),
        ],
        unread: 3, isDemo: true, path: Paths.home, csrf: "token", operatorName: "某某县计划生育协会", filingNumber: "演示，无备案")
    package static let empty = Shell(title: "登录", mode: .plain)
}

/// Links of the role menu that belong together.
package struct MenuGroup: Hashable, Sendable {
    package var heading: String
    package var links: [Link]

    package init(_ heading: String, _ links: [Link]) {
        self.heading = heading
        self.links = links
    }
}

/// One entry of the main navigation.
package struct NavItem: Hashable, Sendable {
    package enum Width: String, Hashable, Sendable {
        case any = ""
        case wide, thin
    }

    package var label: String
    package var icon: String
    package var href: String
    package var isCurrent: Bool
    /// `wide` shows it on desktops only, `thin` on phones only.
    package var width: Width

    package init(_ label: String, icon: String, href: String, isCurrent: Bool = false, width: Width = .any) {
        self.label = label
        self.icon = icon
        self.href = href
        self.isCurrent = isCurrent
        self.width = width
    }
}

/// The whole document around `main`.
package func layout(_ shell: Shell, _ main: Markup) -> Markup {
    let body: Markup = """
        <a class="skip" href="#main">跳到正文</a>
        \(header(shell))
        \(navigation(shell))
        <main id="main" class="page wrap\(narrow(shell))">
        \(main)
        </main>
        \(footer(shell))
        """
    return """
        <!doctype html>
        <html lang="zh-CN"\(attribute("data-size", shell.largeText ? "large" : nil))>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
        <meta name="color-scheme" content="light dark">
        <title>\(shell.title) · 会员活动日</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="\(Paths.stylesheet)?v=\(Shell.assetVersion)">
        <link rel="stylesheet" href="\(Paths.appStylesheet)?v=\(Shell.assetVersion)">
        <script type="module" src="\(Paths.script)?v=\(Shell.assetVersion)"></script>
        </head>
        <body\(attribute("class", bodyClass(shell)))>
        <svg class="sprite" width="0" height="0" aria-hidden="true">\(Icons.symbols(usedIn: body.html))</svg>
        \(body)
        </body>
        </html>
        """
}

private func bodyClass(_ shell: Shell) -> String? {
    switch shell.mode {
    case .navigation: shell.nav.isEmpty ? nil : "has-nav"
    case .fill: "fill"
    case .plain: nil
    }
}

private func narrow(_ shell: Shell) -> String {
    if case .fill = shell.mode { return " narrow" }
    return shell.isNarrow ? " narrow" : ""
}

private func header(_ shell: Shell) -> Markup {
    if case .fill(let back, let heading) = shell.mode {
        return """
            <header class="bar"><div class="wrap"><a class="tool back" href="\(back)">\(icon("back"))返回</a>\
            <b>\(heading)</b><div class="tools">\(sizeTool(shell))</div></div></header>
            """
    }
    return """
        <header class="bar"><div class="wrap">
        <a class="brand" href="\(Paths.root)" aria-label="会员活动日 首页">\(mark)<span class="hide-s">会员活动日</span></a>\
        \(shell.isDemo ? "<span class=\"demo hide-s\">演示</span>" : nil)
        \(shell.unitName.map { unitSwitcher(shell, $0) })
        <div class="tools">\(sizeTool(shell))
        \(shell.roleName.map { roleMenu(shell, $0) })</div>
        </div></header>
        """
}

private let mark: Markup = """
    <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M4.5 6.5h19v17h-19zM4.5 11.5h19M9.5 3.5v5M18.5 3.5v5" \
    stroke-linecap="round" stroke-linejoin="round"/><path d="m10 17.6 2.7 2.6 5.3-5.2" stroke-width="2.2" \
    stroke-linecap="round" stroke-linejoin="round"/></svg>
    """

private func sizeTool(_ shell: Shell) -> Markup {
    """
    <a class="tool" href="\(Paths.largeText(!shell.largeText, back: shell.path))">\(icon("aa"))\
    <span>\(shell.largeText ? "正常字" : "大字")</span></a>
    """
}

private func unitSwitcher(_ shell: Shell, _ name: String) -> Markup {
    """
    <details class="drop"><summary><span class="vh">现在的单位：</span><b>\(name)</b>\(icon("down"))</summary>\
    <div class="menu">\(each: shell.unitPath.dropLast(), { "<a href=\"\($0.href)\">\($0.text)</a>" })\
    \(shell.unitPath.last.map { "<a href=\"\($0.href)\">\($0.text)<span class=\"q\">上一级</span></a>" })\
    <a href="\(shell.unitHref)" aria-current="true"><b>\(name)</b><span class="q">现在</span></a>\
    \(shell.units.count > 1 ? "\(each: shell.units.filter { !$0.isSelected }, { switchForm(shell, $0) })" : nil)\
    <a href="\(Paths.units)">找单位</a></div></details>
    """
}

private func switchForm(_ shell: Shell, _ unit: Choice) -> Markup {
    """
    <form method="post" action="\(Paths.switchUnit)">\(shell.csrf.map(csrfField))\(hidden("unit", unit.value))\
    <button>换到\(unit.label)</button></form>
    """
}

private func roleMenu(_ shell: Shell, _ role: String) -> Markup {
    """
    <details class="drop end"><summary><span class="hide-s">\(role)</span><span class="hide-l">\(icon("user"))\
    <span class="vh">\(role)</span></span>\(shell.unread == 0 ? nil : unread(shell.unread))\
    <span class="hide-s">\(icon("down"))</span></summary>\
    <div class="menu groups"><a href="\(Paths.inbox)">收件箱\
    \(shell.unread == 0 ? nil : "<span class=\"q\">\(unreadNumber(shell.unread)) 条新的</span>")</a>\
    \(each: shell.menu, menuGroup)\
    <form method="post" action="\(Paths.signOut)">\(shell.csrf.map(csrfField))\
    <button>退出</button></form></div></details>
    """
}

private func menuGroup(_ group: MenuGroup) -> Markup {
    """
    <div class="group"><span class="q sm">\(group.heading)</span>\
    \(each: group.links, { "<a href=\"\($0.href)\">\($0.text)</a>" })</div>
    """
}

private func unread(_ count: Int) -> Markup {
    "<span class=\"unread\">\(unreadNumber(count))<span class=\"vh\"> 条新消息</span></span>"
}
private func unreadNumber(_ count: Int) -> String { count > 99 ? "99+" : String(count) }

private func navigation(_ shell: Shell) -> Markup? {
    guard case .navigation = shell.mode, !shell.nav.isEmpty else { return nil }
    return "<nav class=\"nav noprint\" aria-label=\"主导航\"><ul>\(each: shell.nav, navigationItem)</ul></nav>"
}

private func navigationItem(_ item: NavItem) -> Markup {
    """
    <li\(attribute("class", item.width == .any ? nil : item.width.rawValue))><a href="\(item.href)"\
    \(attribute("aria-current", item.isCurrent ? "page" : nil))>\(icon(item.icon))\(item.label)</a></li>
    """
}

private func footer(_ shell: Shell) -> Markup {
    """
    <footer class="foot noprint"><div class="wrap"><span class="nw">会员活动日 MemberDay</span>\
    \(shell.isDemo ? "<span class=\"nw\">演示数据，不是真实统计</span>" : nil)\
    <a href="\(Paths.feedback)">投诉建议</a><a href="\(Paths.accessibility)">无障碍说明</a>\
    <a href="\(Paths.privacy)">谁能看到什么</a>\
    <span>主办单位：\(shell.operatorName.isEmpty ? "还没填" : shell.operatorName)</span>\
    <span>备案编号：\(shell.filingNumber.isEmpty ? "还没填" : shell.filingNumber)</span></div></footer>
    """
}
