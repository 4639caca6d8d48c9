internal import Domain
internal import Hummingbird
internal import UseCases

/// 我的账号, and the links that mails carry. A link's page is for anybody who holds it; only its button does something.
struct MeRoutes {
    let surroundings: Surroundings

    var routes: [Route] {
        [
            .get(Paths.me, .officer) { try await show($0) }, .post(Paths.me, .officer, save),
            .get("/mail/confirm/{token}", .open) { visit in
                let token = try visit.parameter("token")
                guard try await KeepMailAddress(surroundings).isOpen(confirm: token) else { throw MailRefused.linkUsed }
                return page(
                    visit,
                    MailLinkPage(
                        csrf: visit.csrf, heading: "确认你的邮箱", text: "点了以后，有事的日子早上 8 点给你发一封。",
                        action: Link("确认", Paths.mailConfirm(token: token))))
            },
            .post("/mail/confirm/{token}", .open) { visit in
                try await KeepMailAddress(surroundings).confirm(token: visit.parameter("token"))
                return .seeOther(Paths.mailConfirmed)
            },
            .get(Paths.mailConfirmed, .open) { visit in
                page(visit, MailLinkPage(heading: "邮箱确认好了", text: "以后有事的日子，早上 8 点给你发一封。不想收，信里有退订的链接。"))
            },
            .get("/mail/stop/{token}", .open) { visit in
                let token = try visit.parameter("token")
                guard try await KeepMailAddress(surroundings).isOpen(stop: token) else { throw MailRefused.linkUsed }
                return page(
                    visit,
                    MailLinkPage(
                        csrf: visit.csrf, heading: "不想每天收了", text: "点了以后就不再发。要做的事在收件箱里还看得到。",
                        action: Link("不再发", Paths.mailStop(token: token))))
            },
            .post("/mail/stop/{token}", .open) { visit in
                try await KeepMailAddress(surroundings).stop(token: visit.parameter("token"))
                return .seeOther(Paths.mailStopped)
            },
            .get(Paths.mailStopped, .open) { visit in
                page(visit, MailLinkPage(heading: "不再每天发了", text: "想再收，登录以后在“我的账号”里打勾。"))
            },
        ]
    }

    private func page(_ visit: Visit, _ page: MailLinkPage) -> Response {
        visit.page(page.heading, mailLinkPage(page), mode: .plain, narrow: true)
    }

    private func show(_ visit: Visit, errors: FormErrors = .none) async throws -> Response {
        let officer = try visit.officer
        let mine = try await KeepMailAddress(surroundings).mine(officer)
        let details = try await OwnAccount(surroundings).details(token: visit.token, for: officer)
        let roles = officer.roles.map(\.name).sorted().joined(separator: "、")
        var page = MePage(
            csrf: visit.csrf, name: officer.displayName, post: "\(officer.unit.shortName)　\(roles)",
            devices: DevicesSection(
                account: details.login, hasPassword: details.hasPassword,
                devices: details.devices.map { device in
                    DeviceLine(
                        id: device.id, name: device.name.nonEmpty ?? "一台设备",
                        about: "\(device.since.short)登录，\(device.unit.shortName)", isThis: device.isThis)
                }),
            offersMail: visit.settings.mail != nil, mail: mine?.address ?? "", daily: mine?.daily ?? true)
        if let mine {
            page.state =
                mine.isConfirmed
                ? Note(.ok, "\(mine.address) 确认过了。")
                : Note(.amber, "确认信发到 \(mine.address) 了，点了里面的链接才会收到提醒。没收到就再保存一次。")
        }
        if !errors.summary.isEmpty {
            page.mail = visit.form["mail"]
            page.daily = visit.form.has("daily")
            page.errors = errors
        }
        return visit.page(
            "我的账号", mePage(page), status: errors.summary.isEmpty ? .ok : .unprocessableContent, narrow: true)
    }

    private func save(_ visit: Visit) async throws -> Response {
        guard let links = visit.settings.mail else { throw AccessRefused.missing }
        do {
            try await KeepMailAddress(surroundings).set(
                visit.form["mail"], daily: visit.form.has("daily"), links: links, by: visit.officer)
            return .seeOther(Paths.me)
        } catch let refused as any UserFacingError where refused.kind == .invalid {
            return try await show(visit, errors: FormErrors([FieldError("mail", refused.message)]))
        }
    }
}
