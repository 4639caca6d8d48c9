import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

@Suite struct CoverageRoutesTests {
    private func html(_ client: any TestClientProtocol, _ path: String, _ token: String) async throws -> String {
        let response = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(token))
        #expect(response.status == .ok, "\(path)")
        return String(buffer: response.body)
    }

    /// Numbers lead to the units that they count, and what nobody has is said.
    @Test func numbersOpenToTheUnits() async throws {
        let world = try await WebWorld()
        try await KeepSites(world.tree.surroundings).add(
            SiteDraft(kind: .sunflower, name: "", address: "一楼", hours: "", since: nil),
            id: world.tree.surroundings.identifiers.next(), to: WebWorld.village,
            by: world.tree.officer(WebWorld.village))
        let county = try await world.token("jinxiang", at: "370828", [.clerk])
        let village = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        try await world.test { client in
            let page = try await html(client, "/coverage/370828", county)
            #expect(page.contains("scope=\"col\">共</th>") && !page.contains("scope=\"col\">有</th>"))
            let year = 2025
            let href = Paths.coverage("370828", mark: "instructors", year: year).replacing("&", with: "&amp;")
            // The mark itself, and below it 够了 (there are townships between), 没够 and 没填.
            #expect(page.matches(of: #/href="([^"]*)"/#).count { $0.1 == href } == 4)
            #expect(page.contains("向日葵亲子小屋") && page.contains("青春健康俱乐部") && page.contains("还没有"))
            #expect(!page.contains("show=youth_health") && page.contains("show=sunflower"))
            // A township's villages are listed, but for those that reach it.
            let last = Paths.coverage("370828001", mark: "instructors", year: year).replacing("&", with: "&amp;")
            let street = try await html(client, "/coverage/370828001", county)
            #expect(street.matches(of: #/href="([^"]*)"/#).count { $0.1 == last } == 3)
            // A village has nobody below and one site.
            #expect(try await html(client, "/coverage/\(WebWorld.village)", village).contains("向日葵亲子小屋"))
        }
    }
}
