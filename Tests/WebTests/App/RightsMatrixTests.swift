import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing
import UseCases
import Web

/// Who gets through to what, route by route: each role, from each place in the tree. The law is written here once more, by
/// hand, so that a slip in `Authorization` or in a route's declaration shows.
@Suite struct RightsMatrixTests {
    /// What the thing's unit (金乡街道) is to the officer's.
    enum Relation: String, CaseIterable {
        case own, child, grandchild, sibling, parent, foreign

        /// Where the officer stands.
        var seat: String {
            switch self {
            case .own: "370828001"
            case .child: "370828"
            case .grandchild: "3708"
            case .sibling: "370828002"
            case .parent: "370828001010"
            case .foreign: "150203001"
            }
        }
        var isBelow: Bool { [.own, .child, .grandchild].contains(self) }
    }
    private static let unit = Relation.own.seat
    private static let everybody = Set(Role.allCases)
    /// Whoever has the right, by what the unit is to them. What is not there: nobody.
    private static let law: [Right: [Relation: Set<Role>]] = [
        .view: [.own: everybody, .child: everybody, .grandchild: everybody],
        .viewVisitDetails: [.own: everybody, .child: everybody],
        .viewMaterials: [.own: everybody, .child: everybody],
        .record: [.own: [.clerk, .recorder], .child: [.clerk]],
        .notices: [.own: [.clerk]],
        .submit: [.own: [.clerk]],
        .sign: [.own: [.signatory]],
        .remind: [.child: [.clerk]],
        .review: [.child: [.signatory]],
        .administer: [.own: [.administrator], .child: [.administrator], .grandchild: [.administrator]],
        .letIn: [.own: [.administrator], .child: [.administrator, .clerk], .grandchild: [.administrator, .clerk]],
        .letInBelow: [
            .own: [.administrator, .clerk], .child: [.administrator, .clerk], .grandchild: [.administrator, .clerk],
        ],
    ]
    /// Missing also to those whom the law lets in: the address lacks its query, or an import is its own unit's alone.
    private static let absent: Set<String> = [
        "GET /units/{unit}/posts/template.xlsx", "GET /submissions/new", "GET /imports/{import}",
        "GET /notices/{notice}/compose", "GET /notices/{notice}/changes",
    ]

    /// One thing of 金乡街道 for each subject; a new subject needs one here.
    private func objects(_ world: WebWorld) async throws -> [String: String] {
        let tree = world.tree
        let surroundings = tree.surroundings
        let unit = Self.unit
        let officer = try await tree.officer(unit, [.clerk, .signatory, .recorder])
        let record = try await tree.record(tree.draft(), at: unit).record
        let submission = try await tree.submit(unit)
        func notice(_ text: String) async throws -> Notice.ID {
            let id = try await UploadNotice(surroundings)(Array(text.utf8), name: "通知.txt", by: officer)
            let draft = try await Notices(surroundings).review(id, for: officer).draft
            try await ConfirmNotice(surroundings).confirm(draft, of: id, by: officer)
            return id
        }
        let paper = try await notice(Self.notice)
        let plan = try await notice(Self.plan)
        let task = try #require(try await Notices(surroundings).detail(plan, for: officer).tasks.first)
        let item = MediaItem(
            id: surroundings.identifiers.next(), campaign: tree.campaign.id, title: "报道", medium: "日报", level: .county,
            own: false, form: .text, publishedOn: try CalendarDate("2025-05-29"), link: "")
        try await RecordMedia(surroundings)(item, by: officer)
        let channel = Channel(
            id: surroundings.identifiers.next(), campaign: tree.campaign.id, kind: .site, name: "官网",
            address: "https://example.org")
        try await KeepChannels(surroundings).add(channel, by: officer)
        let upload: ImportUpload.ID = surroundings.identifiers.next()
        try await ImportTables(surroundings).upload(
            [("表.xlsx", Array("x".utf8))], id: upload, campaign: tree.campaign.id, by: officer)
        let batch: PostBatch.ID = surroundings.identifiers.next()
        try await OpenPosts(surroundings).receive(
            [PostBatch.Draft(line: 1, code: "370828001009")], id: batch, below: unit, by: officer)
        let site: Site.ID = surroundings.identifiers.next()
        try await KeepSites(surroundings).add(
            SiteDraft(kind: .sunflower, name: "", address: "一楼", hours: "", since: nil), id: site, to: unit, by: officer
        )
        let picture = try IncomingFile(in: surroundings.files, limit: 9)
        try picture.write(Array("x".utf8)[...])
        let arrived = picture.finish()
        try await surroundings.files.keep(arrived)
        let material = Material(
            id: surroundings.identifiers.next(), campaign: tree.campaign.id, unit: officer.unit.id, kind: "photos",
            place: .requirement(paper, position: 0), file: "照片.jpg", mediaType: "image/jpeg", size: 1,
            hash: arrived.hash,
            isLate: false, addedAt: SmallTree.start)
        try await surroundings.database.write { db in _ = try MaterialTable(db).insert(material, by: officer) }
        return [
            "material": material.id.text, "site": site.text, "unit": unit, "record": record.text,
            "submission": submission.text, "notice": paper.text,
            "task": task.id.text, "item": item.id.text, "channel": channel.id.text, "import": upload.text,
            "batch": batch.text, "campaign": tree.campaign.id.text, "cell": "publicity-village-people",
            "template": tree.campaign.definition.id, "version": String(tree.campaign.definition.version),
        ]
    }

