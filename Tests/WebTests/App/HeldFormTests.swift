import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestSupport
import Testing
import UseCases

@testable import Web

/// What was typed when the session had run out.
@Suite struct HeldFormTests {
    private func expire(_ token: String, _ world: WebWorld) async throws {
        try await world.tree.surroundings.database.write { db in
            try SignInTable(db).touch(tokenHash: Digest.hex(token), at: SmallTree.start.adding(seconds: -1900))
        }
    }
    private func record(_ world: WebWorld) -> [(String, String)] {
        [
            ("id", world.tree.surroundings.identifiers.next(ActivityRecord.self).text),
            ("campaign", world.tree.campaign.id.text), ("title", "宣传 <一>\n第二行"), ("category", "publicity"),
            ("date", "2025-05-04"), ("count", "80"),
        ]
    }

    /// It goes through signing in, and is saved with one press more.
    @Test func aFormOutlivesItsSession() async throws {
        let world = try await WebWorld()
        let token = try await world.token("clerk", at: "370828001", [.clerk])
        try await expire(token, world)
        let fields = record(world)
        try await world.test { client in
            let asked = try await client.execute(
                uri: "/activities", method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
            #expect(asked.status == .unauthorized)
            let page = String(buffer: asked.body)
            #expect(page.contains("刚才填的还在") && page.contains("name=\"held_path\" value=\"/activities\""))
            let held = String(buffer: WebWorld.form(fields, token))
            let wrong = try await client.execute(
                uri: "/sign-in", method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form(
                    [("account", "clerk"), ("password", "wrong"), ("held_path", "/activities"), ("held", held)], token))
            #expect(String(buffer: wrong.body).contains("name=\"held\""))
            let right = try await client.execute(
                uri: "/sign-in", method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form(
                    [("account", "clerk"), ("password", "a good one"), ("held_path", "/activities"), ("held", held)],
                    token))
            #expect(right.status == .ok)
            let again = String(buffer: right.body)
            #expect(again.contains("action=\"/activities\"") && again.contains("宣传 &lt;一&gt;"))
            let cookie = try #require(right.headers[.setCookie]?.split(separator: ";").first)
            let next = String(cookie.dropFirst("memberday=".count))
            #expect(again.contains(WebWorld.csrf(next)))
            let saved = try await client.execute(
                uri: "/activities", method: .post, headers: WebWorld.cookie(next), body: WebWorld.form(fields, next))
            #expect(saved.headers[.location]?.hasSuffix("/receipt") ?? false)
        }
        #expect(try await world.tree.table("370828001").records == 1)
    }

    /// Not for somebody else, not to another host, and not from a page that is not ours.
    @Test func nothingIsHeldForAnybodyElse() async throws {
        let world = try await WebWorld()
        let token = try await world.token("clerk", at: "370828001", [.clerk])
        _ = try await world.token("other", at: "370828001", [.clerk])
        try await expire(token, world)
        let fields = record(world)
        let stranger = String(repeating: "a", count: 64)
        try await world.test { client in
            for (cookie, csrf) in [(token, stranger), (stranger, stranger)] {
                let answer = try await client.execute(
                    uri: "/activities", method: .post, headers: WebWorld.cookie(cookie),
                    body: WebWorld.form(fields, csrf))
                #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in")
            }
            let out = try await client.execute(
                uri: "/sign-out", method: .post, headers: WebWorld.cookie(token), body: WebWorld.form([], token))
            #expect(out.status == .seeOther && out.headers[.location] == "/sign-in")
            for (account, path) in [("other", "/activities"), ("clerk", "//evil.example")] {
                let answer = try await client.execute(
                    uri: "/sign-in", method: .post, headers: WebWorld.cookie(token),
                    body: WebWorld.form(
                        [("account", account), ("password", "a good one"), ("held_path", path), ("held", "title=x")],
                        token))
                #expect(answer.status == .seeOther && answer.headers[.location] == "/home")
            }
        }
    }
}
