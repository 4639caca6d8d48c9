import Domain
import Storage
import Synchronization
import TestSupport
import Testing
import UseCases

@Suite struct SignInTests {
    private final class MovableTime: Sendable {
        private let instant = Mutex(SmallTree.start)
        var clock: Clock { Clock { self.instant.withLock { $0 } } }
        func pass(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    private func tree(_ time: MovableTime) async throws -> SmallTree {
        let tree = try await SmallTree(Engine.sqlite.database(), clock: time.clock)
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "jiedao", displayName: "经办人", password: "a good one"), roles: [.clerk],
            unit: "370828001", by: nil)
        try await OpenPost(tree.surroundings)(
            NewAccount(login: "jinshan", displayName: "记录员", password: "a good one"), roles: [.recorder],
            unit: "370828001010", by: nil)
        return tree
    }

    @Test func aClerkIsSignedOutWhenIdleAndAfterTwelveHours() async throws {
        let time = MovableTime()
        let signIn = SignIn(try await tree(time).surroundings)
        let token = try await signIn(login: "jiedao", password: "a good one", remember: true, address: "1")
        #expect(try await signIn.officer(token: token)?.unit.code == "370828001")
        time.pass(seconds: 29 * 60)
        #expect(try await signIn.officer(token: token) != nil)
        time.pass(seconds: 31 * 60)
        #expect(try await signIn.officer(token: token) == nil)
        let second = try await signIn(login: "jiedao", password: "a good one", remember: true, address: "1")
        for _ in 0..<30 {
            time.pass(seconds: 24 * 60)
            _ = try await signIn.officer(token: second)
        }
        #expect(try await signIn.officer(token: second) == nil)
    }

    @Test func aRecordersDeviceStaysForNinetyDays() async throws {
        let time = MovableTime()
        let signIn = SignIn(try await tree(time).surroundings)
        let token = try await signIn(login: "jinshan", password: "a good one", remember: true, address: "1")
        time.pass(seconds: 89 * 86_400)
        #expect(try await signIn.officer(token: token)?.roles == [.recorder])
        time.pass(seconds: 2 * 86_400)
        #expect(try await signIn.officer(token: token) == nil)
    }

    @Test func guessingIsLockedOutByAccountNotByVillage() async throws {
        let time = MovableTime()
        let signIn = SignIn(try await tree(time).surroundings)
        for _ in 0..<5 {
            await #expect(throws: SignInRefused.wrong) {
                try await signIn(login: "jiedao", password: "wrong", remember: false, address: "1")
            }
        }
        // Even the right one has to wait now; a neighbour behind the same address does not.
        await #expect(throws: SignInRefused.locked(minutes: 1)) {
            try await signIn(login: "jiedao", password: "a good one", remember: false, address: "1")
        }
        _ = try await signIn(login: "jinshan", password: "a good one", remember: false, address: "1")
        time.pass(seconds: 31)
        _ = try await signIn(login: "jiedao", password: "a good one", remember: false, address: "1")
        // Unknown accounts are answered alike.
        await #expect(throws: SignInRefused.wrong) {
            try await signIn(login: "nobody", password: "x", remember: false, address: "2")
        }
    }

    @Test func theSetUpLinkWorksOnce() async throws {
        let database = try await Engine.sqlite.database()
        let surroundings = Surroundings(
            database: database, clock: Clock { SmallTree.start }, passwords: Passwords(cheap: true))
        let setUp = SetUp(surroundings)
        let old = try #require(try await setUp.link())
        let token = try #require(try await setUp.link())
        #expect(try await !setUp.isOpen(token: old))
        await #expect(throws: NewAccount.Invalid.password) {
            try await setUp(token: token, login: "admin", password: "short", again: "short")
        }
        try await setUp(token: token, login: "admin", password: "long enough", again: "long enough")
        await #expect(throws: AccessRefused.missing) {
            try await setUp(token: token, login: "second", password: "long enough", again: "long enough")
        }
        #expect(try await setUp.link() == nil)
        let session = try await SignIn(surroundings)(
            login: "Admin", password: "long enough", remember: false, address: "1")
        let officer = try await SignIn(surroundings).officer(token: session)
        #expect(officer?.unit.level == .nation)
        #expect(officer?.roles == [.administrator, .clerk, .signatory])
    }

    @Test func postsFitTheLevelOfTheUnit() async throws {
        let tree = try await tree(MovableTime())
        let account = try NewAccount(login: "someone", displayName: "经办人", password: "a good one")
        for (code, roles) in [("370828001010", Set<Role>([.clerk])), ("370828001", [.recorder]), ("370828001", [])] {
            await #expect(throws: NewAccount.Invalid.noRole) {
                try await OpenPost(tree.surroundings)(account, roles: roles, unit: code, by: nil)
            }
        }
    }
}
