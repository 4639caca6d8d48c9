internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import UseCases

/// One request, with who it comes from and what it brought.
struct Visit: Sendable {
    let request: Request
    let context: AppContext
    let settings: WebSettings
    /// The session token, or the visitor's own before signing in.
    let token: String
    /// The visitor's token is new and has to be set as a cookie.
    let tokenIsNew: Bool
    let session: SignIn.Session?
    let largeText: Bool
    var form = FormData()
    var json: [UInt8] = []
    /// New messages for the officer; counted for pages only.
    var unread = 0

    var signedIn: Officer? { session?.officer }

    /// Proof that a form came from one of our pages; follows from the token, which nobody else knows.
    var csrf: String { Self.csrf(of: token) }
    static func csrf(of token: String) -> String { String(Digest.hex("csrf:" + token).prefix(32)) }

    /// - Throws: `.unauthenticated`; routes that need an officer never get here without one.
    var officer: Officer {
        get throws(AccessRefused) {
            guard let signedIn else { throw .unauthenticated }
            return signedIn
        }
    }

    var path: String { request.uri.path }
    /// For counting failed sign-ins; never stored with a person.
    var address: String {
        if settings.trustsProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        {
            return String(last.filter { !$0.isWhitespace }.prefix(45))
        }
        return context.remoteAddress?.ipAddress ?? "local"
    }

    /// What links that leave the product begin with.
    var origin: String {
        let host = request.head.authority ?? "127.0.0.1"
        return settings.address ?? (settings.secureCookies ? "https://" : "http://") + host
    }
    /// 安卓手机 微信
    var device: String { DeviceName.words(request.headers[.userAgent] ?? "") }

    func parameter(_ name: String) throws(AccessRefused) -> String {
        guard let value = context.parameters[Substring(name)] else { throw .missing }
        return String(value)
    }
    func identifier<Entity>(_ name: String) throws(AccessRefused) -> Identifier<Entity> {
        let raw = try parameter(name)
        guard let id = try? Identifier<Entity>(raw) else { throw .missing }
        return id
    }
    func query(_ name: String) -> String? {
        guard let value = request.uri.queryParameters[Substring(name)] else { return nil }
        return value.isEmpty ? nil : String(value)
    }
}

extension Response {
    /// 303, so that a reload never sends a form twice. Source: RFC 9110, 15.4.4.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
    static func html(_ status: HTTPResponse.Status, _ markup: Markup) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: markup.html)))
    }
}

extension Visit {
    /// A whole page with the navigation of the officer's role.
    func page(
        _ title: String, _ main: Markup, status: HTTPResponse.Status = .ok, mode: Shell.Mode = .navigation,
        narrow: Bool = false
    ) -> Response {
        var shell = Shell(title: title)
        shell.isDemo = settings.isDemo
        shell.largeText = largeText
        shell.path = request.uri.string
        shell.operatorName = settings.operatorName
        shell.filingNumber = settings.filingNumber
        shell.mode = mode
        shell.isNarrow = narrow
        shell.csrf = csrf
        if let officer = signedIn {
            shell.unitName = officer.unit.shortName
            shell.unitHref = Paths.unit(officer.unit.code)
            shell.roleName = officer.displayName
            shell.nav = Navigation.items(for: officer, at: path)
            shell.menu = Navigation.menu(for: officer)
            shell.units = (session?.units ?? []).map {
                Choice($0.code, $0.shortName, isSelected: $0.id == officer.unit.id)
            }
            shell.unread = unread
        }
        return .html(status, layout(shell, main))
    }
}

/// The navigation of each role. Source: design/guide.md §5, §11.
enum Navigation {
    static func items(for officer: Officer, at path: String) -> [NavItem] {
        let entries: [(String, String, String)] =
            officer.unit.level == .village
            ? [
                ("首页", "home", Paths.home), ("记一条", "plus", Paths.newActivity), ("记过的", "list", Paths.activities),
            ]
            : [
                ("工作台", "home", Paths.home), ("活动", "cal", Paths.activities), ("统计表", "table", Paths.tables),
                ("上报", "send", Paths.submissions), ("通知", "doc", Paths.notices),
            ]
        let current = entries.filter { path == $0.2 || path.hasPrefix($0.2 + "/") }.max { $0.2.count < $1.2.count }
        return entries.map { NavItem($0.0, icon: $0.1, href: $0.2, isCurrent: $0.2 == current?.2) }
    }

    static func menu(for officer: Officer) -> [MenuGroup] {
        let code = officer.unit.code
        let staff = [Link("人手和换届", Paths.register(code)), Link("阵地", Paths.sites(code))]
        let me = MenuGroup("我", [Link("我的账号", Paths.me)])
        if officer.unit.level == .village {
            return [
                MenuGroup(
                    "活动",
                    [Link("信息统计表", Paths.tables), Link("媒体稿件", Paths.mediaItems), Link("通知", Paths.notices)]),
                MenuGroup("本单位", staff), me,
            ]
        }
        let canLetIn = officer.may(.letInBelow, on: officer.unit)
        return [
            MenuGroup(
                "催和收",
                [
                    Link("谁还缺什么", Paths.gaps), Link("提醒记录", Paths.reminders), Link("有什么变化", Paths.changes),
                    Link("收表", Paths.newImport),
                ]),
            MenuGroup(
                "登记",
                [Link("媒体稿件", Paths.mediaItems), Link("网站和账号", Paths.channels)] + staff
                    + [Link("覆盖情况", Paths.coverage(code))]),
            MenuGroup(
                "单位和人",
                [Link("单位", Paths.unit(code))]
                    + (canLetIn ? [Link("给下级开岗位", Paths.newPosts(of: code))] : [])
                    + (officer.may(.administer, on: officer.unit) ? [Link("附件模板", Paths.templates)] : [])),
            me,
        ]
    }
}
