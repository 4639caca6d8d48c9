import Domain
import Storage
import Synchronization
import TestSupport
import Testing
import UseCases

/// A mail server that does as it is told.
final class FakeTransport: MailTransport {
    private let state = Mutex((answer: MailOutcome.delivered, got: [MailMessage]()))

    func answer(_ outcome: MailOutcome) { state.withLock { $0.answer = outcome } }
    var got: [MailMessage] { state.withLock { $0.got } }
    func send(_ message: MailMessage) async -> MailOutcome {
        state.withLock {
            $0.got.append(message)
            return $0.answer
        }
    }
}

@Suite struct SendMailTests {
    private func setUp(
        _ engine: Engine, _ time: MovableTime, mails: Int = 1
    ) async throws -> (tree: SmallTree, FakeTransport, SendMail) {
        let tree = try await SmallTree(engine.database(), clock: time.clock)
        let transport = FakeTransport()
        for number in 0..<mails {
            let id: MailJobTable.Job.ID = tree.surroundings.identifiers.next()
            let now = time.clock.now()
            try await tree.surroundings.database.write { db in
                try MailJobTable(db).insert(
                    id, to: MailAddress("jie@example.cn"), subject: "第 \(number) 封", body: "正文", stopLink: nil, at: now)
            }
        }
        return (
            tree, transport, SendMail(tree.surroundings, transport, sender: try MailAddress("huodong@example.cn"))
        )
    }

    @Test(arguments: Engine.allCases)
    func sendsEachOnce(engine: Engine) async throws {
        let time = MovableTime()
        let (tree, transport, mail) = try await setUp(engine, time, mails: 3)
        #expect(try await mail.round() == [])
        #expect(Set(transport.got.map(\.subject)) == ["第 0 封", "第 1 封", "第 2 封"])
        time.pass(hours: 24)
        #expect(try await mail.round() == [])
        #expect(transport.got.count == 3)
        // What is sent keeps no text.
        let left = try await tree.surroundings.database.read { db in
            try db.rows("SELECT body FROM mail_job").map { try $0.text("body") }
        }
        #expect(left == ["", "", ""])
    }

    @Test(arguments: Engine.allCases)
    func aServerThatIsDownIsTriedAgainLater(engine: Engine) async throws {
        let time = MovableTime()
        let (_, transport, mail) = try await setUp(engine, time, mails: 2)
        transport.answer(.later("connection refused"))
        // The second one would wait for the same server.
        #expect(try await mail.round().count == 1)
        #expect(transport.got.count == 1)
        transport.answer(.delivered)
        #expect(try await mail.round() == [])
        #expect(transport.got.map(\.subject).suffix(1) != [transport.got[0].subject])
        time.pass(seconds: 119)
        _ = try await mail.round()
        #expect(transport.got.count == 2)
        time.pass(seconds: 1)
        _ = try await mail.round()
        #expect(transport.got.count == 3)
        #expect(transport.got[2].id == transport.got[0].id && transport.got[2].bytes == transport.got[0].bytes)
    }

    /// The process ends between the server's yes and our mark: it is sent again under the same Message-ID.
    @Test(arguments: Engine.allCases)
    func aCrashAfterSendingSendsTheSameMailAgain(engine: Engine) async throws {
        let time = MovableTime()
        let (tree, transport, mail) = try await setUp(engine, time)
        let now = time.clock.now()
        let taken = try await tree.surroundings.database.write { db in
            let due = try #require(try MailJobTable(db).due(at: now))
            return try MailJobTable(db).take(due.id, tries: due.tries, until: now.adding(seconds: 120))
        }
        let lost = try #require(taken)
        // Meanwhile nobody else takes it.
        _ = try await mail.round()
        #expect(transport.got.isEmpty)
        time.pass(seconds: 120)
        _ = try await mail.round()
        #expect(transport.got.map(\.id) == [lost.id.text])
        #expect(transport.got.map(\.date) == [lost.createdAt])
    }

    @Test(arguments: Engine.allCases)
    func twoProcessesDoNotSendTheSame(engine: Engine) async throws {
        let time = MovableTime()
        let (_, transport, mail) = try await setUp(engine, time, mails: 20)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await mail.round() } }
            try await group.waitForAll()
        }
        _ = try await mail.round()
        #expect(Set(transport.got.map(\.id)).count == 20 && transport.got.count == 20)
    }

    @Test func whatIsRefusedForGoodIsGivenUpAndSoIsWhatNeverGoes() async throws {
        let time = MovableTime()
        let (tree, transport, mail) = try await setUp(.sqlite, time)
        transport.answer(.rejected("550 no such mailbox"))
        #expect(try await mail.round().count == 1)
        transport.answer(.delivered)
        time.pass(hours: 48)
        #expect(try await mail.round() == [])
        #expect(transport.got.count == 1)

        let (_, never, patient) = try await setUp(.sqlite, time)
        never.answer(.later("timeout"))
        for _ in 0..<20 {
            _ = try await patient.round()
            time.pass(hours: 7)
        }
        #expect(never.got.count == 13)
        _ = tree
    }

    @Test func waitsGrow() {
        let waits: [Int64] = (1...12).map(SendMail.wait)
        #expect(waits.prefix(8) == [120, 240, 480, 960, 1920, 3840, 7680, 15360])
        #expect(waits.suffix(4).allSatisfy { $0 == 21600 })
    }
}
