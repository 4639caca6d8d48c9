import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

/// A small tree behind the real router, with somebody signed in wherever one is asked for.
struct WebWorld: Sendable {
    static let village = "370828001010"
    let tree: SmallTree
    let web: WebApplication

    init() async throws {
        tree = try await SmallTree(Engine.sqlite.database())
        web = WebApplication(
            surroundings: tree.surroundings,
            settings: WebSettings(operatorName: "某计生协", filingNumber: "备 1", contact: ["电话 1"]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// - Returns: a session token.
    func token(_ login: String, at code: String, _ roles: Set<Role>) async throws -> String {
        try await OpenPost(tree.surroundings)(
            NewAccount(login: login, displayName: "经办人", password: "a good one"), roles: roles, unit: code, by: nil)
        return try await SignIn(tree.surroundings)(
            login: login, password: "a good one", remember: false, address: "test")
    }

    func test(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(responder: web.router.buildResponder()).test(.router, body)
    }

    static func cookie(_ token: String) -> HTTPFields { [.cookie: "memberday=\(token)"] }
    static func csrf(_ token: String) -> String { String(Digest.hex("csrf:" + token).prefix(32)) }
    static func form(_ fields: [(String, String)], _ token: String) -> ByteBuffer {
        let all = fields + [("csrf", csrf(token))]
        return ByteBuffer(string: all.map { "\($0)=\(Paths.encode($1))" }.joined(separator: "&"))
    }
}

@Suite struct RouteWalkTests {
    /// Everything else asks for an officer. A new page is refused to visitors unless it is added here on purpose.
    private static let open: Set<String> = [
        "GET /", "GET /sign-in", "POST /sign-in", "GET /sign-in/codes", "POST /sign-in/codes", "GET /set-up/{token}",
        "POST /set-up/{token}", "GET /preferences",
        "GET /static/memberday.css", "GET /static/app.css", "GET /static/memberday.js", "GET /feedback",
        "GET /accessibility", "GET /privacy", "GET /openapi.json", "POST /api/v1/sessions",
        "GET /public/notices/{notice}", "GET /public/notices/{notice}/sessions.ics",
        "GET /mail/confirm/{token}", "POST /mail/confirm/{token}", "GET /mail/confirmed", "GET /mail/stop/{token}",
        "POST /mail/stop/{token}", "GET /mail/stopped",
    ]

    /// What exists in the world: one record, one submission and one notice of 金山社区's side of the tree.
    private func objects(_ world: WebWorld) async throws -> [String: String] {
        let tree = world.tree
        let record = try await tree.record(tree.draft(), at: WebWorld.village).record
        let submission = try await tree.submit(WebWorld.village)
        let text = """
            金乡街道计划生育协会关于开展会员活动的通知

            各社区、村计生协：

            现将有关事项通知如下。

            一、活动时间

            2025年5月1日至5月31日

            二、工作要求

            请于6月5日前将活动总结报送街道计生协。

            金乡街道计划生育协会
            2025年4月30日
            """
        let notice = try await UploadNotice(tree.surroundings)(
            Array(text.utf8), name: "通知.txt", by: tree.officer("370828001"))
        let site = tree.surroundings.identifiers.next(Site.self)
        try await KeepSites(tree.surroundings).add(
            SiteDraft(kind: .sunflower, name: "", address: "一楼", hours: "", since: nil), id: site,
            to: WebWorld.village, by: tree.officer(WebWorld.village))
        let material = try await material(of: notice, tree)
        return [
            "material": material.text,
            "site": site.text, "record": record.text, "submission": submission.text, "notice": notice.text,
            "unit": WebWorld.village,
            "campaign": tree.campaign.id.text, "cell": "publicity-village-people", "token": "0",
        ]
    }

    private func material(of notice: Notice.ID, _ tree: SmallTree) async throws -> Material.ID {
        let officer = try await tree.officer(WebWorld.village)
        let material = Material(
            id: tree.surroundings.identifiers.next(), campaign: tree.campaign.id, unit: officer.unit.id, kind: "photos",
            place: .requirement(notice, position: 0), file: "照片.jpg", mediaType: "image/jpeg", size: 1, hash: "0",
            isLate: false, addedAt: SmallTree.start)
        try await tree.surroundings.database.write { db in _ = try MaterialTable(db).insert(material, by: officer) }
        return material.id
    }

    private func address(_ route: Route, _ objects: [String: String]) -> String {
        objects.reduce(route.pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    @Test func aVisitorReachesOnlyThePublicList() async throws {
        let world = try await WebWorld()
        let objects = try await objects(world)
        let declared = Set(world.web.routes.filter { $0.access == .open }.map { "\($0.method) \($0.pattern)" })
        #expect(declared == Self.open)
        try await world.test { client in
            for route in world.web.routes where route.access != .open {
                let response = try await client.execute(uri: address(route, objects), method: route.method)
                let isRefused =
                    response.status == .unauthorized
                    || response.status == .seeOther && response.headers[.location]?.hasPrefix("/sign-in") ?? false
                #expect(isRefused, "\(route.method) \(route.pattern) gave \(response.status)")
            }
        }
        #expect(world.web.routes.count > 40)
    }

    @Test(
        arguments: [
            ("15", [.clerk, .signatory, .administrator]), ("370828001209", [.recorder]),
            ("370828002", [.clerk, .signatory, .administrator]),
        ] as [(String, Set<Role>)])
    func anOfficerOfAForeignUnitFindsNothing(code: String, roles: Set<Role>) async throws {
        let world = try await WebWorld()
        let objects = try await objects(world)
        let token = try await world.token("foreign", at: code, roles)
        try await world.test { client in
            var walked = 0
            for route in world.web.routes {
                guard case .right(_, let subject) = route.access, subject != .ownUnit else { continue }
                let response = try await client.execute(
                    uri: address(route, objects), method: route.method, headers: WebWorld.cookie(token))
                #expect(response.status == .notFound, "\(route.method) \(route.pattern) gave \(response.status)")
                walked += 1
            }
            #expect(walked > 20)
        }
    }

    /// Units also come in queries and forms.
    @Test func aForeignUnitInAQueryOrAFormIsNotFound() async throws {
        let world = try await WebWorld()
        let token = try await world.token("foreign", at: "370828002", [.clerk, .signatory, .administrator])
        let campaign = world.tree.campaign.id.text
        let id = world.tree.surroundings.identifiers.next(ActivityRecord.self).text
        let sent = [("id", id), ("campaign", campaign), ("unit", WebWorld.village)]
        let record = sent + [("category", "publicity"), ("title", "活动"), ("date", "2025-05-05"), ("count", "8")]
        try await world.test { client in
            for query in [
                "/activities?unit=\(WebWorld.village)", "/submissions?campaign=\(campaign)&to=\(WebWorld.village)",
                "/submissions/new?campaign=\(campaign)&unit=\(WebWorld.village)",
            ] {
                let response = try await client.execute(uri: query, method: .get, headers: WebWorld.cookie(token))
                #expect(response.status == .notFound, "\(query)")
            }
            for (path, fields) in [("/activities", record), ("/submissions", sent + [("kind", "nil")])] {
                let response = try await client.execute(
                    uri: path, method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
                #expect(response.status == .notFound, "\(path)")
            }
        }
        #expect(try await world.tree.table(WebWorld.village).records == 0)
    }

    @Test func afterSigningInOneIsWhereOneWantedToGo() async throws {
        let world = try await WebWorld()
        _ = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let visitor = String(repeating: "a", count: 64)
        try await world.test { client in
            let asked = try await client.execute(uri: "/activities?unit=1", method: .get)
            #expect(asked.headers[.location] == "/sign-in?next=%2Factivities%3Funit%3D1")
            for (next, goesTo) in [
                ("/activities", "/activities"), ("//evil.example", "/home"), ("https://evil.example", "/home"),
            ] {
                let fields = [("account", "jinshan"), ("password", "a good one"), ("next", next)]
                let response = try await client.execute(
                    uri: "/sign-in", method: .post, headers: WebWorld.cookie(visitor),
                    body: WebWorld.form(fields, visitor))
                #expect(response.headers[.location] == goesTo)
            }
        }
    }

    /// Somebody of the right unit without the post gets a clear no, not a 404, and nothing is done.
    @Test func theWrongPostIsForbidden() async throws {
        let world = try await WebWorld()
        let objects = try await objects(world)
        // Where nobody is signatory, the clerk decides.
        _ = try await world.token("leader", at: "370828001", [.signatory])
        let token = try await world.token("clerk", at: "370828001", [.clerk])
        let accept = "/submissions/\(objects["submission"] ?? "")/accept"
        try await world.test { client in
            let response = try await client.execute(uri: accept, method: .post, headers: WebWorld.cookie(token))
            #expect(response.status == .forbidden)
        }
    }

    @Test func aFormWithoutOurTokenIsRefused() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let fields = [
            ("id", world.tree.surroundings.identifiers.next(ActivityRecord.self).text),
            ("campaign", world.tree.campaign.id.text), ("category", "publicity"), ("title", "活动"),
            ("date", "2025-05-05"), ("count", "８０"), ("measure", "people"),
        ]
        let body = ByteBuffer(string: fields.map { "\($0)=\(Paths.encode($1))" }.joined(separator: "&"))
        try await world.test { client in
            for forged in [body, WebWorld.form(fields, String(repeating: "0", count: 64))] {
                let response = try await client.execute(
                    uri: "/activities", method: .post, headers: WebWorld.cookie(token), body: forged)
                #expect(response.status == .unprocessableContent)
            }
            #expect(try await world.tree.table(WebWorld.village).records == 0)
            let response = try await client.execute(
                uri: "/activities", method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
            #expect(response.status == .seeOther)
            #expect(response.headers[.location]?.hasSuffix("/receipt") ?? false)
        }
        // Full-width digits were taken.
        #expect(try await world.tree.table(WebWorld.village).live["publicity-village-people"] == 80)
    }

    @Test func whatWasTypedIsKeptAndHarmless() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let script = "<script>alert(1)</script>\"'"
        let fields = [
            ("id", world.tree.surroundings.identifiers.next(ActivityRecord.self).text),
            ("campaign", world.tree.campaign.id.text), ("category", "publicity"), ("title", script),
            ("date", "2025-05-05"), ("count", "很多"), ("measure", "people"), ("venue", script), ("note", script),
        ]
        try await world.test { client in
            let response = try await client.execute(
                uri: "/activities", method: .post, headers: WebWorld.cookie(token), body: WebWorld.form(fields, token))
            let html = String(buffer: response.body)
            #expect(response.status == .unprocessableContent)
            #expect(html.contains("人数要填数字，比如 80"))
            #expect(html.contains("value=\"很多\""))
            #expect(!html.contains("<script>alert"))
            #expect(html.split(separator: "&lt;script&gt;alert(1)&lt;/script&gt;").count >= 4)
        }
    }

    @Test func everyPageHasItsHeadersAndFooter() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        try await world.test { client in
            for path in ["/sign-in", "/home", "/activities/new", "/activities", "/nowhere", "/feedback", "/privacy"] {
                let response = try await client.execute(uri: path, method: .get, headers: WebWorld.cookie(token))
                let html = String(buffer: response.body)
                if response.status == .seeOther { continue }
                #expect(response.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") ?? false, "\(path)")
                for text in ["投诉建议", "主办单位：某计生协", "备案编号：备 1"] { #expect(html.contains(text), "\(path)") }
            }
        }
    }

    @Test func theInterfaceForProgramsKeepsItsPromises() async throws {
        let world = try await WebWorld()
        let token = try await world.token("jinshan", at: WebWorld.village, [.recorder])
        let other = try await world.token("liuzhuang", at: "370828001209", [.recorder])
        let id = world.tree.surroundings.identifiers.next(ActivityRecord.self).text
        let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
        @Sendable func body(_ id: String, _ people: Int) -> ByteBuffer {
            ByteBuffer(
                string: """
                    {"id":"\(id)","campaign":"\(world.tree.campaign.id.text)","category":"publicity","date":"2025-05-05",
                    "title":"活动","people":\(people)}
                    """)
        }
        try await world.test { client in
            let uri = "/api/v1/activities"
            let first = try await client.execute(uri: uri, method: .post, headers: headers, body: body(id, 80))
            let again = try await client.execute(uri: uri, method: .post, headers: headers, body: body(id, 80))
            #expect(first.status == .created && again.status == .created)
            #expect(first.body == again.body)
            let changed = try await client.execute(uri: uri, method: .post, headers: headers, body: body(id, 81))
            #expect(changed.status == .conflict)
            #expect(String(buffer: changed.body).contains("record.key.different_body"))
            let foreign = try await client.execute(
                uri: uri, method: .post,
                headers: [.authorization: "Bearer \(other)", .contentType: "application/json"], body: body(id, 80))
            #expect(foreign.status == .conflict)
            #expect(String(buffer: foreign.body).contains("\"conflict\""))
            for (sent, status) in [
                (body("x", 80), HTTPResponse.Status.unprocessableContent), (body(id + "0", 80), .unprocessableContent),
                (body(world.tree.surroundings.identifiers.next(ActivityRecord.self).text, -1), .unprocessableContent),
                (ByteBuffer(string: "{"), .unprocessableContent),
            ] {
                let response = try await client.execute(uri: uri, method: .post, headers: headers, body: sent)
                #expect(response.status == status)
                #expect(response.headers[.contentType] == "application/problem+json")
            }
            let unknown = try await client.execute(uri: "/api/v1/nothing", method: .get, headers: headers)
            #expect(unknown.status == .notFound)
            #expect(unknown.headers[.contentType] == "application/problem+json")
            let noType = try await client.execute(
                uri: uri, method: .post, headers: [.authorization: "Bearer \(token)"], body: body(id, 80))
            #expect(noType.status == .unprocessableContent)
        }
        #expect(try await world.tree.table(WebWorld.village).records == 1)
    }
}
