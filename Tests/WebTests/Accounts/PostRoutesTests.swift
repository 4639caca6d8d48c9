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
}
