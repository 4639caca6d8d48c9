import Domain
import Foundation
import Storage
import TestSupport
import Testing
import UseCases

@Suite struct DailyDigestTests {
    private let village = "370828001010", town = "370828001"
    /// Every link that a mail may carry, as the web makes them.
    private let links = MailLinks(
        address: "https://example.cn", inbox: "https://example.cn/inbox",
        place: { place, _ in "https://example.cn/\(place.text.split(separator: " ")[0])" },
        confirm: { "https://example.cn/mail/confirm/\($0)" }, stop: { "https://example.cn/mail/stop/\($0)" })

    private struct World {
        let time: MovableTime
        let tree: SmallTree
        let transport: FakeTransport
        let officer: Officer
        let mail: SendMail, digest: DailyDigest, keep: KeepMailAddress
    }

    private func world(_ engine: Engine = .sqlite, at code: String = "370828001010") async throws -> World {
        let time = MovableTime()
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        let roles: Set<Role> = code.count == 12 ? [.recorder] : [.clerk, .signatory]
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "reader", displayName: "记录员", password: "a good one"), roles: roles, unit: code, by: nil)
        let token = try await SignIn(tree.surroundings)(
            login: "reader", password: "a good one", remember: false, address: "1")
        let transport = FakeTransport()
        return World(
            time: time, tree: tree, transport: transport,
            officer: try #require(try await SignIn(tree.surroundings).officer(token: token)),
            mail: SendMail(tree.surroundings, transport, sender: try MailAddress("huodong@example.cn")),
            digest: DailyDigest(tree.surroundings, links), keep: KeepMailAddress(tree.surroundings))
    }

    private func token(_ message: MailMessage?, after marker: String) throws -> String {
        let body = try #require(message?.body)
        let start = try #require(body.range(of: marker)?.upperBound)
        return String(body[start...].prefix { $0.isHexDigit })
    }

    private func subscribe(_ world: World) async throws {
        try await world.keep.set("jie@example.cn", daily: true, links: links, by: world.officer)
        _ = try await world.mail.round()
        try await world.keep.confirm(token: token(world.transport.got.last, after: "/mail/confirm/"))
    }

    @Test(arguments: Engine.allCases)
    func oneMailAMorningAndOnlyWhenThereIsSomething(engine: Engine) async throws {
        let world = try await world(engine)
        try await subscribe(world)
        // It is nine o'clock: the first one comes tomorrow.
        #expect(try await world.digest.round() == 0)
        world.time.pass(hours: 23)
        // Eight in the morning, and nothing to say.
        #expect(try await world.digest.round() == 0)
        try await RemindUnits(world.tree.surroundings)(
            world.tree.campaign.id, [village], by: world.tree.officer(town))
        #expect(try await world.digest.round() == 0)
        world.time.pass(seconds: 86_399)
        #expect(try await world.digest.round() == 0)
        world.time.pass(seconds: 1)
        // Two processes at once write one.
        async let one = world.digest.round()
        async let other = world.digest.round()
        let written = try await one + other
        #expect(written == 1)
        _ = try await world.mail.round()
        let message = try #require(world.transport.got.last)
        #expect(message.subject == "5月7日 要做的事 1 件，新消息 1 条")
        #expect(message.recipient.text == "jie@example.cn")
        let stop = try token(message, after: "/mail/stop/")
        #expect(message.stopLink == "https://example.cn/mail/stop/\(stop)")
        #expect(
            message.body == """
                金山社区
                要做的事
                · 上级提醒：还差 信息统计表。
                  https://example.cn/report
                新消息
                · 还差 信息统计表。
                  https://example.cn/report

                都在这里看：https://example.cn/inbox

                会员活动日 https://example.cn
                不想每天收：https://example.cn/mail/stop/\(stop)

                """)
        // What was told before the last mail is not new any more.
        world.time.pass(hours: 24)
        #expect(try await world.digest.round() == 1)
        _ = try await world.mail.round()
        #expect(world.transport.got.last?.subject == "5月8日 要做的事 1 件")
        // Stopping works once, without signing in.
        #expect(try await world.keep.isOpen(stop: stop))
        try await world.keep.stop(token: stop)
        await #expect(throws: MailRefused.linkUsed) { try await world.keep.stop(token: stop) }
        #expect(try await world.keep.mine(world.officer)?.daily == false)
        world.time.pass(hours: 24)
        #expect(try await world.digest.round() == 0)
    }

    /// Titles and words of records, and what a superior wrote, stay in the product.
    @Test func nothingThatAPersonWroteGoesOut() async throws {
        let world = try await world()
        try await subscribe(world)
        let tree = world.tree
        try await tree.record(tree.draft("visit", people: nil, attendances: 3, title: "看望东街老王家"), at: village)
        try await tree.record(tree.draft(people: nil, attendances: 3, title: "老王讲座", note: "药快吃完了"), at: village)
        try await DecideSubmission(tree.surroundings).giveBack(
            tree.submit(village), reason: "老王的电话写错了", by: tree.officer(town))
        world.time.pass(hours: 23)
        #expect(try await world.digest.round() == 1)
        _ = try await world.mail.round()
        let message = try #require(world.transport.got.last)
        #expect(message.body.contains("退回补正：第 1 次上报"))
        #expect(message.body.contains("条记录没算进统计表"))
        for secret in ["老王", "电话", "药", "讲座"] {
            #expect(!message.body.contains(secret) && !message.subject.contains(secret))
        }
    }

    @Test(arguments: Engine.allCases)
    func anAddressCountsOnlyWhenConfirmed(engine: Engine) async throws {
        let world = try await world(engine)
        try await world.keep.set("jie@example.cn", daily: true, links: links, by: world.officer)
        _ = try await world.mail.round()
        let first = try token(world.transport.got.last, after: "/mail/confirm/")
        try await RemindUnits(world.tree.surroundings)(
            world.tree.campaign.id, [village], by: world.tree.officer(town))
        world.time.pass(hours: 23)
        #expect(try await world.digest.round() == 0)
        // Another address: the link that went to the first one confirms nothing.
        try await world.keep.set("other@example.cn", daily: true, links: links, by: world.officer)
        _ = try await world.mail.round()
        await #expect(throws: MailRefused.linkUsed) { try await world.keep.confirm(token: first) }
        #expect(try await world.keep.mine(world.officer)?.isConfirmed == false)
        let second = try token(world.transport.got.last, after: "/mail/confirm/")
        #expect(world.transport.got.last?.recipient.text == "other@example.cn")
        // Looking uses nothing up.
        for _ in 0..<2 { #expect(try await world.keep.isOpen(confirm: second)) }
        // A link of one kind is none of the other.
        #expect(try await !world.keep.isOpen(stop: second))
        try await world.keep.confirm(token: second)
        #expect(try await world.keep.mine(world.officer)?.isConfirmed == true)
        #expect(try await !world.keep.isOpen(confirm: second))
        // Saving the same again asks for nothing and sends nothing.
        let sent = world.transport.got.count
        try await world.keep.set("other@example.cn", daily: false, links: links, by: world.officer)
        _ = try await world.mail.round()
        #expect(world.transport.got.count == sent)
        try await world.keep.set(" ", daily: true, links: links, by: world.officer)
        #expect(try await world.keep.mine(world.officer) == nil)
    }

    @Test func confirmationsRunOutAndAreFew() async throws {
        let world = try await world()
        for number in 1...5 {
            try await world.keep.set("a\(number)@example.cn", daily: true, links: links, by: world.officer)
        }
        await #expect(throws: MailRefused.tooMany) {
            try await world.keep.set("a6@example.cn", daily: true, links: links, by: world.officer)
        }
        #expect(try await world.keep.mine(world.officer)?.address == "a5@example.cn")
        _ = try await world.mail.round()
        let last = try #require(world.transport.got.first { $0.recipient.text == "a5@example.cn" })
        world.time.pass(hours: 73)
        await #expect(throws: MailRefused.linkUsed) {
            try await world.keep.confirm(token: token(last, after: "/mail/confirm/"))
        }
        await #expect(throws: MailAddress.Invalid.malformed) {
            try await world.keep.set("a@b.cn\r\nBcc: x@y.cn", daily: true, links: links, by: world.officer)
        }
    }
}
