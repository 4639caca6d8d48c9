import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestSupport
import Testing
import UseCases
import Web

/// Words of a `visit` record on every page that can be opened. Source: DESIGN.md, principle 6.
@Suite struct VisitPrivacyTests {
    private static let secret = "金桂巷七号"

    /// Every address that shows something, with one record of a visit behind it; files that are packed are left to the
    /// browser tests of exports.
    private func addresses(_ world: WebWorld, _ record: ActivityRecord.ID, _ submission: Submission.ID) -> [String] {
        let campaign = world.tree.campaign.id.text
        var found: [String] = []
        for unit in [WebWorld.village, "370828001", "370828", "3708", "37", "00"] {
            let objects = [
                "record": record.text, "submission": submission.text, "unit": unit, "campaign": campaign,
                "cell": "visit-village-people",
            ]
            for route in world.web.routes where route.method == .get && route.access != .open {
                let address = objects.reduce(route.pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
                if !address.contains("{") { found.append(address) }
            }
            found += [
                "/activities?unit=\(unit)", "/activities/new?unit=\(unit)",
                "/submissions?campaign=\(campaign)&to=\(unit)",
                "/gaps?campaign=\(campaign)", "/summaries/\(campaign)/\(unit)?h=\(record.text)",
                "/stat-tables/\(campaign)/\(unit)/cells/visit-village-sessions",
            ]
        }
        return found
    }

    @Test(arguments: ["visit", "publicity"])
    func noPageShowsThemAboveTheDirectSuperior(category: String) async throws {
        let world = try await WebWorld()
        let tree = world.tree
        let draft = try tree.draft(category, people: 3, title: "去\(Self.secret)", note: "到了\(Self.secret)")
        let record = try await tree.record(draft, at: WebWorld.village).record
        try await CorrectActivity(tree.surroundings)(
            record, to: tree.draft(category, people: 4, title: "看望\(Self.secret)", note: Self.secret),
            by: tree.officer(WebWorld.village))
        let submission = try await tree.submit(WebWorld.village)
        try await tree.accept(submission, by: "370828001")
        for code in ["370828001", "370828", "3708", "37"] {
            let id = try await tree.submit(code)
            try await tree.accept(id, by: code == "37" ? "00" : String(code.dropLast(code.count > 6 ? 3 : 2)))
        }
        let all: Set<Role> = [.clerk, .signatory, .administrator]
        let readers = try await [
            (true, world.token("jiedao", at: "370828001", all)), (false, world.token("jinxiang", at: "370828", all)),
            (false, world.token("jining", at: "3708", all)), (false, world.token("guojia", at: "00", all)),
        ]
        let addresses = addresses(world, record, submission)
        try await world.test { client in
            for (isDirect, token) in readers {
                var (opened, shown) = (0, 0)
                for address in addresses {
                    let response = try await client.execute(
                        uri: address, method: .get, headers: WebWorld.cookie(token))
                    guard response.status == .ok else { continue }
                    opened += 1
                    guard String(buffer: response.body).contains(Self.secret) else { continue }
                    shown += 1
                    #expect(isDirect || category != "visit", "\(address)")
                }
                #expect(opened > 40)
                // The walk finds what may be shown.
                #expect((shown > 2) == (isDirect || category != "visit"))
            }
        }
    }
}