    private func token(_ world: WebWorld, _ role: Role, at code: String) async throws -> String {
        let token = Token.make()
        let id: Account.ID = world.tree.surroundings.identifiers.next()
        let unit = try await world.tree.unit(code)
        let post: Identifier<Role> = world.tree.surroundings.identifiers.next()
        try await world.tree.surroundings.database.write { db in
            try AccountTable(db).insert(
                id, login: "m-\(role.rawValue)-\(code)", passwordHash: "none", displayName: role.name,
                at: SmallTree.start)
            try PostTable(db).insert([(post, id, .init(unit: unit.id, role: role))], at: SmallTree.start)
            try SignInTable(db).insert(
                tokenHash: Digest.hex(token), account: id, unit: unit.id, remembered: false, device: "",
                at: SmallTree.start)
        }
        return token
    }

    @Test func everyRouteLetsInWhomTheLawLetsIn() async throws {
        let world = try await WebWorld()
        let objects = try await objects(world)
        try await world.test { client in
            var letIn = 0
            var refused = 0
            for relation in Relation.allCases {
                // The signatory first: where there is none, the clerk decides, which another test tells.
                for role in [.signatory] + Role.allCases.filter({ $0 != .signatory }) {
                    let headers = WebWorld.cookie(try await token(world, role, at: relation.seat))
                    for route in world.web.routes {
                        guard case .right(let right, let subject) = route.access else { continue }
                        // One's own unit is always that.
                        guard subject != .ownUnit || relation == .own else { continue }
                        let name = "\(route.method) \(route.pattern)"
                        let law = try #require(Self.law[right], "write the law of \(right) down here")
                        let uri = objects.reduce(route.pattern) { $0.replacing("{\($1.key)}", with: $1.value) }
                        try #require(!uri.contains("{"), "\(name) needs an example in `objects`")
                        let answer = try await client.execute(uri: uri, method: route.method, headers: headers)
                        let what = "\(name) for a \(role) from \(relation.seat) (\(relation)) gave \(answer.status)"
                        if law[relation]?.contains(role) ?? false {
                            // A post without its form gets no further than that.
                            let isIn = ![.forbidden, .notFound, .internalServerError].contains(answer.status)
                            #expect(isIn || Self.absent.contains(name), "\(what)")
                            letIn += 1
                        } else {
                            #expect(answer.status == (relation.isBelow ? .forbidden : .notFound), "\(what)")
                            refused += 1
                        }
                    }
                }
            }
            #expect(letIn > 300 && refused > 700)
        }
    }

    private static let notice = """
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
    private static let plan = """
        金乡街道计划生育协会2025年工作要点

        各社区、村计生协：

        2025年全街道计生协工作的总体要求是：围绕中心，服务群众。

        一、夯实组织基础

        （一）配齐专职人员。每个村（居）配备至少2名家庭健康指导员。责任单位：组织部

        二、做好宣传服务

        （一）办好重要节日活动。围绕“国际家庭日”“5.29会员活动日”“世界人口日”开展主题宣传活动。

        金乡街道计划生育协会
        2025年2月20日
        """
}
