import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

@Suite struct PostRoutesTests {
    private static let posts = "/units/\(WebWorld.village)/posts"

    private func html(_ client: any TestClientProtocol, _ path: String, _ token: String) async throws -> String {
        let response = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(token))
        #expect(response.status == .ok, "\(path)")
        return String(buffer: response.body)
    }
    private func send(
        _ client: any TestClientProtocol, _ path: String, _ fields: [(String, String)], _ token: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: path, method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
    }

    /// Without a password the slip is there at once; with one the page of posts follows.
    @Test func anAccountWithoutAPasswordComesWithItsSlip() async throws {
        let world = try await WebWorld()
        let clerk = try await world.token("jiedao", at: "370828001", [.clerk])
        try await world.test { client in
            let fields = [("name", "记录员"), ("account", "jinshan"), ("password", ""), ("role.recorder", "1")]
            let made = try await send(client, Self.posts, fields, clerk)
            let page = String(buffer: made.body)
            #expect(made.status == .ok && page.contains("账号 jinshan"))
            let code = try #require(page.firstMatch(of: #/<p class="code">([0-9 ]+)<\/p>/#)?.1)
            let entered = try await SignInByCode(world.tree.surroundings)(String(code), address: "1", device: "")
            #expect(entered.remembered)
            // The same form once more is refused as before.
            let again = try await send(client, Self.posts, fields, clerk)
            #expect(again.status == .unprocessableContent && String(buffer: again.body).contains("这个账号有人用了"))
            let other = try await send(
                client, Self.posts,
                [("name", "记录员"), ("account", "other"), ("password", "a good one"), ("role.recorder", "1")], clerk)
            #expect(other.status == .seeOther)
        }
    }

    /// What a press does is said before and after; who left is listed; a role is added without typing the account.
    @Test func thePageSaysWhatWasDone() async throws {
        let world = try await WebWorld()
        let clerk = try await world.token("xian", at: "370828", [.clerk])
        _ = try await world.token("jiedao", at: "370828001", [.clerk])
        let county = try #require(try await SignIn(world.tree.surroundings).officer(token: clerk))
        let people = try await KeepPosts(world.tree.surroundings).people(of: "370828001", for: county).people
        let id = try #require(people.first).account.text
        let posts = "/units/370828001/posts"
        try await world.test { client in
            let before = try await html(client, posts, clerk)
            #expect(before.contains("href=\"/units/370828001\"") && before.contains("停用：马上进不来这个单位"))
            #expect(before.contains("加上负责人") && !before.contains("加上管理员") && !before.contains("加上经办人"))
            let presses: [(String, [(String, String)], String)] = [
                (posts, [("same", "1"), ("account", "jiedao"), ("role.signatory", "1")], "经办人（jiedao）加好了岗位"),
                (posts + "/sign-out", [("account", id)], "经办人（jiedao）在这个单位登着的设备都退出了"),
                (posts + "/close", [("account", id)], "经办人（jiedao）停用了"),
            ]
            for (path, fields, said) in presses {
                let answer = try await send(client, path, fields, clerk)
                let next = try #require(answer.headers[.location])
                let page = try await html(client, next, clerk)
                #expect(answer.status == .seeOther && page.contains(said), "\(path)")
            }
            let after = try await html(client, posts, clerk)
            #expect(after.contains("以前的") && after.contains("2025年5月5日停用") && after.contains("还没有人"))
            // Nobody else's words are shown.
            #expect(try await !html(client, posts + "?done=close&account=x", clerk).contains("停用了"))
        }
    }
}
