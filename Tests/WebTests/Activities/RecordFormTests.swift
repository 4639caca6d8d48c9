import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

/// What the record form does with what is typed.
@Suite struct RecordFormTests {
    private func fields(_ world: WebWorld, _ changed: [String: String] = [:]) -> [(String, String)] {
        let usual = [
            "id": world.tree.surroundings.identifiers.next(ActivityRecord.self).text,
            "campaign": world.tree.campaign.id.text, "category": "publicity", "title": "广场宣传", "date": "2025-05-05",
            "count": "30", "measure": "people", "venue": "中心广场", "note": "来的多是老人",
        ]
        return usual.merging(changed) { $1 }.map { ($0.key, $0.value) }
    }
    private func send(
        _ client: any TestClientProtocol, _ path: String, _ fields: [(String, String)], _ token: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: path, method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
    }

    @Test func withoutATitleItIsCalledByItsCategory() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let officer = try #require(try await SignIn(world.tree.surroundings).officer(token: token))
        let name = try #require(
            world.tree.campaign.definition.categories.first { $0.id == "publicity" }?.name)
        for title in ["", " 　"] {
            let sent = fields(world, ["title": title])
            let id = try #require(sent.first { $0.0 == "id" }?.1)
            try await world.test { client in
                let status = try await send(client, "/activities", sent, token).status
                #expect(status == .seeOther)
            }
            let record = try await ActivityRecords(world.tree.surroundings).one(ActivityRecord.ID(id), for: officer)
            #expect(record.record.draft.title == name)
        }
    }

    /// A visit that becomes another kind is asked for once; what was typed stays.
    @Test func wordsOfAVisitAreAskedFor() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let draft = try world.tree.draft("visit", title: "看望老会员", note: "腿脚不便")
        let id = try await world.tree.record(draft, at: WebWorld.village).record.text
        let sent = fields(world, ["category": "service", "title": "看望老会员"])
        try await world.test { client in
            let path = "/activities/\(id)/edit"
            let asked = try await send(client, path, sent, token)
            let page = String(buffer: asked.body)
            #expect(asked.status == .unprocessableContent && page.contains("上级都能看到名称、地点和说明"))
            #expect(page.contains("name=\"no_private\"") && page.contains("看望老会员") && page.contains("来的多是老人"))
            let status = try await send(client, path, sent + [("no_private", "1")], token).status
            #expect(status == .seeOther)
        }
    }

    /// A day that is not there yet, and a unit that is no more: the form comes back with what was typed.
    @Test func whatCannotBeRecordedStaysTyped() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let nation = try await world.tree.officer("00", Set(Role.allCases))
        let early = fields(world, ["date": "2025-05-06"])
        let late = fields(world)
        try await world.test { client in
            for (sent, said) in [(early, "还没到这一天，办了再记"), (late, "这个单位已经撤销了")] {
                if said.contains("撤销") {
                    try await ChangeUnits(world.tree.surroundings)(
                        .close, of: WebWorld.village, on: CalendarDate("2025-05-04"), reason: "批复", by: nation)
                }
                let answer = try await send(client, "/activities", sent, token)
                let page = String(buffer: answer.body)
                #expect(answer.status == .unprocessableContent && page.contains(said))
                #expect(page.contains("中心广场") && page.contains("来的多是老人") && page.contains("广场宣传"))
            }
        }
        #expect(try await world.tree.table("370828001").records == 0)
    }
}
