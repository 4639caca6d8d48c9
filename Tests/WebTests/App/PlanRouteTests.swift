import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import UseCases
import Web

/// Role × relation for the routes of plans, from the table of routes.
@Suite struct PlanRouteTests {
    private static let parts = ["plan", "next-year", "compose", "revise", "changes"]

    /// The county's notice that came to 金乡街道, its revision, and the plan that the street is writing.
    private func notices(_ world: WebWorld) async throws -> (notice: Notice.ID, revision: Notice.ID, plan: Notice.ID) {
        let surroundings = world.tree.surroundings
        let county = try await world.tree.officer("370828")
        let text = """
            金乡县计划生育协会关于开展会员活动的通知

            各乡镇、街道计生协：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            二、工作要求

            请于6月10日前将活动总结报送县计生协。

            金乡县计划生育协会
            2025年4月30日
            """
        func down(_ id: Notice.ID) async throws {
            var draft = try await Notices(surroundings).review(id, for: county).draft
            draft.campaign = world.tree.campaign.id.text
            try await ConfirmNotice(surroundings).confirm(draft, of: id, by: county)
            try await PassNoticeDown(surroundings).issue(id, by: county)
        }
        let notice = try await UploadNotice(surroundings)(Array(text.utf8), name: "通知.txt", by: county)
        try await down(notice)
        let plan = try await WritePlan(surroundings).begin(from: notice, by: world.tree.officer("370828001"))
        let revision = try await ReviseNotice(surroundings)(
            notice, file: Array(text.replacing("6月10日", with: "6月12日").utf8), name: "改过.txt", by: county)
        try await down(revision)
        return (notice, revision, plan)
    }

    /// What is somebody else's is not there; what is one's own without the clerk's post is refused.
    @Test(
        arguments: [
            ("370828001", [.administrator], [403, 403, 403]), ("370828001", [.signatory], [403, 403, 403]),
            ("370828001", [.clerk], [303, 303, 200]), ("370828002", [.clerk], [303, 303, 404]),
            ("370828", [.signatory], [403, 403, 403]), ("3708", [.clerk, .administrator], [403, 403, 403]),
            ("370828001010", [.recorder], [404, 404, 404]), ("15", [.clerk, .administrator], [404, 404, 404]),
        ] as [(String, Set<Role>, [Int])])
    func isForTheClerkOfTheUnit(code: String, roles: Set<Role>, expected: [Int]) async throws {
        let world = try await WebWorld()
        let all = try await notices(world)
        let token = try await world.token("someone", at: code, roles)
        try await world.test { client in
            @Sendable func status(_ method: HTTPRequest.Method, _ path: String) async throws -> Int {
                try await client.execute(
                    uri: path, method: method, headers: WebWorld.cookie(token),
                    body: method == .get ? nil : WebWorld.form([], token)
                ).status.code
            }
            // Twice the same: the draft is opened again.
            #expect(try await status(.post, "/notices/\(all.notice.text)/plan") == expected[0])
            #expect(try await status(.post, "/notices/\(all.notice.text)/plan") == expected[1])
            #expect(try await status(.get, "/notices/\(all.plan.text)/compose") == expected[2])
            let seesChanges = try await status(.get, "/notices/\(all.revision.text)/changes")
            #expect(seesChanges == (expected[0] == 404 ? 404 : 200))
        }
    }

    @Test func everyRouteOfPlansAsksForAPost() async throws {
        let world = try await WebWorld()
        let routes = world.web.routes.filter { route in
            Self.parts.contains { route.pattern == "/notices/{notice}/\($0)" }
        }
        #expect(routes.count == 8)
        for route in routes {
            let right: Right = route.method == .get && route.pattern.hasSuffix("changes") ? .view : .notices
            #expect(route.access == .right(right, .notice), "\(route.pattern)")
        }
    }

