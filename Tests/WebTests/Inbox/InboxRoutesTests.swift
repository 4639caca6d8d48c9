import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

@Suite struct InboxRoutesTests {
    private let town = "370828001"

    private func html(_ client: any TestClientProtocol, _ path: String, _ token: String) async throws -> String {
        let response = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(token))
        #expect(response.status == .ok, "\(path)")
        return String(buffer: response.body)
    }

    /// From the superior's preview to the card in the village, and what each page says of it.
    @Test func aReminderArrives() async throws {
        let world = try await WebWorld()
        let clerk = try await world.token("jiedao", at: town, [.clerk])
        let village = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let campaign = world.tree.campaign.id.text
        try await world.test { client in
            for path in ["/home", "/submissions", "/gaps"] {
                let page = try await html(client, path, clerk)
                #expect(page.contains("提醒还缺东西的 3 个"), "\(path)")
                #expect(page.contains("/reminders/new?campaign=\(campaign)&amp;unit=\(WebWorld.village)"), "\(path)")
            }
            let preview = try await html(
                client, "/reminders/new?campaign=\(campaign)&unit=\(WebWorld.village)", clerk)
            #expect(preview.contains("金山社区：还差 信息统计表。点这里就能交：https://"))
            let fields = [("campaign", campaign), ("unit.\(WebWorld.village)", "1")]
            let sent = try await client.execute(
                uri: "/reminders", method: .post, headers: WebWorld.cookie(clerk), body: WebWorld.form(fields, clerk))
            #expect(sent.headers[.location] == "/reminders?sent=1&before=0")
            #expect(try await html(client, "/reminders?sent=1&before=0", clerk).contains("发出了 1 条提醒"))
            let again = try await client.execute(
                uri: "/reminders", method: .post, headers: WebWorld.cookie(clerk), body: WebWorld.form(fields, clerk))
            #expect(again.status == .conflict)
            #expect(String(buffer: again.body).contains("今天提醒过了"))
            for path in ["/home", "/submissions", "/gaps"] {
                let page = try await html(client, path, clerk)
                #expect(page.contains("今天提醒过了") && page.contains("提醒还缺东西的 2 个"), "\(path)")
            }
            let home = try await html(client, "/home", village)
            #expect(home.contains("还差 信息统计表。"))
            #expect(home.contains("1 条新的"))
            let inbox = try await html(client, "/inbox", village)
            let number = try #require(inbox.firstMatch(of: #//messages/([0-9]+)/#)?.1)
            let opened = try await client.execute(
                uri: "/messages/\(number)", method: .get, headers: WebWorld.cookie(village))
            #expect(
                opened.headers[.location] == "/submissions/new?campaign=\(campaign)&unit=\(WebWorld.village)")
            #expect(try await !html(client, "/home", village).contains("条新的"))
            // Another unit's message is not there, whatever post asks.
            let other = try await client.execute(
                uri: "/messages/\(number)", method: .get, headers: WebWorld.cookie(clerk))
            #expect(other.status == .notFound)
        }
    }

    /// Home and inbox show the same list.
    @Test func theInboxHasTheHomesToDos() async throws {
        let world = try await WebWorld()
        let village = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        try await world.tree.record(world.tree.draft(people: nil, attendances: 5), at: WebWorld.village)
        try await RemindUnits(world.tree.surroundings)(
            world.tree.campaign.id, [WebWorld.village], by: world.tree.officer(town))
        try await world.test { client in
            let cards = { (page: String) in page.matches(of: #/<article class="todo">.*?</article>/#).map(\.0) }
            let home = cards(try await html(client, "/home", village))
            #expect(home.count == 2)
            let inbox = cards(try await html(client, "/inbox", village))
            #expect(inbox == home)
        }
    }

    /// Role × relation for what takes units in a query or in a form.
    @Test func whoMayRemindWhom() async throws {
        let world = try await WebWorld()
        let campaign = world.tree.campaign.id.text
        let (village, neighbour, grandchild) = (WebWorld.village, "370828001209", "370828001010")
        for (index, (code, roles, unit, status))
            in ([
                (town, [.clerk], village, .ok), (town, [.signatory], village, .forbidden),
                (town, [.administrator], village, .forbidden), (town, [.clerk], town, .forbidden),
                (town, [.clerk], "370828", .notFound), (town, [.clerk], "370828002", .notFound),
                (town, [.clerk], "15", .notFound), ("370828", [.clerk], grandchild, .forbidden),
                (village, [.recorder], village, .forbidden), (village, [.recorder], neighbour, .notFound),
                (village, [.recorder], town, .notFound),
            ] as [(String, Set<Role>, String, HTTPResponse.Status)]).enumerated()
        {
            let token = try await world.token("officer-\(index)", at: code, roles)
            try await world.test { client in
                let preview = try await client.execute(
                    uri: "/reminders/new?campaign=\(campaign)&unit=\(unit)", method: .get,
                    headers: WebWorld.cookie(token))
                #expect(preview.status == status, "\(code) \(roles) \(unit)")
                guard status != .ok else { return }
                let sent = try await client.execute(
                    uri: "/reminders", method: .post, headers: WebWorld.cookie(token),
                    body: WebWorld.form([("campaign", campaign), ("unit.\(unit)", "1")], token))
                #expect(sent.status == status, "\(code) \(roles) \(unit)")
            }
        }
        let sent = try await RemindUnits(world.tree.surroundings).history(for: world.tree.officer(town))
        #expect(sent.reminders.isEmpty)
    }

    /// Where mail cannot be sent nothing offers it; links of mails do nothing on a GET.
    @Test func linksOfMailsNeedAPress() async throws {
        let world = try await WebWorld()
        let clerk = try await world.token("jiedao", at: town, [.clerk])
        let officer = try #require(try await SignIn(world.tree.surroundings).officer(token: clerk))
        let keep = KeepMailAddress(world.tree.surroundings)
        try await keep.set("jie@example.cn", daily: true, links: .web(at: "https://example.cn"), by: officer)
        let body = try await world.tree.surroundings.database.read { db in
            try db.row("SELECT body FROM mail_job")?.text("body")
        }
        let link = try #require(body?.firstMatch(of: #/https://example\.cn(/mail/confirm/[0-9a-f]+)/#)?.1)
        let visitor = String(repeating: "a", count: 64)
        try await world.test { client in
            #expect(try await html(client, "/me", clerk).contains("这里还没有开通发邮件"))
            let refused = try await client.execute(
                uri: "/me", method: .post, headers: WebWorld.cookie(clerk),
                body: WebWorld.form([("mail", "x@y.cn")], clerk))
            #expect(refused.status == .notFound)
            for _ in 0..<2 { #expect(try await html(client, String(link), visitor).contains("确认")) }
            #expect(try await keep.mine(officer)?.isConfirmed == false)
            let forged = try await client.execute(
                uri: String(link), method: .post, headers: WebWorld.cookie(visitor), body: ByteBuffer(string: "csrf=0"))
            #expect(forged.status == .unprocessableContent)
            for location in ["/mail/confirmed", nil] {
                let pressed = try await client.execute(
                    uri: String(link), method: .post, headers: WebWorld.cookie(visitor),
                    body: WebWorld.form([], visitor))
                #expect(pressed.headers[.location] == location)
            }
            #expect(try await keep.mine(officer)?.isConfirmed == true)
            for path in ["/mail/confirm/0", "/mail/stop/0", "/mail/stop/" + String(link).suffix(64)] {
                let unknown = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(visitor))
                #expect(unknown.status == .conflict, "\(path)")
                #expect(String(buffer: unknown.body).contains("这个链接用过了"))
            }
        }
    }
}
