import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import UseCases
import Web

/// Role × relation for 谁要报 of a notice that 金乡县 issued to its townships.
@Suite struct RosterRoutesTests {
    private func notice(_ tree: SmallTree) async throws -> Notice.ID {
        let text = """
            金乡县计划生育协会关于开展会员活动的通知

            各乡镇、街道计生协：

            一、活动时间

            2025年5月1日至5月31日

            二、工作要求

            请于6月5日前将活动总结报送县计生协。

            金乡县计划生育协会
            2025年4月30日
            """
        let officer = try await tree.officer("370828")
        let id = try await UploadNotice(tree.surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
        var draft = try await Notices(tree.surroundings).review(id, for: officer).draft
        draft.campaign = tree.campaign.id.text
        try await ConfirmNotice(tree.surroundings).confirm(draft, of: id, by: officer)
        try await PassNoticeDown(tree.surroundings).issue(id, by: officer)
        return id
    }

    @Test(
        arguments: [
            ("370828", [.clerk], .ok), ("370828", [.signatory, .administrator], .forbidden),
            // It came to the townships, and not further yet.
            ("370828001", [.clerk], .ok), ("370828001", [.signatory, .administrator], .forbidden),
            (WebWorld.village, [.recorder], .notFound),
            // Superiors see the notice; who has to report is its unit's to say.
            ("3708", [.clerk, .signatory, .administrator], .forbidden), ("00", [.clerk], .forbidden),
            ("210202", [.clerk, .signatory, .administrator], .notFound), ("15", [.clerk], .notFound),
        ] as [(String, Set<Role>, HTTPResponse.Status)])
    func roleAndRelation(code: String, roles: Set<Role>, status: HTTPResponse.Status) async throws {
        let world = try await WebWorld()
        let id = try await notice(world.tree)
        let token = try await world.token("somebody", at: code, roles)
        let target = code == "370828" ? "370828002" : WebWorld.village
        try await world.test { client in
            let path = Paths.noticeRoster(id.text)
            let page = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(token))
            #expect(page.status == status)
            let set = try await client.execute(
                uri: Paths.rosterUnits(id.text), method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form([("what", "exempt"), ("unit", target), ("reason", "搬迁")], token))
            #expect(set.status == (status == .ok ? .seeOther : status))
            let rule = try await client.execute(
                uri: path, method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form(
                    [("what", "rule"), ("lowest", "village"), ("scope", "all"), ("kind.division", "1")], token))
            // Who carries it out names units only.
            #expect(rule.status == (status == .ok ? code == "370828" ? .seeOther : .forbidden : status))
            // A unit that is not below is not found, for whoever may.
            let foreign = try await client.execute(
                uri: Paths.rosterUnits(id.text), method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form([("what", "name"), ("unit", "210202")], token))
            #expect(foreign.status == (status == .ok ? .notFound : status))
        }
    }
}