    /// A clause that is too long comes back with its words and says what to do.
    @Test func whatWasTypedComesBack() async throws {
        let world = try await WebWorld()
        let all = try await notices(world)
        let token = try await world.token("someone", at: "370828001", [.clerk])
        let long = String(repeating: "长", count: 6_000)
        let fields = [
            ("action", "compose"), ("version", "1"), ("title", ""), ("entry.1.choice", "change"),
            ("entry.1.text", long),
        ]
        try await world.test { client in
            let response = try await client.execute(
                uri: "/notices/\(all.plan.text)/compose", method: .post, headers: WebWorld.cookie(token),
                body: WebWorld.form(fields, token))
            let html = String(buffer: response.body)
            #expect(response.status == .unprocessableContent)
            #expect(html.contains("写上方案的标题") && html.contains("最多 5000 个字") && html.contains(long))
        }
    }

    @Test func aComposedPlanIsCalledByItsTitle() async throws {
        let world = try await WebWorld()
        let all = try await notices(world)
        let street = try await world.tree.officer("370828001")
        let editor = try #require(try await PlanEditor(world.tree.surroundings).page(all.plan, for: street))
        var composition = editor.plan
        composition.title = "金乡街道会员活动实施方案"
        try await WritePlan(world.tree.surroundings).compose(
            composition, version: editor.version, of: all.plan, by: street)
        let token = try await world.token("someone", at: "370828001", [.clerk])
        try await world.test { client in
            let page = try await client.execute(
                uri: "/notices/\(all.plan.text)/review", method: .get, headers: WebWorld.cookie(token))
            let html = String(buffer: page.body)
            #expect(page.status == .ok && html.contains("金乡街道会员活动实施方案") && !html.contains("本级方案.txt"))
        }
    }

    /// What the plan leaves out is said to be so and stays out; what is new is taken, unless somebody says otherwise.
    @Test func aClauseThatIsNotOursStaysOut() async throws {
        let world = try await WebWorld()
        let surroundings = world.tree.surroundings
        let (county, street) = (try await world.tree.officer("370828"), try await world.tree.officer("370828001"))
        let text = """
            金乡县计划生育协会关于开展会员活动的通知

            各乡镇、街道计生协：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            二、工作要求

            （一）走访慰问困难家庭，入户看望计生特殊家庭。

            （二）一级一级落实，有记录就算完成。

            金乡县计划生育协会
            2025年4月30日
            """
        func down(_ id: Notice.ID, by officer: Officer) async throws {
            var draft = try await Notices(surroundings).review(id, for: officer).draft
            draft.campaign = world.tree.campaign.id.text
            draft.decisions = (0..<20).map { .init(finding: $0, reason: "已经核过") }
            try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
            try await PassNoticeDown(surroundings).issue(id, by: officer)
        }
        let notice = try await UploadNotice(surroundings)(Array(text.utf8), name: "通知.txt", by: county)
        try await down(notice, by: county)
        let plan = try await WritePlan(surroundings).begin(from: notice, by: street)
        let editor = try #require(try await PlanEditor(surroundings).page(plan, for: street))
        var composition = editor.plan
        for place in composition.entries.indices where composition.entries[place].text.hasPrefix("走访慰问") {
            composition.entries[place].choice = .leave
        }
        try await WritePlan(surroundings).compose(composition, version: editor.version, of: plan, by: street)
        try await down(plan, by: street)
        let changed = text.replacing("计生特殊家庭。", with: "计生特殊家庭和留守老人。")
            .replacing("有记录就算完成。", with: "有记录就算完成。\n\n（三）照片自愿报送。")
        let revision = try await ReviseNotice(surroundings)(
            notice, file: Array(changed.utf8), name: "改过.txt", by: county)
        try await down(revision, by: county)
        let token = try await world.token("someone", at: "370828001", [.clerk])
        try await world.test { client in
            let page = try await client.execute(
                uri: "/notices/\(revision.text)/changes", method: .get, headers: WebWorld.cookie(token))
            let html = String(buffer: page.body)
            #expect(html.split(separator: "我们没写这条。").count == 2)
            #expect(html.contains("还是不写"))
            #expect(html.split(separator: "value=\"ours\" checked").count == 2)
            #expect(html.split(separator: "value=\"theirs\"").count == 3)
        }
    }
}
